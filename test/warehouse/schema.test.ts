import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { entities } from '../../src/warehouse/entities';
import { DimCustomer } from '../../src/warehouse/entities/dim-customer';
import { Load } from '../../src/warehouse/entities/load';
import { LoadCount } from '../../src/warehouse/entities/load-count';
import { migrations } from '../../src/warehouse/migrations';
import { renderStarSchema } from '../../src/warehouse/star-schema';
import { root } from '../support/program';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

describe('the schema', () => {
  let warehouse: TestWarehouse;
  beforeAll(async () => {
    warehouse = await createTestWarehouse();
  });
  afterAll(() => warehouse.drop());

  test('is migrated by every file of migrations/, in their order', () => {
    const files = readdirSync(join(root, 'migrations')).sort();
    const stamped = migrations.map(({ name }) => /\d+$/.exec(name)?.[0]);
    expect(files.map((file) => file.split('-')[0])).toEqual(stamped);
  });

  test('has one entity per table, with the same columns', async () => {
    const { rows } = await warehouse.pool.query(`
      SELECT relation.relname::text AS "table", att.attname::text AS name, format_type(att.atttypid, att.atttypmod) AS type,
        NOT att.attnotnull AS nullable, att.atthasdef AS preset,
        -- A unique key with nullable members serves as the key of a table without primary key.
        EXISTS (SELECT FROM pg_index AS ind WHERE ind.indrelid = relation.oid AND att.attnum = ANY (ind.indkey)
          AND (ind.indisprimary OR ind.indnullsnotdistinct)) AS key
      FROM pg_class AS relation JOIN pg_attribute AS att ON att.attrelid = relation.oid AND att.attnum > 0 AND NOT att.attisdropped
      WHERE relation.relnamespace = 'public'::regnamespace AND relation.relkind = 'r' AND relation.relname <> 'schema_migration'
      ORDER BY relation.relname COLLATE "C", att.attnum`);
    const typeText: Record<string, string> = { timestamptz: 'timestamp with time zone' };
    const declared = warehouse.dataSource.entityMetadatas
      .flatMap((entity) =>
        entity.columns.map((column) => ({
          table: entity.tableName,
          name: column.databaseName,
          type:
            (typeText[String(column.type)] ?? String(column.type)) +
            (column.precision ? `(${column.precision},${column.scale})` : '') +
            (column.isArray ? '[]' : ''),
          nullable: column.isNullable,
          preset: column.default !== undefined,
          key: column.isPrimary,
        })),
      )
      .sort((a, b) => (a.table < b.table ? -1 : Number(a.table > b.table)));
    expect(declared).toEqual(rows);
    expect(entities).toHaveLength(new Set(rows.map((row) => row.table)).size);
  });

  test('is published in schema/star.sql', async () => {
    const published = readFileSync(join(root, 'schema', 'star.sql'), 'utf8');
    expect(await renderStarSchema(warehouse.pool)).toBe(published);
  });

  test('can be made from schema/star.sql', async () => {
    const client = new Client({ connectionString: warehouse.url });
    await client.connect();
    try {
      await client.query('CREATE SCHEMA copy; SET search_path TO copy');
      await client.query(readFileSync(join(root, 'schema', 'star.sql'), 'utf8'));
      const { rows } = await client.query(`SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'copy'`);
      expect(rows).toEqual([{ tables: entities.length }]);
    } finally {
      await client.query('DROP SCHEMA copy CASCADE');
      await client.end();
    }
  });

  test('is taken back by its migrations', async () => {
    const other = await createTestWarehouse();
    for (const _ of migrations) await other.dataSource.undoLastMigration();
    const { rows } = await other.pool.query(`SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'`);
    expect(rows).toEqual([{ tablename: 'schema_migration' }]);
    await other.drop();
  });

  test('has a calendar from 1970 to 2099', async () => {
    const { rows } = await warehouse.pool.query(
      `SELECT * FROM dim_date WHERE date_key IN ('2020-12-31', '2024-02-29') ORDER BY date_key`,
    );
    expect(rows).toEqual([
      // A Thursday in week 53 of its ISO year.
      {
        date_key: '2020-12-31',
        iso_year: 2020,
        iso_week: 53,
        week_start_monday: '2020-12-28',
        week_start_sunday: '2020-12-27',
        month_start: '2020-12-01',
        quarter_start: '2020-10-01',
        year_start: '2020-01-01',
        year: 2020,
        quarter: 4,
        month: 12,
        day_of_month: 31,
        weekday: 4,
      },
      // A Thursday of a leap year.
      {
        date_key: '2024-02-29',
        iso_year: 2024,
        iso_week: 9,
        week_start_monday: '2024-02-26',
        week_start_sunday: '2024-02-25',
        month_start: '2024-02-01',
        quarter_start: '2024-01-01',
        year_start: '2024-01-01',
        year: 2024,
        quarter: 1,
        month: 2,
        day_of_month: 29,
        weekday: 4,
      },
    ]);
    const span = await warehouse.pool.query('SELECT min(date_key), max(date_key), count(*) FROM dim_date');
    expect(span.rows).toEqual([{ min: '1970-01-01', max: '2099-12-31', count: 47482 }]);
  });
});

describe('entities', () => {
  let warehouse: TestWarehouse;
  beforeAll(async () => {
    warehouse = await createTestWarehouse();
  });
  afterAll(() => warehouse.drop());

  test('carry instants without loss', async () => {
    const loads = warehouse.dataSource.getRepository(Load);
    await loads.insert({
      loadId: 1,
      changeId: 1,
      kind: 'load',
      source: 'march',
      startedAt: '2025-03-31T18:20:00.123456+08:00',
      finishedAt: '2025-03-31T10:20:01Z',
    });
    expect(await loads.findOneByOrFail({ loadId: 1 })).toMatchObject({
      loadId: 1,
      changeId: 1,
      kind: 'load',
      source: 'march',
      startedAt: '2025-03-31T10:20:00.123456Z',
      finishedAt: '2025-03-31T10:20:01Z',
      unloadedBy: null,
    });
    const nobody = await warehouse.dataSource.getRepository(DimCustomer).findOneByOrFail({ customerNo: 0 });
    expect(nobody).toMatchObject({ validFrom: '-infinity', validTo: 'infinity', tags: [], customerId: null });
  });

  test('refuse a load whose balance does not hold', async () => {
    const counts = warehouse.dataSource.getRepository(LoadCount);
    const count = {
      loadId: 1,
      file: 'a.csv',
      targetTable: 'dim_agent',
      read: 5,
      inserted: 1,
      updated: 1,
      unchanged: 1,
    };
    await expect(counts.insert({ ...count, quarantined: 1, filtered: 0 })).rejects.toThrow('nothing_lost');
    await counts.insert({ ...count, quarantined: 1, filtered: 1 });
    expect(await counts.countBy({ loadId: 1 })).toBe(1);
  });
});
