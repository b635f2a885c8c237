// The buckets a statement is bound to: computed once, here, with the clock passed in. A bucket is shown with its own days;
// its P may reach further back (a window). Instants are half-open [startsAt, endsAt), clipped to now.
import { Temporal } from 'temporal-polyfill';
import { addUnits, type Calendar, dateOf, type Grain, labelOfUnit, startOfDay, startOfUnit } from './calendar';
import type { Label } from './dimensions';
import type { Period } from './periods';

type PlainDate = Temporal.PlainDate;

/** Two days, both inclusive. */
export type DateRange = { readonly from: PlainDate; readonly to: PlainDate };

/** Rolling (the N units that end with each bucket) or cumulative (from the start of the unit in which the bucket ends). */
export type Window =
  | { readonly kind: 'trailing'; readonly units: number; readonly unit: Grain }
  | { readonly kind: 'cumulative'; readonly unit: Grain };

export type Bucket = {
  /** Its place in the relation that a statement is bound to. */
  readonly index: number;
  /** The days it is shown with. */
  readonly first: string;
  readonly last: string;
  /** The first day of P: before `first` under a window. */
  readonly from: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Days of P that have begun. */
  readonly days: number;
  /** Days of the bucket itself that have begun. */
  readonly ownDays: number;
  readonly complete: boolean;
  readonly label: Label;
};

export type BucketRules = {
  readonly calendar: Calendar;
  readonly grain: Grain | null;
  readonly window: Window | null;
  readonly now: Temporal.Instant;
  /** The unit of which the period is the beginning, if it was asked for so. */
  readonly toDate?: Grain;
};

/** One range per unit of the grain, clipped to the range; without grain the range itself. */
export function rangesOf(range: DateRange, grain: Grain | null, calendar: Calendar): readonly DateRange[] {
  if (grain === null) return [range];
  const ranges: DateRange[] = [];
  let unit = startOfUnit(range.from, grain, calendar);
  while (Temporal.PlainDate.compare(unit, range.to) <= 0) {
    const next = addUnits(unit, grain, 1);
    const end = next.subtract({ days: 1 });
    ranges.push({
      from: Temporal.PlainDate.compare(unit, range.from) < 0 ? range.from : unit,
      to: Temporal.PlainDate.compare(end, range.to) > 0 ? range.to : end,
    });
    unit = next;
  }
  return ranges;
}

/** The buckets of a period that have begun. */
export function bucketsOf(
  period: Period,
  grain: Grain | null,
  now: Temporal.Instant,
  window: Window | null = null,
): readonly Bucket[] {
  const rules = { calendar: period.calendar, grain, window, now };
  const buckets: Bucket[] = [];
  for (const range of rangesOf(period, grain, period.calendar)) {
    if (!hasBegun(range, rules)) break;
    buckets.push(bucketOf(buckets.length, range, rules));
  }
  return buckets;
}

export const hasBegun = ({ from }: DateRange, { calendar, now }: BucketRules): boolean =>
  Temporal.Instant.compare(startOfDay(from, calendar.timezone), now) < 0;

export function bucketOf(index: number, range: DateRange, rules: BucketRules): Bucket {
  const { calendar, grain, window } = rules;
  const key = `${range.from} ${range.to} ${grain} ${JSON.stringify(window)} ${calendar.timezone} ${calendar.weekStart} ${calendar.fiscalYearStartMonth}`;
  const known = knownBuckets.get(key);
  if (known !== undefined && Temporal.Instant.compare(rules.now, known.over) >= 0) return { ...known.bucket, index };
  const bucket = newBucket(index, range, rules);
  if (bucket.complete) {
    if (knownBuckets.size >= mostKnownBuckets) knownBuckets.clear();
    knownBuckets.set(key, { bucket, over: Temporal.Instant.from(bucket.endsAt) });
  }
  return bucket;
}

// A bucket that is over does not change, and questions ask for the same ones.
const knownBuckets = new Map<string, { readonly bucket: Bucket; readonly over: Temporal.Instant }>();
const mostKnownBuckets = 50_000;

function newBucket(index: number, range: DateRange, { calendar, grain, window, now }: BucketRules): Bucket {
  const fullEnd = startOfDay(range.to.add({ days: 1 }), calendar.timezone);
  const complete = Temporal.Instant.compare(fullEnd, now) <= 0;
  const lastBegun = complete ? range.to : dateOf(now.subtract({ nanoseconds: 1 }), calendar.timezone);
  const wanted = windowStart(range.to, window, calendar) ?? range.from;
  // A window shorter than what is open of the bucket would begin after now: it ends with the last day that has begun.
  const from = Temporal.PlainDate.compare(wanted, lastBegun) <= 0 ? wanted : windowStart(lastBegun, window, calendar)!;
  const daysSince = (first: PlainDate): number => first.until(lastBegun, { largestUnit: 'days' }).days + 1;
  return {
    index,
    first: range.from.toString(),
    last: range.to.toString(),
    from: from.toString(),
    startsAt: startOfDay(from, calendar.timezone).toString(),
    endsAt: (complete ? fullEnd : now).toString(),
    days: daysSince(from),
    ownDays: daysSince(range.from),
    complete,
    label:
      grain === null
        ? { en: `${range.from} – ${range.to}`, zh: `${range.from} 至 ${range.to}` }
        : labelOfUnit(startOfUnit(range.from, grain, calendar), grain, calendar),
  };
}

/** The first day of the window that ends with the day; null without a window. */
function windowStart(end: PlainDate, window: Window | null, calendar: Calendar): PlainDate | null {
  if (window === null) return null;
  if (window.kind === 'trailing') return addUnits(end.add({ days: 1 }), window.unit, -window.units);
  return startOfUnit(end, window.unit, calendar);
}
