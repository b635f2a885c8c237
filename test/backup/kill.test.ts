// A backup that is killed is no backup, and a restore that is killed has restored nothing or all.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readManifest } from '../../src/backup/manifest';
import { checkTable } from '../../src/backup/table-file';
import { openDatabase } from '../../src/warehouse/warehouse';
import { loadCompany } from '../load/erasure/erased-company';
import { randomSource } from '../load/support/random-load';
import { startNode } from '../support/program';
import { createTestDatabase, createTestWarehouse, type TestWarehouse, testConfig } from '../support/test-warehouse';
import { backedUp, emptyFolder, everyTable, ofRestore } from './support';

const kills = Number(process.env.BACKUP_KILLS ?? 3);
const settings = { timeZone: 'Europe/Berlin', lostAfterDays: 60, dormantAfterDays: 30 } as const;
let source: TestWarehouse;
beforeAll(async () => {
  source = await createTestWarehouse(settings);
  await loadCompany(source);
});
afterAll(() => source.drop());

const start = (url: string, ...parameters: string[]) =>
  startNode(['dist/src/cli.js', ...parameters], { DATABASE_URL: url, ERASURE_JOURNAL: 'off' });

/** How long the command takes. */
async function timed(url: string, ...parameters: string[]): Promise<number> {
  const started = performance.now();
  expect(await start(url, ...parameters).ended).toEqual({ code: 0, signal: null });
  return performance.now() - started;
}

test(`a backup that is killed at one of ${kills} moments is not there, or is whole; the next one clears away what it left`, async () => {
  const parent = await emptyFolder();
  let milliseconds = await timed(source.url, 'backup', join(parent, 'first'));
  const random = randomSource(kills);
  for (let killed = 0; killed < kills; ) {
    const folder = join(await emptyFolder(), 'backup');
    const victim = start(source.url, 'backup', folder);
    await wait((milliseconds * (killed + random.below(1000) / 1000)) / kills);
    victim.kill('SIGKILL');
    if ((await victim.ended).signal === 'SIGKILL') killed += 1;
    else milliseconds *= 0.9;
    const names = await readdir(join(folder, '..'));
    if (!names.includes('backup')) {
      await expect(readManifest(folder)).rejects.toMatchObject({ code: 'BACKUP_NOT_VALID' });
      expect(await start(source.url, 'backup', folder).ended).toEqual({ code: 0, signal: null });
    }
    for (const table of (await readManifest(folder)).tables) await checkTable(folder, table);
    expect(await readdir(join(folder, '..'))).toEqual(['backup']);
  }
}, 120_000);

test(`a restore that is killed at one of ${kills} moments has restored nothing or all, and the same command completes it`, async () => {
  const folder = await backedUp(source);
  const complete = await everyTable(source, ofRestore);
  const timing = await createTestDatabase();
  let milliseconds = await timed(timing.url, 'restore', folder);
  await timing.drop();
  const random = randomSource(kills + 1);
  for (let killed = 0; killed < kills; ) {
    const { url, drop } = await createTestDatabase();
    const config = testConfig({ databaseUrl: url });
    // The first start of any command makes the warehouse, empty.
    await (await openDatabase(url, config)).close();
    const victim = start(url, 'restore', folder);
    await wait((milliseconds * (killed + random.below(1000) / 1000)) / kills);
    victim.kill('SIGKILL');
    if ((await victim.ended).signal === 'SIGKILL') killed += 1;
    else milliseconds *= 0.9;
    const again = start(url, 'restore', folder);
    const { code } = await again.ended;
    // One that was killed after its commit left everything.
    if (code !== 0) expect(again.output()).toContain('the warehouse is not empty');
    const warehouse = await openDatabase(url, config);
    expect(await everyTable(warehouse, ofRestore)).toEqual(complete);
    await warehouse.close();
    await drop();
  }
}, 180_000);
