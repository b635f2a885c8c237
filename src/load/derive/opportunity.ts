// opportunity: what is known of each opportunity from its stage rows, one row for each instant at which that changes.
// Customer and channel are those of its first stage row; agent, product and amount are those of the last row so far that names
// one. It is open while its last row is neither won nor lost.
import type { DerivedRows } from './write-differences';

export const opportunity = (): DerivedRows => ({
  table: 'opportunity',
  key: ['customer_no', 'opportunity_id', 'known_from'],
  group: ['opportunity_id'],
  others: [
    'known_to',
    'channel_no',
    'agent_no',
    'first_stage_at',
    'first_quoted_at',
    'first_won_at',
    'won_after_quote_at',
    'last_close_at',
    'last_close_won',
    'cycle_started_at',
    'product_no',
    'is_open',
    'amount',
    'won_amount',
  ],
  select: `-- its stage rows in order
     WITH stage_row AS (
       SELECT opportunity_id, occurred_at, stage, agent_no, product_no, amount,
         row_number() OVER ordered AS number,
         first_value(customer_no) OVER ordered AS customer_no,
         first_value(channel_no) OVER ordered AS channel_no,
         first_value(occurred_at) OVER ordered AS first_stage_at
       FROM fact_interaction JOIN touched_opportunity USING (opportunity_id)
       WHERE kind = 'stage'
       WINDOW ordered AS (PARTITION BY opportunity_id ORDER BY occurred_at, interaction_id)),
     -- what the rows up to an instant say
     so_far AS (
       SELECT *,
         (max(CASE WHEN agent_no <> 0 THEN ARRAY[number, agent_no] END) OVER up_to_now)[2] AS last_agent_no,
         (max(CASE WHEN product_no <> 0 THEN ARRAY[number, product_no] END) OVER up_to_now)[2] AS last_product_no,
         (max(CASE WHEN amount IS NOT NULL THEN ARRAY[number, amount] END) OVER up_to_now)[2] AS last_amount,
         max(ARRAY[number, (stage NOT IN ('won', 'lost'))::integer]) OVER up_to_now AS last_row,
         min(occurred_at) FILTER (WHERE stage = 'quoted') OVER up_to_now AS first_quoted_at,
         min(occurred_at) FILTER (WHERE stage = 'won') OVER up_to_now AS first_won_at,
         max(CASE stage WHEN 'won' THEN ARRAY[number, 1] WHEN 'lost' THEN ARRAY[number, 0] END) OVER up_to_now AS last_close,
         max(occurred_at) FILTER (WHERE stage IN ('won', 'lost')) OVER up_to_now AS last_close_at
       FROM stage_row
       WINDOW up_to_now AS (PARTITION BY opportunity_id ORDER BY occurred_at)),
     instant AS (
       SELECT DISTINCT ON (opportunity_id, occurred_at) *,
         min(occurred_at) FILTER (WHERE stage = 'won' AND occurred_at >= first_quoted_at)
           OVER up_to_now AS won_after_quote_at,
         max(last_amount) FILTER (WHERE occurred_at = first_won_at) OVER up_to_now AS won_amount
       FROM so_far
       WINDOW up_to_now AS (PARTITION BY opportunity_id ORDER BY occurred_at)
       ORDER BY opportunity_id, occurred_at)
     SELECT i.customer_no, i.opportunity_id, i.occurred_at,
       lead(i.occurred_at, 1, 'infinity') OVER (PARTITION BY i.opportunity_id ORDER BY i.occurred_at),
       i.channel_no, coalesce(i.last_agent_no, 0), i.first_stage_at, i.first_quoted_at, i.first_won_at,
       i.won_after_quote_at, i.last_close_at, i.last_close[2] = 1,
       -- the customer's first contact, where it is earlier and nothing was bought before the first stage row
       CASE WHEN c.first_contact_at < i.first_stage_at
              AND (c.first_purchase_at IS NULL OR c.first_purchase_at >= i.first_stage_at)
         THEN c.first_contact_at ELSE i.first_stage_at END,
       coalesce(i.last_product_no, 0), i.last_row[2] = 1, i.last_amount, i.won_amount
     FROM instant AS i LEFT JOIN customer_first AS c USING (customer_no)`,
  standing: 'opportunity JOIN touched_opportunity USING (opportunity_id)',
});
