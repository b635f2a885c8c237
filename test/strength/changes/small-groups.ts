// Slips in what is kept back of groups of a few customers.
import type { Change } from '../change';

const kept = {
  kind: 'access',
  first: ['query/suppression', 'query/random-suppression', 'graphql/small-groups'],
} as const;

export const smallGroupChanges: readonly Change[] = [
  {
    ...kept,
    file: 'src/query/assemble/suppression.ts',
    title: 'a group of the fewest customers is kept back too',
    from: 'customers > 0 && customers < fewest',
    to: 'customers > 0 && customers <= fewest',
  },
  {
    ...kept,
    file: 'src/query/assemble/suppression.ts',
    title: 'the one part that is kept back follows from the total',
    from: 'gaps === 1 ?',
    to: 'gaps === -1 ?',
  },
  {
    ...kept,
    file: 'src/query/assemble/suppression.ts',
    title: 'what rests on nobody hides a value',
    from: 'if (each.customers === 0) continue;',
    to: '',
  },
  {
    ...kept,
    file: 'src/query/assemble/suppression.ts',
    title: 'of periods and slices each is closed by itself',
    from: "choices.totals === 'ROLLUP' && scope.grain",
    to: "choices.totals === 'NONE' && scope.grain",
  },
  {
    ...kept,
    file: 'src/query/assemble/suppression.ts',
    title: 'periods are not held against their whole',
    from: "scope.grain === null || choices.totals === 'NONE'",
    to: "scope.grain === null || choices.totals !== 'NONE'",
  },
  {
    ...kept,
    file: 'src/query/answer-cache.ts',
    title: 'an answer is remembered for whoever is told less',
    from: 'viewer, fewestCustomers, [...segments]',
    to: 'viewer, [...segments]',
  },
  {
    ...kept,
    file: 'src/query/plan/customers-behind.ts',
    title: 'customers in a state are not counted',
    from: "return { ...measure, aggregate: measure.over === undefined ? { kind: 'count' } : differentCustomers };",
    to: 'return null;',
  },
  {
    ...kept,
    file: 'src/query/question/small-groups.ts',
    title: 'a list may have a group of one',
    from: 'count > 0 && count < fewest',
    to: 'count > 1 && count < fewest - 1',
  },
  {
    ...kept,
    file: 'src/query/question/small-groups.ts',
    title: 'what is under not may find single customers',
    from: ', ...(where.any ?? []), where.not]',
    to: ', ...(where.any ?? [])]',
  },
  {
    ...kept,
    file: 'src/graphql/common/request-context.ts',
    title: 'nothing is kept from roles that ask for metrics',
    from: "suppressBelow < 2 || isGranted(role, 'customers')",
    to: "suppressBelow < 2 || isGranted(role, 'metrics')",
  },
];
