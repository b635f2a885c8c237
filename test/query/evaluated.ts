// The value of a formula over named measures, from literal cells; and what every value says that says nothing else.
import { type Measure, measureKey } from '../../src/metrics/measure';
import { type Formula, metric, type Unit } from '../../src/metrics/metric';
import { column } from '../../src/model/expression';
import { metricValue } from '../../src/query/assemble/value';
import type { MetricValue } from '../../src/query/question/metrics-result';
import type { MeasureCell } from '../../src/sql/compiled-query';

export const measure = (name: string): Measure => ({
  kind: 'rows',
  family: 'transaction',
  where: column(name),
  aggregate: { kind: 'count' },
});

/** The value of a formula where the measures named come to these cells, and the others have none. */
export function evaluated(
  formula: Formula,
  cells: Readonly<Record<string, MeasureCell>>,
  { unit = 'PERCENT' as Unit, days = 30, immature = false } = {},
): MetricValue {
  const places = new Map(Object.keys(cells).map((name, place) => [measureKey(measure(name)), place]));
  const definition = metric({
    id: 'example',
    label: { en: 'Example', zh: '示例' },
    area: 'VALUE',
    unit,
    better: 'UP',
    additivity: 'RATIO',
    definition: { en: '', zh: '' },
    formulaText: '',
    formula,
  });
  return metricValue(definition, { places, values: Object.values(cells) }, { days, immature });
}

/** Every part of a value: those not named are as a value has them that is worked out by itself. */
export const value = (rest: Partial<MetricValue>): MetricValue => ({
  value: null,
  exact: null,
  status: 'OK',
  numerator: null,
  denominator: null,
  n: null,
  interval: null,
  share: null,
  comparisons: {},
  target: null,
  ...rest,
});

/** To ten digits. */
export const interval = (low: number, high: number): MetricValue['interval'] => ({
  low: expect.closeTo(low, 8),
  high: expect.closeTo(high, 8),
});
