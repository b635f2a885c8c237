// Which metrics a metrics field asks for: the metric fields selected in its rows and totals, through fragments, aliases,
// @skip and @include. What is not selected is not computed.
import type { GraphQLResolveInfo } from 'graphql';
import { type FieldsByTypeName, parseResolveInfo, type ResolveTree } from 'graphql-parse-resolve-info';
import { enumValueOf, metricCatalog } from '../metrics/catalog';

const enumNames: ReadonlyMap<string, string> = new Map(metricCatalog.map(({ id }) => [id, enumValueOf(id)]));

function selections(tree: ResolveTree, type: string): readonly ResolveTree[] {
  return Object.values((tree.fieldsByTypeName as FieldsByTypeName)[type] ?? {});
}

/** Enum names in the order of the catalogue. */
export function selectedMetrics(info: GraphQLResolveInfo): readonly string[] {
  const tree = parseResolveInfo(info) as ResolveTree | null;
  if (tree === null) return [];
  const rows = selections(tree, 'MetricsResult').filter(({ name }) => name === 'rows' || name === 'totals');
  const fields = new Set(rows.flatMap((row) => selections(row, 'MetricRow').map(({ name }) => name)));
  return [...enumNames].filter(([id]) => fields.has(id)).map(([, enumName]) => enumName);
}
