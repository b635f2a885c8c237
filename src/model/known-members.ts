// Where the warehouse knows a member of a dimension from: a member is known when any row of these columns has it, whatever
// its time and whether or not anything stands behind it.
import type { DimensionDefinition } from './dimensions';

/** A column that holds members, or lists of them. */
export type MemberColumn = { readonly table: string; readonly column: string; readonly isList?: true };

const campaigns: readonly MemberColumn[] = [
  { table: 'fact_spend', column: 'campaign' },
  { table: 'dim_customer', column: 'acquired_campaign' },
  { table: 'fact_transaction', column: 'campaign' },
  { table: 'fact_interaction', column: 'campaign' },
];

/** None where every member is known without looking: those of a closed list, months, ages. */
export function memberColumns({ source, members }: DimensionDefinition): readonly MemberColumn[] {
  if (members !== undefined) return [];
  switch (source.kind) {
    case 'channel':
    case 'product':
    case 'agent':
      return [{ table: `dim_${source.kind}`, column: source.column }];
    case 'acquisitionChannel':
      return [{ table: 'dim_channel', column: 'channel_id' }];
    case 'fact':
      return source.column === 'campaign' ? campaigns : [{ table: 'fact_interaction', column: source.column }];
    case 'customer':
      return source.column === 'acquired_campaign' ? campaigns : [{ table: 'dim_customer', column: source.column }];
    case 'tag':
      return [{ table: 'dim_customer', column: 'tags', isList: true }];
    case 'churnReason':
      return [{ table: 'customer_summary', column: 'churn_reason' }];
    case 'clock':
    case 'buyerType':
    case 'ageBand':
    case 'cohortMonth':
    case 'customerNumber':
      return [];
    default:
      return source satisfies never;
  }
}
