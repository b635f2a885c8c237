// Measures over targets, as if a statement had measured them: which targets each slice and bucket uses is chosen here, the
// facts of the days they cover are measured as buckets of their own, and both are added up exactly.
import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import { type Measure, measureKey, type TargetMeasure } from '../../metrics/measure';
import { type Bucket, bucketOf } from '../../model/buckets';
import { sumOfTargets, type TargetRow, targetsUsed } from '../../model/target';
import type { MeasureCell, MeasureRow } from '../../sql/compiled-query';
import { type Measured, measure, type View } from '../measure/measure';
import type { Keys } from '../measure/slices';
import { statementsFor } from '../plan/plan';
import type { Level, PlannedStatement } from '../plan/query-plan';
import type { Scope } from '../question/scope';
import { daysBegun } from './targets';

export type TargetsMeasured = {
  readonly statements: readonly PlannedStatement[];
  readonly measured: readonly Measured[];
};

const nothing: TargetsMeasured = { statements: [], measured: [] };

/** What those of the measures that are of targets come to in every slice and bucket of a level that uses a target. */
export async function measureTargets(
  level: Level,
  measures: readonly Measure[],
  targets: readonly TargetRow[],
  view: View,
): Promise<TargetsMeasured> {
  const wanted = targetMeasures(measures);
  const used = level.by.length > 1 ? [] : wanted.flatMap(({ metric }) => usedBy(level, metric, targets));
  const places = byPlace(used);
  if (places.size === 0) return nothing;
  const ranges = rangesOf(used, view.scope);
  const counted = wanted.flatMap(({ of }) => (of.kind === 'rows' ? [of] : []));
  const rangeLevel: Level = {
    ...level,
    name: `${level.name}, days of targets`,
    buckets: [...ranges.values()],
    roles: [...ranges.values()].map(({ index }) => ({ series: null, position: index })),
  };
  const statements = statementsFor(rangeLevel, counted);
  const measured = await measure(statements, view);
  const [first, ...others] = measured;
  if (first === undefined) return nothing;
  const cells = cellsByRange(measured);
  const rows = [...places.values()].map(({ keys, bucket, byMetric }): MeasureRow => {
    const cellOf = ({ metric, of }: TargetMeasure): MeasureCell => {
      const rowsUsed = byMetric.get(metric) ?? [];
      if (of.kind === 'count') return rowsUsed.length;
      if (of.kind === 'sum') return sumOfTargets(rowsUsed);
      const parts = rowsUsed.map((row) => cells(keys, ranges.get(rangeName(row))!.index, measureKey(of)));
      // Different ones do not add up: of all days there are as many at least as of the days of one target.
      if (of.aggregate.kind === 'countDistinct') return Math.max(0, ...parts.map((part) => Number(part ?? 0)));
      return parts.reduce<Decimal>((sum, part) => sum.plus(part ?? 0), new Decimal(0)).toFixed();
    };
    return { bucket, keys, measures: wanted.map(cellOf) };
  });
  const columns = { keys: level.by.length, measures: wanted.map(measureKey) };
  return { statements, measured: [{ level, compiled: { ...first.compiled, columns }, rows }, ...others] };
}

const targetMeasures = (measures: readonly Measure[]): readonly TargetMeasure[] => {
  const found = measures.filter((each) => each.kind === 'target');
  return [...new Map(found.map((each) => [measureKey(each), each])).values()];
};

/** The targets of one metric that a slice uses in a bucket of the level. */
type Used = {
  readonly metric: string;
  readonly keys: Keys;
  readonly bucket: number;
  readonly rows: readonly TargetRow[];
};

function usedBy({ by, buckets, top }: Level, metric: string, targets: readonly TargetRow[]): readonly Used[] {
  const dimension = by[0]?.id ?? null;
  const slices = new Map<string | null, TargetRow[]>();
  for (const row of targets) {
    if (row.metric !== metric || row.dimension !== dimension) continue;
    // What stands for all other members has no targets of its own.
    if (top !== null && !top.members.includes(row.member)) continue;
    const rows = slices.get(row.member);
    if (rows === undefined) slices.set(row.member, [row]);
    else rows.push(row);
  }
  return [...slices].flatMap(([member, all]) =>
    buckets.flatMap((bucket): Used[] => {
      const rows = targetsUsed(all, daysBegun(bucket));
      return rows.length === 0
        ? []
        : [{ metric, keys: dimension === null ? [] : [member], bucket: bucket.index, rows }];
    }),
  );
}

type PlaceOfTargets = Omit<Used, 'metric' | 'rows'> & { readonly byMetric: Map<string, readonly TargetRow[]> };

function byPlace(used: readonly Used[]): ReadonlyMap<string, PlaceOfTargets> {
  const places = new Map<string, PlaceOfTargets>();
  for (const { metric, keys, bucket, rows } of used) {
    const name = JSON.stringify([bucket, keys]);
    const place = places.get(name) ?? { keys, bucket, byMetric: new Map() };
    place.byMetric.set(metric, rows);
    places.set(name, place);
  }
  return places;
}

const rangeName = ({ from, to }: TargetRow): string => `${from} ${to}`;

/** The days of every target used, once, as buckets of a statement. */
function rangesOf(used: readonly Used[], { period, now }: Scope): ReadonlyMap<string, Bucket> {
  const ranges = new Map<string, Bucket>();
  const rules = { calendar: period.calendar, grain: null, window: null, now };
  for (const row of used.flatMap(({ rows }) => rows)) {
    const name = rangeName(row);
    if (ranges.has(name)) continue;
    const days = { from: Temporal.PlainDate.from(row.from), to: Temporal.PlainDate.from(row.to) };
    ranges.set(name, bucketOf(ranges.size, days, rules));
  }
  return ranges;
}

function cellsByRange(measured: readonly Measured[]): (keys: Keys, range: number, measure: string) => MeasureCell {
  const cells = new Map<string, MeasureCell>();
  const nameOf = (keys: Keys, range: number, of: string): string => JSON.stringify([keys, range, of]);
  for (const { compiled, rows } of measured)
    for (const row of rows)
      for (const [index, of] of compiled.columns.measures.entries())
        cells.set(nameOf(row.keys, row.bucket, of), row.measures[index]!);
  return (keys, range, of) => cells.get(nameOf(keys, range, of)) ?? null;
}
