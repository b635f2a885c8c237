// When rows count for a bucket: the instants and days of each bucket's span, bound to a statement as rows of a relation.
// In the business zone whole days decide by date key alone; only bounds inside a day (now, another zone) compare instants.
import { Temporal } from 'temporal-polyfill';
import type { Span } from '../../metrics/measure';
import type { Bucket } from '../../model/buckets';
import { dateOf, daysBefore, instantOf, startOfDay, yearBefore } from '../../model/calendar';
import { bucketBeforeWindow, comparisonBuckets } from '../../model/comparisons';

import { monthEndAt } from '../../model/month-ends';
import { oncePer, oncePerText } from '../../model/once-per';
import { beginningOfRange } from '../../model/period-forms';
import type { Scope } from '../question/scope';
import type { Level, Role } from './query-plan';

export type SpanRow = {
  readonly index: number;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Days of the business calendar that the span touches, inclusive. */
  readonly firstDate: string;
  readonly lastDate: string;
  /** Whether these days say it all, or all but that nothing after now exists; otherwise instants decide. */
  readonly days: 'whole' | 'untilNow' | 'cut';
};

/** The first and the last day of any of them. */
export function daysWithin(spans: readonly SpanRow[]): readonly [first: string, last: string] {
  const first = spans.map(({ firstDate }) => firstDate).sort()[0]!;
  const last = spans.map(({ lastDate }) => lastDate).sort()[spans.length - 1]!;
  return [first, last];
}

const firstInstant = '-infinity';
const firstDay = '1970-01-01';

/** The instant a year before the bucket's end, by the calendar of the question. */
export const yearBeforeEndOf = ({ endsAt }: Bucket, { period }: Scope): string =>
  yearBeforeText(endsAt, period.calendar.timezone);

const ofTextAndZone = (text: string, timezone: string): string => `${text} ${timezone}`;
const yearBeforeText = oncePerText(ofTextAndZone, (text, timezone) => yearBefore(instantOf(text), timezone).toString());
const ninetyDaysBeforeText = oncePerText(ofTextAndZone, (text, timezone) =>
  daysBefore(instantOf(text), 90, timezone).toString(),
);

/** The span of each bucket; worked out once for all statements of a plan. */
export function spansOf(buckets: readonly Bucket[], span: Span, scope: Scope): readonly SpanRow[] {
  const known = knownSpans(buckets);
  const spans = known.get(span) ?? buckets.map((bucket) => spanOf(bucket, span, scope));
  known.set(span, spans);
  return spans;
}

const knownSpans = oncePer((_buckets: readonly Bucket[]) => new Map<Span, readonly SpanRow[]>());

function spanOf(bucket: Bucket, span: Span, scope: Scope): SpanRow {
  const zone = scope.settings.timeZone;
  const { index, endsAt } = bucket;
  if (span === 'period' && zone === scope.period.calendar.timezone)
    return { ...daysOfBucket(bucket), days: bucket.complete ? 'whole' : 'untilNow' };
  const startsAt = {
    period: () => bucket.startsAt,
    yearBeforeEnd: () => yearBeforeEndOf(bucket, scope),
    ninetyDaysBeforeEnd: () => ninetyDaysBeforeText(endsAt, scope.period.calendar.timezone),
    everBeforeEnd: () => firstInstant,
  }[span]();
  const end = instantOf(endsAt);
  const last = dateOf(end.subtract({ nanoseconds: 1 }), zone);
  const endsWithDay = startOfDay(last.add({ days: 1 }), zone).equals(end);
  const bounds = { index, startsAt, endsAt, lastDate: last.toString() };
  const cut = endsWithDay ? 'whole' : end.equals(scope.now) ? 'untilNow' : 'cut';
  if (startsAt === firstInstant) return { ...bounds, firstDate: firstDay, days: cut };
  const start = instantOf(startsAt);
  const first = dateOf(start, zone);
  return { ...bounds, firstDate: first.toString(), days: startOfDay(first, zone).equals(start) ? cut : 'cut' };
}

/** A span of its own index, for a bucket: of P itself or of the period before it. Customers are placed at the start of P. */
export type PairedSpan = SpanRow & {
  readonly bucket: number;
  readonly isPrevious: boolean;
  readonly placedAt: string;
  /** Under which day what they were judged to be at that start stands. */
  readonly judgedOn: string;
};

/** P and the period before it, for each bucket of a level. */
export function spansWithPrevious({ buckets, roles }: Level, scope: Scope): readonly PairedSpan[] {
  const spans: PairedSpan[] = [];
  buckets.forEach((bucket, position) => {
    const placedAt = bucket.startsAt;
    const judgedOn = monthEndAt(instantOf(placedAt), scope.clock, scope.settings.timeZone);
    const add = (of: Bucket, isPrevious: boolean): void => {
      const span = spanOf({ ...of, index: spans.length }, 'period', scope);
      spans.push({ ...span, bucket: bucket.index, isPrevious, placedAt, judgedOn });
    };
    add(bucket, false);
    const previous = previousOf(bucket, roles[position]!, scope);
    if (previous !== null) add(previous, true);
  });
  return spans;
}

/** Each bucket with its end, at which customers are placed. */
export const spansAtEnd = ({ buckets }: Level, scope: Scope): readonly PairedSpan[] =>
  buckets.map((bucket) => ({
    ...spanOf(bucket, 'period', scope),
    bucket: bucket.index,
    isPrevious: false,
    placedAt: bucket.endsAt,
    judgedOn: monthEndAt(instantOf(bucket.endsAt), scope.clock, scope.settings.timeZone),
  }));

/** PREVIOUS_PERIOD of the bucket, whatever it is for, by how its days were asked for; under a window the equally long window before (METRICS.md, Comparisons). */
function previousOf(bucket: Bucket, { position, given }: Role, { window, now, period, grain }: Scope): Bucket | null {
  const { calendar } = period;
  const beginningOf = given ? beginningOfRange(shownDays(bucket), calendar) : period.beginningOf;
  const rules = { calendar, beginningOf, now, window: null, grain: position === 'whole' ? null : grain };
  if (window !== null) return bucketBeforeWindow(bucket, rules);
  return comparisonBuckets({ name: 'previous', mode: 'PREVIOUS_PERIOD' }, [bucket], rules)[0]!;
}

const shownDays = ({ first, last }: Bucket) => ({
  from: Temporal.PlainDate.from(first),
  to: Temporal.PlainDate.from(last),
});

/** Spend has no instant: a day of it belongs to that day of the question's calendar, in every zone. */
export const daysOf = oncePer((buckets: readonly Bucket[]): readonly SpanRow[] => buckets.map(daysOfBucket));

const daysOfBucket = ({ index, startsAt, endsAt, from, lastBegun }: Bucket): SpanRow => ({
  index,
  startsAt,
  endsAt,
  firstDate: from,
  lastDate: lastBegun,
  days: 'whole',
});
