// Two ids made one customer: the survivor is answered, and asking for the alias finds it from then on.
import { local } from '../../../src/auth/principal';
import { createRequestContext } from '../../../src/graphql/common/request-context';
import { executeDocument } from '../../../src/graphql/execute-document';
import { load } from '../../../src/load/load';
import { unload } from '../../../src/load/unload';
import { servicesOf } from '../../../src/services/services';
import { loadFolder } from '../../load/support/load-folder';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'UTC' });
  const path = await loadFolder({
    'customers.csv': 'customer_id,name\nanna,Anna Kern\na.k.,A. Kern\nbo,Bo Chen\n',
    'transactions.csv':
      'transaction_id,order_id,occurred_at,kind,customer_id,revenue\nt1,o1,2025-01-01,order,anna,10\nt2,o2,2025-04-01,order,a.k.,5\n',
  });
  await load(warehouse, { path });
});
afterEach(() => warehouse.drop());

const bug = (error: unknown): never => {
  throw error;
};

/** One request, as a client sees its answer. */
async function request(document: string) {
  const context = createRequestContext(servicesOf(warehouse, warehouse.config), 'request-1', local);
  try {
    return JSON.parse(JSON.stringify(await executeDocument(document, {}, context, bug)));
  } finally {
    await context.close();
  }
}

const merge = (from: string, into: string) =>
  request(`mutation { mergeCustomers(from: "${from}", into: "${into}") { id name clv { historic } } }`);
const ids = '{ customers(ids: ["a.k.", "anna", "bo", "nobody"]) { id } }';

it('the facts of the alias are the survivor’s, whose attributes stand', async () => {
  expect(await merge('a.k.', 'anna')).toEqual({
    data: { mergeCustomers: { id: 'anna', name: 'Anna Kern', clv: { historic: '15.0000' } } },
  });
  expect((await request(ids)).data.customers).toEqual([{ id: 'anna' }, { id: 'anna' }, { id: 'bo' }, null]);
});

it('asking for an alias finds the end of its chain, until the load is taken back', async () => {
  await merge('a.k.', 'anna');
  expect((await merge('anna', 'bo')).data.mergeCustomers).toEqual({
    id: 'bo',
    name: 'Bo Chen',
    clv: { historic: '15.0000' },
  });
  expect((await request(ids)).data.customers).toEqual([{ id: 'bo' }, { id: 'bo' }, { id: 'bo' }, null]);
  await unload(warehouse, 3);
  expect((await request(ids)).data.customers).toEqual([{ id: 'anna' }, { id: 'anna' }, { id: 'bo' }, null]);
});

it('what cannot hold is refused', async () => {
  expect((await merge('anna', 'anna')).errors[0].extensions.code).toBe('MERGED_WITH_ITSELF');
  expect((await merge('nobody', 'anna')).errors[0].extensions.code).toBe('UNKNOWN_CUSTOMER');
});
