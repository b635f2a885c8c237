// A condition on one customer's value of a metric as it is meant: the metric, its bounds, its own days and its own filter.
// Checked with the question it stands in, before anything is read.
import type { Temporal } from 'temporal-polyfill';
import { UserError } from '../../errors';
import { enumValueOf, metricCatalog, refusalOf } from '../../metrics/catalog';
import type { MetricDefinition } from '../../metrics/metric';
import { type Bounds, customerBounds, parseBounds } from '../../model/choose-argument';
import { collectFaults, type Faults } from '../../model/faults';
import {
  dimensionsOfFilter,
  type Filter,
  type MetricConditionArguments,
  parseFilter,
  type SavedFilters,
} from '../../model/filters';
import { type Period, type ResolvedPeriod, refuseFuture, resolvePeriod } from '../../model/periods';
import { knownMetric } from './row-choices';

export type MetricCondition = {
  readonly metric: MetricDefinition;
  readonly bounds: Bounds;
  readonly period: Period;
  /** Nothing in the condition looks beyond it. */
  readonly now: Temporal.Instant;
  readonly where: Filter | null;
};

/** What conditions stand in: the period they look at unless they name their own, and its calendar. */
export type Surroundings = {
  readonly period: Period;
  readonly now: Temporal.Instant;
  readonly segments: SavedFilters;
};

/** Throws METRIC_NOT_PER_CUSTOMER, METRIC_NOT_SLICEABLE, and what bounds, period and filter are refused for. `path`: its place in the arguments; `within`: the saved segments it is part of. */
export function parseCondition(
  condition: MetricConditionArguments,
  { path, within }: Pick<Extract<Filter, { kind: 'condition' }>, 'path' | 'within'>,
  { period, now, segments }: Surroundings,
): MetricCondition {
  const faults = collectFaults();
  const metric = faults.check(`${path}.metric`, () => perCustomer(condition.metric));
  const bounds = faults.check(path, () => parseBounds(path, condition, customerBounds));
  const days = faults.check(`${path}.period`, () => periodOf(condition, { period, now }));
  const where = faults.check(`${path}.where`, () =>
    condition.where == null ? null : parseFilter(condition.where, segments, `${path}.where`, within),
  );
  faults.check(`${path}.where`, () => refuseSlice(metric(), where()));
  faults.refuse();
  return { metric: metric(), bounds: bounds(), ...days(), where: where() };
}

/** The question's period may not have begun for a condition that looks less far than the question. */
function periodOf(
  { period: given }: MetricConditionArguments,
  { period, now }: Pick<Surroundings, 'period' | 'now'>,
): ResolvedPeriod {
  if (given != null) return resolvePeriod(given, period.calendar, now);
  refuseFuture(period, now);
  return { period, now };
}

function perCustomer(name: string): MetricDefinition {
  const metric = knownMetric(name);
  if (metric.perCustomer) return metric;
  const able = metricCatalog.filter((each) => each.perCustomer).map(({ id }) => enumValueOf(id));
  throw new UserError('METRIC_NOT_PER_CUSTOMER', { metric: enumValueOf(metric.id), allowed: able });
}

function refuseSlice(metric: MetricDefinition, where: Filter | null): void {
  const used = dimensionsOfFilter(where).map((id) => ({ id, argument: 'where' }));
  const refusal = refusalOf(metric, used, where);
  if (refusal !== undefined) throw new UserError(refusal.code, refusal.parameters);
}

const deepest = 20;

/** Checks every condition of a filter, and the conditions in their filters. `depth`: how many conditions it stands within. */
export function checkConditions(filter: Filter, surroundings: Surroundings, faults: Faults, depth = 0): void {
  switch (filter.kind) {
    case 'all':
    case 'any':
      for (const each of filter.of) checkConditions(each, surroundings, faults, depth);
      return;
    case 'not':
      checkConditions(filter.of, surroundings, faults, depth);
      return;
    case 'condition': {
      const { path, condition } = filter;
      const meant = faults.check(path, () => {
        if (depth >= deepest) refuseDepth(path);
        return parseCondition(condition, filter, surroundings);
      });
      faults.check(path, () => {
        const { where, now } = meant();
        if (where !== null) checkConditions(where, { ...surroundings, now }, faults, depth + 1);
      });
      return;
    }
    case 'test':
    case 'customers':
      return;
    default:
      filter satisfies never;
  }
}

function refuseDepth(path: string): never {
  throw new UserError('INVALID_FILTER', {
    path,
    problem: `its conditions are nested more than ${deepest} deep`,
    hint: 'Take segments out of their own conditions.',
  });
}
