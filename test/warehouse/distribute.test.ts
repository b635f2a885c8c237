// The command that spreads a warehouse over servers, against a PostgreSQL that only writes down what Citus would be asked: four
// functions of its names and its list of tables stand in for it. And the list of tables, against the schema.
import { UserError } from '../../src/errors';
import { distribute } from '../../src/warehouse/distribute';
import { isDistributed } from '../../src/warehouse/distribution';
import { placedTables, tablesPlaced } from '../../src/warehouse/placed-tables';
import { openDatabase } from '../../src/warehouse/warehouse';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse();
});
afterEach(() => warehouse.drop());

/** Stand-ins: each writes down its call, and what makes a table distributed enters it into the list. */
const standIns = `
  CREATE TABLE asked_of_cluster (number bigserial, call text);
  CREATE TABLE pg_dist_partition (logicalrelid regclass, partmethod "char", repmodel "char");
  CREATE FUNCTION create_distributed_table(relation regclass, distributed_by text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO asked_of_cluster (call) VALUES (format('distribute %s by %s', relation, distributed_by));
    INSERT INTO pg_dist_partition VALUES (relation, 'h', 's'); $$;
  CREATE FUNCTION create_reference_table(relation regclass) RETURNS void LANGUAGE sql AS $$
    INSERT INTO asked_of_cluster (call) VALUES (format('copy %s', relation));
    INSERT INTO pg_dist_partition VALUES (relation, 'n', 't'); $$;
  CREATE FUNCTION create_distributed_function(own regprocedure) RETURNS void LANGUAGE sql AS $$
    INSERT INTO asked_of_cluster (call) VALUES (format('function %s', own)); $$;
  CREATE FUNCTION truncate_local_data_after_distributing_table(relation regclass) RETURNS void LANGUAGE sql AS $$
    INSERT INTO asked_of_cluster (call) VALUES (format('empty %s', relation)); $$`;

const asked = async (): Promise<readonly string[]> =>
  (await warehouse.pool.query<{ call: string }>('SELECT call FROM asked_of_cluster ORDER BY number')).rows.map(
    ({ call }) => call,
  );

test('every table of the schema lies in one way', async () => {
  const { rows } = await warehouse.pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'`,
  );
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(placedTables).sort());
});

test('tables that lie by customer have the customer in every key, and no foreign key leaves the coordinator', async () => {
  const { rows: keys } = await warehouse.pool.query<{ table: string; columns: string[] }>(
    `SELECT conrelid::regclass::text AS table, array_agg(attname::text) AS columns
     FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
     WHERE contype IN ('p', 'u') AND connamespace = current_schema()::regnamespace GROUP BY conrelid, conname`,
  );
  const lying = keys.filter(({ table }) => tablesPlaced('distributed').includes(table as never));
  expect(new Set(lying.map(({ table }) => table)).size).toBe(tablesPlaced('distributed').length);
  for (const { columns } of lying) expect(columns).toContain('customer_no');
  const { rows: foreign } = await warehouse.pool.query<{ table: string }>(
    `SELECT conrelid::regclass::text AS table FROM pg_constraint WHERE contype = 'f' UNION SELECT confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'`,
  );
  for (const { table } of foreign) expect(tablesPlaced('local')).toContain(table);
});

test('without the extension it is refused, and nothing is moved', async () => {
  await expect(distribute(warehouse)).rejects.toThrow(UserError);
  await expect(distribute(warehouse)).rejects.toMatchObject({ code: 'CITUS_MISSING' });
  expect(await isDistributed(warehouse.pool)).toBe(false);
});

test('each table is moved once, and told of as soon as it is', async () => {
  await warehouse.pool.query(standIns);
  expect(await isDistributed(warehouse.pool)).toBe(false);
  const told: string[] = [];
  const tables = await distribute(warehouse, ({ table }) => told.push(table));
  expect(told).toEqual([...tablesPlaced('reference'), ...tablesPlaced('distributed')]);
  expect(tables.every(({ moved }) => moved)).toBe(true);
  const calls = await asked();
  expect(calls.slice(0, 5)).toEqual([
    'function customer_search_text(text,text,text,text)',
    'function character_runs(text)',
    'function word_runs(text)',
    'copy dim_date',
    'empty dim_date',
  ]);
  for (const table of tablesPlaced('distributed')) expect(calls).toContain(`distribute ${table} by customer_no`);
  for (const table of tablesPlaced('local')) expect(calls.filter((call) => call.includes(` ${table}`))).toEqual([]);
  expect(await isDistributed(warehouse.pool)).toBe(true);
});

test('what was moved before stays: a run that was cut short is finished by the next', async () => {
  await warehouse.pool.query(standIns);
  await warehouse.pool.query(
    `SELECT create_reference_table('target'), create_distributed_table('dim_customer', 'customer_no')`,
  );
  const tables = await distribute(warehouse);
  expect(tables.filter(({ moved }) => !moved).map(({ table }) => table)).toEqual(['target', 'dim_customer']);
  expect((await asked()).filter((call) => / (target|dim_customer)( |$)/.test(call))).toHaveLength(2);
  expect((await distribute(warehouse)).filter(({ moved }) => moved)).toEqual([]);
});

test('a warehouse knows when it is opened whether it is spread', async () => {
  expect(warehouse.distributed).toBe(false);
  await warehouse.pool.query(standIns);
  await distribute(warehouse);
  const opened = await openDatabase(warehouse.url, warehouse.config);
  expect(opened.distributed).toBe(true);
  await opened.close();
});

test('a load is awaited before anything is moved', async () => {
  await warehouse.pool.query(standIns);
  const load = await warehouse.pool.connect();
  await load.query('BEGIN; SELECT pg_advisory_xact_lock(4702111236)');
  const done = distribute(warehouse);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await asked()).toEqual([]);
  await load.query('COMMIT');
  load.release();
  expect(await done).toHaveLength(Object.keys(placedTables).length - tablesPlaced('local').length);
});
