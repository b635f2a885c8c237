// Top members with the others as one, rows chosen and ordered by a change, and windows, with answers counted by hand on the
// fixture company (test/support/company/README.md), on both engines.
import type { MetricRow } from '../../src/query/question/metrics-result';
import { april, between, february, firstHalf, march, may } from '../support/company-periods';
import { about, before, compared, members, numbers, onEachEngine, shown } from './on-fixture';

describe('top members', () => {
  const metrics = ['BUYERS', 'AVERAGE_ORDER_VALUE', 'REVENUE'];
  const question = { metrics, period: firstHalf, by: ['CHANNEL'] };
  const rowsOf = (rows: readonly MetricRow[]) =>
    rows.map((row) => [row.level, ...members(row), ...numbers(row), row.values.REVENUE?.share]);

  onEachEngine(
    'stand beside the others as one, whose customers and orders are counted anew',
    { ...question, top: { n: 1, metric: 'BUYERS' } },
    ({ rows, groupCount }) => {
      expect(rowsOf(rows)).toEqual([
        // 1525 in 9 orders
        ['DETAIL', 'web', 7, about(169.444444444444), 1525, about(32.220578914008)],
        // app 5, shop 3, fair 2 and ping without channel: 10 customers; 3338 in 13 orders, 130 given back
        ['OTHER', null, 10, about(256.769230769231), 3208, about(67.779421085992)],
      ]);
      expect(groupCount).toBe(2);
    },
  );

  onEachEngine(
    'may be the fewest, and facts without a member are none of them',
    { ...question, metrics: ['BUYERS'], top: { n: 2, metric: 'BUYERS', direction: 'ASC', other: false } },
    ({ rows }) => {
      expect(rows.map((row) => [row.level, ...members(row), ...numbers(row)])).toEqual([
        ['DETAIL', 'fair', 2],
        ['DETAIL', 'shop', 3],
      ]);
    },
  );

  onEachEngine(
    'unless facts without a member are to compete',
    { ...question, metrics: ['BUYERS'], top: { n: 2, metric: 'BUYERS', direction: 'ASC', none: true } },
    ({ rows }) => {
      expect(rows.map((row) => [row.level, ...members(row), ...numbers(row)])).toEqual([
        ['DETAIL', 'fair', 2],
        ['DETAIL', null, 1],
        // app, shop and web: all but ping; gao bought at the fair alone
        ['OTHER', null, 9],
      ]);
    },
  );

  onEachEngine(
    'are members that have a value: what has none is among the others, however many are asked for',
    { metrics: ['REFUND_RATE'], period: february, by: ['CUSTOMER'], top: { n: 9, metric: 'REFUND_RATE', none: true } },
    ({ rows }) => {
      // gao and lan bought; eve gave back what she had bought in January.
      expect(rows.map((row) => [row.level, ...members(row), ...numbers(row)])).toEqual([
        ['DETAIL', 'gao', 0],
        ['DETAIL', 'lan', 0],
        ['OTHER', null, null],
      ]);
    },
  );

  onEachEngine(
    'come in their order or in the one asked for, where the others have their place among them',
    {
      ...question,
      metrics: ['BUYERS'],
      top: { n: 2, metric: 'BUYERS' },
      orderBy: [{ metric: 'BUYERS', direction: 'DESC' }],
    },
    ({ rows }) => {
      expect(rows.map((row) => [row.level, ...members(row), ...numbers(row)])).toEqual([
        ['DETAIL', 'web', 7],
        ['OTHER', null, 6],
        ['DETAIL', 'app', 5],
      ]);
    },
  );

  onEachEngine(
    'come before the others, whichever way their names are ordered',
    {
      ...question,
      metrics: ['BUYERS'],
      top: { n: 2, metric: 'BUYERS' },
      orderBy: [{ dimension: 'CHANNEL', direction: 'DESC' }],
    },
    ({ rows }) => {
      expect(rows.map((row) => [row.level, ...members(row), ...numbers(row)])).toEqual([
        ['DETAIL', 'web', 7],
        ['DETAIL', 'app', 5],
        ['OTHER', null, 6], // anna, gao, hui, lan, nan, ping
      ]);
    },
  );

  onEachEngine(
    'are those of the whole period in every quarter, and leave totals as they are',
    { ...question, metrics: ['BUYERS'], grain: 'QUARTER', top: { n: 1, metric: 'REVENUE' }, totals: 'GRAND' },
    ({ rows, totals }) => {
      // The fair has 2150 of revenue, all in the first quarter.
      expect(rows.map((row) => [row.period.start, row.level, ...members(row), ...numbers(row)])).toEqual([
        ['2025-01-01', 'DETAIL', 'fair', 2],
        ['2025-01-01', 'OTHER', null, 6],
        ['2025-04-01', 'DETAIL', 'fair', 0],
        ['2025-04-01', 'OTHER', null, 8],
      ]);
      expect(totals.map(numbers)).toEqual([[11]]);
    },
  );
});

// March: anna 600 and jia 140 are vip; jia is a student too; lan 300, omar 180 and the guest 40 have no tag.
describe('the top of several members', () => {
  onEachEngine(
    'leaves customers without any among the others',
    { metrics: ['REVENUE'], period: march, by: ['TAG'], top: { n: 1, metric: 'REVENUE' } },
    ({ rows }) => {
      expect(rows.map((row) => [row.level, ...members(row), ...numbers(row)])).toEqual([
        ['DETAIL', 'vip', 740],
        ['OTHER', null, 660],
      ]);
    },
  );
});

describe('rows are chosen and ordered by a change', () => {
  // app 70 after 90, shop 100 after 440, web 375 after 730
  const question = { metrics: ['REVENUE'], period: april, by: ['CHANNEL'], compare: [before] };

  onEachEngine(
    'and totals are of all',
    {
      ...question,
      having: [{ metric: 'REVENUE', compare: 'before', by: 'CHANGE', gt: '-345' }],
      orderBy: [{ metric: 'REVENUE', compare: 'before', by: 'CHANGE', direction: 'ASC' }],
      totals: 'GRAND',
    },
    ({ rows, totals, groupCount }) => {
      expect(shown(rows)).toEqual([
        ['shop', 100],
        ['app', 70],
      ]);
      expect([groupCount, totals.map(numbers)]).toEqual([2, [[545]]]);
    },
  );

  onEachEngine(
    'by every condition at once',
    {
      ...question,
      having: [
        { metric: 'REVENUE', gt: '80' },
        { metric: 'REVENUE', compare: 'before', by: 'CHANGE', gt: '-345' },
      ],
    },
    ({ rows, groupCount }) => expect([shown(rows), groupCount]).toEqual([[['shop', 100]], 1]),
  );

  onEachEngine(
    'in percent',
    { ...question, orderBy: [{ metric: 'REVENUE', compare: 'before', by: 'CHANGE_PERCENT' }] },
    ({ rows }) => {
      expect(rows.map((row) => compared(row, 'REVENUE', 'before')[3])).toEqual([
        about(-22.222222222222),
        about(-48.630136986301),
        about(-77.272727272727),
      ]);
      expect(shown(rows).map(([channel]) => channel)).toEqual(['app', 'web', 'shop']);
    },
  );

  onEachEngine(
    'by a metric that is not shown, what has no change last',
    {
      ...question,
      metrics: ['ORDERS'],
      period: may,
      orderBy: [{ metric: 'REVENUE', compare: 'before', by: 'CHANGE_PERCENT' }],
    },
    ({ rows }) => {
      expect(shown(rows)).toEqual([
        ['app', 1],
        ['shop', 0],
        ['web', 0],
        [null, 1],
      ]);
    },
  );
});

describe('windows', () => {
  // 12 customer-days of six customers in January and February, which have 59 days
  onEachEngine(
    'take the days of the window',
    { metrics: ['STICKINESS'], period: february, grain: 'MONTH', window: { trailing: 2, unit: 'MONTH' } },
    ({ rows }) => expect(rows.map(numbers)).toEqual([[about((100 * 12) / (59 * 6))]]),
  );

  const metrics = ['BUYERS', 'REVENUE'];
  onEachEngine(
    'of the three months that end with each',
    {
      metrics,
      period: between('2025-03-01', '2025-04-30'),
      grain: 'MONTH',
      window: { trailing: 3, unit: 'MONTH' },
      totals: 'GRAND',
    },
    ({ rows, totals }) => {
      expect(rows.map((row) => [row.period.start, row.period.end, ...numbers(row)])).toEqual([
        ['2025-03-01', '2025-03-31', 7, 3590],
        ['2025-04-01', '2025-04-30', 8, 3875],
      ]);
      // The three months that end with the whole period.
      expect(totals.map(numbers)).toEqual([[8, 3875]]);
    },
  );

  // Response times: 1800 in January, 600, 3600, 3601 and 7200 in March, 1800 in April, 60 in May; two tickets in March, one in April.
  const response = {
    period: between('2025-03-01', '2025-05-31'),
    grain: 'MONTH',
    window: { trailing: 3, unit: 'MONTH' },
  } as const;
  onEachEngine('of counts and means', { ...response, metrics: ['TICKETS', 'FIRST_RESPONSE_TIME'] }, ({ rows }) =>
    expect(rows.map(numbers)).toEqual([
      [2, about(16801 / 5)],
      [3, about(16801 / 5)],
      [3, about(16861 / 6)],
    ]),
  );
  onEachEngine(
    'of medians of the same rows',
    { ...response, metrics: ['TICKETS', 'FIRST_RESPONSE_TIME_MEDIAN'] },
    ({ rows }) =>
      expect(rows.map(numbers)).toEqual([
        [2, 3600],
        [3, 3600],
        [3, 2700],
      ]),
  );

  // Who bought from June 2024 to February 2025 alone is in none of them.
  onEachEngine(
    'of two months, compared with those of the year before',
    {
      metrics: ['BUYERS'],
      period: between('2025-04-01', '2025-05-31'),
      grain: 'MONTH',
      window: { trailing: 2, unit: 'MONTH' },
      compare: [{ name: 'before', mode: 'PREVIOUS_YEAR' }],
    },
    ({ rows }) => {
      expect(rows.map((row) => [...numbers(row), compared(row, 'BUYERS', 'before').slice(0, 2)])).toEqual([
        // anna, hui, jia, kong, lan, nan and omar; kong and bao
        [7, ['2024-04-01..2024-04-30', 2]],
        // chen, hui, jia, kong, nan and ping; bao and anna
        [6, ['2024-05-01..2024-05-31', 2]],
      ]);
    },
  );

  onEachEngine(
    'from the start of the year',
    { metrics, period: firstHalf, grain: 'MONTH', window: { cumulative: 'YEAR' } },
    ({ rows }) => {
      expect(rows.map(numbers)).toEqual([
        [3, 260],
        [5, 2330],
        [7, 3590],
        [9, 4135],
        [11, 4368],
        [11, 4733],
      ]);
    },
  );

  onEachEngine(
    'from the start of the quarter, compared with the window of the month before',
    {
      metrics,
      period: between('2025-03-01', '2025-05-31'),
      grain: 'MONTH',
      window: { cumulative: 'QUARTER' },
      compare: [before],
    },
    ({ rows }) => {
      expect(rows.map((row) => [...numbers(row), compared(row, 'REVENUE', 'before').slice(0, 3)])).toEqual([
        [7, 3590, ['2025-02-01..2025-02-28', 2330, 1260]],
        [4, 545, ['2025-03-01..2025-03-31', 3590, -3045]],
        [6, 778, ['2025-04-01..2025-04-30', 545, 233]],
      ]);
    },
  );
});

// Eve bought in the last instant of January: of the 61 days before April and May, from 30 January on.
onEachEngine(
  'what is before a window is before all of it',
  {
    metrics: ['NET_REVENUE_RETENTION'],
    period: may,
    grain: 'MONTH',
    window: { trailing: 2, unit: 'MONTH' },
    totals: 'GRAND',
  },
  ({ rows, totals }) => {
    // anna, eve, gao, jia, lan and omar brought 80 - 80 + 150 + 2000 + 1220; of them jia bought again, for 70.
    for (const { values } of [...rows, ...totals])
      expect(values.NET_REVENUE_RETENTION).toMatchObject({ numerator: 70, denominator: 3370 });
  },
);
