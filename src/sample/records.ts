// The rows of the load format, and the only way in which a fact of a customer comes to be one: numbered in the order of writing
// under the customer's own key, and dropped when it would lie outside the history.
import { type Moment, timestamp } from './calendar';
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

export const isWithin = (company: Company, at: Moment): boolean => at >= 0 && at <= company.calendar.end;

export function addInteraction(
  company: Company,
  records: Records,
  at: Moment,
  kind: InteractionKind,
  fields: Omit<SampleRow<'interactions'>, 'interaction_id' | 'occurred_at' | 'kind' | 'customer_id'> = {},
): void {
  if (!isWithin(company, at)) return;
  records.interactions.push({
    ...fields,
    interaction_id: `${records.key}-I${records.interactions.length + 1}`,
    occurred_at: timestamp(company.calendar, at),
    kind,
    customer_id: records.customerId,
  });
}

/** Hundredths as an amount with two decimals. */
export const amount = (cents: number): string => (cents / 100).toFixed(2);
