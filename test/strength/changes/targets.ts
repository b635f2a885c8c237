// Slips in targets: which apply, what they come to, whether they are met.
import type { Change } from '../change';

const targets = { kind: 'target', first: ['model/target', 'query/target', 'metrics/target-attainment'] } as const;
const rules = { ...targets, file: 'src/model/target.ts' } as const;
const status = { ...targets, file: 'src/query/targets/status.ts' } as const;

export const targetChanges: readonly Change[] = [
  {
    ...rules,
    title: 'the widest target that covers P applies',
    from: 'from <= first && last <= to).sort(shortestFirst)',
    to: 'from <= first && last <= to).sort((left, right) => shortestFirst(right, left))',
  },
  {
    ...status,
    title: 'attainment of a target of 0 is infinite',
    from: 'value === null || target === 0 ? null : (100 * value) / target',
    to: 'value === null ? null : (100 * value) / target',
  },
  {
    ...status,
    kind: 'boundary',
    title: 'a target that is reached exactly is missed',
    from: `return '>=';`,
    to: `return '>';`,
  },
  {
    ...rules,
    title: 'tiles may leave a gap at the end',
    from: 'to === last ?',
    to: 'to <= last ?',
  },
  {
    ...status,
    title: 'what is not additive adds its targets up',
    from: `metric.additivity === 'ADDITIVE') return sumOfTiles`,
    to: `metric.additivity !== 'RATIO') return sumOfTiles`,
  },
  {
    ...targets,
    kind: 'boundary',
    file: 'src/model/target.ts',
    title: 'targets that share a day do not overlap',
    from: 'candidate.from <= to && from <= candidate.to',
    to: 'candidate.from < to && from < candidate.to',
  },
  {
    ...targets,
    file: 'src/model/target.ts',
    title: 'targets that reach out of P are used',
    from: 'first <= from && to <= last).sort(shortestFirst)',
    to: 'first <= to && from <= last).sort(shortestFirst)',
  },
  {
    ...targets,
    kind: 'boundary',
    file: 'src/query/targets/targets.ts',
    title: 'an open P has all its days',
    from: '({ from, lastBegun }: Bucket): TargetPeriod => ({ first: from, last: lastBegun })',
    to: '({ from, last }: Bucket): TargetPeriod => ({ first: from, last })',
  },
  {
    ...targets,
    kind: 'boundary',
    file: 'src/query/targets/targets.ts',
    title: 'a target that ends on the first day is not read',
    from: 'to_date >= CAST($3 AS date)',
    to: 'to_date > CAST($3 AS date)',
  },
  {
    ...targets,
    file: 'src/model/target.ts',
    title: 'of equally short targets the later one applies',
    from: 'lengthOf(left) - lengthOf(right) || earliestFirst(left, right)',
    to: 'lengthOf(left) - lengthOf(right) || earliestFirst(right, left)',
  },
  {
    ...targets,
    file: 'src/query/targets/measures.ts',
    title: 'members outside the top keep their targets',
    from: '    if (top !== null && !top.members.includes(row.member)) continue;\n',
    to: '',
  },
  {
    ...targets,
    file: 'src/query/targets/targets.ts',
    title: 'the month so far is held against the days that have begun',
    from: 'last: last === cutAt ? ends[0]! : last',
    to: 'last',
  },
  {
    ...targets,
    file: 'src/query/targets/targets.ts',
    title: 'the last week of the month so far is held against the month',
    from: '[unit, grain ?? unit]',
    to: '[unit]',
  },
  {
    ...targets,
    file: 'src/query/targets/targets.ts',
    title: 'targets that begin after today are not read',
    from: '.map((bucket) => asked(bucket).last)',
    to: '.map((bucket) => bucket.last)',
  },
  {
    ...targets,
    file: 'src/query/targets/measures.ts',
    title: 'attainment uses targets of days that have not begun',
    from: 'targetsUsed(all, daysBegun(bucket))',
    to: 'targetsUsed(all, { first: bucket.from, last: bucket.last })',
  },
  {
    ...targets,
    file: 'src/query/assemble/assemble.ts',
    title: 'the total of the year so far is held against its last month',
    from: 'daysAsked(query.scope.period, overBuckets ? null : query.scope.grain)',
    to: 'daysAsked(query.scope.period, query.scope.grain)',
  },
  {
    ...targets,
    file: 'src/load/target-warnings.ts',
    title: 'a target of a member that nothing has is set without a word',
    from: 'warnings: found === undefined ? [] : [found]',
    to: 'warnings: []',
    first: ['load/set-target'],
  },
];
