// Slips in the tables that a load derives of customers and opportunities.
import type { Change } from '../change';

const derived = { kind: 'derived table', first: ['load/derive', 'load/terms-and-tiers', 'metrics/bounds'] } as const;
const spell = { ...derived, file: 'src/load/derive/customer-spell.ts' } as const;
const summary = { ...derived, file: 'src/load/derive/customer-summary.ts' } as const;
const order = { ...derived, file: 'src/load/derive/customer-order.ts' } as const;
const term = { ...derived, file: 'src/load/derive/customer-term.ts' } as const;
const opportunity = { ...derived, file: 'src/load/derive/opportunity.ts' } as const;
const differences = {
  ...derived,
  file: 'src/load/derive/write-differences.ts',
  first: ['load/derive/write-differences', 'load/derive', 'load/change-feed'],
} as const;

export const derivationChanges: readonly Change[] = [
  {
    ...derived,
    file: 'src/load/derive/customer-category.ts',
    title: 'a refund is the first purchase of its category',
    from: `WHERE \${isPurchaseRow('f')} AND p.category`,
    to: 'WHERE p.category',
  },
  {
    ...derived,
    file: 'src/load/derive/customer-price-tier.ts',
    title: 'a tier is reached by lower ones',
    from: 'ORDER BY price_tier DESC',
    to: 'ORDER BY price_tier',
  },
  {
    ...derived,
    file: 'src/load/derive/customer-lead.ts',
    title: 'of leads at one instant the last is first',
    from: 'ORDER BY customer_no, interaction_id)',
    to: 'ORDER BY customer_no, interaction_id DESC)',
  },
  {
    ...derived,
    kind: 'boundary',
    file: 'src/load/derive/customer-lead.ts',
    title: 'a touch at the instant of the lead does not follow it up',
    from: 'f.occurred_at >= c.first_lead_at',
    to: 'f.occurred_at > c.first_lead_at',
  },
  {
    ...derived,
    kind: 'boundary',
    file: 'src/load/derive/customer-offer.ts',
    title: 'an offer at the instant of the first purchase follows it',
    from: 'c.first_purchase_at < o.occurred_at',
    to: 'c.first_purchase_at <= o.occurred_at',
  },
  {
    ...derived,
    file: 'src/load/derive/customer-offer.ts',
    title: 'the purchase after the next one wins back',
    from: 'min(purchase_at) OVER (PARTITION BY customer_no ORDER BY occurred_at DESC)',
    to: 'max(purchase_at) OVER (PARTITION BY customer_no ORDER BY occurred_at DESC)',
  },
  {
    ...order,
    title: 'orders at one instant go by order, not by line',
    from: 'WINDOW ordered AS (PARTITION BY customer_no ORDER BY occurred_at, transaction_id)',
    to: 'WINDOW ordered AS (PARTITION BY customer_no ORDER BY occurred_at, order_id)',
  },
  {
    ...order,
    kind: 'boundary',
    title: 'a first contact at the instant of the purchase begins no deal',
    from: 'c.first_contact_at <= n.occurred_at THEN',
    to: 'c.first_contact_at < n.occurred_at THEN',
  },
  {
    ...order,
    kind: 'boundary',
    title: 'an opportunity begun at the instant of the purchase was before it',
    from: 'o.began_at >= n.occurred_at',
    to: 'o.began_at > n.occurred_at',
  },
  {
    ...spell,
    kind: 'boundary',
    title: 'a term covers the instant of its end',
    from: `term_end - interval '1 microsecond' AS until`,
    to: 'term_end AS until',
  },
  {
    ...spell,
    kind: 'boundary',
    title: 'a purchase at the instant of leaving brings back',
    from: 'FILTER (WHERE f.occurred_at > c.churned_at)',
    to: 'FILTER (WHERE f.occurred_at >= c.churned_at)',
  },
  {
    ...spell,
    kind: 'boundary',
    title: 'who leaves is in the base at that instant',
    from: `c.churned_at - interval '1 microsecond' AS after`,
    to: 'c.churned_at AS after',
  },
  {
    ...spell,
    kind: 'calendar',
    title: 'customers are lost after so many times 24 hours',
    from: `least(r.next, \${daysAfter('r.at', lostAfterDays, settings)}) AS until`,
    to: `least(r.next, r.at + interval '\${lostAfterDays * 24} hours') AS until`,
  },
  {
    ...spell,
    title: 'a term keeps its customer in the base but not active',
    from: 'SELECT customer_no, after, 1, 1, 0 FROM term\n       UNION ALL SELECT customer_no, until, -1, -1, 0 FROM term',
    to: 'SELECT customer_no, after, 1, 0, 0 FROM term\n       UNION ALL SELECT customer_no, until, -1, 0, 0 FROM term',
  },
  {
    ...summary,
    title: 'a first version without date puts on file for ever',
    from: `nullif(v.valid_from, '-infinity')`,
    to: 'v.valid_from',
  },
  {
    ...summary,
    title: 'of attributes without history the first counts',
    from: 'ORDER BY valid_from DESC',
    to: 'ORDER BY valid_from',
  },
  {
    ...summary,
    title: 'a lead before the first contact on file is none',
    from: 'least(v.first_contact_at, i.lead_at)',
    to: 'coalesce(v.first_contact_at, i.lead_at)',
  },
  { ...term, kind: 'boundary', title: 'a renewal may come 31 days late', from: '720 hours', to: '744 hours' },
  {
    ...term,
    title: 'any later order renews a term',
    from: `f.kind = 'renewal' OR f.kind = 'order' AND f.term_end IS NOT NULL`,
    to: `f.kind IN ('order', 'renewal')`,
  },
  {
    ...term,
    title: 'another line of the same order renews a term',
    from: ' AND r.order_id <> t.order_id',
    to: '',
  },
  {
    ...opportunity,
    title: 'a last row without agent takes the agent away',
    from: 'max(CASE WHEN agent_no <> 0 THEN ARRAY[number, agent_no] END)',
    to: 'max(ARRAY[number, agent_no])',
  },
  {
    ...opportunity,
    title: 'of stage rows at one instant the last is first',
    from: 'ORDER BY occurred_at, interaction_id)',
    to: 'ORDER BY occurred_at, interaction_id DESC)',
  },
  {
    ...opportunity,
    kind: 'boundary',
    title: 'a purchase at the instant of the first stage was before it',
    from: 'c.first_purchase_at >= i.first_stage_at',
    to: 'c.first_purchase_at > i.first_stage_at',
  },
  {
    ...opportunity,
    kind: 'boundary',
    title: 'a win at the instant of the quote is before it',
    from: `stage = 'won' AND occurred_at >= first_quoted_at`,
    to: `stage = 'won' AND occurred_at > first_quoted_at`,
  },
  {
    ...derived,
    file: 'src/load/derive/derive.ts',
    title: "a product's new category does not reach its buyers",
    from: 'if (product?.any) {',
    to: 'if (!product?.any) {',
    first: ['load/terms-and-tiers', 'load/derive', 'load/merge'],
  },
  {
    ...differences,
    title: 'what is there no more is not taken out',
    from: 'WHERE stood.${key[0]} IS NULL OR derived.${key[0]} IS NULL OR',
    to: 'WHERE stood.${key[0]} IS NULL OR',
  },
  {
    ...differences,
    title: 'what is new is not written',
    from: 'WHERE stood.${key[0]} IS NULL OR derived.${key[0]} IS NULL OR',
    to: 'WHERE derived.${key[0]} IS NULL OR',
  },
  {
    ...differences,
    title: 'a value beside nothing is no difference',
    from: 'IS DISTINCT FROM ROW',
    to: '<> ROW',
  },
  {
    ...differences,
    title: 'the key alone is compared',
    from: "others.map((column) => `${name}.${column}`).join(', ');",
    to: "others.slice(0, 1).map((column) => `${name}.${column}`).join(', ');",
  },
  {
    ...differences,
    title: 'everything is written anew',
    from: "OR ROW (${of('stood')})",
    to: "OR true OR ROW (${of('stood')})",
  },
];
