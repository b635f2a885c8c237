// customer_price_tier: for each price tier of a product category that a customer bought, when it first bought there at that
// tier or above, and when at any tier (categories and tiers are the products' of today).
import { type Derivation, isPurchaseRow, ofTouched } from './derivation';
import type { DerivedRows } from './write-differences';

export function customerPriceTier(derivation: Derivation): DerivedRows {
  return {
    table: 'customer_price_tier',
    key: ['customer_no', 'category', 'price_tier'],
    group: ['customer_no'],
    others: ['first_reached_at', 'first_tiered_at'],
    select: `WITH bought AS (
       SELECT f.customer_no, p.category, p.price_tier, min(f.occurred_at) AS first_bought_at
       FROM ${ofTouched(derivation, 'fact_transaction', 'f')} JOIN dim_product AS p USING (product_no)
       WHERE ${isPurchaseRow('f')} AND p.category IS NOT NULL AND p.price_tier IS NOT NULL
       GROUP BY f.customer_no, p.category, p.price_tier)
     SELECT customer_no, category, price_tier,
       min(first_bought_at) OVER (PARTITION BY customer_no, category ORDER BY price_tier DESC),
       min(first_bought_at) OVER (PARTITION BY customer_no, category)
     FROM bought`,
  };
}
