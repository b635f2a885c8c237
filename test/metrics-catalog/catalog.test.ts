// Every entry of the catalogue is complete: what a person reads of a metric is there, and what it refers to exists.
import { allowedDimensions, enumValueOf, findMetric, metricCatalog, metricEnumValues } from '../../src/metrics/catalog';
import { type Measure, measureKey } from '../../src/metrics/measure';
import { type MetricDefinition, measuresOf } from '../../src/metrics/metric';
import { dimensions } from '../../src/model/dimensions';
import { columnsOf, type Expression } from '../../src/model/expression';
import { families } from '../../src/model/families';

const each = metricCatalog.map((definition): [string, MetricDefinition] => [definition.id, definition]);
const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

it('names every metric once, under one enum value', () => {
  expect(repeated(metricCatalog.map(({ id }) => id))).toEqual([]);
  expect(repeated(metricEnumValues)).toEqual([]);
  expect(metricEnumValues).toHaveLength(metricCatalog.length);
});

it('has 104 of them', () => {
  expect(metricCatalog).toHaveLength(104);
});

it('calls no two metrics the same', () => {
  expect(repeated(metricCatalog.map(({ label }) => label.en))).toEqual([]);
  expect(repeated(metricCatalog.map(({ label }) => label.zh))).toEqual([]);
  // An alias belongs to one metric and is nobody's own name.
  const names = metricCatalog.flatMap(({ label, aliases }) => [label.en, label.zh, ...aliases]);
  expect(repeated(names.map((name) => name.toLowerCase()))).toEqual([]);
});

it.each([
  ['revenue', 'REVENUE'],
  ['churnRate', 'CHURN_RATE'],
  ['firstResponseTimeP90', 'FIRST_RESPONSE_TIME_P90'],
  ['clvHistoric', 'CLV_HISTORIC'],
  ['clvToCac', 'CLV_TO_CAC'],
])('writes %s as %s', (id, enumValue) => {
  expect(enumValueOf(id)).toBe(enumValue);
});

it('finds a metric by its enum value and by its id, and nothing by another name', () => {
  for (const definition of metricCatalog) {
    expect(findMetric(enumValueOf(definition.id))).toBe(definition);
    expect(findMetric(definition.id)).toBe(definition);
  }
  for (const name of ['', 'REVENUES', 'revenue ', '__proto__', 'constructor', 'toString'])
    expect(findMetric(name)).toBeUndefined();
});

describe.each(each)('%s', (id, definition) => {
  it('is named in English and Chinese', () => {
    expect(id).toMatch(/^[a-z][A-Za-z0-9]*$/);
    expect(definition.label.en).toMatch(/^[A-Z]/);
    expect(definition.label.zh).toMatch(/\p{Script=Han}/u);
  });

  it('says what it is', () => {
    expect(definition.definition.en).toMatch(/^[A-Z1-9].{20,}\.$/s);
    // Of the same, in whole sentences; codes and settings keep their names.
    expect(definition.definition.zh).toMatch(/^.{8,}。$/s);
    expect(definition.definition.zh).toMatch(/\p{Script=Han}/u);
    const named = definition.definition.en.match(/\b(?:[A-Z]+_[A-Z_]+|[a-z]+_[a-z]+|CAPPED)\b/g) ?? [];
    for (const name of named) expect(definition.definition.zh).toContain(name);
    expect(definition.formulaText.trim().length).toBeGreaterThan(5);
  });

  it('is moved by metrics that exist, never by itself', () => {
    expect(definition.drivers.filter((driver) => findMetric(driver)?.id !== driver)).toEqual([]);
    expect(definition.drivers).not.toContain(id);
    expect(repeated(definition.drivers)).toEqual([]);
  });

  it('can be sliced by dimensions that exist', () => {
    const allowed = allowedDimensions(definition);
    expect(allowed.length).toBeGreaterThan(0);
    expect(repeated(allowed)).toEqual([]);
    expect(allowed.filter((dimension) => !dimensions.some((known) => known.id === dimension))).toEqual([]);
  });

  it('reads columns that its families have', () => {
    expect(unknownColumns(definition)).toEqual([]);
  });

  it('scales percent by 100 and nothing else', () => {
    const { formula, unit } = definition;
    if (formula.kind === 'ratio') expect(formula.scale).toBe(unit === 'PERCENT' || id === 'nps' ? 100 : 1);
    // Risks are stored as shares.
    else if (id === 'churnRisk') expect([unit, 'scale' in formula && formula.scale]).toEqual(['PERCENT', 100]);
    else expect(unit).not.toBe('PERCENT');
  });

  it('is frozen', () => {
    expect(Object.isFrozen(definition)).toBe(true);
  });
});

it('adds up only counts and money', () => {
  const additive = metricCatalog.filter(({ additivity }) => additivity === 'ADDITIVE');
  expect(additive.map(({ id }) => id)).toEqual([
    'acquisitionSpend',
    'revenue',
    'grossProfit',
    'unitsSold',
    'dealsWon',
    'dealsLost',
    'opportunitiesCreated',
    'surveyResponses',
    'complaints',
    'tickets',
    'interactions',
    'contentViews',
    'retentionSpend',
  ]);
  expect(additive.filter(({ formula }) => formula.kind !== 'total')).toEqual([]);
});

it('waits for the outcomes that come 90 or 30 days later', () => {
  expect(metricCatalog.filter(({ matureAfterDays }) => matureAfterDays === 90).map(({ id }) => id)).toEqual([
    'leadConversionRate',
    'signingRate',
    'winBackRate',
    'retentionCost',
  ]);
  expect(metricCatalog.filter(({ matureAfterDays }) => matureAfterDays === 30).map(({ id }) => id)).toEqual([
    'renewalRate',
  ]);
  expect(metricCatalog.filter(({ matureAfterDays }) => ![0, 30, 90].includes(matureAfterDays))).toEqual([]);
});

it('has the default targets of METRICS.md', () => {
  const targets = metricCatalog.filter(({ defaultTarget }) => defaultTarget !== null);
  expect(targets.map(({ id, defaultTarget }) => [id, defaultTarget])).toEqual([
    ['clvToCac', { operator: '>=', value: 3 }],
    ['promoterRate', { operator: '>', value: 30 }],
    ['csat', { operator: '>', value: 80 }],
    ['churnRate', { operator: '<', value: 10 }],
  ]);
});

it('judges for one customer what its own facts come to: counts, sums and means', () => {
  expect(metricCatalog.filter(({ perCustomer }) => perCustomer).map(({ id }) => id)).toEqual([
    'leads',
    'newCustomers',
    'leadFollowUpTime',
    'referredCustomers',
    'revenue',
    'grossProfit',
    'orders',
    'unitsSold',
    'dealsWon',
    'dealsLost',
    'opportunitiesCreated',
    'openOpportunities',
    'pipelineValue',
    'averageDealValue',
    'salesCycleDays',
    'csatAverage',
    'ces',
    'surveyResponses',
    'complaints',
    'tickets',
    'firstResponseTime',
    'resolutionTime',
    'handleTime',
    'activeCustomers',
    'interactions',
    'contentViews',
    'averageUsageMinutes',
    'buyers',
    'repurchaseIntervalDays',
    'categoriesPerBuyer',
    'mrr',
    'clvHistoric',
    'clvPredicted',
    'healthScore',
    'churnRisk',
    'expectedPurchases',
  ]);
});

it('writes the same measure under the same key, so that metrics share it', () => {
  const keys = (id: string) => measuresOf(findMetric(id)!.formula).map(measureKey);
  expect(keys('cac')).toContain(keys('newCustomers')[0]);
  expect(keys('revenue')[0]).not.toBe(keys('grossProfit')[0]);
  expect(keys('revenue')[1]).toBe(keys('grossProfit')[1]);
});

/** Columns that a measure reads of a family, or of what was counted for a customer, and that are not there. */
function unknownColumns({ formula }: MetricDefinition): readonly string[] {
  const aggregated = (aggregate: { readonly kind: string; readonly of?: unknown }): readonly string[] => {
    if (aggregate.of === undefined) return [];
    if (typeof aggregate.of === 'string') return [aggregate.of];
    return Array.isArray(aggregate.of) ? (aggregate.of as string[]) : columnsOf(aggregate.of as Expression);
  };
  const conditioned = (where: Expression | undefined) => (where === undefined ? [] : columnsOf(where));
  const ofFamily = (family: keyof typeof families, names: readonly string[]) =>
    names
      .filter((name) => families[family].columns[name] === undefined && !['local_date', 'is_previous'].includes(name))
      .map((name) => `${family}.${name}`);
  const unknownOf = (measure: Measure): readonly string[] => {
    switch (measure.kind) {
      case 'days':
        return [];
      case 'target':
        return measure.of.kind === 'rows' ? unknownOf(measure.of) : [];
      case 'rows':
      case 'standing':
        return ofFamily(measure.family, [...aggregated(measure.aggregate), ...conditioned(measure.where)]);
      case 'customers':
        return [
          ...Object.values(measure.each).flatMap((of) =>
            ofFamily(measure.family, [...aggregated(of.aggregate), ...conditioned(of.where)]),
          ),
          ...[...aggregated(measure.aggregate), ...conditioned(measure.where)].filter(
            (name) => measure.each[name] === undefined,
          ),
        ];
      case 'agents':
        return Object.values(measure.each ?? {}).flatMap((of) =>
          ofFamily(of.family, [...aggregated(of.aggregate), ...conditioned(of.where)]),
        );
      case 'population':
        return [
          ...Object.values(measure.each ?? {}).flatMap((of) =>
            ofFamily(of.family, [...aggregated(of.aggregate), ...conditioned(of.where)]),
          ),
          ...(measure.over === undefined
            ? []
            : ofFamily(measure.over.family, [...aggregated(measure.aggregate), ...conditioned(measure.over.where)])),
        ];
      default:
        return measure satisfies never;
    }
  };
  return measuresOf(formula).flatMap(unknownOf);
}
