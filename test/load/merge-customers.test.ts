// Merging by command is a load of one row: it is taken back like any other, and what cannot hold is an error that names why.
import { eraseCustomer } from '../../src/load/erase-customer';
import { load } from '../../src/load/load';
import { mergeCustomers } from '../../src/load/merge-customers';
import { unload } from '../../src/load/unload';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { storedChecksums, tableChecksums } from './support/checksum';
import { expectBalance, expectVersionsJoined } from './support/invariants';
import { loadFolder } from './support/load-folder';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Europe/Berlin' });
  await loadText({
    'customers.csv': 'customer_id,name\nanna,Anna Kern\na.k.,A. Kern\nbo,Bo Chen\n',
    'transactions.csv':
      'transaction_id,order_id,occurred_at,kind,customer_id,revenue\nt1,o1,2025-01-01,order,anna,10\nt2,o2,2025-04-01,order,a.k.,5\n',
  });
});
afterEach(async () => {
  await expectBalance(warehouse);
  await expectVersionsJoined(warehouse);
  await warehouse.drop();
});

const rows = async (sql: string) => (await warehouse.pool.query(sql)).rows;
const loadText = async (files: Readonly<Record<string, string>>) => load(warehouse, { path: await loadFolder(files) });
const orders = async () =>
  (
    await rows(
      'SELECT s.customer_id AS id, count(*) AS orders FROM customer_order AS o JOIN customer_summary AS s USING (customer_no) GROUP BY 1 ORDER BY 1',
    )
  ).map(({ id, orders: count }) => `${id} ${count}`);

test('both ids are one customer, until the load is taken back', async () => {
  const before = await tableChecksums(warehouse.pool);
  expect(await orders()).toEqual(['a.k. 1', 'anna 1']);
  expect(await mergeCustomers(warehouse, 'a.k.', 'anna')).toEqual({ loadId: 2, changeId: 2 });
  expect(await orders()).toEqual(['anna 2']);
  expect(
    await rows('SELECT kind, source, read, inserted FROM load JOIN load_count USING (load_id) WHERE load_id = 2'),
  ).toEqual([{ kind: 'ingest', source: 'merge-customers', read: 1, inserted: 1 }]);
  await unload(warehouse, 2);
  expect(await orders()).toEqual(['a.k. 1', 'anna 1']);
  expect(await tableChecksums(warehouse.pool)).toEqual(before);
});

test.each([
  ['itself', 'anna', 'anna', 'MERGED_WITH_ITSELF'],
  ['nobody', 'nobody', 'anna', 'UNKNOWN_CUSTOMER'],
  ['into nobody', 'anna', 'nobody', 'UNKNOWN_CUSTOMER'],
  ['twice', 'a.k.', 'anna', 'ALREADY_MERGED'],
  ['an alias into another', 'a.k.', 'bo', 'ALREADY_MERGED'],
  ['in a circle', 'anna', 'a.k.', 'MERGED_IN_CIRCLE'],
  ['somebody erased', 'bo', 'anna', 'CUSTOMER_ERASED'],
  ['into somebody erased', 'anna', 'bo', 'CUSTOMER_ERASED'],
])('nothing is written of merging %s', async (_, from, into, code) => {
  await mergeCustomers(warehouse, 'a.k.', 'anna');
  await eraseCustomer(warehouse, 'bo');
  const before = [await storedChecksums(warehouse.pool), await rows('SELECT * FROM load')];
  await expect(mergeCustomers(warehouse, from, into)).rejects.toMatchObject({ code });
  expect([await storedChecksums(warehouse.pool), await rows('SELECT * FROM load')]).toEqual(before);
});
