// Two more tables derived per customer: the price tiers it reached in each product category, and its terms with the purchase
// that renewed them. Filled from the facts at hand, so that a warehouse in use answers at once.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE customer_price_tier (
    customer_no integer NOT NULL,
    category text COLLATE "C" NOT NULL,
    price_tier integer NOT NULL,
    first_reached_at timestamptz NOT NULL,
    first_tiered_at timestamptz NOT NULL,
    change_id bigint NOT NULL,
    PRIMARY KEY (customer_no, category, price_tier)
  )`,
  `CREATE TABLE customer_term (
    customer_no integer NOT NULL,
    transaction_id text COLLATE "C" NOT NULL,
    order_id text COLLATE "C" NOT NULL,
    date_key date NOT NULL,
    occurred_at timestamptz NOT NULL,
    kind text NOT NULL,
    product_no integer NOT NULL,
    channel_no integer NOT NULL,
    agent_no integer NOT NULL,
    campaign text,
    term_end timestamptz NOT NULL,
    renewed_at timestamptz,
    change_id bigint NOT NULL,
    PRIMARY KEY (customer_no, transaction_id)
  )`,
  `INSERT INTO customer_price_tier
   SELECT customer_no, category, price_tier,
     min(first_bought_at) OVER (PARTITION BY customer_no, category ORDER BY price_tier DESC),
     min(first_bought_at) OVER (PARTITION BY customer_no, category), change_id
   FROM (
     SELECT f.customer_no, p.category, p.price_tier, min(f.occurred_at) AS first_bought_at, max(f.change_id) AS change_id
     FROM fact_transaction AS f JOIN dim_product AS p USING (product_no)
     WHERE f.customer_no <> 0 AND f.kind IN ('order', 'renewal') AND p.category IS NOT NULL AND p.price_tier IS NOT NULL
     GROUP BY f.customer_no, p.category, p.price_tier) AS bought`,
  `INSERT INTO customer_term
   SELECT t.customer_no, t.transaction_id, t.order_id, t.date_key, t.occurred_at, t.kind, t.product_no, t.channel_no, t.agent_no,
     t.campaign, t.term_end, min(p.occurred_at), t.change_id
   FROM fact_transaction AS t
   LEFT JOIN fact_transaction AS p ON p.customer_no = t.customer_no AND p.order_id <> t.order_id
     AND (p.kind = 'renewal' OR p.kind = 'order' AND p.term_end IS NOT NULL) AND p.occurred_at > t.occurred_at
     AND p.occurred_at BETWEEN t.term_end - interval '1440 hours' AND t.term_end + interval '720 hours'
   WHERE t.customer_no <> 0 AND t.kind IN ('order', 'renewal') AND t.term_end IS NOT NULL
   GROUP BY t.customer_no, t.transaction_id`,
];

export class PriceTiersAndTerms1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['customer_term', 'customer_price_tier']) await runner.query(`DROP TABLE ${table}`);
  }
}
