// How far the facts behind an answer reach by its now: the last day of each table that has any, and how many facts are later.
// One statement for all tables, each looked at by its days; what it gives is remembered while they are unchanged. It runs once
// the answer is measured: beside it, it would cost a connection and a snapshot more than it takes.
import { Temporal } from 'temporal-polyfill';
import { dateOf } from '../../model/calendar';
import { todayOf } from '../../model/now';
import { bind, constant, type Fragment, join, render, sql, textConstant } from '../../sql/fragment';
import type { FactTable } from '../../warnings';
import type { Compilation } from '../compile/compilation';
import { nowOf } from '../compile/customer-attributes';
import { relation } from '../compile/relation';
import type { Scope } from '../question/scope';
import type { View } from './measure';

export type FactsReach = {
  readonly table: FactTable;
  /** Of the last fact that is not later than now, by the calendar in which the table's days are kept; null if there is none. */
  readonly lastDay: string | null;
  /** The last day asked for that has begun by now, by the same calendar. */
  readonly periodEnd: string;
  /** How many facts are later than now; of a period that is over by now, nothing is left out. */
  readonly later: number;
};

export async function factsReach(
  tables: readonly FactTable[],
  { scope, session }: View,
): Promise<readonly FactsReach[]> {
  if (tables.length === 0) return [];
  const rows = await session.selectRemembered(render(reachStatement(tables, { scope, dialect: session.dialect })));
  return rows.map(([name, lastDay, later]) => {
    const table = name as FactTable;
    return { table, lastDay: lastDay as string | null, periodEnd: daysOf(table, scope).end, later: Number(later) };
  });
}

export const reachStatement = (tables: readonly FactTable[], compilation: Compilation): Fragment =>
  join(
    tables.map((table) => reachOf(table, compilation)),
    '\nUNION ALL\n',
  );

/** A condition on the day alone lets the index of the days answer; the instants of one day at most are looked at. */
function reachOf(table: FactTable, compilation: Compilation): Fragment {
  const { scope } = compilation;
  const today = bind(daysOf(table, scope).today, 'date');
  const facts = sql`${relation(table, compilation)} AS fact`;
  const [begun, later] =
    table === 'fact_spend'
      ? [sql`TRUE`, sql`FALSE`]
      : [sql`fact.occurred_at <= ${nowOf(scope)}`, sql`fact.occurred_at > ${nowOf(scope)}`];
  const last = sql`(SELECT max(fact.date_key) FROM ${facts} WHERE fact.date_key <= ${today} AND ${begun})`;
  const ofLaterDays = sql`(SELECT count(*) FROM ${facts} WHERE fact.date_key > ${today})`;
  const laterToday = sql`(SELECT count(*) FROM ${facts} WHERE fact.date_key = ${today} AND ${later})`;
  const leftOut = scope.whole.complete ? constant(0) : sql`${ofLaterDays} + ${laterToday}`;
  return sql`SELECT ${textConstant(table)} AS facts, CAST(${last} AS text) AS last_day, ${leftOut} AS later`;
}

/** The last day asked for that has begun, and that of now. Spend has no instant: its days are those of the question's calendar. */
function daysOf(
  table: FactTable,
  { whole, now, period, settings }: Scope,
): { readonly end: string; readonly today: string } {
  if (table === 'fact_spend') return { end: whole.lastBegun, today: todayOf(now, period.calendar.timezone).toString() };
  const lastInstant = Temporal.Instant.from(whole.endsAt).subtract({ nanoseconds: 1 });
  const zone = settings.timeZone;
  return { end: dateOf(lastInstant, zone).toString(), today: dateOf(now, zone).toString() };
}
