// customer_category: when each customer first bought in each product category (the products' categories of today).
import { type Derivation, isPurchaseRow, ofTouched } from './derivation';

export async function deriveCustomerCategory(derivation: Derivation): Promise<void> {
  const { session, changeId } = derivation;
  await session.write(
    'customer_category',
    `INSERT INTO customer_category (customer_no, category, first_purchased_at, change_id)
     SELECT f.customer_no, p.category, min(f.occurred_at), ${changeId}
     FROM ${ofTouched(derivation, 'fact_transaction', 'f')} JOIN dim_product AS p USING (product_no)
     WHERE ${isPurchaseRow('f')} AND p.category IS NOT NULL
     GROUP BY f.customer_no, p.category`,
  );
}
