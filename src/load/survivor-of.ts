// Asking for an alias finds the customer whose it is.
import type { Queryable } from '../warehouse/queryable';

/** The id of the customer that an id belongs to: its own, or that at the end of the chain of an alias. Null: nobody's. */
export async function survivorOf(records: Queryable, id: string): Promise<string | null> {
  const { rows } = await records.query<{ id: string }>(
    `SELECT customer_id AS id FROM dim_customer WHERE customer_id = $1
     UNION SELECT d.customer_id FROM merged_customer AS m JOIN dim_customer AS d ON d.customer_no = m.survivor_no
     WHERE m.customer_id = $1`,
    [id],
  );
  return rows[0]?.id ?? null;
}
