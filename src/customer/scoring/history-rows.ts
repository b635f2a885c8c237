// The rows that a judgement reads, of every table in one order: customer by customer, source by source, in the order of time. Of
// answers and stage rows of one instant the greater source id comes last.
import { customerInitiatedKinds, engagedKinds, purchaseKinds } from '../../model/families';
import { textList } from './text-list';

/** What a row is, and what its numbers a..f are. */
export const sources = {
  /** at: first purchase; a: churned, b: first lead. */
  summary: 0,
  /** at: effective from, null for always; a: acquired channel, b: industry. */
  version: 1,
  /** a: day, b: 1 for a purchase, c: order number, d: 1 for its first line, e: revenue, f: profit. channel. */
  transaction: 2,
  /** a: day, b: 1 for engaged, c: 1 for a complaint. channel. */
  interaction: 3,
  /** a: question (nps 1, csat 2, ces 3), b: score in ten-thousand-millionths. */
  answer: 4,
  /** a: rank, b: 1 for lost. */
  stage: 5,
  /** at: starts after; a: ends at, b: 1 for dormant. */
  spell: 6,
  /** a: end, b: 1 for renewed. */
  term: 7,
} as const;

export const answerUnits = 1e10;
export const questions = ['nps', 'csat', 'ces'] as const;
const stageRanks = ['contacted', 'qualified', 'trial', 'quoted'] as const;

export const historyColumns = ['customer', 'source', 'at', 'channel', 'a', 'b', 'c', 'd', 'e', 'f'] as const;

const micros = (instant: string): string => `(extract(epoch FROM ${instant}) * 1000000)::bigint`;
const dayOf = (date: string): string => `${date} - date '1970-01-01'`;
const flag = (condition: string): string => `(${condition})::integer`;
const numbered = (value: string, names: readonly string[]): string =>
  `CASE ${value} ${names.map((name, index) => `WHEN '${name}' THEN ${index + 1}`).join(' ')} ELSE 0 END`;

type Part = Readonly<Partial<Record<'at' | 'channel' | 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'tie', string>>> & {
  readonly source: keyof typeof sources;
  readonly from: string;
};

const parts: readonly Part[] = [
  {
    source: 'summary',
    at: micros('h.first_purchase_at'),
    a: micros('h.churned_at'),
    b: micros('h.first_lead_at'),
    from: 'customer_summary AS h WHERE h.first_fact_at IS NOT NULL',
  },
  {
    source: 'version',
    at: `CASE WHEN isfinite(h.effective_from) THEN ${micros('h.effective_from')} END`,
    a: 'h.acquired_channel_no',
    b: 'coalesce(i.number, 0)',
    from: `dim_customer AS h JOIN customer_summary AS s USING (customer_no)
      LEFT JOIN (SELECT industry, row_number() OVER (ORDER BY industry) AS number FROM dim_customer WHERE industry IS NOT NULL GROUP BY industry) AS i USING (industry)
      WHERE s.first_lead_at IS NOT NULL`,
  },
  {
    source: 'transaction',
    at: micros('h.occurred_at'),
    channel: 'h.channel_no',
    a: dayOf('h.date_key'),
    b: flag('o.customer_no IS NOT NULL'),
    c: 'coalesce(o.order_number, 0)',
    d: flag('h.transaction_id IS NOT DISTINCT FROM o.transaction_id'),
    e: '(h.revenue * 10000)::bigint',
    f: '((h.revenue - coalesce(h.cost, 0)) * 10000)::bigint',
    from: `fact_transaction AS h LEFT JOIN customer_order AS o
      ON o.customer_no = h.customer_no AND o.order_id = h.order_id AND h.kind IN (${textList(purchaseKinds)})
      WHERE h.customer_no <> 0`,
  },
  {
    source: 'interaction',
    at: micros('h.occurred_at'),
    channel: 'h.channel_no',
    a: dayOf('h.date_key'),
    b: flag(`h.kind IN (${textList(engagedKinds)})`),
    c: flag(`h.kind = 'complaint'`),
    from: `fact_interaction AS h WHERE h.customer_no <> 0 AND h.kind IN (${textList(customerInitiatedKinds)})`,
  },
  {
    source: 'answer',
    at: micros('h.occurred_at'),
    a: numbered('h.question', questions),
    b: `(h.scaled_score * ${answerUnits})::bigint`,
    tie: 'h.interaction_id',
    from: `fact_interaction AS h WHERE h.customer_no <> 0 AND h.question IN (${textList(questions)})`,
  },
  {
    source: 'stage',
    at: micros('h.occurred_at'),
    a: numbered('h.stage', stageRanks),
    b: flag(`h.stage = 'lost'`),
    tie: 'h.interaction_id',
    from: `fact_interaction AS h JOIN customer_summary AS s USING (customer_no)
      WHERE h.kind = 'stage' AND s.first_lead_at IS NOT NULL`,
  },
  {
    source: 'spell',
    at: micros('h.starts_after'),
    a: micros('h.ends_at'),
    b: flag(`h.state = 'dormant'`),
    from: 'customer_spell AS h',
  },
  {
    source: 'term',
    at: micros('h.occurred_at'),
    a: micros('h.term_end'),
    b: flag('h.renewed_at IS NOT NULL'),
    from: 'customer_term AS h',
  },
];

function rowsOf({ source, from, at, channel, a, b, c, d, e, f, tie }: Part): string {
  const number = (value: string | undefined): string => value ?? '0';
  const [name, ...others] = [number(at), number(channel), a, b, c, d, e, f].map(number);
  return `SELECT h.customer_no, ${sources[source]} AS source, ${name} AS at, ${others.join(', ')}, ${tie ?? 'NULL'} COLLATE "C" AS tie FROM ${from}`;
}

/** Statement of all rows, in the columns `historyColumns`. */
export const historyRows = (): string =>
  `COPY (SELECT customer_no, source, at, channel, a, b, c, d, e, f FROM (
     ${parts.map(rowsOf).join('\n     UNION ALL ')}
   ) AS history (customer_no, source, at, channel, a, b, c, d, e, f, tie)
   ORDER BY customer_no, source, at NULLS FIRST, tie) TO STDOUT`;
