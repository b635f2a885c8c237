// The targets people have set, read in the same view of the data as the facts they are held against, and found by metric and
// slice. Days are days of the question's calendar; from and to are inclusive.
import type { EngineSession } from '../../engine/engine';
import { measuresOf } from '../../metrics/metric';
import type { Bucket } from '../../model/buckets';
import { computedMetrics, type MetricQuery } from '../question/metric-query';

export type TargetRow = {
  /** The metric's id (churnRate). */
  readonly metric: string;
  readonly from: string;
  readonly to: string;
  /** An exact decimal. */
  readonly value: string;
  /** Both null: the whole company. */
  readonly dimension: string | null;
  readonly member: string | null;
};

/** What a row of an answer stands for: the company, one member, or a slice that cannot have targets of its own. */
export type TargetSlice =
  | { readonly kind: 'company' }
  | { readonly kind: 'member'; readonly dimension: string; readonly member: string }
  | { readonly kind: 'none' };

/** The targets of a metric for a slice; in no particular order. */
export type Targets = (metric: string, slice: TargetSlice) => readonly TargetRow[];

export const noTargets: Targets = () => [];

/** A filter leaves a part of the company, and a missing member, Other and several dimensions are parts without a plan. */
export function targetSliceOf(
  keys: readonly { readonly dimension: string; readonly value: string | null }[],
  filtered: boolean,
): TargetSlice {
  if (filtered || keys.length > 1) return { kind: 'none' };
  const [key] = keys;
  if (key === undefined) return { kind: 'company' };
  return key.value === null ? { kind: 'none' } : { kind: 'member', dimension: key.dimension, member: key.value };
}

/** The days of P, both inclusive; of an open P those that have begun. */
export type TargetPeriod = { readonly first: string; readonly last: string };

export const daysOfP = ({ from, lastBegun }: Bucket): TargetPeriod => ({ first: from, last: lastBegun });

const lengthOf = ({ from, to }: TargetRow): number => Date.parse(to) - Date.parse(from);
const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

export const earliestFirst = (left: TargetRow, right: TargetRow): number => compareText(left.from, right.from);
/** Of equally short ones the earliest. */
export const shortestFirst = (left: TargetRow, right: TargetRow): number =>
  lengthOf(left) - lengthOf(right) || earliestFirst(left, right);

const keyOf = (metric: string, dimension: string | null, member: string | null): string =>
  JSON.stringify([metric, dimension, member]);

export function targetsOf(rows: readonly TargetRow[]): Targets {
  const known = new Map<string, TargetRow[]>();
  const withTargets = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row.metric, row.dimension, row.member);
    const group = known.get(key);
    if (group === undefined) known.set(key, [row]);
    else group.push(row);
    withTargets.add(row.metric);
  }
  return (metric, slice) => {
    if (slice.kind === 'none' || !withTargets.has(metric)) return [];
    const [dimension, member] = slice.kind === 'company' ? [null, null] : [slice.dimension, slice.member];
    return known.get(keyOf(metric, dimension, member)) ?? [];
  };
}

const statement = `SELECT metric, CAST(from_date AS text), CAST(to_date AS text), CAST(value AS text), dimension, member
FROM target
WHERE metric = ANY(CAST($1 AS text[])) AND (dimension IS NULL OR dimension = $2)
  AND from_date <= CAST($4 AS date) AND to_date >= CAST($3 AS date)`;

/** The targets that may stand beside the values of a question, or that its metrics rest on. */
export async function readTargets(
  query: MetricQuery,
  session: Pick<EngineSession, 'select'>,
): Promise<readonly TargetRow[]> {
  const { scope, choices } = query;
  if (scope.filter !== null) return [];
  const metrics = computedMetrics(query).flatMap((metric) => [
    metric.id,
    ...measuresOf(metric.formula).flatMap((measure) => (measure.kind === 'target' ? [measure.metric] : [])),
  ]);
  if (metrics.length === 0) return [];
  const compared = choices.comparisons.flatMap(({ buckets, whole }) => [...buckets, whole]);
  const buckets = [...scope.buckets, scope.whole, ...compared].filter((bucket) => bucket !== null);
  const first = buckets.map(({ from }) => from).sort()[0]!;
  const last = buckets
    .map((bucket) => bucket.last)
    .sort()
    .at(-1)!;
  // Slices of more dimensions have no targets, and those of one are of the first.
  const dimension = scope.by[0]?.id ?? null;
  const rows = await session.select(statement, [[...new Set(metrics)], dimension, first, last]);
  return rows.map(([metric, from, to, value, ofDimension, member]) => ({
    metric: String(metric),
    from: String(from),
    to: String(to),
    value: String(value),
    dimension: ofDimension as string | null,
    member: member as string | null,
  }));
}
