// Keys that differ only by blanks or by Unicode form stay two, and whoever loads is told.
import { load } from '../../src/load/load';
import { reportText } from '../../src/load/report/load-report';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { loadFolder } from './support/load-folder';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse();
});
afterEach(() => warehouse.drop());

const visits = (...customers: readonly string[]) =>
  `interaction_id,occurred_at,kind,customer_id\n${customers.map((id, index) => `${id}-${index},2026-01-01,visit,"${id}"\n`).join('')}`;

const loaded = async (files: Record<string, string>) => load(warehouse, { path: await loadFolder(files) });

test('within one load, and with what an earlier one brought', async () => {
  const first = await loaded({ 'customers.csv': 'customer_id\nada\n"bo  x"\ncaf\u00e9\n青 砖\n' });
  expect(first.alike).toEqual([]);
  const second = await loaded({
    'interactions.csv': visits('ada ', 'bo x', 'bo  x', 'cafe\u0301', '\u00a0di', 'di', '青 砖', 'ed'),
  });
  expect(second.alike).toEqual([
    { table: 'customers', key: 'ada ', like: 'ada' },
    { table: 'customers', key: 'bo  x', like: 'bo x' },
    { table: 'customers', key: 'cafe\u0301', like: 'caf\u00e9' },
    { table: 'customers', key: '\u00a0di', like: 'di' },
  ]);
  expect(reportText(second).split('\n').at(-1)).toBe(
    'Keys of customers differ only by blanks or Unicode form: "ada " and "ada", "bo  x" and "bo x", "cafe\\u{301}" and "caf\u00e9" and 1 more. They are different customers; a mapping makes them one with the steps trim and normalize.',
  );
  const { rows } = await warehouse.pool.query(
    'SELECT count(DISTINCT customer_no) AS count FROM dim_customer WHERE customer_no > 0',
  );
  expect(rows[0].count).toBe(10);
});

test('of rows that are stored only; keys of members of each kind by themselves', async () => {
  const transactions =
    'transaction_id,order_id,occurred_at,kind,revenue,product_id,channel_id\nt1,o1,2026-01-01,order,1,lamp ,lamp\nt2,o1,soon,order,1,lamp,web\nt3,o2,2026-01-01,order,1,cup,web \n';
  const { alike } = await loaded({ 'transactions.csv': transactions, 'channels.csv': 'channel_id\nweb\n' });
  expect(alike).toEqual([{ table: 'channels', key: 'web ', like: 'web' }]);
});
