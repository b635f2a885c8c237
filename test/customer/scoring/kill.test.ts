// A score run that is killed leaves what stood before or all of itself, and the next one ends where an undisturbed one ends.
import { setTimeout as wait } from 'node:timers/promises';
import { load } from '../../../src/load/load';
import { loadFolder } from '../../load/support/load-folder';
import { filesOf, randomRows, randomSource } from '../../load/support/random-load';
import { startNode } from '../../support/program';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { countOf, seedOf, tellFigure } from '../../trust/support/tell-figure';
import { forgetJudgements, judged } from './judged';

const kills = countOf('KILLS', 10);
const seed = seedOf();
const settings = { timeZone: 'Europe/Berlin' } as const;
let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await createTestWarehouse(settings);
});
afterAll(() => warehouse.drop());

const startScore = () =>
  startNode(['dist/src/cli.js', 'score'], {
    DATABASE_URL: warehouse.url,
    TIME_ZONE: settings.timeZone,
    AS_OF: '2024-12-20T09:30:00+01:00',
  });

test(
  `a score run survives ${kills} kills at moments from its start to its end`,
  async () => {
    await load(warehouse, { path: await loadFolder(filesOf(randomRows(77, 30))) });
    const nothing = await judged(warehouse.pool);
    const started = performance.now();
    expect((await startScore().ended).code).toBe(0);
    let milliseconds = performance.now() - started;
    const complete = await judged(warehouse.pool);
    expect(complete.customer_snapshot!.length).toBeGreaterThan(50);
    const random = randomSource(seed);
    for (let killed = 0; killed < kills; ) {
      await forgetJudgements(warehouse.pool);
      const victim = startScore();
      await wait((milliseconds * (killed + random.below(1000) / 1000)) / kills);
      victim.kill('SIGKILL');
      // One that was done before its moment came is no kill: the moments of the next come earlier.
      if ((await victim.ended).signal === 'SIGKILL') killed += 1;
      else milliseconds *= 0.9;
      expect([nothing, complete]).toContainEqual(await judged(warehouse.pool));
      expect(await startScore().ended).toEqual({ code: 0, signal: null });
      expect(await judged(warehouse.pool)).toEqual(complete);
    }
    tellFigure(`scorer: ${kills} kills (seed ${seed}), 0 rows lost, doubled or visible by half`);
  },
  kills * 30_000,
);
