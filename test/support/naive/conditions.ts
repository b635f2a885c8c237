// Conditions on a customer (a metric's value for it, a saved segment) become plain conditions on dimensions: the
// customers that meet a metric condition are worked out once, so they are the same in every bucket and comparison.
import type { FilterInput, PeriodInput } from '../../../src/query/question/metric-question';
import { cellOf, factsOfP, sliceName, slicingOf } from './cell';
import { naiveMetrics } from './metrics';
import { askedPeriod, periodOf } from './period';
import type { MetricCondition, NaiveFilter, NaiveQuestion } from './question';
import type { World } from './world';

export type Around = {
  readonly world: World;
  /** The period of the question: that of a condition without its own. */
  readonly period: PeriodInput;
  readonly segments: NonNullable<NaiveQuestion['segments']>;
};

export function plainFilter(filter: NaiveFilter, around: Around): FilterInput {
  const { all, any, not, segment, metric, ...condition } = filter;
  if (all != null) return { all: all.map((part) => plainFilter(part, around)) };
  if (any != null) return { any: any.map((part) => plainFilter(part, around)) };
  if (not != null) return { not: plainFilter(not, around) };
  if (segment != null) {
    const saved = around.segments[segment];
    if (saved === undefined) throw new Error(`no such segment: ${segment}`);
    return plainFilter(saved, around);
  }
  return metric == null ? condition : { dimension: 'CUSTOMER', in: customersMeeting(metric, around) };
}

/** Judged on all facts of the customer, restricted only by the condition's own filter and period. */
function customersMeeting(condition: MetricCondition, around: Around): readonly string[] {
  const { world } = around;
  // Its period is of the question's calendar where it names none of its own.
  const { timezone, weekStart, fiscalYearStartMonth } = around.period;
  const own = Object.entries(condition.period ?? around.period).filter(([, value]) => value != null);
  const inCalendar = { timezone, weekStart, fiscalYearStartMonth, ...Object.fromEntries(own) };
  const asked = askedPeriod(inCalendar, world.settings, world.clockOf);
  const where = condition.where == null ? null : plainFilter(condition.where, around);
  const slicing = slicingOf(world, asked, ['CUSTOMER'], where, 'AT_EVENT');
  const period = periodOf(asked.from, asked.to, asked.clock, asked.now);
  const facts = factsOfP(world, period);
  const compute = naiveMetrics[condition.metric]?.compute;
  if (compute === undefined) throw new Error(`no such metric: ${condition.metric}`);
  return world.customers
    .map((customer) => customer.id)
    .filter((id) => within(compute(cellOf(world, asked, slicing, facts, period, sliceName([id]))).value, condition));
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
