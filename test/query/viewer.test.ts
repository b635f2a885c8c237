// A viewer who sees some customers is answered as if the warehouse held those customers and their facts alone: whatever the
// kind of statement, on both engines. The viewer is made up: customers whose region is the north today. Anna moved away from
// it and is not seen; Kong moved into it and is, with all of his past.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { enumValueOf, metricCatalog } from '../../src/metrics/catalog';
import { dimensions } from '../../src/model/dimensions';
import type { Viewer } from '../../src/model/viewer';
import { answer } from '../../src/query/answer';
import { funnel } from '../../src/query/journeys/funnel';
import { retention } from '../../src/query/journeys/retention';
import { dimensionValues } from '../../src/query/members/dimension-values';
import { memberLabels } from '../../src/query/members/labels';
import { countMembers } from '../../src/query/members/members';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { AnswerContext } from '../../src/query/reading';
import { fixtureCompany, type OpenCompany, openRows } from '../support/fixture';

const viewer: Viewer = {
  kind: 'customers',
  filter: { kind: 'test', dimension: 'REGION', tests: [{ kind: 'in', members: ['north'] }] },
};
const inView = ['eve', 'gao', 'ivan', 'kong', 'omar'];

type Rows = readonly Readonly<Record<string, string | null>>[];

/** The rows of a file of the fixture company; an empty cell is nothing. */
function rowsOf(file: string): Rows {
  const text = readFileSync(join(__dirname, `../support/company/${file}.csv`), 'utf8');
  const rows = parseCsv(text, { columns: true }) as Record<string, string>[];
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell === '' ? null : cell])),
  );
}

let alone: OpenCompany;
beforeAll(async () => {
  const seen = (file: string): Rows => rowsOf(file).filter(({ customer_id: id }) => inView.includes(id!));
  alone = await openRows(
    {
      channels: rowsOf('channels'),
      products: rowsOf('products'),
      agents: rowsOf('agents'),
      spend: rowsOf('spend'),
      targets: rowsOf('targets'),
      customers: seen('customers'),
      interactions: seen('interactions'),
      transactions: seen('transactions'),
    },
    { now: '2025-07-01T12:00:00+08:00', timeZone: 'Asia/Shanghai' },
  );
});
afterAll(() => alone.close());

/** What the viewer is answered and what is answered where nothing else is, on each engine. */
async function onBoth<Answer>(ask: (context: AnswerContext) => Promise<Answer>): Promise<void> {
  const whole = await fixtureCompany();
  for (const [index, context] of whole.contexts.entries()) {
    const seen = await ask({ ...context, viewer });
    expect(seen).toEqual(await ask(alone.contexts[index]!));
    expect(JSON.stringify(await ask(context))).not.toBe(JSON.stringify(seen));
  }
}

const rowsAnswered = (question: MetricQuestion) => async (context: AnswerContext) => {
  const { rows, totals, refused } = await answer(question, context);
  expect(refused.size).toBe(0);
  return [rows, totals];
};

/** Spend, targets and agents are no rows of customers: a viewer sees all of them. */
const ofNobody = ['ACQUISITION_SPEND', 'RETENTION_SPEND'];
const period = { from: '2024-01-01', to: '2025-06-30' };
const metrics = metricCatalog.map(({ id }) => enumValueOf(id)).filter((metric) => !ofNobody.includes(metric));

test.each(metrics)('%s', async (metric) => {
  const whole = await fixtureCompany();
  for (const [index, context] of whole.contexts.entries()) {
    const ask = rowsAnswered({ metrics: [metric], period, grain: 'QUARTER', totals: 'GRAND' });
    expect(await ask({ ...context, viewer })).toEqual(await ask(alone.contexts[index]!));
  }
});

describe('by a dimension', () => {
  const measured = {
    rows: 'REVENUE',
    customers: 'REPEAT_PURCHASE_RATE',
    population: 'CUSTOMERS_AT_END',
    activity: 'ACTIVE_CUSTOMERS',
  };
  test.each(
    Object.entries(measured).flatMap(([kind, metric]) =>
      dimensions
        .filter(({ id }) =>
          ['REGION', 'CITY', 'TAG', 'CUSTOMER', 'COHORT_MONTH', 'ACQUISITION_CHANNEL', 'CHURN_REASON'].includes(id),
        )
        .map(({ id }) => [kind, metric, id] as const),
    ),
  )('%s: %s by %s', async (_kind, metric, dimension) => {
    await onBoth(rowsAnswered({ metrics: [metric], period, by: [dimension], totals: 'ROLLUP', grain: 'QUARTER' }));
  });
});

test('buckets that overlap, comparisons and top members', async () => {
  const compare = [{ name: 'before', mode: 'PREVIOUS_PERIOD' }];
  const window = { trailing: 2, unit: 'QUARTER' };
  const base = { metrics: ['REVENUE', 'BUYERS', 'CHURN_RATE'], period, grain: 'QUARTER' };
  await onBoth(rowsAnswered({ ...base, compare, window }));
  await onBoth(rowsAnswered({ ...base, by: ['CITY'], top: { n: 1, metric: 'REVENUE' } }));
});

test('conditions on customers', async () => {
  const where = { not: { metric: { metric: 'ORDERS', gte: 2 } } };
  await onBoth(rowsAnswered({ metrics: ['REVENUE', 'CUSTOMERS_ON_FILE'], period, where }));
});

test('a funnel and cohorts', async () => {
  await onBoth(async (context) => (await funnel({ period }, context)).rows);
  for (const activity of ['PURCHASE', 'ACTIVE'])
    for (const by of [[], ['CHANNEL', 'CITY']])
      await onBoth(async (context) => (await retention({ period, grain: 'QUARTER', activity, by }, context)).cohorts);
});

test('members, their number and their names', async () => {
  await onBoth(async (context) => (await dimensionValues({ dimension: 'CITY' }, context)).nodes);
  await onBoth(async (context) => (await dimensionValues({ dimension: 'CAMPAIGN' }, context)).nodes);
  for (const id of ['CITY', 'CUSTOMER', 'TAG', 'COHORT_MONTH'])
    await onBoth((context) => countMembers(context, dimensions.find((dimension) => dimension.id === id)!));
  await onBoth(async (context) => [...(await memberLabels(context, 'CUSTOMER', ['anna', 'kong'], 'EN'))]);
});

test('a member that only others have is refused as unknown, and none of theirs is named', async () => {
  const ask = (context: AnswerContext) =>
    answer({ metrics: ['REVENUE'], period, where: { dimension: 'CITY', in: ['Hangzhou'] } }, context).catch(
      (error: unknown) => (error as Error).message,
    );
  for (const context of (await fixtureCompany()).contexts)
    expect(await ask({ ...context, viewer })).toEqual(await ask(alone.contexts[0]!));
});
