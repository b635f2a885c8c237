// For each role the documents that reach every field of the schema: the way to a field goes over what the role is granted, or, to
// what no granted way reaches, over the shortest there is.
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { isGranted } from '../../src/auth/permissions';
import { ruleOfField } from '../../src/auth/policy';
import { buildSchema } from '../../src/graphql/schema';
import type { Role } from '../../src/model/roles';

export type Probe = {
  /** Type.field. */
  readonly place: string;
  readonly document: string;
  /** The names from the root to the field. */
  readonly path: readonly string[];
  /** Whether the role may have the field and all on the way to it. */
  readonly granted: boolean;
};

/** What the fields that need arguments are given. */
const given: Readonly<Record<string, string>> = {
  'Query.metrics':
    '(period: { year: 2025 }, by: [CHANNEL], compare: [{ name: "before", mode: PREVIOUS_PERIOD }], totals: GRAND)',
  'Query.table': '(period: { year: 2025 }, metrics: [REVENUE])',
  'Query.funnel': '(period: { year: 2025 }, by: [CHANNEL])',
  'Query.retention': '(period: { year: 2025 }, by: [REGION])',
  'Query.transitions': '(dimension: TIER, from: "2025-06-30", to: "2025-07-15")',
  'Query.dimensionValues': '(dimension: REGION)',
  'Query.customer': '(id: "anna")',
  'Query.customers': '(ids: ["anna"])',
  'Customer.metrics': '(period: { year: 2025 })',
  'MetricValue.compare': '(name: "before")',
  'MetricRow.key': '(dimension: CHANNEL)',
  'Mutation.mergeCustomers': '(from: "anna", into: "wang")',
  'Mutation.ingestCustomers': '(rows: [{ customerId: "intruder" }])',
  'Mutation.ingestInteractions': '(rows: [{ interactionId: "intruder" }])',
  'Mutation.ingestTransactions': '(rows: [{ transactionId: "intruder" }])',
  'Mutation.deleteInteractions': '(ids: ["i1"])',
  'Mutation.deleteTransactions': '(ids: ["t1"])',
  'Mutation.eraseCustomer': '(id: "anna")',
  'Mutation.saveSegment': '(name: "intruder", where: {})',
  'Mutation.deleteSegment': '(name: "all")',
  'Mutation.setTarget': '(input: { metric: REVENUE, from: "2025-01-01", to: "2025-01-31", value: 1 })',
  'Mutation.deleteTarget': '(metric: REVENUE, from: "2025-01-01", to: "2025-01-31")',
};

/** What an answer with rows needs beside the field that is looked at. */
const answering: Readonly<Record<string, string>> = {
  'Query.metrics': ' beside: rows { revenue { value } }',
  'Customer.metrics': ' revenue { value }',
};

type Step = { readonly type: string; readonly field: GraphQLField<unknown, unknown> };

const objectOf = (type: GraphQLField<unknown, unknown>['type']): GraphQLObjectType | null => {
  const named = getNamedType(type);
  return isObjectType(named) ? named : null;
};

const may = (role: Role, { type, field }: Step): boolean =>
  ruleOfField(type, field.name)!.every((permission) => isGranted(role, permission));

/** The steps from a root to each object type, over what passes. */
function waysFrom(root: GraphQLObjectType, passes: (step: Step) => boolean): ReadonlyMap<string, readonly Step[]> {
  const ways = new Map<string, readonly Step[]>([[root.name, []]]);
  const waiting = [root];
  for (let type = waiting.shift(); type !== undefined; type = waiting.shift())
    for (const field of Object.values(type.getFields())) {
      const step = { type: type.name, field };
      const next = objectOf(field.type);
      if (next === null || ways.has(next.name) || !passes(step)) continue;
      ways.set(next.name, [...ways.get(type.name)!, step]);
      waiting.push(next);
    }
  return ways;
}

function documentOf(root: string, steps: readonly Step[]): string {
  const last = steps.at(-1)!;
  const leaf = isLeafType(getNamedType(last.field.type)) ? '' : ' { __typename }';
  const inside = steps.reduceRight((selected, { type, field }, place) => {
    const written = `${field.name}${given[`${type}.${field.name}`] ?? ''}`;
    const beside = answering[`${type}.${field.name}`] ?? '';
    return place === steps.length - 1 ? `${written}${leaf}` : `${written} { ${selected}${beside} }`;
  }, '');
  return `${root === 'Mutation' ? 'mutation ' : ''}{ ${inside} }`;
}

/** `root`: mutations are asked one by one, without the fields of their answers. */
export function probesOf(role: Role, root: 'Query' | 'Mutation'): readonly Probe[] {
  const schema = buildSchema();
  const from = schema.getType(root) as GraphQLObjectType;
  const granted = waysFrom(from, (step) => may(role, step));
  const shortest = waysFrom(from, () => true);
  const types = root === 'Query' ? [...shortest.keys()] : [root];
  return types.flatMap((name) => {
    const type = schema.getType(name) as GraphQLObjectType;
    if (isIntrospectionType(type)) return [];
    const way = granted.get(name) ?? shortest.get(name)!;
    return Object.values(type.getFields()).map((field): Probe => {
      const steps = [...way, { type: name, field }];
      return {
        place: `${name}.${field.name}`,
        document: documentOf(root, steps),
        path: steps.map((step) => step.field.name),
        granted: steps.every((step) => may(role, step)),
      };
    });
  });
}
