// How many members a dimension has today, whether or not anything stands behind them, as a statement.
import type { DimensionDefinition } from '../../model/dimensions';
import { type MemberColumn, memberPlace } from '../../model/member-places';
import { type Fragment, join, name, type RenderedSql, render, sql } from '../../sql/fragment';
import type { Compilation } from './compilation';
import { relation } from './relation';

/** Where a column is of customers, the current version of each counts; customer and channel 0 are none. */
function membersIn({ table, column, list, month }: MemberColumn, compilation: Compilation): Fragment {
  const own = name('known', column);
  const member = list
    ? sql`unnest(${own})`
    : month
      ? sql`substr(CAST(${own} AS text), 1, 7)`
      : column.endsWith('_no')
        ? sql`nullif(${own}, 0)`
        : own;
  const current = table === 'dim_customer' ? sql` WHERE known.is_current AND known.customer_no <> 0` : sql``;
  return sql`SELECT ${member} AS member FROM ${relation(table, compilation)} AS known${current}`;
}

/** Null where they are known beforehand. */
export function memberCount(dimension: DimensionDefinition, compilation: Compilation): RenderedSql | null {
  const { today } = memberPlace(dimension);
  if (today.length === 0) return null;
  const every = join(
    today.map((column) => membersIn(column, compilation)),
    '\nUNION ALL\n',
  );
  return render(sql`SELECT count(DISTINCT member) FROM (\n${every}\n) AS member_today`);
}
