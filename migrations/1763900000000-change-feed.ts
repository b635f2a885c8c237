// The feed of changes. `change` has what no row can tell: rows that went, and the customers and opportunities whose
// derived rows were replaced. `table_watermark` has the last change of each table. Rows say themselves which change wrote
// them last, segments too from here on.
//
// A warehouse in use has no such record of what was before: its entries begin with one that says so (`pruned`), and every
// table counts as changed by the last load.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  'dim_channel',
  'dim_product',
  'dim_agent',
  'dim_customer',
  'fact_interaction',
  'fact_transaction',
  'fact_spend',
  'target',
  'customer_summary',
  'customer_order',
  'customer_lead',
  'customer_offer',
  'customer_category',
  'customer_price_tier',
  'customer_term',
  'customer_spell',
  'opportunity',
  'segment',
  'load',
];

const statements = [
  // Its key serves the one question there is: what was entered after a change id, of one kind.
  `CREATE TABLE change (
    change_id bigint NOT NULL,
    what text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    PRIMARY KEY (change_id, what, key)
  )`,
  `CREATE TABLE table_watermark (
    table_name text COLLATE "C" PRIMARY KEY,
    change_id bigint NOT NULL
  )`,
  'ALTER TABLE segment ADD COLUMN change_id bigint NOT NULL DEFAULT 0',
  'ALTER TABLE segment ALTER COLUMN change_id DROP DEFAULT',
  'UPDATE segment SET change_id = (SELECT coalesce(max(change_id), 0) FROM load)',
  `INSERT INTO table_watermark
   SELECT name, last.change_id FROM unnest(ARRAY[${tables.map((table) => `'${table}'`).join(', ')}]) AS name,
     (SELECT max(change_id) AS change_id FROM load) AS last WHERE last.change_id IS NOT NULL`,
  `INSERT INTO change SELECT max(change_id), 'pruned', '' FROM load HAVING max(change_id) IS NOT NULL`,
  'ALTER TABLE load DROP COLUMN removed_rows',
];

export class ChangeFeed1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    // A copy made before cannot know what went meanwhile.
    await runner.query('ALTER TABLE load ADD COLUMN removed_rows boolean NOT NULL DEFAULT true');
    await runner.query('ALTER TABLE load ALTER COLUMN removed_rows SET DEFAULT false');
    await runner.query('ALTER TABLE segment DROP COLUMN change_id');
    for (const table of ['table_watermark', 'change']) await runner.query(`DROP TABLE ${table}`);
  }
}
