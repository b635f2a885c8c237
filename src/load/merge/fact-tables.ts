// How rows of the load format stand in the star: which column of a fact comes from which column of a file, as it is or
// as the number of a dimension's member.
import type { DeletableTable, LoadTable } from '../format/source-row';
import { scaledScore } from '../format/survey-scales';
import { quoted } from '../stage/staged-tables';

export type MemberTable = 'dim_channel' | 'dim_product' | 'dim_agent';
export type MemberDimension = {
  readonly table: MemberTable;
  readonly source: Extract<LoadTable, 'channels' | 'products' | 'agents'>;
  readonly number: string;
  readonly id: string;
};

const channels: MemberDimension = { table: 'dim_channel', source: 'channels', number: 'channel_no', id: 'channel_id' };
const products: MemberDimension = { table: 'dim_product', source: 'products', number: 'product_no', id: 'product_id' };
const agents: MemberDimension = { table: 'dim_agent', source: 'agents', number: 'agent_no', id: 'agent_id' };
export const memberDimensions: readonly MemberDimension[] = [channels, products, agents];

/** A column of a fact with the column of the file it comes from. */
export type ValueColumn = { readonly column: string; readonly from: string };

export type FactTable = {
  readonly table: 'fact_interaction' | 'fact_transaction' | 'fact_spend' | 'target' | 'customer_alias';
  readonly source: Extract<LoadTable, 'interactions' | 'transactions' | 'spend' | 'targets' | 'customer_aliases'>;
  readonly key: readonly ValueColumn[];
  readonly values: readonly ValueColumn[];
  readonly members: readonly MemberDimension[];
  /** Whether a row belongs to a customer; its version is found by occurred_at. */
  readonly hasCustomer: boolean;
  /** The value that places the row on a day, where the fact has a date key. */
  readonly day: string | null;
  /** The column of the file that says when the row happened; null for what does not happen. */
  readonly happens: 'occurred_at' | 'date' | null;
  /** Columns worked out from the final values, given as SQL by column. */
  readonly computed: readonly {
    readonly column: string;
    readonly sql: (value: (column: string) => string) => string;
  }[];
};

/** A fact that can be deleted by its key; it is kept aside then. */
export type DeletableFact = FactTable & { readonly source: DeletableTable };

const same = (...names: readonly string[]): readonly ValueColumn[] =>
  names.map((name) => ({ column: name, from: name }));

export const interactionFacts: DeletableFact = {
  table: 'fact_interaction',
  source: 'interactions',
  key: same('interaction_id'),
  values: same(
    'occurred_at',
    'kind',
    'campaign',
    'topic',
    'opportunity_id',
    'stage',
    'amount',
    'question',
    'score',
    'scale_max',
    'response_seconds',
    'resolution_seconds',
    'duration_seconds',
    'outcome',
  ),
  members: [products, channels, agents],
  hasCustomer: true,
  day: 'occurred_at',
  happens: 'occurred_at',
  computed: [
    {
      column: 'scaled_score',
      sql: (value) => scaledScore(value('question'), value('score'), value('scale_max')),
    },
  ],
};

export const transactionFacts: DeletableFact = {
  table: 'fact_transaction',
  source: 'transactions',
  key: same('transaction_id'),
  values: same(
    'order_id',
    'occurred_at',
    'kind',
    'revenue',
    'cost',
    'quantity',
    'campaign',
    'opportunity_id',
    'term_end',
  ),
  members: [products, channels, agents],
  hasCustomer: true,
  day: 'occurred_at',
  happens: 'occurred_at',
  computed: [],
};

export const spendFacts: DeletableFact = {
  table: 'fact_spend',
  source: 'spend',
  key: same('spend_id'),
  values: [{ column: 'date_key', from: 'date' }, ...same('purpose', 'amount', 'campaign')],
  members: [channels],
  hasCustomer: false,
  day: null,
  happens: 'date',
  computed: [],
};

export const targetFacts: FactTable = {
  table: 'target',
  source: 'targets',
  key: [
    { column: 'metric', from: 'metric' },
    { column: 'from_date', from: 'from' },
    { column: 'to_date', from: 'to' },
    { column: 'dimension', from: 'dimension' },
    { column: 'member', from: 'member' },
  ],
  values: same('value'),
  members: [],
  hasCustomer: false,
  day: null,
  happens: null,
  computed: [],
};

export const aliasFacts: FactTable = {
  table: 'customer_alias',
  source: 'customer_aliases',
  key: same('alias_id'),
  values: same('customer_id'),
  members: [],
  hasCustomer: false,
  day: null,
  happens: null,
  computed: [],
};

export const factTables: readonly FactTable[] = [
  interactionFacts,
  transactionFacts,
  spendFacts,
  targetFacts,
  aliasFacts,
];
/** Every table of the star that rows of a file are stored in. */
export const loadedTables = [
  ...memberDimensions.map(({ table }) => table),
  'dim_customer',
  ...factTables.map(({ table }) => table),
] as const;
export const customerFacts = [interactionFacts, transactionFacts] as const;
export const deletableFacts: readonly DeletableFact[] = [...customerFacts, spendFacts];

/** The key of a fact that is one text. */
export const keyColumnOf = ({ key }: FactTable): string => key[0]!.column;

/** Parts of a key that may be null, in targets. */
const mayBeNull = ['dimension', 'member'];

/** SQL: the stored row `f` has the key of another row, whose columns `other` gives. */
export const sameKey = ({ key }: FactTable, other: (column: ValueColumn) => string): string =>
  key
    .map((each) => `f.${each.column} ${mayBeNull.includes(each.column) ? 'IS NOT DISTINCT FROM' : '='} ${other(each)}`)
    .join(' AND ');

/** SQL: the stored row `f` has the key of the staged row `s`. */
export const sameKeyAsStaged = (fact: FactTable): string => sameKey(fact, ({ from }) => `s.${quoted(from)}`);
