// A warehouse that was in use before changes were recorded: what its migrations make of it.

import { ChangeFeed1763900000000 } from '../../migrations/1763900000000-change-feed';
import { oldestFollowed, type WatermarkRow, watermarksOf, watermarksQuery } from '../../src/warehouse/change-feed';
import { followedTableNames, judgedTables } from '../../src/warehouse/followed-tables';
import { createTestWarehouse } from '../support/test-warehouse';
import { undoFrom } from '../support/undo-migrations';

test('every table counts as changed by the last load, copies are made anew, and the last change of a row tells who updated it', async () => {
  const { pool, dataSource, drop } = await createTestWarehouse();
  try {
    await undoFrom(dataSource, ChangeFeed1763900000000);
    await pool.query(`
      INSERT INTO load (load_id, change_id, kind, source, started_at, finished_at, unloaded_by) VALUES
        (1, 1, 'load', 'first', now(), now(), NULL), (2, 3, 'load', 'second', now(), now(), NULL), (3, 4, 'load', 'third', now(), now(), NULL);
      INSERT INTO load_count VALUES (1, 'p', 'products', 3, 3, 0, 0, 0, 0), (2, 'p', 'products', 1, 0, 1, 0, 0, 0), (3, 'c', 'channels', 1, 1, 0, 0, 0, 0);
      INSERT INTO dim_product (product_no, product_id, inferred, load_id, change_id) VALUES
        (1, 'as it came', false, 1, 1), (2, 'updated', false, 1, 3), (3, 'changed by a load that updated no product', false, 1, 4);
      INSERT INTO segment (name, title, filter) VALUES ('vip', 'vip', '{}')`);
    await dataSource.runMigrations({ transaction: 'all' });
    expect(watermarksOf((await pool.query<WatermarkRow>(watermarksQuery)).rows)).toEqual(
      new Map(
        [...followedTableNames, 'load']
          // Tables of later versions never changed.
          .filter((table) => table !== 'customer_alias' && !(judgedTables as readonly string[]).includes(table))
          .map((table) => [table, 4]),
      ),
    );
    expect(await oldestFollowed(pool)).toBe(4);
    expect((await pool.query('SELECT change_id FROM segment')).rows).toEqual([{ change_id: 4 }]);
    expect(
      (await pool.query('SELECT product_no, updated_by FROM dim_product WHERE product_no <> 0 ORDER BY 1')).rows,
    ).toEqual([
      { product_no: 1, updated_by: null },
      { product_no: 2, updated_by: [2] },
      { product_no: 3, updated_by: null },
    ]);
  } finally {
    await drop();
  }
});
