// Customers that are one person under several ids: what happened under an alias is the survivor's, and parting brings back
// what was there.
import { load } from '../../src/load/load';
import { unload } from '../../src/load/unload';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { tableChecksums } from './support/checksum';
import { expectBalance, expectVersionsJoined } from './support/invariants';
import { loadFolder } from './support/load-folder';

const open: TestWarehouse[] = [];
let warehouse: TestWarehouse;
const create = async () => {
  const made = await createTestWarehouse({ timeZone: 'Europe/Berlin' });
  open.push(made);
  return made;
};
beforeEach(async () => {
  warehouse = await create();
});
afterEach(async () => {
  for (const each of open.splice(0)) {
    await expectBalance(each);
    await expectVersionsJoined(each);
    await each.drop();
  }
});

const lines = (...text: string[]) => `${text.join('\n')}\n`;
const loadText = async (files: Readonly<Record<string, string>>, into = warehouse) =>
  load(into, { path: await loadFolder(files) });
const rows = async (sql: string) => (await warehouse.pool.query(sql)).rows;
const aliases = (...pairs: string[]) => ({ 'customer_aliases.csv': lines('alias_id,customer_id', ...pairs) });
const sales = (...sold: string[]) => ({
  'transactions.csv': lines('transaction_id,order_id,occurred_at,kind,customer_id,revenue', ...sold),
});

// anna bought for 10 as anna and for 5 as a.k.; bo bought for 1.
const company = {
  'customers.csv': lines(
    'customer_id,name,region,valid_from',
    'anna,Anna Kern,North,',
    'anna,Anna Kern,South,2025-03-01',
    'a.k.,A. Kern,West,',
    'bo,Bo Chen,East,',
  ),
  ...sales('t1,o1,2025-01-01,order,anna,10', 't2,o2,2025-04-01,order,a.k.,5', 't3,o3,2025-01-01,order,bo,1'),
};
/** Sales as "id customer region". */
const sold = async () =>
  (
    await rows(
      `SELECT concat_ws(' ', f.transaction_id, d.customer_id, d.region) AS line FROM fact_transaction AS f
       LEFT JOIN dim_customer AS d USING (customer_no, customer_key) ORDER BY f.transaction_id`,
    )
  ).map(({ line }) => line);
const customers = async () =>
  (await rows('SELECT customer_id FROM customer_summary ORDER BY customer_id')).map(({ customer_id }) => customer_id);
const rejections = () =>
  rows('SELECT line::int, column_name, code, message FROM load_rejection ORDER BY load_id, line');

test('what happened under an alias is the survivor’s, at the survivor’s version of the time', async () => {
  await loadText(company);
  expect(await sold()).toEqual(['t1 anna North', 't2 a.k. West', 't3 bo East']);
  const { counts } = await loadText(aliases('a.k.,anna'));
  expect(counts).toMatchObject([{ table: 'customer_aliases', read: 1, inserted: 1 }]);
  expect(await sold()).toEqual(['t1 anna North', 't2 anna South', 't3 bo East']);
  expect(await customers()).toEqual(['anna', 'bo']);
  expect(
    await rows(
      `SELECT d.customer_id, o.order_id, o.order_number FROM customer_order AS o JOIN customer_summary AS d USING (customer_no) ORDER BY 1, 3`,
    ),
  ).toEqual([
    { customer_id: 'anna', order_id: 'o1', order_number: 1 },
    { customer_id: 'anna', order_id: 'o2', order_number: 2 },
    { customer_id: 'bo', order_id: 'o3', order_number: 1 },
  ]);
});

test('later facts under an alias are the survivor’s, and the same row again changes nothing', async () => {
  await loadText({ ...company, ...aliases('a.k.,anna') });
  const later = await loadText(sales('t4,o4,2025-02-01,order,a.k.,7'));
  expect(later.counts).toMatchObject([{ inserted: 1 }]);
  expect(await sold()).toEqual(['t1 anna North', 't2 anna South', 't3 bo East', 't4 anna North']);
  // Between the first and what was the second.
  expect(
    await rows(
      `SELECT order_id, order_number FROM customer_order JOIN customer_summary USING (customer_no)
       WHERE customer_id = 'anna' ORDER BY order_number`,
    ),
  ).toEqual([
    { order_id: 'o1', order_number: 1 },
    { order_id: 'o4', order_number: 2 },
    { order_id: 'o2', order_number: 3 },
  ]);
  const before = await tableChecksums(warehouse.pool);
  const again = await loadText(sales('t4,o4,2025-02-01,order,a.k.,7'));
  expect(again.counts).toMatchObject([{ unchanged: 1, inserted: 0, updated: 0 }]);
  expect(await tableChecksums(warehouse.pool)).toEqual(before);
  const { rows: moved } = await warehouse.pool.query(
    'SELECT table_name FROM table_watermark WHERE change_id = (SELECT max(change_id) FROM table_watermark)',
  );
  expect(moved).toEqual([{ table_name: 'load' }]);
});

test('a fact that is sent again under the survivor’s own id is no longer the alias’s', async () => {
  await loadText(company);
  const { loadId } = await loadText(aliases('a.k.,anna'));
  const own = await loadText(sales('t2,o2,2025-04-01,order,anna,5'));
  expect(own.counts).toMatchObject([{ updated: 1 }]);
  await unload(warehouse, loadId);
  expect(await sold()).toEqual(['t1 anna North', 't2 anna South', 't3 bo East']);
});

test('taking the load back parts them exactly, with what came after the merge', async () => {
  const alone = await create();
  const after = {
    ...sales('t4,o4,2025-02-01,order,a.k.,7', 't5,o5,2025-05-01,order,anna,2'),
    'customers.csv': lines('customer_id,name,region,valid_from', 'a.k.,A. Kern,East,2025-02-01'),
  };
  for (const files of [company, after]) await loadText(files, alone);
  await loadText(company);
  const { loadId } = await loadText(aliases('a.k.,anna'));
  await loadText(after);
  expect(await sold()).toEqual(['t1 anna North', 't2 anna South', 't3 bo East', 't4 anna North', 't5 anna South']);
  await unload(warehouse, loadId);
  expect(await sold()).toEqual(['t1 anna North', 't2 a.k. East', 't3 bo East', 't4 a.k. East', 't5 anna South']);
  expect(await tableChecksums(warehouse.pool)).toEqual(await tableChecksums(alone.pool));
});

test('an alias of an alias is one of the customer behind it, in whatever order they come', async () => {
  await loadText(company);
  const first = await loadText(aliases('a.k.,anna'));
  const second = await loadText(aliases('anna,bo'));
  expect(await sold()).toEqual(['t1 bo East', 't2 bo East', 't3 bo East']);
  expect(await customers()).toEqual(['bo']);
  await unload(warehouse, first.loadId);
  expect(await sold()).toEqual(['t1 bo East', 't2 a.k. West', 't3 bo East']);
  await unload(warehouse, second.loadId);
  expect(await sold()).toEqual(['t1 anna North', 't2 a.k. West', 't3 bo East']);
});

test('an alias that is given another customer goes to that one', async () => {
  await loadText({ ...company, ...aliases('a.k.,anna') });
  const { counts } = await loadText(aliases('a.k.,bo'));
  expect(counts).toMatchObject([{ updated: 1 }]);
  expect(await sold()).toEqual(['t1 anna North', 't2 bo East', 't3 bo East']);
});

test('customers of the same load may be merged, and customers that only facts name', async () => {
  await loadText({ ...sales('t1,o1,2025-01-01,order,x,1', 't2,o2,2025-01-02,order,y,1'), ...aliases('y,x') });
  expect(await sold()).toEqual(['t1 x', 't2 x']);
  // What a row of aliases names stays, though no fact names it any longer.
  await loadText(sales('t2,o2,2025-01-02,order,z,1'));
  expect(await sold()).toEqual(['t1 x', 't2 z']);
  await loadText(sales('t1,o1,2025-01-01,order,z,1'));
  expect(await customers()).toEqual(['x', 'z']);
});

test('a row that cannot hold goes to quarantine with its reason, and nothing of it is merged', async () => {
  await loadText({ ...company, ...aliases('anna,bo') });
  const before = await tableChecksums(warehouse.pool);
  const { counts } = await loadText(aliases('bo,bo', 'nobody,bo', 'a.k.,no one', 'bo,anna'));
  expect(counts).toMatchObject([{ read: 4, quarantined: 4 }]);
  expect(await tableChecksums(warehouse.pool)).toEqual(before);
  expect(await rejections()).toEqual([
    // Two rows of one key that differ: neither can be told to be right.
    { line: 2, column_name: 'alias_id', code: 'DUPLICATE_KEY', message: expect.any(String) },
    { line: 3, column_name: 'alias_id', code: 'UNKNOWN_CUSTOMER', message: 'There is no customer nobody.' },
    { line: 4, column_name: 'customer_id', code: 'UNKNOWN_CUSTOMER', message: 'There is no customer no one.' },
    { line: 5, column_name: 'alias_id', code: 'DUPLICATE_KEY', message: expect.any(String) },
  ]);
});

test('nobody is an alias of itself, directly or by way of others', async () => {
  await loadText({ ...company, ...aliases('anna,bo') });
  await loadText(aliases('a.k.,a.k.', 'bo,anna'));
  // Of rows that make a circle all go; without them the row that one of them would have replaced makes one with the third.
  await loadText(aliases('anna,a.k.', 'a.k.,anna', 'bo,anna'));
  expect(await rejections()).toEqual([
    { line: 2, column_name: 'customer_id', code: 'MERGED_WITH_ITSELF', message: 'a.k. is no alias of itself.' },
    {
      line: 3,
      column_name: 'customer_id',
      code: 'MERGED_IN_CIRCLE',
      message: 'By way of anna, bo would be an alias of itself.',
    },
    {
      line: 2,
      column_name: 'customer_id',
      code: 'MERGED_IN_CIRCLE',
      message: 'By way of a.k., anna would be an alias of itself.',
    },
    {
      line: 3,
      column_name: 'customer_id',
      code: 'MERGED_IN_CIRCLE',
      message: 'By way of anna, a.k. would be an alias of itself.',
    },
    {
      line: 4,
      column_name: 'customer_id',
      code: 'MERGED_IN_CIRCLE',
      message: 'By way of anna, bo would be an alias of itself.',
    },
  ]);
  expect(await rows('SELECT alias_id, customer_id FROM customer_alias')).toEqual([
    { alias_id: 'anna', customer_id: 'bo' },
  ]);
});
