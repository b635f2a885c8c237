// What is counted in the days compared with: the leap year, the quarter to date, windows laid anew, and the period before of
// netRevenueRetention. Amounts are powers of two, so that every sum tells which purchases are in it.
import { companyOf } from '../support/naive/company';
import { evaluate } from '../support/naive/evaluate';
import type { NaiveQuestion, NaiveRow, NaiveSettings } from '../support/naive/question';

const settings: NaiveSettings = {
  now: '2026-07-01T00:00:00Z',
  timeZone: 'UTC',
  weekStart: 'MONDAY',
  fiscalYearStartMonth: 1,
  lostAfterDays: 180,
  dormantAfterDays: 90,
  slaSeconds: 3600,
};

const sold = (at: string, revenue: number) => ({
  transaction_id: at,
  order_id: at,
  customer_id: 'ada',
  occurred_at: at,
  kind: 'order',
  revenue: String(revenue),
});

type Asking = Pick<NaiveQuestion, 'period'> & Partial<NaiveQuestion>;

function answered(sales: readonly (readonly [string, number])[], mode: string, asking: Asking, now = settings.now) {
  const company = companyOf({ transactions: sales.map(([at, revenue]) => sold(at, revenue)) });
  const compare = [{ name: 'other', mode }];
  const question = { metrics: ['REVENUE', 'NET_REVENUE_RETENTION'], totals: 'GRAND', compare, ...asking };
  const both = (metric: string) => (row: NaiveRow) => [row.values[metric]?.value, row.compared[metric]?.other?.value];
  const { rows, totals } = evaluate(company, { ...settings, now }, question);
  return {
    revenue: rows.map(both('REVENUE')),
    total: totals.map(both('REVENUE'))[0],
    retention: rows.map(both('NET_REVENUE_RETENTION')),
  };
}

test('29 February is in the year compared with, by months and in the total', () => {
  const sales = [
    ['2024-02-10', 2],
    ['2024-02-29', 8],
    ['2025-02-10', 1],
    ['2023-12-30', 64],
  ] as const;
  const year = { last: 12, unit: 'MONTH', asOf: '2025-03-10' };
  const months = answered(sales, 'PREVIOUS_YEAR', { period: year, grain: 'MONTH' });
  expect(months.revenue.map(([, other]) => other)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 64, 0, 10]);
  expect(months.total).toEqual([1, 74]);
  const fiscal = { from: '2024-03-01', to: '2025-02-28', fiscalYearStartMonth: 3 };
  expect(answered(sales, 'PREVIOUS_YEAR', { period: fiscal }).revenue).toEqual([[1, 74]]);
  const window = { trailing: 2, unit: 'MONTH' };
  const period = { from: '2025-01-01', to: '2025-02-28' };
  const windows = answered(sales, 'PREVIOUS_YEAR', { period, grain: 'MONTH', window });
  expect(windows.revenue).toEqual([
    [0, 64],
    [1, 10],
  ]);
  expect(windows.total).toEqual([1, 10]);
});

test('the quarter to yesterday: June is not over', () => {
  const sales = [
    ['2026-05-10', 2],
    ['2026-05-20', 8],
    ['2026-06-10', 1],
  ] as const;
  const period = { toDate: 'QUARTER', asOf: '2026-06-17' };
  const { revenue } = answered(sales, 'PREVIOUS_PERIOD', { period, grain: 'MONTH' }, '2026-06-18T12:00:00Z');
  expect(revenue).toEqual([
    [0, 0],
    [10, 0],
    [1, 2],
  ]);
});

describe('under a window', () => {
  const months = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];
  const sales = months.map((month, index) => [`${month}-10`, 2 ** index] as const);
  const window = { trailing: 3, unit: 'MONTH' };
  const noon = '2026-06-18T12:00:00Z';

  test('the bucket goes back and its window is laid anew', () => {
    const period = { from: '2026-04-01', to: '2026-05-31' };
    const { revenue, total } = answered(sales, 'PREVIOUS_PERIOD', { period, grain: 'MONTH', window });
    expect(revenue).toEqual([
      [16 + 32 + 64, 8 + 16 + 32],
      [32 + 64 + 128, 16 + 32 + 64],
    ]);
    // February and March are before April and May; their window begins with January.
    expect(total).toEqual([32 + 64 + 128, 8 + 16 + 32]);
  });

  test('also where the bucket is cut', () => {
    // 19 March to 18 June with 19 February to 18 May.
    const toDate = answered(sales, 'PREVIOUS_PERIOD', { period: { toDate: 'MONTH' }, grain: 'MONTH', window }, noon);
    expect(toDate.revenue).toEqual([[64 + 128 + 256, 32 + 64 + 128]]);
    // The window of June begins with April, cut at 18 June or not; that of 1 to 18 May ends with 18 May.
    const month = { year: 2026, month: 6 };
    const ofMonth = answered(sales, 'PREVIOUS_PERIOD', { period: month, grain: 'MONTH', window }, noon);
    expect(ofMonth.revenue).toEqual([[64 + 128 + 256, 32 + 64 + 128]]);
    const cumulative = { cumulative: 'YEAR' };
    const year = answered(sales, 'PREVIOUS_YEAR', { period: month, grain: 'MONTH', window: cumulative }, noon);
    expect(year.revenue).toEqual([[8 + 16 + 32 + 64 + 128 + 256, 0]]);
    const before = answered(sales, 'PREVIOUS_PERIOD', { period: month, grain: 'MONTH', window: cumulative }, noon);
    expect(before.revenue).toEqual([[8 + 16 + 32 + 64 + 128 + 256, 8 + 16 + 32 + 64 + 128]]);
  });

  test('the revenue kept is of the window just before all of it', () => {
    // January and February after November and December: from the 1st, though they have two days more.
    const period = { year: 2026, month: 2 };
    const two = { trailing: 2, unit: 'MONTH' };
    const late = [['2025-11-01', 10] as const, ['2025-10-31', 1000] as const, ['2026-01-20', 15] as const];
    expect(answered(late, 'PREVIOUS_YEAR', { period, grain: 'MONTH', window: two }).retention).toEqual([[150, null]]);
    // 17 June to 18 June after 15 and 16 June.
    const days = { from: '2026-06-18', to: '2026-06-18' };
    const close = [['2026-06-14', 1000] as const, ['2026-06-15', 4] as const, ['2026-06-17', 1] as const];
    const trailing = { trailing: 2, unit: 'DAY' };
    expect(answered(close, 'PREVIOUS_YEAR', { period: days, grain: 'DAY', window: trailing }).retention).toEqual([
      [25, null],
    ]);
  });
});

describe('the revenue kept', () => {
  const sales = [
    ['2025-12-05', 400],
    ['2026-01-05', 200],
    ['2026-01-25', 1000],
    ['2026-02-05', 100],
    ['2026-02-25', 50],
    ['2026-03-05', 80],
  ] as const;
  const noon = '2026-03-10T12:00:00Z';

  test('is of the same part of the month before', () => {
    const month = answered(sales, 'PREVIOUS_PERIOD', { period: { year: 2026, month: 3 } }, noon);
    expect(month.retention).toEqual([[80, 50]]);
    const byMonth = answered(sales, 'PREVIOUS_PERIOD', { period: { toDate: 'QUARTER' }, grain: 'MONTH' }, noon);
    // January after December (300 %), February after January (150 of 1200), 1 to 10 March after 1 to 10 February.
    expect(byMonth.retention).toEqual([
      [300, null],
      [12.5, 300],
      [80, 50],
    ]);
  });
});
