// What customers were judged to be, wherever a statement asks for it: one join by customer and month-end, shared by all that is
// read of it. A customer has at most one judgement under a month-end, so that no row is multiplied.
//
//   a fact of 5 March, of Anna      customer_snapshot  anna  1 February  SILVER
//                                                      anna  1 March     GOLD      <- the last month-end by 5 March
//                                                      anna  now         PLATINUM
import type { Temporal } from 'temporal-polyfill';
import { monthEndAt, monthEndOfDay } from '../../model/month-ends';
import type { Dialect } from '../../sql/dialect';
import { bind, type Fragment, name, sql } from '../../sql/fragment';
import type { Scope } from '../question/scope';
import type { Joins } from './joins';

/** Under which day the judgement stands. */
export type JudgedOn = {
  readonly monthEnd: Fragment;
  /** The first and the last day that it can be, where the statement's rows do not all have the same: nothing else is read. */
  readonly within?: readonly [first: string, last: string];
};

/** A customer in a statement, and how tables are named there. */
type JudgedCustomer = {
  readonly joins: Joins;
  readonly relation: (table: string) => Fragment;
  readonly customerNo: Fragment;
};

/** `alias`: another where the statement looks at the judgements of two instants. */
export function judgementColumn(
  { joins, relation, customerNo }: JudgedCustomer,
  { monthEnd, within }: JudgedOn,
  column: string,
  alias = 'judgement',
): Fragment {
  const own = name(alias);
  const bounds =
    within === undefined
      ? sql``
      : sql` AND ${own}.month_end BETWEEN ${bind(within[0], 'date')} AND ${bind(within[1], 'date')}`;
  joins.add(
    alias,
    sql`LEFT JOIN ${relation('customer_snapshot')} AS ${own} ON ${own}.customer_no = ${customerNo} AND ${own}.month_end = ${monthEnd}${bounds}`,
  );
  return name(alias, column);
}

/** What is measured of a judgement is that of the instant, also where slices go by today's: then both are looked at. */
export const judgementThen = (
  customer: JudgedCustomer & { readonly scope: Pick<Scope, 'attributes'> },
  judgedOn: JudgedOn,
  column: string,
): Fragment =>
  judgementColumn(customer, judgedOn, column, customer.scope.attributes === 'CURRENT' ? 'judgement_then' : undefined);

type Judging = Pick<Scope, 'clock' | 'settings'>;

/** The day under which the judgement stands that speaks at an instant. */
export const monthEndSpeaking = (instant: Temporal.Instant, { clock, settings }: Judging): string =>
  monthEndAt(instant, clock, settings.timeZone);

/** For all rows alike: that of now. */
export const judgedNow = (scope: Scope): JudgedOn => ({
  monthEnd: bind(monthEndSpeaking(scope.now, scope), 'date'),
});

/** For each row that of its business day, which is one of these. */
export const judgedOnDay = (day: Fragment, first: string, last: string, { firstOfMonth }: Dialect): JudgedOn =>
  judgedOneOf(() => firstOfMonth(day), [first, last].map(monthEndOfDay));

/** For each row one of these days, as it says; where all are the same, no row is asked. */
export function judgedOneOf(monthEnd: () => Fragment, days: readonly string[]): JudgedOn {
  const sorted = [...days].sort();
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  return first === last ? { monthEnd: bind(first, 'date') } : { monthEnd: monthEnd(), within: [first, last] };
}
