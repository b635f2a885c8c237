// The target beside a value (METRICS.md, Comparisons and targets): the rows of the slice that fit its period, else the
// metric's default, else none; and how far the value has come. Pure functions.
import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import type { MetricDefinition } from '../../metrics/metric';
import type { TargetAnswer } from '../question/metrics-result';
import {
  earliestFirst,
  shortestFirst,
  type TargetPeriod,
  type TargetRow,
  type TargetSlice,
  type Targets,
} from './targets';

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
  const stored =
    rows.length === 0 ? null : metric.additivity === 'ADDITIVE' ? sumOfTiles(rows, period) : narrowest(rows, period);
  if (stored !== null) return status(value, stored, operatorFor(metric));
  const { defaultTarget } = metric;
  return defaultTarget === null ? null : status(value, new Decimal(defaultTarget.value), defaultTarget.operator);
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

const dayAfter = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString();

type Tiling = { readonly tiles: number; readonly sum: Decimal };

/** Rows that follow each other without gap or overlap from the first day to the last: the fewest that do, the longest first. */
function sumOfTiles(rows: readonly TargetRow[], { first, last }: TargetPeriod): Decimal | null {
  const within = rows
    .filter(({ from, to }) => first <= from && to <= last)
    .sort((left, right) => earliestFirst(right, left) || shortestFirst(right, left));
  /** From a day to the last. */
  const tilings = new Map<string, Tiling>();
  for (const { from, to, value } of within) {
    const rest = to === last ? { tiles: 0, sum: new Decimal(0) } : tilings.get(dayAfter(to));
    if (rest === undefined) continue;
    const known = tilings.get(from);
    if (known === undefined || rest.tiles + 1 < known.tiles)
      tilings.set(from, { tiles: rest.tiles + 1, sum: rest.sum.plus(value) });
  }
  return tilings.get(first)?.sum ?? null;
}

/** The shortest row that covers every day, the earliest of equally short ones. */
function narrowest(rows: readonly TargetRow[], { first, last }: TargetPeriod): Decimal | null {
  const [row] = rows.filter(({ from, to }) => from <= first && last <= to).sort(shortestFirst);
  return row === undefined ? null : new Decimal(row.value);
}
