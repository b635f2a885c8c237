// How many statements a request about 100 customers costs: one a table, however many customers and fields there are.
import { reportingEngine } from '../../../src/engine/reporting-engine';
import { executeDocument } from '../../../src/graphql/execute-document';
import { openRows } from '../../support/fixture';
import { type JudgedCompany, judgedApi, judgedNow } from './judged-company';

const ids = Array.from({ length: 100 }, (_, index) => `c${String(index).padStart(3, '0')}`);

let company: JudgedCompany;
beforeAll(async () => {
  const opened = await openRows(
    {
      customers: ids.map((customer_id, index) => ({ customer_id, region: index < 50 ? 'north' : 'south' })),
      transactions: ids.flatMap((customer_id) =>
        ['2025-05-01', '2025-06-01'].map((day, index) => ({
          transaction_id: `${customer_id}-${index}`,
          order_id: `${customer_id}-${index}`,
          customer_id,
          occurred_at: `${day}T10:00:00Z`,
          kind: 'order',
          revenue: '10',
        })),
      ),
      interactions: ids.map((customer_id) => ({
        interaction_id: `i-${customer_id}`,
        customer_id,
        occurred_at: '2025-06-15T10:00:00Z',
        kind: 'visit',
      })),
    },
    { now: judgedNow, timeZone: 'UTC' },
  );
  await opened.warehouse.pool.query(
    `INSERT INTO month_end VALUES ('9999-12-31', '2025-07-10T00:00Z', '2025-07-10T00:00Z', 1, '1', '')`,
  );
  await opened.warehouse.pool.query(
    `INSERT INTO customer_snapshot (customer_no, month_end, in_base, lifecycle_stage, tier, historic_value, health_score, health_band)
     SELECT customer_no, '9999-12-31', true, 'ACTIVE', 'GOLD', 20, 75, 'HEALTHY' FROM customer_summary WHERE customer_no <> 0`,
  );
  company = judgedApi(opened);
});
afterAll(() => company.close());

/** What a document runs, in words, and its answer. */
async function statementsOf(document: string, variables: Readonly<Record<string, unknown>> = {}) {
  const words: string[] = [];
  const context = company.context((engine) =>
    reportingEngine(engine, {
      oneAtATime: false,
      report: ({ sql }) => words.push(/-- (.*)\n/.exec(sql)?.[1] ?? sql),
    }),
  );
  const { data, errors } = await executeDocument(document, variables, context, (error) => {
    throw error;
  });
  expect(errors).toBeUndefined();
  return { words: words.sort(), data: JSON.parse(JSON.stringify(data)) };
}

it('100 customers with tier, value, health and the last five events', async () => {
  const { words, data } = await statementsOf(
    `query ($ids: [ID!]!) { customers(ids: $ids) {
      id tier stage clv { historic predicted } health { score band parts { name reason } } reasons { code } judgedAt
      timeline(first: 5) { nodes { kind summary } }
    } }`,
    { ids },
  );
  expect(data.customers).toHaveLength(100);
  expect(data.customers[99]).toMatchObject({
    id: 'c099',
    tier: 'GOLD',
    health: { score: 75 },
    timeline: { nodes: [{ kind: 'visit' }, { kind: 'order' }, { kind: 'order' }] },
  });
  expect(words).toEqual([
    'the customers with these ids',
    'the newest interactions of each customer',
    'the newest transactions of each customer',
    'when everybody was judged, and by which models',
  ]);
});

it('with tier history, last purchases and metrics besides', async () => {
  const { words, data } = await statementsOf(
    `query ($ids: [ID!]!) { customers(ids: $ids) {
      tierHistory { tier } attributes { lastPurchaseAt } metrics(period: { year: 2025 }) { revenue { value } }
    } }`,
    { ids },
  );
  expect(data.customers[7]).toEqual({
    tierHistory: [{ tier: 'GOLD' }],
    attributes: { lastPurchaseAt: '2025-06-01T10:00:00.000Z' },
    metrics: [{ revenue: { value: 20 } }],
  });
  const own = words.filter((each) => !each.startsWith('SELECT') && each.includes('customer'));
  expect(own).toEqual([
    'the customers with these ids',
    'the tier of each customer at every judging',
    'what the transaction lines of each customer come to',
  ]);
  // One question about all of them: members known, revenue measured, where the facts and the targets end.
  expect(words.filter((each) => each.includes('measures of every period and slice'))).toHaveLength(1);
});

it('asked for twice in a request, a customer is read once', async () => {
  const { words } = await statementsOf(
    '{ a: customer(id: "c001") { tier } b: customer(id: "c001") { health { score } } c: customers(ids: ["c001", "c002"]) { tier } }',
  );
  expect(words).toEqual(['the customers with these ids']);
});

it('segments of 100 customers, whose conditions are measured for these alone', async () => {
  const save = `mutation {
    a: saveSegment(name: "north", where: { dimension: REGION, in: ["north"] }) { name }
    b: saveSegment(name: "often", where: { metric: { metric: ORDERS, gte: 2 } }) { name }
    c: saveSegment(name: "rich", where: { metric: { metric: REVENUE, gte: 100 } }) { name }
    d: saveSegment(name: "not rich", where: { not: { segment: "rich" } }) { name }
  }`;
  await company.ask(save);
  const rows: number[] = [];
  const context = company.context((engine) =>
    reportingEngine(engine, {
      oneAtATime: false,
      report: ({ sql, rows: count }) => {
        if (sql.includes('sum(fact.revenue)')) rows.push(count);
      },
    }),
  );
  const { data } = await executeDocument(
    '{ customers(ids: ["c000", "c050"]) { segments { name } } }',
    {},
    context,
    (error) => {
      throw error;
    },
  );
  expect(JSON.parse(JSON.stringify(data)).customers).toEqual([
    { segments: [{ name: 'north' }, { name: 'not rich' }, { name: 'often' }] },
    { segments: [{ name: 'not rich' }, { name: 'often' }] },
  ]);
  // Of two customers, not of a hundred.
  expect(rows).toEqual([2]);
  const { words } = await statementsOf('query ($ids: [ID!]!) { customers(ids: $ids) { segments { name } } }', { ids });
  expect(words.filter((each) => each.includes('which segments each customer is in'))).toHaveLength(1);
});
