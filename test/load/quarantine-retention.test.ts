// The text of a row that could not be loaded goes after QUARANTINE_RETENTION_DAYS; place, code and counts stay.
import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { eraseCustomer } from '../../src/load/erase-customer';
import { load } from '../../src/load/load';
import { emptyOldQuarantine } from '../../src/load/quarantine-retention';
import { quarantineTask } from '../../src/services/quarantine-task';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { loadFolder } from './support/load-folder';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse();
  const path = await loadFolder({
    'customers.csv': 'customer_id,name,birth_date\nc1,Ann,1990-02-31\nc2,Ben,never\nc3,Cy,1990-02-01\n',
  });
  await load(warehouse, { path });
  await warehouse.pool.query(`UPDATE load SET finished_at = '2025-01-01T00:00:00Z'`);
});
afterEach(() => warehouse.drop());

const stored = async () =>
  (
    await warehouse.pool.query(
      'SELECT line, code, column_name AS "column", raw, message FROM load_rejection ORDER BY line',
    )
  ).rows;
const at = (text: string) => Temporal.Instant.from(text);
const gone = 'The text of the row was kept for QUARANTINE_RETENTION_DAYS, and is gone.';

test('at exactly so many days a text is still there, a millionth of a second later it is gone', async () => {
  const before = await stored();
  expect(before).toMatchObject([
    { line: 2, raw: 'c1,Ann,1990-02-31' },
    { line: 3, raw: 'c2,Ben,never' },
  ]);
  expect(await emptyOldQuarantine(warehouse.pool, 90, at('2025-04-01T00:00:00Z'))).toBe(0);
  expect(await stored()).toEqual(before);
  expect(await emptyOldQuarantine(warehouse.pool, 90, at('2025-04-01T00:00:00.000001Z'))).toBe(2);
  expect(await stored()).toEqual([
    { line: 2, code: before[0].code, column: 'birth_date', raw: '', message: gone },
    { line: 3, code: before[1].code, column: 'birth_date', raw: '', message: gone },
  ]);
  const { rows } = await warehouse.pool.query('SELECT read, inserted, quarantined FROM load_count');
  expect(rows).toEqual([{ read: 3, inserted: 1, quarantined: 2 }]);
  expect(await emptyOldQuarantine(warehouse.pool, 90, at('2026-04-01T00:00:00Z'))).toBe(0);
});

test('0 keeps every text', async () => {
  const before = await stored();
  expect(await emptyOldQuarantine(warehouse.pool, 0, at('2099-01-01T00:00:00Z'))).toBe(0);
  expect(await stored()).toEqual(before);
});

test('an erasure reaches what is still there, and what it emptied says why', async () => {
  await eraseCustomer(warehouse, 'c1');
  expect(await emptyOldQuarantine(warehouse.pool, 90, at('2026-01-01T00:00:00Z'))).toBe(1);
  expect((await stored()).map(({ message }) => message)).toEqual([
    'The row named a customer that was erased; its text is gone.',
    gone,
  ]);
});

test('a process empties what is old while it runs', async () => {
  const task = quarantineTask({ warehouse }, { retentionDays: 90, pause: 20, failed: () => undefined });
  await task.start(new AbortController().signal);
  try {
    while ((await stored())[0].raw !== '') await wait(10);
  } finally {
    await task.stop();
  }
  expect((await stored()).map(({ raw }) => raw)).toEqual(['', '']);
});

test('a process that keeps every text leaves them', async () => {
  const task = quarantineTask({ warehouse }, { retentionDays: 0, pause: 1, failed: () => undefined });
  await task.start(new AbortController().signal);
  await wait(50);
  await task.stop();
  expect((await stored()).map(({ raw }) => raw)).toEqual(['c1,Ann,1990-02-31', 'c2,Ben,never']);
});
