// From the ask to the few statements that answer it: one per depth of the slice, kind of measure and source of rows.
// Metrics that share a source share its statement; the same measure is computed once whoever asks. Buckets, comparisons and
// the whole period are rows of one relation, so they share the scan; totals are measured at their own depth, never added up.
import {
  type AgentsMeasure,
  type CustomersMeasure,
  type Measure,
  measureKey,
  type PopulationMeasure,
  type Rows,
  type RowsMeasure,
} from '../../metrics/measure';
import { type MetricDefinition, measuresOf } from '../../metrics/metric';
import type { Bucket } from '../../model/buckets';
import type { DimensionDefinition } from '../../model/dimensions';
import { computedMetrics, type MetricQuery } from '../question/metric-query';

/** What a bucket of a level is for: a position in the answer or the whole period, of the question or of a comparison. */
export type Role = { readonly series: string | null; readonly position: number | 'whole' };

/** Rows by the first dimensions of the question. `roles` tells of each bucket what it is for. */
export type Level = {
  readonly name: string;
  readonly by: readonly DimensionDefinition[];
  readonly buckets: readonly Bucket[];
  readonly roles: readonly Role[];
  /** Members of the first dimension that keep their own rows; the others are one. Null: all keep theirs. */
  readonly top: TopMembers | null;
  /** Measured only for the shares of additive metrics. */
  readonly partsOnly?: boolean;
};

export type TopMembers = { readonly members: readonly (string | null)[]; readonly other: boolean };

export type PlannedStatement =
  | { readonly kind: 'rows'; readonly level: Level; readonly measures: readonly [RowsMeasure, ...RowsMeasure[]] }
  | {
      readonly kind: 'customers';
      readonly level: Level;
      readonly measures: readonly [CustomersMeasure, ...CustomersMeasure[]];
    }
  | {
      readonly kind: 'population';
      readonly level: Level;
      readonly measures: readonly [PopulationMeasure, ...PopulationMeasure[]];
    }
  | { readonly kind: 'agents'; readonly level: Level; readonly measures: readonly [AgentsMeasure, ...AgentsMeasure[]] };

export type QueryPlan = { readonly levels: readonly Level[]; readonly statements: readonly PlannedStatement[] };

export function planQuery(query: MetricQuery, top: TopMembers | null = null): QueryPlan {
  const levels = levelsOf(query, top);
  const metrics = computedMetrics(query);
  const additive = metrics.filter(({ additivity }) => additivity === 'ADDITIVE');
  return { levels, statements: levels.flatMap((level) => statementsOf(level, level.partsOnly ? additive : metrics)) };
}

/** The first dimension over the whole period: what decides which members are the top. Members seen by any metric of the question take part. */
export function planRanking(query: MetricQuery): QueryPlan {
  const level: Level = {
    name: 'ranking',
    by: query.scope.by.slice(0, 1),
    buckets: [{ ...query.scope.whole, index: 0 }],
    roles: [{ series: null, position: 'whole' }],
    top: null,
  };
  // Facts for which there is no target are nothing that a member could be the top by.
  const measures = computedMetrics(query)
    .flatMap(({ formula }) => measuresOf(formula))
    .filter(({ kind }) => kind !== 'target');
  return { levels: [level], statements: statementsFor(level, measures) };
}

/** One level on its own, for questions that are asked on the way to another. */
export function statementsOf(level: Level, metrics: readonly MetricDefinition[]): readonly PlannedStatement[] {
  return statementsFor(
    level,
    metrics.flatMap(({ formula }) => measuresOf(formula)),
  );
}

/** What targets come to is worked out apart; here the rows that they are held against say which slices there are. */
export const statementsFor = (level: Level, measures: readonly Measure[]): readonly PlannedStatement[] =>
  groupBySource(measures).map((ofSource) => statement(level, ofSource));

/** Whether the answer shows each period as a part of its total. */
export const sharesOf = (query: MetricQuery): boolean =>
  query.choices.shares &&
  query.scope.by.length > 0 &&
  [...query.metrics.values()].some(({ additivity }) => additivity === 'ADDITIVE');

function levelsOf(query: MetricQuery, top: TopMembers | null): readonly Level[] {
  const depth = query.scope.by.length;
  const wanted: Wanted[] = [{ kept: depth, top, positions: true, compared: true, whole: false }];
  const want = (kept: number, part: Partial<Wanted>): void => {
    const same = wanted.findIndex((each) => each.kept === kept && (each.top === null || kept < depth));
    if (same >= 0) wanted[same] = { ...wanted[same]!, ...part };
    else wanted.push({ kept, top: null, positions: false, compared: false, whole: false, ...part });
  };
  const overBuckets = query.scope.grain !== null;
  if (query.choices.totals !== 'NONE') want(0, overBuckets ? { whole: true } : { positions: true, compared: true });
  if (query.choices.totals === 'ROLLUP') {
    for (let kept = 0; kept < depth; kept++) want(kept, { positions: true, compared: true, whole: overBuckets });
    if (overBuckets) want(depth, { whole: true });
  }
  if (sharesOf(query))
    want(0, wanted.some(({ kept }) => kept === 0) ? { positions: true } : { positions: true, partsOnly: true });
  return wanted.map((each) => levelOf(query, each));
}

type Wanted = {
  /** How many dimensions are kept. */
  readonly kept: number;
  readonly top: TopMembers | null;
  readonly positions: boolean;
  /** The comparisons of the positions too; those of the whole period always come with it. */
  readonly compared: boolean;
  readonly whole: boolean;
  readonly partsOnly?: boolean;
};

function levelOf(query: MetricQuery, { kept, top, positions, compared, whole, partsOnly }: Wanted): Level {
  const buckets: Bucket[] = [];
  const roles: Role[] = [];
  const add = (bucket: Bucket | null, role: Role): void => {
    if (bucket === null) return;
    buckets.push({ ...bucket, index: buckets.length });
    roles.push(role);
  };
  if (positions)
    for (const [position, bucket] of query.scope.buckets.entries()) add(bucket, { series: null, position });
  if (whole) add(query.scope.whole, { series: null, position: 'whole' });
  for (const comparison of query.choices.comparisons) {
    if (positions && compared)
      for (const [position, bucket] of comparison.buckets.entries()) add(bucket, { series: comparison.name, position });
    if (whole) add(comparison.whole, { series: comparison.name, position: 'whole' });
  }
  const by = query.scope.by.slice(0, kept);
  const name = kept === query.scope.by.length && !whole ? 'detail' : kept === 0 ? 'total' : 'subtotal';
  return { name, by, buckets, roles, top, ...(partsOnly && { partsOnly }) };
}

function groupBySource(measures: readonly Measure[]): readonly (readonly Measure[])[] {
  const groups = new Map<string, Map<string, Measure>>();
  for (const each of measures) {
    const measure = each.kind === 'target' ? each.of : each;
    if (measure.kind === 'days' || measure.kind === 'sum' || measure.kind === 'count') continue;
    const source = sourceKey(measure);
    const group = groups.get(source) ?? new Map<string, Measure>();
    groups.set(source, group.set(measureKey(measure), measure));
  }
  return [...groups.values()].map((group) => [...group.values()]);
}

const sourceOf = ({ family, at, span }: Rows): string => [family, at, span].join();

function sourceKey(measure: Exclude<Measure, { kind: 'days' | 'target' }>): string {
  switch (measure.kind) {
    case 'rows':
      return ['rows', sourceOf(measure)].join();
    case 'customers':
      // Ranking customers needs them alone, with the conditions that make them count.
      return [
        'customers',
        sourceOf(measure),
        measure.withPrevious,
        measure.top === undefined ? '' : measureKey(measure),
      ].join();
    case 'population':
      // Facts multiply their customers: what is counted over some stands apart.
      return ['population', measure.state, measure.at, measure.over && sourceOf(measure.over)].join();
    case 'agents':
      return 'agents';
    default:
      return measure satisfies never;
  }
}

// Grouping by source leaves measures of one kind together.
const statement = (level: Level, measures: readonly Measure[]): PlannedStatement =>
  ({ kind: measures[0]!.kind, level, measures }) as unknown as PlannedStatement;

/** The plan in words, a line a statement. */
export function describePlan({ statements }: QueryPlan): string {
  return statements
    .map(({ kind, level, measures }) => {
      const [first] = measures;
      const source =
        first.kind === 'agents'
          ? 'agents employed'
          : first.kind === 'population'
            ? `${first.over === undefined ? '' : `${first.over.family} rows of `}customers ${first.state} at ${first.at}`
            : `${kind === 'customers' ? 'customers by ' : ''}${first.family} rows`;
      const slice = [
        ...level.by.map(({ id }) => id),
        level.buckets.length > 1 ? `${level.buckets.length} buckets` : 'one bucket',
      ].join(' x ');
      return `${level.name}: ${measures.length} measure${measures.length > 1 ? 's' : ''} of ${source}, by ${slice}`;
    })
    .join('\n');
}
