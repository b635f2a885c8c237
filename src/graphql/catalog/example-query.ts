// A question for each metric that can be sent as it stands: by month, and by one dimension the metric goes with.
import { allowedDimensions } from '../../metrics/catalog';
import type { MetricDefinition } from '../../metrics/metric';

/** Dimensions that every reader understands at once, before the others. */
const familiar = ['CHANNEL', 'REGION', 'PRODUCT_CATEGORY', 'ACQUISITION_CHANNEL', 'TEAM'];

export function exampleQuery(metric: MetricDefinition): string {
  const allowed = allowedDimensions(metric);
  const dimension = familiar.find((id) => allowed.includes(id)) ?? allowed[0];
  const by = dimension === undefined ? '' : `, by: [${dimension}]`;
  const key = dimension === undefined ? '' : `\n      key(dimension: ${dimension}) { label }`;
  return `query {
  metrics(period: { last: 3, unit: MONTH }, grain: MONTH${by}) {
    rows {
      period { label }${key}
      ${metric.id} { value status formatted }
    }
  }
}
`;
}
