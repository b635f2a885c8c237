// What a retention question asks, as it arrives, and what of it is meant: cohorts, the units they are followed through, a
// slice; or a UserError.
import { Temporal } from 'temporal-polyfill';
import { addUnits, type Grain, isOver, labelOfUnit, startOfUnit } from '../../model/calendar';
import { chooseName, refuseArgument } from '../../model/choose-argument';
import { families } from '../../model/families';
import { collectFaults } from '../../model/faults';
import { customerDimensions } from '../../model/member-places';
import { todayOf } from '../../model/now';
import { entryFamily, type RetentionActivity, retentionActivities } from '../../model/retention-activity';
import type { PeriodAnswer } from '../question/metrics-result';
import { type Around, checkScope, type Scope, type ScopeArguments } from '../question/scope';
import { refuseOthers } from './refuse-others';

export type RetentionQuestion = Pick<ScopeArguments, 'period' | 'by' | 'where'> & {
  readonly grain?: string | null;
  readonly offsets?: number | null;
  readonly activity?: string | null;
};

export type RetentionQuery = {
  /** Its buckets are the parts of the period in which customers enter, one per unit. */
  readonly scope: Scope;
  readonly grain: Grain;
  /** Units from the first of the period on, whole, up to the unit of now. A unit's place is the index of its bucket. */
  readonly units: readonly PeriodAnswer[];
  /** The greatest offset. */
  readonly offsets: number;
  /** What enters customers into cohorts, and what they come back for. */
  readonly activity: RetentionActivity;
};

const usualOffsets = 12;
const mostOffsets = 10_000;

/** Throws a UserError naming the argument, or NOT_SLICEABLE for a dimension that the fact which enters a customer lacks. */
export function parseRetention(question: RetentionQuestion, around: Around): RetentionQuery {
  const faults = collectFaults();
  const offsets = faults.check('offsets', () => offsetsAsked(question.offsets ?? usualOffsets));
  const activity = faults.check('activity', () =>
    chooseName('activity', question.activity ?? 'PURCHASE', retentionActivities),
  );
  const { period, by, where } = question;
  const { scope } = checkScope({ period, by, where, grain: question.grain ?? 'MONTH' }, around, faults);
  faults.check('by', () => {
    const { dimensions } = families[entryFamily[activity()]];
    refuseOthers(scope(), words[activity()], [...dimensions, ...customerDimensions]);
  });
  faults.refuse();
  const grain = scope().grain!;
  const units = unitsOf(scope(), grain, offsets());
  return { scope: scope(), grain, units, offsets: offsets(), activity: activity() };
}

/** How a refusal names the question. */
const words: Readonly<Record<RetentionActivity, string>> = {
  PURCHASE: 'Retention',
  ACTIVE: 'Retention by active facts',
};

function offsetsAsked(offsets: number): number {
  if (Number.isInteger(offsets) && offsets >= 0 && offsets <= mostOffsets) return offsets;
  return refuseArgument(
    'offsets',
    `cohorts cannot be followed for ${offsets} units`,
    `Give a whole number from 0 to ${mostOffsets}.`,
  );
}

/** Whole units up to the one of today: while that is not over, what is known of it is what exists. */
function unitsOf({ period, buckets, now }: Scope, grain: Grain, offsets: number): readonly PeriodAnswer[] {
  const { calendar } = period;
  const first = startOfUnit(period.from, grain, calendar);
  const unitOfNow = startOfUnit(todayOf(now, calendar.timezone), grain, calendar);
  const units: PeriodAnswer[] = [];
  for (let start = first; units.length < buckets.length + offsets; ) {
    if (Temporal.PlainDate.compare(start, unitOfNow) > 0) break;
    const next = addUnits(start, grain, 1);
    const end = next.subtract({ days: 1 });
    const label = labelOfUnit(start, grain, calendar);
    const complete = isOver(end, calendar.timezone, now);
    units.push({ start: start.toString(), end: end.toString(), label, complete });
    start = next;
  }
  return units;
}
