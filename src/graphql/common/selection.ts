// What is selected of an answer, through fragments, aliases, @skip and @include: the metric fields of its rows and totals
// are the metrics to compute. What is not selected is not computed.
import type { GraphQLResolveInfo } from 'graphql';
import { type FieldsByTypeName, parseResolveInfo, type ResolveTree } from 'graphql-parse-resolve-info';
import { enumValueOf, metricCatalog } from '../../metrics/catalog';

const enumNames: ReadonlyMap<string, string> = new Map(metricCatalog.map(({ id }) => [id, enumValueOf(id)]));

function selections(tree: ResolveTree, type: string): readonly ResolveTree[] {
  return Object.values((tree.fieldsByTypeName as FieldsByTypeName)[type] ?? {});
}

/** A field of the rows that may be refused: the response name of its list, and those from a row on. */
export type RowField = {
  readonly list: 'rows' | 'totals';
  readonly listName: string;
  readonly names: readonly string[];
} & (
  | { readonly kind: 'metric'; readonly metric: string }
  | { readonly kind: 'compare'; readonly metric: string; readonly name: string }
  | { readonly kind: 'key'; readonly dimension: string }
);

export type Selection = {
  /** Enum names in the order of the catalogue. */
  readonly metrics: readonly string[];
  /** Whether a share is asked for. */
  readonly shares: boolean;
  /** Whether the cursor of the next page is asked for. */
  readonly paged: boolean;
  readonly rowFields: readonly RowField[];
};

/** Of a field that answers a question: metrics or table. */
export function selectionOf(info: GraphQLResolveInfo): Selection {
  const tree = parseResolveInfo(info) as ResolveTree | null;
  if (tree === null) return { metrics: [], shares: false, paged: false, rowFields: [] };
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
    rowFields: rows.flatMap((list) => rowFieldsOf(list, list.name === 'rows' ? 'rows' : 'totals')),
  };
}

/** Of a field that is itself a list of rows. */
export function rowSelectionOf(info: GraphQLResolveInfo): Omit<Selection, 'paged'> {
  const list = parseResolveInfo(info) as ResolveTree;
  const fields = selections(list, 'MetricRow');
  const names = new Set(fields.map(({ name }) => name));
  return {
    metrics: [...enumNames].filter(([id]) => names.has(id)).map(([, enumName]) => enumName),
    shares: fields.some((value) => selections(value, 'MetricValue').some(({ name }) => name === 'share')),
    rowFields: rowFieldsOf(list, 'rows'),
  };
}

function rowFieldsOf(list: ResolveTree, kind: RowField['list']): readonly RowField[] {
  const place = { list: kind, listName: list.alias };
  return selections(list, 'MetricRow').flatMap((each): readonly RowField[] => {
    const names = [each.alias];
    if (each.name === 'key') return [{ ...place, names, kind: 'key', dimension: String(each.args.dimension) }];
    const metric = enumNames.get(each.name);
    if (metric === undefined) return [];
    const compared = selections(each, 'MetricValue').filter(({ name }) => name === 'compare');
    return [
      { ...place, names, kind: 'metric', metric },
      ...compared.map(({ alias, args }): RowField => {
        const name = String(args.name);
        return { ...place, names: [...names, alias], kind: 'compare', metric, name };
      }),
    ];
  });
}
