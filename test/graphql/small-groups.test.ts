// Who is told of groups of two where SUPPRESS_BELOW_CUSTOMERS is 3: whoever may see single customers, and nobody else. Two
// customers bought in the shop, three and four on the web and at the fair.
import type { Principal } from '../../src/auth/principal';
import { createRequestContext } from '../../src/graphql/common/request-context';
import { executeDocument } from '../../src/graphql/execute-document';
import type { Role } from '../../src/model/roles';
import { everything } from '../../src/model/viewer';
import { servicesOf } from '../../src/services/services';
import { type OpenCompany, openRows } from '../support/fixture';

let company: OpenCompany;
beforeAll(async () => {
  const buyers = { shop: 'ab', web: 'cde', fair: 'fghi' };
  const transactions = Object.entries(buyers).flatMap(([channel_id, customers]) =>
    [...customers].map((customer_id) => ({
      ...{ transaction_id: customer_id, order_id: customer_id, customer_id, channel_id },
      ...{ occurred_at: '2026-06-10T12:00:00Z', kind: 'order', revenue: '10' },
    })),
  );
  company = await openRows({ transactions }, { now: '2026-07-01T00:00:00Z', timeZone: 'UTC' });
});
afterAll(() => company.close());

async function told(role: Role, suppressBelowCustomers: number, document: string) {
  const { warehouse, contexts } = company;
  const services = servicesOf(warehouse, { ...warehouse.config, suppressBelowCustomers });
  const answering = { ...services.answering, ...contexts[0]! };
  const principal: Principal = { id: `key:${role}`, name: role, role, viewer: everything };
  const context = createRequestContext({ ...services, answering }, 'request-1', principal);
  const { data, errors } = await executeDocument(document, undefined, context, (error) => {
    throw error;
  });
  await context.close();
  return JSON.parse(JSON.stringify({ data, errors: errors?.map(({ extensions }) => extensions?.code) }));
}

const june = 'period: { year: 2026, month: 6 }, by: [CHANNEL]';
const rows = `{ metrics(${june}) { rows { revenue { exact status formatted zh: formatted(locale: ZH) } } } }`;
const table = `{ table(${june}, metrics: [REVENUE], with: [STATUS, SHARE], labels: false) { data } }`;

const value = (exact: string, formatted: string) => ({ revenue: { exact, status: 'OK', formatted, zh: formatted } });
const kept = { revenue: { exact: null, status: 'SUPPRESSED', formatted: 'suppressed', zh: '已隐去' } };

it('keeps groups of two from a role without customers, and the next of them', async () => {
  const { data } = await told('bi', 3, rows);
  // In the order of channels: fair, shop, web.
  expect(data.metrics.rows).toEqual([
    { revenue: { ...value('40.0000', 'CN¥40.00').revenue, zh: '¥40.00' } },
    kept,
    kept,
  ]);
  expect((await told('bi', 3, table)).data.table.data).toEqual([
    ['fair', 40, 'OK', (100 * 40) / 90],
    ['shop', null, 'SUPPRESSED', null],
    ['web', null, 'SUPPRESSED', null],
  ]);
});

it.each<[Role, number]>([
  ['bi', 0],
  ['bi', 1],
  ['bi', 2],
  ['admin', 3],
  ['analyst', 3],
  ['app', 3],
])('tells %s of them with %i', async (role, least) => {
  const { data } = await told(role, least, table);
  const channels = ['fair', 'shop', 'web'].map((channel, index) => [channel, [40, 20, 30][index]]);
  expect(data.table.data.map((line: readonly unknown[]) => line.slice(0, 2))).toEqual(channels);
});

it('refuses what finds single customers, and lists with a few', async () => {
  const { errors } = await told('bi', 3, rows.replace('[CHANNEL]', '[CUSTOMER]'));
  expect(errors).toEqual(['FORBIDDEN']);
  const channels = '{ dimensionValues(dimension: CHANNEL) { nodes { value count } } }';
  expect((await told('bi', 3, channels)).errors).toEqual(['SMALL_GROUPS']);
  expect((await told('analyst', 3, channels)).errors).toBeUndefined();
});
