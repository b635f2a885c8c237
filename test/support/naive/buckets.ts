// The buckets of a question: the dates each is shown with, its P (longer than the bucket under a window), the period
// before it and the periods it is compared with. What is still open compares with equally many days.
import { type Asked, type Period, periodOf, type Range, rangesOf } from './period';
import type { CompareInput, NaiveQuestion, WindowInput } from './question';
import { addDays, addUnits, type Calendar, daysFromTo, earlierDate, type Unit, unitStart } from './time';

export type Measured = { readonly shown: Range; readonly period: Period; readonly previous: Period };
/** By the comparison's name; null where there is no such bucket or it has not begun. */
export type Bucket = Measured & { readonly compared: Readonly<Record<string, Measured | null>> };

export function bucketsOf(asked: Asked, question: NaiveQuestion): readonly Bucket[] {
  return series(asked, question, (question.grain ?? null) as Unit | null);
}

/** The whole range as one bucket, for totals. */
export function wholeBucket(asked: Asked, question: NaiveQuestion): Bucket {
  return series(asked, question, null)[0] as Bucket;
}

function series(asked: Asked, question: NaiveQuestion, grain: Unit | null): readonly Bucket[] {
  const { calendar, clock, now } = asked;
  const toDate = (question.period.toDate ?? null) as Unit | null;
  const before = (range: Range) => {
    if (grain !== null) return unitBefore(range, grain, calendar);
    return (toDate === null ? null : partBefore(range, toDate, calendar)) ?? rangeBefore(range, calendar);
  };
  const windowed = (range: Range) => {
    const window = question.window ?? null;
    const start = windowStart(range, window, calendar);
    // A window that would begin after now ends with the last day of the bucket that has begun.
    const { open, lastDay } = periodOf(range.from, range.to, clock, now);
    const isAhead = open && lastDay >= range.from && start > lastDay;
    return periodOf(
      isAhead ? windowStart({ from: range.from, to: lastDay }, window, calendar) : start,
      range.to,
      clock,
      now,
    );
  };
  // What is before a window is before all of it: the windows of buckets overlap.
  const beforeWindow = (period: Period): Period => {
    const other = likeWithLike(rangeBefore(period, calendar), period);
    return periodOf(other.from, other.to, clock, now);
  };
  const previousOf = (range: Range, ofBucket: Range): Period =>
    question.window == null ? periodOf(ofBucket.from, ofBucket.to, clock, now) : beforeWindow(windowed(range));
  const measured = (range: Range): Measured => {
    const own = periodOf(range.from, range.to, clock, now);
    return { shown: range, period: windowed(range), previous: previousOf(range, likeWithLike(before(range), own)) };
  };
  const ranges = rangesOf(asked, grain, calendar);
  return ranges.map((range, index) => {
    const own = periodOf(range.from, range.to, clock, now);
    const precedent = likeWithLike(ranges[index - 1] ?? before(range), own);
    const compared = (question.compare ?? []).map((comparison) => {
      const other =
        comparison.mode === 'PREVIOUS_PERIOD' ? precedent : otherRange(comparison, range, index, grain, calendar);
      // What has not begun is nothing to compare with.
      const isThere = other !== null && clock.startOfDay(other.from) < now;
      return [comparison.name, isThere ? measured(likeWithLike(other, own)) : null] as const;
    });
    return {
      shown: { from: range.from, to: range.to },
      period: windowed(range),
      previous: previousOf(range, precedent),
      compared: Object.fromEntries(compared),
    };
  });
}

/** An open period compares with equally many days of the other. */
function likeWithLike(other: Range, current: Period): Range {
  if (!current.open) return other;
  return { from: other.from, to: earlierDate(other.to, addDays(other.from, current.days - 1)) };
}

/** Of what has passed of a unit: as much of the unit before it, at most all of it. Nothing for a whole unit. */
function partBefore(range: Range, unit: Unit, calendar: Calendar): Range | null {
  if (unitStart(range.from, unit, calendar) !== range.from || range.to >= addDays(addUnits(range.from, unit, 1), -1))
    return null;
  const from = addUnits(range.from, unit, -1);
  return { from, to: earlierDate(addDays(range.from, -1), addDays(from, daysFromTo(range.from, range.to) - 1)) };
}

/** Of a whole calendar week, month, quarter or year the unit before it, of any other range the equally many days before. */
function rangeBefore(range: Range, calendar: Calendar): Range {
  const unit = wholeUnit(range, calendar);
  const from = unit === null ? addDays(range.from, -daysFromTo(range.from, range.to)) : addUnits(range.from, unit, -1);
  return { from, to: addDays(range.from, -1) };
}

function wholeUnit(range: Range, calendar: Calendar): Unit | null {
  const units = ['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
  const isWhole = (unit: Unit) =>
    unitStart(range.from, unit, calendar) === range.from && addDays(addUnits(range.from, unit, 1), -1) === range.to;
  return units.find(isWhole) ?? null;
}

function unitBefore(range: Range, grain: Unit, calendar: Calendar): Range {
  const start = unitStart(range.from, grain, calendar);
  return { from: addUnits(start, grain, -1), to: addDays(start, -1) };
}

function otherRange(
  comparison: CompareInput,
  range: Range,
  index: number,
  grain: Unit | null,
  calendar: Calendar,
): Range | null {
  switch (comparison.mode) {
    case 'SAME_WEEKDAYS_PREVIOUS_YEAR':
      return { from: addDays(range.from, -364), to: addDays(range.to, -364) };
    case 'PREVIOUS_YEAR': {
      // A whole month, quarter or year is the same one a year before, however long its February.
      const unit = wholeUnit(range, calendar);
      const from = addUnits(range.from, 'YEAR', -1);
      if (unit === null || unit === 'WEEK') return { from, to: addUnits(range.to, 'YEAR', -1) };
      return { from, to: addDays(addUnits(from, unit, 1), -1) };
    }
    case 'CUSTOM': {
      const given = { from: comparison.from as string, to: comparison.to as string };
      return rangesOf(given, grain, calendar)[index] ?? null;
    }
    default:
      throw new Error(`no such comparison: ${comparison.mode}`);
  }
}

/** The N units that end with the bucket, or from the start of the unit in which the bucket ends. */
function windowStart(range: Range, window: WindowInput | null, calendar: Calendar): string {
  if (window?.trailing != null) return addUnits(addDays(range.to, 1), window.unit as Unit, -window.trailing);
  if (window?.cumulative != null) return unitStart(range.to, window.cumulative as Unit, calendar);
  return range.from;
}
