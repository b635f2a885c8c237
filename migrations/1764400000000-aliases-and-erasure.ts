// Customers that are one person under several ids, and customers whose person was erased.
//
// customer_alias says which id is which customer. The versions of an alias stand aside in merged_customer, whole, and its
// facts stand with the survivor and say whose they were (alias_no): the two are parted again exactly. Nothing that asks
// sees an alias. erased_customer knows an erased id by a mark that cannot be read back.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const facts = [
  { table: 'fact_interaction', index: 'fact_interaction_alias' },
  { table: 'fact_transaction', index: 'fact_transaction_alias' },
];
const kinds = ['load', 'sample', 'ingest', 'unload', 'recompute'];
const kindCheck = (allowed: readonly string[]): readonly string[] => [
  'ALTER TABLE load DROP CONSTRAINT load_kind_check',
  `ALTER TABLE load ADD CONSTRAINT load_kind_check CHECK (kind IN (${allowed.map((kind) => `'${kind}'`).join(', ')}))`,
];

const statements = [
  `CREATE TABLE customer_alias (
    alias_id text COLLATE "C" PRIMARY KEY,
    customer_id text COLLATE "C" NOT NULL,
    load_id bigint NOT NULL,
    change_id bigint NOT NULL,
    updated_by bigint[]
  )`,
  'CREATE INDEX customer_alias_customer ON customer_alias (customer_id)',
  'CREATE TABLE merged_customer (LIKE dim_customer INCLUDING DEFAULTS, survivor_no integer NOT NULL, PRIMARY KEY (customer_no, customer_key))',
  'CREATE INDEX merged_customer_key ON merged_customer (customer_key)',
  'CREATE INDEX merged_customer_id ON merged_customer (customer_id)',
  'CREATE INDEX merged_customer_survivor ON merged_customer (survivor_no)',
  ...facts.flatMap(({ table, index }) => [
    `ALTER TABLE ${table} ADD COLUMN alias_no integer`,
    `CREATE INDEX ${index} ON ${table} (alias_no) WHERE alias_no IS NOT NULL`,
  ]),
  // customer_no: who has the facts of that id; null when there are none. rewritten_at: since when no file of the
  // database has what was erased.
  `CREATE TABLE erased_customer (
    mark bytea PRIMARY KEY,
    customer_no integer,
    of_sample boolean NOT NULL,
    erased_by bigint NOT NULL,
    rewritten_at timestamptz
  )`,
  'CREATE INDEX erased_customer_number ON erased_customer (customer_no)',
  // Of a deleted fact whose person was erased the mark takes the place of the id.
  'ALTER TABLE deleted_fact ADD COLUMN customer_mark bytea',
  ...kindCheck([...kinds, 'erase']),
  'ALTER TABLE customer_summary ALTER customer_id DROP NOT NULL',
];

export class AliasesAndErasure1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Facts of an alias would be the survivor's for ever, and an erased person would come back with the next load.
    await runner.query(`DO $$ BEGIN
      IF EXISTS (SELECT FROM customer_alias) OR EXISTS (SELECT FROM erased_customer) THEN
        RAISE EXCEPTION 'a warehouse with merged or erased customers cannot go back to a version that does not know them';
      END IF;
    END $$`);
    await runner.query('ALTER TABLE customer_summary ALTER customer_id SET NOT NULL');
    for (const statement of kindCheck(kinds)) await runner.query(statement);
    await runner.query('ALTER TABLE deleted_fact DROP COLUMN customer_mark');
    for (const { table } of facts) await runner.query(`ALTER TABLE ${table} DROP COLUMN alias_no`);
    for (const table of ['erased_customer', 'merged_customer', 'customer_alias'])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query(`DELETE FROM table_watermark WHERE table_name = 'customer_alias'`);
    await runner.query(`DELETE FROM change WHERE what = 'customer_alias'`);
  }
}
