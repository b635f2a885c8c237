// The worked examples of the metric catalogue, asked of the naive evaluator.
import { type Company, companyOf } from '../support/naive/company';
import { evaluate } from '../support/naive/evaluate';
import type { NaiveSettings, NaiveValue } from '../support/naive/question';

const settings: NaiveSettings = {
  now: '2025-07-01T00:00:00Z',
  timeZone: 'UTC',
  weekStart: 'MONDAY',
  fiscalYearStartMonth: 1,
  lostAfterDays: 180,
  dormantAfterDays: 90,
  slaSeconds: 3600,
};

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const purchase = (id: string, at: string, revenue = '10', cost = '0') => ({
  transaction_id: `${id} ${at}`,
  order_id: `${id} ${at}`,
  customer_id: id,
  occurred_at: at,
  kind: 'order',
  revenue,
  cost,
});

const answers = (question: string, scores: readonly number[], scale: string | null = null) =>
  scores.map((score, index) => ({
    interaction_id: `${question} ${index} ${scale}`,
    occurred_at: '2025-03-10',
    kind: 'survey',
    question,
    score: String(score),
    scale_max: scale,
  }));

function inMarch(company: Partial<Company>, ...metrics: readonly string[]): readonly NaiveValue[] {
  const { rows } = evaluate(companyOf(company), settings, { metrics, period: { year: 2025, month: 3 } });
  return metrics.map((metric) => rows[0]?.values[metric] as NaiveValue);
}

test('85 of 100 customers stay: retention 85, churn 15', () => {
  const ids = times(100, (index) => `c${index}`);
  const company = {
    customers: ids.slice(0, 15).map((customer_id) => ({ customer_id, churned_at: '2025-03-15' })),
    transactions: ids.map((id) => purchase(id, '2025-02-01')),
  };
  const [retention, churn, atStart, atEnd] = inMarch(
    company,
    'RETENTION_RATE',
    'CHURN_RATE',
    'CUSTOMERS_AT_START',
    'CUSTOMERS_AT_END',
  );
  expect(retention).toMatchObject({ value: 85, numerator: 85, denominator: 100, n: 100, status: 'OK' });
  expect(churn).toMatchObject({ value: 15, numerator: 15, denominator: 100 });
  expect([atStart?.value, atEnd?.value]).toEqual([100, 85]);
});

test('40 of 200 leads buy: conversion 20', () => {
  const ids = times(200, (index) => `c${index}`);
  const company = {
    interactions: ids.map((id) => ({ interaction_id: id, customer_id: id, occurred_at: '2025-03-05', kind: 'lead' })),
    transactions: ids.slice(0, 40).map((id) => purchase(id, '2025-04-20')),
  };
  const [leads, rate] = inMarch(company, 'LEADS', 'LEAD_CONVERSION_RATE');
  expect(leads).toMatchObject({ value: 200 });
  expect(rate).toMatchObject({ value: 20, numerator: 40, denominator: 200, status: 'OK' });
});

test('conversion is immature while 90 days after the period are not over', () => {
  const company = {
    interactions: [{ interaction_id: 'i', customer_id: 'c', occurred_at: '2025-04-05', kind: 'lead' }],
  };
  const april = { metrics: ['LEAD_CONVERSION_RATE'], period: { year: 2025, month: 4 } };
  const [row] = evaluate(companyOf(company), settings, april).rows;
  expect(row?.values.LEAD_CONVERSION_RATE).toMatchObject({ value: 0, status: 'IMMATURE' });
});

test('nps counts 9 and 10 for, 0 to 6 against', () => {
  const [nps, promoters, detractors] = inMarch(
    { interactions: answers('nps', [0, 6, 7, 8, 9, 10, 10, 10]) },
    'NPS',
    'PROMOTER_RATE',
    'DETRACTOR_RATE',
  );
  expect(nps).toMatchObject({ value: 25, numerator: 2, denominator: 8, n: 8, status: 'LOW_SAMPLE' });
  expect([promoters?.value, detractors?.value]).toEqual([50, 25]);
  const [best] = inMarch({ interactions: answers('nps', [9, 10]) }, 'NPS');
  const [worst] = inMarch({ interactions: answers('nps', [0, 6]) }, 'NPS');
  expect([best?.value, worst?.value]).toEqual([100, -100]);
});

test('answers on another scale are brought to the usual one', () => {
  // Of 1..3 the 2 is a 3 of 5; of 0..5 the 5 is a 10 of 10, the 3 a 6.
  const [average, nps] = inMarch(
    { interactions: [...answers('csat', [2], '3'), ...answers('csat', [4]), ...answers('nps', [5, 3], '5')] },
    'CSAT_AVERAGE',
    'NPS',
  );
  expect([average?.value, nps?.value]).toEqual([3.5, 0]);
});

test('csi and cli are the plain mean of their three parts, and nothing without one of them', () => {
  const product = answers('csi_product', [5, 4]);
  const service = answers('csi_service', [3]);
  const support = answers('csi_support', [3]);
  const cli = ['cli_repurchase', 'cli_recommend', 'cli_overall'].flatMap((part, index) => answers(part, [7 + index]));
  const [index, loyalty] = inMarch({ interactions: [...product, ...service, ...support, ...cli] }, 'CSI', 'CLI');
  expect(index).toMatchObject({ value: 3.5, numerator: null, denominator: null, status: 'OK' });
  expect(loyalty?.value).toBe(8);
  const [partial] = inMarch({ interactions: [...product, ...service] }, 'CSI');
  expect(partial).toMatchObject({ value: null, status: 'NO_DATA' });
});

test('20 % of the customers make 70 % of the profit', () => {
  const profits = ['300', '400', ...times(7, () => '40'), '20'];
  const company = { transactions: profits.map((profit, index) => purchase(`c${index}`, '2025-03-03', profit)) };
  expect(inMarch(company, 'TOP_CUSTOMER_SHARE')[0]).toMatchObject({ value: 70, numerator: 700, denominator: 1000 });
});

test('clvToCac is clv by cac', () => {
  // Base a year before the end of March: c0..c3; two of them lapse: a lifetime of 2 years. In the year 4 customers brought
  // 600 (c0, c1 200 each; c4, c5 100 each), the mean base is 4: 150 a year, 300 in all. New in March: c4 and c5 for 200.
  const old = times(4, (index) => purchase(`c${index}`, '2024-03-01'));
  const stayed = ['c0', 'c1'].map((id) => purchase(id, '2025-03-01', '250', '50'));
  const fresh = ['c4', 'c5'].map((id) => purchase(id, '2025-03-10', '100'));
  const company = {
    transactions: [...old, ...stayed, ...fresh],
    spend: [
      { spend_id: 's1', date: '2025-03-31', purpose: 'marketing', amount: '150' },
      { spend_id: 's2', date: '2025-03-01', purpose: 'sales', amount: '50' },
      { spend_id: 's3', date: '2025-04-01', purpose: 'sales', amount: '50' },
    ],
  };
  const [years, clv, cac, ratio] = inMarch(company, 'CUSTOMER_LIFETIME_YEARS', 'CLV', 'CAC', 'CLV_TO_CAC');
  expect(years).toMatchObject({ value: 2, status: 'LOW_SAMPLE' });
  expect([clv?.value, cac?.value, ratio?.value]).toEqual([300, 100, 3]);
  expect(ratio?.status).toBe('LOW_SAMPLE');
});
