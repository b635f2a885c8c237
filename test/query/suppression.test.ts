// Values that rest on fewer than three customers are kept back, and what would tell them as a difference; on a company that one
// can count by hand, on both engines. Customers and revenue of each channel:
//
//            web          shop        tv         fair      all
//   March    a b c d  40  e f g   60  h i    10  guests 7  9  117
//   April    a b      20  e f g h 40  a b c   9            7   69
import { userErrorsOf } from '../../src/errors';
import { metricEnumValues } from '../../src/metrics/catalog';
import { answer } from '../../src/query/answer';
import { answerCache } from '../../src/query/answer-cache';
import { funnel } from '../../src/query/journeys/funnel';
import { retention } from '../../src/query/journeys/retention';
import { transitions } from '../../src/query/journeys/transitions';
import { dimensionValues } from '../../src/query/members/dimension-values';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { MetricRow, MetricValue } from '../../src/query/question/metrics-result';
import type { AnswerContext } from '../../src/query/reading';
import { customersIn } from '../../src/query/segments/segments';
import { fixtureCompany, type OpenCompany, openRows } from '../support/fixture';

const sales: readonly (readonly [string, string, string, number])[] = [
  ['2025-03', 'web', 'abcd', 10],
  ['2025-03', 'shop', 'efg', 20],
  ['2025-03', 'tv', 'hi', 5],
  ['2025-03', 'fair', '-', 7],
  ['2025-04', 'web', 'ab', 10],
  ['2025-04', 'shop', 'efgh', 10],
  ['2025-04', 'tv', 'abc', 3],
];

let company: OpenCompany;
beforeAll(async () => {
  const orders = sales.flatMap(([month, channel_id, customers, revenue]) =>
    [...customers].map((id) => ({
      channel_id,
      occurred_at: `${month}-10T12:00:00Z`,
      customer_id: id === '-' ? null : id,
      revenue: String(revenue),
      kind: 'order',
      product_id: channel_id === 'shop' ? 'cup' : 'tea',
    })),
  );
  const transactions = orders.map((order, index) => ({ ...order, transaction_id: `t${index}`, order_id: `o${index}` }));
  const customers = [...'abcdefghi'].map((customer_id) => ({
    customer_id,
    valid_from: '2025-01-01T00:00:00Z',
    region: 'ab'.includes(customer_id) ? 'north' : 'south',
  }));
  company = await openRows({ customers, transactions }, { now: '2025-07-01T00:00:00Z', timeZone: 'UTC' });
});
afterAll(() => company.close());

const march = { from: '2025-03-01', to: '2025-03-31' };
const april = { from: '2025-04-01', to: '2025-04-30' };
const both = { from: '2025-03-01', to: '2025-04-30' };
const byChannel = { metrics: ['REVENUE'], by: ['CHANNEL'], shares: false };

const shown = ({ value, status }: MetricValue): unknown => (status === 'SUPPRESSED' ? 'kept' : value);
const line = ({ keys, period, values }: MetricRow): unknown =>
  [period.start.slice(5, 7), ...keys.map(({ value }) => value), ...Object.values(values).map(shown)].join(' ');

type Told = { readonly rows: readonly unknown[]; readonly totals: readonly unknown[] };

/** The same of both engines. */
async function asked<Answer>(ask: (context: AnswerContext) => Promise<Answer>, fewest = 3): Promise<Answer> {
  const [stored, columnar] = await Promise.all(
    company.contexts.map((context) => ask({ ...context, fewestCustomers: fewest })),
  );
  expect(columnar).toEqual(stored);
  return stored!;
}

const told = (question: MetricQuestion, fewest = 3): Promise<Told> =>
  asked(async (context) => {
    const { rows, totals } = await answer(question, context);
    return { rows: rows.map(line), totals: totals.map(line) };
  }, fewest);

const refusals = (ask: (context: AnswerContext) => Promise<unknown>, fewest = 3): Promise<unknown> =>
  asked(
    (context) =>
      ask(context).then(
        () => [],
        (error) => userErrorsOf(error).map(({ code, parameters }) => [code, parameters]),
      ),
    fewest,
  );

const small = [['SMALL_GROUPS', expect.objectContaining({ customers: 3 })]];

it('keeps back what rests on two of three, tells what rests on three, and what rests on nobody', async () => {
  const where = { dimension: 'CHANNEL', in: ['shop', 'fair'] };
  expect(await told({ ...byChannel, period: march, where })).toEqual({ rows: ['03 fair 7', '03 shop 60'], totals: [] });
  const tv = await told({ ...byChannel, period: march, where: { dimension: 'CHANNEL', in: ['tv'] } });
  expect(tv.rows).toEqual(['03 tv kept']);
});

it('keeps back the part of the fewest customers beside a single one, whether or not the total is told', async () => {
  const rows = ['03 fair 7', '03 shop kept', '03 tv kept', '03 web 40'];
  expect(await told({ ...byChannel, period: march })).toEqual({ rows, totals: [] });
  expect(await told({ ...byChannel, period: march, totals: 'GRAND' })).toEqual({ rows, totals: ['03 117'] });
});

it('needs no other where two are kept back anyway', async () => {
  const { rows } = await told({ ...byChannel, period: march }, 4);
  expect(rows).toEqual(['03 fair 7', '03 shop kept', '03 tv kept', '03 web 40']);
  const all = await told({ ...byChannel, period: march, totals: 'GRAND' }, 10);
  expect(all).toEqual({ rows: ['03 fair 7', '03 shop kept', '03 tv kept', '03 web kept'], totals: ['03 kept'] });
});

it('tells nothing of a value that is kept back', async () => {
  const value = await asked(async (context) => {
    const { rows } = await answer({ metrics: ['CHURN_RATE', 'REVENUE'], by: ['REGION'], period: april }, context);
    return rows.find(({ keys }) => keys[0]!.value === 'north')!.values;
  });
  const nothing = {
    ...{ value: null, exact: null, status: 'SUPPRESSED', numerator: null, denominator: null, n: null },
    ...{ interval: null, share: null, comparisons: {} },
  };
  expect(value).toEqual({
    CHURN_RATE: { ...nothing, target: { value: 10, exact: '10', attainment: null, met: null } },
    REVENUE: { ...nothing, target: null },
  });
});

it('goes by each count of a metric: customers in a state, and what a share is of', async () => {
  const metrics = ['CUSTOMERS_ON_FILE', 'ACTIVE_CUSTOMERS'];
  const { rows } = await told({ metrics, by: ['REGION'], period: april });
  // On file are a and b in the north and seven in the south: neither is told, for the one would tell the other.
  expect(rows).toEqual(['04 north kept kept', '04 south kept kept']);
  expect((await told({ metrics, by: ['REGION'], period: april }, 2)).rows).toEqual(['04 north 2 2', '04 south 7 5']);
});

it('keeps back a comparison by its own customers, and the change with it', async () => {
  const compare = [{ name: 'before', mode: 'PREVIOUS_PERIOD' }];
  const rows = await asked(async (context) => {
    const { rows: all } = await answer({ ...byChannel, period: april, compare }, context);
    return all.map(({ keys, values }) => {
      const { comparisons, ...own } = values.REVENUE!;
      const { value, exact, change, changePercent, better } = comparisons.before!;
      return [keys[0]!.value, shown(own as MetricValue), value, exact, change, changePercent, better];
    });
  });
  expect(rows).toEqual([
    ['fair', 0, 7, '7.0000', -7, -100, false],
    ['shop', 40, null, null, null, null, null],
    ['tv', 'kept', null, null, null, null, null],
    ['web', 'kept', 40, '40.0000', null, null, null],
  ]);
});

it('makes Other a part like any', async () => {
  const top = { n: 1, metric: 'REVENUE' };
  // Shop and tv have no rank; web is the first, and Other is those two and the fair.
  expect(await told({ ...byChannel, period: march, top, totals: 'GRAND' })).toEqual({
    rows: ['03 web 40', '03  77'],
    totals: ['03 117'],
  });
  const where = { dimension: 'CHANNEL', in: ['web', 'tv'] };
  // Of two of which neither is told none is the first.
  expect((await told({ ...byChannel, period: march, top, where })).rows).toEqual(['03  50']);
});

it('finds nothing by conditions, orders, shares and pages', async () => {
  const having = [{ metric: 'REVENUE', lte: 10 }];
  expect((await told({ ...byChannel, period: march, having })).rows).toEqual(['03 fair 7']);
  const orderBy = [{ metric: 'REVENUE', direction: 'ASC' }];
  const inOrder = ['03 fair 7', '03 web 40', '03 shop kept', '03 tv kept'];
  expect((await told({ ...byChannel, period: march, orderBy })).rows).toEqual(inOrder);
  for (const [offset, row] of inOrder.entries()) {
    const page = await asked(async (context) => {
      let after: string | null = null;
      for (let index = 0; index < offset; index += 1)
        after = (await answer({ ...byChannel, period: march, orderBy, first: 1, after }, context)).pageInfo.endCursor;
      return (await answer({ ...byChannel, period: march, orderBy, first: 1, after }, context)).rows.map(line);
    });
    expect(page).toEqual([row]);
  }
  const shares = await asked(async (context) => {
    const { rows } = await answer({ ...byChannel, shares: true, period: march }, context);
    return rows.map(({ values }) => values.REVENUE!.share);
  });
  expect(shares).toEqual([(100 * 7) / 117, null, null, (100 * 40) / 117]);
});

it('closes every line of two dimensions', async () => {
  const question = { ...byChannel, by: ['CHANNEL', 'PRODUCT'], period: march, totals: 'ROLLUP' };
  expect(await told(question)).toEqual({
    rows: ['03 fair tea 7', '03 shop cup kept', '03 tv tea kept', '03 web tea 40'],
    totals: ['03 fair 7', '03 shop kept', '03 tv kept', '03 web 40', '03 117'],
  });
});

it('closes periods beside their whole', async () => {
  // Two customers of May alone beside 9 of March: the whole would tell May.
  const where = { dimension: 'CHANNEL', in: ['web'] };
  const question = { metrics: ['REVENUE'], where, period: both, grain: 'MONTH' };
  expect(await told(question)).toEqual({ rows: ['03 40', '04 kept'], totals: [] });
  expect(await told({ ...question, totals: 'GRAND' })).toEqual({ rows: ['03 kept', '04 kept'], totals: ['03 60'] });
  // Of channels in months beside their totals, a channel is kept back throughout: tv and web for their few, and so both.
  expect(await told({ ...byChannel, period: both, grain: 'MONTH', totals: 'ROLLUP' })).toEqual({
    rows: [
      ...['03 fair 7', '03 shop 60', '03 tv kept', '03 web kept'],
      ...['04 fair 0', '04 shop 40', '04 tv kept', '04 web kept'],
    ],
    totals: ['03 117', '04 69', '03 fair 7', '03 shop 100', '03 tv kept', '03 web kept', '03 186'],
  });
});

describe('refuses', () => {
  const { metrics } = byChannel;
  it.each<[string, Partial<MetricQuestion>]>([
    ['slices of one customer', { by: ['CUSTOMER'] }],
    ['a filter by customers', { where: { not: { dimension: 'CUSTOMER', in: ['a'] } } }],
    ['a condition on a metric', { where: { any: [{ metric: { metric: 'REVENUE', gte: 11 } }] } }],
    ['windows', { grain: 'MONTH', window: { cumulative: 'YEAR' } }],
    ['top with totals of all members', { by: ['CHANNEL'], top: { n: 1, metric: 'REVENUE' }, totals: 'ROLLUP' }],
  ])('%s', async (_, rest) => {
    expect(await refusals((context) => answer({ metrics, period: march, ...rest }, context))).toEqual(small);
  });

  const retained = { period: both, grain: 'MONTH' };
  it('journeys and lists with a count of one or two', async () => {
    const stages = { period: march, stages: ['WON', 'REPURCHASED'] };
    const regions = { dimension: 'TAG', from: '2025-03-31', to: '2025-04-30' };
    expect(await refusals((context) => retention(retained, context))).toEqual([]);
    expect(await refusals((context) => retention(retained, context), 8)).toEqual([
      ['SMALL_GROUPS', expect.objectContaining({ customers: 8 })],
    ]);
    expect(await refusals((context) => funnel({ ...stages, by: ['REGION'] }, context))).toEqual(small);
    expect(await refusals((context) => transitions({ ...regions, dimension: 'REGION' }, context))).toEqual(small);
    expect(await refusals((context) => dimensionValues({ dimension: 'REGION' }, context))).toEqual(small);
    expect(await refusals((context) => dimensionValues({ dimension: 'CHANNEL' }, context))).toEqual(small);
    expect(await refusals((context) => transitions({ ...regions, dimension: 'COUNTRY' }, context))).toEqual([]);
  });

  it('the number of customers of a segment of two, and tells that of seven', async () => {
    const segment = (region: string) => ({ name: region, title: region, where: { dimension: 'REGION', in: [region] } });
    const count = (region: string) => (context: AnswerContext) => customersIn(segment(region) as never, context);
    expect(await refusals(count('north'))).toEqual(small);
    expect(await asked(count('south'))).toBe(7);
  });
});

it('is worked out for every metric, alike on both engines, and changes none that it does not keep back', async () => {
  const { contexts } = await fixtureCompany();
  const question = { metrics: metricEnumValues, period: { from: '2024-01-01', to: '2025-06-30' }, grain: 'QUARTER' };
  const keptBack: string[][] = [];
  for (const context of contexts) {
    const own: string[] = [];
    keptBack.push(own);
    const { rows } = await answer(question, context);
    const kept = await answer(question, { ...context, fewestCustomers: 3 });
    for (const [index, { values }] of kept.rows.entries())
      for (const [metric, value] of Object.entries(values))
        if (value.status === 'SUPPRESSED') own.push(`${index} ${metric}`);
        else expect([metric, value]).toEqual([metric, { ...rows[index]!.values[metric], share: value.share }]);
  }
  expect(keptBack[1]).toEqual(keptBack[0]);
  expect(keptBack[0]).toHaveLength(156);
});

it('remembers the answers of everybody apart', async () => {
  for (const own of company.contexts) {
    const context = { ...own, answers: answerCache(1e6) };
    const question = { ...byChannel, period: march };
    const ask = async (fewestCustomers: number | null) =>
      (await answer(question, { ...context, fewestCustomers })).rows.map(line);
    expect(await ask(null)).toContain('03 tv 10');
    expect(await ask(3)).toContain('03 tv kept');
    expect(await ask(2)).toContain('03 tv 10');
  }
});

it('asks nothing more where none is kept back', async () => {
  const question = { ...byChannel, period: march, totals: 'GRAND' };
  for (const context of company.contexts) {
    const { explain } = await answer(question, context);
    expect((await answer(question, { ...context, fewestCustomers: null })).explain).toEqual(explain);
    expect(explain.plan).toBe(
      'detail: 2 measures of transaction rows, by CHANNEL x one bucket\ntotal: 2 measures of transaction rows, added up from the detail, by one bucket',
    );
    expect((await answer(question, { ...context, fewestCustomers: 3 })).explain.sql.length).toBe(3);
  }
});
