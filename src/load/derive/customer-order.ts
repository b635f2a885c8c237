// customer_order: one row for each order of a customer, with its first line, its number, and the order before. A first
// order that no opportunity led to is a deal of its own, begun at the first contact where that is known.
import { type Derivation, isPurchaseRow, ofTouched } from './derivation';
import type { DerivedRows } from './write-differences';

export function customerOrder(derivation: Derivation): DerivedRows {
  return {
    table: 'customer_order',
    key: ['customer_no', 'order_id'],
    group: ['customer_no', 'order_id'],
    others: [
      'order_number',
      'transaction_id',
      'customer_key',
      'date_key',
      'occurred_at',
      'kind',
      'product_no',
      'channel_no',
      'agent_no',
      'campaign',
      'previous_order_at',
      'cycle_started_at',
    ],
    select: `WITH first_line AS (
       SELECT DISTINCT ON (customer_no, order_id) customer_no, order_id, transaction_id, customer_key, date_key, occurred_at,
         kind, product_no, channel_no, agent_no, campaign
       FROM ${ofTouched(derivation, 'fact_transaction', 'f')}
       WHERE ${isPurchaseRow('f')}
       ORDER BY customer_no, order_id, occurred_at, transaction_id),
     numbered AS (
       SELECT *, row_number() OVER ordered AS order_number, lag(occurred_at) OVER ordered AS previous_order_at
       FROM first_line
       WINDOW ordered AS (PARTITION BY customer_no ORDER BY occurred_at, transaction_id)),
     first_opportunity AS (
       SELECT customer_no, min(first_stage_at) AS began_at
       FROM ${ofTouched(derivation, 'opportunity', 'o')} GROUP BY customer_no)
     SELECT n.customer_no, n.order_id, n.order_number, n.transaction_id, n.customer_key, n.date_key, n.occurred_at,
       n.kind, n.product_no, n.channel_no, n.agent_no, n.campaign, n.previous_order_at,
       CASE WHEN n.order_number = 1 AND (o.began_at IS NULL OR o.began_at >= n.occurred_at)
              AND c.first_contact_at <= n.occurred_at THEN c.first_contact_at END
     FROM numbered AS n JOIN customer_first AS c USING (customer_no)
     LEFT JOIN first_opportunity AS o USING (customer_no)`,
  };
}
