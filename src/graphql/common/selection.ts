// What is selected of an answer, through fragments, aliases, @skip and @include: the metric fields of its rows and totals
// are the metrics to compute. What is not selected is not computed.
import type { GraphQLResolveInfo } from 'graphql';
import { type FieldsByTypeName, parseResolveInfo, type ResolveTree } from 'graphql-parse-resolve-info';
import { enumValueOf, metricCatalog } from '../../metrics/catalog';

const enumNames: ReadonlyMap<string, string> = new Map(metricCatalog.map(({ id }) => [id, enumValueOf(id)]));

function selections(tree: ResolveTree, type: string): readonly ResolveTree[] {
  return Object.values((tree.fieldsByTypeName as FieldsByTypeName)[type] ?? {});
}

export type Selection = {
  /** Enum names in the order of the catalogue. */
  readonly metrics: readonly string[];
  /** Whether a share is asked for. */
  readonly shares: boolean;
  /** Whether the cursor of the next page is asked for. */
  readonly paged: boolean;
};

/** Of a field that answers a question: metrics or table. */
export function selectionOf(info: GraphQLResolveInfo): Selection {
  const tree = parseResolveInfo(info) as ResolveTree | null;
  if (tree === null) return { metrics: [], shares: false, paged: false };
  const rows = selections(tree, 'MetricsResult').filter(({ name }) => name === 'rows' || name === 'totals');
  const values = rows.flatMap((row) => selections(row, 'MetricRow'));
  const fields = new Set(values.map(({ name }) => name));
  const pages = ['MetricsResult', 'Table']
    .flatMap((type) => selections(tree, type))
    .filter(({ name }) => name === 'pageInfo');
  return {
    metrics: [...enumNames].filter(([id]) => fields.has(id)).map(([, enumName]) => enumName),
    shares: values.some((value) => selections(value, 'MetricValue').some(({ name }) => name === 'share')),
    paged: pages.some((page) => selections(page, 'PageInfo').some(({ name }) => name === 'endCursor')),
  };
}
