// Random histories with aliases beside the same histories without them: once every load of aliases is taken back, the two
// warehouses are one, whatever was loaded and taken back meanwhile.
import { load } from '../../src/load/load';
import { recompute } from '../../src/load/recompute';
import { unload } from '../../src/load/unload';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { tableChecksums } from './support/checksum';
import { expectBalance, expectVersionsJoined } from './support/invariants';
import { loadFolder } from './support/load-folder';
import { randomAliases } from './support/random-history';
import { dealt, filesOf, type Rows, randomRows, randomSource } from './support/random-load';

const size = 0.3;
const open: TestWarehouse[] = [];
const create = async () => {
  const warehouse = await createTestWarehouse({ timeZone: 'Europe/Berlin', lostAfterDays: 120, dormantAfterDays: 48 });
  open.push(warehouse);
  return warehouse;
};
afterEach(async () => {
  for (const warehouse of open.splice(0)) await warehouse.drop();
});

/** An alias has its versions aside and its facts with the one customer at the end of its chain; nobody else does. */
async function expectMerged({ pool }: TestWarehouse): Promise<void> {
  const { rows } = await pool.query(
    `WITH RECURSIVE chain (alias_id, customer_id) AS (
       SELECT alias_id, customer_id FROM customer_alias
       UNION SELECT c.alias_id, a.customer_id FROM chain AS c JOIN customer_alias AS a ON a.alias_id = c.customer_id)
     SELECT alias_id, customer_id FROM chain WHERE customer_id NOT IN (SELECT alias_id FROM customer_alias) ORDER BY 1`,
  );
  const { rows: aside } = await pool.query(
    `SELECT DISTINCT m.customer_id AS alias_id, d.customer_id FROM merged_customer AS m
     JOIN dim_customer AS d ON d.customer_no = m.survivor_no ORDER BY 1`,
  );
  expect(aside).toEqual(rows);
  for (const table of ['fact_interaction', 'fact_transaction'])
    expect(
      (
        await pool.query(
          `SELECT f.* FROM ${table} AS f LEFT JOIN merged_customer AS m ON m.customer_no = f.alias_no
           WHERE f.customer_no IN (SELECT customer_no FROM merged_customer)
             OR f.alias_no IS NOT NULL AND m.survivor_no IS DISTINCT FROM f.customer_no`,
        )
      ).rows,
    ).toEqual([]);
}

test.each(Array.from({ length: 12 }, (_, seed) => seed))(
  'taking every load of aliases back leaves what there would be without them (history %i)',
  async (seed) => {
    const random = randomSource(seed);
    const hands = [
      ...dealt(randomRows(seed, size), 3, random),
      // The same keys with other values.
      ...dealt(randomRows(seed + 100_000, size), 3, random),
    ];
    const [merged, alone] = [await create(), await create()];
    const both: { inMerged: number; inAlone: number }[] = [];
    const aliases: number[] = [];
    const loadInto = async (warehouse: TestWarehouse, rows: Rows) =>
      (await load(warehouse, { path: await loadFolder(filesOf(rows)) })).loadId;
    const loadBoth = async () => {
      const hand = random.pick(hands);
      both.push({ inMerged: await loadInto(merged, hand), inAlone: await loadInto(alone, hand) });
    };
    const unloadAliases = async () => {
      const [loadId] = aliases.splice(random.below(aliases.length), 1);
      await unload(merged, loadId!);
    };
    await loadBoth();
    for (let step = 0; step < 7; step += 1) {
      const dice = random.below(10);
      if (dice < 3) aliases.push(await loadInto(merged, randomAliases(random, 6)));
      else if (dice < 7) await loadBoth();
      else if (dice < 8 && aliases.length > 0) await unloadAliases();
      else if (both.length > 0) {
        const [{ inMerged, inAlone }] = both.splice(random.below(both.length), 1) as [(typeof both)[number]];
        await unload(merged, inMerged);
        await unload(alone, inAlone);
      }
      await expectMerged(merged);
      await expectBalance(merged);
      await expectVersionsJoined(merged);
    }
    // What was derived on the way is what would be derived now.
    const onTheWay = await tableChecksums(merged.pool);
    await recompute(merged);
    expect(await tableChecksums(merged.pool)).toEqual(onTheWay);
    while (aliases.length > 0) await unloadAliases();
    expect(await tableChecksums(merged.pool)).toEqual(await tableChecksums(alone.pool));
  },
  60_000,
);
