// What customers were judged to be at every month-end and are judged to be now (JUDGEMENTS.md), the models behind it, and of
// which data and under which rules each month-end was judged. A score run writes them, by months.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // The digest is of everything that happened in the month which the month-end closes.
  `CREATE TABLE month_end (
    month_end date PRIMARY KEY,
    judged_at timestamptz NOT NULL,
    scored_at timestamptz NOT NULL,
    data_version bigint NOT NULL,
    rules_version text NOT NULL,
    digest text NOT NULL
  )`,
  `CREATE TABLE model_fit (
    month_end date NOT NULL,
    model text COLLATE "C" NOT NULL,
    parameters jsonb,
    log_likelihood double precision,
    customers integer NOT NULL,
    repeat_customers integer NOT NULL,
    iterations integer,
    reason text,
    PRIMARY KEY (month_end, model)
  )`,
  // A fact finds what its customer was by customer and month; a month is replaced as a whole.
  `CREATE TABLE customer_snapshot (
    customer_no integer NOT NULL,
    month_end date NOT NULL,
    in_base boolean NOT NULL,
    lifecycle_stage text COLLATE "C",
    alive double precision,
    churn_risk double precision,
    risk_band text COLLATE "C",
    expected_purchases double precision,
    predicted_value double precision,
    historic_value numeric(18,4),
    contribution numeric(18,4),
    activity integer,
    loyalty integer,
    tier_score double precision,
    tier text COLLATE "C",
    rfm_recency smallint,
    rfm_frequency smallint,
    rfm_monetary smallint,
    rfm_segment text COLLATE "C",
    nps_group text COLLATE "C",
    preferred_channel_no integer,
    lead_score double precision,
    lead_score_band text COLLATE "C",
    health_score double precision,
    health_band text COLLATE "C",
    health_recency double precision,
    health_frequency double precision,
    health_engagement double precision,
    health_satisfaction double precision,
    health_complaints double precision,
    health_terms double precision,
    under_term boolean,
    days_since_purchase integer,
    purchase_rhythm_days double precision,
    orders_last_half_year integer,
    orders_half_year_before integer,
    engaged_days_last_quarter integer,
    engaged_days_quarter_before integer,
    last_nps double precision,
    last_csat double precision,
    last_ces double precision,
    complaints integer,
    last_term_end timestamptz,
    PRIMARY KEY (customer_no, month_end)
  )`,
  'CREATE INDEX customer_snapshot_month_end ON customer_snapshot (month_end)',
];

export class Judgements1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['customer_snapshot', 'model_fit', 'month_end']) await runner.query(`DROP TABLE ${table}`);
    await runner.query(
      `DELETE FROM table_watermark WHERE table_name IN ('customer_snapshot', 'model_fit', 'month_end')`,
    );
    await runner.query(`DELETE FROM change WHERE what = 'month_end'`);
  }
}
