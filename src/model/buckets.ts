// The buckets a statement is bound to: computed once, here, with the clock passed in. A bucket is shown with its own days;
// its P may reach further back (a window). Instants are half-open [startsAt, endsAt), clipped to now.
import { Temporal } from 'temporal-polyfill';
import {
  addUnits,
  type Calendar,
  earlierDay,
  endOfUnit,
  type Grain,
  isOver,
  labelOfUnit,
  startOfDay,
  startOfUnit,
} from './calendar';
import type { Label } from './dimensions';
import type { DateRange } from './like-with-like';
import { todayOf } from './now';
import { oncePerText } from './once-per';
import type { Period } from './periods';

type PlainDate = Temporal.PlainDate;

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
  /** The last day of P that has begun. */
  readonly lastBegun: string;
  /** Days of P that have begun: `from`..`lastBegun`. */
  readonly days: number;
  /** `last` is over. */
  readonly complete: boolean;
  readonly label: Label;
};

export type BucketRules = {
  readonly calendar: Calendar;
  readonly grain: Grain | null;
  readonly window: Window | null;
  readonly now: Temporal.Instant;
};

/** One range per unit of the grain, clipped to the range; without grain the range itself. */
export function rangesOf(range: DateRange, grain: Grain | null, calendar: Calendar): readonly DateRange[] {
  if (grain === null) return [range];
  const ranges: DateRange[] = [];
  for (let from = range.from; Temporal.PlainDate.compare(from, range.to) <= 0; ) {
    const to = earlierDay(endOfUnit(from, grain, calendar), range.to);
    ranges.push({ from, to });
    from = to.add({ days: 1 });
  }
  return ranges;
}

/** The buckets of a period that have begun. */
export function bucketsOf(
  period: Pick<Period, 'from' | 'to' | 'calendar'>,
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

/** Of a range that has begun. */
export function bucketOf(index: number, range: DateRange, rules: BucketRules): Bucket {
  const bucket = overBucket(range, rules);
  return isOver(range.to, rules.calendar.timezone, rules.now)
    ? { ...bucket, index }
    : { ...bucket, ...cutByNow(range, rules), index };
}

/** The bucket once it is over. It does not change any more, and questions ask for the same ones. */
const overBucket = oncePerText(
  ({ from, to }: DateRange, { calendar, grain, window }: BucketRules) =>
    `${from} ${to} ${grain} ${JSON.stringify(window)} ${calendar.timezone} ${calendar.weekStart} ${calendar.fiscalYearStartMonth}`,
  (range, { calendar, grain, window }): Bucket => ({
    index: 0,
    first: range.from.toString(),
    last: range.to.toString(),
    ...reachOf(windowStart(range.to, window, calendar) ?? range.from, range.to, calendar),
    endsAt: startOfDay(range.to.add({ days: 1 }), calendar.timezone).toString(),
    complete: true,
    label:
      grain === null
        ? { en: `${range.from} – ${range.to}`, zh: `${range.from} 至 ${range.to}` }
        : labelOfUnit(startOfUnit(range.from, grain, calendar), grain, calendar),
  }),
);

/** What is different of it while it is open. */
function cutByNow(range: DateRange, { calendar, window, now }: BucketRules) {
  const lastBegun = todayOf(now, calendar.timezone);
  const wanted = windowStart(range.to, window, calendar) ?? range.from;
  // A window shorter than what is open of the bucket would begin after now: it ends with the last day that has begun.
  const from = Temporal.PlainDate.compare(wanted, lastBegun) <= 0 ? wanted : windowStart(lastBegun, window, calendar)!;
  return { ...reachOf(from, lastBegun, calendar), endsAt: now.toString(), complete: false };
}

const reachOf = (from: PlainDate, lastBegun: PlainDate, { timezone }: Calendar) => ({
  from: from.toString(),
  startsAt: startOfDay(from, timezone).toString(),
  lastBegun: lastBegun.toString(),
  days: from.until(lastBegun, { largestUnit: 'days' }).days + 1,
});

/** The first day of the window that ends with the day; null without a window. */
function windowStart(end: PlainDate, window: Window | null, calendar: Calendar): PlainDate | null {
  if (window === null) return null;
  if (window.kind === 'trailing') return addUnits(end.add({ days: 1 }), window.unit, -window.units);
  return startOfUnit(end, window.unit, calendar);
}
