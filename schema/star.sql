-- The star schema of a warehouse, generated from the migrations. Do not edit: run `npm run -s astrolabe -- schema`.
-- Member 0 of every dimension is the unknown member; customer 0 is nobody. Instants are UTC with microseconds.

CREATE FUNCTION customer_search_text(customer_id text, name text, email text, phone text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $function$
  SELECT lower((coalesce(customer_id, '') || chr(10) || coalesce(name, '') || chr(10) || coalesce(email, '') || chr(10) || coalesce(phone, '')) COLLATE "default")
$function$;

CREATE FUNCTION character_runs(search_text text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $function$
  SELECT string_to_array(regexp_replace(substr(search_text, 1), '(..)', '\1' || chr(1), 'g') || chr(1) || regexp_replace(substr(search_text, 2), '(..)', '\1' || chr(1), 'g') || chr(1) || regexp_replace(substr(search_text, 1), '(...)', '\1' || chr(1), 'g') || chr(1) || regexp_replace(substr(search_text, 2), '(...)', '\1' || chr(1), 'g') || chr(1) || regexp_replace(substr(search_text, 3), '(...)', '\1' || chr(1), 'g'), chr(1))
$function$;

CREATE FUNCTION word_runs(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $function$
  SELECT array_agg(DISTINCT substr(lower(word), n, 3)) FROM generate_series(1, greatest(1, length(lower(word)) - 2)) AS n
$function$;

CREATE TABLE setting (
  key text COLLATE "C" NOT NULL,
  value text NOT NULL,
  CONSTRAINT setting_pkey PRIMARY KEY (key)
);

CREATE TABLE load (
  load_id bigint NOT NULL,
  change_id bigint NOT NULL,
  kind text NOT NULL,
  source text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone NOT NULL,
  unloaded_by bigint,
  replaces text,
  CONSTRAINT load_pkey PRIMARY KEY (load_id),
  CONSTRAINT load_change_id_key UNIQUE (change_id),
  CONSTRAINT load_kind_check CHECK ((kind = ANY (ARRAY['load'::text, 'sample'::text, 'ingest'::text, 'unload'::text, 'recompute'::text, 'erase'::text])))
);

CREATE TABLE load_count (
  load_id bigint NOT NULL,
  file text NOT NULL,
  target_table text NOT NULL,
  read bigint NOT NULL,
  inserted bigint NOT NULL,
  updated bigint NOT NULL,
  unchanged bigint NOT NULL,
  quarantined bigint NOT NULL,
  filtered bigint NOT NULL,
  deleted bigint DEFAULT 0 NOT NULL,
  CONSTRAINT load_count_pkey PRIMARY KEY (load_id, file, target_table),
  CONSTRAINT nothing_lost CHECK ((read = (((((inserted + updated) + unchanged) + quarantined) + filtered) + deleted))),
  CONSTRAINT load_count_load_id_fkey FOREIGN KEY (load_id) REFERENCES load(load_id) ON DELETE CASCADE
);

CREATE TABLE load_rejection (
  load_id bigint NOT NULL,
  rejection_no bigint NOT NULL,
  file text NOT NULL,
  line bigint NOT NULL,
  target_table text NOT NULL,
  column_name text,
  code text NOT NULL,
  message text NOT NULL,
  raw text NOT NULL,
  CONSTRAINT load_rejection_pkey PRIMARY KEY (load_id, rejection_no),
  CONSTRAINT load_rejection_load_id_fkey FOREIGN KEY (load_id) REFERENCES load(load_id) ON DELETE CASCADE
);

CREATE TABLE segment (
  name text COLLATE "C" NOT NULL,
  title text NOT NULL,
  filter jsonb NOT NULL,
  change_id bigint NOT NULL,
  CONSTRAINT segment_pkey PRIMARY KEY (name)
);

CREATE TABLE dim_date (
  date_key date NOT NULL,
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
  weekday smallint NOT NULL,
  CONSTRAINT dim_date_pkey PRIMARY KEY (date_key)
);

CREATE TABLE dim_channel (
  channel_no integer NOT NULL,
  channel_id text COLLATE "C",
  name text,
  category text,
  inferred boolean NOT NULL,
  load_id bigint NOT NULL,
  change_id bigint NOT NULL,
  updated_by bigint[],
  CONSTRAINT dim_channel_pkey PRIMARY KEY (channel_no),
  CONSTRAINT dim_channel_channel_id_key UNIQUE (channel_id)
);

CREATE TABLE dim_product (
  product_no integer NOT NULL,
  product_id text COLLATE "C",
  name text,
  category text,
  price_tier integer,
  inferred boolean NOT NULL,
  load_id bigint NOT NULL,
  change_id bigint NOT NULL,
  updated_by bigint[],
  CONSTRAINT dim_product_pkey PRIMARY KEY (product_no),
  CONSTRAINT dim_product_product_id_key UNIQUE (product_id)
);

CREATE TABLE dim_agent (
  agent_no integer NOT NULL,
  agent_id text COLLATE "C",
  name text,
  team text,
  department text,
  role text,
  active_from date,
  active_to date,
  inferred boolean NOT NULL,
  load_id bigint NOT NULL,
  change_id bigint NOT NULL,
  updated_by bigint[],
  CONSTRAINT dim_agent_pkey PRIMARY KEY (agent_no),
  CONSTRAINT dim_agent_agent_id_key UNIQUE (agent_id)
);

CREATE TABLE dim_customer (
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
  first_contact_at timestamp with time zone,
  churned_at timestamp with time zone,
  churn_reason text,
  tags text[] DEFAULT '{}'::text[] NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  effective_from timestamp with time zone NOT NULL,
  valid_to timestamp with time zone NOT NULL,
  is_current boolean NOT NULL,
  inferred boolean NOT NULL,
  load_id bigint NOT NULL,
  change_id bigint NOT NULL,
  carried_columns text[] DEFAULT '{}'::text[] NOT NULL,
  updated_by bigint[],
  CONSTRAINT dim_customer_pkey PRIMARY KEY (customer_no, customer_key),
  CONSTRAINT dim_customer_customer_no_valid_from_key UNIQUE (customer_no, valid_from)
);
CREATE INDEX dim_customer_change ON dim_customer USING brin (change_id) WITH (autosummarize='on');
CREATE INDEX dim_customer_id ON dim_customer USING btree (customer_id);
CREATE INDEX dim_customer_key ON dim_customer USING btree (customer_key);
CREATE INDEX dim_customer_search ON dim_customer USING gin (character_runs(customer_search_text(customer_id, name, email, phone)));

CREATE TABLE fact_interaction (
  interaction_id text COLLATE "C" NOT NULL,
  customer_no integer NOT NULL,
  customer_key bigint NOT NULL,
  date_key date NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
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
  updated_by bigint[],
  alias_no integer,
  amount numeric(18,4),
  product_no integer NOT NULL,
  CONSTRAINT fact_interaction_pkey PRIMARY KEY (interaction_id, customer_no)
);
CREATE INDEX fact_interaction_alias ON fact_interaction USING btree (alias_no) WHERE (alias_no IS NOT NULL);
CREATE INDEX fact_interaction_change ON fact_interaction USING brin (change_id) WITH (autosummarize='on');
CREATE INDEX fact_interaction_customer ON fact_interaction USING btree (customer_no);
CREATE INDEX fact_interaction_date ON fact_interaction USING btree (date_key);
CREATE INDEX fact_interaction_kind ON fact_interaction USING btree (kind, date_key) WHERE (kind = ANY (ARRAY['ticket'::text, 'inquiry'::text, 'complaint'::text, 'lead'::text, 'referral'::text, 'event'::text, 'retention_offer'::text, 'click'::text]));
CREATE INDEX fact_interaction_question ON fact_interaction USING btree (question, date_key) WHERE (question IS NOT NULL);
CREATE INDEX fact_interaction_stage ON fact_interaction USING btree (opportunity_id) WHERE (kind = 'stage'::text);

CREATE TABLE fact_transaction (
  transaction_id text COLLATE "C" NOT NULL,
  order_id text COLLATE "C" NOT NULL,
  customer_no integer NOT NULL,
  customer_key bigint NOT NULL,
  date_key date NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  revenue numeric(18,4) NOT NULL,
  cost numeric(18,4),
  quantity numeric(18,4),
  product_no integer NOT NULL,
  channel_no integer NOT NULL,
  agent_no integer NOT NULL,
  campaign text,
  opportunity_id text COLLATE "C",
  term_end timestamp with time zone,
  load_id bigint NOT NULL,
  change_id bigint NOT NULL,
  updated_by bigint[],
  alias_no integer,
  CONSTRAINT fact_transaction_pkey PRIMARY KEY (transaction_id, customer_no)
);
CREATE INDEX fact_transaction_alias ON fact_transaction USING btree (alias_no) WHERE (alias_no IS NOT NULL);
CREATE INDEX fact_transaction_change ON fact_transaction USING brin (change_id) WITH (autosummarize='on');
CREATE INDEX fact_transaction_customer ON fact_transaction USING btree (customer_no);
CREATE INDEX fact_transaction_date ON fact_transaction USING btree (date_key);

CREATE TABLE fact_spend (
  spend_id text COLLATE "C" NOT NULL,
  date_key date NOT NULL,
  purpose text NOT NULL,
  amount numeric(18,4) NOT NULL,
  channel_no integer NOT NULL,
  campaign text,
  load_id bigint NOT NULL,
  change_id bigint NOT NULL,
  updated_by bigint[],
  CONSTRAINT fact_spend_pkey PRIMARY KEY (spend_id)
);
CREATE INDEX fact_spend_change ON fact_spend USING brin (change_id) WITH (autosummarize='on');

CREATE TABLE target (
  metric text NOT NULL,
  from_date date NOT NULL,
  to_date date NOT NULL,
  value numeric(18,4) NOT NULL,
  dimension text,
  member text,
  load_id bigint NOT NULL,
  change_id bigint NOT NULL,
  updated_by bigint[],
  CONSTRAINT target_metric_from_date_to_date_dimension_member_key UNIQUE NULLS NOT DISTINCT (metric, from_date, to_date, dimension, member)
);

CREATE TABLE customer_summary (
  customer_no integer NOT NULL,
  customer_id text COLLATE "C",
  first_contact_at timestamp with time zone,
  churned_at timestamp with time zone,
  churn_reason text,
  first_lead_at timestamp with time zone,
  first_fact_at timestamp with time zone,
  on_file_from timestamp with time zone NOT NULL,
  first_purchase_at timestamp with time zone,
  first_purchase_date date,
  first_order_id text COLLATE "C",
  change_id bigint NOT NULL,
  CONSTRAINT customer_summary_pkey PRIMARY KEY (customer_no)
);
CREATE INDEX customer_summary_change ON customer_summary USING brin (change_id) WITH (autosummarize='on');

CREATE TABLE customer_order (
  customer_no integer NOT NULL,
  order_id text COLLATE "C" NOT NULL,
  order_number integer NOT NULL,
  transaction_id text COLLATE "C" NOT NULL,
  customer_key bigint NOT NULL,
  date_key date NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  product_no integer NOT NULL,
  channel_no integer NOT NULL,
  agent_no integer NOT NULL,
  campaign text,
  previous_order_at timestamp with time zone,
  cycle_started_at timestamp with time zone,
  change_id bigint NOT NULL,
  CONSTRAINT customer_order_pkey PRIMARY KEY (customer_no, order_id)
);
CREATE INDEX customer_order_change ON customer_order USING brin (change_id) WITH (autosummarize='on');

CREATE TABLE customer_lead (
  customer_no integer NOT NULL,
  interaction_id text COLLATE "C" NOT NULL,
  customer_key bigint NOT NULL,
  date_key date NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  channel_no integer NOT NULL,
  agent_no integer NOT NULL,
  campaign text,
  topic text,
  outcome text,
  first_purchase_at timestamp with time zone,
  followed_up_at timestamp with time zone,
  change_id bigint NOT NULL,
  CONSTRAINT customer_lead_pkey PRIMARY KEY (customer_no)
);
CREATE INDEX customer_lead_change ON customer_lead USING brin (change_id) WITH (autosummarize='on');

CREATE TABLE customer_offer (
  customer_no integer NOT NULL,
  interaction_id text COLLATE "C" NOT NULL,
  customer_key bigint NOT NULL,
  date_key date NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  channel_no integer NOT NULL,
  agent_no integer NOT NULL,
  campaign text,
  topic text,
  outcome text,
  follows_purchase boolean NOT NULL,
  next_purchase_at timestamp with time zone,
  change_id bigint NOT NULL,
  CONSTRAINT customer_offer_pkey PRIMARY KEY (customer_no, interaction_id)
);
CREATE INDEX customer_offer_change ON customer_offer USING brin (change_id) WITH (autosummarize='on');

CREATE TABLE customer_category (
  customer_no integer NOT NULL,
  category text COLLATE "C" NOT NULL,
  first_purchased_at timestamp with time zone NOT NULL,
  change_id bigint NOT NULL,
  CONSTRAINT customer_category_pkey PRIMARY KEY (customer_no, category)
);
CREATE INDEX customer_category_change ON customer_category USING brin (change_id) WITH (autosummarize='on');

CREATE TABLE opportunity (
  customer_no integer NOT NULL,
  opportunity_id text COLLATE "C" NOT NULL,
  known_from timestamp with time zone NOT NULL,
  known_to timestamp with time zone NOT NULL,
  channel_no integer NOT NULL,
  agent_no integer NOT NULL,
  first_stage_at timestamp with time zone NOT NULL,
  first_quoted_at timestamp with time zone,
  first_won_at timestamp with time zone,
  won_after_quote_at timestamp with time zone,
  last_close_at timestamp with time zone,
  last_close_won boolean,
  cycle_started_at timestamp with time zone NOT NULL,
  change_id bigint NOT NULL,
  product_no integer NOT NULL,
  is_open boolean NOT NULL,
  amount numeric(18,4),
  won_amount numeric(18,4),
  CONSTRAINT opportunity_pkey PRIMARY KEY (customer_no, opportunity_id, known_from)
);
CREATE INDEX opportunity_by_id ON opportunity USING btree (opportunity_id);
CREATE INDEX opportunity_change ON opportunity USING brin (change_id) WITH (autosummarize='on');

CREATE TABLE customer_spell (
  customer_no integer NOT NULL,
  state text NOT NULL,
  starts_after timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  change_id bigint NOT NULL,
  CONSTRAINT customer_spell_pkey PRIMARY KEY (customer_no, starts_after),
  CONSTRAINT customer_spell_state_check CHECK ((state = ANY (ARRAY['active'::text, 'dormant'::text])))
);
CREATE INDEX customer_spell_change ON customer_spell USING brin (change_id) WITH (autosummarize='on');

CREATE TABLE customer_price_tier (
  customer_no integer NOT NULL,
  category text COLLATE "C" NOT NULL,
  price_tier integer NOT NULL,
  first_reached_at timestamp with time zone NOT NULL,
  first_tiered_at timestamp with time zone NOT NULL,
  change_id bigint NOT NULL,
  CONSTRAINT customer_price_tier_pkey PRIMARY KEY (customer_no, category, price_tier)
);
CREATE INDEX customer_price_tier_change ON customer_price_tier USING brin (change_id) WITH (autosummarize='on');

CREATE TABLE customer_term (
  customer_no integer NOT NULL,
  transaction_id text COLLATE "C" NOT NULL,
  order_id text COLLATE "C" NOT NULL,
  date_key date NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  product_no integer NOT NULL,
  channel_no integer NOT NULL,
  agent_no integer NOT NULL,
  campaign text,
  term_end timestamp with time zone NOT NULL,
  renewed_at timestamp with time zone,
  change_id bigint NOT NULL,
  revenue numeric(18,4) NOT NULL,
  CONSTRAINT customer_term_pkey PRIMARY KEY (customer_no, transaction_id)
);
CREATE INDEX customer_term_change ON customer_term USING brin (change_id) WITH (autosummarize='on');

CREATE TABLE change (
  change_id bigint NOT NULL,
  what text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  CONSTRAINT change_pkey PRIMARY KEY (change_id, what, key)
);

CREATE TABLE table_watermark (
  table_name text COLLATE "C" NOT NULL,
  change_id bigint NOT NULL,
  CONSTRAINT table_watermark_pkey PRIMARY KEY (table_name)
);

CREATE TABLE load_repeat (
  load_id bigint NOT NULL,
  of_load_id bigint NOT NULL,
  rows bigint NOT NULL,
  CONSTRAINT load_repeat_pkey PRIMARY KEY (load_id, of_load_id),
  CONSTRAINT load_repeat_load_id_fkey FOREIGN KEY (load_id) REFERENCES load(load_id) ON DELETE CASCADE
);

CREATE TABLE month_end (
  month_end date NOT NULL,
  judged_at timestamp with time zone NOT NULL,
  scored_at timestamp with time zone NOT NULL,
  data_version bigint NOT NULL,
  rules_version text NOT NULL,
  digest text NOT NULL,
  CONSTRAINT month_end_pkey PRIMARY KEY (month_end)
);

CREATE TABLE model_fit (
  month_end date NOT NULL,
  model text COLLATE "C" NOT NULL,
  parameters jsonb,
  log_likelihood double precision,
  customers integer NOT NULL,
  repeat_customers integer NOT NULL,
  iterations integer,
  reason text,
  CONSTRAINT model_fit_pkey PRIMARY KEY (month_end, model)
);

CREATE TABLE customer_snapshot (
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
  last_term_end timestamp with time zone,
  CONSTRAINT customer_snapshot_pkey PRIMARY KEY (customer_no, month_end)
);
CREATE INDEX customer_snapshot_month_end ON customer_snapshot USING btree (month_end);

CREATE TABLE ingest_key (
  key text COLLATE "C" NOT NULL,
  request_hash text NOT NULL,
  load_id bigint NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT ingest_key_pkey PRIMARY KEY (key),
  CONSTRAINT ingest_key_load_id_fkey FOREIGN KEY (load_id) REFERENCES load(load_id) ON DELETE CASCADE
);
CREATE INDEX ingest_key_created ON ingest_key USING btree (created_at);

CREATE TABLE deleted_fact (
  target_table text NOT NULL,
  key text COLLATE "C" NOT NULL,
  load_id bigint NOT NULL,
  customer_id text COLLATE "C",
  cells jsonb NOT NULL,
  given_by bigint[] NOT NULL,
  customer_mark bytea,
  CONSTRAINT deleted_fact_pkey PRIMARY KEY (target_table, key, load_id),
  CONSTRAINT deleted_fact_load_id_fkey FOREIGN KEY (load_id) REFERENCES load(load_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX deleted_fact_load ON deleted_fact USING btree (load_id);

CREATE TABLE customer_alias (
  alias_id text COLLATE "C" NOT NULL,
  customer_id text COLLATE "C" NOT NULL,
  load_id bigint NOT NULL,
  change_id bigint NOT NULL,
  updated_by bigint[],
  CONSTRAINT customer_alias_pkey PRIMARY KEY (alias_id)
);
CREATE INDEX customer_alias_customer ON customer_alias USING btree (customer_id);

CREATE TABLE merged_customer (
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
  first_contact_at timestamp with time zone,
  churned_at timestamp with time zone,
  churn_reason text,
  tags text[] DEFAULT '{}'::text[] NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  effective_from timestamp with time zone NOT NULL,
  valid_to timestamp with time zone NOT NULL,
  is_current boolean NOT NULL,
  inferred boolean NOT NULL,
  load_id bigint NOT NULL,
  change_id bigint NOT NULL,
  carried_columns text[] DEFAULT '{}'::text[] NOT NULL,
  updated_by bigint[],
  survivor_no integer NOT NULL,
  CONSTRAINT merged_customer_pkey PRIMARY KEY (customer_no, customer_key)
);
CREATE INDEX merged_customer_id ON merged_customer USING btree (customer_id);
CREATE INDEX merged_customer_key ON merged_customer USING btree (customer_key);
CREATE INDEX merged_customer_survivor ON merged_customer USING btree (survivor_no);

CREATE TABLE erased_customer (
  mark bytea NOT NULL,
  customer_no integer,
  of_sample boolean NOT NULL,
  erased_by bigint NOT NULL,
  rewritten_at timestamp with time zone,
  CONSTRAINT erased_customer_pkey PRIMARY KEY (mark)
);
CREATE INDEX erased_customer_number ON erased_customer USING btree (customer_no);

CREATE TABLE load_replacement (
  load_id bigint NOT NULL,
  target_table text NOT NULL,
  deleted bigint NOT NULL,
  kept bigint NOT NULL,
  kept_because text,
  CONSTRAINT load_replacement_pkey PRIMARY KEY (load_id, target_table),
  CONSTRAINT load_replacement_load_id_fkey FOREIGN KEY (load_id) REFERENCES load(load_id) ON DELETE CASCADE
);

CREATE TABLE api_key (
  id bigint NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  scope jsonb,
  hash text NOT NULL,
  shown text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  CONSTRAINT api_key_pkey PRIMARY KEY (id)
);
