// Comparisons, windows, conditions on rows and customers, the top and the rest, shares and intervals: through the API, with
// literal values on the fixture company.
import { createQuestionLoader } from '../../src/graphql/common/question-loader';
import { answer } from '../../src/query/answer';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import { fixtureCompany } from '../support/fixture';
import { ask, errorOf } from './fixture-api';

const march = 'period: { year: 2025, month: 3 }';
const before = '{ name: "before", mode: PREVIOUS_PERIOD }';
const lastYear = '{ name: "lastYear", mode: PREVIOUS_YEAR }';

// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer of the document it wrote itself
type Row = any;
const byMember = (rows: readonly Row[], read: (row: Row) => unknown) => rows.map((row) => [row.key.value, read(row)]);
const channel = 'key(dimension: CHANNEL) { value label }';

describe('comparisons', () => {
  const compared = `{ metrics(${march}, by: [CHANNEL], compare: [${before}, ${lastYear}]) {
    rows { ${channel} revenue {
      value
      before: compare(name: "before") { period { start end label } value change changePercent better }
      lastYear: compare(name: "lastYear") { value change changePercent better }
    } }
  } }`;

  test('stand beside each value, also for members of the other period alone', async () => {
    const { metrics } = await ask(compared);
    const figures = ({ value, change, changePercent, better }: Row) => [value, change, changePercent, better];
    expect(byMember(metrics.rows, ({ revenue }) => figures(revenue.before))).toEqual([
      ['app', [-80, 170, 212.5, true]],
      ['fair', [2150, -2150, -100, false]],
      ['shop', [0, 440, null, true]],
      ['web', [0, 730, null, true]],
    ]);
    expect(byMember(metrics.rows, ({ revenue }) => figures(revenue.lastYear))).toEqual([
      ['app', [0, 90, null, true]],
      ['fair', [0, 0, null, null]],
      ['shop', [640, -200, -31.25, false]],
      ['web', [0, 730, null, true]],
    ]);
    expect(metrics.rows[0].revenue.before.period).toMatchObject({ start: '2025-02-01', end: '2025-02-28' });
  });

  test('that have no such period are null, and those not asked for are refused with the names that are', async () => {
    const first = 'period: { from: "1970-01-01", to: "1970-01-31" }';
    const { metrics } = await ask(
      `{ metrics(${first}, compare: [${before}]) { rows { revenue { value compare(name: "before") { value } } } } }`,
    );
    expect(metrics.rows).toEqual([{ revenue: { value: 0, compare: null } }]);
    const { data, error } = await errorOf(
      `{ metrics(${march}, compare: [${before}, ${lastYear}]) { rows { revenue { value compare(name: "befor") { value } } } } }`,
    );
    expect(data).toEqual({ metrics: { rows: [{ revenue: { value: 1260, compare: null } }] } });
    expect(error.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', hint: 'It makes before, lastYear.' });
    expect(error.path).toEqual(['metrics', 'rows', 0, 'revenue', 'compare']);
    const none = await errorOf(`{ metrics(${march}) { rows { revenue { compare(name: "__proto__") { value } } } } }`);
    expect(none.error.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', hint: 'Add one to compare.' });
  });

  test('order and choose rows', async () => {
    const rows = async (rest: string) =>
      (
        await ask(
          `{ metrics(${march}, by: [CHANNEL], compare: [${before}], ${rest}) { rows { ${channel} revenue { value } } groupCount } }`,
        )
      ).metrics;
    const ordered = await rows('orderBy: [{ metric: REVENUE, compare: "before", by: CHANGE, direction: ASC }]');
    expect(byMember(ordered.rows, ({ revenue }) => revenue.value)).toEqual([
      ['fair', 0],
      ['app', 90],
      ['shop', 440],
      ['web', 730],
    ]);
    const grown = await rows('having: [{ metric: REVENUE, compare: "before", by: CHANGE_PERCENT, gt: 200 }]');
    expect(byMember(grown.rows, ({ revenue }) => revenue.value)).toEqual([['app', 90]]);
    expect(grown.groupCount).toBe(1);
    const { error } = await errorOf(
      `{ metrics(${march}, having: [{ metric: REVENUE, compare: "x", gt: 1 }], compare: [${before}]) { rows { revenue { value } } } }`,
    );
    expect(error.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', hint: 'The question compares with before.' });
  });

  test('are columns of a table, after their metric', async () => {
    const { table } = await ask(`{
      table(metrics: [REVENUE, ORDERS], ${march}, by: [CHANNEL], labels: false, compare: [${before}], totals: GRAND) {
        columns { name label zh: label(locale: ZH) metric compare unit } data totals
      }
    }`);
    expect(table.columns.map(({ name }: Row) => name)).toEqual([
      'CHANNEL',
      'revenue',
      'revenue@before',
      'revenue@before.change',
      'revenue@before.changePercent',
      'orders',
      'orders@before',
      'orders@before.change',
      'orders@before.changePercent',
    ]);
    expect(table.columns[1]).toMatchObject({ metric: 'REVENUE', compare: null, unit: 'MONEY' });
    expect(table.columns[3]).toEqual({
      name: 'revenue@before.change',
      label: 'Revenue, change against before',
      zh: '销售额较before变化',
      metric: 'REVENUE',
      compare: 'before',
      unit: 'MONEY',
    });
    expect(table.columns[8]).toMatchObject({ metric: 'ORDERS', compare: 'before', unit: 'PERCENT' });
    expect(table.data).toEqual([
      ['app', 90, -80, 170, 212.5, 1, 0, 1, null],
      ['fair', 0, 2150, -2150, -100, 0, 2, -2, -100],
      ['shop', 440, 0, 440, null, 2, 0, 2, null],
      ['web', 730, 0, 730, null, 4, 0, 4, null],
    ]);
    expect(table.totals).toEqual([['TOTAL', null, 1260, 2070, -810, (-100 * 810) / 2070, 7, 2, 5, 250]]);
  });
});

describe('windows', () => {
  const revenue = async (window: string) =>
    (
      await ask(
        `{ metrics(period: { year: 2025, quarter: 1 }, grain: MONTH, window: ${window}) { rows { period { start } revenue { value } } } }`,
      )
    ).metrics.rows.map((row: Row) => [row.period.start, row.revenue.value]);

  test('roll over the units that end with each bucket', async () => {
    expect(await revenue('{ trailing: 2, unit: MONTH }')).toEqual([
      ['2025-01-01', 660],
      ['2025-02-01', 2330],
      ['2025-03-01', 3330],
    ]);
  });

  test('add up from the start of a unit', async () => {
    expect(await revenue('{ cumulative: YEAR }')).toEqual([
      ['2025-01-01', 260],
      ['2025-02-01', 2330],
      ['2025-03-01', 3590],
    ]);
  });

  test.each(['{}', '{ trailing: 2 }', '{ trailing: 2, unit: MONTH, cumulative: YEAR }', '{ trailing: 0, unit: DAY }'])(
    '%s is refused',
    async (window) => {
      const { error } = await errorOf(
        `{ metrics(${march}, grain: DAY, window: ${window}) { rows { revenue { value } } } }`,
      );
      expect(error.extensions?.code).toBe('INVALID_ARGUMENT');
    },
  );
});

describe('the top', () => {
  const top = 'top: { n: 1, metric: REVENUE }';

  test('has the rest as one row, measured and not added up, with a label of its own', async () => {
    const { metrics } = await ask(`{
      metrics(${march}, by: [CHANNEL], ${top}, totals: GRAND) {
        rows { level key(dimension: CHANNEL) { value label zh: label(locale: ZH) } revenue { value share } orders { value } }
        totals { revenue { value } orders { value } }
      }
    }`);
    expect(metrics.rows).toEqual([
      {
        level: 'DETAIL',
        key: { value: 'web', label: 'Online store', zh: 'Online store' },
        revenue: { value: 730, share: (100 * 730) / 1260 },
        orders: { value: 4 },
      },
      {
        level: 'OTHER',
        key: { value: null, label: 'Other', zh: '其他' },
        revenue: { value: 530, share: (100 * 530) / 1260 },
        orders: { value: 3 },
      },
    ]);
    expect(metrics.totals).toEqual([{ revenue: { value: 1260 }, orders: { value: 7 } }]);
  });

  test('has the rest in a table too, and leaves it out where it is not wanted', async () => {
    const data = async (rest: string) =>
      (await ask(`{ table(metrics: [REVENUE], ${march}, by: [CHANNEL, TRANSACTION_KIND], ${rest}) { data } }`)).table
        .data;
    expect(await data(top)).toEqual([
      ['web', 'Online store', 'order', 'order', 730],
      [null, 'Other', 'order', 'order', 530],
    ]);
    expect(await data('top: { n: 1, metric: REVENUE, direction: ASC, other: false }')).toEqual([
      ['app', 'Mobile app', 'order', 'order', 90],
    ]);
  });

  test('is told from facts without a member in a table without labels', async () => {
    // Of the 1260 of March mei sold 400 and nobody the rest.
    const { table } = await ask(`{
      table(metrics: [REVENUE], ${march}, by: [AGENT], labels: false, top: { n: 1, metric: REVENUE, none: true }, totals: GRAND) { columns { name label(locale: ZH) } data totals }
    }`);
    expect(table.columns.at(-1)).toEqual({ name: 'level', label: '层级' });
    expect(table.data).toEqual([
      [null, 860, 'DETAIL'],
      [null, 400, 'OTHER'],
    ]);
    expect(table.totals).toEqual([['TOTAL', null, 1260, 'TOTAL']]);
  });
});

describe('totals', () => {
  test('roll up the dimensions and the buckets; a column that is rolled up is null', async () => {
    const { table } = await ask(`{
      table(metrics: [REVENUE, ORDERS], period: { from: "2025-02-01", to: "2025-03-31" }, grain: MONTH, by: [CHANNEL], labels: false, totals: ROLLUP) { totals }
    }`);
    expect(table.totals).toEqual([
      ['SUBTOTAL', '2025-02-01', null, 2070, 2],
      ['SUBTOTAL', '2025-03-01', null, 1260, 7],
      ['SUBTOTAL', null, 'app', 10, 1],
      ['SUBTOTAL', null, 'fair', 2150, 2],
      ['SUBTOTAL', null, 'shop', 440, 2],
      ['SUBTOTAL', null, 'web', 730, 4],
      ['TOTAL', null, null, 3330, 9],
    ]);
  });
});

describe('beside a value stand', () => {
  test('its share of the period, if it can be added up', async () => {
    const { metrics } = await ask(
      `{ metrics(${march}, by: [CHANNEL]) { rows { ${channel} revenue { share } orders { share } } } }`,
    );
    expect(byMember(metrics.rows, ({ revenue, orders }) => [revenue.share, orders.share])).toEqual([
      ['app', [9000 / 1260, null]],
      ['shop', [44000 / 1260, null]],
      ['web', [73000 / 1260, null]],
    ]);
  });

  test('the interval of a proportion, and none of a sum', async () => {
    const { metrics } = await ask(
      `{ metrics(${march}) { rows { repeatPurchaseRate { numerator denominator interval { low high } } revenue { interval { low } } } } }`,
    );
    const [{ repeatPurchaseRate, revenue }] = metrics.rows;
    expect(repeatPurchaseRate).toEqual({
      numerator: 2,
      denominator: 4,
      interval: { low: expect.closeTo(15.004, 3), high: expect.closeTo(84.996, 3) },
    });
    expect(revenue.interval).toBeNull();
  });
});

describe('conditions', () => {
  test('on rows leave totals alone', async () => {
    const { metrics } = await ask(`{
      metrics(${march}, by: [CHANNEL], having: [{ metric: ORDERS, gte: 2 }, { metric: REVENUE, lt: "700" }], totals: GRAND) {
        rows { ${channel} revenue { value } } totals { revenue { value } }
      }
    }`);
    expect(byMember(metrics.rows, ({ revenue }) => revenue.value)).toEqual([['shop', 440]]);
    expect(metrics.totals).toEqual([{ revenue: { value: 1260 } }]);
  });

  test('on what a metric comes to for each customer choose customers', async () => {
    // In March anna bought for 600 and lan for 300, jia for 140, omar for 180.
    const spent = (bound: string) =>
      ask(
        `{ metrics(${march}, where: { metric: { metric: REVENUE, ${bound} } }) { rows { buyers { value } revenue { value } } } }`,
      ).then(({ metrics }) => metrics.rows[0]);
    expect(await spent('gte: 180, lt: 600')).toEqual({ buyers: { value: 2 }, revenue: { value: 480 } });
    expect(await spent('eq: "600.00"')).toEqual({ buyers: { value: 1 }, revenue: { value: 600 } });
    expect(await spent('gt: 1000, period: { year: 2024 }')).toEqual({ buyers: { value: 0 }, revenue: { value: 0 } });
    const { error } = await errorOf(
      `{ metrics(${march}, where: { metric: { metric: RETENTION_RATE, gt: 1 } }) { rows { revenue { value } } } }`,
    );
    expect(error.extensions).toMatchObject({
      code: 'METRIC_NOT_PER_CUSTOMER',
      allowed: expect.arrayContaining(['REVENUE', 'ORDERS']),
    });
  });
});

test('a question waits for a version of the data, but not for ever', async () => {
  const { dataStatus } = await ask('{ dataStatus { dataVersion } }');
  const { metrics } = await ask(
    `query ($v: String) { metrics(${march}, minDataVersion: $v) { rows { revenue { value } } resolved { dataVersion } } }`,
    { v: dataStatus.dataVersion },
  );
  expect(metrics.resolved.dataVersion).toBe(dataStatus.dataVersion);
  const { error } = await errorOf(`{ metrics(${march}, minDataVersion: "soon") { rows { revenue { value } } } }`);
  expect(error.extensions?.code).toBe('INVALID_ARGUMENT');
});

describe('questions of one request', () => {
  const questions: readonly (readonly [string, string, string])[] = [
    ['a', `${march}, by: [CHANNEL], compare: [${before}]`, 'revenue { value compare(name: "before") { change } }'],
    ['b', `${march}, by: [CHANNEL], compare: [${before}]`, 'grossProfit { value compare(name: "before") { change } }'],
    ['c', `${march}, by: [CHANNEL], compare: [${lastYear}]`, 'revenue { value compare(name: "lastYear") { change } }'],
    ['d', `${march}, by: [CHANNEL], having: [{ metric: ORDERS, gte: 2 }]`, 'revenue { value }'],
    ['e', `${march}, by: [CHANNEL], having: [{ metric: ORDERS, gte: 2 }]`, 'orders { value }'],
    ['f', `${march}, by: [CHANNEL], top: { n: 1, metric: ORDERS }`, 'revenue { value share }'],
    ['g', `${march}, by: [CHANNEL], top: { n: 1, metric: ORDERS }`, 'csat { value }'],
    ['h', `${march}, by: [CHANNEL], orderBy: [{ metric: ORDERS }]`, 'revenue { value }'],
    ['i', `${march}, grain: MONTH, window: { cumulative: YEAR }`, 'revenue { value target { value } }'],
    ['j', `${march}, grain: MONTH, window: { cumulative: YEAR }`, 'targetAttainment { value }'],
    ['k', `${march}, by: [CHANNEL]`, 'targetAttainment { value }'],
    ['l', `${march}, by: [CHANNEL]`, 'revenue { value }'],
  ];

  test('are answered as each would be alone', async () => {
    const document = (name: string, given: string, fields: string) =>
      `${name}: metrics(${given}) { rows { level keys { value } ${fields} } groupCount }`;
    const together = await ask(`{ ${questions.map((each) => document(...each)).join('\n')} }`);
    for (const each of questions) expect(together[each[0]]).toEqual((await ask(`{ ${document(...each)} }`))[each[0]]);
  });

  test('are computed together where they differ in metrics only, but the top of each on its own', async () => {
    const [answering] = (await fixtureCompany()).contexts;
    const asked: MetricQuestion[] = [];
    const loader = createQuestionLoader((question) => {
      asked.push(question);
      return answer(question, answering!);
    });
    const of = (question: Omit<MetricQuestion, 'period'>) =>
      loader.load({ question: { ...question, period: { year: 2025, month: 3 }, by: ['CHANNEL'] }, paged: false });
    const compare = [{ name: 'before', mode: 'PREVIOUS_PERIOD' }];
    const having = [{ metric: 'ORDERS', gte: 2 }];
    const top = { n: 1, metric: 'ORDERS' };
    await Promise.all([
      of({ metrics: ['REVENUE'], compare, having }),
      of({ metrics: ['GROSS_PROFIT'], compare, having }),
      of({ metrics: ['REVENUE'], compare }),
      of({ metrics: ['REVENUE'], top }),
      of({ metrics: ['GROSS_PROFIT'], top }),
    ]);
    expect(asked.map(({ metrics }) => metrics)).toEqual([
      ['REVENUE', 'GROSS_PROFIT'],
      ['REVENUE'],
      ['REVENUE'],
      ['GROSS_PROFIT'],
    ]);
  });
});
