// PostgreSQL is killed while a load runs: the load ends with words, nothing of it or all of it is there when the server is back,
// and the same command again completes it.
import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '../../../src/warehouse/warehouse';
import { checkedTables, tableChecksums } from '../../load/support/checksum';
import { expectBalance, expectVersionsJoined } from '../../load/support/invariants';
import { loadFolder } from '../../load/support/load-folder';
import { filesOf, randomRows, randomSource } from '../../load/support/random-load';
import { startNode } from '../../support/program';
import { testConfig } from '../../support/test-warehouse';
import { type OwnPostgres, ownPostgres } from '../support/own-postgres';
import { countOf, seedOf, tellFigure } from '../support/tell-figure';

const kills = countOf('KILLS', 5);
const seed = seedOf();

let postgres: OwnPostgres;
beforeAll(async () => {
  postgres = await ownPostgres();
}, 120_000);
afterAll(() => postgres?.remove());

const startLoad = (url: string, path: string) => startNode(['dist/src/cli.js', 'load', path], { DATABASE_URL: url });

/** Opens the database for a moment. */
async function look<Result>(
  url: string,
  work: (warehouse: Awaited<ReturnType<typeof openDatabase>>) => Promise<Result>,
) {
  const warehouse = await openDatabase(url, testConfig({ databaseUrl: url }));
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

test(
  `a load survives ${kills} kills of PostgreSQL at moments from its start to its end (seed ${seed})`,
  async () => {
    const path = await loadFolder(filesOf(randomRows(77, 8)));
    const template = await postgres.create('empty');
    const empty = await look(template, ({ pool }) => tableChecksums(pool));
    const clean = await postgres.create('clean', 'empty');
    const started = performance.now();
    expect((await startLoad(clean, path).ended).code).toBe(0);
    let milliseconds = performance.now() - started;
    const complete = await look(clean, ({ pool }) => tableChecksums(pool));
    expect(checkedTables.filter((table) => complete[table] === empty[table])).toEqual(['customer_alias']);

    const random = randomSource(seed);
    let wordless = 0;
    for (let killed = 0; killed < kills; ) {
      const name = `killed ${killed}`;
      const url = await postgres.create(name, 'empty');
      const interrupted = startLoad(url, path);
      await wait((milliseconds * (killed + random.below(1000) / 1000)) / kills);
      await postgres.kill();
      const { code } = await interrupted.ended;
      await postgres.start();
      // One that was done before its moment came is no kill: the moments of the next come earlier.
      if (code === 0) milliseconds *= 0.9;
      else killed += 1;
      if (code !== 0 && !interrupted.output().includes('.')) wordless += 1;
      const left = await look(postgres.url(name), ({ pool }) => tableChecksums(pool));
      // What was said to be loaded is there; what was not may be there in whole.
      expect(code === 0 ? [complete] : [empty, complete]).toContainEqual(left);
      expect((await startLoad(postgres.url(name), path).ended).code).toBe(0);
      await look(postgres.url(name), async (warehouse) => {
        expect(await tableChecksums(warehouse.pool)).toEqual(complete);
        await expectBalance(warehouse);
        await expectVersionsJoined(warehouse);
      });
      await postgres.drop(name);
    }
    expect(wordless).toBe(0);
    tellFigure(`PostgreSQL: ${kills} kills (seed ${seed}), 0 rows lost, doubled or visible by half`);
  },
  60_000 + kills * 40_000,
);
