// From measures to rows: merged on their keys, filled, ordered, paged and totalled. The measures are given by hand.
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../../src/errors';
import { measureKey } from '../../src/metrics/measure';
import { assemble } from '../../src/query/assemble';
import type { Measured } from '../../src/query/measured';
import { parseQuestion, type QuerySettings } from '../../src/query/metric-query';
import type { MetricQuestion } from '../../src/query/metric-question';
import type { MetricRow } from '../../src/query/metrics-result';
import { planQuery } from '../../src/query/plan';
import { noTargets } from '../../src/query/targets';
import type { MeasureCell } from '../../src/sql/compiled-query';

const settings: QuerySettings = {
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  lostAfterDays: 180,
  dormantAfterDays: 90,
  weekStart: 'MONDAY',
  fiscalYearStartMonth: 1,
  slaSeconds: 3600,
};
const now = Temporal.Instant.from('2025-07-01T12:00:00+08:00');

type Question = Omit<MetricQuestion, 'period'> & Partial<MetricQuestion>;
type Row = readonly [bucket: number, keys: readonly (string | null)[], ...measures: MeasureCell[]];

/** The answer to a question whose statements, in the order of the plan, measure these rows. */
function answeredAt(instant: Temporal.Instant, question: Question, ...statements: readonly Row[][]) {
  const query = parseQuestion({ period: { year: 2025, quarter: 1 }, ...question }, settings, instant);
  const { levels, statements: planned } = planQuery(query);
  expect(statements).toHaveLength(planned.length);
  const measured = planned.map(
    ({ level, measures }, index): Measured => ({
      level,
      compiled: {
        sql: '',
        parameters: [],
        columns: { keys: level.by.length, measures: measures.map(measureKey) },
        tables: [],
      },
      rows: statements[index]!.map(([bucket, keys, ...cells]) => ({ bucket, keys, measures: cells })),
    }),
  );
  return assemble(query, levels, measured, { dataVersion: '17', targets: noTargets });
}

const answered = (question: Question, ...statements: readonly Row[][]) => answeredAt(now, question, ...statements);

const shown = (rows: readonly MetricRow[]) =>
  rows.map(({ period, keys, values }) => [
    period.start,
    ...keys.map(({ value }) => value),
    ...Object.values(values).map(({ value }) => value),
  ]);

describe('merges', () => {
  it('measures of several families on the slice, none multiplying another', () => {
    const { rows } = answered(
      { metrics: ['CAC', 'REVENUE'], by: ['ACQUISITION_CHANNEL'] },
      [
        [0, ['web'], '90.0000'],
        [0, ['tv'], '50.0000'],
      ], // spend
      [
        [0, ['web'], '3'],
        [0, [null], '1'],
      ], // orders of new customers
      [
        [0, ['shop'], '12.5000', '2'],
        [0, ['web'], '7.5000', '4'],
      ], // transaction lines
    );
    expect(
      rows.map(({ keys, values }) => [keys[0]!.value, values.CAC!.value, values.CAC!.status, values.REVENUE!.exact]),
    ).toEqual([
      ['shop', null, 'ZERO_DENOMINATOR', '12.5000'],
      ['tv', null, 'ZERO_DENOMINATOR', '0.0000'],
      ['web', 30, 'OK', '7.5000'],
      [null, 0, 'OK', '0.0000'],
    ]);
  });

  it('no two slices whose keys only look alike', () => {
    const { rows } = answered({ metrics: ['ORDERS'], by: ['CITY', 'REGION'] }, [
      [0, ['a,b', 'c'], '1'],
      [0, ['a', 'b,c'], '2'],
      [0, ['null', 'c'], '3'],
      [0, [null, 'c'], '4'],
      [0, ['', 'c'], '5'],
      [0, ['"a"', 'c'], '6'],
    ]);
    expect(shown(rows).map((row) => row.slice(1))).toEqual([
      ['', 'c', 5],
      ['"a"', 'c', 6],
      ['a', 'b,c', 2],
      ['a,b', 'c', 1],
      ['null', 'c', 3],
      [null, 'c', 4],
    ]);
  });
});

describe('a row', () => {
  it('says its period, slice and values', () => {
    const { rows } = answered({ metrics: ['ORDERS'], by: ['CHANNEL'], period: { toDate: 'MONTH' } }, [
      [0, ['web'], '4'],
    ]);
    expect(rows).toEqual([
      {
        period: {
          start: '2025-07-01',
          end: '2025-07-01',
          label: { en: '2025-07-01 – 2025-07-01', zh: '2025-07-01 至 2025-07-01' },
          complete: false,
        },
        level: 'DETAIL',
        rolledUp: [],
        periodRolledUp: false,
        keys: [{ dimension: 'CHANNEL', value: 'web' }],
        values: { ORDERS: { value: 4, exact: '4', status: 'OK', numerator: null, denominator: null, n: 4 } },
      },
    ]);
  });

  it('has the metrics that were not refused, in the order asked', () => {
    const { rows } = answered({ metrics: ['ORDERS', 'CHURN_RATE', 'REVENUE'], by: ['PRODUCT'] }, [
      [0, ['tea'], '4', '10.0000', '5'],
    ]);
    expect(Object.keys(rows[0]!.values)).toEqual(['ORDERS', 'REVENUE']);
  });

  it('is immature until 90 days after its bucket', () => {
    // 2 April 12:00 in Shanghai is 90 days before now.
    const days = { metrics: ['LEAD_CONVERSION_RATE'], grain: 'DAY', period: { from: '2025-03-31', to: '2025-04-03' } };
    const { rows } = answered(
      days,
      [0, 1, 2, 3].map((bucket): Row => [bucket, [], '20', '40']),
    );
    expect(rows.map(({ period, values }) => [period.start, values.LEAD_CONVERSION_RATE!.status])).toEqual([
      ['2025-03-31', 'OK'],
      ['2025-04-01', 'OK'],
      ['2025-04-02', 'IMMATURE'],
      ['2025-04-03', 'IMMATURE'],
    ]);
  });

  it('is mature when its 90 days are exactly over', () => {
    const day = { metrics: ['LEAD_CONVERSION_RATE'], period: { from: '2025-04-02', to: '2025-04-02' } };
    const statusAt = (instant: string) =>
      answeredAt(Temporal.Instant.from(instant), day, [[0, [], '20', '40']]).rows[0]!.values.LEAD_CONVERSION_RATE!
        .status;
    expect(statusAt('2025-07-01T23:59:59.999999+08:00')).toBe('IMMATURE');
    expect(statusAt('2025-07-02T00:00:00+08:00')).toBe('OK');
  });
});

describe('fills', () => {
  it('with a row where nothing happened at all', () => {
    expect(shown(answered({ metrics: ['ORDERS', 'REVENUE'] }, []).rows)).toEqual([['2025-01-01', 0, 0]]);
    expect(shown(answered({ metrics: ['NPS'], fill: false }, []).rows)).toEqual([['2025-01-01', null]]);
  });

  it('empty months', () => {
    expect(shown(answered({ metrics: ['ORDERS'], grain: 'MONTH' }, [[1, [], '4']]).rows)).toEqual([
      ['2025-01-01', 0],
      ['2025-02-01', 4],
      ['2025-03-01', 0],
    ]);
  });

  it('empty months of the members seen, of whichever metric', () => {
    const question = { metrics: ['ORDERS', 'NEW_CUSTOMERS'], grain: 'MONTH', by: ['CHANNEL'] };
    expect(shown(answered(question, [[1, ['web'], '4']], [[2, ['shop'], '1']]).rows)).toEqual([
      ['2025-01-01', 'shop', 0, 0],
      ['2025-01-01', 'web', 0, 0],
      ['2025-02-01', 'shop', 0, 0],
      ['2025-02-01', 'web', 4, 0],
      ['2025-03-01', 'shop', 0, 1],
      ['2025-03-01', 'web', 0, 0],
    ]);
  });

  it('nothing when told not to', () => {
    const question = { metrics: ['ORDERS'], grain: 'MONTH', by: ['CHANNEL'], fill: false };
    expect(
      shown(
        answered(question, [
          [2, ['web'], '4'],
          [1, ['shop'], '1'],
        ]).rows,
      ),
    ).toEqual([
      ['2025-02-01', 'shop', 1],
      ['2025-03-01', 'web', 4],
    ]);
    expect(answered({ metrics: ['ORDERS'], grain: 'MONTH', fill: false }, []).rows).toEqual([]);
  });

  it('no member that was not seen', () => {
    expect(answered({ metrics: ['ORDERS'], by: ['CHANNEL'] }, []).rows).toEqual([]);
    expect(answered({ metrics: ['ORDERS'], by: ['CHANNEL'], grain: 'MONTH' }, []).rows).toEqual([]);
  });

  it('no more than 200,000 rows', () => {
    const days = {
      metrics: ['ORDERS'],
      grain: 'DAY',
      by: ['CUSTOMER'],
      period: { from: '2024-01-01', to: '2024-04-09' },
    };
    const customers = (count: number): Row[] =>
      Array.from({ length: count }, (_, index) => [index % 100, [`c${index}`], '1']);
    // 100 days
    expect(answered({ ...days, first: 10 }, customers(2000)).groupCount).toBe(200_000);
    const tooMany = () => answered({ ...days, first: 10 }, customers(2001));
    expect(tooMany).toThrow(UserError);
    expect(tooMany).toThrow(
      'The question has 200100 groups, more than the limit of 200000. Ask for fewer dimensions, a coarser grain, a shorter period or a filter.',
    );
    expect(answered({ ...days, first: 10, fill: false }, customers(2001)).groupCount).toBe(2001);
  });
});

describe('orders', () => {
  const orders = (...rows: Row[]) => rows;

  it('by period, then dimension by dimension, null last', () => {
    const { rows } = answered(
      {
        metrics: ['ORDERS'],
        grain: 'QUARTER',
        period: { from: '2025-01-01', to: '2025-06-30' },
        by: ['HOUR', 'CITY'],
        fill: false,
      },
      orders(
        [1, ['9', 'b'], '1'],
        [0, ['10', 'b'], '2'],
        [0, [null, 'a'], '3'],
        [0, ['9', null], '4'],
        [0, ['9', 'ä'], '5'],
        [0, ['9', 'Z'], '6'],
      ),
    );
    expect(shown(rows)).toEqual([
      ['2025-01-01', '9', 'Z', 6],
      ['2025-01-01', '9', 'ä', 5],
      ['2025-01-01', '9', null, 4],
      ['2025-01-01', '10', 'b', 2],
      ['2025-01-01', null, 'a', 3],
      ['2025-04-01', '9', 'b', 1],
    ]);
  });

  const channels: Row[] = [
    [0, ['tv'], '10.0000', '0'],
    [0, ['web'], '10.0000', '5'],
    [0, [null], '30.0000', '2'],
    [0, ['shop'], '10.0000', '2'],
  ];
  // Revenue of purchases and orders: 0 orders have no average value.
  const byValue = (direction: string) =>
    shown(
      answered(
        { metrics: ['AVERAGE_ORDER_VALUE'], by: ['CHANNEL'], orderBy: [{ metric: 'AVERAGE_ORDER_VALUE', direction }] },
        channels,
      ).rows,
    );

  it('by a metric, what has no value last, whichever the direction', () => {
    expect(byValue('DESC').map((row) => row.slice(1))).toEqual([
      [null, 15],
      ['shop', 5],
      ['web', 2],
      ['tv', null],
    ]);
    expect(byValue('ASC').map((row) => row.slice(1))).toEqual([
      ['web', 2],
      ['shop', 5],
      [null, 15],
      ['tv', null],
    ]);
  });

  it('by a dimension, facts without a member last, whichever the direction', () => {
    const byChannel = (direction: string) =>
      answered(
        { metrics: ['AVERAGE_ORDER_VALUE'], by: ['CHANNEL'], orderBy: [{ dimension: 'CHANNEL', direction }] },
        channels,
      ).rows.map(({ keys }) => keys[0]!.value);
    expect(byChannel('ASC')).toEqual(['shop', 'tv', 'web', null]);
    expect(byChannel('DESC')).toEqual(['web', 'tv', 'shop', null]);
  });

  it('by one ordering after the other, then as ever', () => {
    const { rows } = answered(
      {
        metrics: ['ORDERS'],
        by: ['CHANNEL', 'WEEKDAY'],
        orderBy: [{ metric: 'ORDERS' }, { dimension: 'WEEKDAY', direction: 'DESC' }],
      },
      orders([0, ['web', '1'], '2'], [0, ['web', '7'], '2'], [0, ['shop', '7'], '2'], [0, ['tv', '3'], '9']),
    );
    expect(shown(rows).map((row) => row.slice(1))).toEqual([
      ['tv', '3', 9],
      ['shop', '7', 2],
      ['web', '7', 2],
      ['web', '1', 2],
    ]);
  });

  it('by a metric across periods', () => {
    const question = { metrics: ['ORDERS'], grain: 'MONTH', orderBy: [{ metric: 'ORDERS' }] };
    expect(shown(answered(question, orders([0, [], '1'], [1, [], '3'])).rows)).toEqual([
      ['2025-02-01', 3],
      ['2025-01-01', 1],
      ['2025-03-01', 0],
    ]);
  });
});

describe('pages', () => {
  const cities = ['a', 'b', 'c', 'd', 'e'].map((city, index): Row => [0, [city], String(index)]);
  const page = (first: number, after?: string | null) =>
    answered({ metrics: ['ORDERS'], by: ['CITY'], first, after: after ?? null }, cities);
  const keysOf = ({ rows }: ReturnType<typeof page>) => rows.map(({ keys }) => keys[0]!.value);

  it('put together are the whole', () => {
    const one = page(2);
    const two = page(2, one.pageInfo.endCursor);
    const three = page(2, two.pageInfo.endCursor);
    expect([one, two, three].map(keysOf)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect([one, two, three].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    expect([one, two, three].map(({ groupCount }) => groupCount)).toEqual([5, 5, 5]);
  });

  it('end where there is nothing more', () => {
    const all = page(5);
    expect(all.pageInfo).toEqual({ hasNextPage: false, endCursor: expect.any(String) });
    const beyond = page(5, all.pageInfo.endCursor);
    expect([beyond.rows, beyond.pageInfo, beyond.groupCount]).toEqual([[], { hasNextPage: false, endCursor: null }, 5]);
  });
});

describe('totals', () => {
  it('are what was measured of the whole, not a sum of rows', () => {
    const { rows, totals } = answered(
      { metrics: ['BUYERS'], by: ['CHANNEL'], grain: 'MONTH', totals: 'GRAND' },
      [
        [0, ['web'], '3'],
        [1, ['web'], '2'],
        [0, ['shop'], '2'],
      ],
      [[0, [], '4']],
    );
    expect(rows).toHaveLength(6);
    expect(totals).toEqual([
      {
        period: {
          start: '2025-01-01',
          end: '2025-03-31',
          label: { en: '2025-01-01 – 2025-03-31', zh: '2025-01-01 至 2025-03-31' },
          complete: true,
        },
        level: 'TOTAL',
        rolledUp: ['CHANNEL'],
        periodRolledUp: true,
        keys: [],
        values: { BUYERS: { value: 4, exact: '4', status: 'OK', numerator: null, denominator: null, n: 4 } },
      },
    ]);
  });

  it('of nothing are there too', () => {
    const { rows, totals } = answered({ metrics: ['BUYERS', 'NPS'], by: ['CHANNEL'], totals: 'GRAND' }, [], [], [], []);
    expect(rows).toEqual([]);
    expect(
      totals.map(({ values, periodRolledUp }) => [values.BUYERS!.value, values.NPS!.status, periodRolledUp]),
    ).toEqual([[0, 'ZERO_DENOMINATOR', false]]);
  });

  it('are on every page', () => {
    const { rows, totals } = answered(
      { metrics: ['BUYERS'], by: ['CHANNEL'], totals: 'GRAND', first: 1 },
      [
        [0, ['web'], '3'],
        [0, ['tv'], '3'],
      ],
      [[0, [], '5']],
    );
    expect([rows.length, totals[0]!.values.BUYERS!.value]).toEqual([1, 5]);
  });

  it('are left out unless asked for', () => {
    expect(answered({ metrics: ['BUYERS'] }, [[0, [], '3']]).totals).toEqual([]);
  });
});
