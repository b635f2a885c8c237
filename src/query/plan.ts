// From the ask to the few statements that answer it: one per level of totals, kind of measure and source of rows.
// Metrics that share a source share its statement; the same measure is computed once whoever asks.
import {
  type CustomersMeasure,
  type Measure,
  measureKey,
  type PopulationMeasure,
  type RowsMeasure,
} from '../metrics/measure';
import { measuresOf } from '../metrics/metric';
import type { DimensionDefinition } from '../model/dimensions';
import type { Bucket } from '../model/periods';
import type { MetricQuery } from './metric-query';

/** Rows at one grain: every slice and bucket, or everything together. Totals are measured here too, never added up. */
export type Level = {
  readonly name: 'detail' | 'grand total';
  readonly by: readonly DimensionDefinition[];
  readonly buckets: readonly Bucket[];
};

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
    };

export type QueryPlan = { readonly levels: readonly Level[]; readonly statements: readonly PlannedStatement[] };

export function planQuery(query: MetricQuery): QueryPlan {
  const detail: Level = { name: 'detail', by: query.by, buckets: query.buckets };
  const grand: Level = { name: 'grand total', by: [], buckets: [query.whole] };
  const levels = query.totals === 'GRAND' ? [detail, grand] : [detail];
  const sources = groupBySource([...query.metrics.values()].flatMap(({ formula }) => measuresOf(formula)));
  return { levels, statements: levels.flatMap((level) => sources.map((measures) => statement(level, measures))) };
}

function groupBySource(measures: readonly Measure[]): readonly (readonly Measure[])[] {
  const groups = new Map<string, Map<string, Measure>>();
  for (const measure of measures) {
    if (measure.kind === 'days') continue;
    const source = sourceKey(measure);
    const group = groups.get(source) ?? new Map<string, Measure>();
    groups.set(source, group.set(measureKey(measure), measure));
  }
  return [...groups.values()].map((group) => [...group.values()]);
}

function sourceKey(measure: Exclude<Measure, { kind: 'days' }>): string {
  switch (measure.kind) {
    case 'rows':
      return ['rows', measure.family, measure.at, measure.span].join();
    case 'customers':
      // Ranking customers needs them alone, with the conditions that make them count.
      return [
        'customers',
        measure.family,
        measure.at,
        measure.span,
        measure.top === undefined ? '' : measureKey(measure),
      ].join();
    case 'population':
      return ['population', measure.state, measure.at].join();
    default:
      return measure satisfies never;
  }
}

// Grouping by source leaves measures of one kind together.
const statement = (level: Level, measures: readonly Measure[]): PlannedStatement =>
  ({ kind: measures[0]!.kind, level, measures }) as unknown as PlannedStatement;

/** The plan in words, a line a statement. */
export function describePlan(plan: QueryPlan): string {
  return plan.statements
    .map(({ kind, level, measures }) => {
      const [first] = measures;
      const source =
        first.kind === 'population'
          ? `customers ${first.state} at ${first.at}`
          : `${kind === 'customers' ? 'customers by ' : ''}${first.family} rows`;
      const slice = [
        ...level.by.map(({ id }) => id),
        level.buckets.length > 1 ? `${level.buckets.length} buckets` : 'one bucket',
      ].join(' x ');
      return `${level.name}: ${measures.length} measure${measures.length > 1 ? 's' : ''} of ${source}, by ${slice}`;
    })
    .join('\n');
}
