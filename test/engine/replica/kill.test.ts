// A process that is killed while it fills or follows leaves nothing that the next could take for the warehouse: after twenty kills
// at any moment the replica that stands is what the warehouse is.
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { load } from '../../../src/load/load';
import { unload } from '../../../src/load/unload';
import { loadFolder } from '../../load/support/load-folder';
import { filesOf, randomRows, randomSource } from '../../load/support/random-load';
import { keptOn, newFolder } from '../../support/kept-replica';
import { startNode } from '../../support/program';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { replicaRows, warehouseRows } from './replica-rows';

let warehouse: TestWarehouse;
let folder: string;
beforeAll(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Europe/Berlin', lostAfterDays: 120, dormantAfterDays: 48 });
  folder = newFolder();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await warehouse?.drop();
});

/** A process that keeps a replica of the warehouse, and says so when one stands. */
const keeper = () =>
  startNode(
    [
      '-e',
      `const { keepReplica } = require('./dist/src/engine/replica/keep-replica.js');
       const kept = keepReplica({ url: process.env.DATABASE, distributed: false }, {
         folder: process.env.FOLDER, threads: 2, memoryMegabytes: 256, spillFolder: process.env.FOLDER + '/spill',
         say: () => undefined, failed: (error) => console.error(error),
       });
       kept.start();
       console.log('begun');
       const look = async () => ((await kept.current()) === null ? setTimeout(look, 10) : console.log('current'));
       look();`,
    ],
    { DATABASE: warehouse.url, FOLDER: folder },
  );

it('stands after twenty kills during fills and while it follows', async () => {
  const random = randomSource(11);
  const loads: number[] = [];
  let reachedCurrent = 0;
  for (let times = 0; times < 20; times += 1) {
    const process = keeper();
    await process.printed(/begun/);
    const followsFirst = times % 2 === 1;
    if (followsFirst) {
      await process.printed(/current/);
      reachedCurrent += 1;
    }
    const changed = (async () => {
      if (random.chance(0.25) && loads.length > 1) await unload(warehouse, loads.shift()!);
      else loads.push((await load(warehouse, { path: await loadFolder(filesOf(randomRows(times, 0.3))) })).loadId);
    })();
    // While it fills, or while the change is made and followed.
    await (followsFirst ? changed : wait(random.below(600)));
    await wait(random.below(250));
    process.kill('SIGKILL');
    expect((await process.ended).signal).toBe('SIGKILL');
    await changed;
  }
  expect(reachedCurrent).toBe(10);
  const kept = keptOn(warehouse, folder);
  kept.start();
  try {
    const replica = await kept.followed();
    expect(await replicaRows(replica, warehouse.pool)).toEqual(await warehouseRows(warehouse.pool));
    expect(kept.failures).toEqual([]);
  } finally {
    await kept.stop();
  }
}, 180_000);
