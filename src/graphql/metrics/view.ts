// From the engine's answer to the objects GraphQL reads: each metric of a row becomes a property of its field name, and a
// metric that refuses the slice becomes its error, which GraphQL reports at the metric's path with null in its place.
import { GraphQLError } from 'graphql';
import { findMetric } from '../../metrics/catalog';
import type { MetricsResult as ResultAnswer, MetricRow as RowAnswer } from '../../query/question/metrics-result';
import { MetricRow, type MetricsResult } from './types';
import { MetricValue } from './value-type';

/** `compared`: the names of the question's comparisons. */
export function metricsView({ refused, ...result }: ResultAnswer, compared: readonly string[]): MetricsResult {
  const refusals = [...refused].map(([name, error]) => [findMetric(name)!.id, error] as const);
  const view = (answer: RowAnswer): MetricRow => {
    const row = new MetricRow(answer);
    const fields = row as unknown as Record<string, MetricValue | GraphQLError>;
    for (const [name, value] of Object.entries(answer.values)) {
      const { id, unit } = findMetric(name)!;
      fields[id] = new MetricValue(value, unit, compared);
    }
    // A new GraphQLError for each place: an error object carries one path only.
    for (const [id, error] of refusals) fields[id] = new GraphQLError(error.message, { originalError: error });
    return row;
  };
  return { ...result, rows: result.rows.map(view), totals: result.totals.map(view) };
}
