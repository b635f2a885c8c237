// What a period is compared with: the other bucket of each bucket. Which days those are is said in like-with-like.ts; here
// they become buckets, of the same grain and with a window of their own. The days shown are the days that count.
import { Temporal } from 'temporal-polyfill';
import { type Bucket, type BucketRules, bucketOf, hasBegun, rangesOf } from './buckets';
import { earlierDay, firstDay, type Grain } from './calendar';
import {
  areWholeWeeks,
  type DateRange,
  justBefore,
  lengthOf,
  partBefore,
  previousPeriod,
  previousYear,
  sameWeekdays,
} from './like-with-like';
import { todayOf } from './now';

export type Comparison = { readonly name: string } & (
  | { readonly mode: 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR' | 'SAME_WEEKDAYS_PREVIOUS_YEAR' }
  | { readonly mode: 'CUSTOM'; readonly range: DateRange }
);

export type ComparisonRules = BucketRules & {
  /** The units whose beginning the period may be (Period.beginningOf). */
  readonly beginningOf: readonly Grain[];
};

/** The other bucket of each bucket, at the same position; null where there is none: it has not begun or lies outside the calendar. */
export function comparisonBuckets(
  comparison: Comparison,
  buckets: readonly Bucket[],
  rules: ComparisonRules,
): readonly (Bucket | null)[] {
  const given = comparison.mode === 'CUSTOM' ? rangesOf(comparison.range, rules.grain, rules.calendar) : [];
  return buckets.map((bucket, position) => {
    const days = daysBegun(bucket.first, bucket);
    const other =
      comparison.mode !== 'CUSTOM'
        ? otherDays(comparison.mode, days, daysOf(bucket), rules)
        : bucket.complete
          ? given[position]
          : given[position] && firstDays(given[position], lengthOf(days));
    return other === undefined ? null : bucketOfDays(position, other, rules);
  });
}

/** The equally long window before all of the bucket's window: the bucket before would share days with it. */
export const bucketBeforeWindow = (bucket: Bucket, rules: BucketRules): Bucket | null =>
  bucketOfDays(bucket.index, justBefore(daysBegun(bucket.from, bucket), rules), {
    ...rules,
    grain: null,
    window: null,
  });

function otherDays(
  mode: Exclude<Comparison['mode'], 'CUSTOM'>,
  days: DateRange,
  asked: DateRange,
  { grain, beginningOf, ...almanac }: ComparisonRules,
): DateRange {
  switch (mode) {
    case 'PREVIOUS_PERIOD':
      return grain === null ? previousPeriod(days, asked, beginningOf, almanac) : partBefore(days, grain, almanac);
    case 'PREVIOUS_YEAR':
      return previousYear(
        days,
        // The part of a month that happens to be a week is compared with the same dates.
        grain === null ? beginningOf.includes('WEEK') || areWholeWeeks(days, almanac) : grain === 'WEEK',
        almanac,
      );
    case 'SAME_WEEKDAYS_PREVIOUS_YEAR':
      return sameWeekdays(days);
    default:
      return mode satisfies never;
  }
}

const daysOf = ({ first, last }: Bucket): DateRange => ({
  from: Temporal.PlainDate.from(first),
  to: Temporal.PlainDate.from(last),
});

const daysBegun = (first: string, { lastBegun }: Bucket): DateRange => ({
  from: Temporal.PlainDate.from(first),
  to: Temporal.PlainDate.from(lastBegun),
});

/** So many of given days: as many as have begun of an open bucket. */
const firstDays = ({ from, to }: DateRange, days: number): DateRange => ({
  from,
  to: earlierDay(to, from.add({ days: days - 1 })),
});

/** Null for days that have not begun or begin before the calendar does; of others those up to today. */
function bucketOfDays(index: number, { from, to }: DateRange, rules: BucketRules): Bucket | null {
  if (Temporal.PlainDate.compare(from, firstDay) < 0 || !hasBegun({ from, to }, rules)) return null;
  return bucketOf(index, { from, to: earlierDay(to, todayOf(rules.now, rules.calendar.timezone)) }, rules);
}
