// Derives the tables about customers anew, for the customers that a load touched and for no others: what stands in them
// is a function of the dimensions and facts alone. Set-based; of each table what differs is written.

import { refreshStatistics } from '../merge/context';
import { insertInBulk } from '../session/bulk-insert';
import { removeRows } from '../session/remove-rows';
import type { LoadNumbers, LoadSession } from '../session/session';
import { customerCategory } from './customer-category';
import { customerLead } from './customer-lead';
import { customerOffer } from './customer-offer';
import { customerOrder } from './customer-order';
import { customerPriceTier } from './customer-price-tier';
import { customerSpell } from './customer-spell';
import { deriveCustomerSummary, gatherCustomerFirsts } from './customer-summary';
import { customerTerm } from './customer-term';
import type { Derivation } from './derivation';
import { opportunity } from './opportunity';
import { type DerivedRows, writeDifferences } from './write-differences';

/** In the order in which one reads the other: orders read opportunities, the summary reads orders, spells read terms. */
const beforeSummary = [opportunity, customerOrder];
const afterSummary = [customerLead, customerOffer, customerCategory, customerPriceTier, customerTerm, customerSpell];

/** Derives for touched_customer and touched_opportunity. */
export async function deriveTouched(session: LoadSession, { changeId }: LoadNumbers): Promise<void> {
  const { run, rows } = session;
  await touchDependents(session);
  await run('ANALYZE touched_customer');
  const [touched] = await rows<{ customers: number }>('SELECT count(*) AS customers FROM touched_customer');
  const { customers } = touched!;
  // Whoever is touched is told of by the summary, which is always written anew; everybody with a row in any table has one.
  await removeRows(
    session,
    { changeId },
    'customer_summary',
    'd.customer_no IN (SELECT customer_no FROM touched_customer)',
  );
  const [others] = await rows<{ any: boolean }>('SELECT EXISTS (SELECT 1 FROM customer_summary) AS any');
  const derivation: Derivation = { session, changeId, everyone: !others!.any };
  const writeAll = async (derived: readonly ((derivation: Derivation) => DerivedRows)[]): Promise<void> => {
    for (const each of derived) {
      const rowsDerived = each(derivation);
      const written = await writeDifferences(derivation, rowsDerived, customers);
      await refreshStatistics(session, rowsDerived.table, written);
    }
  };
  await gatherCustomerFirsts(derivation);
  await writeAll(beforeSummary);
  await insertInBulk(session, 'customer_summary', customers, () => deriveCustomerSummary(derivation));
  await refreshStatistics(session, 'customer_summary', customers);
  await writeAll(afterSummary);
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
  // What few rows touch is looked up: of a table that nobody counted many are expected, and all facts are gone through.
  await run('ANALYZE touched_customer');
  // An opportunity's first contact and earlier purchase are those of its customer.
  await run(
    `INSERT INTO touched_opportunity
     SELECT DISTINCT opportunity_id FROM opportunity JOIN touched_customer USING (customer_no) ON CONFLICT DO NOTHING`,
  );
  await run('ANALYZE touched_opportunity');
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
