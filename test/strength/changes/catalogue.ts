// Slips in what the catalogue says of a metric beside its formula: direction, additivity, default target, drivers, dimensions.
import type { Change } from '../change';

export const catalogueChanges: readonly Change[] = [
  {
    kind: 'metric catalogue',
    file: 'src/metrics/acquisition.ts',
    title: 'a higher cac is better',
    from: `    better: 'DOWN',\n    additivity: 'RATIO',\n    definition: {\n      en: 'Acquisition spend divided by new customers.',`,
    to: `    better: 'UP',\n    additivity: 'RATIO',\n    definition: {\n      en: 'Acquisition spend divided by new customers.',`,
    first: ['metrics-catalog'],
  },
  {
    kind: 'metric catalogue',
    file: 'src/metrics/service.ts',
    title: 'more tickets are worse, not neither',
    from: `better: 'NEUTRAL',\n    additivity: 'ADDITIVE',`,
    to: `better: 'DOWN',\n    additivity: 'ADDITIVE',`,
    first: ['metrics-catalog'],
  },
  {
    kind: 'metric catalogue',
    file: 'src/metrics/sales.ts',
    title: 'orders add up over slices',
    from: `additivity: 'DISTINCT'`,
    to: `additivity: 'ADDITIVE'`,
    first: ['metrics-catalog'],
  },
  {
    kind: 'metric catalogue',
    file: 'src/metrics/satisfaction.ts',
    title: 'csat is a score, not a percent',
    from: `    unit: 'PERCENT',\n    better: 'UP',\n    additivity: 'RATIO',\n    definition: {\n      en: 'Share of the answers to the question csat`,
    to: `    unit: 'SCORE',\n    better: 'UP',\n    additivity: 'RATIO',\n    definition: {\n      en: 'Share of the answers to the question csat`,
    first: ['metrics-catalog'],
  },
  {
    kind: 'metric catalogue',
    file: 'src/metrics/retention.ts',
    title: 'churnRate has a default target of 15',
    from: `{ operator: '<', value: 10 }`,
    to: `{ operator: '<', value: 15 }`,
    first: ['metrics-catalog'],
  },
  {
    kind: 'metric catalogue',
    file: 'src/metrics/acquisition.ts',
    title: 'a clvToCac of 3 misses its default target',
    from: `{ operator: '>=', value: 3 }`,
    to: `{ operator: '>', value: 3 }`,
    first: ['metrics-catalog'],
  },
  {
    kind: 'metric catalogue',
    file: 'src/metrics/catalog.ts',
    title: 'a metric goes with the dimensions of any of its measures',
    from: 'sets.every((set) => set.includes(id))',
    to: 'sets.some((set) => set.includes(id))',
    first: ['metrics-catalog'],
  },
  {
    kind: 'metric catalogue',
    file: 'src/metrics/catalog.ts',
    title: 'clicks of impressions do not go by interaction kind',
    from: 'new Set(kinds).size > 1',
    to: 'new Set(kinds).size > 2',
    first: ['metrics-catalog'],
  },
];
