// What a retention question asks, as it arrives, and what of it is meant: cohorts, the units they are followed through, a
// slice; or a UserError.
import { Temporal } from 'temporal-polyfill';
import { type Bucket, bucketsOf } from '../model/buckets';
import { addUnits, dateOf, type Grain, startOfDay, startOfUnit } from '../model/calendar';
import { customerDimensions } from '../model/dimensions';
import { families } from '../model/families';
import { refuseArgument } from './choose-argument';
import type { MetricQuery, QuerySettings } from './metric-query';
import { parseSlice, refuseOthers, type SliceQuestion } from './slice-question';
import type { Asking } from './statement-answer';

export type RetentionQuestion = SliceQuestion & {
  readonly grain?: string | null;
  readonly offsets?: number | null;
};

export type RetentionQuery = {
  /** Its buckets are the parts of the period in which first purchases count, one per unit. */
  readonly slice: MetricQuery;
  readonly grain: Grain;
  /** Units from the first of the period on, whole, up to the unit of now. A unit's index is that of its bucket. */
  readonly units: readonly Bucket[];
  /** The greatest offset. */
  readonly offsets: number;
};

const usualOffsets = 12;
const mostOffsets = 10_000;

/** Throws a UserError naming the argument, or NOT_SLICEABLE for a dimension that a purchase lacks. */
export function parseRetention(
  question: RetentionQuestion,
  settings: QuerySettings,
  asking: Pick<Asking, 'now' | 'segments'>,
): RetentionQuery {
  const offsets = question.offsets ?? usualOffsets;
  if (!Number.isInteger(offsets) || offsets < 0 || offsets > mostOffsets)
    refuseArgument(
      'offsets',
      `cohorts cannot be followed for ${offsets} units`,
      `Give a whole number from 0 to ${mostOffsets}.`,
    );
  const slice = parseSlice(question, question.grain ?? 'MONTH', settings, asking);
  refuseOthers(slice, 'Retention', [...families.order.dimensions, ...customerDimensions]);
  return { slice, grain: slice.grain!, units: unitsOf(slice, slice.grain!, offsets), offsets };
}

/** Whole units, also the one of now, which is not over: what is known of it is what exists. */
function unitsOf({ period, buckets, now }: MetricQuery, grain: Grain, offsets: number): readonly Bucket[] {
  const { calendar } = period;
  const first = startOfUnit(period.from, grain, calendar);
  const unitOfNow = startOfUnit(dateOf(now, calendar.timezone), grain, calendar);
  const lastAsked = addUnits(first, grain, buckets.length - 1 + offsets);
  const last = Temporal.PlainDate.compare(lastAsked, unitOfNow) < 0 ? lastAsked : unitOfNow;
  const next = addUnits(last, grain, 1);
  return bucketsOf(
    { from: first, to: next.subtract({ days: 1 }), calendar },
    grain,
    startOfDay(next, calendar.timezone),
  );
}
