// Edges of the definitions on companies small enough to count by hand, asked of the naive evaluator.
import { type Company, companyOf } from '../support/naive/company';
import { evaluate } from '../support/naive/evaluate';
import type { NaiveQuestion, NaiveSettings } from '../support/naive/question';

const settings: NaiveSettings = {
  now: '2025-10-15T10:00:00Z',
  timeZone: 'Europe/Berlin',
  weekStart: 'MONDAY',
  fiscalYearStartMonth: 4,
  lostAfterDays: 180,
  dormantAfterDays: 90,
  slaSeconds: 3600,
};

const order = (id: string, at: string, more: object = {}) => ({
  transaction_id: id,
  order_id: id,
  customer_id: 'ada',
  occurred_at: at,
  kind: 'order',
  revenue: '10',
  ...more,
});

const interaction = (id: string, at: string, kind: string, more: object = {}) => ({
  interaction_id: id,
  customer_id: 'ada',
  occurred_at: at,
  kind,
  ...more,
});

/** The value of each metric by the members of its row and the first day of its bucket. */
function values(company: Partial<Company>, question: NaiveQuestion): Record<string, readonly (number | null)[]> {
  const { rows } = evaluate(companyOf(company), settings, question);
  return Object.fromEntries(
    rows
      .filter((row) => row.required)
      .map((row) => [
        [row.start, ...row.keys].join(' '),
        question.metrics.map((metric) => row.values[metric]?.value ?? null),
      ]),
  );
}

test('a day belongs to the business zone, to its last microsecond and through a change of clocks', () => {
  const company = {
    transactions: [
      order('last', '2025-03-29T23:59:59.999999'),
      order('first', '2025-03-29T23:00:00Z'),
      order('night', '2025-03-30T03:00:00'),
      order('next', '2025-03-31'),
    ],
  };
  const period = { from: '2025-03-29', to: '2025-03-31' };
  expect(values(company, { metrics: ['ORDERS', 'REVENUE'], period, grain: 'DAY' })).toEqual({
    '2025-03-29': [1, 10],
    '2025-03-30': [2, 20],
    '2025-03-31': [1, 10],
  });
  const utc = { ...period, timezone: 'UTC' };
  expect(values(company, { metrics: ['ORDERS'], period: utc, by: ['HOUR'], fill: false })).toEqual({
    '2025-03-29 22': [2],
    '2025-03-29 23': [1],
    '2025-03-29 1': [1],
  });
});

test('exactly on the limit a customer is still in the base, a moment older it is lost', () => {
  // 180 days before 1 September lies 5 March, when clocks were still on winter time.
  const company = {
    transactions: [
      order('on', '2025-03-05', { customer_id: 'on' }),
      order('before', '2025-03-04T23:59:59', { customer_id: 'before' }),
      order('covered', '2024-09-01', { customer_id: 'covered', term_end: '2025-09-01T00:00:01' }),
    ],
  };
  const question = { metrics: ['CUSTOMERS_AT_END'], period: { year: 2025, month: 8 }, by: ['CUSTOMER'] };
  expect(values(company, question)).toEqual({ '2025-08-01 on': [1], '2025-08-01 covered': [1] });
});

test('a term covers the instant it is bought and not the one it ends', () => {
  // The purchase before the term is too old to count by itself.
  const company = (at: string) => ({
    transactions: [order('old', '2024-06-01'), order('term', at, { term_end: '2025-11-01' })],
  });
  const lost = (at: string) =>
    values(company(at), { metrics: ['CUSTOMERS_AT_END'], period: { year: 2025, month: 8 } })['2025-08-01'];
  expect([lost('2025-08-31T23:59:59'), lost('2025-09-01'), lost('2025-09-01T00:00:01')]).toEqual([[1], [1], [0]]);
  const ended = (termEnd: string) =>
    values(
      { transactions: [order('term', '2024-06-01', { term_end: termEnd })] },
      { metrics: ['CUSTOMERS_AT_END'], period: { year: 2025, month: 8 } },
    )['2025-08-01'];
  expect([ended('2025-09-01'), ended('2025-09-01T00:00:01')]).toEqual([[0], [1]]);
});

test('a line without quantity is one, a refund without quantity takes one back', () => {
  const company = {
    transactions: [
      order('a', '2025-05-01', { quantity: '3' }),
      order('b', '2025-05-02'),
      order('c', '2025-05-03', { kind: 'renewal', quantity: '' }),
      order('d', '2025-05-04', { kind: 'refund', revenue: '-10' }),
      order('e', '2025-05-05', { kind: 'refund', revenue: '-10', quantity: '-2' }),
    ],
  };
  const question = { metrics: ['UNITS_SOLD'], period: { year: 2025, month: 5 }, by: ['TRANSACTION_KIND'] };
  expect(values(company, question)).toEqual({
    '2025-05-01 order': [4],
    '2025-05-01 renewal': [1],
    '2025-05-01 refund': [-3],
  });
});

test('who has left is lost until the next purchase', () => {
  const company = {
    customers: [{ customer_id: 'ada', churned_at: '2025-06-10' }],
    transactions: [order('a', '2025-06-01'), order('b', '2025-07-20')],
  };
  const metrics = ['CUSTOMERS_AT_START', 'LOST_CUSTOMERS', 'REACTIVATED_CUSTOMERS', 'CUSTOMERS_AT_END'];
  expect(values(company, { metrics, period: { from: '2025-06-05', to: '2025-07-31' }, grain: 'MONTH' })).toEqual({
    '2025-06-05': [1, 1, 0, 0],
    '2025-07-01': [0, 0, 1, 1],
  });
});

test('a fact is placed by the version of its day, or by today', () => {
  const company = {
    customers: [
      { customer_id: 'ada', region: 'north', tags: 'vip;new' },
      { customer_id: 'ada', region: 'south', valid_from: '2025-05-15' },
    ],
    transactions: [
      order('a', '2025-05-14'),
      order('b', '2025-05-15'),
      order('guest', '2025-05-20', { customer_id: null }),
    ],
  };
  const question = { metrics: ['REVENUE', 'BUYERS'], period: { year: 2025, month: 5 }, by: ['REGION'] };
  expect(values(company, question)).toEqual({
    '2025-05-01 north': [10, 1],
    '2025-05-01 south': [10, 1],
    '2025-05-01 ': [10, 0],
  });
  expect(values(company, { ...question, attributes: 'CURRENT' })).toEqual({
    '2025-05-01 south': [20, 1],
    '2025-05-01 ': [10, 0],
  });
  expect(values(company, { ...question, by: ['TAG'] })).toEqual({
    '2025-05-01 vip': [10, 1],
    '2025-05-01 new': [10, 1],
    '2025-05-01 ': [20, 1],
  });
  // The guest has no region: it is not north.
  const notNorth = { not: { dimension: 'REGION', in: ['north'] } };
  expect(values(company, { ...question, by: [], where: notNorth })).toEqual({ '2025-05-01': [20, 1] });
});

test('slicing restricts the facts, never the history', () => {
  const company = {
    transactions: [
      order('a', '2025-04-01', { channel_id: 'web' }),
      order('b', '2025-05-01', { channel_id: 'shop' }),
      order('c', '2025-05-11', { channel_id: 'web' }),
    ],
  };
  const metrics = ['NEW_CUSTOMERS', 'RETURNING_BUYER_RATE', 'REPEAT_PURCHASE_RATE', 'REPURCHASE_INTERVAL_DAYS'];
  const may = { year: 2025, month: 5 };
  expect(values(company, { metrics, period: may, by: ['CHANNEL'] })).toEqual({
    '2025-05-01 shop': [0, 100, 0, 30],
    '2025-05-01 web': [0, 100, 0, 10],
  });
  expect(values(company, { metrics, period: may })).toEqual({ '2025-05-01': [0, 100, 100, 20] });
});

test('an offer wins back with a purchase within 90 elapsed days', () => {
  const offer = interaction('offer', '2025-03-01T12:00:00Z', 'retention_offer');
  const rate = (at: string) =>
    values(
      { interactions: [offer], transactions: [order('a', '2025-02-01'), order('b', at)] },
      { metrics: ['WIN_BACK_RATE'], period: { year: 2025, month: 3 } },
    )['2025-03-01'];
  expect(rate('2025-05-30T12:00:00Z')).toEqual([100]);
  expect(rate('2025-05-30T12:00:00.000001Z')).toEqual([0]);
});

test('a deal counts from the first contact of a customer who had not bought, else from its first stage', () => {
  const stage = (id: string, at: string, step: string, deal: string) =>
    interaction(id, at, 'stage', { opportunity_id: deal, stage: step });
  const company = {
    interactions: [
      interaction('lead', '2025-06-01T00:00:00Z', 'lead'),
      stage('1', '2025-06-05T00:00:00Z', 'qualified', 'one'),
      stage('2', '2025-06-11T00:00:00Z', 'won', 'one'),
      stage('3', '2025-06-12T00:00:00Z', 'quoted', 'two'),
      stage('4', '2025-06-16T00:00:00Z', 'won', 'two'),
      stage('5', '2025-06-17T00:00:00Z', 'lost', 'two'),
    ],
    transactions: [order('a', '2025-06-11T00:00:00Z')],
  };
  const metrics = ['DEALS_WON', 'WIN_RATE', 'SIGNING_RATE', 'SALES_CYCLE_DAYS', 'SALES_CYCLE_DAYS_MEDIAN'];
  expect(values(company, { metrics, period: { year: 2025, month: 6 } })).toEqual({
    '2025-06-01': [2, 50, 100, 7, 7],
  });
});

test('stickiness and spend count the days of an open period', () => {
  const company = {
    interactions: [interaction('a', '2025-10-01', 'login'), interaction('b', '2025-10-15T09:00:00Z', 'visit')],
    spend: [
      { spend_id: 'a', date: '2025-10-15', purpose: 'sales', amount: '7' },
      { spend_id: 'b', date: '2025-10-16', purpose: 'sales', amount: '7' },
    ],
  };
  const metrics = ['STICKINESS', 'ACQUISITION_SPEND'];
  expect(values(company, { metrics, period: { year: 2025, month: 10 } })).toEqual({
    '2025-10-01': [(2 / 15) * 100, 7],
  });
});

test('response times: mean, median and 90th percentile', () => {
  const seconds = ['60', '120', '600', null];
  const company = {
    interactions: seconds.map((response_seconds, index) =>
      interaction(`${index}`, '2025-06-01', 'ticket', { response_seconds }),
    ),
  };
  const metrics = ['FIRST_RESPONSE_TIME', 'FIRST_RESPONSE_TIME_MEDIAN', 'FIRST_RESPONSE_TIME_P90'];
  expect(values(company, { metrics, period: { toDate: 'YEAR' } })).toEqual({ '2025-04-01': [260, 120, 504] });
});

test('periods follow the fiscal year and the day asked for', () => {
  const bounds = (period: object, grain: string | null = null) =>
    evaluate(companyOf({}), settings, { metrics: ['REVENUE'], period, grain }).rows.map(
      (row) => `${row.start} ${row.end}`,
    );
  expect(bounds({ year: 2024, quarter: 4 })).toEqual(['2025-01-01 2025-03-31']);
  expect(bounds({ last: 2, unit: 'QUARTER' })).toEqual(['2025-04-01 2025-09-30']);
  expect(bounds({ last: 1, unit: 'WEEK', asOf: '2025-10-11' })).toEqual(['2025-09-29 2025-10-05']);
  expect(bounds({ toDate: 'QUARTER', asOf: '2025-08-20' }, 'MONTH')).toEqual([
    '2025-07-01 2025-07-31',
    '2025-08-01 2025-08-20',
  ]);
});

test('a metric that cannot be sliced so is refused with what it allows', () => {
  const question = { metrics: ['REVENUE', 'CHURN_RATE'], period: { year: 2025 }, by: ['CHANNEL'] };
  const { refused, rows } = evaluate(companyOf({ transactions: [order('a', '2025-06-01')] }), settings, question);
  expect(Object.keys(refused)).toEqual(['CHURN_RATE']);
  expect(refused.CHURN_RATE).toContain('REGION');
  expect(rows.map((row) => Object.keys(row.values))).toEqual([['REVENUE']]);
});
