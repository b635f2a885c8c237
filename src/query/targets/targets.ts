// The targets people have set, read in the same view of the data as the facts they are held against; and the days of a
// question that they may fit.
import type { EngineSession } from '../../engine/engine';
import { measuresOf } from '../../metrics/metric';
import type { Bucket } from '../../model/buckets';
import { endOfUnit, type Grain } from '../../model/calendar';
import type { Period } from '../../model/periods';
import type { TargetPeriod, TargetRow } from '../../model/target';
import { computedMetrics, type MetricQuery } from '../question/metric-query';

/** The days of P that have begun: what attainment is held against. */
export const daysBegun = ({ from, lastBegun }: Bucket): TargetPeriod => ({ first: from, last: lastBegun });

/**
 * The days of each P as they were asked, those after now too; of the beginning of a unit, all of the unit. This month by
 * weeks, asked for to date on Wednesday the 18th, ends with the week from Monday the 16th to Sunday the 22nd.
 */
export function daysAsked(
  { to, beginningOf, calendar }: Period,
  grain: Grain | null,
): (bucket: Bucket) => TargetPeriod {
  const cutAt = to.toString();
  const [unit, ...others] = beginningOf;
  const ends =
    unit === undefined || others.length > 0
      ? [cutAt]
      : [unit, grain ?? unit].map((each) => endOfUnit(to, each, calendar).toString()).sort();
  return ({ from, last }) => ({ first: from, last: last === cutAt ? ends[0]! : last });
}

const text = `SELECT metric, CAST(from_date AS text), CAST(to_date AS text), CAST(value AS text), dimension, member
FROM target
WHERE metric = ANY(CAST($1 AS text[])) AND (dimension IS NULL OR dimension = $2)
  AND from_date <= CAST($4 AS date) AND to_date >= CAST($3 AS date)`;

/** The targets that may stand beside the values of a question, or that its metrics rest on. */
export async function readTargets(
  query: MetricQuery,
  session: Pick<EngineSession, 'selectRemembered'>,
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
  const asked = daysAsked(scope.period, null);
  const last = buckets
    .map((bucket) => asked(bucket).last)
    .sort()
    .at(-1)!;
  // Slices of more dimensions have no targets, and those of one are of the first.
  const dimension = scope.by[0]?.id ?? null;
  const parameters = [[...new Set(metrics)], dimension, first, last];
  const rows = await session.selectRemembered({ text, parameters, reads: ['target'] });
  return rows.map(([metric, from, to, value, ofDimension, member]) => ({
    metric: String(metric),
    from: String(from),
    to: String(to),
    value: String(value),
    dimension: ofDimension as string | null,
    member: member as string | null,
  }));
}
