// Finding the rows that were written since a change, which is what every copy that follows asks for. New rows lie together at
// the end of their table, so that a summary of its ranges says where they are; it takes a few pages and hardly any time of a load.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  'dim_customer',
  'fact_interaction',
  'fact_transaction',
  'fact_spend',
  'customer_summary',
  'customer_order',
  'customer_lead',
  'customer_offer',
  'customer_category',
  'customer_price_tier',
  'customer_term',
  'customer_spell',
  'opportunity',
];

export class ChangedRows1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await runner.query(`CREATE INDEX ${table}_change ON ${table} USING brin (change_id) WITH (autosummarize = on)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP INDEX ${table}_change`);
  }
}
