// customer_term: every term that a customer bought, and the first purchase in another order that renewed it: a renewal or a
// term, made after the term's own row, from 60 days before its end to 30 days after (24 hours each).
import { type Derivation, ofTouched } from './derivation';
import type { DerivedRows } from './write-differences';

export function customerTerm(derivation: Derivation): DerivedRows {
  return {
    table: 'customer_term',
    key: ['customer_no', 'transaction_id'],
    group: ['customer_no'],
    others: [
      'order_id',
      'date_key',
      'occurred_at',
      'kind',
      'product_no',
      'channel_no',
      'agent_no',
      'campaign',
      'term_end',
      'renewed_at',
      'revenue',
    ],
    select: `WITH renewing AS (
       SELECT f.* FROM ${ofTouched(derivation, 'fact_transaction', 'f')}
       WHERE f.kind = 'renewal' OR f.kind = 'order' AND f.term_end IS NOT NULL),
     term AS (SELECT * FROM renewing WHERE term_end IS NOT NULL),
     renewed AS (
       SELECT t.customer_no, t.transaction_id, min(r.occurred_at) AS at
       FROM term AS t JOIN renewing AS r ON r.customer_no = t.customer_no AND r.order_id <> t.order_id
         AND r.occurred_at > t.occurred_at
         AND r.occurred_at BETWEEN t.term_end - interval '1440 hours' AND t.term_end + interval '720 hours'
       GROUP BY t.customer_no, t.transaction_id)
     SELECT t.customer_no, t.transaction_id, t.order_id, t.date_key, t.occurred_at, t.kind, t.product_no, t.channel_no,
       t.agent_no, t.campaign, t.term_end, r.at, t.revenue
     FROM term AS t LEFT JOIN renewed AS r USING (customer_no, transaction_id)`,
  };
}
