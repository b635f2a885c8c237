// A disk that takes no more, while a replica is filled and while it follows: the process goes on, says what went wrong, leaves the
// answers to PostgreSQL, and stands at the warehouse's version once there is room. Files that may not grow beyond a size give
// the errors of a full disk at the same calls.
import { readdirSync, rmSync } from 'node:fs';
import { load } from '../../../src/load/load';
import { dataVersionOf, type WatermarkRow, watermarksOf, watermarksQuery } from '../../../src/warehouse/change-feed';
import { loadFolder } from '../../load/support/load-folder';
import { filesOf, randomRows } from '../../load/support/random-load';
import { keptOn, newFolder } from '../../support/kept-replica';
import { type RunningProgram, startNode } from '../../support/program';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { replicaRows, warehouseRows } from './replica-rows';

let warehouse: TestWarehouse;
let folder: string;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Europe/Berlin', lostAfterDays: 120, dormantAfterDays: 48 });
  folder = newFolder();
  await load(warehouse, { path: await loadFolder(filesOf(randomRows(1, 0.3))) });
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await warehouse.drop();
});

/**
 * A process that keeps a replica and tells each version that it stands at, or why it does not. SIGUSR1: the disk is full;
 * SIGUSR2: it is not. `most`: bytes that a file may have while it is full.
 */
const keeper = (room: 'full' | 'free', most: number): RunningProgram =>
  startNode(
    [
      '-e',
      `const { execFileSync } = require('node:child_process');
       const { keepReplica } = require('./dist/src/engine/replica/keep-replica.js');
       const { dataVersionOf } = require('./dist/src/warehouse/change-feed.js');
       const limit = (bytes) => execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=' + bytes + ':unlimited']);
       process.on('SIGUSR1', () => { limit(${most}); console.log('it is full'); });
       process.on('SIGUSR2', () => { limit('unlimited'); console.log('there is room'); });
       if (process.env.ROOM === 'full') limit(${most});
       const kept = keepReplica({ url: process.env.DATABASE, distributed: false }, {
         folder: process.env.FOLDER, threads: 2, memoryMegabytes: 256, spillFolder: process.env.FOLDER + '/spill',
         say: () => undefined, failed: (error) => console.log('failed: ' + error),
       });
       kept.start();
       let told;
       const look = async () => {
         const replica = await kept.current();
         const version = replica === null ? undefined : dataVersionOf(replica.watermarks());
         if (version !== undefined && version !== told) console.log('stands at ' + version);
         told = version ?? told;
         setTimeout(look, 20);
       };
       look();`,
    ],
    { DATABASE: warehouse.url, FOLDER: folder, ROOM: room },
  );

const version = async (): Promise<string> =>
  dataVersionOf(watermarksOf((await warehouse.pool.query<WatermarkRow>(watermarksQuery)).rows));

/** What is left is one file, and it is the warehouse. */
async function expectWhole(kept: RunningProgram): Promise<void> {
  kept.kill('SIGKILL');
  await kept.ended;
  expect(readdirSync(folder).filter((name) => name.endsWith('.csv'))).toEqual([]);
  expect(readdirSync(folder).filter((name) => name.endsWith('.duckdb'))).toHaveLength(1);
  const again = keptOn(warehouse, folder);
  again.start();
  try {
    expect(await replicaRows(await again.followed(), warehouse.pool)).toEqual(await warehouseRows(warehouse.pool));
  } finally {
    await again.stop();
  }
}

it.each([4_000, 300_000])('is filled once there is room (%i)', async (most) => {
  const kept = keeper('full', most);
  await kept.printed(/failed: (.*\n)+.*failed: /);
  expect(kept.output()).not.toMatch(/stands at/);
  kept.kill('SIGUSR2');
  await kept.printed(new RegExp(`stands at ${await version()}`));
  await expectWhole(kept);
});

it.each([4_000, 12_000])('follows, or is made anew, once there is room (%i)', async (most) => {
  const kept = keeper('free', most);
  await kept.printed(new RegExp(`stands at ${await version()}`));
  kept.kill('SIGUSR1');
  await kept.printed(/it is full/);
  await load(warehouse, { path: await loadFolder(filesOf(randomRows(2, 0.3))) });
  await kept.printed(/failed: /);
  expect(kept.output()).not.toMatch(new RegExp(`stands at ${await version()}`));
  kept.kill('SIGUSR2');
  await kept.printed(new RegExp(`stands at ${await version()}`));
  await expectWhole(kept);
});
