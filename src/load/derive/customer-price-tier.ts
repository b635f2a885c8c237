// customer_price_tier: for each price tier of a product category that a customer bought, when it first bought there at that
// tier or above, and when at any tier (categories and tiers are the products' of today).
import { type Derivation, isPurchaseRow, ofTouched } from './derivation';

export async function deriveCustomerPriceTier(derivation: Derivation): Promise<void> {
  const { session, changeId } = derivation;
  await session.write(
    'customer_price_tier',
    `WITH bought AS (
       SELECT f.customer_no, p.category, p.price_tier, min(f.occurred_at) AS first_bought_at
       FROM ${ofTouched(derivation, 'fact_transaction', 'f')} JOIN dim_product AS p USING (product_no)
       WHERE ${isPurchaseRow('f')} AND p.category IS NOT NULL AND p.price_tier IS NOT NULL
       GROUP BY f.customer_no, p.category, p.price_tier)
     INSERT INTO customer_price_tier (customer_no, category, price_tier, first_reached_at, first_tiered_at, change_id)
     SELECT customer_no, category, price_tier,
       min(first_bought_at) OVER (PARTITION BY customer_no, category ORDER BY price_tier DESC),
       min(first_bought_at) OVER (PARTITION BY customer_no, category), ${changeId}
     FROM bought`,
  );
}
