// What a period is compared with (METRICS.md, Comparisons and targets): the days of the other period for each bucket.
// An open bucket is compared with equally many days of the other, so that like stands beside like.
import { Temporal } from 'temporal-polyfill';
import { type Bucket, type BucketRules, bucketOf, type DateRange, hasBegun, rangesOf } from './buckets';
import { addUnits, type Calendar, type Grain, startOfUnit } from './calendar';
import { firstDay } from './periods';

export type Comparison = { readonly name: string } & (
  | { readonly mode: 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR' | 'SAME_WEEKDAYS_PREVIOUS_YEAR' }
  | { readonly mode: 'CUSTOM'; readonly range: DateRange }
);

/** The other bucket of each bucket, at the same position; null where there is none: it has not begun or lies outside the calendar. */
export function comparisonBuckets(
  comparison: Comparison,
  buckets: readonly Bucket[],
  rules: BucketRules,
): readonly (Bucket | null)[] {
  const { calendar, grain } = rules;
  const given = comparison.mode === 'CUSTOM' ? rangesOf(comparison.range, grain, calendar) : [];
  return buckets.map((bucket, position) => {
    const range = rangeOf(bucket);
    const other =
      comparison.mode === 'CUSTOM'
        ? given[position]
        : comparison.mode === 'PREVIOUS_PERIOD' && position > 0
          ? rangeOf(buckets[position - 1]!)
          : otherRange(comparison.mode, range, rules);
    if (other === undefined) return null;
    const like = bucket.complete
      ? other
      : { from: other.from, to: earlier(other.to, other.from.add({ days: bucket.ownDays - 1 })) };
    if (Temporal.PlainDate.compare(like.from, firstDay) < 0 || !hasBegun(like, rules)) return null;
    return bucketOf(position, like, rules);
  });
}

const rangeOf = ({ first, last }: Bucket): DateRange => ({
  from: Temporal.PlainDate.from(first),
  to: Temporal.PlainDate.from(last),
});

const earlier = (left: Temporal.PlainDate, right: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(left, right) < 0 ? left : right;

function otherRange(
  mode: Exclude<Comparison['mode'], 'CUSTOM'>,
  range: DateRange,
  { calendar, grain, toDate }: BucketRules,
): DateRange {
  switch (mode) {
    case 'PREVIOUS_PERIOD':
      if (grain !== null) return unitBefore(range, grain, calendar);
      return (toDate && beginningBefore(range, toDate, calendar)) ?? rangeBefore(range, calendar);
    case 'PREVIOUS_YEAR': {
      // A whole month, quarter or year is the same one a year before, however long its February.
      const unit = wholeUnit(range, calendar);
      const from = range.from.subtract({ years: 1 });
      if (unit === null || unit === 'WEEK') return { from, to: range.to.subtract({ years: 1 }) };
      return { from, to: addUnits(from, unit, 1).subtract({ days: 1 }) };
    }
    case 'SAME_WEEKDAYS_PREVIOUS_YEAR':
      return { from: range.from.subtract({ days: 364 }), to: range.to.subtract({ days: 364 }) };
    default:
      return mode satisfies never;
  }
}

/** Of the beginning of a unit as many days of the unit before; null of a whole unit and of days elsewhere in it. */
function beginningBefore(range: DateRange, unit: Grain, calendar: Calendar): DateRange | null {
  const last = addUnits(range.from, unit, 1).subtract({ days: 1 });
  if (!startOfUnit(range.from, unit, calendar).equals(range.from)) return null;
  if (Temporal.PlainDate.compare(range.to, last) >= 0) return null;
  const from = addUnits(range.from, unit, -1);
  const days = range.from.until(range.to, { largestUnit: 'days' }).days;
  return { from, to: earlier(from.add({ days }), range.from.subtract({ days: 1 })) };
}

/** Of a whole calendar unit the one before it; of any other range the equally many days just before. */
function rangeBefore(range: DateRange, calendar: Calendar): DateRange {
  const unit = wholeUnit(range, calendar);
  const days = range.from.until(range.to, { largestUnit: 'days' }).days + 1;
  return {
    from: unit === null ? range.from.subtract({ days }) : addUnits(range.from, unit, -1),
    to: range.from.subtract({ days: 1 }),
  };
}

function unitBefore(range: DateRange, grain: Grain, calendar: Calendar): DateRange {
  const start = startOfUnit(range.from, grain, calendar);
  return { from: addUnits(start, grain, -1), to: start.subtract({ days: 1 }) };
}

function wholeUnit(range: DateRange, calendar: Calendar): Grain | null {
  const units = ['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
  return (
    units.find(
      (unit) =>
        startOfUnit(range.from, unit, calendar).equals(range.from) &&
        addUnits(range.from, unit, 1).subtract({ days: 1 }).equals(range.to),
    ) ?? null
  );
}
