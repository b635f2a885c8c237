// Which targets targetAttainment holds revenue against (METRICS.md, Sales): those of the slice that lie in P, shortest first
// (then earliest), skipping any that overlaps one already used. Pure functions.
import { Decimal } from 'decimal.js';
import { earliestFirst, shortestFirst, type TargetPeriod, type TargetRow } from './targets';

/** In the order of their days; none overlaps another. */
export function targetsUsed(rows: readonly TargetRow[], { first, last }: TargetPeriod): readonly TargetRow[] {
  const candidates = rows.filter(({ from, to }) => first <= from && to <= last).sort(shortestFirst);
  const used: TargetRow[] = [];
  for (const candidate of candidates)
    if (!used.some(({ from, to }) => candidate.from <= to && from <= candidate.to)) used.push(candidate);
  return used.sort(earliestFirst);
}

/** Their sum to the last digit, as a decimal. */
export const sumOfTargets = (rows: readonly TargetRow[]): string =>
  rows.reduce((sum, { value }) => sum.plus(value), new Decimal(0)).toFixed();
