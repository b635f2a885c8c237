// The members of each dimension that the warehouse knows, whether or not anything stands behind them today, and where the
// names people know for them are kept.
import type { Engine } from '../../engine/engine';
import type { DimensionDefinition } from '../../model/dimensions';
import { type FamilyId, families } from '../../model/families';
import { type Fragment, join, name, render, sql } from '../../sql/fragment';

/** The fact families in which a dimension is counted. */
export const countedFamilies = ['transaction', 'interaction'] as const satisfies readonly FamilyId[];

/** Source keys beside their names, for the dimensions whose members have one. */
export function namesOf(dimension: DimensionDefinition): Fragment | null {
  const { source } = dimension;
  if (source.kind === 'acquisitionChannel') return keyAndName('dim_channel', 'channel_id');
  if (source.kind === 'customer' && source.column === 'customer_id')
    return sql`SELECT customer_id AS member, name FROM dim_customer WHERE is_current AND customer_no > 0`;
  if (source.kind !== 'channel' && source.kind !== 'product' && source.kind !== 'agent') return null;
  return source.column.endsWith('_id') ? keyAndName(`dim_${source.kind}`, source.column) : null;
}

const keyAndName = (table: string, key: string): Fragment =>
  sql`SELECT ${name(key)} AS member, name FROM ${name(table)} WHERE ${name(key)} IS NOT NULL`;

/** Members that are on file by themselves: channels, products, agents and what is known of them. */
export function membersOnFile({ source }: DimensionDefinition): Fragment | null {
  if (source.kind !== 'channel' && source.kind !== 'product' && source.kind !== 'agent') return null;
  const column = name(source.column);
  return sql`SELECT DISTINCT ${column} AS member FROM ${name(`dim_${source.kind}`)} WHERE ${column} IS NOT NULL`;
}

/** Where the dimension's members are listed, or their number where it is the same everywhere. */
function knownMembers(dimension: DimensionDefinition): Fragment | number {
  const { source, id } = dimension;
  switch (source.kind) {
    case 'channel':
    case 'product':
    case 'agent':
      return membersOnFile(dimension)!;
    case 'fact': {
      const tables = countedFamilies
        .filter((family) => families[family].dimensions.includes(id))
        .map((family) => sql`SELECT DISTINCT ${name(source.column)} AS member FROM ${name(`fact_${family}`)}`);
      return join(tables, '\nUNION ALL\n');
    }
    case 'clock':
    case 'buyerType':
    case 'ageBand':
      return dimension.members!.length;
    case 'customer':
      return sql`SELECT ${name(source.column)} AS member FROM dim_customer WHERE is_current AND customer_no > 0`;
    case 'acquisitionChannel':
      return sql`SELECT channel_id AS member FROM dim_customer JOIN dim_channel ON channel_no = acquired_channel_no WHERE is_current AND customer_no > 0`;
    case 'tag':
      return sql`SELECT unnest(tags) AS member FROM dim_customer WHERE is_current AND customer_no > 0`;
    case 'cohortMonth':
      return sql`SELECT substr(CAST(first_purchase_date AS text), 1, 7) AS member FROM customer_summary`;
    case 'customerNumber':
      return sql`SELECT customer_no AS member FROM customer_summary`;
    case 'churnReason':
      return sql`SELECT churn_reason AS member FROM customer_summary`;
    default:
      return source satisfies never;
  }
}

/** How many members a dimension has. */
export async function countMembers(engine: Engine, dimension: DimensionDefinition): Promise<number> {
  const known = knownMembers(dimension);
  if (typeof known === 'number') return known;
  const { text, parameters } = render(sql`SELECT count(DISTINCT member) FROM (${known}) AS known`);
  const rows = await engine.read((session) => session.select(text, parameters));
  return Number(rows[0]![0]);
}
