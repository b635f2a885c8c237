// The values of a row: each metric of one slice in one bucket, with its comparisons and its share of the period's total.
import type { MetricDefinition } from '../../metrics/metric';
import type { Bucket } from '../../model/buckets';
import { oncePer } from '../../model/once-per';
import { cellsOf, noCells, type Slice } from '../measure/slices';
import type { Role } from '../plan/query-plan';
import type { ComparisonAnswer, MetricValue, PeriodAnswer } from '../question/metrics-result';
import type { RowNumber } from '../question/row-choices';
import { type TargetPlace, targetOf } from '../targets/status';
import { changeOf, changePercentOf } from './change';
import { isImmature } from './immature';
import type { Suppressible } from './suppression';
import { metricValue, suppressedValue } from './value';

/** A row before its values are worked out: one slice in one bucket. */
export type RowPlace = { readonly slice: Slice; readonly position: Role['position']; readonly bucket: Bucket };

/** The undivided slice, by position: what a share is a part of. */
export type Parts = ReadonlyMap<Role['position'], Slice>;

export const periodAnswer = oncePer(
  ({ first, last, label, complete }: Bucket): PeriodAnswer => ({ start: first, end: last, label, complete }),
);

/** What stands beside the values of a row. */
export type ValueSources = { readonly parts: Parts; readonly plan: TargetPlace };

export function valueWithContext(
  query: Suppressible,
  metric: MetricDefinition,
  place: RowPlace,
  { parts, plan }: ValueSources,
): MetricValue {
  const value = valueAt(query, metric, place.slice, null, place.position, place.bucket);
  const share = shareOf(query, metric, value.value, place, parts);
  const target = targetOf(metric, value.value, plan);
  if (query.choices.comparisons.length > 0)
    return { ...value, comparisons: comparisonsOf(query, metric, place, value.value), share, target };
  // Most values of a large answer have nothing beside them.
  return share === null && target === null ? value : { ...value, share, target };
}

const comparisonsOf = (
  query: Suppressible,
  metric: MetricDefinition,
  place: RowPlace,
  value: number | null,
): MetricValue['comparisons'] =>
  Object.fromEntries(
    query.choices.comparisons.flatMap(({ name }) => {
      const comparison = compareAt(query, metric, place, name, value);
      return comparison === null ? [] : [[name, comparison]];
    }),
  );

export const valueAt = (
  query: Suppressible,
  metric: MetricDefinition,
  slice: Slice,
  series: string | null,
  position: Role['position'],
  bucket: Bucket,
): MetricValue =>
  query.suppressed?.(metric, slice.keys, bucket)
    ? suppressedValue
    : metricValue(metric, cellsOf(slice, series, position) ?? noCells, {
        days: bucket.days,
        immature: isImmature(metric, bucket, query.scope.now),
      });

/** Null where the comparison has no such bucket. */
function compareAt(
  query: Suppressible,
  metric: MetricDefinition,
  { slice, position }: RowPlace,
  name: string,
  value: number | null,
): ComparisonAnswer | null {
  const compared = query.choices.comparisons.find((each) => each.name === name)!;
  const bucket = position === 'whole' ? compared.whole : compared.buckets[position]!;
  if (bucket === null) return null;
  const { value: other, exact } = valueAt(query, metric, slice, name, position, bucket);
  const isExact = exact !== null;
  const change = value === null || other === null ? null : changeOf(value, other, isExact);
  return {
    period: periodAnswer(bucket),
    value: other,
    exact,
    change,
    changePercent: value === null || other === null ? null : changePercentOf(value, other, isExact),
    better:
      change === null || change === 0 || metric.better === 'NEUTRAL' ? null : change > 0 === (metric.better === 'UP'),
  };
}

function shareOf(
  query: Suppressible,
  metric: MetricDefinition,
  value: number | null,
  { position, bucket }: RowPlace,
  parts: Parts,
): number | null {
  if (metric.additivity !== 'ADDITIVE' || value === null) return null;
  if (query.scope.by.length === 0) return value === 0 ? null : 100;
  const total = parts.get(position);
  if (total === undefined) return null;
  const whole = valueAt(query, metric, total, null, position, bucket).value;
  return whole === null || whole === 0 ? null : (100 * value) / whole;
}

/** The number of a row that orders or chooses it. */
export function rowNumber(
  query: Suppressible,
  place: RowPlace,
  { metric: name, compare, by }: RowNumber,
): number | null {
  const metric = (query.metrics.get(name) ?? query.judging.get(name))!;
  const { value } = valueAt(query, metric, place.slice, null, place.position, place.bucket);
  if (compare === null) return value;
  const comparison = compareAt(query, metric, place, compare, value);
  if (comparison === null) return null;
  return { VALUE: comparison.value, CHANGE: comparison.change, CHANGE_PERCENT: comparison.changePercent }[by];
}
