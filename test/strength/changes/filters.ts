// Slips in filters, segments and conditions on one customer's value of a metric.
import type { Change } from '../change';

const filter = {
  kind: 'filter',
  file: 'src/query/compile/filter.ts',
  first: ['metrics/sales', 'query/conditions-and-segments', 'model/filters'],
} as const;
const conditions = {
  kind: 'metric condition',
  file: 'src/query/conditions/conditions.ts',
  first: ['query/condition'],
} as const;
const segments = {
  kind: 'segment',
  file: 'src/model/segment.ts',
  first: ['query/question/segment-references', 'graphql/settings/segments', 'query/conditions-and-segments'],
} as const;

export const filterChanges: readonly Change[] = [
  {
    ...filter,
    title: 'contains minds the case',
    from: "strpos(lower(${member}), lower(${bind(test.text, 'text')}))",
    to: "strpos(${member}, ${bind(test.text, 'text')})",
  },
  {
    ...filter,
    title: 'notIn takes facts without member in',
    from: 'sql`${member} NOT IN (${listed(test.members)})`',
    to: 'sql`(${member} IS NULL OR ${member} NOT IN (${listed(test.members)}))`',
  },
  {
    ...filter,
    title: 'not takes what is unknown in',
    from: 'sql`NOT (${compileFilter(filter.of, scope)})`',
    to: 'sql`(${compileFilter(filter.of, scope)}) IS NOT TRUE`',
  },
  {
    ...filter,
    title: 'nobody is known not to meet a condition on customers',
    from: '${customerNo} = 0 THEN NULL ELSE',
    to: '${customerNo} = 0 THEN FALSE ELSE',
  },
  {
    ...filter,
    title: 'a customer without tags is known to have none of these',
    from: 'CASE WHEN ${none} THEN NULL ELSE EXISTS',
    to: 'CASE WHEN ${none} THEN FALSE ELSE EXISTS',
  },
  {
    ...filter,
    title: 'notIn of more than a hundred members is in',
    from: 'sql`NOT (${anyOf(test.members)})`',
    to: 'anyOf(test.members)',
    first: ['metrics/sales'],
  },
  {
    ...filter,
    kind: 'boundary',
    title: 'gte is gt',
    from: 'gte: sql`>=`',
    to: 'gte: sql`>`',
  },
  {
    kind: 'filter',
    file: 'src/model/filters.ts',
    title: 'isNull: false is isNull: true',
    from: `input.isNull === true ? 'isNull' : 'isKnown'`,
    to: `input.isNull === undefined ? 'isKnown' : 'isNull'`,
    first: ['model/filters'],
  },
  {
    kind: 'filter',
    file: 'src/model/filters.ts',
    title: 'dimensions under not are not checked against the metric',
    from: `    case 'not':\n      return dimensionsOfFilter(filter.of);`,
    to: `    case 'not':\n      return [];`,
    first: ['model/filters', 'query/question/metric-query'],
  },
  {
    ...conditions,
    title: "a condition's own filter takes the customers' attributes of today",
    from: `filter: where, attributes: 'AT_EVENT', period: asked`,
    to: 'filter: where, period: asked',
  },
  {
    ...conditions,
    title: 'customers without a fact do not meet a condition on 0',
    from: 'const except = meets(noCells);',
    to: 'const except = false;',
  },
  {
    ...conditions,
    title: "a condition's period is that of the question",
    from: 'condition.period == null ? query.period : resolvePeriod(condition.period, query.period.calendar, query.now)',
    to: 'query.period',
  },
  {
    kind: 'metric condition',
    file: 'src/model/choose-argument.ts',
    title: 'a missing value counts as 0',
    from: 'if (value === null) return false;',
    to: 'if (value === null) return isWithin(0, { gte, gt, lte, lt, eq });',
    first: ['query/conditions-and-segments', 'query/assemble'],
  },
  {
    kind: 'boundary',
    file: 'src/model/choose-argument.ts',
    title: 'lt is lte',
    from: 'value < lt',
    to: 'value <= lt',
    first: ['query/question/row-choices', 'query/conditions-and-segments', 'query/assemble'],
  },
  {
    ...segments,
    title: 'a segment inside the condition of a metric is not seen',
    from: '  ...(metric?.where == null ? [] : [metric.where]),\n',
    to: '',
  },
  {
    ...segments,
    title: 'what a segment rests on may change under a cursor',
    from: '      found.set(name, saved);\n      visit(saved);',
    to: '      found.set(name, saved);',
  },
  {
    kind: 'segment',
    file: 'src/model/filters.ts',
    title: 'a segment that holds itself is refused only when it is direct',
    from: 'within: [...branch.within, name],',
    to: 'within: [name],',
    first: ['query/conditions-and-segments', 'model/filters'],
  },
  {
    kind: 'segment',
    file: 'src/query/segments/segments.ts',
    title: 'the customers of a segment are counted as of the first day',
    from: `const period = { from: '1970-01-01', to: today };`,
    to: `const period = { from: today, to: today };`,
    first: ['graphql/settings/segments'],
  },
  {
    kind: 'filter',
    file: 'src/query/conditions/unknown-members.ts',
    title: 'a member that nothing has is looked for in what is listed alone',
    from: `if (test.kind === 'in' || test.kind === 'notIn')`,
    to: `if (test.kind === 'in')`,
    first: ['query/conditions/unknown-members'],
  },
];
