// From the measures of each statement to the rows of the answer: merge on slice keys, fill, order, page, and the values.
// Pure functions, the same for every engine.
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../errors';
import type { MetricDefinition } from '../metrics/metric';
import { compareMembers } from '../model/dimensions';
import type { Bucket } from '../model/periods';
import type { CompiledQuery, MeasureCell, MeasureRow } from '../sql/compiled-query';
import { writeCursor } from './cursor';
import { type MetricQuery, mostGroups, type Ordering } from './metric-query';
import type { MetricRow, MetricsResult, MetricValue } from './metrics-result';
import type { Level } from './plan';
import { metricValue } from './value';

/** What came of one statement. */
export type Measured = {
  readonly level: Level;
  readonly compiled: CompiledQuery;
  readonly rows: readonly MeasureRow[];
};

type Slice = {
  readonly bucket: Bucket;
  readonly keys: readonly (string | null)[];
  readonly cells: ReadonlyMap<string, MeasureCell>;
};

export function assemble(
  query: MetricQuery,
  measured: readonly Measured[],
  dataVersion: string,
): Pick<MetricsResult, 'rows' | 'totals' | 'pageInfo' | 'groupCount'> {
  const of = (name: Level['name']): readonly Measured[] => measured.filter(({ level }) => level.name === name);
  const slices = order(query, fill(query, merge(of('detail'), query.buckets)));
  const page = slices.slice(query.offset, query.offset + query.first);
  const end = query.offset + page.length;
  return {
    rows: page.map((slice) => toRow(query, slice, 'DETAIL')),
    totals: query.totals === 'GRAND' ? grandTotal(query, merge(of('grand total'), [query.whole])) : [],
    pageInfo: {
      hasNextPage: end < slices.length,
      endCursor: page.length === 0 ? null : writeCursor({ hash: query.hash, dataVersion, offset: end }),
    },
    groupCount: slices.length,
  };
}

/** Measures of different families meet on bucket and keys; none of them multiplies another. */
function merge(measured: readonly Measured[], buckets: readonly Bucket[]): readonly Slice[] {
  const slices = new Map<
    string,
    { bucket: Bucket; keys: readonly (string | null)[]; cells: Map<string, MeasureCell> }
  >();
  for (const { compiled, rows } of measured)
    for (const row of rows) {
      const key = JSON.stringify([row.bucket, row.keys]);
      let slice = slices.get(key);
      if (slice === undefined) {
        slice = { bucket: buckets[row.bucket]!, keys: row.keys, cells: new Map() };
        slices.set(key, slice);
      }
      compiled.columns.measures.forEach((measure, index) => {
        slice.cells.set(measure, row.measures[index]!);
      });
    }
  return [...slices.values()];
}

/** Empty buckets for the members seen; without dimensions there is always a row. */
function fill(query: MetricQuery, slices: readonly Slice[]): readonly Slice[] {
  const wanted = query.fill || query.grain === null;
  if (!wanted || (query.by.length > 0 && query.grain === null)) return withinLimit(slices.length, () => slices);
  const members = new Map(slices.map(({ keys }) => [JSON.stringify(keys), keys]));
  if (query.by.length === 0) members.set('[]', []);
  const seen = new Map(slices.map((slice) => [JSON.stringify([slice.bucket.index, slice.keys]), slice]));
  return withinLimit(members.size * query.buckets.length, () =>
    query.buckets.flatMap((bucket) =>
      [...members.values()].map(
        (keys) =>
          seen.get(JSON.stringify([bucket.index, keys])) ?? { bucket, keys, cells: new Map<string, MeasureCell>() },
      ),
    ),
  );
}

function withinLimit<Result>(groups: number, make: () => Result): Result {
  if (groups > mostGroups) throw new UserError('TOO_MANY_GROUPS', { groups, limit: mostGroups });
  return make();
}

/** The orderings asked for, then period and dimensions; a value that is null comes last either way. */
function order(query: MetricQuery, slices: readonly Slice[]): readonly Slice[] {
  const values = new Map(
    query.orderBy
      .filter((ordering) => ordering.kind === 'metric')
      .map(({ metric }) => [
        metric,
        new Map(slices.map((slice) => [slice, compute(query.metrics.get(metric)!, slice, query).value])),
      ]),
  );
  const byDefault = (left: Slice, right: Slice): number => {
    if (left.bucket.index !== right.bucket.index) return left.bucket.index - right.bucket.index;
    for (const [position, dimension] of query.by.entries()) {
      const difference = compareMembers(dimension, left.keys[position]!, right.keys[position]!);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const byOrdering = (ordering: Ordering, left: Slice, right: Slice): number => {
    if (ordering.kind === 'dimension') {
      const a = left.keys[ordering.position]!;
      const b = right.keys[ordering.position]!;
      const difference = compareMembers(ordering.dimension, a, b);
      return ordering.descending && a !== null && b !== null ? -difference : difference;
    }
    const known = values.get(ordering.metric)!;
    const a = known.get(left)!;
    const b = known.get(right)!;
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return ordering.descending ? b - a : a - b;
  };
  return [...slices].sort((left, right) => {
    for (const ordering of query.orderBy) {
      const difference = byOrdering(ordering, left, right);
      if (difference !== 0) return difference;
    }
    return byDefault(left, right);
  });
}

function grandTotal(query: MetricQuery, slices: readonly Slice[]): readonly MetricRow[] {
  const slice = slices[0] ?? { bucket: query.whole, keys: [], cells: new Map<string, MeasureCell>() };
  return [
    {
      ...toRow(query, slice, 'TOTAL'),
      keys: [],
      rolledUp: query.by.map(({ id }) => id),
      periodRolledUp: query.grain !== null,
    },
  ];
}

function toRow(query: MetricQuery, slice: Slice, level: MetricRow['level']): MetricRow {
  const values: Record<string, MetricValue> = {};
  for (const [name, metric] of query.metrics) values[name] = compute(metric, slice, query);
  const { first, last, label, complete } = slice.bucket;
  return {
    period: { start: first, end: last, label, complete },
    level,
    rolledUp: [],
    periodRolledUp: false,
    keys: slice.keys.map((value, position) => ({ dimension: query.by[position]!.id, value })),
    values,
  };
}

const compute = (metric: MetricDefinition, { bucket, cells }: Slice, query: MetricQuery): MetricValue =>
  metricValue(metric, cells, { days: bucket.days, immature: isImmature(metric, bucket, query.now) });

function isImmature(metric: MetricDefinition, bucket: Bucket, now: Temporal.Instant): boolean {
  if (metric.matureAfterDays === 0) return false;
  const closes = Temporal.Instant.from(bucket.endsAt).add({ hours: 24 * metric.matureAfterDays });
  return Temporal.Instant.compare(closes, now) > 0;
}
