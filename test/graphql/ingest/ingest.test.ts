// The mutations that store and delete rows, over the API: names, types, words, and what they change in answers.

import type { GraphQLInputObjectType } from 'graphql';
import { local } from '../../../src/auth/principal';
import { createRequestContext } from '../../../src/graphql/common/request-context';
import { executeDocument } from '../../../src/graphql/execute-document';
import { buildSchema } from '../../../src/graphql/schema';
import { columnNames } from '../../../src/load/format/load-format';
import { fieldOf } from '../../../src/load/ingest/row-fields';
import type { Services } from '../../../src/services/services';
import { servicesOf } from '../../../src/services/services';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';

let warehouse: TestWarehouse;
let services: Services;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Asia/Shanghai', asOf: '2025-12-31T00:00:00Z' });
  services = servicesOf(warehouse, warehouse.config);
});
afterEach(() => warehouse.drop());

const execute = (document: string, variables?: Record<string, unknown>) =>
  executeDocument(document, variables, createRequestContext(services, 'request-1', local), (error) => {
    throw error;
  });

async function ask(document: string, variables?: Record<string, unknown>) {
  const { data, errors } = await execute(document, variables);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

const order = {
  transactionId: 't1',
  orderId: 'o1',
  customerId: 'ada',
  occurredAt: '2025-03-31',
  kind: 'order',
  revenue: '120.50',
};
const whole =
  'loadId dataVersion inserted updated unchanged quarantined filtered deleted rejections { row column code message }';
const send = `mutation ($rows: [TransactionRow!]!, $key: String) { ingestTransactions(rows: $rows, idempotencyKey: $key) { ${whole} } }`;

test.each([
  ['CustomerRow', 'customers', 19],
  ['InteractionRow', 'interactions', 19],
  ['TransactionRow', 'transactions', 14],
] as const)('%s has every column of %s', (type, table, count) => {
  const fields = Object.keys((buildSchema().getType(type) as GraphQLInputObjectType).getFields());
  expect(fields).toEqual(columnNames(table).map(fieldOf));
  expect(fields).toHaveLength(count);
});

test('rows are stored, and seen by a question that asks for their version', async () => {
  const { ingestTransactions: result } = await ask(send, { rows: [order] });
  expect(result).toEqual({
    loadId: '1',
    dataVersion: '1',
    inserted: 1,
    updated: 0,
    unchanged: 0,
    quarantined: 0,
    filtered: 0,
    deleted: 0,
    rejections: [],
  });
  const { metrics } = await ask(
    `{ metrics(period: { year: 2025, month: 3 }, minDataVersion: "${result.dataVersion}") { rows { revenue { exact } activeCustomers { value } } } }`,
  );
  expect(metrics.rows).toEqual([{ revenue: { exact: '120.5000' }, activeCustomers: { value: 1 } }]);
});

test('what is read after a mutation of the same request sees its rows', async () => {
  const data = await ask(`mutation {
    ingestCustomers(rows: [{ customerId: "ada", name: "Ada", tags: ["vip", "trade"], birthDate: "1990-02-28" }, { customerId: 17, tags: "vip" }]) { inserted }
    ingestInteractions(rows: [{ interactionId: "i1", occurredAt: "2025-03-31T18:20:00+08:00", kind: "survey", question: "nps", score: 9, customerId: "ada" }]) { inserted dataVersion }
    deleteInteractions(ids: ["i1", "i2"]) { loadId dataVersion deleted unchanged }
    deleteTransactions(ids: []) { deleted unchanged }
  }`);
  expect(data).toEqual({
    ingestCustomers: { inserted: 2 },
    ingestInteractions: { inserted: 1, dataVersion: '2' },
    deleteInteractions: { loadId: '3', dataVersion: '3', deleted: 1, unchanged: 1 },
    deleteTransactions: { deleted: 0, unchanged: 0 },
  });
  const { rows } = await warehouse.pool.query(
    'SELECT customer_id, name, tags, birth_date FROM dim_customer WHERE customer_no <> 0 ORDER BY 1',
  );
  expect(rows).toEqual([
    { customer_id: '17', name: null, tags: ['vip'], birth_date: null },
    { customer_id: 'ada', name: 'Ada', tags: ['vip', 'trade'], birth_date: '1990-02-28' },
  ]);
});

test('one bad row of many is told by its place and field, and no type of GraphQL refuses the others', async () => {
  const { ingestTransactions } = await ask(send, {
    rows: [
      order,
      { ...order, transactionId: 't2', revenue: 'NaN' },
      { ...order, transactionId: 't3', revenue: 1e300 },
      { ...order, transactionId: 't4', occurredAt: 'yesterday' },
      { ...order, transactionId: 't5', orderId: null },
      { transactionId: 't6' },
      { ...order, transactionId: 't7', occurredAt: '2025-03-31T23:59:59' },
    ],
  });
  const { inserted, quarantined, rejections } = ingestTransactions;
  expect([inserted, quarantined]).toEqual([2, 5]);
  expect(rejections.map(({ row, column, code }: Record<string, unknown>) => [row, column, code])).toEqual([
    [1, 'revenue', 'INVALID_NUMBER'],
    [2, 'revenue', 'INVALID_NUMBER'],
    [3, 'occurredAt', 'INVALID_TIMESTAMP'],
    [4, 'orderId', 'REQUIRED'],
    [5, 'orderId', 'REQUIRED'],
  ]);
  expect(rejections[0].message).toBe('revenue holds "NaN", which is not a number (such as 1234.50).');
});

test('numbers written in the document keep every digit, and NaN is a row that is not valid', async () => {
  const { ingestTransactions } = await ask(`mutation { ingestTransactions(rows: [
    { transactionId: "t1", orderId: "o", occurredAt: "2025-01-01", kind: "order", revenue: 12345678901234.5678 },
    { transactionId: "t2", orderId: "o", occurredAt: "2025-01-01", kind: "order", revenue: NaN }
  ]) { inserted rejections { row column code } } }`);
  expect(ingestTransactions).toEqual({
    inserted: 1,
    rejections: [{ row: 1, column: 'revenue', code: 'INVALID_NUMBER' }],
  });
  expect((await warehouse.pool.query('SELECT revenue FROM fact_transaction')).rows).toEqual([
    { revenue: '12345678901234.5678' },
  ]);
});

test('a column that is left out stays, one that is null is emptied', async () => {
  await ask(send, { rows: [{ ...order, cost: 4, campaign: 'spring' }] });
  await ask(send, { rows: [{ ...order, campaign: null }] });
  expect((await warehouse.pool.query('SELECT cost, campaign FROM fact_transaction')).rows).toEqual([
    { cost: '4.0000', campaign: null },
  ]);
});

test('the same key gets the same result, and is refused with other rows', async () => {
  const first = await ask(send, { rows: [order], key: 'k1' });
  expect(await ask(send, { rows: [order], key: 'k1' })).toEqual(first);
  const { data, errors } = await execute(send, { rows: [{ ...order, revenue: 121 }], key: 'k1' });
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED', parameters: { key: 'k1' } } }]);
});

test('10,001 rows are refused, with the limit', async () => {
  const rows = Array.from({ length: 10_001 }, (_, index) => ({ ...order, transactionId: `t${index}` }));
  const { errors } = await execute(send, { rows });
  expect(errors).toMatchObject([
    {
      path: ['ingestTransactions'],
      extensions: { code: 'TOO_MANY_ROWS', argument: 'rows', parameters: { given: 10_001, limit: 10_000 } },
    },
  ]);
  expect((await warehouse.pool.query('SELECT FROM load')).rowCount).toBe(0);
});
