// The fact families: each names the rows a measure may aggregate, their columns, the instant that puts a row into a period,
// and the dimensions that are the row's own. Which metric goes with which dimension follows from here.
import { and, compare, type Expression, isKnown, oneOf, parameter } from './expression';

export const purchaseKinds = ['order', 'renewal'] as const;
/** Interactions that a customer starts; the others come from the company or the process. */
export const customerInitiatedKinds = [
  'login', 'visit', 'content_view', 'event', 'click', 'inquiry', 'ticket', 'complaint', 'survey', 'referral',
] as const; // biome-ignore format: one list

/** Those of them by which a customer shows interest (JUDGEMENTS.md, Health score). */
export const engagedKinds = ['login', 'visit', 'content_view', 'event', 'click', 'referral'] as const;

/** Interactions of which there are few: an index leads to them. */
export const rareInteractionKinds = [
  'ticket', 'inquiry', 'complaint', 'lead', 'referral', 'event', 'retention_offer', 'click',
] as const; // biome-ignore format: one list

/** `latest` is the row of the same opportunity that is known now. */
export type JoinName = 'summary' | 'version' | 'product' | 'agent' | 'channel' | 'category' | 'tier' | 'latest';

/** A column of the family's own table, or of a table joined to it. */
export type FamilyColumn = {
  readonly column: string;
  readonly through?: JoinName;
  /** Of an instant, the column with its business day. */
  readonly day?: string;
};

export type FamilySource =
  | { readonly kind: 'table'; readonly table: string }
  /** Rows of several families under common columns: `columns[name]` is a column of the part's family or a constant. */
  | {
      readonly kind: 'union';
      readonly parts: readonly {
        readonly table: string;
        readonly where: Expression;
        readonly columns: Readonly<Record<string, Expression>>;
      }[];
    };

/** What puts a row into a period: its date key (with the instant for other zones), or an instant alone. */
export type FamilyTime =
  | { readonly kind: 'dated'; readonly instant: string; readonly date: string }
  | {
      readonly kind: 'instant';
      readonly instants: readonly string[];
      /** When the row itself occurred: its weekday and hour, where it has them. */
      readonly occurred?: string;
    }
  /** A row stands at every instant between two of its own; one of them is such an instant itself. */
  | {
      readonly kind: 'standing';
      readonly from: string;
      readonly until: string;
      readonly includes: 'from' | 'until';
      readonly occurred?: string;
    };

export type Family = {
  readonly id: FamilyId;
  readonly source: FamilySource;
  readonly columns: Readonly<Record<string, FamilyColumn>>;
  readonly time: FamilyTime;
  /** How the customer's version is found: by the row's customer_key, or by the instant that places the row. */
  readonly customer: 'key' | 'instant' | 'none';
  /** Rows that exist as of now, where that is more than "occurred by now". */
  readonly exists?: Expression;
  /** Dimensions of the row itself; the customer's attributes are added where it has a customer. */
  readonly dimensions: readonly string[];
};

export type FamilyId =
  | 'transaction'
  | 'interaction'
  | 'activity'
  | 'order'
  | 'lead'
  | 'offer'
  | 'term'
  | 'opportunity'
  | 'openOpportunity'
  | 'runningTerm'
  | 'deal'
  | 'version'
  | 'spend';

const own = (...names: readonly string[]): Record<string, FamilyColumn> =>
  Object.fromEntries(names.map((name) => [name, { column: name }]));

const shared = [
  'CHANNEL',
  'CHANNEL_CATEGORY',
  'AGENT',
  'TEAM',
  'DEPARTMENT',
  'AGENT_ROLE',
  'CAMPAIGN',
  'WEEKDAY',
  'HOUR',
];
const transactionDimensions = [...shared, 'PRODUCT', 'PRODUCT_CATEGORY', 'TRANSACTION_KIND', 'BUYER_TYPE'];
const interactionDimensions = [...shared, 'TOPIC', 'OUTCOME'];
const dealDimensions = ['CHANNEL', 'CHANNEL_CATEGORY', 'AGENT', 'TEAM', 'DEPARTMENT'];
const opportunityDimensions = [...dealDimensions, 'PRODUCT', 'PRODUCT_CATEGORY'];

const dated: FamilyTime = { kind: 'dated', instant: 'occurred_at', date: 'date_key' };
const place = own('customer_no', 'customer_key', 'date_key', 'occurred_at', 'channel_no', 'agent_no', 'campaign');
const knownNow = and(compare('known_from', '<=', parameter('now')), compare('known_to', '>', parameter('now')));
const columnsAsThey = (...names: readonly string[]): Record<string, Expression> =>
  Object.fromEntries(names.map((name) => [name, { kind: 'column', name }]));

export const families: Readonly<Record<FamilyId, Family>> = {
  transaction: {
    id: 'transaction',
    source: { kind: 'table', table: 'fact_transaction' },
    columns: {
      ...place,
      ...own('order_id', 'kind', 'revenue', 'cost', 'quantity', 'product_no'),
      category: { column: 'category', through: 'product' },
      agent_role: { column: 'role', through: 'agent' },
      first_purchase_at: { column: 'first_purchase_at', through: 'summary', day: 'first_purchase_date' },
      category_first_purchased_at: { column: 'first_purchased_at', through: 'category' },
      tier_first_reached_at: { column: 'first_reached_at', through: 'tier' },
      category_first_tiered_at: { column: 'first_tiered_at', through: 'tier' },
    },
    time: dated,
    customer: 'key',
    dimensions: transactionDimensions,
  },
  interaction: {
    id: 'interaction',
    source: { kind: 'table', table: 'fact_interaction' },
    columns: {
      ...place,
      ...own(
        'kind',
        'topic',
        'outcome',
        'question',
        'scaled_score',
        'response_seconds',
        'resolution_seconds',
        'duration_seconds',
      ),
    },
    time: dated,
    customer: 'key',
    dimensions: [...interactionDimensions, 'INTERACTION_KIND'],
  },
  // Active facts: customer-initiated interactions and purchases, with what both have.
  activity: {
    id: 'activity',
    source: {
      kind: 'union',
      parts: [
        {
          table: 'fact_interaction',
          where: oneOf('kind', ...customerInitiatedKinds),
          columns: columnsAsThey(...Object.keys(place), 'kind'),
        },
        {
          table: 'fact_transaction',
          where: oneOf('kind', ...purchaseKinds),
          columns: { ...columnsAsThey(...Object.keys(place)), kind: { kind: 'literal', value: 'purchase' } },
        },
      ],
    },
    columns: { ...place, ...own('kind') },
    time: dated,
    customer: 'key',
    dimensions: shared,
  },
  // A customer's orders, each placed by its first line.
  order: {
    id: 'order',
    source: { kind: 'table', table: 'customer_order' },
    columns: {
      ...place,
      ...own('order_id', 'order_number', 'kind', 'product_no', 'previous_order_at'),
      referred_by: { column: 'referred_by', through: 'version' },
    },
    time: dated,
    customer: 'key',
    dimensions: transactionDimensions,
  },
  // The first lead of each customer.
  lead: {
    id: 'lead',
    source: { kind: 'table', table: 'customer_lead' },
    columns: { ...place, ...own('topic', 'outcome', 'first_purchase_at', 'followed_up_at') },
    time: dated,
    customer: 'key',
    dimensions: interactionDimensions,
  },
  offer: {
    id: 'offer',
    source: { kind: 'table', table: 'customer_offer' },
    columns: { ...place, ...own('topic', 'outcome', 'follows_purchase', 'next_purchase_at') },
    time: dated,
    customer: 'key',
    dimensions: interactionDimensions,
  },
  // Terms that customers bought, each placed at its end.
  term: {
    id: 'term',
    source: { kind: 'table', table: 'customer_term' },
    columns: own(
      'customer_no', 'order_id', 'date_key', 'occurred_at', 'kind', 'product_no', 'channel_no', 'agent_no', 'campaign', 'term_end', 'renewed_at',
    ), // biome-ignore format: one list
    time: { kind: 'instant', instants: ['term_end'], occurred: 'occurred_at' },
    customer: 'instant',
    dimensions: transactionDimensions,
  },
  opportunity: {
    id: 'opportunity',
    source: { kind: 'table', table: 'opportunity' },
    columns: own(
      'customer_no', 'channel_no', 'agent_no', 'product_no', 'first_stage_at', 'first_won_at', 'first_quoted_at', 'won_after_quote_at', 'last_close_at', 'last_close_won', 'won_amount', 'known_from', 'known_to',
    ), // biome-ignore format: one list
    time: { kind: 'instant', instants: ['first_stage_at', 'first_won_at', 'first_quoted_at', 'last_close_at'] },
    customer: 'instant',
    exists: knownNow,
    dimensions: opportunityDimensions,
  },
  // Opportunities while they are open: what was known of each before an instant, with the agent and the product known now.
  openOpportunity: {
    id: 'openOpportunity',
    source: { kind: 'table', table: 'opportunity' },
    columns: {
      ...own('customer_no', 'opportunity_id', 'channel_no', 'is_open', 'amount'),
      agent_no: { column: 'agent_no', through: 'latest' },
      product_no: { column: 'product_no', through: 'latest' },
    },
    time: { kind: 'standing', from: 'known_from', until: 'known_to', includes: 'until' },
    customer: 'instant',
    dimensions: opportunityDimensions,
  },
  // Terms that customers bought, while they run.
  runningTerm: {
    id: 'runningTerm',
    source: { kind: 'table', table: 'customer_term' },
    columns: own(
      'customer_no', 'order_id', 'date_key', 'occurred_at', 'kind', 'product_no', 'channel_no', 'agent_no', 'campaign', 'term_end', 'revenue',
    ), // biome-ignore format: one list
    time: { kind: 'standing', from: 'occurred_at', until: 'term_end', includes: 'from', occurred: 'occurred_at' },
    customer: 'instant',
    dimensions: transactionDimensions,
  },
  // Deals closed: won opportunities, and first purchases that no opportunity led to.
  deal: {
    id: 'deal',
    source: {
      kind: 'union',
      parts: [
        {
          table: 'opportunity',
          where: and(knownNow, isKnown('first_won_at')),
          columns: {
            ...columnsAsThey('customer_no', 'channel_no', 'agent_no', 'cycle_started_at'),
            closed_at: { kind: 'column', name: 'first_won_at' },
          },
        },
        {
          table: 'customer_order',
          where: isKnown('cycle_started_at'),
          columns: {
            ...columnsAsThey('customer_no', 'channel_no', 'agent_no', 'cycle_started_at'),
            closed_at: { kind: 'column', name: 'occurred_at' },
          },
        },
      ],
    },
    columns: own('customer_no', 'channel_no', 'agent_no', 'cycle_started_at', 'closed_at'),
    time: { kind: 'instant', instants: ['closed_at'] },
    customer: 'instant',
    dimensions: dealDimensions,
  },
  // Versions of customers that say since when they hold.
  version: {
    id: 'version',
    source: { kind: 'table', table: 'dim_customer' },
    columns: own('customer_no', 'valid_from'),
    time: { kind: 'instant', instants: ['valid_from'] },
    customer: 'instant',
    dimensions: [],
  },
  spend: {
    id: 'spend',
    source: { kind: 'table', table: 'fact_spend' },
    columns: own('date_key', 'purpose', 'amount', 'channel_no', 'campaign'),
    time: { kind: 'dated', instant: 'date_key', date: 'date_key' },
    customer: 'none',
    dimensions: ['ACQUISITION_CHANNEL', 'ACQUISITION_CAMPAIGN'],
  },
};
