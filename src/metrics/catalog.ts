// The catalogue: every metric, in the order of METRICS.md. Enum values, GraphQL fields, documentation, the command line and
// the explorer derive from it. A metric is added by one entry in the file of its area.
import { UserError } from '../errors';
import { columnsOf, type Expression } from '../model/expression';
import { families } from '../model/families';
import { type Filter, hasCondition } from '../model/filters';
import { agentDimensions, customerDimensions } from '../model/member-places';
import { acquisitionMetrics } from './acquisition';
import { dataQualityMetrics } from './data-quality';
import { engagementMetrics } from './engagement';
import { healthMetrics } from './health';
import { loyaltyMetrics } from './loyalty';
import type { Measure } from './measure';
import { type MetricDefinition, measuresOf } from './metric';
import { retentionMetrics } from './retention';
import { salesMetrics } from './sales';
import { satisfactionMetrics } from './satisfaction';
import { serviceMetrics } from './service';
import { valueMetrics } from './value';

export const metricCatalog: readonly MetricDefinition[] = Object.freeze([
  ...acquisitionMetrics,
  ...salesMetrics,
  ...satisfactionMetrics,
  ...serviceMetrics,
  ...engagementMetrics,
  ...loyaltyMetrics,
  ...valueMetrics,
  ...retentionMetrics,
  ...healthMetrics,
  ...dataQualityMetrics,
]);

/** churnRate -> CHURN_RATE, firstResponseTimeP90 -> FIRST_RESPONSE_TIME_P90. */
export const enumValueOf = (id: string): string => id.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();

const byEnumValue = new Map(metricCatalog.map((definition) => [enumValueOf(definition.id), definition]));
export const metricEnumValues: readonly string[] = [...byEnumValue.keys()];

/** By enum value (CHURN_RATE) or id (churnRate). */
export const findMetric = (name: string): MetricDefinition | undefined =>
  byEnumValue.get(name) ?? byEnumValue.get(enumValueOf(name));

/** Dimensions that a measure can be sliced and filtered by: those of its rows, and its customers' where it has any. */
function dimensionsOfMeasure(measure: Measure): readonly string[] | 'any' {
  if (measure.kind === 'days') return 'any';
  if (measure.kind === 'population') return customerDimensions;
  if (measure.kind === 'agents') return agentDimensions;
  if (measure.kind === 'target') return measure.of.kind === 'rows' ? dimensionsOfMeasure(measure.of) : 'any';
  const { dimensions, customer } = families[measure.family];
  return customer === 'none' ? dimensions : [...dimensions, ...customerDimensions];
}

/** Interaction kind is a dimension only where the definition covers several kinds: together, as clicks of impressions do. */
function coversSeveralKinds(measures: readonly Measure[]): boolean {
  const kinds = measures.flatMap((measure) => {
    if (measure.kind === 'rows') return kindsOf(measure.where);
    return measure.kind === 'customers' ? Object.values(measure.each).flatMap(({ where }) => kindsOf(where)) : [];
  });
  return kinds.includes(anyKind) || new Set(kinds).size > 1;
}

const anyKind = 'any kind';

/** The interaction kinds that a condition lets through, where it names them. */
function kindsOf(where: Expression | undefined): readonly string[] {
  if (where?.kind === 'and') return where.of.map(kindsOf).find((kinds) => !kinds.includes(anyKind)) ?? [anyKind];
  if (where?.kind === 'in' && columnsOf(where.value).includes('kind')) return where.members;
  if (where?.kind === 'compare' && columnsOf(where).includes('question')) return ['survey'];
  return [anyKind];
}

type Slices = {
  readonly dimensions: readonly string[];
  /** Whether everything it counts belongs to customers, so that conditions on them can be asked. */
  readonly ofCustomers: boolean;
};

const slices = new Map(
  metricCatalog.map((definition): [string, Slices] => {
    const measures = measuresOf(definition.formula);
    const sets = measures.map(dimensionsOfMeasure).filter((set) => set !== 'any');
    const excluded = [...definition.withoutDimensions, ...(coversSeveralKinds(measures) ? [] : ['INTERACTION_KIND'])];
    const common = [...new Set((sets[0] ?? []).filter((id) => sets.every((set) => set.includes(id))))];
    return [
      definition.id,
      {
        dimensions: Object.freeze(common.filter((id) => !excluded.includes(id))),
        ofCustomers: common.includes('CUSTOMER'),
      },
    ];
  }),
);

/** Dimensions by which every measure of the metric can be sliced and filtered (METRICS.md, column `by`). */
export const allowedDimensions = (definition: MetricDefinition): readonly string[] =>
  slices.get(definition.id)!.dimensions;

/** A dimension that a question names, and where in its arguments. */
export type Used = { readonly id: string; readonly argument: string };

/**
 * METRIC_NOT_SLICEABLE, at its place, where the metric does not go with a dimension used or with a condition on customers.
 * A metric that refuses CUSTOMER, also in a filter, still goes with conditions on customers: they are no slice by customer.
 */
export function refusalOf(
  definition: MetricDefinition,
  used: readonly Used[],
  filter: Filter | null,
): UserError | undefined {
  const { dimensions, ofCustomers } = slices.get(definition.id)!;
  const refused =
    used.find(({ id }) => !dimensions.includes(id)) ??
    (!ofCustomers && hasCondition(filter) ? { id: 'CUSTOMER', argument: 'where' } : undefined);
  if (refused === undefined) return undefined;
  const parameters = { metric: enumValueOf(definition.id), dimension: refused.id, allowed: dimensions };
  return new UserError('METRIC_NOT_SLICEABLE', parameters, refused.argument);
}
