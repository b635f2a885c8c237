// How a copy follows each table of the warehouse, as data. Rows say which change wrote them last (change_id); the feed
// says what went.
//
// Where a row comes from (load_id, updated_by) is for the warehouse alone: it may change without a change of the row.
//
// To come from change v to now, in one snapshot, for each table with a watermark above v: take out of the copy the rows
// that the feed names since v and those that the rows written since v replace, then put in the rows written since v.

/**
 * row: a row is found by its key (SQL over its columns), and the feed has the keys of rows that went. A fact keeps its
 * key when it moves to another customer. Rows of one key, such as a customer's of a derived table, are written together.
 * customer: the row of a customer is written whenever the customer is touched, and the feed says whose there were; of one
 * who had none there is nothing to say. Whoever wants to know which customers a change touched finds those who are there by
 * their customer_summary, and those who went in the feed.
 * month_end: the judgements of one month-end are replaced together, and the feed says of which; their rows have no change_id.
 */
export type Following =
  | { readonly kind: 'row'; readonly key: string }
  | { readonly kind: 'customer' | 'month_end'; readonly key: string };

const row = (key: string): Following => ({ kind: 'row', key });
const perCustomer = row('customer_no');
const perMonthEnd: Following = { kind: 'month_end', key: 'month_end' };

const following = {
  dim_channel: row('channel_no'),
  dim_product: row('product_no'),
  dim_agent: row('agent_no'),
  dim_customer: row('customer_key'),
  customer_alias: row('alias_id'),
  fact_interaction: row('interaction_id'),
  fact_transaction: row('transaction_id'),
  fact_spend: row('spend_id'),
  // Dimension and member are there both or neither, and only a member may hold the sign between.
  target: row(`concat_ws('|', metric, from_date, to_date, dimension, member)`),
  segment: row('name'),
  customer_summary: { kind: 'customer', key: 'customer_no' },
  // By the first line of the order.
  customer_order: row('transaction_id'),
  customer_lead: perCustomer,
  customer_offer: perCustomer,
  customer_category: perCustomer,
  customer_price_tier: perCustomer,
  customer_term: perCustomer,
  customer_spell: perCustomer,
  opportunity: row('opportunity_id'),
  customer_snapshot: perMonthEnd,
  model_fit: perMonthEnd,
  month_end: perMonthEnd,
} as const satisfies Readonly<Record<string, Following>>;

export type FollowedTable = keyof typeof following;
export const followedTables: Readonly<Record<FollowedTable, Following>> = following;
/** What a score run writes; everything else is written by loads and settings. */
export const judgedTables = ['customer_snapshot', 'model_fit', 'month_end'] as const satisfies readonly FollowedTable[];
export const followedTableNames = Object.keys(following) as readonly FollowedTable[];

/** A table with a watermark. `load` moves with every load, also with one that changes nothing else. */
export type WatchedTable = FollowedTable | 'load';
