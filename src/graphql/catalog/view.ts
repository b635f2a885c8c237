// The catalogue as the API shows it, and how it is searched.
import { allowedDimensions, enumValueOf, metricCatalog } from '../../metrics/catalog';
import type { MetricDefinition } from '../../metrics/metric';
import { type DimensionDefinition, dimensions } from '../../model/dimensions';
import type { CatalogSearch } from './arguments';
import { exampleQuery } from './example-query';

export type MetricDefinitionView = Omit<MetricDefinition, 'id' | 'formula' | 'defaultTarget' | 'drivers'> & {
  readonly id: string;
  readonly field: string;
  readonly formula: string;
  readonly drivers: readonly string[];
  readonly dimensions: readonly string[];
  readonly defaultTarget: string | null;
  readonly exampleQuery: string;
};

export type DimensionDefinitionView = Pick<DimensionDefinition, 'id' | 'label' | 'description'> & {
  readonly metrics: readonly string[];
};

function metricView(metric: MetricDefinition): MetricDefinitionView {
  return {
    ...metric,
    id: enumValueOf(metric.id),
    field: metric.id,
    formula: metric.formulaText,
    drivers: metric.drivers.map(enumValueOf),
    dimensions: allowedDimensions(metric),
    defaultTarget: metric.defaultTarget === null ? null : String(metric.defaultTarget.value),
    exampleQuery: exampleQuery(metric),
  };
}

function dimensionView({ id, label, description }: DimensionDefinition): DimensionDefinitionView {
  const metrics = metricCatalog.filter((metric) => allowedDimensions(metric).includes(id));
  return { id, label, description, metrics: metrics.map((metric) => enumValueOf(metric.id)) };
}

/** Lower case without spaces and underscores, so that "churn rate", "churnRate" and CHURN_RATE are one. */
const folded = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');

/** Every word of the search stands in a name, an alias or the definition, in either language; what matches a name comes first. */
export function searchMetrics(search: CatalogSearch): readonly MetricDefinitionView[] {
  const words = (search.search ?? '').split(/\s+/).map(folded).filter(Boolean);
  const namesOf = (metric: MetricDefinition) =>
    [metric.id, metric.label.en, metric.label.zh, ...metric.aliases].map(folded);
  const hasInNames = (metric: MetricDefinition) =>
    words.every((word) => namesOf(metric).some((name) => name.includes(word)));
  const matches = (metric: MetricDefinition) => {
    const texts = [...namesOf(metric), folded(metric.definition.en), folded(metric.definition.zh)];
    return words.every((word) => texts.some((text) => text.includes(word)));
  };
  const found = metricCatalog.filter(
    (metric) =>
      ((search.area ?? null) === null || metric.area === search.area) &&
      (search.sliceableBy ?? []).every((dimension) => allowedDimensions(metric).includes(dimension)) &&
      matches(metric),
  );
  const ranked = [...found.filter(hasInNames), ...found.filter((metric) => !hasInNames(metric))];
  return ranked.map(metricView);
}

export const dimensionViews: readonly DimensionDefinitionView[] = dimensions.map(dimensionView);
