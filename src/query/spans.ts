// When rows count for a bucket: the instants and days of each bucket's span, bound to a statement as rows of a relation.
// In the business zone whole days decide by date key alone; only bounds inside a day (now, another zone) compare instants.
import { Temporal } from 'temporal-polyfill';
import type { Span } from '../metrics/measure';
import { dateOf, startOfDay } from '../model/calendar';
import type { Bucket } from '../model/periods';
import type { MetricQuery } from './metric-query';

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

export function spansOf(buckets: readonly Bucket[], span: Span, query: MetricQuery): readonly SpanRow[] {
  const zone = query.settings.timeZone;
  return buckets.map((bucket) => {
    const startsAt =
      span === 'period' ? bucket.startsAt : span === 'yearBeforeEnd' ? bucket.yearBeforeEndAt : firstInstant;
    const start = startsAt === firstInstant ? null : Temporal.Instant.from(startsAt);
    const end = Temporal.Instant.from(bucket.endsAt);
    const first = start === null ? null : dateOf(start, zone);
    const last = dateOf(end.subtract({ nanoseconds: 1 }), zone);
    return {
      index: bucket.index,
      startsAt,
      endsAt: bucket.endsAt,
      firstDate: first?.toString() ?? '1970-01-01',
      lastDate: last.toString(),
      wholeDays:
        (start === null || first === null || startOfDay(first, zone).equals(start)) &&
        startOfDay(last.add({ days: 1 }), zone).equals(end),
    };
  });
}

/** Spend has no instant: a day of it belongs to that day of the question's calendar, in every zone. */
export function daysOf(buckets: readonly Bucket[]): readonly SpanRow[] {
  return buckets.map((bucket) => ({
    index: bucket.index,
    startsAt: bucket.startsAt,
    endsAt: bucket.endsAt,
    firstDate: bucket.first,
    lastDate: Temporal.PlainDate.from(bucket.first)
      .add({ days: bucket.days - 1 })
      .toString(),
    wholeDays: true,
  }));
}
