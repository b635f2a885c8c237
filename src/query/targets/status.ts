// The target beside a value (METRICS.md, Comparisons and targets): the rows of the slice that fit its period, else the
// metric's default, else none; and how far the value has come. Pure functions.
import { Decimal } from 'decimal.js';
import type { MetricDefinition } from '../../metrics/metric';
import {
  narrowestOf,
  sumOfTiles,
  type TargetPeriod,
  type TargetRow,
  type TargetSlice,
  type Targets,
} from '../../model/target';
import type { TargetAnswer } from '../question/metrics-result';

/** Where the value stands for which a target may be set. */
export type TargetPlace = {
  readonly period: TargetPeriod;
  readonly slice: TargetSlice;
  readonly targets: Targets;
};

export function targetOf(
  metric: MetricDefinition,
  value: number | null,
  { period, slice, targets }: TargetPlace,
): TargetAnswer | null {
  const rows = targets(metric.id, slice);
  const stored = rows.length === 0 ? null : storedTarget(metric, rows, period);
  if (stored !== null) return status(value, stored, operatorFor(metric));
  const { defaultTarget } = metric;
  return defaultTarget === null ? null : status(value, new Decimal(defaultTarget.value), defaultTarget.operator);
}

function storedTarget(metric: MetricDefinition, rows: readonly TargetRow[], period: TargetPeriod): Decimal | null {
  if (metric.additivity === 'ADDITIVE') return sumOfTiles(rows, period);
  const narrowest = narrowestOf(rows, period);
  return narrowest === null ? null : new Decimal(narrowest.value);
}

type Operator = '<' | '<=' | '>' | '>=';

const holds: Readonly<Record<Operator, (value: number, target: number) => boolean>> = {
  '<': (value, target) => value < target,
  '<=': (value, target) => value <= target,
  '>': (value, target) => value > target,
  '>=': (value, target) => value >= target,
};

/** A stored target names no operator: it is met when reached, from the side that is better. */
function operatorFor({ better }: MetricDefinition): Operator | null {
  switch (better) {
    case 'UP':
      return '>=';
    case 'DOWN':
      return '<=';
    case 'NEUTRAL':
      return null;
    default:
      return better satisfies never;
  }
}

function status(value: number | null, exact: Decimal, operator: Operator | null): TargetAnswer {
  const target = exact.toNumber();
  return {
    value: target,
    exact: exact.toFixed(),
    attainment: value === null || target === 0 ? null : (100 * value) / target,
    met: value === null || operator === null ? null : holds[operator](value, target),
  };
}
