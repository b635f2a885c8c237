// What a retention question asks, as it arrives, and what of it is meant: cohorts, the units they are followed through, a
// slice; or a UserError.
import { Temporal } from 'temporal-polyfill';
import { addUnits, dateOf, type Grain, labelOfUnit, startOfUnit } from '../../model/calendar';
import { refuseArgument } from '../../model/choose-argument';
import { customerDimensions } from '../../model/dimensions';
import { families } from '../../model/families';
import type { MetricQuery, QuerySettings } from '../question/metric-query';
import type { PeriodAnswer } from '../question/metrics-result';
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
  /** Units from the first of the period on, whole, up to the unit of now. A unit's place is the index of its bucket. */
  readonly units: readonly PeriodAnswer[];
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
function unitsOf({ period, buckets, now }: MetricQuery, grain: Grain, offsets: number): readonly PeriodAnswer[] {
  const { calendar } = period;
  const first = startOfUnit(period.from, grain, calendar);
  const unitOfNow = startOfUnit(dateOf(now, calendar.timezone), grain, calendar);
  const units: PeriodAnswer[] = [];
  for (let start = first; units.length < buckets.length + offsets; ) {
    const fromNow = Temporal.PlainDate.compare(start, unitOfNow);
    if (fromNow > 0) break;
    const next = addUnits(start, grain, 1);
    const end = next.subtract({ days: 1 }).toString();
    const label = labelOfUnit(start, grain, calendar);
    units.push({ start: start.toString(), end, label, complete: fromNow < 0 });
    start = next;
  }
  return units;
}
