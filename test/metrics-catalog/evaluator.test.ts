// What the evaluator's lists say of every metric beside its formula is what the catalogue says: two lists written by hand,
// and whoever adds a metric is told at once which one lacks it.
import { enumValueOf, metricCatalog } from '../../src/metrics/catalog';
import { additive, betterOf, defaultTargets } from '../support/naive/metrics/columns';

const name = ({ id }: { readonly id: string }) => enumValueOf(id);

it('knows which way is better', () => {
  expect(metricCatalog.map((metric) => [name(metric), betterOf(name(metric))])).toEqual(
    metricCatalog.map((metric) => [name(metric), metric.better]),
  );
});

it('knows which metrics add up', () => {
  const known = metricCatalog.filter(({ additivity }) => additivity === 'ADDITIVE').map(name);
  expect([...additive].sort()).toEqual(known.sort());
});

it('knows the default targets', () => {
  const known = metricCatalog.flatMap((metric) =>
    metric.defaultTarget === null ? [] : [[name(metric), metric.defaultTarget.operator]],
  );
  expect(Object.entries(defaultTargets).map(([metric, { bound }]) => [metric, bound])).toEqual(
    expect.arrayContaining(known),
  );
  expect(Object.keys(defaultTargets)).toHaveLength(known.length);
});
