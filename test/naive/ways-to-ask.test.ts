// Comparisons, windows, roll-ups, top members and conditions on a company small enough to count by hand.
import { companyOf } from '../support/naive/company';
import { evaluate } from '../support/naive/evaluate';
import type { NaiveQuestion, NaiveRow, NaiveSettings } from '../support/naive/question';
import { OTHER } from '../support/naive/top';

const settings: NaiveSettings = {
  now: '2025-03-10T12:00:00Z',
  timeZone: 'UTC',
  weekStart: 'MONDAY',
  fiscalYearStartMonth: 1,
  lostAfterDays: 180,
  dormantAfterDays: 90,
  slaSeconds: 3600,
};

const sold = (at: string, revenue: string, channel: string, customer: string) => ({
  transaction_id: `${at} ${customer}`,
  order_id: `${at} ${customer}`,
  customer_id: customer,
  occurred_at: at,
  kind: 'order',
  revenue,
  channel_id: channel,
});

const company = companyOf({
  transactions: [
    sold('2024-02-29', '5', 'web', 'ada'),
    sold('2024-03-31', '3', 'web', 'ada'),
    sold('2025-01-10', '10', 'web', 'ada'),
    sold('2025-02-03', '20', 'web', 'ada'),
    sold('2025-02-10', '30', 'shop', 'bob'),
    sold('2025-02-11', '99', 'shop', 'bob'),
    sold('2025-03-10', '40', 'app', 'bob'),
  ],
});

const ask = (question: Partial<NaiveQuestion>) =>
  evaluate(company, settings, { metrics: ['REVENUE'], period: { toDate: 'YEAR' }, ...question });
const revenue = (row: NaiveRow) => row.values.REVENUE?.value;
const required = (rows: readonly NaiveRow[]) => rows.filter((row) => row.required);

test('each bucket compares with the one before it, an open one with as many days of it', () => {
  const period = { last: 2, unit: 'MONTH', includeCurrent: true };
  const compare = [
    { name: 'before', mode: 'PREVIOUS_PERIOD' },
    { name: 'year', mode: 'PREVIOUS_YEAR' },
    { name: 'weekdays', mode: 'SAME_WEEKDAYS_PREVIOUS_YEAR' },
  ];
  const { rows } = ask({ period, grain: 'MONTH', compare });
  expect(rows.map((row) => [row.start, revenue(row), row.compared.REVENUE?.before])).toEqual([
    ['2025-01-01', 10, { start: '2024-12-01', end: '2024-12-31', value: 0, change: 10, changePercent: null }],
    ['2025-02-01', 149, { start: '2025-01-01', end: '2025-01-31', value: 10, change: 139, changePercent: 1390 }],
    ['2025-03-01', 40, { start: '2025-02-01', end: '2025-02-10', value: 50, change: -10, changePercent: -20 }],
  ]);
  expect(rows[1]?.compared.REVENUE?.year).toMatchObject({ start: '2024-02-01', end: '2024-02-29', value: 5 });
  expect(rows[1]?.compared.REVENUE?.weekdays).toMatchObject({ start: '2024-02-03', end: '2024-03-01', value: 5 });
});

test('a slice present only in the comparison is a row', () => {
  const { rows } = ask({
    period: { from: '2025-03-01', to: '2025-03-09' },
    by: ['CHANNEL'],
    compare: [{ name: 'given', mode: 'CUSTOM', from: '2025-02-01', to: '2025-02-28' }],
  });
  const both = required(rows).map((row) => [row.keys[0], revenue(row), row.compared.REVENUE?.given?.value]);
  expect(both).toEqual([
    ['web', 0, 20],
    ['shop', 0, 129],
  ]);
});

test('windows reach back from the end of each bucket', () => {
  const trailing = ask({ grain: 'MONTH', window: { trailing: 2, unit: 'MONTH' } });
  expect(trailing.rows.map(revenue)).toEqual([10, 159, 189]);
  const cumulative = ask({ grain: 'MONTH', window: { cumulative: 'YEAR' } });
  expect(cumulative.rows.map(revenue)).toEqual([10, 159, 199]);
});

test('a roll-up works every level out by itself', () => {
  const metrics = ['REVENUE', 'BUYERS'];
  const { totals } = ask({ metrics, grain: 'QUARTER', by: ['CHANNEL', 'CUSTOMER'], totals: 'ROLLUP' });
  const lines = required(totals).map((row) => [row.level, ...row.keys, row.periodRolledUp, row.values.BUYERS?.value]);
  expect(lines).toContainEqual(['SUBTOTAL', false, 2]);
  expect(lines).toContainEqual(['SUBTOTAL', 'web', false, 1]);
  expect(lines).toContainEqual(['SUBTOTAL', 'shop', 'bob', true, 1]);
  expect(lines).toContainEqual(['TOTAL', true, 2]);
  expect(lines).toHaveLength(1 + 3 + 1 + 3 + 3);
  expect(ask({ totals: 'GRAND', by: ['CHANNEL'] }).totals.map(revenue)).toEqual([199]);
});

test('top members keep their names, the others stand together', () => {
  const top = { n: 1, metric: 'REVENUE' };
  const { rows } = ask({ metrics: ['REVENUE', 'BUYERS'], by: ['CHANNEL'], top });
  expect(required(rows).map((row) => [row.level, row.keys[0], revenue(row), row.values.BUYERS?.value])).toEqual(
    expect.arrayContaining([
      ['DETAIL', 'shop', 129, 1],
      ['OTHER', OTHER, 70, 2],
    ]),
  );
  expect(ask({ by: ['CHANNEL'], top: { ...top, other: false } }).rows).toHaveLength(1);
});

test('conditions choose rows and customers', () => {
  const rich = { metric: { metric: 'REVENUE', gte: '100', where: { dimension: 'CHANNEL', in: ['shop'] } } };
  expect(ask({ by: ['CHANNEL'], having: [{ metric: 'REVENUE', gt: 30 }] }).rows.map((row) => row.keys[0])).toEqual([
    'shop',
    'app',
  ]);
  expect(ask({ where: rich }).rows.map(revenue)).toEqual([169]);
  expect(ask({ where: { not: { segment: 'rich' } }, segments: { rich } }).rows.map(revenue)).toEqual([30]);
});
