// From what cohorts did to the triangle people read: a cell for every offset up to the unit of now, also where nothing
// happened. Pure functions.
import { Decimal } from 'decimal.js';
import { UserError } from '../../errors';
import type { MeasureRow } from '../../sql/compiled-query';
import { mostGroups } from '../question/metric-query';
import type { PeriodAnswer, SliceKey } from '../question/metrics-result';
import type { RetentionQuery } from './retention-question';
import { byKeys, percentOf } from './slice-rows';

/** `rate`: percent of the cohort's size. `revenue`: exact, refunds included. `mature`: the unit is over. */
export type CohortCell = {
  readonly offset: number;
  readonly customers: number;
  readonly rate: number | null;
  readonly revenue: string;
  readonly mature: boolean;
};

/** `period`: the whole unit; only who entered inside the period asked for is in `size`. */
export type Cohort = {
  readonly period: PeriodAnswer;
  readonly keys: readonly SliceKey[];
  readonly size: number;
  readonly cells: readonly CohortCell[];
};

type Measured = {
  readonly unit: number;
  readonly keys: MeasureRow['keys'];
  readonly cells: Map<number, MeasureRow['measures']>;
};

/** By unit, then keys; a unit in which nobody enters has no cohort. Throws TOO_MANY_GROUPS. */
export function assembleRetention(query: RetentionQuery, measured: readonly MeasureRow[]): readonly Cohort[] {
  const cohorts = new Map<string, Measured>();
  for (const { bucket, keys, measures } of measured) {
    const key = JSON.stringify([bucket, keys]);
    const cohort = cohorts.get(key) ?? { unit: bucket, keys, cells: new Map() };
    cohorts.set(key, cohort);
    cohort.cells.set(Number(measures[0]), measures);
  }
  const lengthOf = ({ unit }: Measured): number => Math.min(query.offsets + 1, query.units.length - unit);
  const groups = [...cohorts.values()].reduce((sum, cohort) => sum + lengthOf(cohort), 0);
  if (groups > mostGroups) throw new UserError('TOO_MANY_GROUPS', { groups, limit: mostGroups });
  const order = byKeys(query.scope);
  return [...cohorts.values()]
    .sort((left, right) => left.unit - right.unit || order(left, right))
    .map((cohort) => cohortOf(query, cohort, lengthOf(cohort)));
}

function cohortOf({ scope, units }: RetentionQuery, { unit, keys, cells }: Measured, length: number): Cohort {
  const customersAt = (offset: number): number => Number(cells.get(offset)?.[1] ?? 0);
  // The fact that entered a customer is of the cohort's own unit.
  const size = customersAt(0);
  return {
    period: units[unit]!,
    keys: scope.by.map(({ id }, index) => ({ dimension: id, value: keys[index]! })),
    size,
    cells: Array.from({ length }, (_, offset) => ({
      offset,
      customers: customersAt(offset),
      rate: percentOf(customersAt(offset), size),
      revenue: new Decimal(cells.get(offset)?.[2] ?? 0).toFixed(4),
      mature: units[unit + offset]!.complete,
    })),
  };
}
