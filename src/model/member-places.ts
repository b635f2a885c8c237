// Where the members of each kind of dimension stand in the star, as data: whose they are, in which columns there are any, by
// which column people know them, and which of them are there without a fact. Statements, labels, counts and refusals read it;
// a new kind of dimension is one entry.
import { type DimensionDefinition, type DimensionSource, dimensions } from './dimensions';
import { type FamilyId, families } from './families';

/** A column whose values are members. */
export type MemberColumn = {
  readonly table: string;
  readonly column: string;
  /** It holds a list of members. */
  readonly list?: true;
  /** It holds a day, of which the month is the member. */
  readonly month?: true;
};

export type MemberPlace = {
  /** The fact's own row has the member, or the customer of the row: then it goes with every fact that has a customer. */
  readonly of: 'fact' | 'agent' | 'customer';
  /** Where a member stands that anything has or ever had. None: members are known beforehand, or any text may be one. */
  readonly known: readonly MemberColumn[];
  /** Where the members of today stand: of a customer, those of the current version. None: as many as known beforehand. */
  readonly today: readonly MemberColumn[];
  /** The table and key under which a member's name is kept, in its column `name`. */
  readonly named: { readonly table: string; readonly key: string } | null;
  /** Members that are there by themselves, also without a fact. */
  readonly onFile: MemberColumn | null;
};

const campaigns: readonly MemberColumn[] = [
  { table: 'fact_spend', column: 'campaign' },
  { table: 'dim_customer', column: 'acquired_campaign' },
  { table: 'fact_transaction', column: 'campaign' },
  { table: 'fact_interaction', column: 'campaign' },
];

function ofStarTable(of: MemberPlace['of'], table: string, key: string, column: string): MemberPlace {
  const place = { table, column };
  return { of, known: [place], today: [place], named: column === key ? { table, key } : null, onFile: place };
}

/** Members of a customer that stand in columns and nowhere else. */
const ofCustomer = (known: readonly MemberColumn[], today: readonly MemberColumn[] = known): MemberPlace => ({
  of: 'customer',
  known,
  today,
  named: null,
  onFile: null,
});

const knownBeforehand = (of: MemberPlace['of']): MemberPlace => ({
  of,
  known: [],
  today: [],
  named: null,
  onFile: null,
});

/** The fact families in which members are counted. */
export const countedFamilies = ['transaction', 'interaction'] as const satisfies readonly FamilyId[];

const factColumns = (id: string, column: string): readonly MemberColumn[] =>
  countedFamilies
    .filter((family) => families[family].dimensions.includes(id))
    .map((family) => ({ table: `fact_${family}`, column }));

type SourceOf<Kind extends DimensionSource['kind']> = Extract<DimensionSource, { readonly kind: Kind }>;

const places: { readonly [Kind in DimensionSource['kind']]: (source: SourceOf<Kind>, id: string) => MemberPlace } = {
  channel: ({ column }) => ofStarTable('fact', 'dim_channel', 'channel_id', column),
  product: ({ column }) => ofStarTable('fact', 'dim_product', 'product_id', column),
  agent: ({ column }) => ofStarTable('agent', 'dim_agent', 'agent_id', column),
  fact: ({ column }, id) => ({
    of: 'fact',
    known: column === 'campaign' ? campaigns : factColumns(id, column),
    today: factColumns(id, column),
    named: null,
    onFile: null,
  }),
  clock: () => knownBeforehand('fact'),
  buyerType: () => knownBeforehand('fact'),
  customer: ({ column }) => {
    const today = [{ table: 'dim_customer', column }];
    if (column === 'acquired_campaign') return ofCustomer(campaigns, today);
    const named = column === 'customer_id' ? { table: 'dim_customer', key: 'customer_id' } : null;
    return { ...ofCustomer(today), named };
  },
  acquisitionChannel: () => ({
    of: 'customer',
    known: [{ table: 'dim_channel', column: 'channel_id' }],
    today: [{ table: 'dim_customer', column: 'acquired_channel_no' }],
    named: { table: 'dim_channel', key: 'channel_id' },
    onFile: null,
  }),
  tag: () => ofCustomer([{ table: 'dim_customer', column: 'tags', list: true }]),
  ageBand: () => knownBeforehand('customer'),
  cohortMonth: () => ofCustomer([], [{ table: 'customer_summary', column: 'first_purchase_date', month: true }]),
  churnReason: () => ofCustomer([{ table: 'customer_summary', column: 'churn_reason' }]),
  judgement: () => knownBeforehand('customer'),
  lifecycleStage: () => knownBeforehand('customer'),
  customerNumber: () => ofCustomer([], [{ table: 'customer_summary', column: 'customer_no' }]),
};

export const memberPlace = ({ source, id }: Pick<DimensionDefinition, 'source' | 'id'>): MemberPlace =>
  (places[source.kind] as (of: DimensionSource, id: string) => MemberPlace)(source, id);

/** Where members must be looked for; nowhere, where they are known without looking. */
export const knownColumns = (dimension: DimensionDefinition): readonly MemberColumn[] =>
  dimension.members === undefined ? memberPlace(dimension).known : [];

/** Customer attributes: they go with every family whose rows have a customer. */
export const customerDimensions: readonly string[] = dimensions
  .filter((dimension) => memberPlace(dimension).of === 'customer')
  .map(({ id }) => id);

/** What an agent is: they go with every family whose rows have an agent. */
export const agentDimensions: readonly string[] = dimensions
  .filter((dimension) => memberPlace(dimension).of === 'agent')
  .map(({ id }) => id);
