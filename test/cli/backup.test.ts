// backup and restore by command: what they say, and what nobody may overlook.
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/warehouse/warehouse';
import { everyTable, ofRestore } from '../backup/support';
import { loadFolder } from '../load/support/load-folder';
import { createTestDatabase, testConfig } from '../support/test-warehouse';
import { cli } from './support';

let env: NodeJS.ProcessEnv;
let other: NodeJS.ProcessEnv;
const drops: (() => Promise<void>)[] = [];
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'astrolabe-cli-'));
  const [first, second] = [await createTestDatabase(), await createTestDatabase()];
  drops.push(first.drop, second.drop);
  env = { DATABASE_URL: first.url, DATA_DIR: join(folder, 'one') };
  other = { DATABASE_URL: second.url, DATA_DIR: join(folder, 'two') };
  await cli(env, 'load', await loadFolder({ 'customers.csv': 'customer_id,name\nc1,Ann\nc2,Ben\n' }), '--no-score');
});
afterEach(async () => {
  for (const drop of drops.splice(0)) await drop();
});

const newPlace = async () => join(await mkdtemp(join(tmpdir(), 'astrolabe-cli-')), 'monday');
const tablesOf = async ({ DATABASE_URL: url }: NodeJS.ProcessEnv) => {
  const warehouse = await openDatabase(url!, testConfig({ databaseUrl: url! }));
  try {
    return await everyTable(warehouse, [...ofRestore, 'erased_customer', 'load']);
  } finally {
    await warehouse.close();
  }
};

test('a backup says what it holds, and restored says what of it is there', async () => {
  const folder = await newPlace();
  const written = await cli(env, 'backup', folder, '--quiet');
  expect(written).toMatchObject({ code: 0, err: '' });
  expect(written.out).toContain('dim_customer: 3 rows read\n');
  expect(written.out).toMatch(
    /Backed up [\d,]+ rows of \d+ tables, as of data version 1, into .*monday \([\d,]+ bytes\)\. It holds personal data\.\n$/,
  );
  const restored = await cli(other, 'restore', folder);
  expect(restored.code).toBe(0);
  expect(restored.out).toMatch(/Restored [\d,]+ rows of \d+ tables, backed up at 20\d\d-.*Z\. Data version 2\.\n$/);
  expect(restored.err).toMatch(
    /^WARNING: there is no journal of erasures\. Every customer who was erased after 20.*Z is in the warehouse again, with all personal data, and has to be erased again\./,
  );
  expect(await tablesOf(other)).toEqual(await tablesOf(env));
  expect(await cli(other, 'restore', folder)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Nothing was restored: the warehouse is not empty.'),
  });
});

test('keys come back as they were, and that is said', async () => {
  const folder = await newPlace();
  await cli(env, 'keys', 'create', '--name', 'reports', '--role', 'bi');
  await cli(env, 'backup', folder);
  await cli(env, 'keys', 'revoke', '1');
  const restored = await cli(other, 'restore', folder);
  expect(restored.err).toMatch(
    /WARNING: 1 key is as at 20.*Z: one that was revoked since is valid again\. keys list shows/,
  );
  expect((await cli(other, 'keys', 'list')).out).toMatch(/reports/);
}, 60_000);

test('whoever was erased since is erased again, by the journal that is named', async () => {
  const folder = await newPlace();
  await cli(env, 'backup', folder);
  expect((await cli(env, 'erase', 'c1')).code).toBe(0);
  const journal = join(env.DATA_DIR!, 'erasures.ndjson');
  const { code, out, err } = await cli(other, 'restore', folder, '--erasures', journal);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('By the journal of erasures 1 customer was erased again; 0 ids that are not in the backup');
  expect(await cli(other, 'export-customer', 'c1')).toMatchObject({
    code: 1,
    err: expect.stringContaining('was erased'),
  });
  expect(await readdir(other.DATA_DIR!)).toContain('erasures.ndjson');
}, 60_000);

test('a backup is not written over anything, and a journal that is named has to be there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'astrolabe-cli-'));
  expect(await cli(env, 'backup', folder)).toMatchObject({
    code: 1,
    err: expect.stringContaining('there is a file or folder of that name'),
  });
  expect(await cli(env, 'backup', '/dev/null/monday')).toMatchObject({
    code: 1,
    err: expect.stringContaining('a part of it is a file'),
  });
  const written = await newPlace();
  await cli(env, 'backup', written);
  expect(await cli(other, 'restore', written, '--erasures', '/nowhere/erasures.ndjson')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Nothing was restored: there is no such journal of erasures.'),
  });
});
