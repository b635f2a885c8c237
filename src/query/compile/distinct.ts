// How many different things rows name (customers, orders, days of customers): rows are first grouped to the thing, and the
// groups counted (docs/decisions/quick-statements.md: half the time of count(DISTINCT)). Where periods overlap, as windows do,
// a thing opens the periods that its row before has not opened yet, so that each row is still read once:
//
//   windows of three days, a customer active on days 1, 2 and 5: opens 1-3, then 4, then 5-7
import { compileExpression } from '../../sql/compile-expression';
import type { CountCustomers } from '../../sql/dialect';
import { empty, type Fragment, join, name, sql } from '../../sql/fragment';
import type { Column, Select, Step } from '../../sql/select';
import { type DistinctMeasure, isOfCustomers, type PlannedStatement } from '../plan/query-plan';
import { anyOf, compileAggregate } from './aggregate';
import type { Compilation } from './compilation';
import { type FactRows, factRows } from './fact-rows';
import { keysOf, type NamedKey, namedKeys } from './named-keys';
import { grainOf, type MeasureStatement, measureStatement } from './output';
import type { Staircase } from './placement';
import { onlyTop } from './slice-keys';

type Planned = Extract<PlannedStatement, { kind: 'distinct' }>;

export function distinctStatement({ level, measures }: Planned, compilation: Compilation): MeasureStatement {
  const rows = factRows(measures[0], { ...compilation, buckets: level.buckets });
  const { columns } = rows;
  const names = namedKeys(level, rows, compilation);
  const keys = names.map(({ grouped }) => grouped);
  const things = measures[0].aggregate.of.map((column) => ({ name: column, value: columns.column(column) }));
  const conditions = [
    ...rows.filter(),
    ...onlyTop(level, keys),
    ...anyOf(measures.map(({ where }) => ({ where, columns }))),
  ];
  const outerKeys = keysOf(names);
  const staircase = measures.length === 1 ? rows.staircase() : null;
  if (staircase !== null) {
    const placed: Step = {
      words: 'rows by the stretch of time in which they lie',
      name: 'placed',
      of: [
        {
          ...rows.selectPlain(conditions),
          columns: [...keys, ...things, { name: 'stretch', value: staircase.stretch }],
        },
      ],
    };
    return openedPeriods(measures[0], placed, staircase, names, things, compilation);
  }
  const count =
    level.by.length > 0 || !isOfCustomers(measures[0])
      ? null
      : compilation.dialect.countCustomers(level.buckets.length);
  if (count !== null) return countedAtOnce(measures, rows, conditions, count);
  const grain = [...grainOf(rows.bucket, keys), ...things];
  const counts = measures.map(({ where }, index) => ({
    name: `rows_${index}`,
    // With one condition every row meets it. Its count is read all the same: a group without any aggregate may take PostgreSQL
    // for ever once it no longer fits into memory.
    value: compileAggregate({ kind: 'count' }, measures.length === 1 ? undefined : where, columns),
  }));
  const select = rows.select(conditions);
  const each: Step = {
    words: 'each thing that rows name, once a period and slice',
    name: 'each_thing',
    of: [{ ...select, columns: [...grain, ...counts], groupBy: grain.length }],
  };
  return measureStatement({
    steps: [...rows.steps(), each],
    bucket: name('bucket'),
    keys: outerKeys,
    names,
    measures: measures.map((measure, index) => ({
      measure,
      value: measures.length === 1 ? sql`count(rows_0)` : sql`count(*) FILTER (WHERE ${name(`rows_${index}`)} > 0)`,
    })),
    select: { from: sql`each_thing` },
  });
}

/** Without slices there are as many groups as periods. */
function countedAtOnce(
  measures: Planned['measures'],
  rows: FactRows,
  conditions: readonly Fragment[],
  count: CountCustomers,
): MeasureStatement {
  const customer = rows.columns.column('customer_no');
  const filterOf = ({ where }: DistinctMeasure): Fragment =>
    // With one condition every row meets it.
    where === undefined || measures.length === 1
      ? empty
      : sql` FILTER (WHERE ${compileExpression(where, rows.columns)})`;
  const select = rows.select(conditions);
  return measureStatement({
    steps: rows.steps(),
    bucket: rows.bucket,
    keys: [],
    measures: measures.map((measure) => ({ measure, value: count(customer, filterOf(measure)) })),
    select,
  });
}

function openedPeriods(
  measure: DistinctMeasure,
  placed: Step,
  { first, last, index }: Staircase,
  names: readonly NamedKey[],
  things: readonly Column[],
  { dialect }: Compilation,
): MeasureStatement {
  const keys = keysOf(names);
  const own = [...keys, ...things.map((thing) => ({ name: thing.name, value: name(thing.name) }))];
  const list = (columns: readonly Column[]): Fragment =>
    join(
      columns.map(({ value }) => value),
      ', ',
    );
  const before = sql`lag(last_period) OVER (PARTITION BY ${list(own)} ORDER BY stretch) + 1`;
  const slice = keys.length === 0 ? sql`` : sql`PARTITION BY ${list(keys)} `;
  const changeAt = (at: Fragment, count: Fragment): Select => ({
    columns: [...keys, { name: 'changes_at', value: at }, { name: 'n', value: count }],
    from: sql`opened_together`,
  });
  const step = (words: string, as: string, ...of: Step['of']): Step => ({ words, name: as, of });
  const steps: Step[] = [
    placed,
    step('the first and the last period that each row lies in', 'reach', {
      columns: [
        ...own,
        { name: 'stretch', value: sql`stretch` },
        { name: 'first_period', value: first(sql`stretch`) },
        { name: 'last_period', value: last(sql`stretch`) },
      ],
      from: sql`placed`,
    }),
    step('the periods that each row opens, less those that the row before it has opened', 'opened', {
      columns: [
        ...keys,
        { name: 'first_period', value: sql`greatest(first_period, ${before})` },
        { name: 'last_period', value: sql`last_period` },
      ],
      from: sql`reach`,
    }),
    step('how many open the same periods', 'opened_together', {
      columns: [
        ...keys,
        { name: 'first_period', value: sql`first_period` },
        { name: 'last_period', value: sql`last_period` },
        { name: 'n', value: sql`count(*)` },
      ],
      from: sql`opened`,
      where: [sql`first_period <= last_period`],
      groupBy: keys.length + 2,
    }),
    step(
      'how many open and close at each period',
      'change',
      changeAt(sql`first_period`, sql`n`),
      changeAt(sql`last_period + 1`, sql`-n`),
    ),
    step('how many are open from each change to the next', 'open_count', {
      columns: [
        ...keys,
        { name: 'changes_at', value: sql`changes_at` },
        { name: 'next_change_at', value: sql`lead(changes_at) OVER (${slice}ORDER BY changes_at)` },
        { name: 'n', value: sql`sum(sum(n)) OVER (${slice}ORDER BY changes_at)` },
      ],
      from: sql`change`,
      groupBy: keys.length + 1,
    }),
    step('every period with what is open in it', 'every_period', {
      columns: [
        ...keys,
        { name: 'n', value: sql`n` },
        { name: 'period', value: dialect.series(sql`changes_at`, sql`next_change_at - 1`) },
      ],
      from: sql`open_count`,
      where: [sql`next_change_at IS NOT NULL`, sql`n > 0`],
    }),
  ];
  return measureStatement({
    steps,
    bucket: index(sql`period`),
    keys,
    names,
    measures: [{ measure, value: sql`max(n)` }],
    select: { from: sql`every_period` },
  });
}
