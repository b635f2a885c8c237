// From the engine's answer to the objects GraphQL reads: each metric of a row becomes a property of its field name, and a
// metric that refuses the slice becomes its error, which GraphQL reports at the metric's path with null in its place.
import { GraphQLError } from 'graphql';
import { UserError } from '../errors';
import { findMetric } from '../metrics/catalog';
import type { MetricDefinition } from '../metrics/metric';
import type { MetricsResult, MetricRow as RowAnswer, MetricValue as ValueAnswer } from '../query/metrics-result';

/** A value that knows its metric, so that it can be formatted. */
export type MetricValueView = ValueAnswer & { readonly metric: MetricDefinition };

export type SliceKeyView = RowAnswer['keys'][number];

export type MetricRowView = Omit<RowAnswer, 'values'> & {
  readonly [metricField: string]: unknown;
};

export type MetricsResultView = Omit<MetricsResult, 'rows' | 'totals'> & {
  readonly rows: readonly MetricRowView[];
  readonly totals: readonly MetricRowView[];
};

export function metricsView(result: MetricsResult): MetricsResultView {
  const refusals = [...result.refused].map(([name, error]) => [findMetric(name)!.id, error] as const);
  const view = (row: RowAnswer): MetricRowView => {
    const { values, ...rest } = row;
    const fields: Record<string, unknown> = { ...rest };
    for (const [name, value] of Object.entries(values)) {
      const metric = findMetric(name)!;
      fields[metric.id] = { ...value, metric };
    }
    // A new GraphQLError for each place: an error object carries one path only.
    for (const [id, error] of refusals) fields[id] = new GraphQLError(error.message, { originalError: error });
    return fields as MetricRowView;
  };
  return { ...result, rows: result.rows.map(view), totals: result.totals.map(view) };
}

/** The member of one dimension: null where a total rolls it up. Refused for a dimension the question is not sliced by. */
export function keyOf(row: MetricRowView, dimension: string): SliceKeyView | null {
  const key = row.keys.find((candidate) => candidate.dimension === dimension);
  if (key !== undefined) return key;
  if (row.rolledUp.includes(dimension)) return null;
  const asked = [...row.keys.map((candidate) => candidate.dimension), ...row.rolledUp];
  throw new UserError('INVALID_ARGUMENT', {
    argument: 'key(dimension)',
    problem: `the question is not sliced by ${dimension}`,
    hint:
      asked.length === 0
        ? `Add by: [${dimension}].`
        : `Add ${dimension} to by, or ask for one of: ${asked.join(', ')}.`,
  });
}
