// Slips in how statements are made quick, and in who sees what: rows that find their periods, different things counted by
// grouping, states told by ranges of instants, the customers of a viewer, the view that a request shares.
import type { Change } from '../change';

const placement = {
  kind: 'planner',
  file: 'src/query/compile/placement.ts',
  first: ['query/top-and-windows', 'query/comparisons-and-totals', 'metrics/retention', 'query/compile/reads'],
} as const;
const stretches = { ...placement, file: 'src/query/compile/stretches.ts' } as const;
const besideDays = { ...placement, first: ['metrics/acquisition', 'metrics/bounds', 'metrics/value'] } as const;
const distinct = { ...placement, file: 'src/query/compile/distinct.ts' } as const;
const ranges = {
  kind: 'interval',
  file: 'src/query/compile/population-ranges.ts',
  first: ['metrics/retention', 'metrics/data-quality', 'query/comparisons-and-totals'],
} as const;
const runs = { ...ranges, file: 'src/query/compile/population-runs.ts' } as const;
const page = {
  kind: 'planner',
  file: 'src/query/compile/page.ts',
  first: ['query/page-of-customers', 'query/compile/golden-sql'],
} as const;
const pagePlan = { ...page, file: 'src/query/plan/page.ts', first: ['query/plan', 'query/page-of-customers'] } as const;
const branches = { ...ranges, file: 'src/query/compile/population-branches.ts' } as const;
const crossings = { ...ranges, file: 'src/query/compile/population-crossings.ts' } as const;
const ladders = {
  ...ranges,
  file: 'src/query/compile/instant-ladders.ts',
  first: ['query/compile/instant-ladders', 'query/comparisons-and-totals'],
} as const;
const rows = {
  kind: 'planner',
  file: 'src/query/compile/rows.ts',
  first: ['query/top-and-windows', 'query/comparisons-and-totals'],
} as const;
const viewer = { kind: 'filter', first: ['query/viewer'] } as const;
const oneView = { kind: 'data version', file: 'src/engine/one-view.ts', first: ['engine/one-view'] } as const;

export const statementChanges: readonly Change[] = [
  {
    ...placement,
    kind: 'boundary',
    title: 'rows after now are in an open period',
    from: `spans.some(({ days }) => days === 'untilNow') ? [`,
    to: `spans.some(({ days }) => days === 'cut') ? [`,
    first: ['metrics/sales', 'metrics/acquisition'],
  },
  {
    ...besideDays,
    title: 'what begins in an earlier period begins in the one of the row',
    from: 'sql`${own} >= ${row}`',
    to: 'sql`${own} <= ${row}`',
  },
  {
    ...besideDays,
    title: 'what begins within the period of the row began before it',
    from: 'sql`${own} < ${row}`',
    to: 'sql`${own} <= ${row}`',
  },
  {
    ...besideDays,
    title: 'what begins later today has begun',
    from: 'until === undefined ? within',
    to: 'within !== undefined ? within',
  },
  {
    ...besideDays,
    file: 'src/sql/duckdb.ts',
    title: 'the quarter before the first one is the first one',
    from: '(${since} + ${constant(step * manyStretches)}) //',
    to: '(${since}) //',
  },
  {
    ...distinct,
    file: 'src/sql/duckdb.ts',
    title: 'customers of all rows are counted, whatever a measure asks',
    from: '${constant(last)})${filter})',
    to: '${constant(last)}))',
  },
  {
    ...ranges,
    title: 'who is in a state is so at the first instant alone',
    from: '(instants === 1 ? select : {',
    to: '(instants > 0 ? select : {',
  },
  {
    ...placement,
    title: 'days decide where instants cut them',
    from: `date !== null && spans.every(({ days }) => days !== 'cut') ?`,
    to: 'date !== null ?',
    first: ['query/time-zones', 'metrics/bounds'],
  },
  {
    ...placement,
    title: 'a row takes what the period before its own knows',
    from: '${bucket} + 1]`',
    to: '${bucket}]`',
  },
  {
    ...placement,
    title: 'rows in no period open the first one',
    from: 'of.length === 0 ? [0, -1]',
    to: 'of.length === 0 ? [0, 0]',
  },
  {
    ...placement,
    title: 'periods opened keep the order of time, whatever they are for',
    from: 'inOrder ? period :',
    to: 'inOrder || order.length > 1 ? period :',
  },
  {
    ...stretches,
    kind: 'boundary',
    title: 'the last day of a period is out of it',
    from: 'Date.parse(lastDate) / millisecondsPerDay + 1)',
    to: 'Date.parse(lastDate) / millisecondsPerDay)',
  },
  {
    ...stretches,
    title: 'periods that lie in others are a staircase',
    from: 'return ascends ? order : null;',
    to: 'return ascends || order.length > 1 ? order : null;',
  },
  {
    ...stretches,
    title: 'two periods that share days do not overlap',
    from: 'indexes.length > 1)',
    to: 'indexes.length > 2)',
  },
  {
    ...distinct,
    title: 'a thing opens the last period of its row before once more',
    from: 'ORDER BY stretch) + 1`',
    to: 'ORDER BY stretch)`',
  },
  {
    ...distinct,
    title: 'a thing counts for each of its rows',
    from: 'sql`greatest(first_period, ${before})`',
    to: 'sql`first_period`',
  },
  {
    ...distinct,
    kind: 'boundary',
    title: 'a thing is out of the last period that its row lies in',
    from: 'changeAt(sql`last_period + 1`,',
    to: 'changeAt(sql`last_period`,',
  },
  {
    ...distinct,
    title: 'things that no row of the measure names count where another measure has them',
    from: 'measures.length === 1 ? sql`count(rows_0)` : sql`count(*) FILTER',
    to: 'measures.length > 0 ? sql`count(rows_0)` : sql`count(*) FILTER',
    first: ['query/metrics-together', 'metrics/value', 'metrics/engagement'],
  },
  {
    ...branches,
    title: 'who is kept is all of the base where periods overlap',
    from: `of === 'lost' ? 'all' : of === 'kept' ? 'taken' : 'none'`,
    to: `of === 'lost' ? 'all' : 'none'`,
    first: ['metrics/retention', 'query/compile/golden-sql'],
  },
  {
    ...branches,
    title: 'who is kept is all of the base where none do',
    from: `of === 'kept' ? 'staying' : 'all'`,
    to: `'all'`,
  },
  {
    ...branches,
    title: 'who leaves does so at every place of its range',
    from: `(of === 'lost' ? 'leaving' :`,
    to: `(of === 'lost' ? 'all' :`,
  },
  {
    ...runs,
    title: 'a customer whose dormant spell follows the active one has left the base',
    from: 'IS DISTINCT FROM hi THEN hi - 1 END',
    to: 'IS DISTINCT FROM hi + 1 THEN hi - 1 END',
  },
  {
    ...runs,
    kind: 'boundary',
    title: 'who leaves does so a place before the last in the base',
    from: 'hi THEN hi - 1 END',
    to: 'hi THEN hi - 2 END',
  },
  {
    ...runs,
    title: 'who never left the base comes back to it where no periods overlap',
    from: 'sql`before IS DISTINCT FROM lo`, ',
    to: '',
  },
  {
    ...runs,
    kind: 'boundary',
    title: 'who buys for the first time comes back',
    from: '${boughtBefore} < lo`',
    to: '${boughtBefore} <= lo`',
  },
  {
    ...ladders,
    kind: 'boundary',
    title: 'periods that touch do not make a ladder',
    from: 'if (sinceLast < 0 ||',
    to: 'if (sinceLast <= 0 ||',
  },
  {
    ...ladders,
    title: 'what happens between two periods is of the first of the question',
    from: '.fill(-1)',
    to: '.fill(0)',
  },
  {
    ...ladders,
    title: 'the customers at an end are those at the start of their period',
    from: `(at === 'end' ? 1 : 2)`,
    to: '2',
  },
  {
    ...ranges,
    kind: 'boundary',
    title: 'a range reaches one instant further',
    from: ': sql`hi - 1`',
    to: ': sql`hi`',
  },
  {
    ...ranges,
    file: 'src/query/compile/population-places.ts',
    kind: 'customer attributes',
    title: "customers counted by ranges are placed by their attributes of the event, where today's are asked for",
    from: `const current = scope.attributes === 'CURRENT';`,
    to: 'const current = scope.attributes === null;',
  },
  {
    ...ranges,
    file: 'src/query/compile/population.ts',
    kind: 'customer attributes',
    title: 'an age is the same at every instant of a version',
    from: ` && !asksThen(['ageBand'], level, compilation)`,
    to: '',
  },
  {
    ...crossings,
    title: 'who leaves and is back at the end of an overlapping period has left',
    from: '(place) => [sql`NOT ${inBaseAt(instantAt(end, place), compilation)}`]',
    to: '() => []',
  },
  {
    ...crossings,
    title: 'who never left the base comes back to it where periods overlap',
    from: '      sql`NOT ${inBaseAt(instantAt(start, place), compilation)}`,\n',
    to: '',
  },
  {
    ...runs,
    title: 'every customer of the base is dormant',
    from: `[sql\`state = \${textConstant('dormant')}\`]`,
    to: '[]',
    first: ['metrics/retention'],
  },
  {
    ...ranges,
    kind: 'boundary',
    file: 'src/sql/postgres.ts',
    title: 'a version begins after its first instant in PostgreSQL',
    from: `width_bucket(\${value} - interval '1 microsecond', `,
    to: 'width_bucket(${value}, ',
  },
  {
    ...ranges,
    kind: 'boundary',
    file: 'src/sql/duckdb.ts',
    title: 'an instant is before itself in DuckDB',
    from: 'sql`${instant} <= ${value}` :',
    to: 'sql`${instant} < ${value}` :',
  },
  {
    ...viewer,
    file: 'src/sql/rows-in-view.ts',
    title: 'interactions are the same for every viewer',
    from: `  'dim_agent',\n`,
    to: `  'dim_agent',\n  'fact_interaction',\n`,
  },
  {
    ...viewer,
    file: 'src/sql/rows-in-view.ts',
    title: 'facts of nobody are seen by whoever sees some customers',
    from: 'WHERE customer_no IN (',
    to: 'WHERE customer_no = 0 OR customer_no IN (',
  },
  {
    ...viewer,
    file: 'src/query/compile/customers-in-view.ts',
    title: 'a viewer sees whoever was once what it may see',
    from: 'where: [sql`version.is_current`, ',
    to: 'where: [',
  },
  {
    ...oneView,
    title: 'each that reads sees a version of its own',
    from: 'if (isOver) return engine.read(work);',
    to: 'if (view === null) return engine.read(work);',
  },
  {
    ...oneView,
    title: 'a view does not see its own version',
    from: '>= BigInt(version)',
    to: '> BigInt(version)',
  },
  {
    ...oneView,
    title: 'what reads after a write sees what was before it',
    from: '    const open = view;\n    view = null;\n    await open?.letGo();',
    to: '    const open = view;\n    if (!isOver) return;\n    view = null;\n    await open?.letGo();',
  },
  {
    ...rows,
    title: 'the rows of a window are as many as its stretches',
    from: 'CAST(sum(${column}) AS bigint)',
    to: 'CAST(count(${column}) AS bigint)',
  },
  {
    ...rows,
    file: 'src/query/compile/aggregate.ts',
    title: 'what some measures ask is asked for all',
    from: 'others.every((parts) => parts.some(',
    to: 'others.some((parts) => parts.some(',
    first: ['query/compile/in-common', 'metrics/satisfaction'],
  },
  {
    ...rows,
    title: 'medians of a window are added up from its stretches',
    from: "aggregate.kind === 'count' || aggregate.kind === 'sum';",
    to: "aggregate.kind !== 'several';",
  },
  {
    ...page,
    title: 'the sum of nothing comes last on a page',
    from: 'sql`coalesce(CAST(${measure} AS double precision), 0)`',
    to: 'sql`CAST(${measure} AS double precision)`',
  },
  {
    ...page,
    title: 'no member comes first on a page that goes downwards',
    from: 'sql`${value}${descending ? sql` DESC` : sql``} NULLS LAST`',
    to: 'sql`${value}${descending ? sql` DESC NULLS FIRST` : sql` NULLS LAST`}`',
  },
  {
    ...page,
    title: 'what is equal on a page is in no order',
    from: ", own('bucket').value, ...keys.map((_, position) => ordered(orderOf(position), false))]",
    to: ']',
  },
  {
    ...page,
    title: 'numbers are ordered as texts on a page',
    from: 'return byNumber ? sql`CAST(${value} AS integer)` : dialect.byCodePoint(value);',
    to: 'return byNumber === null ? sql`CAST(${value} AS integer)` : dialect.byCodePoint(value);',
  },
  {
    ...page,
    title: 'the rows of a page are the number of those that are not filled',
    from: 'sql`count(*) * ${constant(periods)}`',
    to: 'sql`count(*)`',
  },
  {
    ...page,
    title: 'slices without a member are not filled on a page',
    from: 'sql`${row} IS NOT DISTINCT FROM ${slice}`',
    to: 'sql`${row} = ${slice}`',
  },
  {
    ...page,
    file: 'src/query/compile/named-keys.ts',
    title: 'a customer is named once for each of his versions',
    from: '? sql` AND ${name(key)}.is_current` : sql``',
    to: '? sql`` : sql``',
  },
  {
    ...page,
    file: 'src/query/assemble/assemble.ts',
    kind: 'assembler',
    title: 'a page cut in the engine is cut once more',
    from: 'groups === undefined ? chosen.slice(query.choices.offset, query.choices.offset + query.choices.first) : chosen;',
    to: 'chosen.slice(query.choices.offset, query.choices.offset + query.choices.first);',
  },
  {
    ...page,
    file: 'src/query/measure/measure.ts',
    title: 'a page is refused by its own rows, not by those there are',
    from: '(counted ?? each.columns.rowCount) <= most',
    to: 'each.columns.rowCount <= most',
  },
  {
    ...pagePlan,
    title: 'a page is cut before conditions on rows are judged',
    from: 'top === null && choices.having.length === 0 &&',
    to: 'top === null &&',
  },
  {
    ...pagePlan,
    title: 'a page is cut by the first measure of a quotient',
    from: "if (formula.kind !== 'total') return null;",
    to: "if (formula.kind !== 'total') return { kind: 'measure', place: 0, descending };",
  },
  {
    ...pagePlan,
    title: 'rows of two families are one page of the first',
    from: 'return sources.size === 1 ? measures : null;',
    to: 'return sources.size > 0 ? measures : null;',
  },
];
