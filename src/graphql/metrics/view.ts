// From the engine's answer to the objects GraphQL reads: each metric of a row becomes a property of its field name. A
// metric that refuses the slice has none, so it is null in every row; its error is told once, beside the answer.
import { findMetric } from '../../metrics/catalog';
import type { MetricsResult as ResultAnswer, MetricRow as RowAnswer } from '../../query/question/metrics-result';
import { rowsInSlices } from '../common/rows-in-slices';
import { MetricRow, type MetricsResult } from './types';
import { MetricValue } from './value-type';

export function rowView(answer: RowAnswer): MetricRow {
  const row = new MetricRow(answer);
  const fields = row as unknown as Record<string, MetricValue>;
  for (const [name, value] of Object.entries(answer.values)) {
    const { id, unit } = findMetric(name)!;
    fields[id] = new MetricValue(value, unit);
  }
  return row;
}

/** `gone`: nobody waits for the answer. */
export const metricsView = ({ refused: _refused, ...result }: ResultAnswer, gone: AbortSignal): MetricsResult => ({
  ...result,
  rows: () => rowsInSlices(result.rows, rowView, gone),
  totals: () => rowsInSlices(result.totals, rowView, gone),
});
