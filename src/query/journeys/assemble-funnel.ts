// From the counts and percentiles of each slice to the rows of a funnel: conversions, days and the bottleneck. Pure functions.
import { microsecondsPerDay } from '../../model/day-length';
import type { Stage } from '../../model/stages';
import type { MeasureCell, MeasureRow } from '../../sql/compiled-query';
import type { SliceKey } from '../question/metrics-result';
import type { FunnelQuery } from './funnel-question';
import { byKeys, percentOf } from './slice-rows';

/** Percent is 0..100, null where there is nobody to take it of; days since the stage before, null for the first stage. */
export type FunnelStep = {
  readonly stage: Stage;
  readonly reached: number;
  readonly fromStart: number | null;
  readonly fromPrevious: number | null;
  readonly medianDays: number | null;
  readonly p90Days: number | null;
};

export type FunnelRow = {
  readonly keys: readonly SliceKey[];
  readonly steps: readonly FunnelStep[];
  /** The stage after the first with the lowest conversion from the one before, the earlier on a tie. */
  readonly bottleneck: Stage | null;
};

/** Rows by their keys; without dimensions there is always one. */
export function assembleFunnel({ scope, stages }: FunnelQuery, measured: readonly MeasureRow[]): readonly FunnelRow[] {
  const nobody: MeasureRow = { bucket: 0, keys: [], measures: [] };
  const rows = measured.length === 0 && scope.by.length === 0 ? [nobody] : [...measured];
  return rows.sort(byKeys(scope)).map(({ keys, measures }) => {
    const steps = stepsOf(stages, measures);
    return {
      keys: scope.by.map(({ id }, index) => ({ dimension: id, value: keys[index]! })),
      steps,
      bottleneck: bottleneckOf(steps),
    };
  });
}

/** One measure of the first stage, three of each later one. */
function stepsOf(stages: readonly Stage[], measures: readonly MeasureCell[]): readonly FunnelStep[] {
  const reached = (index: number): number => Number(measures[index === 0 ? 0 : 3 * index - 2] ?? 0);
  return stages.map((stage, index) => {
    const since = index === 0 ? [] : measures.slice(3 * index - 1, 3 * index + 1);
    return {
      stage,
      reached: reached(index),
      fromStart: percentOf(reached(index), reached(0)),
      fromPrevious: index === 0 ? null : percentOf(reached(index), reached(index - 1)),
      medianDays: daysOf(since[0]),
      p90Days: daysOf(since[1]),
    };
  });
}

const daysOf = (microseconds: MeasureCell | undefined): number | null =>
  microseconds == null ? null : Number(microseconds) / microsecondsPerDay;

function bottleneckOf(steps: readonly FunnelStep[]): Stage | null {
  let lowest: FunnelStep | null = null;
  for (const step of steps)
    if (step.fromPrevious !== null && (lowest === null || step.fromPrevious < lowest.fromPrevious!)) lowest = step;
  return lowest?.stage ?? null;
}
