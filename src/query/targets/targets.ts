// The targets people have set, read in the same view of the data as the facts they are held against; and the days of a
// question that they may fit.
import { Temporal } from 'temporal-polyfill';
import type { EngineSession } from '../../engine/engine';
import { measuresOf } from '../../metrics/metric';
import type { Bucket } from '../../model/buckets';
import { addUnits, type Grain, startOfUnit } from '../../model/calendar';
import { oncePer } from '../../model/once-per';
import type { Period } from '../../model/periods';
import type { TargetPeriod, TargetRow } from '../../model/target';
import type { MetricQuery } from '../question/metric-query';

/** The days of P that have begun: what attainment is held against. */
export const daysBegun = oncePer(
  ({ from, last, days, complete }: Bucket): TargetPeriod => ({
    first: from,
    last: complete
      ? last
      : Temporal.PlainDate.from(from)
          .add({ days: days - 1 })
          .toString(),
  }),
);

/**
 * The days of each P as they were asked, those after now too; of the beginning of a unit (`toDate`), all of the unit. This
 * month by weeks, asked for on Wednesday the 18th, ends with the week from Monday the 16th to Sunday the 22nd.
 */
export function daysAsked({ to, toDate, calendar }: Period, grain: Grain | null): (bucket: Bucket) => TargetPeriod {
  const cutAt = to.toString();
  const endOf = (unit: Grain): string =>
    addUnits(startOfUnit(to, unit, calendar), unit, 1)
      .subtract({ days: 1 })
      .toString();
  const ends = toDate === undefined ? [cutAt] : [toDate, grain ?? toDate].map(endOf).sort();
  return ({ from, last }) => ({ first: from, last: last === cutAt ? ends[0]! : last });
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
  if (query.filter !== null) return [];
  const metrics = [...query.metrics.values(), ...query.judging.values()].flatMap((metric) => [
    metric.id,
    ...measuresOf(metric.formula).flatMap((measure) => (measure.kind === 'target' ? [measure.metric] : [])),
  ]);
  if (metrics.length === 0) return [];
  const compared = query.comparisons.flatMap(({ buckets, whole }) => [...buckets, whole]);
  const buckets = [...query.buckets, query.whole, ...compared].filter((bucket) => bucket !== null);
  const first = buckets.map(({ from }) => from).sort()[0]!;
  const asked = daysAsked(query.period, null);
  const last = buckets
    .map((bucket) => asked(bucket).last)
    .sort()
    .at(-1)!;
  // Slices of more dimensions have no targets, and those of one are of the first.
  const dimension = query.by[0]?.id ?? null;
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
