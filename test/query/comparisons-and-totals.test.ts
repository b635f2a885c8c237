// Comparisons, shares and roll-ups, with answers counted by hand on the fixture company (test/support/company/README.md), on
// both engines.
import { answer } from '../../src/query/answer';
import type { MetricRow } from '../../src/query/question/metrics-result';
import { april, between, february, firstQuarter, july, march, may } from '../support/company-periods';
import { fixtureCompany } from '../support/fixture';
import { about, before, compared, members, numbers, onEachEngine, shown } from './on-fixture';

const year = { name: 'year', mode: 'PREVIOUS_YEAR' };

describe('compares', () => {
  onEachEngine(
    'each month with the one before it and with the same a year ago',
    { metrics: ['REVENUE'], period: between('2025-02-01', '2025-03-31'), grain: 'MONTH', compare: [before, year] },
    ({ rows }) => {
      expect(rows.map((row) => [...numbers(row), compared(row, 'REVENUE', 'before')])).toEqual([
        [2070, ['2025-01-01..2025-01-31', 260, 1810, about(696.153846153846), true]],
        [1260, ['2025-02-01..2025-02-28', 2070, -810, about(-39.130434782609), false]],
      ]);
      expect(rows.map((row) => compared(row, 'REVENUE', 'year'))).toEqual([
        ['2024-02-01..2024-02-29', 310, 1760, about(567.741935483871), true],
        ['2024-03-01..2024-03-31', 640, 620, 96.875, true],
      ]);
    },
  );

  onEachEngine(
    'what is better when it falls, and what is neither',
    {
      metrics: ['REFUND_RATE', 'TICKETS'],
      period: between('2025-04-01', '2025-06-30'),
      grain: 'MONTH',
      compare: [before],
    },
    ({ rows }) => {
      expect(rows.map((row) => compared(row, 'REFUND_RATE', 'before'))).toEqual([
        ['2025-03-01..2025-03-31', 0, 0, null, null],
        // 50 of 283, after nothing: a change, but no percentage
        ['2025-04-01..2025-04-30', 0, about(17.667844522968), null, false],
        ['2025-05-01..2025-05-31', about(17.667844522968), about(-17.667844522968), -100, true],
      ]);
      expect(rows.map((row) => compared(row, 'TICKETS', 'before'))).toEqual([
        ['2025-03-01..2025-03-31', 2, -1, -50, null],
        ['2025-04-01..2025-04-30', 1, -1, -100, null],
        ['2025-05-01..2025-05-31', 0, 0, null, null],
      ]);
    },
  );

  onEachEngine(
    'two months with two that do not lie next to them: what happened in between (kong lost, omar back) is of none',
    {
      metrics: ['LOST_CUSTOMERS', 'RETENTION_RATE', 'REACTIVATED_CUSTOMERS'],
      period: between('2025-04-01', '2025-05-31'),
      grain: 'MONTH',
      compare: [{ name: 'first', mode: 'CUSTOM', from: '2025-01-01', to: '2025-02-28' }],
    },
    ({ rows }) => {
      // bao lost and kong back in April, dina lost and chen back in May
      expect(rows.map(numbers)).toEqual([
        [1, about(88.888888888889), 1],
        [1, 90, 1],
      ]);
      const first = (metric: string) => rows.map((row) => compared(row, metric, 'first').slice(0, 2));
      // all six of January stay; chen and omar of the eight of February leave
      expect(first('LOST_CUSTOMERS')).toEqual([
        ['2025-01-01..2025-01-31', 0],
        ['2025-02-01..2025-02-28', 2],
      ]);
      expect(first('RETENTION_RATE').map(([, value]) => value)).toEqual([100, 75]);
      expect(first('REACTIVATED_CUSTOMERS').map(([, value]) => value)).toEqual([0, 0]);
    },
  );

  onEachEngine(
    'the months of a quarter and all of it: who was lost and came back in between (omar) is not lost of it',
    { metrics: ['LOST_CUSTOMERS', 'CUSTOMERS_AT_START'], period: firstQuarter, grain: 'MONTH', totals: 'GRAND' },
    ({ rows, totals }) => {
      expect(rows.map(numbers)).toEqual([
        [0, 6],
        [2, 8],
        [1, 8],
      ]);
      expect(totals.map(numbers)).toEqual([[2, 6]]);
    },
  );

  onEachEngine(
    'nothing with something: no change',
    { metrics: ['CSAT'], period: april, compare: [before] },
    ({ rows }) => {
      // jia, nan, hui and anna of six
      expect(numbers(rows[0]!)).toEqual([about(66.666666666667)]);
      expect(compared(rows[0]!, 'CSAT', 'before')).toEqual(['2025-03-01..2025-03-31', null, null, null, null]);
    },
  );

  onEachEngine(
    'nothing with a period that has not begun, even where a window would begin before it',
    {
      metrics: ['REVENUE'],
      period: july,
      window: { trailing: 12, unit: 'MONTH' },
      compare: [{ name: 'august', mode: 'CUSTOM', from: '2025-08-01', to: '2025-08-31' }],
    },
    ({ rows }) => {
      expect(rows.map(({ values }) => values.REVENUE!.comparisons)).toEqual([{}]);
    },
  );

  onEachEngine(
    'no row by a period that has not begun',
    {
      metrics: ['REVENUE'],
      period: july,
      window: { trailing: 12, unit: 'MONTH' },
      compare: [{ name: 'august', mode: 'CUSTOM', from: '2025-08-01', to: '2025-08-31' }],
      having: [{ metric: 'REVENUE', compare: 'august', gt: '0' }],
    },
    ({ rows }) => {
      expect(rows).toEqual([]);
    },
  );

  onEachEngine(
    'half a day of July with as many days of June',
    { metrics: ['REVENUE'], period: july, compare: [before] },
    ({ rows }) => {
      expect([...numbers(rows[0]!), compared(rows[0]!, 'REVENUE', 'before')]).toEqual([
        75,
        ['2025-06-01..2025-06-01', 0, 75, null, true],
      ]);
    },
  );

  onEachEngine(
    'a month to date with as much of the month before',
    { metrics: ['REVENUE'], period: { toDate: 'MONTH', asOf: '2025-05-20' }, compare: [before, year] },
    ({ rows }) => {
      // chen 250 and ping 33; in April until the 20th jia 70, nan 100, hui 155 and kong 220.
      expect(compared(rows[0]!, 'REVENUE', 'before')).toEqual([
        '2025-04-01..2025-04-20',
        545,
        -262,
        about(-48.073394495413),
        false,
      ]);
      expect(compared(rows[0]!, 'REVENUE', 'year')[0]).toBe('2024-05-01..2024-05-20');
    },
  );

  it.each([
    ['MONTH', '2025-03-30', '2025-02-01', '2025-02-28'],
    ['MONTH', '2025-03-31', '2025-02-01', '2025-02-28'],
    ['MONTH', '2025-02-28', '2025-01-01', '2025-01-31'],
    ['QUARTER', '2025-04-29', '2025-01-01', '2025-01-29'],
    ['QUARTER', '2025-04-30', '2025-03-01', '2025-03-31'], // a whole month
    ['YEAR', '2025-03-30', '2024-01-01', '2024-03-30'],
    ['YEAR', '2025-03-31', '2024-10-01', '2024-12-31'], // three whole months
    ['WEEK', '2025-05-20', '2025-05-12', '2025-05-13'],
    ['DAY', '2025-05-20', '2025-05-19', '2025-05-19'],
  ])('%s to %s with %s to %s', async (toDate, asOf, from, to) => {
    const [context] = (await fixtureCompany()).contexts;
    const { rows } = await answer({ metrics: ['REVENUE'], period: { toDate, asOf }, compare: [before] }, context!);
    const { period } = rows[0]!.values.REVENUE!.comparisons.before!;
    expect([period.start, period.end]).toEqual([from, to]);
  });

  onEachEngine(
    'members that only the other period has',
    { metrics: ['REVENUE'], period: may, by: ['CHANNEL'], compare: [before] },
    ({ rows }) => {
      expect(
        rows.map((row) => [...members(row), ...numbers(row), ...compared(row, 'REVENUE', 'before').slice(1)]),
      ).toEqual([
        ['app', 200, 70, 130, about(185.714285714286), true],
        ['shop', 0, 100, -100, -100, false],
        ['web', 0, 375, -375, -100, false],
        [null, 33, 0, 33, null, true],
      ]);
    },
  );
});

// Buyers of the whole are each counted once: lan and jia bought in two of the months.
onEachEngine(
  'months and their whole, in which they lie',
  { metrics: ['BUYERS'], period: between('2025-02-01', '2025-04-30'), grain: 'MONTH', totals: 'GRAND' },
  ({ rows, totals }) => {
    // gao and lan; anna, jia, lan and omar; hui, jia, kong and nan
    expect(rows.map(numbers)).toEqual([[2], [4], [4]]);
    expect(totals.map(numbers)).toEqual([[8]]);
  },
);

describe('a change', () => {
  // 3590 after 520 of bao, 100 of anna and 400 of chen
  onEachEngine(
    'of the whole is against the whole before, not against its first month',
    { metrics: ['REVENUE'], period: firstQuarter, grain: 'MONTH', compare: [before], totals: 'GRAND' },
    ({ totals: [whole] }) =>
      expect(compared(whole!, 'REVENUE', 'before')).toEqual([
        '2024-10-01..2024-12-31',
        1020,
        2570,
        about(251.960784313725),
        true,
      ]),
  );

  onEachEngine(
    'of nothing is neither good nor bad',
    { metrics: ['BUYERS'], period: april, compare: [before] },
    (result) =>
      expect(compared(result.rows[0]!, 'BUYERS', 'before')).toEqual(['2025-03-01..2025-03-31', 4, 0, 0, null]),
  );

  // eve gave 80 back in February and nothing in March
  onEachEngine(
    'from a loss is up, in percent of its size',
    { metrics: ['REVENUE'], period: march, compare: [before], where: { dimension: 'CUSTOMER', in: ['eve'] } },
    ({ rows }) =>
      expect(compared(rows[0]!, 'REVENUE', 'before')).toEqual(['2025-02-01..2025-02-28', -80, 80, 100, true]),
  );
});

describe('shares', () => {
  const shares = (rows: readonly MetricRow[]) =>
    rows.map((row) => [...members(row), row.values.REVENUE!.share, row.values.BUYERS!.share]);
  const metrics = ['REVENUE', 'BUYERS'];

  onEachEngine('are percent of the total', { metrics, period: march, by: ['CHANNEL'] }, ({ rows }) => {
    expect(shares(rows)).toEqual([
      ['app', about(7.142857142857), null],
      ['shop', about(34.920634920635), null],
      ['web', about(57.936507936508), null],
    ]);
  });

  onEachEngine('of a refund are negative', { metrics, period: february, by: ['CHANNEL'] }, ({ rows }) => {
    expect(shares(rows)).toEqual([
      ['app', about(-3.864734299517), null],
      ['fair', about(103.864734299517), null],
    ]);
  });

  onEachEngine(
    'are of what the filter leaves, of each period',
    {
      metrics,
      period: between('2025-03-01', '2025-05-31'),
      grain: 'MONTH',
      by: ['CHANNEL'],
      where: { dimension: 'CHANNEL', in: ['app', 'web'] },
    },
    ({ rows }) => {
      expect(shares(rows)).toEqual([
        ['app', about(10.975609756098), null],
        ['web', about(89.024390243902), null],
        ['app', about(15.730337078652), null],
        ['web', about(84.269662921348), null],
        ['app', 100, null],
        ['web', 0, null],
      ]);
    },
  );

  onEachEngine(
    'are of each period beside a total of all',
    {
      metrics,
      period: between('2025-04-01', '2025-05-31'),
      grain: 'MONTH',
      by: ['CHANNEL'],
      where: { dimension: 'CHANNEL', in: ['app', 'web'] },
      totals: 'GRAND',
    },
    ({ rows, totals }) => {
      expect(shares(rows)).toEqual([
        ['app', about(15.730337078652), null],
        ['web', about(84.269662921348), null],
        ['app', 100, null],
        ['web', 0, null],
      ]);
      expect(shares(totals)).toEqual([[100, null]]);
    },
  );

  onEachEngine(
    'of nothing are none',
    { metrics, period: march, where: { dimension: 'CUSTOMER', in: ['fang'] } },
    ({ rows }) => expect(shares(rows)).toEqual([[null, null]]),
  );

  onEachEngine('of the whole are all', { metrics, period: march }, ({ rows }) => {
    expect(shares(rows)).toEqual([[100, null]]);
  });
});

describe('a roll-up', () => {
  const totals = (rows: readonly MetricRow[]) =>
    rows.map((row) => [
      row.level,
      row.rolledUp.join(),
      row.periodRolledUp,
      row.period.start,
      ...members(row),
      ...numbers(row),
    ]);

  onEachEngine(
    'drops one dimension after the other, counting customers anew',
    { metrics: ['BUYERS', 'REVENUE'], period: march, by: ['CHANNEL', 'PRODUCT_CATEGORY'], totals: 'ROLLUP' },
    ({ rows, totals: given }) => {
      expect(shown(rows)).toEqual([
        ['app', 'tea', 1, 90],
        ['shop', 'tea', 1, 140],
        ['shop', 'ware', 1, 300],
        ['web', 'membership', 1, 300],
        ['web', 'tea', 2, 380],
        ['web', 'ware', 1, 50],
      ]);
      expect(totals(given)).toEqual([
        ['SUBTOTAL', 'PRODUCT_CATEGORY', false, '2025-03-01', 'app', 1, 90],
        ['SUBTOTAL', 'PRODUCT_CATEGORY', false, '2025-03-01', 'shop', 1, 440],
        ['SUBTOTAL', 'PRODUCT_CATEGORY', false, '2025-03-01', 'web', 4, 730],
        ['TOTAL', 'CHANNEL,PRODUCT_CATEGORY', false, '2025-03-01', 4, 1260],
      ]);
    },
  );

  onEachEngine(
    'drops the period too',
    {
      metrics: ['BUYERS'],
      period: between('2025-03-01', '2025-04-30'),
      grain: 'MONTH',
      by: ['CHANNEL'],
      totals: 'ROLLUP',
    },
    ({ rows, totals: given }) => {
      expect(shown(rows)).toEqual([
        ['app', 1],
        ['shop', 1],
        ['web', 4],
        ['app', 1],
        ['shop', 2],
        ['web', 3],
      ]);
      expect(totals(given)).toEqual([
        ['SUBTOTAL', 'CHANNEL', false, '2025-03-01', 4],
        ['SUBTOTAL', 'CHANNEL', false, '2025-04-01', 4],
        ['SUBTOTAL', '', true, '2025-03-01', 'app', 1],
        ['SUBTOTAL', '', true, '2025-03-01', 'shop', 3],
        ['SUBTOTAL', '', true, '2025-03-01', 'web', 7],
        ['TOTAL', 'CHANNEL', true, '2025-03-01', 7],
      ]);
    },
  );

  // Of mei only the two months before May and June know; no single month has her.
  onEachEngine(
    'shows a member of the whole period in its total, not in the rows',
    {
      metrics: ['NET_REVENUE_RETENTION'],
      period: between('2025-05-01', '2025-06-30'),
      grain: 'MONTH',
      by: ['AGENT'],
      totals: 'ROLLUP',
    },
    ({ rows, totals: given }) => {
      const denominators = (of: readonly MetricRow[]) =>
        of.map((row) => [row.period.start, ...members(row), row.values.NET_REVENUE_RETENTION!.denominator]);
      expect(denominators(rows)).toEqual([
        ['2025-05-01', 'jun', 220],
        ['2025-05-01', null, 325],
        ['2025-06-01', 'jun', 0],
        ['2025-06-01', null, 233],
      ]);
      expect(denominators(given.filter(({ periodRolledUp }) => periodRolledUp))).toEqual([
        ['2025-05-01', 'jun', 220],
        ['2025-05-01', 'mei', 400],
        ['2025-05-01', null, 1145],
        ['2025-05-01', 1765],
      ]);
    },
  );
});
