// From the measures of each level to the rows of the answer: fill, compare, choose, order, page. Pure functions, the same
// for every engine.
import { UserError } from '../../errors';
import { isWithin } from '../../model/choose-argument';
import { compareMembers } from '../../model/dimensions';
import { type Targets, targetSliceOf } from '../../model/target';
import { mapped, type Steps, sorted } from '../../turns';
import { otherMembers } from '../compile/slice-keys';
import type { Measured } from '../measure/measure';
import { cellsOf, emptySlice, noCells, type Slice, slicesOf } from '../measure/slices';
import { sharesOf } from '../plan/plan';
import type { Level } from '../plan/query-plan';
import { writeCursor } from '../question/cursor';
import { type MetricQuery, mostGroups } from '../question/metric-query';
import type { MetricRow, MetricsResult, MetricValue, RowLevel } from '../question/metrics-result';
import { daysAsked } from '../targets/targets';
import { type Parts, periodAnswer, type RowPlace, rowNumber, valueAt, valueWithContext } from './row-values';
import { type Suppressible, withSuppression } from './suppression';

type Answer = Pick<MetricsResult, 'rows' | 'totals' | 'pageInfo' | 'groupCount'>;

/** What stands beside the measures: the version of the data they are of, and the targets set. */
type AnswerSources = { readonly version: string; readonly targets: Targets };

export function* assemble(
  asked: MetricQuery,
  levels: readonly Level[],
  measured: readonly Measured[],
  { version, targets }: AnswerSources,
): Steps<Answer> {
  const query = yield* withSuppression(asked, levels, measured);
  const [detail, ...others] = levels as readonly [Level, ...Level[]];
  // What the engine cut is filled, and its rows are the page.
  const groups = measured.find(({ level }) => level === detail)?.groups;
  const fill = query.choices.fill && groups === undefined;
  const slices = yield* slicesOf(detail, measured);
  const places = yield* placesOf(query, query.scope.by.length, slices, { whole: false, fill });
  const isWanted = yield* mapped(places, (place) =>
    query.choices.having.every(({ number, bounds }) => isWithin(rowNumber(query, place, number), bounds)),
  );
  const chosen = yield* order(
    query,
    places.filter((_, index) => isWanted[index]),
  );
  const page =
    groups === undefined ? chosen.slice(query.choices.offset, query.choices.offset + query.choices.first) : chosen;
  const groupCount = groups ?? chosen.length;
  const end = query.choices.offset + page.length;
  const parts = sharesOf(query) ? yield* totalsByPosition(levels, measured) : new Map();
  const shape: RowShape = { level: 'DETAIL', kept: query.scope.by.length, overBuckets: false, parts, targets };
  return {
    rows: yield* mapped(page, toRow(query, shape)),
    totals:
      query.choices.totals === 'NONE' ? [] : yield* totals(query, [detail, ...others], measured, { parts, targets }),
    pageInfo: {
      hasNextPage: end < groupCount,
      endCursor: page.length === 0 ? null : writeCursor({ hash: query.hash, version, offset: end }),
    },
    groupCount,
  };
}

const isOther = (slice: Slice): boolean => slice.keys[0] === otherMembers;

/** Where rows stand, by period and members: the buckets of each slice seen; with fill, all of them; without dimensions there is always a row. */
function* placesOf(
  query: Suppressible,
  kept: number,
  slices: readonly Slice[],
  { whole, fill: isAsked }: { readonly whole: boolean; readonly fill: boolean },
): Steps<readonly RowPlace[]> {
  const known = kept === 0 && slices.length === 0 ? [emptySlice] : slices;
  if (whole)
    return (yield* byMembers(
      query,
      known.filter((slice) => kept === 0 || slice.cells.size > 0),
    )).map((slice) => ({ slice, position: 'whole', bucket: query.scope.whole }));
  const fill = isAsked || (kept === 0 && query.scope.grain === null);
  const { buckets: byRole } = known[0] ?? emptySlice;
  const positionOf = new Map<number, number>();
  for (const name of [null, ...query.choices.comparisons.map((each) => each.name)])
    for (const [position, bucket] of byRole.get(name) ?? []) if (position !== 'whole') positionOf.set(bucket, position);
  // Members that only the whole period has are in its totals: what is beside the rows does not change them.
  const seen = kept === 0 ? known : known.filter(({ cells }) => hasOneOf(cells, positionOf));
  const standing = yield* byMembers(query, seen);
  if (fill && query.scope.grain !== null && standing.length * query.scope.buckets.length > mostGroups)
    throw new UserError('TOO_MANY_GROUPS', { groups: standing.length * query.scope.buckets.length, limit: mostGroups });
  if (fill)
    return query.scope.buckets.flatMap((bucket, position) =>
      standing.map((slice): RowPlace => ({ slice, position, bucket })),
    );
  const rows: RowPlace[][] = query.scope.buckets.map(() => []);
  for (const slice of standing)
    for (const of of slice.cells.keys()) {
      const position = positionOf.get(of);
      // Its own bucket and those it is compared with are one row.
      if (position === undefined || rows[position]!.at(-1)?.slice === slice) continue;
      rows[position]!.push({ slice, position, bucket: query.scope.buckets[position]! });
    }
  return rows.flat();
}

function hasOneOf(cells: Slice['cells'], buckets: ReadonlyMap<number, unknown>): boolean {
  for (const bucket of cells.keys()) if (buckets.has(bucket)) return true;
  return false;
}

function compareMember(query: Suppressible, left: Slice, right: Slice, position: number, descending: boolean): number {
  const [a, b] = [left.keys[position]!, right.keys[position]!];
  if (a === b) return 0;
  if (a === otherMembers || b === otherMembers) return a === otherMembers ? 1 : -1;
  const difference = compareMembers(query.scope.by[position]!, a, b);
  return descending && a !== null && b !== null ? -difference : difference;
}

const byMembers = (query: Suppressible, slices: readonly Slice[]): Steps<readonly Slice[]> =>
  sorted(slices, (left, right) => {
    for (let position = 0; position < left.keys.length; position += 1) {
      const difference = compareMember(query, left, right, position, false);
      if (difference !== 0) return difference;
    }
    return 0;
  });

/** The orderings asked for; what they leave equal stays as it was. A number that is null comes last either way, and so do other members. */
function* order(query: Suppressible, places: readonly RowPlace[]): Steps<readonly RowPlace[]> {
  if (query.choices.orderBy.length === 0) return places;
  const numbers = query.choices.orderBy.map((ordering) =>
    ordering.kind === 'number'
      ? new Map(places.map((place) => [place, rowNumber(query, place, ordering.number)]))
      : null,
  );
  return yield* sorted(places, (left, right) => {
    for (const [index, ordering] of query.choices.orderBy.entries()) {
      const difference =
        ordering.kind === 'dimension'
          ? compareMember(query, left.slice, right.slice, ordering.position, ordering.descending)
          : compareNumbers(numbers[index]!.get(left)!, numbers[index]!.get(right)!, ordering.descending);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function compareNumbers(left: number | null, right: number | null, descending: boolean): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return descending ? right - left : left - right;
}

/** Totals of the whole question, each measured at its own level: what chooses rows does not touch them. */
function* totals(
  query: Suppressible,
  levels: readonly Level[],
  measured: readonly Measured[],
  beside: Pick<RowShape, 'parts' | 'targets'>,
): Steps<readonly MetricRow[]> {
  const depth = query.scope.by.length;
  const overBuckets = query.scope.grain !== null;
  function* rowsOf(kept: number, whole: boolean): Steps<readonly MetricRow[]> {
    const level = levels.findLast((each) => each.by.length === kept && (kept < depth || each.top === null))!;
    const slices = (yield* slicesOf(level, measured)).filter(
      (slice) => !whole || kept === 0 || wholeSeen(query, slice),
    );
    const places = yield* placesOf(query, kept, slices, { whole, fill: query.choices.fill });
    const rowLevel: RowLevel = kept === 0 && (whole || !overBuckets) ? 'TOTAL' : 'SUBTOTAL';
    return yield* mapped(places, toRow(query, { level: rowLevel, kept, overBuckets: whole, ...beside }));
  }
  if (query.choices.totals === 'GRAND') return yield* rowsOf(0, overBuckets);
  const shorter = depth === 0 && !overBuckets ? [0] : query.scope.by.map((_, kept) => depth - 1 - kept);
  const rows: MetricRow[][] = [];
  for (const kept of shorter) rows.push([...(yield* rowsOf(kept, false))]);
  if (overBuckets)
    for (const kept of [depth, ...shorter.filter((kept) => kept < depth)]) rows.push([...(yield* rowsOf(kept, true))]);
  return rows.flat();
}

const wholeSeen = (query: Suppressible, slice: Slice): boolean =>
  [null, ...query.choices.comparisons.map(({ name }) => name)].some(
    (series) => cellsOf(slice, series, 'whole') !== undefined,
  );

function* totalsByPosition(levels: readonly Level[], measured: readonly Measured[]): Steps<Parts> {
  const level = levels.find((each) => each.by.length === 0)!;
  const [slice] = yield* slicesOf(level, measured);
  return new Map(slice === undefined ? [] : level.roles.map(({ position }) => [position, slice]));
}

type RowShape = {
  readonly level: RowLevel;
  readonly kept: number;
  readonly overBuckets: boolean;
  readonly parts: Parts;
  readonly targets: Targets;
};

/** How the rows of one depth of the slice are shown. */
function toRow(
  query: Suppressible,
  { level, kept, overBuckets, parts, targets }: RowShape,
): (place: RowPlace) => MetricRow {
  const rolledUp = query.scope.by.slice(kept).map(({ id }) => id);
  const metrics = [...query.metrics];
  const asked = daysAsked(query.scope.period, overBuckets ? null : query.scope.grain);
  return (place) => {
    const { slice, bucket } = place;
    const other = isOther(slice);
    const keys = slice.keys.map((value, position) => ({
      dimension: query.scope.by[position]!.id,
      value: other && position === 0 ? null : value,
    }));
    const plan = { period: asked(bucket), slice: targetSliceOf(keys, query.scope.filter !== null), targets };
    const values: Record<string, MetricValue> = {};
    for (const [name, metric] of metrics) values[name] = valueWithContext(query, metric, place, { parts, plan });
    return {
      period: periodAnswer(bucket),
      level: other ? 'OTHER' : level,
      rolledUp,
      periodRolledUp: overBuckets,
      keys,
      values,
    };
  };
}

/** The members of the first dimension that come first over the whole period; what is unseen, or has no value, is none of them. */
export function* topMembers(
  asked: MetricQuery,
  ranking: Level,
  measured: readonly Measured[],
): Steps<readonly (string | null)[]> {
  const query = yield* withSuppression(asked, [ranking], measured);
  const { metric: name, members, descending, none } = query.choices.top!;
  const metric = query.judging.get(name)!;
  const dimension = query.scope.by[0]!;
  const isSeen = (slice: Slice): boolean =>
    (cellsOf(slice, null, 'whole') ?? noCells).values.some((cell) => cell != null && Number(cell) !== 0);
  const seen = (yield* slicesOf(ranking, measured)).filter(
    (slice) => isSeen(slice) && (none || slice.keys[0] !== null),
  );
  const valued = yield* mapped(seen, (slice) => ({
    member: slice.keys[0]!,
    value: valueAt(query, metric, slice, null, 'whole', query.scope.whole).value,
  }));
  const ranked = yield* sorted(
    valued.filter(({ value }) => value !== null),
    (left, right) =>
      compareNumbers(left.value, right.value, descending) || compareMembers(dimension, left.member, right.member),
  );
  return ranked.slice(0, members).map(({ member }) => member);
}
