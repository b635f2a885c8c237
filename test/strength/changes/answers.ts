// Slips where measures become rows: fill, order, having, paging, totals, changes, shares, cursors.
import type { Change } from '../change';

const assembler = {
  kind: 'assembler',
  file: 'src/query/assemble/assemble.ts',
  first: ['query/assemble', 'query/paging', 'query/top-and-windows', 'query/comparisons-and-totals'],
} as const;
const rowValues = {
  kind: 'assembler',
  file: 'src/query/assemble/row-values.ts',
  first: ['query/assemble', 'query/comparisons-and-totals'],
} as const;
const choices = {
  kind: 'assembler',
  file: 'src/query/question/row-choices.ts',
  first: ['query/question/row-choices'],
} as const;
const question = {
  file: 'src/query/question/metric-query.ts',
  first: ['query/question/metric-query', 'query/top-and-windows'],
} as const;

export const answerChanges: readonly Change[] = [
  {
    ...assembler,
    title: 'null comes first in descending order',
    from: 'return Number(left === null) - Number(right === null);',
    to: 'return (descending ? -1 : 1) * (Number(left === null) - Number(right === null));',
  },
  {
    ...assembler,
    title: 'one condition on rows of several is enough',
    from: 'query.having.every(',
    to: 'query.having.length === 0 || query.having.some(',
  },
  {
    ...assembler,
    kind: 'boundary',
    title: 'a full last page has a next one',
    from: 'hasNextPage: end < chosen.length',
    to: 'hasNextPage: end <= chosen.length',
  },
  {
    ...assembler,
    title: 'groupCount counts rows that no condition chose',
    from: 'groupCount: chosen.length',
    to: 'groupCount: places.length',
  },
  {
    ...assembler,
    title: 'a slice of the comparison alone is no row',
    from: 'for (const name of [null, ...query.comparisons.map((each) => each.name)])',
    to: 'for (const name of [null])',
  },
  {
    ...assembler,
    title: 'Other comes first in descending order',
    from: 'return a === otherMembers ? 1 : -1;',
    to: 'return (a === otherMembers) === descending ? -1 : 1;',
  },
  {
    ...assembler,
    title: 'the top in ascending order is the greatest',
    from: 'compareNumbers(left.value, right.value, descending)',
    to: 'compareNumbers(left.value, right.value, true)',
  },
  {
    ...assembler,
    title: 'the total of a bucket is called that of all',
    from: `kept === 0 && (whole || !overBuckets) ? 'TOTAL'`,
    to: `kept === 0 ? 'TOTAL'`,
  },
  {
    ...assembler,
    title: 'the page after leaves a row out',
    from: 'const end = query.offset + page.length;',
    to: 'const end = query.offset + page.length + 1;',
  },
  {
    ...rowValues,
    title: 'the change in percent of zero is infinite',
    from: 'change === null || other === null || other === 0 ? null :',
    to: 'change === null || other === null ? null :',
  },
  {
    ...rowValues,
    title: 'the change in percent of a loss has the wrong sign',
    from: '(100 * change) / Math.abs(other)',
    to: '(100 * change) / other',
  },
  {
    ...rowValues,
    title: 'no change is worse',
    from: 'change === null || change === 0 || metric.better',
    to: 'change === null || metric.better',
  },
  {
    ...rowValues,
    title: 'nothing is all of nothing',
    from: 'return value === 0 ? null : 100;',
    to: 'return 100;',
  },
  {
    ...rowValues,
    title: 'shares are given of what is not additive too',
    from: `if (metric.additivity !== 'ADDITIVE' || value === null) return null;`,
    to: 'if (value === null) return null;',
  },
  {
    ...rowValues,
    title: 'days of P are those of the bucket shown, not of the window',
    from: 'days: bucket.days,',
    to: 'days: (Date.parse(bucket.lastBegun) - Date.parse(bucket.first)) / 86_400_000 + 1,',
    first: ['query/top-and-windows', 'query/assemble'],
  },
  {
    ...choices,
    title: 'orders ascend unless told otherwise',
    from: "order.direction ?? 'DESC'",
    to: "order.direction ?? 'ASC'",
  },
  {
    ...assembler,
    title: 'what has no member is among the top',
    from: '(none || slice.keys[0] !== null)',
    to: '(none || slice.keys.length > 0)',
  },
  {
    ...assembler,
    title: 'what has no value is among the top',
    from: '.filter(({ value }) => value !== null)',
    to: '.filter(({ value }) => value !== undefined)',
  },
  { ...choices, title: 'a top has no Other unless told so', from: 'top.other ?? true', to: 'top.other ?? false' },
  {
    ...question,
    kind: 'assembler',
    title: 'empty buckets are left out unless told otherwise',
    from: 'question.fill ?? true',
    to: 'question.fill ?? false',
  },
  {
    ...question,
    kind: 'planner',
    title: 'the total of a rolling window forgets the window',
    from: 'bucketsOf(period(), null, now, window())[0]!',
    to: 'bucketsOf(period(), null, now)[0]!',
  },
  {
    ...question,
    kind: 'comparison',
    title: 'the whole period is compared with the first bucket before',
    from: 'rules.grain === null ? others[0]! : comparisonBuckets(comparison, [whole], { ...rules, grain: null })[0]!',
    to: 'others[0]!',
    first: ['query/comparisons-and-totals', 'query/question/metric-query'],
  },
  {
    ...question,
    kind: 'segment',
    title: 'a cursor outlives a change of the segments of its question',
    from: 'days: `${from}..${to}`, saved }',
    to: 'days: `${from}..${to}` }',
    first: ['query/paging', 'query/question/metric-query', 'graphql/settings/segments'],
  },
  {
    kind: 'assembler',
    file: 'src/query/compile/slice-keys.ts',
    title: 'the null member in the top is one of the others',
    from: 'top.members.includes(null) ? sql` WHEN ${own} IS NULL THEN NULL` : sql``',
    to: 'sql``',
    first: ['query/top-and-windows'],
  },
  {
    kind: 'assembler',
    file: 'src/query/compile/slice-keys.ts',
    title: 'customers without tags are not among the others',
    from: "top.members.includes(null) ? key : sql`coalesce(${key}, ${bind(otherMembers, 'text')})`",
    to: 'key',
    first: ['query/top-and-windows'],
  },
  {
    kind: 'data version',
    file: 'src/query/answer.ts',
    title: 'a cursor of an older version still goes',
    from: 'asked.cursorVersion !== version)',
    to: 'BigInt(asked.cursorVersion) > BigInt(version))',
    first: ['query/paging'],
  },
  {
    kind: 'data version',
    file: 'src/query/members/dimension-values.ts',
    title: 'a cursor of an older version still goes through members',
    from: 'cursor.dataVersion !== dataVersion)',
    to: 'BigInt(cursor.dataVersion) > BigInt(dataVersion))',
    first: ['graphql/settings/targets'],
  },
  {
    kind: 'data version',
    file: 'src/query/data-version.ts',
    title: 'the version waited for is not enough',
    from: 'BigInt(current) >= BigInt(wanted)',
    to: 'BigInt(current) > BigInt(wanted)',
    first: ['graphql/ways-to-ask'],
  },
];
