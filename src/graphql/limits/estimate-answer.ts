// How many cells and bytes the answer of an operation has at most, and what it costs, field by field of its root: from the
// document, the variables and how many members dimensions have. Fields are merged as they are when the operation is executed,
// and those that @skip and @include leave out are left out.
import {
  type DocumentNode,
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isEnumType,
  isLeafType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql';
import { enumValueOf, findMetric } from '../../metrics/catalog';
import type { FilterArguments } from '../../model/filters';
import type { MetricQuestion } from '../../query/question/metric-question';
import { type Estimate, noEstimate, together } from '../common/estimate';
import { type Arguments, type Asked, columnsOf, costs, listSizes, noQuestion } from './list-sizes';
import { type Around, costOfFilter, questionSize } from './question-size';
import { type Chooses, fieldsByName, fragmentsOf, setsOf } from './repeated-fields';

export type Operation = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they are executed: coerced. */
  readonly variables: Arguments;
};

/** A list whose length nothing tells. */
const unknownLength = 20;
const bytesOf: Readonly<Record<string, number>> = {
  Boolean: 5,
  Int: 6,
  Float: 12,
  Decimal: 14,
  Cell: 14,
  Date: 12,
  DateTime: 26,
  ID: 16,
  String: 24,
  JSON: 200,
};
const bytesOfEnum = 16;
/** Of texts that are longer than most. */
const longTexts: Readonly<Record<string, number>> = {
  'Explain.sql': 3_000,
  'Explain.plan': 1_000,
  'MetricDefinition.exampleQuery': 300,
  'MetricDefinition.definition': 200,
  'MetricDefinition.formula': 100,
  'TimelineEvent.summary': 100,
  'Warning.message': 200,
};

/** By the names that the fields at the root have in the answer. */
export function estimateAnswer(asked: Operation, around: Around): ReadonlyMap<string, Estimate> {
  const { schema, document, operation, variables } = asked;
  const fragments = fragmentsOf(document);
  const chooses: Chooses = (directives = []) =>
    directives.length === 0 ||
    (getDirectiveValues(GraphQLSkipDirective, { directives }, variables)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, { directives }, variables)?.if !== false);
  const fieldsIn = (fields: readonly FieldNode[]) => fieldsByName(setsOf(fields), fragments, chooses);

  const ofField = (
    parent: GraphQLObjectType,
    name: string,
    nodes: readonly FieldNode[],
    times: number,
    question: Asked,
  ): Estimate => {
    const [node] = nodes as readonly [FieldNode];
    const field = fieldOf(schema, parent, node.name.value);
    const bytesOfName = name.length + 4;
    if (field === undefined) return { cells: times, bytes: times * (bytesOfName + 12), cost: 0 };
    const place = `${parent.name}.${node.name.value}`;
    const args = field.args.length === 0 ? {} : getArgumentValues(field, node, variables);
    const inside = askedBy(place, args, nodes, question, times);
    const type = getNamedType(field.type);
    const size = isListed(field.type) ? (listSizes[place]?.(args, inside, around) ?? unknownLength) : 1;
    const cost = (costs[place] ?? 0) * times + (inside === question ? 0 : inside.cost);
    const values = times * size;
    if (isLeafType(type)) {
      const each = longTexts[place] ?? (isEnumType(type) ? bytesOfEnum : (bytesOf[type.name] ?? 24));
      return { cells: values, bytes: times * bytesOfName + values * (each + 1), cost };
    }
    if (!isObjectType(type)) return noEstimate;
    let whole: Estimate = { cells: 0, bytes: times * bytesOfName + values * 2, cost };
    for (const [inner, fields] of fieldsIn(nodes))
      whole = together(whole, ofField(type, inner, fields, values, inside));
    return whole;
  };

  /** The question that a field asks, or else the one that it stands in. */
  const askedBy = (
    place: string,
    args: Arguments,
    nodes: readonly FieldNode[],
    question: Asked,
    times: number,
  ): Asked => {
    switch (place) {
      case 'Query.metrics': {
        const lists = [...fieldsIn(nodes).values()].filter(([field]) => isRows(field!.name.value));
        return { ...sizeOf(args, lists.flatMap(metricsIn)), args, columns: 0 };
      }
      case 'Query.table':
        return { ...sizeOf(args, (args.metrics ?? []) as readonly string[]), args, columns: columnsOf(args) };
      case 'Customer.metrics': {
        // All customers of the request are asked about together.
        const size = sizeOf(args, metricsIn(nodes));
        return { ...size, dimensions: 1, cost: size.cost * (1 + (times * size.rows) / 1_000), args, columns: 0 };
      }
      default:
        return place.startsWith('Query.') || place.startsWith('Mutation.') || 'first' in args
          ? {
              ...noQuestion,
              dimensions: Array.isArray(args.by) ? args.by.length : 0,
              cost: costOfFilter(args.where as FilterArguments | null | undefined, around),
              args,
            }
          : question;
    }
  };
  const metricsIn = (fields: readonly FieldNode[]): readonly string[] =>
    [...fieldsIn(fields).values()].flatMap(([field]) => {
      const metric = findMetric(field!.name.value);
      return metric === undefined ? [] : [enumValueOf(metric.id)];
    });
  const sizeOf = (args: Arguments, metrics: readonly string[]) =>
    questionSize({ ...(args as unknown as MetricQuestion), metrics }, around);

  const root = schema.getRootType(operation.operation);
  const estimates = new Map<string, Estimate>();
  if (root == null) return estimates;
  for (const [name, nodes] of fieldsByName([operation.selectionSet], fragments, chooses))
    estimates.set(name, ofField(root, name, nodes, 1, noQuestion));
  return estimates;
}

const isRows = (name: string): boolean => name === 'rows' || name === 'totals';

const isListed = (type: GraphQLOutputType): boolean => isListType(getNullableType(type));

/** Of `__typename` there is none: it is a word. */
function fieldOf(schema: GraphQLSchema, parent: GraphQLObjectType, name: string) {
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parent.getFields()[name];
}
