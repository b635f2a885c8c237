// customer_category: when each customer first bought in each product category (the products' categories of today).
import type { Derivation } from './derivation';

export async function deriveCustomerCategory({ session, changeId }: Derivation): Promise<void> {
  await session.write(
    'customer_category',
    `INSERT INTO customer_category (customer_no, category, first_purchased_at, change_id)
     SELECT f.customer_no, p.category, min(f.occurred_at), ${changeId}
     FROM fact_transaction AS f JOIN touched_customer USING (customer_no) JOIN dim_product AS p USING (product_no)
     WHERE f.kind IN ('order', 'renewal') AND p.category IS NOT NULL
     GROUP BY f.customer_no, p.category`,
  );
}
