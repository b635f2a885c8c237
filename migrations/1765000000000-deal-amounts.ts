// What a deal is worth and what it is about: stage rows name an amount and a product, opportunities say whether they are open and
// with which amount, terms what was paid for them. Filled from the facts at hand; stage rows named neither so far.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  'ALTER TABLE fact_interaction ADD COLUMN amount numeric(18,4), ADD COLUMN product_no integer NOT NULL DEFAULT 0',
  'ALTER TABLE fact_interaction ALTER COLUMN product_no DROP DEFAULT',
  `ALTER TABLE opportunity ADD COLUMN product_no integer NOT NULL DEFAULT 0, ADD COLUMN is_open boolean NOT NULL DEFAULT false,
     ADD COLUMN amount numeric(18,4), ADD COLUMN won_amount numeric(18,4)`,
  `UPDATE opportunity AS o SET is_open = last.stage NOT IN ('won', 'lost')
   FROM (SELECT DISTINCT ON (opportunity_id, occurred_at) opportunity_id, occurred_at, stage FROM fact_interaction
     WHERE kind = 'stage' ORDER BY opportunity_id, occurred_at, interaction_id DESC) AS last
   WHERE last.opportunity_id = o.opportunity_id AND last.occurred_at = o.known_from`,
  'ALTER TABLE opportunity ALTER COLUMN product_no DROP DEFAULT, ALTER COLUMN is_open DROP DEFAULT',
  'ALTER TABLE customer_term ADD COLUMN revenue numeric(18,4)',
  `UPDATE customer_term AS t SET revenue = f.revenue FROM fact_transaction AS f
   WHERE f.customer_no = t.customer_no AND f.transaction_id = t.transaction_id`,
  'ALTER TABLE customer_term ALTER COLUMN revenue SET NOT NULL',
];

export class DealAmounts1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customer_term DROP COLUMN revenue');
    await runner.query(
      'ALTER TABLE opportunity DROP COLUMN product_no, DROP COLUMN is_open, DROP COLUMN amount, DROP COLUMN won_amount',
    );
    await runner.query('ALTER TABLE fact_interaction DROP COLUMN amount, DROP COLUMN product_no');
  }
}
