// When rows count for a bucket: the instants and days of each bucket's span, bound to a statement as rows of a relation.
// In the business zone whole days decide by date key alone; only bounds inside a day (now, another zone) compare instants.
import { Temporal } from 'temporal-polyfill';
import type { Span } from '../../metrics/measure';
import type { Bucket } from '../../model/buckets';
import { dateOf, daysBefore, startOfDay, yearBefore } from '../../model/calendar';
import { comparisonBuckets } from '../../model/comparisons';
import type { MetricQuery } from '../question/metric-query';
import type { Level, Role } from './plan';

export type SpanRow = {
  readonly index: number;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Days of the business calendar that the span touches, inclusive. */
  readonly firstDate: string;
  readonly lastDate: string;
  /** The days say it all. */
  readonly wholeDays: boolean;
};

const firstInstant = '-infinity';
const firstDay = '1970-01-01';

/** The instant a year before the bucket's end, by the calendar of the question. */
export const yearBeforeEndOf = (bucket: Bucket, query: MetricQuery): string =>
  yearBefore(Temporal.Instant.from(bucket.endsAt), query.period.calendar.timezone).toString();

const known = new WeakMap<readonly Bucket[], Map<string, readonly SpanRow[]>>();

/** The span of each bucket; worked out once for all statements of a plan. */
export function spansOf(buckets: readonly Bucket[], span: Span, query: MetricQuery): readonly SpanRow[] {
  const ofBuckets = known.get(buckets) ?? new Map<string, readonly SpanRow[]>();
  known.set(buckets, ofBuckets);
  let spans = ofBuckets.get(span);
  if (spans === undefined) {
    spans = buckets.map((bucket) => spanOf(bucket, span, query));
    ofBuckets.set(span, spans);
  }
  return spans;
}

function spanOf(bucket: Bucket, span: Span, query: MetricQuery): SpanRow {
  const zone = query.settings.timeZone;
  const { index, endsAt } = bucket;
  if (span === 'period' && zone === query.period.calendar.timezone)
    return { ...dayOf(bucket), wholeDays: bucket.complete };
  const startsAt = {
    period: () => bucket.startsAt,
    yearBeforeEnd: () => yearBeforeEndOf(bucket, query),
    ninetyDaysBeforeEnd: () => daysBefore(Temporal.Instant.from(endsAt), 90, query.period.calendar.timezone).toString(),
    everBeforeEnd: () => firstInstant,
  }[span]();
  const end = Temporal.Instant.from(endsAt);
  const last = dateOf(end.subtract({ nanoseconds: 1 }), zone);
  const endsWithDay = startOfDay(last.add({ days: 1 }), zone).equals(end);
  const bounds = { index, startsAt, endsAt, lastDate: last.toString() };
  if (startsAt === firstInstant) return { ...bounds, firstDate: firstDay, wholeDays: endsWithDay };
  const start = Temporal.Instant.from(startsAt);
  const first = dateOf(start, zone);
  return { ...bounds, firstDate: first.toString(), wholeDays: endsWithDay && startOfDay(first, zone).equals(start) };
}

/** A span of its own index, for a bucket: of P itself or of the period before it. Customers are placed at the start of P. */
export type PairedSpan = SpanRow & {
  readonly bucket: number;
  readonly isPrevious: boolean;
  readonly placedAt: string;
};

/** P and the period before it, for each bucket of a level. */
export function spansWithPrevious({ buckets, roles }: Level, query: MetricQuery): readonly PairedSpan[] {
  const spans: PairedSpan[] = [];
  buckets.forEach((bucket, position) => {
    const add = (of: Bucket, isPrevious: boolean): void => {
      const span = spanOf({ ...of, index: spans.length }, 'period', query);
      spans.push({ ...span, bucket: bucket.index, isPrevious, placedAt: bucket.startsAt });
    };
    add(bucket, false);
    const previous = previousOf(bucket, roles[position]!, query);
    if (previous !== null) add(previous, true);
  });
  return spans;
}

/**
 * Of a bucket of the question the one before it; of another the unit or the days before it (METRICS.md, Comparisons). Under
 * a window it is the unit or the days before the window, which the windows of buckets would overlap.
 */
function previousOf(bucket: Bucket, { series, position }: Role, query: MetricQuery): Bucket | null {
  const { window, now, period } = query;
  const rules = {
    calendar: period.calendar,
    grain: position === 'whole' ? null : query.grain,
    window: null,
    now,
    toDate: period.toDate,
  };
  const comparison = { name: 'previous', mode: 'PREVIOUS_PERIOD' } as const;
  if (window !== null) {
    const asked = { ...bucket, first: bucket.from, ownDays: bucket.days };
    return comparisonBuckets(comparison, [asked], { ...rules, grain: null, toDate: undefined })[0]!;
  }
  if (series !== null || position === 'whole') return comparisonBuckets(comparison, [bucket], rules)[0]!;
  const before = query.buckets[position - 1];
  return comparisonBuckets(comparison, before === undefined ? [bucket] : [before, bucket], rules).at(-1)!;
}

/** Spend has no instant: a day of it belongs to that day of the question's calendar, in every zone. */
export const daysOf = (buckets: readonly Bucket[]): readonly SpanRow[] => buckets.map(dayOf);

function dayOf({ index, startsAt, endsAt, from, last, days, complete }: Bucket): SpanRow {
  const lastDate = complete
    ? last
    : Temporal.PlainDate.from(from)
        .add({ days: days - 1 })
        .toString();
  return { index, startsAt, endsAt, firstDate: from, lastDate, wholeDays: true };
}
