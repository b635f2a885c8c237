// How many members each dimension has today, whether or not anything stands behind them.
import type { DimensionDefinition } from '../../model/dimensions';
import { type MemberColumn, memberPlace } from '../../model/member-places';
import { type Fragment, join, name, render, sql } from '../../sql/fragment';
import type { Compilation } from '../compile/compilation';
import { relation } from '../compile/relation';
import { scopeOfAllTime } from '../question/scope';
import { type AnswerContext, arrive, read } from '../reading';

/** Where a column is of customers, the current version of each counts; customer and channel 0 are none. */
export function membersIn({ table, column, list, month }: MemberColumn, compilation: Compilation): Fragment {
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

/** Throws nothing that a caller could cause. */
export async function countMembers(context: AnswerContext, dimension: DimensionDefinition): Promise<number> {
  const { today } = memberPlace(dimension);
  if (today.length === 0) return dimension.members!.length;
  const arrival = await arrive({}, context);
  const { segments } = arrival;
  return read(context, { scope: scopeOfAllTime(arrival), segments }, async ({ session, scope }) => {
    const compilation = { scope, dialect: session.dialect };
    const every = join(
      today.map((column) => membersIn(column, compilation)),
      '\nUNION ALL\n',
    );
    const counted = render(sql`SELECT count(DISTINCT member) FROM (\n${every}\n) AS member_today`);
    return Number((await session.select(counted))[0]![0]);
  });
}
