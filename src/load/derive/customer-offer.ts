// customer_offer: every retention offer of a customer, whether a purchase came before it, and the next purchase.
import { type Derivation, isPurchaseRow, ofTouched } from './derivation';
import type { DerivedRows } from './write-differences';

export function customerOffer(derivation: Derivation): DerivedRows {
  return {
    table: 'customer_offer',
    key: ['customer_no', 'interaction_id'],
    group: ['customer_no'],
    others: [
      'customer_key',
      'date_key',
      'occurred_at',
      'channel_no',
      'agent_no',
      'campaign',
      'topic',
      'outcome',
      'follows_purchase',
      'next_purchase_at',
    ],
    select: `WITH offer AS (
       SELECT f.* FROM ${ofTouched(derivation, 'fact_interaction', 'f')} WHERE f.kind = 'retention_offer'),
     -- offers and purchases of a customer backwards in time: the latest purchase met so far is the next one
     moment AS (
       SELECT customer_no, occurred_at, NULL AS purchase_at, interaction_id FROM offer
       UNION ALL
       SELECT customer_no, occurred_at, occurred_at, NULL FROM fact_transaction AS f
       WHERE ${isPurchaseRow('f')} AND customer_no IN (SELECT customer_no FROM offer)),
     followed AS (
       SELECT customer_no, interaction_id,
         min(purchase_at) OVER (PARTITION BY customer_no ORDER BY occurred_at DESC) AS next_purchase_at
       FROM moment)
     SELECT o.customer_no, o.interaction_id, o.customer_key, o.date_key, o.occurred_at, o.channel_no, o.agent_no,
       o.campaign, o.topic, o.outcome, coalesce(c.first_purchase_at < o.occurred_at, false), f.next_purchase_at
     FROM offer AS o JOIN followed AS f USING (customer_no, interaction_id) JOIN customer_first AS c USING (customer_no)`,
  };
}
