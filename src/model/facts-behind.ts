// Which facts the tables of the warehouse hold or are worked out from. A table that is not named here rests on none: what is
// known of customers, agents, products and days does not end with the last fact.
import { type FactTable, factTables } from '../warnings';

const factsOf: Readonly<Record<string, readonly FactTable[]>> = {
  fact_interaction: ['fact_interaction'],
  fact_transaction: ['fact_transaction'],
  fact_spend: ['fact_spend'],
  // What questions read of it is first purchases; the first contacts in it are mostly older than any fact.
  customer_summary: ['fact_transaction'],
  customer_order: ['fact_transaction'],
  customer_category: ['fact_transaction'],
  customer_price_tier: ['fact_transaction'],
  customer_term: ['fact_transaction'],
  customer_spell: ['fact_transaction'],
  // Judgements are made of customers who buy, of purchases above all.
  customer_snapshot: ['fact_transaction'],
  // Leads and offers stand beside the purchases that followed them.
  customer_lead: ['fact_interaction', 'fact_transaction'],
  customer_offer: ['fact_interaction', 'fact_transaction'],
  opportunity: ['fact_interaction'],
};

/** The facts behind the tables that an answer reads, each once. */
export function factsBehind(reads: Iterable<string>): readonly FactTable[] {
  const found = new Set([...reads].flatMap((table) => factsOf[table] ?? []));
  return factTables.filter((table) => found.has(table));
}
