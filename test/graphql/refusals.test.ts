// What a question is refused for: one error for each field and each faulty argument, with its place, all of them at once.
import { errorOf, execute } from './fixture-api';

const march = 'period: { year: 2025, month: 3 }';

/** Code, path and argument of each error. */
async function refusals(document: string, variables?: Record<string, unknown>) {
  const { data, errors = [] } = await execute(document, variables);
  const told = errors.map(({ path, extensions }) => [extensions?.code, path?.join('.'), extensions?.argument]);
  return { data: JSON.parse(JSON.stringify(data)), told };
}

describe('a metric that cannot be sliced as asked', () => {
  test('is null in every row with one error, and the others are answered', async () => {
    const { data, told } = await refusals(
      `{ metrics(${march}, by: [PRODUCT_CATEGORY]) { rows { orders { value } npsOfIt: nps { value } } } }`,
    );
    expect(data.metrics.rows.length).toBeGreaterThan(1);
    for (const row of data.metrics.rows) expect(row).toEqual({ orders: { value: expect.any(Number) }, npsOfIt: null });
    expect(told).toEqual([['METRIC_NOT_SLICEABLE', 'metrics.rows.0.npsOfIt', 'by[0]']]);
  });

  test('says what it goes with', async () => {
    const { error } = await errorOf(`{ metrics(${march}, by: [PRODUCT]) { rows { nps { value } } } }`);
    expect(error.message).toContain('The metric NPS cannot be sliced or filtered by PRODUCT.');
    expect(error.extensions).toMatchObject({
      parameters: { metric: 'NPS', dimension: 'PRODUCT' },
      allowed: expect.arrayContaining(['CHANNEL', 'REGION']),
    });
    expect(error.locations).toEqual([{ line: 1, column: 3 }]);
  });

  test('is refused also where no metric is left, and where there is no row', async () => {
    expect(await refusals(`{ metrics(${march}, by: [PRODUCT]) { rows { nps { value } } } }`)).toEqual({
      data: { metrics: { rows: [] } },
      told: [['METRIC_NOT_SLICEABLE', 'metrics.rows.nps', 'by[0]']],
    });
    expect(
      await refusals(`{ metrics(period: { year: 2019 }, by: [PRODUCT]) { rows { revenue { value } nps { value } } } }`),
    ).toEqual({ data: { metrics: { rows: [] } }, told: [['METRIC_NOT_SLICEABLE', 'metrics.rows.nps', 'by[0]']] });
  });

  test('is refused by what the filter names', async () => {
    const where = 'where: { not: { dimension: PRODUCT, isNull: true } }';
    expect(await refusals(`{ metrics(${march}, ${where}) { rows { nps { value } } } }`)).toEqual({
      data: { metrics: { rows: [{ nps: null }] } },
      told: [['METRIC_NOT_SLICEABLE', 'metrics.rows.0.nps', 'where']],
    });
  });

  test('is one error for each field of the document: by aliases, through fragments, in rows and totals', async () => {
    const { told } = await refusals(
      `query ($left: Boolean!) {
        metrics(${march}, by: [PRODUCT], totals: GRAND) {
          rows { a: nps { value } ...Mood @include(if: $left) orders { value } }
          some: rows { ... on MetricRow { ...Mood } }
          totals { ...Mood csat { value } orders { value } }
        }
      }
      fragment Mood on MetricRow { nps { value } nps { status } }`,
      { left: false },
    );
    expect(told).toEqual([
      ['METRIC_NOT_SLICEABLE', 'metrics.rows.0.a', 'by[0]'],
      ['METRIC_NOT_SLICEABLE', 'metrics.some.0.nps', 'by[0]'],
      ['METRIC_NOT_SLICEABLE', 'metrics.totals.0.nps', 'by[0]'],
      ['METRIC_NOT_SLICEABLE', 'metrics.totals.0.csat', 'by[0]'],
    ]);
  });

  test('is one error in each question of a request, though questions are answered together', async () => {
    const { told } = await refusals(
      `{ one: metrics(${march}, by: [PRODUCT]) { rows { revenue { value } nps { value } } }
         two: metrics(${march}, by: [PRODUCT]) { rows { revenue { value } nps { value } } }
         three: metrics(${march}, by: [CHANNEL]) { rows { nps { value } } } }`,
    );
    expect(told).toEqual([
      ['METRIC_NOT_SLICEABLE', 'one.rows.0.nps', 'by[0]'],
      ['METRIC_NOT_SLICEABLE', 'two.rows.0.nps', 'by[0]'],
    ]);
  });

  test('fails a table whole, every one of them with its place', async () => {
    expect(await refusals(`{ table(metrics: [REVENUE, NPS, CSAT], ${march}, by: [PRODUCT]) { data } }`)).toEqual({
      data: null,
      told: [
        ['METRIC_NOT_SLICEABLE', 'table', 'by[0]'],
        ['METRIC_NOT_SLICEABLE', 'table', 'by[0]'],
      ],
    });
  });
});

describe('a mistake in a field of the rows', () => {
  test('is one error, however many rows there are', async () => {
    const compare = 'compare: [{ name: "before", mode: PREVIOUS_PERIOD }]';
    const { data, told } = await refusals(
      `query ($name: String!) { metrics(${march}, by: [CHANNEL], ${compare}) { rows {
        key(dimension: REGION) { value }
        orders { compare(name: $name) { value } before: compare(name: "before") { value } }
      } } }`,
      { name: 'befor' },
    );
    expect(data.metrics.rows.length).toBeGreaterThan(1);
    for (const row of data.metrics.rows)
      expect(row).toEqual({ key: null, orders: { compare: null, before: { value: expect.any(Number) } } });
    expect(told).toEqual([
      ['INVALID_ARGUMENT', 'metrics.rows.0.key', 'key(dimension)'],
      ['INVALID_ARGUMENT', 'metrics.rows.0.orders.compare', 'compare(name)'],
    ]);
  });
});

describe('every faulty argument is told at once, with its path', () => {
  const revenue = '{ rows { revenue { value } } }';

  test.each<[string, string, readonly (readonly [string, string])[]]>([
    [
      'a period, an order, a size',
      'period: {}, by: [CHANNEL], orderBy: [{ metric: REVENUE }, { dimension: REGION }], first: 0',
      [
        ['INVALID_PERIOD', 'period'],
        ['INVALID_ARGUMENT', 'orderBy[1]'],
        ['INVALID_ARGUMENT', 'first'],
      ],
    ],
    [
      'branches of a filter',
      `${march}, where: { all: [{ dimension: CHANNEL, in: ["web"] }, { any: [{ dimension: HOUR, in: ["9", "nine"] }, { segment: "none" }, { dimension: CITY }] }] }`,
      [
        ['UNKNOWN_MEMBER', 'where.all[1].any[0].in[1]'],
        ['UNKNOWN_SEGMENT', 'where.all[1].any[1].segment'],
        ['INVALID_FILTER', 'where.all[1].any[2]'],
      ],
    ],
    [
      'a condition: its metric, bounds, period and filter',
      `${march}, where: { all: [{ metric: { metric: ORDERS, gte: 1 } }, { metric: { metric: CHURN_RATE, period: { last: 3 }, where: { dimension: REGION } } }] }`,
      [
        ['METRIC_NOT_PER_CUSTOMER', 'where.all[1].metric.metric'],
        ['INVALID_ARGUMENT', 'where.all[1].metric'],
        ['INVALID_PERIOD', 'where.all[1].metric.period'],
        ['INVALID_FILTER', 'where.all[1].metric.where'],
      ],
    ],
    [
      'a condition within another',
      `${march}, where: { metric: { metric: ORDERS, gte: 1, where: { metric: { metric: NPS, gte: 1, where: { dimension: PRODUCT, isNull: true } } } } }, first: 0`,
      [
        ['METRIC_NOT_PER_CUSTOMER', 'where.metric.where.metric.metric'],
        ['INVALID_ARGUMENT', 'first'],
      ],
    ],
    [
      'members that nothing has',
      `${march}, where: { all: [{ dimension: REGION, in: ["north", "nroth"] }, { not: { dimension: CHANNEL, notIn: ["wbe"] } }] }`,
      [
        ['UNKNOWN_MEMBER', 'where.all[0].in[1]'],
        ['UNKNOWN_MEMBER', 'where.all[1].not.notIn[0]'],
      ],
    ],
    [
      'a member that nothing has, in the filter of a condition',
      `${march}, where: { not: { metric: { metric: ORDERS, gte: 1, where: { dimension: REGION, in: ["nroth"] } } } }`,
      [['UNKNOWN_MEMBER', 'where.not.metric.where.in[0]']],
    ],
    [
      'comparisons, a window, a grouping, a cursor',
      `${march}, compare: [{ name: "1st", mode: PREVIOUS_YEAR }, { name: "b", mode: CUSTOM }, { name: "b", mode: PREVIOUS_YEAR }], window: {}, top: { n: 0, metric: REVENUE }, after: "x"`,
      [
        ['INVALID_ARGUMENT', 'window'],
        ['INVALID_ARGUMENT', 'compare[0].name'],
        ['INVALID_ARGUMENT', 'compare[2].name'],
        ['INVALID_ARGUMENT', 'compare[1]'],
        ['INVALID_ARGUMENT', 'top'],
        ['INVALID_CURSOR', 'after'],
      ],
    ],
    [
      'metrics that choose rows and cannot be sliced so',
      `${march}, by: [PRODUCT], orderBy: [{ metric: NPS }], having: [{ metric: REVENUE, gt: 1 }, { metric: CSAT, gt: 1 }]`,
      [
        ['METRIC_NOT_SLICEABLE', 'orderBy[0].metric'],
        ['METRIC_NOT_SLICEABLE', 'having[1].metric'],
      ],
    ],
  ])('%s', async (_title, given, expected) => {
    const { data, told } = await refusals(`{ metrics(${given}) ${revenue} }`);
    expect(data).toBeNull();
    expect(told).toEqual(expected.map(([code, argument]) => [code, 'metrics', argument]));
  });

  test('of a funnel and of retention too', async () => {
    const { told } = await refusals(
      `{ funnel(period: {}, stages: [LEAD], windowDays: 0, where: { dimension: CITY }) { rows { bottleneck } } }`,
    );
    expect(told).toEqual([
      ['INVALID_ARGUMENT', 'funnel', 'stages'],
      ['INVALID_ARGUMENT', 'funnel', 'windowDays'],
      ['INVALID_PERIOD', 'funnel', 'period'],
      ['INVALID_FILTER', 'funnel', 'where'],
    ]);
    expect(
      (await refusals(`{ retention(${march}, offsets: -1, by: [CHANNEL, TOPIC]) { cohorts { size } } }`)).told,
    ).toEqual([
      ['INVALID_ARGUMENT', 'retention', 'offsets'],
      ['NOT_SLICEABLE', 'retention', 'by[1]'],
    ]);
  });

  test.each([
    [
      'setTarget(input: { metric: REVENUE, from: "2025-01-01", to: "2025-01-31", value: "0.00001" }) { value }',
      [['INVALID_ARGUMENT', 'setTarget', 'input.value']],
    ],
    [
      'setTarget(input: { metric: REVENUE, from: "2025-01-01", to: "2025-01-31", value: 1, dimension: CITY }) { value }',
      [['INVALID_ARGUMENT', 'setTarget', 'input.member']],
    ],
    [
      'setTarget(input: { metric: NPS, from: "2025-01-01", to: "2025-01-31", value: 1, dimension: PRODUCT, member: "tea" }) { value }',
      [['METRIC_NOT_SLICEABLE', 'setTarget', 'input']],
    ],
    [
      'saveSegment(name: "x", where: { all: [{ dimension: CITY }, { metric: { metric: ORDERS } }, { segment: "none" }] }) { name }',
      // What a segment rests on is looked at first.
      [['UNKNOWN_SEGMENT', 'saveSegment', 'where.all[2].segment']],
    ],
    [
      'saveSegment(name: "x", where: { all: [{ dimension: CITY }, { dimension: HOUR, in: ["x"] }] }) { name }',
      [
        ['INVALID_FILTER', 'saveSegment', 'where.all[0]'],
        ['UNKNOWN_MEMBER', 'saveSegment', 'where.all[1].in[0]'],
      ],
    ],
    [
      'saveSegment(name: "x", where: { not: { metric: { metric: ORDERS, gte: 1, period: {} } } }) { name }',
      [['INVALID_PERIOD', 'saveSegment', 'where.not.metric.period']],
    ],
  ])('of mutations: %s', async (mutation, expected) => {
    expect(await refusals(`mutation { ${mutation} }`)).toEqual({ data: null, told: expected });
  });

  test('each with its own sentence and hint', async () => {
    const { errors } = await execute(`{ metrics(period: {}, first: 0) ${revenue} }`);
    expect(errors?.map(({ message }) => message)).toEqual([
      'The period is empty. Give exactly one of: from and to; year (with quarter or month); last and unit; toDate.',
      'The argument first is not valid: 0 rows cannot be asked for. Give a whole number from 1 to 50000, and page with after.',
    ]);
  });
});

describe('a mistake that graphql itself finds comes with an example', () => {
  test.each([
    ['{ metrics(period: "2026-06") { rows { revenue { value } } } }', 'Such as { last: 3, unit: MONTH }'],
    [
      `{ metrics(${march}, where: { region: "West" }) { rows { revenue { value } } } }`,
      'Such as { dimension: REGION, in: ["West"] }',
    ],
    [
      `{ metrics(${march}, compare: PREVIOUS_YEAR) { rows { revenue { value } } } }`,
      'Such as { name: "lastYear", mode: PREVIOUS_YEAR }.',
    ],
    [`{ metrics(${march}, by: [REGION]) { rows { region } } }`, 'a member of the slice is key(dimension: REGION)'],
    [`{ table(${march}, metrics: [CHURN]) { data } }`, 'churnRate is written CHURN_RATE here.'],
  ])('%s', async (document, hint) => {
    const { errors = [] } = await execute(document);
    expect(errors[0]!.extensions).toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
      hint: expect.stringContaining(hint),
    });
  });

  test('and without one where its sentence is enough', async () => {
    const { errors = [] } = await execute('{ dataStatus { dataVersions } }');
    expect(errors[0]!.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });
});
