// Which days stand beside which (METRICS.md, Comparisons and targets): like with like, always in whole days. The words:
//
//   unit     a week, month, quarter or year of the calendar; a bucket is one, or the part that the asked range, asOf or now
//            leaves of it
//   border   the first or the last day of such a part: the unit's own border where the unit begins or ends there, else a cut
//   whole    said of a unit that is over; until then its last day (today) is a cut like any other
//
// Everything here is a function of days, the calendar and now; what they say of weeks, fiscal quarters and years is what the
// calendar says.
import type { Temporal } from 'temporal-polyfill';
import { addUnits, type Calendar, endOfUnit, type Grain, isOver, startOfUnit } from './calendar';

/** Two days, both inclusive. */
export type DateRange = { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate };

/** What decides whether a day is a unit's border, and whether it is over. */
export type Almanac = { readonly calendar: Calendar; readonly now: Temporal.Instant };

/**
 * The border rule: a part of a unit goes to the unit before. A border of the unit goes to that border of the unit before; a
 * cut goes back 7 days, 1 or 3 months or 1 year by date, to the last day of the month where there is no such date.
 *
 *     by MONTH    10..28 February 2025    10..31 January     the 10th is a cut, the 28th is February's own border
 *                 1..31 March             1..28 February     all with all
 *                 1..30 April, now in it  1..30 March        not over: the 30th is a cut
 *                 30 April..31 May        30 March..30 April
 *                 31 March                28 February        both by date and by border
 *     by QUARTER  1 April..30 May         1 January..28 February
 *     by WEEK     Monday..Wednesday       Monday..Wednesday of the week before
 *     by DAY      1 March                 28 February
 */
export const partBefore = ({ from, to }: DateRange, unit: Grain, almanac: Almanac): DateRange => ({
  // By date the first day of a unit goes to the first day of the unit before.
  from: addUnits(from, unit, -1),
  to: endsUnit(to, unit, almanac)
    ? startOfUnit(to, unit, almanac.calendar).subtract({ days: 1 })
    : addUnits(to, unit, -1),
});

/**
 * PREVIOUS_PERIOD without a grain, of the days that have begun of those asked. `beginningOf`: the units whose beginning they
 * may be (Period.beginningOf).
 *
 *     January..June                  July..December               n whole months (quarters and years are months): the n before
 *     1..28 February 2027            1..31 January                a month, though it is four weeks, too
 *     two whole weeks                the two weeks before
 *     year to date, 10 March         1 January..10 March          the beginning of a unit: the border rule
 *     year to date, 31 March, over   October..December            three whole months, however asked for
 *     1 January..10 March, from..to  1 October..10 December       the beginning of the quarter
 *     5..20 May                      19 April..4 May              anything else: the equally many days just before
 */
export function previousPeriod(
  days: DateRange,
  asked: DateRange,
  beginningOf: readonly Grain[],
  almanac: Almanac,
): DateRange {
  if (wholeMonths(days, almanac) !== null || areWholeWeeks(days, almanac)) return justBefore(days, almanac);
  const unit = beginningOf.find((each) => isBeginning(asked, each, almanac.calendar));
  return unit === undefined ? justBefore(days, almanac) : partBefore(days, unit, almanac);
}

/**
 * PREVIOUS_YEAR. `areWeeks`: the days are weeks or what is left of one, so they keep their weekdays.
 *
 *     February 2025                1..29 February 2024      whole months: the same months, so that they add up to the year
 *     March 2024..February 2025    March 2023..29 February 2024
 *     10..28 February 2025         10..28 February 2024     anything else: the same dates
 *     29 February 2024             28 February 2023
 *     a week, whole or cut         364 days before
 */
export function previousYear(days: DateRange, areWeeks: boolean, almanac: Almanac): DateRange {
  const from = days.from.subtract({ years: 1 });
  const months = wholeMonths(days, almanac);
  if (months !== null) return { from, to: from.add({ months }).subtract({ days: 1 }) };
  if (areWeeks) return sameWeekdays(days);
  return { from, to: days.to.subtract({ years: 1 }) };
}

/** SAME_WEEKDAYS_PREVIOUS_YEAR: 52 weeks before. */
export const sameWeekdays = ({ from, to }: DateRange): DateRange => ({
  from: from.subtract({ days: 364 }),
  to: to.subtract({ days: 364 }),
});

export const lengthOf = ({ from, to }: DateRange): number => from.until(to, { largestUnit: 'days' }).days + 1;

/** As long, just before: as many months where the days are whole months, else as many days, which whole weeks are too. */
export function justBefore(days: DateRange, almanac: Almanac): DateRange {
  const months = wholeMonths(days, almanac);
  return {
    from: days.from.subtract(months === null ? { days: lengthOf(days) } : { months }),
    to: days.from.subtract({ days: 1 }),
  };
}

/** The last day of a unit that is over. */
const endsUnit = (day: Temporal.PlainDate, unit: Grain, { calendar, now }: Almanac): boolean =>
  endOfUnit(day, unit, calendar).equals(day) && isOver(day, calendar.timezone, now);

/** How many whole months the days are; null where they are none. */
function wholeMonths({ from, to }: DateRange, almanac: Almanac): number | null {
  if (from.day !== 1 || !endsUnit(to, 'MONTH', almanac)) return null;
  return from.until(to.add({ days: 1 }), { largestUnit: 'months' }).months;
}

export const areWholeWeeks = ({ from, to }: DateRange, almanac: Almanac): boolean =>
  startOfUnit(from, 'WEEK', almanac.calendar).equals(from) && endsUnit(to, 'WEEK', almanac);

const isBeginning = ({ from, to }: DateRange, unit: Grain, calendar: Calendar): boolean =>
  [from, to].every((day) => startOfUnit(day, unit, calendar).equals(from));
