// A load that is killed leaves nothing or all of itself, and the same command again completes it.
import { setTimeout as wait } from 'node:timers/promises';
import { startNode } from '../support/program';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { countOf, seedOf, tellFigure } from '../trust/support/tell-figure';
import { checkedTables, tableChecksums } from './support/checksum';
import { expectBalance, expectVersionsJoined } from './support/invariants';
import { loadFolder } from './support/load-folder';
import { filesOf, randomRows, randomSource } from './support/random-load';

const kills = countOf('KILLS', 10);
const seed = seedOf();
const settings = { timeZone: 'Europe/Berlin' } as const;
const open: TestWarehouse[] = [];
const create = async () => {
  const warehouse = await createTestWarehouse(settings);
  open.push(warehouse);
  return warehouse;
};
afterAll(async () => {
  for (const warehouse of open) await warehouse.drop();
});

const startLoad = ({ url }: TestWarehouse, path: string) =>
  startNode(['dist/src/cli.js', 'load', path], { DATABASE_URL: url, TIME_ZONE: settings.timeZone });

test(
  `a load survives ${kills} kills at moments from its start to its end`,
  async () => {
    const path = await loadFolder(
      filesOf({ ...randomRows(77, 30), customer_aliases: [{ alias_id: 'c1', customer_id: 'c2' }] }),
    );
    const clean = await create();
    const empty = await tableChecksums(clean.pool);
    const started = performance.now();
    const whole = startLoad(clean, path);
    expect((await whole.ended).code).toBe(0);
    let milliseconds = performance.now() - started;
    const complete = await tableChecksums(clean.pool);
    for (const table of checkedTables) expect(complete[table]).not.toBe(empty[table]);

    const random = randomSource(seed);
    for (let killed = 0; killed < kills; ) {
      const warehouse = await create();
      const victim = startLoad(warehouse, path);
      await wait((milliseconds * (killed + random.below(1000) / 1000)) / kills);
      victim.kill('SIGKILL');
      // One that was done before its moment came is no kill: the moments of the next come earlier.
      if ((await victim.ended).signal === 'SIGKILL') killed += 1;
      else milliseconds *= 0.9;
      // At every moment a reader sees nothing of it or all.
      expect([empty, complete]).toContainEqual(await tableChecksums(warehouse.pool));
      const again = startLoad(warehouse, path);
      expect(await again.ended).toEqual({ code: 0, signal: null });
      expect(await tableChecksums(warehouse.pool)).toEqual(complete);
      await expectBalance(warehouse);
      await expectVersionsJoined(warehouse);
    }
    tellFigure(`loader: ${kills} kills (seed ${seed}), 0 rows lost, doubled or visible by half`);
  },
  kills * 30_000,
);
