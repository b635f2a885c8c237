// A dry run stores nothing and says what the load will do: to the row, whatever the mapping.

import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { dryRun } from '../../src/load/dry-run';
import { load } from '../../src/load/load';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { storedChecksums } from './support/checksum';
import { loadFolder } from './support/load-folder';
import { randomSource } from './support/random-load';
import { randomForeignLoad } from './support/random-mapping';

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await createTestWarehouse();
});
afterAll(() => warehouse.drop());

const now = () => Temporal.Instant.from('2026-04-01T00:00:00Z');

/** What stands, and what is on record. */
async function standing() {
  const count = async (table: string) => (await warehouse.pool.query(`SELECT count(*) FROM ${table}`)).rows[0];
  const records = await Promise.all(['load', 'load_count', 'load_rejection', 'load_repeat', 'change'].map(count));
  return { tables: await storedChecksums(warehouse.pool), records };
}

test('rows, reasons and examples, by hand', async () => {
  const path = await loadFolder({
    'transactions.csv':
      'transaction_id,order_id,occurred_at,kind,revenue,customer_id\nt1,o1,2025-03-01,order,12.50,ada\nt2,o1,soon,order,1,ada\nt3,o1,later,order,1,bo\nt4,o2,2025-03-02,order,"1,5",bo\nt5,o2,2025-03-03,renewal,7,\n',
  });
  const before = await standing();
  const found = await dryRun(warehouse, { path, now });
  expect(await standing()).toEqual(before);
  expect(found.counts).toEqual([
    {
      file: 'transactions.csv',
      table: 'transactions',
      read: 5,
      inserted: 2,
      updated: 0,
      unchanged: 0,
      quarantined: 3,
      filtered: 0,
      deleted: 0,
      later: 0,
    },
  ]);
  expect(found.reasons).toEqual([
    {
      file: 'transactions.csv',
      table: 'transactions',
      column: 'occurred_at',
      code: 'INVALID_TIMESTAMP',
      rows: 2,
      line: 3,
      message: 'occurred_at holds "soon", which is not a timestamp (such as 2025-03-31T18:20:00+08:00).',
    },
    {
      file: 'transactions.csv',
      table: 'transactions',
      column: 'revenue',
      code: 'INVALID_NUMBER',
      rows: 1,
      line: 5,
      message: 'revenue holds "1,5", which is not a number (such as 1234.50).',
    },
  ]);
  expect(
    found.examples.map(({ line, values }) => [line, values.transaction_id, values.revenue, values.customer_id]),
  ).toEqual([
    [2, 't1', 12.5, 'ada'],
    [6, 't5', 7, undefined],
  ]);
});

const rounds = Number(process.env.RANDOM_MAPPINGS ?? 40);

test(
  `${rounds} random mappings load what their dry run said`,
  async () => {
    let stored = 0;
    let quarantined = 0;
    for (let seed = 1; seed <= rounds; seed++) {
      const { files, mapping } = randomForeignLoad(randomSource(seed));
      const path = await loadFolder(files);
      const map = join(await loadFolder({ 'map.json': JSON.stringify(mapping) }), 'map.json');
      const before = await standing();
      const said = await dryRun(warehouse, { path, mapping: map, now });
      expect(await standing()).toEqual(before);
      const done = await load(warehouse, { path, mapping: map, now });
      expect({ seed, counts: said.counts }).toEqual({ seed, counts: done.counts });
      const rejected = await warehouse.pool.query<{ file: string; code: string; rows: number }>(
        'SELECT file, code, count(*) AS rows FROM load_rejection WHERE load_id = $1 GROUP BY 1, 2 ORDER BY 1, 2',
        [done.loadId],
      );
      const byCode = new Map<string, number>();
      for (const { file, code, rows } of said.reasons)
        byCode.set(`${file} ${code}`, (byCode.get(`${file} ${code}`) ?? 0) + rows);
      expect([...byCode].sort()).toEqual(rejected.rows.map(({ file, code, rows }) => [`${file} ${code}`, rows]));
      for (const count of done.counts) {
        expect(count.read).toBe(
          count.inserted + count.updated + count.unchanged + count.quarantined + count.filtered + count.deleted,
        );
        stored += count.inserted + count.updated + count.unchanged;
        quarantined += count.quarantined;
      }
    }
    // The mappings are neither all wrong nor all right.
    expect(stored).toBeGreaterThan(rounds);
    expect(quarantined).toBeGreaterThan(rounds / 2);
  },
  60_000 + rounds * 2_000,
);
