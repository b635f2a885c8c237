// Every table of the warehouse is taken away once, under questions, look-ups, lists and changes: no answer holds SQL, the name of
// a table, a path or a value of the request, and each error has the id under which the log says what happened.
import { followedTableNames } from '../../../src/warehouse/followed-tables';
import { type RunningApi, startApi } from '../../server/running-api';
import { tellFigure } from '../support/tell-figure';

let api: RunningApi;
let answers = 0;
let faults = 0;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.close();
  tellFigure(
    `${faults} faults in ${answers} answers under ${tables.length} lost tables: 0 told more than an id, each in the log`,
  );
});

const tables = [...followedTableNames, 'load', 'table_watermark', 'setting'];
const value = 'Zebrafinch7';

const documents: readonly string[] = [
  `{ metrics(period: { year: 2019 }, by: [REGION], where: { dimension: CAMPAIGN, in: ["${value}"] }) { rows { revenue { value } nps { value } acquisitionSpend { value } } } }`,
  '{ metrics(period: { year: 2019 }, by: [AGENT, CHANNEL, PRODUCT]) { rows { interactions { value } orders { value } } } }',
  `{ customer(id: "${value}") { id name tier timeline(first: 3) { nodes { at } } } }`,
  `{ searchCustomers(text: "${value}") { nodes { id } } }`,
  `{ dimensionValues(dimension: PRODUCT, search: "${value}") { nodes { value } } }`,
  '{ dataStatus { dataVersion simulated } }',
  `mutation { saveSegment(name: "${value}", where: { dimension: CHURN_RISK, in: ["HIGH"] }) { customers } }`,
  `mutation { ingestTransactions(rows: [{ transactionId: "${value}", orderId: "${value}", customerId: "${value}", occurredAt: "2025-08-30T10:00:00Z", kind: "order", revenue: 1, productId: "${value}" }]) { inserted } }`,
  `mutation { setTarget(metric: REVENUE, from: "2025-01-01", to: "2025-01-31", value: "5") { value } }`,
];

const words =
  /\bSELECT\b|\bINSERT\b|\bFROM\b|relation|\bcolumn\b|syntax|pg_|postgres|node_modules|\.[jt]s\b|\/src\/|\/dist\/|at \w+ \(/i;
const names = new RegExp(
  `\\b(${[...tables.filter((table) => table.includes('_')), 'dim_\\w+', 'fact_\\w+'].join('|')})\\b`,
);

test.each(tables)('without the table %s', async (table) => {
  await api.warehouse.pool.query(`ALTER TABLE "${table}" RENAME TO lost_for_a_while`);
  try {
    for (const query of documents) {
      const reply = await api.post({ query });
      answers += 1;
      const errors = (reply.json().errors ?? []).filter(({ extensions }) => extensions.code === 'INTERNAL_ERROR');
      for (const { message, extensions } of errors) {
        faults += 1;
        expect(message).not.toMatch(words);
        expect(message).not.toContain(value);
        expect(Object.keys(extensions).toSorted()).toEqual(['code', 'requestId']);
        expect(extensions.requestId).toBe(reply.headers.get('x-request-id'));
        expect(api.log()).toContain(extensions.requestId as string);
      }
      expect(reply.text).not.toMatch(names);
      expect(reply.text).not.toContain('lost_for_a_while');
    }
  } finally {
    await api.warehouse.pool.query(`ALTER TABLE lost_for_a_while RENAME TO "${table}"`);
  }
});

test('there were faults to be told', () => {
  expect(faults).toBeGreaterThan(tables.length);
  expect(api.log()).not.toContain(value);
});
