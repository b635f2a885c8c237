// Where each table of a warehouse lies once it is spread over several servers, as data. On one server nothing of this holds.
//
// distributed: what is known of customers, by customer_no, so that all rows of a customer lie on one server and meet there.
// reference: small, and read beside rows of customers: a copy of it lies on every server.
// local: on the coordinator alone. What records changes and loads, where foreign keys to `load` hold (as reference tables
// they would keep a load from being entered after its facts); and what only changes and look-ups read, beside tables that are
// on the coordinator too: aliases and their versions, erased persons, facts that were deleted, keys of calls,
// and who may ask.

export type Placing = 'distributed' | 'reference' | 'local';

export const distributionColumn = 'customer_no';

const placing = {
  dim_customer: 'distributed',
  fact_interaction: 'distributed',
  fact_transaction: 'distributed',
  customer_summary: 'distributed',
  customer_order: 'distributed',
  customer_lead: 'distributed',
  customer_offer: 'distributed',
  customer_category: 'distributed',
  customer_price_tier: 'distributed',
  customer_term: 'distributed',
  customer_spell: 'distributed',
  customer_snapshot: 'distributed',
  opportunity: 'distributed',

  dim_date: 'reference',
  dim_channel: 'reference',
  dim_product: 'reference',
  dim_agent: 'reference',
  fact_spend: 'reference',
  target: 'reference',
  // Read beside judgements of customers.
  month_end: 'reference',
  model_fit: 'reference',

  setting: 'local',
  segment: 'local',
  load: 'local',
  load_count: 'local',
  load_rejection: 'local',
  load_repeat: 'local',
  load_replacement: 'local',
  change: 'local',
  table_watermark: 'local',
  ingest_key: 'local',
  deleted_fact: 'local',
  customer_alias: 'local',
  merged_customer: 'local',
  erased_customer: 'local',
  api_key: 'local',
  schema_migration: 'local',
} as const satisfies Readonly<Record<string, Placing>>;

export type PlacedTable = keyof typeof placing;
export const placedTables: Readonly<Record<PlacedTable, Placing>> = placing;

export const tablesPlaced = (as: Placing): readonly PlacedTable[] =>
  (Object.keys(placing) as PlacedTable[]).filter((table) => placing[table] === as);

export const placingOf = (table: string): Placing | undefined =>
  Object.hasOwn(placing, table) ? placing[table as PlacedTable] : undefined;

/** Functions that indexes and statements call where the rows of customers are. */
export const distributedFunctions = [
  'customer_search_text(text,text,text,text)',
  'character_runs(text)',
  'word_runs(text)',
] as const;
