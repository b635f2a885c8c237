// A small company and what JUDGEMENTS.md says of its customers, worked out by hand: for every program that judges. The rows are those
// of load files; nobody needs a model, for no company here has a hundred customers who came back.
import type { Company, CustomerRow, InteractionRow, SpendRow, TargetRow, TransactionRow } from '../naive/company';

/** The rows of each table; every other table is empty. */
export type Rows = Partial<Omit<Company, 'spend' | 'targets'>> & {
  readonly spend?: readonly SpendRow[];
  readonly targets?: readonly TargetRow[];
};

export type HealthParts = {
  readonly recency: number | null;
  readonly frequency: number | null;
  readonly engagement: number | null;
  readonly satisfaction: number | null;
  readonly complaints: number | null;
  readonly terms: number | null;
};

/** What is not named is not asked. Numbers hold to nine decimals. */
export type Expected = {
  readonly inBase?: boolean;
  readonly underTerm?: boolean;
  readonly alive?: number | null;
  readonly churnRisk?: number | null;
  readonly expectedPurchases?: number | null;
  readonly predictedValue?: number | null;
  readonly historicValue?: number | null;
  readonly contribution?: number | null;
  readonly activity?: number | null;
  readonly loyalty?: number | null;
  readonly tierScore?: number | null;
  readonly tier?: string | null;
  /** Recency, frequency, monetary. */
  readonly rfm?: readonly [number, number, number] | null;
  readonly rfmSegment?: string | null;
  readonly lifecycleStage?: string | null;
  readonly riskBand?: string | null;
  readonly npsGroup?: string | null;
  readonly preferredChannel?: string | null;
  /** null: no health at all, as of whoever is not in the base. */
  readonly healthParts?: Partial<HealthParts> | null;
  readonly healthScore?: number | null;
  readonly healthBand?: string | null;
  readonly leadScore?: number | null;
  readonly leadScoreBand?: string | null;
};

export type JudgementCase = {
  readonly name: string;
  /** The clock, RFC 3339. */
  readonly now: string;
  readonly timeZone: string;
  readonly lostAfterDays: number;
  readonly dormantAfterDays: number;
  readonly rows: Rows;
  readonly judged: readonly {
    /** The day whose first instant is the month-end, or NOW: the current judgements, made at the clock's now. */
    readonly at: string;
    /** By customer; null: there is no judgement about it. */
    readonly expected: Readonly<Record<string, Expected | null>>;
  }[];
};

type Given = Pick<JudgementCase, 'name' | 'rows' | 'judged'> &
  Partial<Pick<JudgementCase, 'now' | 'timeZone' | 'lostAfterDays' | 'dormantAfterDays'>>;

/** Mid July 2025 in UTC, with the limits a company has until it sets others. */
export function judgementCase(given: Given): JudgementCase {
  return { now: '2025-07-15T12:00:00Z', timeZone: 'UTC', lostAfterDays: 180, dormantAfterDays: 90, ...given };
}

/** At 1 July 2025, the month-end that closes June. */
export function atEndOfJune(expected: JudgementCase['judged'][number]['expected']): JudgementCase['judged'] {
  return [{ at: '2025-07-01', expected }];
}

/** An order of one line and 10 of profit, by the name of its customer and its time. */
export function order(customer: string, at: string, more: Partial<TransactionRow> = {}): TransactionRow {
  const id = `${customer} ${at}`;
  return {
    transaction_id: id,
    order_id: id,
    customer_id: customer,
    occurred_at: at,
    kind: 'order',
    revenue: '10',
    ...more,
  };
}

export function interaction(
  customer: string,
  at: string,
  kind: string,
  more: Partial<InteractionRow> = {},
): InteractionRow {
  return { interaction_id: `${customer} ${kind} ${at}`, customer_id: customer, occurred_at: at, kind, ...more };
}

export function answer(
  customer: string,
  at: string,
  question: string,
  score: string,
  more: Partial<InteractionRow> = {},
): InteractionRow {
  return interaction(customer, at, 'survey', {
    interaction_id: `${customer} ${question} ${at}`,
    question,
    score,
    ...more,
  });
}

export function customer(id: string, more: Partial<CustomerRow> = {}): CustomerRow {
  return { customer_id: id, ...more };
}
