// From rows to the answer: ordered, paged and totalled. The measures are given by hand.

import { value } from '../evaluated';
import { answered, type Row, shown } from './assembled';

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

  const revenues: Row[] = [
    [0, ['tv'], '10.0000'],
    [0, ['web'], '10.0000'],
    [0, [null], '30.0000'],
    [0, ['shop'], '10.0000'],
  ];
  // 0 orders have no average value.
  const orderCounts: Row[] = [
    [0, ['web'], '5'],
    [0, [null], '2'],
    [0, ['shop'], '2'],
  ];
  const byValue = (direction: string) =>
    shown(
      answered(
        { metrics: ['AVERAGE_ORDER_VALUE'], by: ['CHANNEL'], orderBy: [{ metric: 'AVERAGE_ORDER_VALUE', direction }] },
        revenues,
        orderCounts,
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
        revenues,
        orderCounts,
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
        values: { BUYERS: value({ value: 4, exact: '4', n: 4 }) },
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
