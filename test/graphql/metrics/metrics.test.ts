// The query `metrics` on the fixture company: what is selected is computed, and comes back by name, label and unit.
import { createQuestionLoader } from '../../../src/graphql/common/question-loader';
import { answer } from '../../../src/query/answer';
import type { MetricQuestion } from '../../../src/query/question/metric-question';
import { fixtureCompany } from '../../support/fixture';
import { ask, errorOf } from '../fixture-api';

type Row = {
  readonly key: { readonly value: string };
  readonly keys: readonly { readonly label: string }[];
  readonly revenue: { readonly value: number };
  readonly orders: { readonly value: number };
};

const march = 'period: { year: 2025, month: 3 }';

describe('rows', () => {
  test('of a slice have their keys, labels and values', async () => {
    const { metrics } = await ask(`{
      metrics(${march}, by: [CHANNEL]) {
        groupCount
        rows {
          level rolledUp periodRolledUp
          period { start end complete label zh: label(locale: ZH) }
          keys { dimension value label }
          key(dimension: CHANNEL) { value }
          revenue { value exact status }
          orders { value n }
        }
      }
    }`);
    const figures = metrics.rows.map((row: Row) => [
      row.key.value,
      row.keys[0]!.label,
      row.revenue.value,
      row.orders.value,
    ]);
    expect(figures).toEqual([
      ['app', 'Mobile app', 90, 1],
      ['shop', 'Shanghai shop', 440, 2],
      ['web', 'Online store', 730, 4],
    ]);
    expect(metrics.groupCount).toBe(3);
    expect(metrics.rows[0]).toMatchObject({
      level: 'DETAIL',
      rolledUp: [],
      periodRolledUp: false,
      period: { start: '2025-03-01', end: '2025-03-31', complete: true },
      revenue: { status: 'OK' },
    });
    expect(Number(metrics.rows[0].revenue.exact)).toBe(90);
    expect(metrics.rows[0].period.zh).toBe('2025-03-01 至 2025-03-31');
  });

  test('show values as people read them, in both languages', async () => {
    const { metrics } = await ask(`{
      metrics(${march}) { rows { revenue { en: formatted zh: formatted(locale: ZH) } firstResponseTime { formatted } } }
    }`);
    expect(metrics.rows[0].revenue).toEqual({ en: 'CN¥1,260.00', zh: '¥1,260.00' });
    expect(metrics.rows[0].firstResponseTime.formatted).toMatch(/minutes|hours|seconds/);
  });

  test('name a missing member in words', async () => {
    const { metrics } = await ask(`{
      metrics(period: { year: 2025, month: 5 }, by: [CHANNEL]) {
        rows { key(dimension: CHANNEL) { value label zh: label(locale: ZH) } revenue { value } }
      }
    }`);
    expect(metrics.rows).toContainEqual({
      key: { value: null, label: '(none)', zh: '（无）' },
      revenue: { value: 33 },
    });
  });

  test('come in pages, each with the cursor of the next', async () => {
    const page = (after: string | null) =>
      ask(
        `query ($after: String) {
          metrics(${march}, by: [CHANNEL], orderBy: [{ metric: REVENUE }], first: 2, after: $after) {
            rows { key(dimension: CHANNEL) { value } revenue { value } } pageInfo { hasNextPage endCursor }
          }
        }`,
        { after },
      );
    const first = (await page(null)).metrics;
    const second = (await page(first.pageInfo.endCursor)).metrics;
    const members = [...first.rows, ...second.rows].map((row: { key: { value: string } }) => row.key.value);
    expect(members).toEqual(['web', 'shop', 'app']);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  test('can be in the order of a metric that is not selected', async () => {
    const { metrics } = await ask(`{
      metrics(${march}, by: [CHANNEL], orderBy: [{ metric: ORDERS, direction: ASC }]) { rows { key(dimension: CHANNEL) { value } revenue { value } } }
    }`);
    expect(metrics.rows.map((row: { key: { value: string } }) => row.key.value)).toEqual(['app', 'shop', 'web']);
  });
});

describe('totals', () => {
  test('stand for all members and the whole period', async () => {
    const { metrics } = await ask(`{
      metrics(period: { from: "2025-01-01", to: "2025-06-30" }, grain: MONTH, by: [CHANNEL], totals: GRAND) {
        totals { level rolledUp periodRolledUp keys { value } key(dimension: CHANNEL) { value } revenue { value } period { start end } }
      }
    }`);
    expect(metrics.totals).toEqual([
      {
        level: 'TOTAL',
        rolledUp: ['CHANNEL'],
        periodRolledUp: true,
        keys: [],
        key: null,
        revenue: { value: 4733 },
        period: { start: '2025-01-01', end: '2025-06-30' },
      },
    ]);
  });
});

describe('the metrics computed', () => {
  const planOf = async (selection: string, variables?: Record<string, unknown>, fragments = '') => {
    const head =
      variables === undefined
        ? ''
        : `query (${Object.keys(variables)
            .map((name) => `$${name}: Boolean!`)
            .join(', ')}) `;
    const { metrics } = await ask(
      `${head}{ metrics(${march}) { ${selection} explain { scannedFacts } } } ${fragments}`,
      variables,
    );
    return metrics.explain.scannedFacts;
  };

  test('are those selected, in rows and in totals', async () => {
    expect(await planOf('rows { revenue { value } }')).toEqual(['fact_transaction']);
    expect(await planOf('rows { revenue { value } } totals { nps { value } }')).toEqual([
      'fact_interaction',
      'fact_transaction',
    ]);
  });

  test('are found through aliases and fragments', async () => {
    expect(await planOf('a: rows { sales: revenue { value } } b: rows { mood: nps { value } }')).toHaveLength(2);
    expect(
      await planOf(
        'rows { ...Outer }',
        undefined,
        'fragment Outer on MetricRow { ...Inner } fragment Inner on MetricRow { ... on MetricRow { nps { value } } }',
      ),
    ).toEqual(['fact_interaction']);
  });

  test('leave out what @skip and @include leave out', async () => {
    const selection = 'rows { revenue { value } nps @include(if: $mood) { value } ...Mood @skip(if: $calm) }';
    const fragments = 'fragment Mood on MetricRow { csat { value } }';
    expect(await planOf(selection, { mood: false, calm: true }, fragments)).toEqual(['fact_transaction']);
    expect(await planOf(selection, { mood: true, calm: true }, fragments)).toHaveLength(2);
    expect(await planOf(selection, { mood: false, calm: false }, fragments)).toHaveLength(2);
  });

  test('must be at least one', async () => {
    const { error } = await errorOf(`{ metrics(${march}) { rows { level } resolved { dataVersion } } }`);
    expect(error.extensions?.code).toBe('NO_METRIC');
  });
});

describe('an argument that cannot be', () => {
  test.each([
    ['period: {}', 'INVALID_PERIOD'],
    ['period: { year: 2025, last: 3, unit: MONTH }', 'INVALID_PERIOD'],
    [`${march}, where: { dimension: CHANNEL }`, 'INVALID_FILTER'],
    [`${march}, where: { dimension: CHANNEL, in: ["web"], all: [] }`, 'INVALID_FILTER'],
    [`${march}, by: [CHANNEL, CHANNEL]`, 'INVALID_ARGUMENT'],
    [`${march}, first: 0`, 'INVALID_ARGUMENT'],
    [`${march}, after: "nonsense"`, 'INVALID_CURSOR'],
    [`${march}, orderBy: [{ dimension: REGION }]`, 'INVALID_ARGUMENT'],
  ])('%s has one error, %s', async (given, code) => {
    const { data, error } = await errorOf(`{ metrics(${given}) { rows { revenue { value } } } }`);
    expect(data).toBeNull();
    expect(error.extensions?.code).toBe(code);
    expect(error.path).toEqual(['metrics']);
    expect(error.extensions?.hint).toEqual(expect.any(String));
  });

  test('key of a dimension the question is not sliced by says what to do', async () => {
    const { error } = await errorOf(
      `{ metrics(${march}) { rows { revenue { value } key(dimension: REGION) { value } } } }`,
    );
    expect(error.extensions).toEqual({
      code: 'INVALID_ARGUMENT',
      hint: 'Add by: [REGION].',
      parameters: { argument: 'key(dimension)' },
      argument: 'key(dimension)',
    });
  });
});

describe('questions of one request', () => {
  const questions: readonly (readonly [string, string, string])[] = [
    ['a', march, 'revenue { value } orders { value }'],
    ['b', march, 'nps { value n } revenue { exact }'],
    ['c', `${march}, by: [CHANNEL]`, 'revenue { value } key(dimension: CHANNEL) { value }'],
    ['d', `${march}, by: [CHANNEL]`, 'nps { value } key(dimension: CHANNEL) { value }'],
    ['e', `${march}, by: [CHANNEL]`, 'grossProfit { value } key(dimension: CHANNEL) { value }'],
    ['f', `${march}, by: [CHANNEL], first: 1`, 'grossProfit { value } key(dimension: CHANNEL) { value }'],
    ['g', 'period: { year: 2025 }, grain: MONTH, fill: false', 'complaintRate { value } period { start }'],
    ['h', 'period: { year: 2025 }, grain: MONTH, fill: false', 'revenue { value } period { start }'],
  ];

  test('are answered as each would be alone', async () => {
    const selection = (name: string, given: string, fields: string) =>
      `${name}: metrics(${given}) { rows { ${fields} } groupCount pageInfo { hasNextPage } }`;
    const together = await ask(`{ ${questions.map((each) => selection(...each)).join('\n')} }`);
    for (const each of questions) expect(together[each[0]]).toEqual((await ask(`{ ${selection(...each)} }`))[each[0]]);
  });

  test('are computed together where they differ in metrics only, and apart where rows or cursors would change', async () => {
    const [answering] = (await fixtureCompany()).contexts;
    const asked: MetricQuestion[] = [];
    const loader = createQuestionLoader((question) => {
      asked.push(question);
      return answer(question, answering!);
    });
    const period = { year: 2025, month: 3 };
    const of = (question: MetricQuestion, paged = false) => loader.load({ question, paged });
    await Promise.all([
      of({ metrics: ['REVENUE'], period }),
      of({ metrics: ['NPS', 'REVENUE'], period }),
      of({ metrics: ['NPS'], period }, true),
      of({ metrics: ['REVENUE'], period, by: ['CHANNEL'] }),
      of({ metrics: ['GROSS_PROFIT'], period, by: ['CHANNEL'] }),
      of({ metrics: ['NPS'], period, by: ['CHANNEL'] }),
      of({ metrics: ['REVENUE'], period, by: ['CHANNEL'], first: 1 }),
    ]);
    expect(asked.map(({ metrics, by, first }) => [metrics, by, first])).toEqual([
      [['REVENUE', 'NPS'], undefined, undefined],
      [['NPS'], undefined, undefined],
      [['REVENUE', 'GROSS_PROFIT'], ['CHANNEL'], undefined],
      [['NPS'], ['CHANNEL'], undefined],
      [['REVENUE'], ['CHANNEL'], 1],
    ]);
  });
});

test('what the question came to is told with the answer', async () => {
  const { metrics } = await ask(`{
    metrics(period: { toDate: MONTH }) {
      rows { revenue { value } period { complete } }
      resolved { from to asOf timezone weekStart fiscalYearStartMonth engine cached elapsedMs currency warnings { code } }
      explain { sql plan warnings { code } }
    }
  }`);
  expect(metrics.rows).toEqual([{ revenue: { value: 75 }, period: { complete: false } }]);
  expect(metrics.resolved).toMatchObject({
    from: '2025-07-01',
    to: '2025-07-01',
    asOf: '2025-07-01T04:00:00.000Z',
    timezone: 'Asia/Shanghai',
    weekStart: 'MONDAY',
    fiscalYearStartMonth: 1,
    engine: 'POSTGRES',
    cached: false,
    currency: 'CNY',
    // mo's order of 2 July
    warnings: [{ code: 'LATER_FACTS_LEFT_OUT' }],
  });
  expect(metrics.explain.sql[0]).toContain('fact_transaction');
});

describe('warnings', () => {
  const warned = async (given: string) =>
    (
      await ask(
        `{ metrics(${given}) { rows { revenue { value } } resolved { warnings { code message zh: message(locale: ZH) } } explain { warnings { code } } } }`,
      )
    ).metrics;

  test('say that a comparison has no data, in both languages, beside the answer and in what explains it', async () => {
    // The company's first fact is of February 2024.
    const compare = `compare: [{ name: "before", mode: PREVIOUS_PERIOD }, { name: "longAgo", mode: CUSTOM, from: "2001-01-01", to: "2001-01-31" }]`;
    const { resolved, explain } = await warned(`${march}, ${compare}`);
    expect(resolved.warnings).toEqual([
      {
        code: 'COMPARISON_WITHOUT_DATA',
        message: 'The comparison longAgo has no data: every value of it is 0 or missing.',
        zh: '对比 longAgo 没有数据：其数值全部为 0 或缺失。',
      },
    ]);
    expect(explain.warnings).toEqual([{ code: 'COMPARISON_WITHOUT_DATA' }]);
  });

  test('say where the facts end before the period, and how many are later than now, in metrics and table', async () => {
    // Kong's order of 15 April is the last by then; nine transactions follow it.
    const given = 'period: { year: 2025, month: 4, asOf: "2025-04-19" }';
    const expected = [
      {
        code: 'DATA_ENDS_EARLY',
        message:
          'The last of the transactions is of 2025-04-15, the period runs to 2025-04-19: its last days may lack data.',
        zh: '交易数据只到 2025-04-15，而查询期到 2025-04-19：最后几天的数据可能缺失。',
      },
      {
        code: 'LATER_FACTS_LEFT_OUT',
        message: '9 facts are later than 2025-04-19T16:00:00Z, the now of this answer, and left out.',
        zh: '有 9 条事实晚于本次查询的当前时刻 2025-04-19T16:00:00Z，未计入。',
      },
    ];
    const { resolved, explain } = await warned(given);
    expect(resolved.warnings).toEqual(expected);
    expect(explain.warnings).toEqual(expected.map(({ code }) => ({ code })));
    const { table } = await ask(
      `{ table(metrics: [REVENUE], ${given}) { resolved { warnings { code message zh: message(locale: ZH) } } } }`,
    );
    expect(table.resolved.warnings).toEqual(expected);
  });

  test('say that the usual number of rows is not all of them, unless a number is asked for', async () => {
    // 1,100 days from the first of 2021 on: a row each.
    const days = 'period: { from: "2021-01-01", to: "2024-01-05" }, grain: DAY';
    const { rows, resolved } = await warned(days);
    expect(rows).toHaveLength(1000);
    expect(resolved.warnings.map(({ code, message }: { code: string; message: string }) => [code, message])).toEqual([
      [
        'LIMIT_CUT',
        'The answer holds 1000 of 1100 rows, as many as first allows unless it is given. Page with after, or give first.',
      ],
    ]);
    expect((await warned(`${days}, first: 10`)).resolved.warnings).toEqual([]);
  });
});
