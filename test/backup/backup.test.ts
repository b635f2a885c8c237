// A backup is the whole warehouse of one moment; restored, every table and every answer is what it was. Whatever is not a whole
// backup, or would be mixed with something, is refused with its place and changes nothing.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { manifestText, readManifest } from '../../src/backup/manifest';
import { writeBackup } from '../../src/backup/write-backup';
import { load } from '../../src/load/load';
import { noProgress } from '../../src/load/stage/progress';
import { migrations } from '../../src/warehouse/migrations';
import { company, everyMetric, loadCompany } from '../load/erasure/erased-company';
import { loadFolder } from '../load/support/load-folder';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { undoFrom } from '../support/undo-migrations';
import { backedUp, besides, emptyFolder, everyTable, ofRestore, openTarget, type Target } from './support';

const settings = { timeZone: 'Europe/Berlin', lostAfterDays: 60, dormantAfterDays: 30 } as const;
let source: TestWarehouse;
let backup: string;
beforeAll(async () => {
  source = await createTestWarehouse(settings);
  await loadCompany(source);
  backup = await backedUp(source);
});
afterAll(() => source.drop());

const targets: Target[] = [];
afterEach(async () => {
  for (const target of targets.splice(0)) await target.drop();
});
const newTarget = async (overrides?: Parameters<typeof openTarget>[0]): Promise<Target> => {
  const target = await openTarget(overrides);
  targets.push(target);
  return target;
};

/** A copy of the backup in which something is other. */
async function changedCopy(change: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = await emptyFolder();
  for (const name of await readdir(backup)) await copyFile(join(backup, name), join(folder, name));
  await change(folder);
  return folder;
}

const codeAndSentence = (error: unknown) => {
  const { code, message } = error as { code: string; message: string };
  return { code, message };
};

async function expectRefused(folder: string, code: string, words: string): Promise<void> {
  const { warehouse, restore } = await newTarget();
  const before = await everyTable(warehouse);
  const refusal = codeAndSentence(await restore(folder).catch((error: unknown) => error));
  expect(refusal).toEqual({ code, message: expect.stringContaining(words) });
  expect(await everyTable(warehouse)).toEqual(before);
}

test('what is restored is what was backed up, table by table, and answers the same', async () => {
  const { warehouse, restore } = await newTarget();
  const report = await restore(backup);
  expect(await everyTable(warehouse, ofRestore)).toEqual(await everyTable(source, ofRestore));
  expect(report.dataVersion).toBe(String(report.manifest.dataVersion + 1));
  expect(warehouse.settings.timeZone).toBe('UTC');
  const answersOf = (of: TestWarehouse['pool']) =>
    everyMetric({ ...source, pool: of, config: source.config } as TestWarehouse);
  expect(await answersOf(warehouse.pool)).toEqual(await answersOf(source.pool));
  // And it goes on: the same files change nothing, a new one is stored.
  const again = { ...warehouse, settings: source.settings };
  const same = await load(again, { path: await loadFolder({ 'transactions.csv': company['transactions.csv']! }) });
  expect(same.counts).toMatchObject([{ inserted: 0, updated: 0, unchanged: 6 }]);
});

test('its manifest names every table with rows, bytes and checksum of its file, which nobody else may read', async () => {
  const { tables, schema, settings: stored } = await readManifest(backup);
  expect(schema).toBe(migrations.at(-1)!.name);
  expect(stored).toEqual({
    TIME_ZONE: 'Europe/Berlin',
    CURRENCY: 'CNY',
    LOST_AFTER_DAYS: '60',
    DORMANT_AFTER_DAYS: '30',
  });
  expect((await readdir(backup)).sort()).toEqual([...tables.map(({ file }) => file), 'manifest.json'].sort());
  expect(tables.map(({ table }) => table)).toContain('erased_customer');
  for (const { file, rows, bytes, sha256 } of tables) {
    const stored = await readFile(join(backup, file));
    expect(stored.length).toBe(bytes);
    expect(createHash('sha256').update(stored).digest('hex')).toBe(sha256);
    expect(gunzipSync(stored).toString().split('\n')).toHaveLength(rows + 1);
    expect((await stat(join(backup, file))).mode & 0o777).toBe(0o600);
  }
  expect((await stat(backup)).mode & 0o777).toBe(0o700);
  expect(await besides(backup)).toEqual(['backup']);
});

test('a load that is committed while it is written is not in it, with none of its rows', async () => {
  const other = await createTestWarehouse(settings);
  await loadCompany(other);
  const path = await loadFolder({
    'transactions.csv': 'transaction_id,order_id,occurred_at,kind,revenue\nlate,late,2025-04-01,order,1\n',
  });
  const butSalt = [...ofRestore, 'setting'];
  const before = await everyTable(other, butSalt);
  // Tables are read one after another: the backup waits before this one until the load is committed.
  const holder = await other.pool.connect();
  await holder.query('BEGIN; LOCK TABLE segment IN ACCESS EXCLUSIVE MODE');
  const written = backedUp(other);
  const waits = `SELECT FROM pg_stat_activity WHERE application_name = 'astrolabe backup' AND wait_event_type = 'Lock' AND datname = current_database()`;
  while ((await other.pool.query(waits)).rowCount === 0) await wait(20);
  await load(other, { path });
  await holder.query('COMMIT');
  holder.release();
  const { warehouse, restore } = await newTarget();
  await restore(await written);
  expect(await everyTable(warehouse, butSalt)).toEqual(before);
  await other.drop();
});

test('a folder that is there already is left alone', async () => {
  const folder = await emptyFolder();
  await expect(writeBackup(source, folder, noProgress)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  expect(await readdir(folder)).toEqual([]);
  expect(await besides(folder)).not.toContainEqual(expect.stringContaining('unfinished'));
});

describe('is refused, with nothing changed:', () => {
  const file = 'fact_transaction.copy.gz';
  const oneByteOther = async (folder: string) => {
    const bytes = await readFile(join(folder, file));
    bytes[bytes.length - 12]! ^= 1;
    await writeFile(join(folder, file), bytes);
  };
  const manifestWith = async (folder: string, change: (manifest: Record<string, unknown>) => void) => {
    const path = join(folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    change(manifest);
    await writeFile(path, JSON.stringify(manifest));
  };

  test.each<[string, (folder: string) => Promise<unknown>, string]>([
    ['a file cut short', (folder) => truncate(join(folder, file), 40), `${file}: it has 40 bytes instead of`],
    ['a file with one bit of another', oneByteOther, `${file}: it was changed: its checksum is another`],
    ['a missing file', (folder) => rm(join(folder, file)), `${file}: it is missing`],
    [
      'a folder instead of a file',
      async (folder) => {
        await rm(join(folder, file));
        await mkdir(join(folder, file));
      },
      `${file}: it is missing`,
    ],
    ['no manifest', (folder) => rm(join(folder, 'manifest.json')), 'manifest.json: there is none'],
    ['half a manifest', (folder) => truncate(join(folder, 'manifest.json'), 300), 'manifest.json: it is not JSON'],
    [
      'a manifest of something else',
      (folder) => writeFile(join(folder, 'manifest.json'), '{"format":"other"}'),
      'manifest.json: it is not a manifest of a backup',
    ],
    [
      'a manifest that was changed',
      (folder) =>
        manifestWith(folder, (manifest) => {
          manifest.dataVersion = 999;
        }),
      'manifest.json: it was changed: its checksum is another',
    ],
    [
      'a newer format',
      (folder) =>
        manifestWith(folder, (manifest) => {
          manifest.formatVersion = 2;
        }),
      'manifest.json: it was written by a newer version',
    ],
    [
      'a newer schema',
      async (folder) => {
        const manifest = await readManifest(folder);
        await writeFile(
          join(folder, 'manifest.json'),
          manifestText(withoutHead({ ...manifest, schema: 'Next1999000000000' })),
        );
      },
      'its schema is of a newer version',
    ],
    [
      'a table that is not there',
      async (folder) => {
        const manifest = await readManifest(folder);
        const tables = manifest.tables.filter(({ table }) => table !== 'target');
        await writeFile(join(folder, 'manifest.json'), manifestText(withoutHead({ ...manifest, tables })));
      },
      'its tables are not those of its schema',
    ],
    [
      'rows that are not those of the table, under the right checksum',
      async (folder) => {
        const wrong = gzipSync('not\ta\trow\n');
        await writeFile(join(folder, file), wrong);
        const manifest = await readManifest(folder);
        const tables = manifest.tables.map((each) =>
          each.file === file
            ? { ...each, bytes: wrong.length, sha256: createHash('sha256').update(wrong).digest('hex') }
            : each,
        );
        await writeFile(join(folder, 'manifest.json'), manifestText(withoutHead({ ...manifest, tables })));
      },
      `${file}: its rows do not fit the table`,
    ],
    [
      'another number of rows, under the right checksum',
      async (folder) => {
        const manifest = await readManifest(folder);
        const tables = manifest.tables.map((each) => (each.file === file ? { ...each, rows: 7 } : each));
        await writeFile(join(folder, 'manifest.json'), manifestText(withoutHead({ ...manifest, tables })));
      },
      `${file}: it has 6 rows instead of 7`,
    ],
  ])('%s', async (_title, change, words) => {
    await expectRefused(await changedCopy(change), 'BACKUP_NOT_VALID', words);
  });

  test('no backup at all', async () => {
    await expectRefused(await emptyFolder(), 'BACKUP_NOT_VALID', 'manifest.json: there is none');
    await expectRefused('/nowhere/at/all', 'BACKUP_NOT_VALID', 'manifest.json: there is none');
  });

  test('a warehouse that holds something', async () => {
    const { warehouse, restore } = await newTarget();
    await load(warehouse, { path: await loadFolder({ 'channels.csv': 'channel_id\nweb\n' }) });
    const before = await everyTable(warehouse);
    await expect(restore(backup)).rejects.toMatchObject({
      code: 'RESTORE_REFUSED',
      sentence: 'Nothing was restored: the warehouse is not empty.',
    });
    expect(await everyTable(warehouse)).toEqual(before);
  });

  test('a warehouse that a server or a command is at', async () => {
    const { warehouse, restore } = await newTarget();
    const { Client } = await import('pg');
    const other = new Client({ connectionString: warehouse.url, application_name: 'astrolabe replica' });
    await other.connect();
    await expect(restore(backup)).rejects.toMatchObject({
      code: 'RESTORE_REFUSED',
      sentence: 'Nothing was restored: a server or another command is at this warehouse.',
    });
    await other.end();
  });

  test('settings that the environment states otherwise', async () => {
    const { warehouse, restore } = await newTarget({ currency: 'EUR' });
    const before = await everyTable(warehouse);
    await expect(restore(backup)).rejects.toMatchObject({ code: 'SETTING_CHANGED' });
    expect(await everyTable(warehouse)).toEqual(before);
  });
});

/** A manifest as it was before it was written. */
function withoutHead(manifest: Awaited<ReturnType<typeof readManifest>>) {
  const { schema, takenAt, dataVersion, settings: stored, tables, sequences } = manifest;
  return { schema, takenAt, dataVersion, settings: stored, tables, sequences };
}

test('a backup of an older schema is restored at that schema and comes forward', async () => {
  const old = await createTestWarehouse(settings);
  await load(old, {
    path: await loadFolder({
      'customers.csv': 'customer_id,name\nc1,Ann\nc2,Ben\n',
      'transactions.csv': company['transactions.csv']!,
    }),
  });
  const deals = migrations.find(({ name }) => name.startsWith('DealAmounts'))!;
  await undoFrom(old.dataSource, deals);
  const folder = await backedUp(old);
  expect((await readManifest(folder)).schema).toBe(migrations[migrations.indexOf(deals) - 1]!.name);
  await old.dataSource.runMigrations({ transaction: 'all' });
  const { warehouse, restore } = await newTarget();
  await restore(folder);
  expect(await everyTable(warehouse, ofRestore.concat('schema_migration'))).toEqual(
    await everyTable(old, ofRestore.concat('schema_migration')),
  );
  expect(await warehouse.dataSource.showMigrations()).toBe(false);
  await old.drop();
});
