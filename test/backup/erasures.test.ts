// Whoever is erased after a backup does not come back with it: the journal of erasures, which is outside of the database, is
// applied before anybody sees what was restored.
import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { eraseCustomer } from '../../src/load/erase-customer';
import { load } from '../../src/load/load';
import { company, everyMetric, loadCompany, loadText, person } from '../load/erasure/erased-company';
import { loadFolder } from '../load/support/load-folder';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { backedUp, emptyFolder, everyTable, ofRestore, openTarget, type Target } from './support';

const settings = { timeZone: 'Europe/Berlin', lostAfterDays: 60, dormantAfterDays: 30 } as const;
let source: TestWarehouse;
let journal: string;
let target: Target;
beforeEach(async () => {
  journal = join(await emptyFolder(), 'erasures.ndjson');
  source = await createTestWarehouse({ ...settings, erasureJournal: journal });
  await loadCompany(source);
  target = await openTarget();
});
afterEach(async () => {
  await source.drop();
  await target.drop();
});

/** The tables in whose rows one of the words of the person stands. */
async function tablesHolding({ pool }: Pick<TestWarehouse, 'pool'>): Promise<readonly string[]> {
  const { rows: tables } = await pool.query(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
  const found: string[] = [];
  for (const { name } of tables) {
    const held = await pool.query(
      `SELECT FROM ${name} AS r, unnest($1::text[]) AS word WHERE position(lower(word) IN lower(r::text)) > 0 LIMIT 1`,
      [person.words],
    );
    if (held.rowCount !== 0) found.push(name);
  }
  return found.sort();
}

const answersOf = (pool: TestWarehouse['pool']) => everyMetric({ ...source, pool, config: source.config });

test('the person is erased again in the restored warehouse, from every table, and no load brings it back', async () => {
  const backup = await backedUp(source);
  await eraseCustomer(source, person.alias);
  expect(await readFile(journal, 'utf8')).toMatch(
    /^\{"at":"[^"]+","warehouse":"[0-9a-f]{16}","sample":false,"marks":\["[0-9a-f]{32}","[0-9a-f]{32}","[0-9a-f]{32}"\]\}\n$/,
  );
  expect((await stat(journal)).mode & 0o777).toBe(0o600);
  expect((await target.restore(backup, journal)).erasures).toEqual({
    persons: 1,
    marks: 0,
    ofOthers: 0,
    unreadable: 0,
  });
  expect(await tablesHolding(target.warehouse)).toEqual([]);
  expect(await answersOf(target.warehouse.pool)).toEqual(await answersOf(source.pool));
  const marks = async ({ pool }: Pick<TestWarehouse, 'pool'>) =>
    (
      await pool.query(
        `SELECT encode(mark, 'hex') AS mark, rewritten_at IS NOT NULL AS done FROM erased_customer ORDER BY 1`,
      )
    ).rows;
  expect(await marks(target.warehouse)).toEqual(await marks(source));
  const restored = { ...source, ...target.warehouse, settings: source.settings, config: source.config };
  await loadText(restored, { 'customers.csv': company['customers.csv']! });
  expect(await tablesHolding(target.warehouse)).toEqual([]);
}, 60_000);

test('of a person who came and was erased after the backup the mark stays, so that no load brings it back', async () => {
  const backup = await backedUp(source);
  const files = { 'customers.csv': `customer_id,name\nlate-1,${person.words[3]}\n` };
  await loadText(source, files);
  await eraseCustomer(source, 'late-1');
  expect((await target.restore(backup, journal)).erasures).toMatchObject({ persons: 0, marks: 1 });
  const restored = { ...source, ...target.warehouse, settings: source.settings, config: source.config };
  const { counts } = await loadText(restored, files);
  expect(counts).toMatchObject([{ inserted: 0, filtered: 1 }]);
}, 60_000);

test('a backup of after the erasure needs nothing of the journal', async () => {
  await eraseCustomer(source, person.id);
  const backup = await backedUp(source);
  expect((await target.restore(backup, journal)).erasures).toMatchObject({ persons: 0, marks: 0 });
  expect(await everyTable(target.warehouse, ofRestore)).toEqual(await everyTable(source, ofRestore));
}, 60_000);

test('who stands in quarantine alone is taken out of it', async () => {
  await loadText(source, { 'customers.csv': 'customer_id,name,birth_date\nonly-1,Solveig Only,1990-02-31\n' });
  const backup = await backedUp(source);
  await eraseCustomer(source, 'only-1');
  expect((await target.restore(backup, journal)).erasures).toMatchObject({ persons: 1 });
  const { rows } = await target.warehouse.pool.query(`SELECT FROM load_rejection WHERE raw LIKE '%Solveig%'`);
  expect(rows).toEqual([]);
}, 60_000);

test('without a journal everything is there as it was backed up, and the report says that there was none', async () => {
  const backup = await backedUp(source);
  await eraseCustomer(source, person.id);
  const { erasures } = await target.restore(backup, join(await emptyFolder(), 'none.ndjson'));
  expect(erasures).toBeNull();
  expect(await tablesHolding(target.warehouse)).toContain('dim_customer');
}, 60_000);

test('entries of another warehouse are passed over, and a line that was cut short says nothing', async () => {
  const backup = await backedUp(source);
  const other = await createTestWarehouse({ ...settings, erasureJournal: journal });
  await loadText(other, { 'customers.csv': 'customer_id\nben\n' });
  await eraseCustomer(other, 'ben');
  await other.drop();
  await appendFile(journal, '{"at":"2026-01-01T00:00:00Z","wareh');
  await eraseCustomer(source, person.id);
  expect((await target.restore(backup, journal)).erasures).toEqual({
    persons: 1,
    marks: 0,
    ofOthers: 1,
    unreadable: 1,
  });
  const { rows } = await target.warehouse.pool.query(`SELECT name FROM dim_customer WHERE customer_id = 'ben'`);
  expect(rows).toEqual([{ name: 'Ben Ash' }]);
}, 60_000);

test('somebody of the simulated company is not somebody real with the same id', async () => {
  const sample = await createTestWarehouse({ erasureJournal: journal });
  const files = (name: string) => loadFolder({ 'customers.csv': `customer_id,name\ncust-1,${name}\n` });
  await load(sample, { path: await files('Sam Sample'), kind: 'sample' });
  await eraseCustomer(sample, 'cust-1');
  await load(sample, { path: await files('Rea Real'), replaceSample: true });
  const backup = await backedUp(sample);
  expect((await target.restore(backup, journal)).erasures).toMatchObject({ persons: 0, marks: 0 });
  const { rows } = await target.warehouse.pool.query(`SELECT name FROM dim_customer WHERE customer_id = 'cust-1'`);
  expect(rows).toEqual([{ name: 'Rea Real' }]);
  await sample.drop();
}, 120_000);

test('the journal of the restored warehouse has what was applied', async () => {
  const backup = await backedUp(source);
  await eraseCustomer(source, person.id);
  const own = join(await emptyFolder(), 'own.ndjson');
  const restored = await openTarget({ erasureJournal: own });
  await restored.restore(backup, journal);
  expect(await readFile(own, 'utf8')).toBe(await readFile(journal, 'utf8'));
  await restored.drop();
}, 60_000);

test('nobody is erased where the journal cannot be written', async () => {
  await mkdir(journal);
  const before = await everyTable(source, ['setting']);
  await expect(eraseCustomer(source, person.id)).rejects.toMatchObject({
    code: 'JOURNAL_NOT_WRITABLE',
    sentence: 'Nobody was erased: the journal of erasures cannot be written: there is a folder of that name.',
  });
  expect(await everyTable(source, ['setting'])).toEqual(before);
});
