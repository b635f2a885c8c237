// A filter made plain: segments written out, conditions on a metric judged customer by customer. The customers that meet one are
// worked out once, so they are the same in every bucket and comparison. Nothing looks beyond the question's now.
import type { PeriodInput } from '../../../src/query/question/metric-question';
import { cellOf, factsOfP, sliceName, slicingOf } from './cell';
import type { PlainFilter } from './filters';
import { asksForNothing } from './filters';
import { malformedParts } from './malformed';
import { naiveMetrics } from './metrics';
import { type Asked, askedPeriod, periodOf } from './period';
import type { MetricCondition, NaiveFilter, NaiveQuestion, NaiveSettings } from './question';
import type { Instant, ZoneClock } from './time';
import type { World } from './world';

export type Around = {
  readonly settings: NaiveSettings;
  /** The question's own, whose now is the last that anything in it knows. */
  readonly asked: Asked;
  /** The period of the question: that of a condition without its own. */
  readonly period: PeriodInput;
  readonly segments: NonNullable<NaiveQuestion['segments']>;
  clockOf(zone: string): ZoneClock;
  worldAt(now: Instant): World;
};

/** The whole filter of a question, a condition or a segment; null: it holds of everything. */
export function wholeFilter(filter: NaiveFilter | null | undefined, around: Around): PlainFilter | null {
  const malformed = malformedParts({ where: filter });
  if (malformed.length > 0) throw new Error(`not a filter: ${malformed.join('; ')}`);
  const plain = plainWhole(filter, around, false);
  return asksForNothing(plain) ? null : plain;
}

const everything: PlainFilter = { kind: 'all', parts: [] };

function plainWhole(filter: NaiveFilter | null | undefined, around: Around, chooses: boolean): PlainFilter {
  const isEmpty = filter == null || Object.values(filter).every((value) => value == null);
  return isEmpty ? everything : plainFilter(filter, around, chooses);
}

function plainFilter(filter: NaiveFilter, around: Around, chooses: boolean): PlainFilter {
  const { all, any, not, segment, metric, dimension, ...operators } = filter;
  const plain = (part: NaiveFilter) => plainFilter(part, around, chooses);
  if (all != null) return { kind: 'all', parts: all.map(plain) };
  if (any != null) return { kind: 'any', parts: any.map(plain) };
  if (not != null) return { kind: 'not', part: plain(not) };
  if (segment != null) {
    const saved = around.segments[segment];
    if (saved === undefined) throw new Error(`no such segment: ${segment}`);
    return plainWhole(saved, around, true);
  }
  if (metric != null) return { kind: 'customers', ids: customersMeeting(metric, around) };
  return { kind: 'dimension', dimension: dimension as string, operators, chooses };
}

/** Judged on all facts of the customer, restricted only by the condition's own filter and period. */
function customersMeeting(condition: MetricCondition, around: Around): ReadonlySet<string> {
  // Its period is of the question's calendar where it names none of its own.
  const { timezone, weekStart, fiscalYearStartMonth } = around.period;
  const own = Object.entries(condition.period ?? around.period).filter(([, value]) => value != null);
  const inCalendar = { timezone, weekStart, fiscalYearStartMonth, ...Object.fromEntries(own) };
  const asked = askedPeriod(inCalendar, around.settings, around.clockOf, around.asked.now);
  const world = around.worldAt(asked.now);
  const where = wholeFilter(condition.where, { ...around, asked });
  const slicing = slicingOf(world, asked, ['CUSTOMER'], where, 'AT_EVENT');
  const period = periodOf(asked.from, asked.to, asked.clock, asked.now);
  const facts = factsOfP(world, period);
  const compute = naiveMetrics[condition.metric]?.compute;
  if (compute === undefined) throw new Error(`no such metric: ${condition.metric}`);
  const ids = world.customers
    .map((customer) => customer.id)
    .filter((id) => within(compute(cellOf(world, asked, slicing, facts, period, sliceName([id]))).value, condition));
  return new Set(ids);
}

/** Nothing is within no bounds. */
export function within(value: number | null, bounds: Omit<MetricCondition, 'metric'>): boolean {
  if (value === null) return false;
  const { gte, gt, lte, lt, eq } = bounds;
  return (
    (gte == null || value >= Number(gte)) &&
    (gt == null || value > Number(gt)) &&
    (lte == null || value <= Number(lte)) &&
    (lt == null || value < Number(lt)) &&
    (eq == null || value === Number(eq))
  );
}
