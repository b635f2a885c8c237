// The query `table` on the fixture company.
import { ask, errorOf } from '../fixture-api';

const march = 'period: { year: 2025, month: 3 }';

describe('a table', () => {
  test('has the period, the dimensions with their labels, and the metrics, in this order', async () => {
    const { table } = await ask(`{
      table(metrics: [REVENUE, NPS, ORDERS], ${march}, grain: MONTH, by: [CHANNEL], totals: GRAND) {
        columns { name label zh: label(locale: ZH) metric dimension unit } data totals groupCount pageInfo { hasNextPage endCursor }
      }
    }`);
    expect(table.columns.map(({ name }: { name: string }) => name)).toEqual([
      'period',
      'CHANNEL',
      'CHANNEL.label',
      'revenue',
      'nps',
      'orders',
    ]);
    expect(table.columns[3]).toEqual({
      name: 'revenue',
      label: 'Revenue',
      zh: '销售额',
      metric: 'REVENUE',
      dimension: null,
      unit: 'MONEY',
    });
    expect(table.columns[1]).toEqual({
      name: 'CHANNEL',
      label: 'Channel',
      zh: '渠道',
      metric: null,
      dimension: 'CHANNEL',
      unit: null,
    });
    const [app, shop, web] = table.data;
    expect(app.slice(0, 4)).toEqual(['2025-03-01', 'app', 'Mobile app', 90]);
    expect(shop.slice(0, 4)).toEqual(['2025-03-01', 'shop', 'Shanghai shop', 440]);
    expect(web.slice(0, 4)).toEqual(['2025-03-01', 'web', 'Online store', 730]);
    expect(table.data.map((line: unknown[]) => line[5])).toEqual([1, 2, 4]);
    expect(table.totals).toEqual([['TOTAL', null, null, null, 1260, expect.any(Number), 7]]);
    expect([table.groupCount, table.pageInfo.hasNextPage]).toEqual([3, false]);
  });

  test('leaves out what is not asked for: grain, dimensions, labels', async () => {
    const { table } = await ask(`{ table(metrics: [REVENUE], ${march}) { columns { name } data totals } }`);
    expect(table).toEqual({ columns: [{ name: 'revenue' }], data: [[1260]], totals: [] });
    const bare = await ask(
      `{ table(metrics: [REVENUE], ${march}, by: [CHANNEL], labels: false, first: 1) { columns { name } data } }`,
    );
    expect(bare.table).toEqual({ columns: [{ name: 'CHANNEL' }, { name: 'revenue' }], data: [['app', 90]] });
  });

  test('has null where there is no member or no value', async () => {
    const { table } = await ask(
      `{ table(metrics: [REVENUE, AVERAGE_ORDER_VALUE], period: { year: 2025, month: 5 }, by: [CHANNEL]) { data } }`,
    );
    expect(table.data.at(-1)).toEqual([null, '(none)', 33, 33]);
    const empty = await ask(`{ table(metrics: [REVENUE, NPS], period: { year: 2023 }) { data } }`);
    expect(empty.table.data).toEqual([[0, null]]);
  });

  test('fails whole when a metric cannot be sliced as asked', async () => {
    const { data, error } = await errorOf(`{ table(metrics: [REVENUE, NPS], ${march}, by: [PRODUCT]) { data } }`);
    expect(data).toBeNull();
    expect(error.extensions?.code).toBe('METRIC_NOT_SLICEABLE');
    expect(error.path).toEqual(['table']);
  });

  test('is ordered by a metric that is not a column, and names at least one', async () => {
    const { table } = await ask(
      `{ table(metrics: [ORDERS], ${march}, by: [CHANNEL], labels: false, orderBy: [{ metric: REVENUE }]) { data } }`,
    );
    expect(table.data).toEqual([
      ['web', 4],
      ['shop', 2],
      ['app', 1],
    ]);
    expect((await errorOf(`{ table(metrics: [], ${march}) { data } }`)).error.extensions?.code).toBe('NO_METRIC');
  });

  test('names no metric twice: its columns are those asked for, in their order', async () => {
    const { error } = await errorOf(`{ table(metrics: [REVENUE, ORDERS, REVENUE], ${march}) { data } }`);
    expect(error.message).toBe(
      'The argument metrics is not valid: it names REVENUE more than once. Name every metric once: each is one column.',
    );
  });
});
