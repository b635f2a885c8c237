// Which loads gave a row: beside the load that inserted it (load_id), those that updated it since and stand, in their order
// (updated_by). And how many rows of each earlier load a load sent again unchanged, which no row tells.
//
// Of a warehouse in use only the last change of a row is known: where that was a load that updated rows of its table, the
// row counts as updated by it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  { table: 'dim_channel', source: 'channels' },
  { table: 'dim_product', source: 'products' },
  { table: 'dim_agent', source: 'agents' },
  { table: 'dim_customer', source: 'customers' },
  { table: 'fact_interaction', source: 'interactions' },
  { table: 'fact_transaction', source: 'transactions' },
  { table: 'fact_spend', source: 'spend' },
  { table: 'target', source: 'targets' },
];

const statements = [
  ...tables.flatMap(({ table, source }) => [
    // Without a default: rows that are there are not written anew, and those that nobody updated take no room for it.
    `ALTER TABLE ${table} ADD COLUMN updated_by bigint[]`,
    `UPDATE ${table} AS r SET updated_by = ARRAY[l.load_id] FROM load AS l
     WHERE l.change_id = r.change_id AND l.load_id <> r.load_id AND l.unloaded_by IS NULL
       AND EXISTS (SELECT FROM load_count AS c WHERE c.load_id = l.load_id AND c.target_table = '${source}' AND c.updated > 0)`,
  ]),
  // Its key serves the removal with the load; what a load sent again of another is asked for once, before that one is
  // taken back, of a row a pair of loads.
  `CREATE TABLE load_repeat (
    load_id bigint NOT NULL REFERENCES load ON DELETE CASCADE,
    of_load_id bigint NOT NULL,
    rows bigint NOT NULL,
    PRIMARY KEY (load_id, of_load_id)
  )`,
];

export class RowOrigins1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE load_repeat');
    for (const { table } of tables) await runner.query(`ALTER TABLE ${table} DROP COLUMN updated_by`);
  }
}
