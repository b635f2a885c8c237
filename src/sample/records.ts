// The rows of the load format, and the only way in which a fact of a customer comes to be one: numbered in the order of writing
// under the customer's own key, and dropped when it would lie outside the history.
import { dayOf, type Moment, timestamp } from './calendar';
import type { Company } from './company';

/** The files of a load and their columns, as DATA.md gives them. */
export const sampleColumns = {
  customers: [
    'customer_id',
    'name',
    'email',
    'phone',
    'gender',
    'birth_date',
    'country',
    'region',
    'city',
    'industry',
    'company_size',
    'acquired_channel',
    'acquired_campaign',
    'referred_by',
    'first_contact_at',
    'churned_at',
    'churn_reason',
    'tags',
    'valid_from',
  ],
  channels: ['channel_id', 'name', 'category'],
  products: ['product_id', 'name', 'category', 'price_tier'],
  agents: ['agent_id', 'name', 'team', 'department', 'role', 'active_from', 'active_to'],
  interactions: [
    'interaction_id',
    'occurred_at',
    'kind',
    'customer_id',
    'channel_id',
    'agent_id',
    'campaign',
    'topic',
    'opportunity_id',
    'stage',
    'amount',
    'product_id',
    'question',
    'score',
    'scale_max',
    'response_seconds',
    'resolution_seconds',
    'duration_seconds',
    'outcome',
  ],
  transactions: [
    'transaction_id',
    'order_id',
    'occurred_at',
    'kind',
    'revenue',
    'customer_id',
    'cost',
    'quantity',
    'product_id',
    'channel_id',
    'agent_id',
    'campaign',
    'opportunity_id',
    'term_end',
  ],
  spend: ['spend_id', 'date', 'purpose', 'amount', 'channel_id', 'campaign'],
  targets: ['metric', 'from', 'to', 'value', 'dimension', 'member'],
} as const;

export type SampleFile = keyof typeof sampleColumns;
export const sampleFiles = Object.keys(sampleColumns) as readonly SampleFile[];

export type SampleRow<File extends SampleFile> = {
  readonly [Column in (typeof sampleColumns)[File][number]]?: string | number | null;
};

export type InteractionKind =
  | 'lead'
  | 'touch'
  | 'inquiry'
  | 'ticket'
  | 'complaint'
  | 'survey'
  | 'login'
  | 'visit'
  | 'content_view'
  | 'event'
  | 'click'
  | 'impression'
  | 'referral'
  | 'retention_offer'
  | 'stage';

/** The rows that belong to one customer, to one guest order or to nobody; `key` opens all their keys. */
export type Records = {
  readonly key: string;
  readonly customerId: string | null;
  readonly customers: SampleRow<'customers'>[];
  readonly interactions: SampleRow<'interactions'>[];
  readonly transactions: TransactionRecord[];
};

/** A transaction row with what targets are added up by. */
export type TransactionRecord = SampleRow<'transactions'> & {
  readonly day: number;
  readonly cents: number;
  readonly region: string | null;
};

export const createRecords = (key: string, customerId: string | null): Records => ({
  key,
  customerId,
  customers: [],
  interactions: [],
  transactions: [],
});

export const isInCompanyTime = (company: Company, at: Moment): boolean => at >= 0 && at <= company.calendar.end;

// Every property is named, not spread: spreading took a third of the time of a large run.
export function addInteraction(
  company: Company,
  records: Records,
  at: Moment,
  kind: InteractionKind,
  fields: Omit<SampleRow<'interactions'>, 'interaction_id' | 'occurred_at' | 'kind' | 'customer_id'> = {},
): void {
  if (!isInCompanyTime(company, at)) return;
  records.interactions.push({
    interaction_id: `${records.key}-I${records.interactions.length + 1}`,
    occurred_at: timestamp(company.calendar, at),
    kind,
    customer_id: records.customerId,
    channel_id: fields.channel_id,
    agent_id: fields.agent_id,
    campaign: fields.campaign,
    topic: fields.topic,
    opportunity_id: fields.opportunity_id,
    stage: fields.stage,
    amount: fields.amount,
    product_id: fields.product_id,
    question: fields.question,
    score: fields.score,
    scale_max: fields.scale_max,
    response_seconds: fields.response_seconds,
    resolution_seconds: fields.resolution_seconds,
    duration_seconds: fields.duration_seconds,
    outcome: fields.outcome,
  });
}

export type Transaction = {
  /** What follows the order's key in the line's. */
  readonly position: string;
  readonly orderId: string;
  readonly at: Moment;
  readonly kind: 'order' | 'renewal' | 'refund';
  readonly cents: number;
  readonly cost: number;
  readonly quantity: number;
  readonly product: string;
  readonly channel: string;
  readonly agent: string | null;
  readonly campaign: string | null;
  readonly opportunity: string | null;
  readonly termEnd: Moment | null;
  readonly region: string | null;
};

export function addTransaction(company: Company, records: Records, fact: Transaction): void {
  if (!isInCompanyTime(company, fact.at)) return;
  records.transactions.push({
    transaction_id: `${fact.orderId}-${fact.position}`,
    order_id: fact.orderId,
    occurred_at: timestamp(company.calendar, fact.at),
    kind: fact.kind,
    revenue: amount(fact.cents),
    customer_id: records.customerId,
    cost: amount(fact.cost),
    quantity: fact.quantity,
    product_id: fact.product,
    channel_id: fact.channel,
    agent_id: fact.agent,
    campaign: fact.campaign,
    opportunity_id: fact.opportunity,
    term_end: fact.termEnd === null ? null : timestamp(company.calendar, fact.termEnd),
    day: dayOf(fact.at),
    cents: fact.cents,
    region: fact.region,
  });
}

/** Hundredths as an amount with two decimals. */
export const amount = (cents: number): string => (cents / 100).toFixed(2);
