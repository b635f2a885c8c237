// Many rows into an empty table go in without its indexes: afterwards they are all there again, and nothing else differs.

import { load } from '../../src/load/load';
import { totalOf } from '../../src/load/report/load-report';
import { unload } from '../../src/load/unload';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { tableChecksums } from './support/checksum';
import { expectBalance, expectVersionsJoined } from './support/invariants';
import { loadFolder } from './support/load-folder';

const rows = 60_000;
const line = (index: number) =>
  `t${index},o${index >> 1},2024-01-0${1 + (index % 9)}T00:00:00.${String(index).padStart(6, '0')}Z,order,${index / 100},c${index % 5000}`;
const header = 'transaction_id,order_id,occurred_at,kind,revenue,customer_id';
const all = Array.from({ length: rows }, (_, index) => line(index));
const file = (lines: readonly string[]) => loadFolder({ 'transactions.csv': `${[header, ...lines].join('\n')}\n` });

const indexes = async ({ pool }: TestWarehouse) =>
  (await pool.query(`SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'fact_transaction' ORDER BY 1`)).rows;

async function checked(warehouse: TestWarehouse) {
  await expectBalance(warehouse);
  await expectVersionsJoined(warehouse);
  return tableChecksums(warehouse.pool);
}

test('a bulk load leaves what small loads leave, with the same indexes', async () => {
  const [bulk, small, read] = [await createTestWarehouse(), await createTestWarehouse(), await createTestWarehouse()];
  const before = await indexes(bulk);
  expect(before).toHaveLength(5);

  const report = await load(bulk, { path: await file(all) });
  expect(totalOf(report, 'inserted')).toBe(rows);
  expect(await indexes(bulk)).toEqual(before);
  const expected = await checked(bulk);

  await load(small, { path: await file(all.slice(0, 10)) });
  await load(small, { path: await file(all) });
  expect(await checked(small)).toEqual(expected);

  // Somebody reads the table meanwhile: the load neither waits nor disturbs.
  const reader = await read.pool.connect();
  await reader.query('BEGIN');
  await reader.query('SELECT count(*) FROM fact_transaction');
  await load(read, { path: await file(all) });
  await reader.query('COMMIT');
  reader.release();
  expect(await checked(read)).toEqual(expected);

  await expect(bulk.pool.query(`INSERT INTO fact_transaction SELECT * FROM fact_transaction LIMIT 1`)).rejects.toThrow(
    /unique/,
  );
  for (const warehouse of [bulk, small, read]) await warehouse.drop();
});

test('who began to read before still finds what was there, also when it went and came again meanwhile', async () => {
  const warehouse = await createTestWarehouse();
  const { loadId } = await load(warehouse, { path: await file(all) });
  const reader = await warehouse.pool.connect();
  try {
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await reader.query('SELECT count(*) FROM load');
    await unload(warehouse, loadId);
    await load(warehouse, { path: await file(all) });
    const { rows: found } = await reader.query('SELECT count(*) FROM fact_transaction');
    expect(found).toEqual([{ count: rows }]);
  } finally {
    reader.release(true);
    await warehouse.drop();
  }
});
