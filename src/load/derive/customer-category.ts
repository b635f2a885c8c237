// customer_category: when each customer first bought in each product category (the products' categories of today).
import { type Derivation, isPurchaseRow, ofTouched } from './derivation';
import type { DerivedRows } from './write-differences';

export function customerCategory(derivation: Derivation): DerivedRows {
  return {
    table: 'customer_category',
    key: ['customer_no', 'category'],
    group: ['customer_no'],
    others: ['first_purchased_at'],
    select: `SELECT f.customer_no, p.category, min(f.occurred_at)
     FROM ${ofTouched(derivation, 'fact_transaction', 'f')} JOIN dim_product AS p USING (product_no)
     WHERE ${isPurchaseRow('f')} AND p.category IS NOT NULL
     GROUP BY f.customer_no, p.category`,
  };
}
