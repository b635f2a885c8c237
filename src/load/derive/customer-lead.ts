// customer_lead: the first lead of each customer, when it was followed up, and the first purchase ever (perhaps before).
import type { DerivedRows } from './write-differences';

export const customerLead = (): DerivedRows => ({
  table: 'customer_lead',
  key: ['customer_no'],
  group: ['customer_no'],
  others: [
    'interaction_id',
    'customer_key',
    'date_key',
    'occurred_at',
    'channel_no',
    'agent_no',
    'campaign',
    'topic',
    'outcome',
    'first_purchase_at',
    'followed_up_at',
  ],
  select: `WITH first_lead AS (
       SELECT DISTINCT ON (customer_no) f.*
       FROM fact_interaction AS f JOIN customer_first AS c USING (customer_no)
       WHERE f.kind = 'lead' AND f.occurred_at = c.first_lead_at
       ORDER BY customer_no, interaction_id),
     follow_up AS (
       SELECT customer_no, min(f.occurred_at) AS at
       FROM fact_interaction AS f JOIN customer_first AS c USING (customer_no)
       WHERE f.occurred_at >= c.first_lead_at AND (f.kind = 'touch' OR f.kind = 'stage' AND f.stage = 'contacted')
       GROUP BY customer_no)
     SELECT l.customer_no, l.interaction_id, l.customer_key, l.date_key, l.occurred_at, l.channel_no, l.agent_no,
       l.campaign, l.topic, l.outcome, c.first_purchase_at, u.at
     FROM first_lead AS l JOIN customer_first AS c USING (customer_no) LEFT JOIN follow_up AS u USING (customer_no)`,
});
