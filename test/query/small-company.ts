// A company of three customers and a guest, written straight into the star with its derived tables, on both engines.
//
//   anna  bought on 10 February, 5 and 20 March 2025, gave 10 back; moved from the north to the east on 10 March
//   bo    lead of 1 March, won on 31 March half an hour before midnight in Shanghai; without region and tags
//   chen  bought once, on 1 May 2024, and is lost since 28 October
//   guest one order of 15 March
//
// What they are judged to be is made up: anna rises from silver to gold at the end of March, is silver at the end of June and
// platinum now; bo is bronze from his first month-end on, without a predicted value or a health score; chen has no tier.

import type { Pool } from 'pg';
import type { Engine } from '../../src/engine/engine';
import { postgresEngine } from '../../src/engine/postgres-engine';
import type { AnswerContext } from '../../src/query/reading';
import { columnarCopy } from '../support/columnar-copy';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { now, settings } from './around';

const rows = `
INSERT INTO load (load_id, change_id, kind, source, started_at, finished_at) VALUES (1, 1, 'load', 'small', '2025-07-01T00:00Z', '2025-07-01T00:00Z');
INSERT INTO table_watermark SELECT name, 1 FROM unnest(ARRAY['load', 'dim_channel', 'dim_product', 'dim_agent', 'dim_customer', 'fact_transaction', 'fact_interaction', 'fact_spend', 'customer_summary', 'customer_order', 'customer_lead', 'customer_offer', 'customer_category', 'customer_price_tier', 'customer_spell', 'opportunity', 'customer_snapshot']) AS name;
INSERT INTO dim_channel VALUES (1, 'web', 'Web', 'online', false, 1, 1), (2, 'shop', 'Shop', 'store', false, 1, 1), (3, 'tv', 'TV', 'media', false, 1, 1);
INSERT INTO dim_product VALUES (1, 'green', 'Green tea', 'tea', 1, false, 1, 1), (2, 'cup', 'Cup', 'ware', 1, false, 1, 1);
INSERT INTO dim_agent (agent_no, agent_id, name, team, department, role, inferred, load_id, change_id) VALUES (1, 'ada', 'Ada', 'coast', 'sales', 'sales', false, 1, 1);
INSERT INTO dim_customer (customer_key, customer_no, customer_id, birth_date, country, region, city, industry, acquired_channel_no, acquired_campaign, tags, valid_from, effective_from, valid_to, is_current, inferred, load_id, change_id) VALUES
  (1, 1, 'anna', '1990-03-15', 'CN', 'north', 'Harbin', 'retail', 1, 'spring', '{vip,new}', '-infinity', '-infinity', '2025-03-10T00:00+08', false, false, 1, 1),
  (2, 1, 'anna', '1990-03-15', 'CN', 'east', 'Shanghai', 'retail', 1, 'spring', '{vip}', '2025-03-10T00:00+08', '2025-03-10T00:00+08', 'infinity', true, false, 1, 1),
  (3, 2, 'bo', NULL, 'CN', NULL, NULL, NULL, 3, NULL, '{}', '-infinity', '-infinity', 'infinity', true, false, 1, 1),
  (4, 3, 'chen', '2008-01-01', 'SG', 'south', 'Foshan', 'food', 0, NULL, '{old}', '-infinity', '-infinity', 'infinity', true, false, 1, 1);
INSERT INTO fact_transaction (transaction_id, order_id, customer_no, customer_key, date_key, occurred_at, kind, revenue, cost, quantity, product_no, channel_no, agent_no, load_id, change_id) VALUES
  ('t1', 'o1', 1, 1, '2025-02-10', '2025-02-10T10:00+08', 'order', 100, 60, 1, 1, 1, 1, 1, 1),
  ('t2', 'o2', 1, 1, '2025-03-05', '2025-03-05T10:00+08', 'order', 50, 20, 1, 1, 1, 0, 1, 1),
  ('t3', 'o3', 1, 2, '2025-03-20', '2025-03-20T10:00+08', 'order', 30, NULL, 1, 2, 2, 0, 1, 1),
  ('t4', 'o4', 2, 3, '2025-03-31', '2025-03-31T23:30+08', 'order', 20, 5, 1, 2, 2, 1, 1, 1),
  ('t5', 'o2', 1, 2, '2025-03-25', '2025-03-25T10:00+08', 'refund', -10, -4, -1, 1, 1, 0, 1, 1),
  ('t6', 'g1', 0, 0, '2025-03-15', '2025-03-15T10:00+08', 'order', 7, NULL, NULL, 0, 1, 0, 1, 1),
  ('t7', 'o5', 3, 4, '2024-05-01', '2024-05-01T10:00+08', 'order', 200, 100, 1, 1, 1, 0, 1, 1);
INSERT INTO fact_interaction (interaction_id, customer_no, customer_key, date_key, occurred_at, kind, channel_no, agent_no, topic, response_seconds, opportunity_id, stage, amount, product_no, load_id, change_id) VALUES
  ('i1', 1, 2, '2025-03-12', '2025-03-12T10:00+08', 'referral', 1, 0, NULL, NULL, NULL, NULL, NULL, 0, 1, 1),
  ('i2', 2, 3, '2025-03-01', '2025-03-01T10:00+08', 'lead', 3, 0, NULL, NULL, NULL, NULL, NULL, 0, 1, 1),
  ('i3', 2, 3, '2025-03-02', '2025-03-02T10:00+08', 'inquiry', 1, 1, 'price', 60, NULL, NULL, NULL, 0, 1, 1),
  ('i4', 1, 2, '2025-03-12', '2025-03-12T11:00+08', 'ticket', 1, 1, 'delivery', 180, NULL, NULL, NULL, 0, 1, 1),
  ('i5', 1, 1, '2025-02-15', '2025-02-15T10:00+08', 'retention_offer', 1, 0, NULL, NULL, NULL, NULL, NULL, 0, 1, 1),
  ('i6', 2, 3, '2025-03-11', '2025-03-11T10:00+08', 'stage', 3, 1, NULL, NULL, 'op1', 'lead', 40, 1, 1, 1),
  ('i7', 2, 3, '2025-03-31', '2025-03-31T10:00+08', 'stage', 3, 1, NULL, NULL, 'op1', 'won', 45, 0, 1, 1);
INSERT INTO fact_spend VALUES ('s1', '2025-03-01', 'marketing', 90, 3, NULL, 1, 1), ('s2', '2025-03-15', 'sales', 10, 1, 'spring', 1, 1), ('s3', '2025-03-16', 'retention', 5, 1, NULL, 1, 1);
INSERT INTO customer_summary (customer_no, customer_id, first_lead_at, first_fact_at, on_file_from, first_purchase_at, first_purchase_date, first_order_id, change_id) VALUES
  (1, 'anna', NULL, '2025-02-10T10:00+08', '2025-02-10T10:00+08', '2025-02-10T10:00+08', '2025-02-10', 'o1', 1),
  (2, 'bo', '2025-03-01T10:00+08', '2025-03-01T10:00+08', '2025-03-01T10:00+08', '2025-03-31T23:30+08', '2025-03-31', 'o4', 1),
  (3, 'chen', NULL, '2024-05-01T10:00+08', '2024-05-01T10:00+08', '2024-05-01T10:00+08', '2024-05-01', 'o5', 1);
INSERT INTO customer_order (customer_no, order_id, order_number, transaction_id, customer_key, date_key, occurred_at, kind, product_no, channel_no, agent_no, previous_order_at, change_id) VALUES
  (1, 'o1', 1, 't1', 1, '2025-02-10', '2025-02-10T10:00+08', 'order', 1, 1, 1, NULL, 1),
  (1, 'o2', 2, 't2', 1, '2025-03-05', '2025-03-05T10:00+08', 'order', 1, 1, 0, '2025-02-10T10:00+08', 1),
  (1, 'o3', 3, 't3', 2, '2025-03-20', '2025-03-20T10:00+08', 'order', 2, 2, 0, '2025-03-05T10:00+08', 1),
  (2, 'o4', 1, 't4', 3, '2025-03-31', '2025-03-31T23:30+08', 'order', 2, 2, 1, NULL, 1),
  (3, 'o5', 1, 't7', 4, '2024-05-01', '2024-05-01T10:00+08', 'order', 1, 1, 0, NULL, 1);
INSERT INTO customer_lead (customer_no, interaction_id, customer_key, date_key, occurred_at, channel_no, agent_no, first_purchase_at, change_id) VALUES (2, 'i2', 3, '2025-03-01', '2025-03-01T10:00+08', 3, 0, '2025-03-31T23:30+08', 1);
INSERT INTO customer_offer (customer_no, interaction_id, customer_key, date_key, occurred_at, channel_no, agent_no, follows_purchase, next_purchase_at, change_id) VALUES (1, 'i5', 1, '2025-02-15', '2025-02-15T10:00+08', 1, 0, true, '2025-03-05T10:00+08', 1);
INSERT INTO customer_category VALUES (1, 'tea', '2025-02-10T10:00+08', 1), (1, 'ware', '2025-03-20T10:00+08', 1), (2, 'ware', '2025-03-31T23:30+08', 1), (3, 'tea', '2024-05-01T10:00+08', 1);
INSERT INTO customer_price_tier VALUES (1, 'tea', 1, '2025-02-10T10:00+08', '2025-02-10T10:00+08', 1), (1, 'ware', 1, '2025-03-20T10:00+08', '2025-03-20T10:00+08', 1), (2, 'ware', 1, '2025-03-31T23:30+08', '2025-03-31T23:30+08', 1), (3, 'tea', 1, '2024-05-01T10:00+08', '2024-05-01T10:00+08', 1);
INSERT INTO customer_spell VALUES
  (1, 'active', '2025-02-10T10:00+08', '2025-06-18T10:00+08', 1), (1, 'dormant', '2025-06-18T10:00+08', '2025-09-16T10:00+08', 1),
  (2, 'active', '2025-03-31T23:30+08', '2025-06-29T23:30+08', 1), (2, 'dormant', '2025-06-29T23:30+08', '2025-09-27T23:30+08', 1),
  (3, 'active', '2024-05-01T10:00+08', '2024-07-30T10:00+08', 1), (3, 'dormant', '2024-07-30T10:00+08', '2024-10-28T10:00+08', 1);
INSERT INTO opportunity (customer_no, opportunity_id, known_from, known_to, channel_no, agent_no, first_stage_at, first_won_at, last_close_at, last_close_won, cycle_started_at, product_no, is_open, amount, won_amount, change_id) VALUES
  (2, 'op1', '2025-03-11T10:00+08', '2025-03-31T10:00+08', 3, 1, '2025-03-11T10:00+08', NULL, NULL, NULL, '2025-03-01T10:00+08', 1, true, 40, NULL, 1),
  (2, 'op1', '2025-03-31T10:00+08', 'infinity', 3, 1, '2025-03-11T10:00+08', '2025-03-31T10:00+08', '2025-03-31T10:00+08', true, '2025-03-01T10:00+08', 1, false, 45, 45, 1);
INSERT INTO customer_snapshot (customer_no, month_end, in_base, lifecycle_stage, churn_risk, risk_band, expected_purchases, predicted_value, tier, rfm_recency, rfm_frequency, rfm_monetary, rfm_segment, nps_group, health_score, health_band) VALUES
  (1, '2025-03-01', true, 'NEW', 0.1, 'LOW', 2.5, 300.5, 'SILVER', 5, 1, 2, 'POTENTIAL_LOYALIST', NULL, 90, 'HEALTHY'),
  (1, '2025-04-01', true, 'NEW', 0.3, 'MEDIUM', 1.5, 200.25, 'GOLD', 5, 5, 5, 'CHAMPIONS', 'PROMOTER', 72, 'HEALTHY'),
  (1, '2025-05-01', true, 'NEW', 0.45, 'MEDIUM', 1, 150, 'GOLD', 4, 4, 4, 'LOYAL', 'PROMOTER', 55, 'WATCH'),
  (1, '2025-06-01', true, 'ACTIVE', 0.5, 'HIGH', 0.5, 100, 'GOLD', 3, 4, 4, 'LOYAL', 'PROMOTER', 45, 'WATCH'),
  (1, '2025-07-01', true, 'DORMANT', 0.6, 'HIGH', 0.25, 50, 'SILVER', 2, 3, 3, 'AT_RISK', 'PROMOTER', 30, 'AT_RISK'),
  (1, '9999-12-31', true, 'DORMANT', 0.625, 'HIGH', 0.125, 40, 'PLATINUM', 2, 3, 3, 'AT_RISK', 'DETRACTOR', 20, 'AT_RISK'),
  (2, '2025-04-01', true, 'NEW', 0.2, 'LOW', 1.25, NULL, 'BRONZE', 5, 1, 1, 'RECENT', NULL, NULL, NULL),
  (2, '2025-05-01', true, 'NEW', 0.3, 'MEDIUM', 1, NULL, 'BRONZE', 4, 1, 1, 'PROMISING', NULL, NULL, NULL),
  (2, '2025-06-01', true, 'NEW', 0.4, 'MEDIUM', 0.75, NULL, 'BRONZE', 3, 1, 1, 'ABOUT_TO_SLEEP', NULL, NULL, NULL),
  (2, '2025-07-01', true, 'DORMANT', 0.5, 'HIGH', 0.5, NULL, 'BRONZE', 2, 1, 1, 'HIBERNATING', NULL, NULL, NULL),
  (2, '9999-12-31', true, 'DORMANT', 0.55, 'HIGH', 0.4, NULL, 'BRONZE', 1, 1, 1, 'HIBERNATING', 'PASSIVE', NULL, NULL),
  (3, '2025-03-01', false, 'LOST', 1, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (3, '2025-04-01', false, 'LOST', 1, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (3, '9999-12-31', false, 'LOST', 1, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
`;

export type SmallCompany = {
  readonly warehouse: TestWarehouse;
  /** PostgreSQL first, then the copy in DuckDB. */
  readonly engines: readonly [Engine, Engine];
  readonly contexts: readonly [AnswerContext, AnswerContext];
  readonly close: () => Promise<void>;
};

/** Opens the company; `change` adds to it before it is copied. */
export async function openSmallCompany(
  change = async (_pool: Pool): Promise<void> => undefined,
): Promise<SmallCompany> {
  const warehouse = await createTestWarehouse({ timeZone: settings.timeZone });
  await warehouse.pool.query(rows);
  await change(warehouse.pool);
  const postgres = postgresEngine(warehouse.pool);
  const columnar = await columnarCopy(warehouse.pool);
  const context = (engine: Engine): AnswerContext => ({ engine, settings, now: () => now });
  return {
    warehouse,
    engines: [postgres, columnar],
    contexts: [context(postgres), context(columnar)],
    close: async () => {
      await columnar.close();
      await warehouse.drop();
    },
  };
}
