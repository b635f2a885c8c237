// customer_summary: one row a customer, with what happened first. The unversioned attributes are resolved here: of each
// the row with the greatest valid_from that has it counts.
import { type Derivation, isPurchaseRow, ofTouched } from './derivation';

const lastGiven = (column: string): string =>
  `(array_agg(${column} ORDER BY valid_from DESC) FILTER (WHERE ${column} IS NOT NULL))[1] AS ${column}`;

/** The firsts of the touched customers in the temporary table customer_first, which the other tables read too. */
export async function gatherCustomerFirsts(derivation: Derivation): Promise<void> {
  const { session } = derivation;
  await session.run(
    `CREATE TEMP TABLE customer_first ON COMMIT DROP AS
     WITH version AS (
       SELECT customer_no, min(customer_id) AS customer_id, min(valid_from) AS valid_from,
         ${lastGiven('first_contact_at')}, ${lastGiven('churned_at')}, ${lastGiven('churn_reason')}
       FROM ${ofTouched(derivation, 'dim_customer', 'd')} GROUP BY customer_no),
     interaction AS (
       SELECT customer_no, min(occurred_at) AS at, min(occurred_at) FILTER (WHERE kind = 'lead') AS lead_at
       FROM ${ofTouched(derivation, 'fact_interaction', 'f')} GROUP BY customer_no),
     transaction AS (
       SELECT customer_no, min(occurred_at) AS at, min(occurred_at) FILTER (WHERE ${isPurchaseRow('f')}) AS purchase_at
       FROM ${ofTouched(derivation, 'fact_transaction', 'f')} GROUP BY customer_no)
     SELECT v.customer_no, v.customer_id, least(v.first_contact_at, i.lead_at) AS first_contact_at,
       v.churned_at, v.churn_reason, i.lead_at AS first_lead_at, least(i.at, t.at) AS first_fact_at,
       t.purchase_at AS first_purchase_at,
       -- on file always, without first contact, fact and a first version that states its beginning
       coalesce(least(v.first_contact_at, i.at, t.at, nullif(v.valid_from, '-infinity')), '-infinity') AS on_file_from
     FROM version AS v
     LEFT JOIN interaction AS i USING (customer_no)
     LEFT JOIN transaction AS t USING (customer_no)`,
  );
  await session.run('ALTER TABLE customer_first ADD PRIMARY KEY (customer_no)');
  await session.run('ANALYZE customer_first');
}

export async function deriveCustomerSummary({ session, changeId }: Derivation): Promise<void> {
  await session.write(
    'customer_summary',
    `INSERT INTO customer_summary (customer_no, customer_id, first_contact_at, churned_at, churn_reason, first_lead_at,
       first_fact_at, on_file_from, first_purchase_at, first_purchase_date, first_order_id, change_id)
     SELECT c.customer_no, c.customer_id, c.first_contact_at, c.churned_at, c.churn_reason, c.first_lead_at,
       c.first_fact_at, c.on_file_from, c.first_purchase_at, o.date_key, o.order_id, ${changeId}
     FROM customer_first AS c
     LEFT JOIN customer_order AS o ON o.customer_no = c.customer_no AND o.order_number = 1
     ORDER BY c.customer_no`,
  );
}
