// The catalogue: every metric, in the order of METRICS.md. Enum values, GraphQL fields, documentation, the command line and
// the explorer derive from it. A metric is added by one entry in the file of its area.
import { customerDimensions } from '../model/dimensions';
import { columnsOf, type Expression } from '../model/expression';
import { families } from '../model/families';
import { acquisitionMetrics } from './acquisition';
import { dataQualityMetrics } from './data-quality';
import { engagementMetrics } from './engagement';
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
  ...valueMetrics,
  ...retentionMetrics,
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
  const family = families[measure.family];
  const conditions = measure.kind === 'rows' ? [measure.where] : Object.values(measure.each).map((each) => each.where);
  const own = family.dimensions.filter((id) => id !== 'INTERACTION_KIND' || conditions.every(coversSeveralKinds));
  return family.customer === 'none' ? own : [...own, ...customerDimensions];
}

/** Interaction kind is a dimension only where the definition covers several kinds. */
function coversSeveralKinds(where: Expression | undefined): boolean {
  if (where === undefined) return true;
  if (where.kind === 'and') return where.of.every(coversSeveralKinds);
  if (where.kind === 'in') return where.members.length > 1 || !columnsOf(where.value).includes('kind');
  if (where.kind === 'compare') return !['kind', 'question', 'stage'].some((name) => columnsOf(where).includes(name));
  return true;
}

const allowed = new Map(
  metricCatalog.map((definition) => {
    const sets = measuresOf(definition.formula)
      .map(dimensionsOfMeasure)
      .filter((set) => set !== 'any');
    const common = (sets[0] ?? []).filter(
      (id) => sets.every((set) => set.includes(id)) && !definition.withoutDimensions.includes(id),
    );
    return [definition.id, Object.freeze([...new Set(common)])] as const;
  }),
);

/** Dimensions by which every measure of the metric can be sliced and filtered (METRICS.md, column `by`). */
export const allowedDimensions = (definition: MetricDefinition): readonly string[] => allowed.get(definition.id)!;
