// The buckets of a question: the dates each is shown with, its P (longer than the bucket under a window), the period
// before it and the periods it is compared with.
import { comparedRange, justBefore, previousPeriod } from './comparisons';
import { type Asked, type Period, periodOf, type Range, rangesOf } from './period';
import type { NaiveQuestion, WindowInput } from './question';
import { addDays, addUnits, type Calendar, earlierDate, type Unit, unitStart } from './time';

export type Measured = { readonly shown: Range; readonly period: Period; readonly previous: Period };
/** `compared`: by the comparison's name; null where there is no such bucket or it has not begun. `targeted`: the days a target is for. */
export type Bucket = Measured & {
  readonly compared: Readonly<Record<string, Measured | null>>;
  readonly targeted: Range;
};

export function bucketsOf(asked: Asked, question: NaiveQuestion): readonly Bucket[] {
  return series(asked, question, (question.grain ?? null) as Unit | null);
}

/** The whole range as one bucket, for totals. */
export function wholeBucket(asked: Asked, question: NaiveQuestion): Bucket {
  return series(asked, question, null)[0] as Bucket;
}

function series(asked: Asked, question: NaiveQuestion, grain: Unit | null): readonly Bucket[] {
  const { calendar, clock, now } = asked;
  const window = question.window ?? null;
  const hasBegun = (range: Range) => clock.startOfDay(range.from) < now;
  const measured = (range: Range, of = asked): Measured => {
    const period = windowed(range, window, asked);
    // Windows of buckets overlap: what is before one is before all of it.
    const previous = window === null ? previousPeriod(range, grain, of) : justBefore(period, asked);
    return { shown: range, period, previous: periodOf(previous.from, previous.to, clock, now) };
  };
  return rangesOf(asked, grain, calendar).map((range, index) => {
    const compared = (question.compare ?? []).map((comparison) => {
      const other = hasBegun(range) ? comparedRange(comparison, range, index, grain, asked) : null;
      // Days given with a comparison name no unit, whatever the period itself is.
      const of = comparison.mode === 'CUSTOM' ? { ...asked, named: null, isLast: false } : asked;
      return [comparison.name, other !== null && hasBegun(other) ? measured(other, of) : null] as const;
    });
    const own = measured(range);
    return {
      ...own,
      compared: Object.fromEntries(compared),
      targeted: { from: own.period.from, to: lastDayOfTarget(range, grain, asked) },
    };
  });
}

/** What is asked for to date ends with its unit, or with that of the bucket where this one ends first. */
function lastDayOfTarget({ to }: Range, grain: Unit | null, { toDate, calendar, to: last }: Asked): string {
  if (toDate === null || to !== last) return to;
  const endOf = (unit: Unit) => addDays(addUnits(unitStart(to, unit, calendar), unit, 1), -1);
  return earlierDate(endOf(toDate), endOf(grain ?? toDate));
}

function windowed(range: Range, window: WindowInput | null, { calendar, clock, now }: Asked): Period {
  const start = windowStart(range, window, calendar);
  // A window that would begin after now ends with the last day of the bucket that has begun.
  const { open, lastDay } = periodOf(range.from, range.to, clock, now);
  const isAhead = open && lastDay >= range.from && start > lastDay;
  const from = isAhead ? windowStart({ from: range.from, to: lastDay }, window, calendar) : start;
  return periodOf(from, range.to, clock, now);
}

/** The N units that end with the bucket, or from the start of the unit in which the bucket ends. */
function windowStart(range: Range, window: WindowInput | null, calendar: Calendar): string {
  if (window?.trailing != null) return addUnits(addDays(range.to, 1), window.unit as Unit, -window.trailing);
  if (window?.cumulative != null) return unitStart(range.to, window.cumulative as Unit, calendar);
  return range.from;
}
