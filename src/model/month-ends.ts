// Which judgement of a customer speaks at an instant (JUDGEMENTS.md, When): that of the last month-end at or before it, or the
// current one if the instant is the clock's now. A month-end is known by the day at whose beginning it is.
//
//   1 March 00:00 and 31 March 23:59, both of the business: 1 March      the clock's now: the current one
import { Temporal } from 'temporal-polyfill';
import { dateOf } from './calendar';
import { currentMonthEnd } from './judgements';

/** The last month-end by the beginning of a business day. */
export const monthEndOfDay = (day: string): string => `${day.slice(0, 7)}-01`;

/** `clock`: now as the clock has it, whatever asOf is; before it the current judgement did not speak yet. */
export const monthEndAt = (instant: Temporal.Instant, clock: Temporal.Instant, timeZone: string): string =>
  Temporal.Instant.compare(instant, clock) >= 0 ? currentMonthEnd : monthEndOfDay(dateOf(instant, timeZone).toString());
