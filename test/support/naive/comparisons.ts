// What a range of days is compared with: like with like, whole units with whole units, and a part of a unit with the same
// part of another. Comparisons are of whole days: of a range that is still open, the days that have begun.
import { type Asked, type Range, rangesOf } from './period';
import type { CompareInput } from './question';
import { addDays, addUnits, type Calendar, daysFromTo, earlierDate, type Unit, unitStart } from './time';

/** The days of a range that have begun. `over`: the last of them is over. */
type Days = Range & { readonly over: boolean };

/** Null where there is no such bucket. */
export function comparedRange(
  comparison: CompareInput,
  range: Range,
  index: number,
  grain: Unit | null,
  asked: Asked,
): Range | null {
  switch (comparison.mode) {
    case 'PREVIOUS_PERIOD':
      return previousPeriod(range, grain, asked);
    case 'PREVIOUS_YEAR':
      return previousYear(daysOf(range, asked), grain, asked);
    case 'SAME_WEEKDAYS_PREVIOUS_YEAR':
      return moved(daysOf(range, asked), -364);
    case 'CUSTOM': {
      const given = { from: comparison.from as string, to: comparison.to as string };
      const other = rangesOf(given, grain, asked.calendar)[index];
      return other === undefined ? null : begun(asManyDays(other, range, asked), asked);
    }
    default:
      throw new Error(`no such comparison: ${comparison.mode}`);
  }
}

/** A bucket goes by the border rule of its unit, a whole range by what it is: whole units, the beginning of one, or so many days. */
export function previousPeriod(range: Range, grain: Unit | null, asked: Asked): Range {
  const days = daysOf(range, asked);
  if (grain !== null) return byBorderRule(days, grain, asked.calendar);
  const before = wholeUnitsBefore(days, asked.calendar);
  if (before !== null) return before;
  const unit = beginningOf(range, asked);
  return unit === null ? daysBefore(days) : byBorderRule(days, unit, asked.calendar);
}

/** Whole weeks or months come after as many weeks or months, anything else after as many days. */
export function justBefore(range: Range, asked: Asked): Range {
  const days = daysOf(range, asked);
  return wholeUnitsBefore(days, asked.calendar) ?? daysBefore(days);
}

/** What has not begun is left as it was asked for. */
function daysOf({ from, to }: Range, { now, today, clock }: Asked): Days {
  const last = from > today ? to : earlierDate(to, today);
  return { from, to: last, over: clock.startOfDay(addDays(last, 1)) <= now };
}

/** The first day of a unit goes to the first day of the unit before by date like any other; its last day, once over, to the last. */
function byBorderRule({ from, to, over }: Days, unit: Unit, calendar: Calendar): Range {
  const start = unitStart(to, unit, calendar);
  const isOwnEnd = over && to === addDays(addUnits(start, unit, 1), -1);
  return { from: addUnits(from, unit, -1), to: isOwnEnd ? addDays(start, -1) : addUnits(to, unit, -1) };
}

/** How many whole months, all of them over. */
function wholeMonths({ from, to, over }: Days): number {
  const next = addDays(to, 1);
  const months = (date: string) => 12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7));
  return over && isFirstOfMonth(from) && isFirstOfMonth(next) ? months(next) - months(from) : 0;
}

const isFirstOfMonth = (date: string): boolean => date.endsWith('-01');

function isWholeWeeks({ from, to, over }: Days, calendar: Calendar): boolean {
  const next = addDays(to, 1);
  return over && unitStart(from, 'WEEK', calendar) === from && unitStart(next, 'WEEK', calendar) === next;
}

/** Quarters and years are months. What is months and weeks at once is months. */
function wholeUnitsBefore(days: Days, calendar: Calendar): Range | null {
  const months = wholeMonths(days);
  if (months > 0) return { from: addUnits(days.from, 'MONTH', -months), to: addDays(days.from, -1) };
  return isWholeWeeks(days, calendar) ? daysBefore(days) : null;
}

const daysBefore = ({ from, to }: Range): Range => ({
  from: addDays(from, -daysFromTo(from, to)),
  to: addDays(from, -1),
});

/** The unit of which a range is the beginning: the one its form names, else the shortest from a month up. */
function beginningOf({ from, to }: Range, { named, isLast, calendar }: Asked): Unit | null {
  const begins = (unit: Unit) => unitStart(from, unit, calendar) === from && to < addUnits(from, unit, 1);
  if (named !== null && begins(named)) return named;
  if (isLast) return null;
  return (['MONTH', 'QUARTER', 'YEAR'] as const).find(begins) ?? null;
}

/** Whole months are the same months of the year before, however long its February; weeks keep their weekdays. */
function previousYear(days: Days, grain: Unit | null, { named, calendar }: Asked): Range {
  const { from, to } = days;
  if (wholeMonths(days) > 0)
    return { from: addUnits(from, 'YEAR', -1), to: addDays(addUnits(addDays(to, 1), 'YEAR', -1), -1) };
  const isOfWeeks = grain === null ? named === 'WEEK' || isWholeWeeks(days, calendar) : grain === 'WEEK';
  if (isOfWeeks) return moved(days, -364);
  return { from: addUnits(from, 'YEAR', -1), to: addUnits(to, 'YEAR', -1) };
}

const moved = ({ from, to }: Range, by: number): Range => ({ from: addDays(from, by), to: addDays(to, by) });

/** Of days given that reach beyond today, those up to today. */
const begun = (other: Range, asked: Asked): Range => ({ from: other.from, to: daysOf(other, asked).to });

/** Of a range given for one that is still open, as many days from its beginning. */
function asManyDays(other: Range, range: Range, asked: Asked): Range {
  const isOpen = asked.clock.startOfDay(addDays(range.to, 1)) > asked.now;
  if (!isOpen) return other;
  const { from, to } = daysOf(range, asked);
  return { from: other.from, to: earlierDate(other.to, addDays(other.from, daysFromTo(from, to) - 1)) };
}
