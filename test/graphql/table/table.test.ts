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
      'The argument metrics is not valid: it names REVENUE more than once. Name each once: each is a column of its own.',
    );
  });
});

describe('columns beside each metric', () => {
  const columnsAndData = async (rest: string, fields = 'name') => {
    const { table } = await ask(
      `{ table(${march}, by: [CHANNEL], labels: false, ${rest}) { columns { ${fields} } data totals } }`,
    );
    return { ...table, names: table.columns.map(({ name }: { name: string }) => name) };
  };

  test('stand after its comparisons, in the order asked', async () => {
    const { names } = await columnsAndData(
      'metrics: [REVENUE, ORDERS], with: [STATUS, N], compare: [{ name: "before", mode: PREVIOUS_PERIOD }]',
    );
    expect(names).toEqual([
      'CHANNEL',
      'revenue',
      'revenue@before',
      'revenue@before.change',
      'revenue@before.changePercent',
      'revenue.status',
      'revenue.n',
      'orders',
      'orders@before',
      'orders@before.change',
      'orders@before.changePercent',
      'orders.status',
      'orders.n',
    ]);
  });

  test('are targets: of the slice where it has one, and of the whole', async () => {
    // Of March 1,200 for the whole company and 700 for the web.
    const { names, data, totals } = await columnsAndData('metrics: [REVENUE], with: [TARGET], totals: GRAND');
    expect(names).toEqual(['CHANNEL', 'revenue', 'revenue.target', 'revenue.attainment', 'revenue.met']);
    expect(data).toEqual([
      ['app', 90, null, null, null],
      ['shop', 440, null, null, null],
      ['web', 730, 700, 73000 / 700, true],
    ]);
    expect(totals).toEqual([['TOTAL', null, 1260, 1200, 105, true]]);
  });

  test('are what a value is made of, and how far it can be trusted', async () => {
    // Of the four buyers of March two ordered twice.
    const { names, totals } = await columnsAndData(
      'metrics: [REPEAT_PURCHASE_RATE], with: [NUMERATOR, DENOMINATOR, N, STATUS, INTERVAL], totals: GRAND',
    );
    expect(names.slice(1)).toEqual([
      'repeatPurchaseRate',
      'repeatPurchaseRate.numerator',
      'repeatPurchaseRate.denominator',
      'repeatPurchaseRate.n',
      'repeatPurchaseRate.status',
      'repeatPurchaseRate.low',
      'repeatPurchaseRate.high',
    ]);
    expect(totals).toEqual([
      ['TOTAL', null, 50, 2, 4, 4, 'LOW_SAMPLE', expect.closeTo(15.004, 3), expect.closeTo(84.996, 3)],
    ]);
  });

  test('are shares of the total', async () => {
    const { names, data } = await columnsAndData('metrics: [REVENUE, ORDERS], with: [SHARE]');
    expect(names).toEqual(['CHANNEL', 'revenue', 'revenue.share', 'orders', 'orders.share']);
    expect(data).toEqual([
      ['app', 90, 9000 / 1260, 1, null],
      ['shop', 440, 44000 / 1260, 2, null],
      ['web', 730, 73000 / 1260, 4, null],
    ]);
  });

  test('are named once', async () => {
    const { error } = await errorOf(`{ table(metrics: [REVENUE], ${march}, with: [N, STATUS, N]) { data } }`);
    expect(error.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', argument: 'with' });
  });
});

describe('numbers to the last digit', () => {
  test('are decimal text: money and counts, their comparisons and targets; ratios stay numbers', async () => {
    const { table } = await ask(`{
      table(metrics: [REVENUE, ORDERS, AVERAGE_ORDER_VALUE], ${march}, numbers: EXACT, with: [TARGET],
            compare: [{ name: "before", mode: PREVIOUS_PERIOD }, { name: "never", mode: CUSTOM, from: "1970-01-01", to: "1970-01-31" }]) {
        columns { name type } data
      }
    }`);
    const cells = Object.fromEntries(
      table.columns.map(({ name, type }: { name: string; type: string }, index: number) => [
        name,
        [type, table.data[0][index]],
      ]),
    );
    // Of February 2,070; 1260 / 7.
    expect(cells).toMatchObject({
      revenue: ['DECIMAL', '1260.0000'],
      'revenue@before': ['DECIMAL', '2070.0000'],
      'revenue@before.change': ['DECIMAL', '-810.0000'],
      'revenue@before.changePercent': ['NUMBER', (-100 * 810) / 2070],
      'revenue@never': ['DECIMAL', '0.0000'],
      'revenue.target': ['DECIMAL', '1200'],
      'revenue.attainment': ['NUMBER', 105],
      orders: ['DECIMAL', '7'],
      'orders@before.change': ['DECIMAL', '5'],
      averageOrderValue: ['NUMBER', expect.any(Number)],
      'averageOrderValue.target': ['DECIMAL', null],
    });
  });
});

test('columns say what their cells are and how to read them', async () => {
  const { table } = await ask(`{
    table(metrics: [REVENUE, UNITS_SOLD, CHURN_RATE, NPS, FIRST_RESPONSE_TIME], ${march}, grain: MONTH, by: [REGION], attributes: CURRENT,
          with: [TARGET, STATUS, N, INTERVAL, SHARE, NUMERATOR], compare: [{ name: "before", mode: PREVIOUS_PERIOD }]) {
      columns { name type unit currency decimals better extra compare }
    }
  }`);
  type Shown = Record<'name' | 'type' | 'unit' | 'currency' | 'decimals' | 'better' | 'extra' | 'compare', unknown>;
  const columns = new Map(
    table.columns.map(({ name, type, unit, currency, decimals, better, extra, compare }: Shown) => [
      name,
      [type, unit, currency, decimals, better, extra, compare],
    ]),
  );
  const shown = (name: string) => columns.get(name);
  expect(shown('period')).toEqual(['DATE', null, null, null, null, null, null]);
  expect(shown('REGION')).toEqual(['TEXT', null, null, null, null, null, null]);
  expect(shown('REGION.label')).toEqual(['TEXT', null, null, null, null, null, null]);
  expect(shown('revenue')).toEqual(['NUMBER', 'MONEY', 'CNY', 2, 'UP', null, null]);
  expect(shown('revenue@before')).toEqual(['NUMBER', 'MONEY', 'CNY', 2, 'UP', null, 'before']);
  expect(shown('revenue@before.change')).toEqual(['NUMBER', 'MONEY', 'CNY', 2, 'UP', null, 'before']);
  expect(shown('revenue@before.changePercent')).toEqual(['NUMBER', 'PERCENT', null, 1, 'UP', null, 'before']);
  expect(shown('revenue.target')).toEqual(['NUMBER', 'MONEY', 'CNY', 2, null, 'TARGET', null]);
  expect(shown('revenue.attainment')).toEqual(['NUMBER', 'PERCENT', null, 1, null, 'TARGET', null]);
  expect(shown('revenue.met')).toEqual(['BOOLEAN', null, null, null, null, 'TARGET', null]);
  expect(shown('revenue.status')).toEqual(['TEXT', null, null, null, null, 'STATUS', null]);
  expect(shown('revenue.n')).toEqual(['NUMBER', 'COUNT', null, 0, null, 'N', null]);
  expect(shown('revenue.share')).toEqual(['NUMBER', 'PERCENT', null, 1, null, 'SHARE', null]);
  expect(shown('revenue.numerator')).toEqual(['NUMBER', null, null, null, null, 'NUMERATOR', null]);
  expect(shown('unitsSold')).toEqual(['NUMBER', 'COUNT', null, 2, 'UP', null, null]);
  expect(shown('churnRate')).toEqual(['NUMBER', 'PERCENT', null, 1, 'DOWN', null, null]);
  expect(shown('churnRate.low')).toEqual(['NUMBER', 'PERCENT', null, 1, null, 'INTERVAL', null]);
  expect(shown('nps')).toEqual(['NUMBER', 'SCORE', null, 2, 'UP', null, null]);
  expect(shown('firstResponseTime')).toEqual(['NUMBER', 'SECONDS', null, 0, 'DOWN', null, null]);
});
