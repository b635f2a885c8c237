// The star schema of schema/star.sql: dimensions, facts, tables derived per customer, and the audit of loads.
// Source keys compare by code point (COLLATE "C"), so "first" is the same row on every server.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // Operational tables
  `CREATE TABLE setting (
    key text COLLATE "C" PRIMARY KEY,
    value text NOT NULL
  )`,
  `CREATE TABLE load (
    load_id bigint PRIMARY KEY,
    change_id bigint NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('load', 'sample', 'ingest', 'unload', 'recompute')),
    source text NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL,
    unloaded_by bigint,
    removed_rows boolean NOT NULL DEFAULT false
  )`,
  `CREATE TABLE load_count (
    load_id bigint NOT NULL REFERENCES load ON DELETE CASCADE,
    file text NOT NULL,
    target_table text NOT NULL,
    read bigint NOT NULL,
    inserted bigint NOT NULL,
    updated bigint NOT NULL,
    unchanged bigint NOT NULL,
    quarantined bigint NOT NULL,
    filtered bigint NOT NULL,
    PRIMARY KEY (load_id, file, target_table),
    CONSTRAINT nothing_lost CHECK (read = inserted + updated + unchanged + quarantined + filtered)
  )`,
  `CREATE TABLE load_rejection (
    load_id bigint NOT NULL REFERENCES load ON DELETE CASCADE,
    rejection_no bigint NOT NULL,
    file text NOT NULL,
    line bigint NOT NULL,
    target_table text NOT NULL,
    column_name text,
    code text NOT NULL,
    message text NOT NULL,
    raw text NOT NULL,
    PRIMARY KEY (load_id, rejection_no)
  )`,
  `CREATE TABLE segment (
    name text COLLATE "C" PRIMARY KEY,
    title text NOT NULL,
    filter jsonb NOT NULL
  )`,

  // Dimensions
  `CREATE TABLE dim_date (
    date_key date PRIMARY KEY,
    iso_year smallint NOT NULL,
    iso_week smallint NOT NULL,
    week_start_monday date NOT NULL,
    week_start_sunday date NOT NULL,
    month_start date NOT NULL,
    quarter_start date NOT NULL,
    year_start date NOT NULL,
    year smallint NOT NULL,
    quarter smallint NOT NULL,
    month smallint NOT NULL,
    day_of_month smallint NOT NULL,
    weekday smallint NOT NULL
  )`,
  `INSERT INTO dim_date
   SELECT day, extract(isoyear FROM day), extract(week FROM day), day - (extract(isodow FROM day)::int - 1), day - extract(dow FROM day)::int,
     date_trunc('month', day)::date, date_trunc('quarter', day)::date, date_trunc('year', day)::date,
     extract(year FROM day), extract(quarter FROM day), extract(month FROM day), extract(day FROM day), extract(isodow FROM day)
   FROM (SELECT date '1970-01-01' + n AS day FROM generate_series(0, date '2099-12-31' - date '1970-01-01') AS n) AS days`,
  `CREATE TABLE dim_channel (
    channel_no integer PRIMARY KEY,
    channel_id text COLLATE "C" UNIQUE,
    name text,
    category text,
    inferred boolean NOT NULL,
    load_id bigint NOT NULL,
    change_id bigint NOT NULL
  )`,
  `CREATE TABLE dim_product (
    product_no integer PRIMARY KEY,
    product_id text COLLATE "C" UNIQUE,
    name text,
    category text,
    price_tier integer,
    inferred boolean NOT NULL,
    load_id bigint NOT NULL,
    change_id bigint NOT NULL
  )`,
  `CREATE TABLE dim_agent (
    agent_no integer PRIMARY KEY,
    agent_id text COLLATE "C" UNIQUE,
    name text,
    team text,
    department text,
    role text,
    active_from date,
    active_to date,
    inferred boolean NOT NULL,
    load_id bigint NOT NULL,
    change_id bigint NOT NULL
  )`,
  `CREATE TABLE dim_customer (
    customer_key bigint NOT NULL,
    customer_no integer NOT NULL,
    customer_id text COLLATE "C",
    name text,
    email text,
    phone text,
    gender text,
    birth_date date,
    country text,
    region text,
    city text,
    industry text,
    company_size text,
    acquired_channel_no integer NOT NULL,
    acquired_campaign text,
    referred_by text COLLATE "C",
    first_contact_at timestamptz,
    churned_at timestamptz,
    churn_reason text,
    tags text[] NOT NULL DEFAULT '{}',
    valid_from timestamptz NOT NULL,
    effective_from timestamptz NOT NULL,
    valid_to timestamptz NOT NULL,
    is_current boolean NOT NULL,
    inferred boolean NOT NULL,
    load_id bigint NOT NULL,
    change_id bigint NOT NULL,
    carried_columns text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (customer_no, customer_key),
    UNIQUE (customer_no, valid_from)
  )`,
  'CREATE INDEX dim_customer_id ON dim_customer (customer_id)',
  'CREATE INDEX dim_customer_key ON dim_customer (customer_key)',

  // Facts
  `CREATE TABLE fact_interaction (
    interaction_id text COLLATE "C" NOT NULL,
    customer_no integer NOT NULL,
    customer_key bigint NOT NULL,
    date_key date NOT NULL,
    occurred_at timestamptz NOT NULL,
    kind text NOT NULL,
    channel_no integer NOT NULL,
    agent_no integer NOT NULL,
    campaign text,
    topic text,
    opportunity_id text COLLATE "C",
    stage text,
    question text,
    score numeric(18,4),
    scale_max numeric(18,4),
    scaled_score numeric(18,10),
    response_seconds numeric(18,6),
    resolution_seconds numeric(18,6),
    duration_seconds numeric(18,6),
    outcome text,
    load_id bigint NOT NULL,
    change_id bigint NOT NULL,
    PRIMARY KEY (interaction_id, customer_no)
  )`,
  'CREATE INDEX fact_interaction_customer ON fact_interaction (customer_no)',
  'CREATE INDEX fact_interaction_date ON fact_interaction (date_key)',
  `CREATE INDEX fact_interaction_stage ON fact_interaction (opportunity_id) WHERE kind = 'stage'`,
  `CREATE TABLE fact_transaction (
    transaction_id text COLLATE "C" NOT NULL,
    order_id text COLLATE "C" NOT NULL,
    customer_no integer NOT NULL,
    customer_key bigint NOT NULL,
    date_key date NOT NULL,
    occurred_at timestamptz NOT NULL,
    kind text NOT NULL,
    revenue numeric(18,4) NOT NULL,
    cost numeric(18,4),
    quantity numeric(18,4),
    product_no integer NOT NULL,
    channel_no integer NOT NULL,
    agent_no integer NOT NULL,
    campaign text,
    opportunity_id text COLLATE "C",
    term_end timestamptz,
    load_id bigint NOT NULL,
    change_id bigint NOT NULL,
    PRIMARY KEY (transaction_id, customer_no)
  )`,
  'CREATE INDEX fact_transaction_customer ON fact_transaction (customer_no)',
  'CREATE INDEX fact_transaction_date ON fact_transaction (date_key)',
  `CREATE TABLE fact_spend (
    spend_id text COLLATE "C" PRIMARY KEY,
    date_key date NOT NULL,
    purpose text NOT NULL,
    amount numeric(18,4) NOT NULL,
    channel_no integer NOT NULL,
    campaign text,
    load_id bigint NOT NULL,
    change_id bigint NOT NULL
  )`,
  `CREATE TABLE target (
    metric text NOT NULL,
    from_date date NOT NULL,
    to_date date NOT NULL,
    value numeric(18,4) NOT NULL,
    dimension text,
    member text,
    load_id bigint NOT NULL,
    change_id bigint NOT NULL,
    UNIQUE NULLS NOT DISTINCT (metric, from_date, to_date, dimension, member)
  )`,

  // Derived per customer by the load, for the customers it touched. Never written by anything else.
  `CREATE TABLE customer_summary (
    customer_no integer PRIMARY KEY,
    customer_id text COLLATE "C" NOT NULL,
    first_contact_at timestamptz,
    churned_at timestamptz,
    churn_reason text,
    first_lead_at timestamptz,
    first_fact_at timestamptz,
    on_file_from timestamptz NOT NULL,
    first_purchase_at timestamptz,
    first_purchase_date date,
    first_order_id text COLLATE "C",
    change_id bigint NOT NULL
  )`,
  `CREATE TABLE customer_order (
    customer_no integer NOT NULL,
    order_id text COLLATE "C" NOT NULL,
    order_number integer NOT NULL,
    transaction_id text COLLATE "C" NOT NULL,
    customer_key bigint NOT NULL,
    date_key date NOT NULL,
    occurred_at timestamptz NOT NULL,
    kind text NOT NULL,
    product_no integer NOT NULL,
    channel_no integer NOT NULL,
    agent_no integer NOT NULL,
    campaign text,
    previous_order_at timestamptz,
    cycle_started_at timestamptz,
    change_id bigint NOT NULL,
    PRIMARY KEY (customer_no, order_id)
  )`,
  `CREATE TABLE customer_lead (
    customer_no integer PRIMARY KEY,
    interaction_id text COLLATE "C" NOT NULL,
    customer_key bigint NOT NULL,
    date_key date NOT NULL,
    occurred_at timestamptz NOT NULL,
    channel_no integer NOT NULL,
    agent_no integer NOT NULL,
    campaign text,
    topic text,
    outcome text,
    first_purchase_at timestamptz,
    followed_up_at timestamptz,
    change_id bigint NOT NULL
  )`,
  `CREATE TABLE customer_offer (
    customer_no integer NOT NULL,
    interaction_id text COLLATE "C" NOT NULL,
    customer_key bigint NOT NULL,
    date_key date NOT NULL,
    occurred_at timestamptz NOT NULL,
    channel_no integer NOT NULL,
    agent_no integer NOT NULL,
    campaign text,
    topic text,
    outcome text,
    follows_purchase boolean NOT NULL,
    next_purchase_at timestamptz,
    change_id bigint NOT NULL,
    PRIMARY KEY (customer_no, interaction_id)
  )`,
  `CREATE TABLE customer_category (
    customer_no integer NOT NULL,
    category text COLLATE "C" NOT NULL,
    first_purchased_at timestamptz NOT NULL,
    change_id bigint NOT NULL,
    PRIMARY KEY (customer_no, category)
  )`,
  `CREATE TABLE opportunity (
    customer_no integer NOT NULL,
    opportunity_id text COLLATE "C" NOT NULL,
    known_from timestamptz NOT NULL,
    known_to timestamptz NOT NULL,
    channel_no integer NOT NULL,
    agent_no integer NOT NULL,
    first_stage_at timestamptz NOT NULL,
    first_quoted_at timestamptz,
    first_won_at timestamptz,
    won_after_quote_at timestamptz,
    last_close_at timestamptz,
    last_close_won boolean,
    cycle_started_at timestamptz NOT NULL,
    change_id bigint NOT NULL,
    PRIMARY KEY (customer_no, opportunity_id, known_from)
  )`,
  `CREATE TABLE customer_spell (
    customer_no integer NOT NULL,
    state text NOT NULL CHECK (state IN ('active', 'dormant')),
    starts_after timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    change_id bigint NOT NULL,
    PRIMARY KEY (customer_no, starts_after)
  )`,

  // Member 0 is the unknown member; customer 0 is nobody.
  `INSERT INTO dim_channel VALUES (0, NULL, NULL, NULL, false, 0, 0)`,
  `INSERT INTO dim_product VALUES (0, NULL, NULL, NULL, NULL, false, 0, 0)`,
  `INSERT INTO dim_agent VALUES (0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, 0, 0)`,
  `INSERT INTO dim_customer (customer_key, customer_no, acquired_channel_no, valid_from, effective_from, valid_to, is_current, inferred, load_id, change_id)
   VALUES (0, 0, 0, '-infinity', '-infinity', 'infinity', true, false, 0, 0)`,
];

const tables = [
  'customer_spell',
  'opportunity',
  'customer_category',
  'customer_offer',
  'customer_lead',
  'customer_order',
  'customer_summary',
  'target',
  'fact_spend',
  'fact_transaction',
  'fact_interaction',
  'dim_customer',
  'dim_agent',
  'dim_product',
  'dim_channel',
  'dim_date',
  'segment',
  'load_rejection',
  'load_count',
  'load',
  'setting',
];

export class StarSchema1763700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
