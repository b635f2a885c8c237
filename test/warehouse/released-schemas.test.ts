// A warehouse of every schema that was ever released comes forward to the one of today: what its tables are afterwards is what a
// new warehouse has, and what was in them is there. The warehouse of each schema is a company in use that its migrations took
// back, so that columns which were added later are filled for rows that are there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { load } from '../../src/load/load';
import { recompute } from '../../src/load/recompute';
import { migrations } from '../../src/warehouse/migrations';
import { renderStarSchema } from '../../src/warehouse/star-schema';
import { openDatabase } from '../../src/warehouse/warehouse';
import { root } from '../support/program';
import { createTestWarehouse } from '../support/test-warehouse';
import { undoFrom } from '../support/undo-migrations';

const published = readFileSync(join(root, 'schema', 'star.sql'), 'utf8');
const settings = { timeZone: 'Asia/Shanghai' } as const;

/** What every schema had: facts and members, and what was earned and cost. */
const kept = async (pool: Pool) =>
  (
    await pool.query(
      `SELECT (SELECT count(*) FROM dim_customer) AS versions, (SELECT count(*) FROM fact_interaction) AS interactions,
         (SELECT count(*) FROM fact_transaction) AS transactions, (SELECT sum(revenue) FROM fact_transaction) AS revenue,
         (SELECT sum(cost) FROM fact_transaction) AS cost, (SELECT sum(amount) FROM fact_spend) AS spend,
         (SELECT count(*) FROM target) AS targets, (SELECT count(*) FROM customer_order) AS orders,
         (SELECT count(*) FROM opportunity) AS opportunities, (SELECT sum(read) FROM load_count) AS read`,
    )
  ).rows[0];

test('a schema that migrations took back is the one that they had made', async () => {
  const warehouse = await createTestWarehouse(settings);
  try {
    const { pool, dataSource } = warehouse;
    const takenBack: string[] = [];
    for (const _ of migrations) {
      takenBack.unshift(await renderStarSchema(pool));
      await dataSource.undoLastMigration();
    }
    const runner = dataSource.createQueryRunner();
    const made: string[] = [];
    for (const migration of dataSource.migrations) {
      await migration.up(runner);
      made.push(await renderStarSchema(pool));
    }
    await runner.release();
    expect(takenBack).toEqual(made);
  } finally {
    await warehouse.drop();
  }
}, 60_000);

test.each(migrations.slice(1).map((migration, index) => [migrations[index]!.name, migration] as const))(
  'from the schema of %s',
  async (_name, next) => {
    const { pool, dataSource, config, url, ...warehouse } = await createTestWarehouse(settings);
    try {
      await load({ ...warehouse, pool, dataSource, url }, { path: join(__dirname, '..', 'support', 'company') });
      const before = await kept(pool);
      expect(before.transactions).toBeGreaterThan(0);
      await undoFrom(dataSource, next);
      const opened = await openDatabase(url, config);
      try {
        expect(await renderStarSchema(opened.pool)).toBe(published);
        expect(await kept(opened.pool)).toEqual(before);
        // Whatever is derived can be derived from what is there.
        await recompute(opened);
        expect(await kept(opened.pool)).toEqual(before);
      } finally {
        await opened.close();
      }
    } finally {
      await warehouse.drop();
    }
  },
  60_000,
);
