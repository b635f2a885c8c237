// Random questions over given metrics and dimensions: slices and filters that the metrics allow, and now and then one they
// do not.
import * as fc from 'fast-check';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { Company } from './naive/company';
import { naiveMetrics } from './naive/metrics';
import { enumOf } from './naive/metrics/columns';
import type { NaiveSettings } from './naive/question';
import { arbitraryFilter } from './random-filter';
import { arbitraryGrain, arbitraryPeriod } from './random-period';

export type QuestionSpace = {
  readonly metrics: readonly string[];
  readonly dimensions: readonly string[];
  readonly company: Company;
  readonly settings: NaiveSettings;
};

export function arbitraryQuestion(space: QuestionSpace): fc.Arbitrary<MetricQuestion> {
  return arbitraryMetrics(space.metrics)
    .chain((metrics) => {
      const common = space.dimensions.filter((dimension) =>
        metrics.every((metric) => naiveMetrics[metric]?.dimensions.includes(dimension)),
      );
      const dimension = fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...(common.length > 0 ? common : space.dimensions)) },
        { weight: 1, arbitrary: fc.constantFrom(...space.dimensions) },
      );
      const targets = space.company.targets.filter(({ metric }) => metrics.includes(enumOf(metric)));
      const planned = common.filter((id) => targets.some((target) => target.dimension === id));
      return fc.record({
        metrics: fc.constant(metrics),
        periodAndGrain: arbitraryPeriod(space.settings).chain((period) =>
          fc.record({ period: fc.constant(period), grain: arbitraryGrain(period, space.settings) }),
        ),
        by: fc.oneof(
          {
            weight: 2,
            arbitrary: fc
              .constantFrom(...(planned.length > 0 ? planned : [null]))
              .map((id) => (id === null ? [] : [id])),
          },
          { weight: 3, arbitrary: fc.uniqueArray(dimension, { maxLength: 1 }) },
          { weight: 3, arbitrary: fc.uniqueArray(dimension, { minLength: 1, maxLength: 2 }) },
          { weight: 1, arbitrary: fc.uniqueArray(dimension, { maxLength: 3 }) },
        ),
        where: fc.oneof(
          { weight: 3, arbitrary: fc.constant(null) },
          { weight: 2, arbitrary: arbitraryFilter(dimension, space.company) },
        ),
        attributes: fc.constantFrom(null, null, 'AT_EVENT', 'CURRENT'),
        totals: fc.constantFrom(null, 'NONE', 'GRAND'),
        fill: fc.constantFrom(null, true, false),
      });
    })
    .map(({ periodAndGrain, ...rest }) => ({ ...rest, ...periodAndGrain }));
}

/** Asked for more often than any other metric: what is kept of the period before has a comparison in itself, NPS its interval. */
const askedOften: readonly string[] = ['NET_REVENUE_RETENTION', 'NPS'];

function arbitraryMetrics(metrics: readonly string[]): fc.Arbitrary<readonly string[]> {
  const some = fc.uniqueArray(fc.constantFrom(...metrics), { minLength: 1, maxLength: 4 });
  const often = metrics.filter((metric) => askedOften.includes(metric));
  return fc.oneof(
    { weight: 12, arbitrary: some },
    ...often.map((metric) => ({
      weight: 1,
      arbitrary: some.map((others) => [...new Set([metric, ...others])].slice(0, 4)),
    })),
  );
}
