// What every table of the warehouse may hold of a person. A new table must be entered here: a test compares the list with
// the tables there are.

/**
 * personal: attributes, ids, or texts that people wrote; an erasure clears and rewrites it.
 * happened: what happened, by numbers and keys of the source other than the person's; stays with the nameless customer.
 * nobody: says nothing of one customer.
 */
export type Holding = 'personal' | 'happened' | 'nobody';

export const personalTables: Readonly<Record<string, Holding>> = {
  change: 'personal',
  customer_alias: 'personal',
  customer_summary: 'personal',
  deleted_fact: 'personal',
  dim_customer: 'personal',
  ingest_key: 'personal',
  load_rejection: 'personal',
  merged_customer: 'personal',
  segment: 'personal',
  target: 'personal',
  customer_category: 'happened',
  customer_lead: 'happened',
  customer_offer: 'happened',
  customer_order: 'happened',
  customer_price_tier: 'happened',
  customer_snapshot: 'happened',
  customer_spell: 'happened',
  customer_term: 'happened',
  erased_customer: 'happened',
  fact_interaction: 'happened',
  fact_transaction: 'happened',
  opportunity: 'happened',
  api_key: 'nobody',
  dim_agent: 'nobody',
  dim_channel: 'nobody',
  dim_date: 'nobody',
  dim_product: 'nobody',
  fact_spend: 'nobody',
  load: 'nobody',
  load_count: 'nobody',
  load_repeat: 'nobody',
  load_replacement: 'nobody',
  model_fit: 'nobody',
  month_end: 'nobody',
  setting: 'nobody',
  table_watermark: 'nobody',
};

export const tablesThat = (holding: Holding): readonly string[] =>
  Object.keys(personalTables).filter((table) => personalTables[table] === holding);
