// Of derived rows only those are written that are other than they stood: by their change ids, and by what the feed says went.
import { load } from '../../../src/load/load';
import { unload } from '../../../src/load/unload';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { loadFolder } from '../support/load-folder';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse();
});
afterEach(() => warehouse.drop());

const loadOrders = async (...rows: readonly string[]) =>
  load(warehouse, {
    path: await loadFolder({
      'transactions.csv': `transaction_id,order_id,occurred_at,kind,revenue,customer_id,campaign\n${rows.join('\n')}\n`,
    }),
  });
/** Each order by its line: its number, and which change wrote it. */
const orders = async () =>
  (
    await warehouse.pool.query<{ id: string; number: number; change: number }>(
      'SELECT transaction_id AS id, order_number AS number, change_id AS change FROM customer_order ORDER BY customer_no, order_number',
    )
  ).rows.map(({ id, number, change }) => `${id} ${number} by ${change}`);
const gone = async (change: number) =>
  (
    await warehouse.pool.query<{ key: string }>(
      `SELECT key FROM change WHERE change_id = $1 AND what = 'customer_order' ORDER BY key`,
      [change],
    )
  ).rows.map(({ key }) => key);

test('an order more leaves those before it, one between renumbers those after it, and of others nothing is touched', async () => {
  await loadOrders('t1,o1,2025-01-01,order,1,anna,', 't3,o3,2025-03-01,order,1,anna,', 'u1,p1,2025-01-01,order,1,bao,');
  expect(await orders()).toEqual(['t1 1 by 1', 't3 2 by 1', 'u1 1 by 1']);
  await loadOrders('t4,o4,2025-04-01,order,1,anna,');
  expect(await orders()).toEqual(['t1 1 by 1', 't3 2 by 1', 't4 3 by 2', 'u1 1 by 1']);
  expect(await gone(2)).toEqual([]);
  await loadOrders('t2,o2,2025-02-01,order,1,anna,');
  expect(await orders()).toEqual(['t1 1 by 1', 't2 2 by 3', 't3 3 by 3', 't4 4 by 3', 'u1 1 by 1']);
  expect(await gone(3)).toEqual(['t3', 't4']);
  await unload(warehouse, 2);
  expect(await orders()).toEqual(['t1 1 by 1', 't2 2 by 3', 't3 3 by 3', 'u1 1 by 1']);
  expect(await gone(4)).toEqual(['t4']);
});

test('a value that comes or goes beside nothing is a difference, and another amount of the order is none', async () => {
  await loadOrders('t1,o1,2025-01-01,order,1,anna,', 't2,o2,2025-02-01,order,1,anna,spring');
  await loadOrders('t1,o1,2025-01-01,order,2,anna,');
  expect(await orders()).toEqual(['t1 1 by 1', 't2 2 by 1']);
  await loadOrders('t1,o1,2025-01-01,order,2,anna,winter');
  expect(await orders()).toEqual(['t1 1 by 3', 't2 2 by 1']);
  await loadOrders('t2,o2,2025-02-01,order,1,anna,');
  expect(await orders()).toEqual(['t1 1 by 3', 't2 2 by 4']);
});

test('an earlier line of an order is its first line, under another key', async () => {
  await loadOrders('t2,o1,2025-01-02,order,1,anna,');
  await loadOrders('t1,o1,2025-01-01,order,1,anna,');
  expect(await orders()).toEqual(['t1 1 by 2']);
  expect(await gone(2)).toEqual(['t2']);
});

test('what is derived of a customer is written together where any of it differs, and else stands', async () => {
  const bought = (product: string, id: string, day: string) => `${id},${id},${day},order,1,anna,${product}`;
  const loadBought = async (...rows: readonly string[]) =>
    load(warehouse, {
      path: await loadFolder({
        'products.csv': 'product_id,category\ntea,drinks\nmilk,drinks\nbread,food\n',
        'transactions.csv': `transaction_id,order_id,occurred_at,kind,revenue,customer_id,product_id\n${rows.join('\n')}\n`,
      }),
    });
  const categories = async () =>
    (
      await warehouse.pool.query<{ category: string; change: number }>(
        'SELECT category, change_id AS change FROM customer_category ORDER BY category',
      )
    ).rows.map(({ category, change }) => `${category} by ${change}`);
  await loadBought(bought('tea', 't1', '2025-01-01'));
  // Drinks were bought before: nothing of it differs.
  await loadBought(bought('milk', 't2', '2025-02-01'));
  expect(await categories()).toEqual(['drinks by 1']);
  await loadBought(bought('bread', 't3', '2025-03-01'));
  expect(await categories()).toEqual(['drinks by 3', 'food by 3']);
});
