// Derives the tables about customers anew, for the customers that a load touched and for no others: what stands in them
// is a function of the dimensions and facts alone. Set-based; each table is deleted and written for the touched ones, but for
// their orders, which are many: of these only what changes.

import { refreshStatistics } from '../merge/context';
import { insertInBulk } from '../session/bulk-insert';
import { removeRows } from '../session/remove-rows';
import type { LoadNumbers, LoadSession } from '../session/session';
import { deriveCustomerCategory } from './customer-category';
import { deriveCustomerLead } from './customer-lead';
import { deriveCustomerOffer } from './customer-offer';
import { deriveCustomerOrder } from './customer-order';
import { deriveCustomerPriceTier } from './customer-price-tier';
import { deriveCustomerSpell } from './customer-spell';
import { deriveCustomerSummary, gatherCustomerFirsts } from './customer-summary';
import { deriveCustomerTerm } from './customer-term';
import type { Derivation } from './derivation';
import { deriveOpportunity } from './opportunity';

/** Tables with a few rows per customer, replaced for the touched ones. */
const perCustomer = [
  { table: 'customer_summary', derive: deriveCustomerSummary },
  { table: 'customer_lead', derive: deriveCustomerLead },
  { table: 'customer_offer', derive: deriveCustomerOffer },
  { table: 'customer_category', derive: deriveCustomerCategory },
  { table: 'customer_price_tier', derive: deriveCustomerPriceTier },
  { table: 'customer_term', derive: deriveCustomerTerm },
  { table: 'customer_spell', derive: deriveCustomerSpell },
] as const;

/** Derives for touched_customer and touched_opportunity. */
export async function deriveTouched(session: LoadSession, { changeId }: LoadNumbers): Promise<void> {
  const { run, rows, write } = session;
  await touchDependents(session);
  const [touched] = await rows<{ customers: number }>('SELECT count(*) AS customers FROM touched_customer');
  const { customers } = touched!;
  await run('ANALYZE touched_customer');
  await run('ANALYZE touched_opportunity');
  const isTouched = 'd.customer_no IN (SELECT customer_no FROM touched_customer)';
  // Everybody with a row in any of the tables has one here.
  await removeRows(session, { changeId }, 'customer_summary', isTouched);
  for (const { table } of perCustomer.filter((each) => each.table !== 'customer_summary'))
    await write(table, `DELETE FROM ${table} AS d WHERE ${isTouched}`);
  const [others] = await rows<{ any: boolean }>('SELECT EXISTS (SELECT 1 FROM customer_summary) AS any');
  const derivation: Derivation = { session, changeId, everyone: !others!.any };
  await gatherCustomerFirsts(derivation);
  await deriveOpportunity(derivation);
  // The summary reads them.
  await deriveCustomerOrder(derivation, customers);
  await refreshStatistics(session, 'customer_order', customers);
  for (const { table, derive } of perCustomer) {
    await insertInBulk(session, table, customers, () => derive(derivation));
    await refreshStatistics(session, table, customers);
  }
}

/** Touches what depends on the touched: buyers of products in another category or tier, owners and opportunities of each other. */
async function touchDependents({ run, rows }: LoadSession): Promise<void> {
  const [product] = await rows<{ any: boolean }>('SELECT EXISTS (SELECT 1 FROM recategorised_product) AS any');
  if (product?.any) {
    await run(
      `INSERT INTO touched_customer
       SELECT DISTINCT customer_no FROM fact_transaction JOIN recategorised_product USING (product_no) ON CONFLICT DO NOTHING`,
    );
  }
  // An opportunity's first contact and earlier purchase are those of its customer.
  await run(
    `INSERT INTO touched_opportunity
     SELECT DISTINCT opportunity_id FROM opportunity JOIN touched_customer USING (customer_no) ON CONFLICT DO NOTHING`,
  );
  // Whether a first purchase had an opportunity before it depends on the opportunities of its customer, then and now.
  await run(
    `INSERT INTO touched_customer
     SELECT customer_no FROM opportunity JOIN touched_opportunity USING (opportunity_id) ON CONFLICT DO NOTHING`,
  );
  await run(
    `INSERT INTO touched_customer
     SELECT DISTINCT ON (opportunity_id) customer_no FROM fact_interaction JOIN touched_opportunity USING (opportunity_id)
     WHERE kind = 'stage' ORDER BY opportunity_id, occurred_at, interaction_id ON CONFLICT DO NOTHING`,
  );
  // Nobody's facts are in no table about customers.
  await run('DELETE FROM touched_customer WHERE customer_no = 0');
}
