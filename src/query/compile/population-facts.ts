// The facts of the customers in a state, or of agents: what the facts of each come to, joined to their owner, or the facts
// themselves, joined to count over. Facts are never restricted by the question's filter, which is about the owners.
import type { EachOfRows, Rows } from '../../metrics/measure';
import type { Bucket } from '../../model/buckets';
import { column, type Expression } from '../../model/expression';
import { families } from '../../model/families';
import { compileExpression, type ExpressionScope } from '../../sql/compile-expression';
import type { Dialect } from '../../sql/dialect';
import { comment, type Fragment, join, name, sql } from '../../sql/fragment';
import type { MetricQuery } from '../question/metric-query';
import { compileAggregate } from './aggregate';
import { factRows } from './fact-rows';
import type { Joins } from './joins';
import { positions } from './output';
import { anyOf } from './rows';

type FactsContext = { readonly query: MetricQuery; readonly dialect: Dialect; readonly buckets: readonly Bucket[] };

type FactColumn = { readonly step: string; readonly alias: string; readonly nothing: 'zero' | 'null' };
export type FactsOfEach = {
  readonly steps: readonly Fragment[];
  readonly tables: readonly string[];
  /** The column of an aggregate, and the join that it takes, to a relation with index and owner. */
  readonly column: (each: EachOfRows[string], joins: Joins, relation: string) => Fragment;
};

type Owner = 'customer_no' | 'agent_no';

/** One step per source of facts: what the rows of each owner come to in each bucket. */
export function factsOfEach(
  owner: Owner,
  measures: readonly { readonly each?: EachOfRows }[],
  context: FactsContext,
): FactsOfEach {
  const bySource = new Map<string, Map<string, EachOfRows[string]>>();
  for (const each of measures.flatMap((measure) => Object.values(measure.each ?? {}))) {
    const source = [each.family, each.at, each.span].join();
    const group = bySource.get(source) ?? new Map<string, typeof each>();
    bySource.set(source, group.set(JSON.stringify(each), each));
  }
  const columns = new Map<string, FactColumn>();
  const tables: string[] = [];
  const steps = [...bySource.values()].flatMap((group, index) => {
    const members = [...group.values()];
    const first: Rows = members[0]!;
    const step = `facts_${index}`;
    const rows = factRows(first, { ...context, prefix: `${step}_` });
    const values = members.map((each, position) => {
      const alias = `e${position}`;
      columns.set(JSON.stringify(each), { step, alias, nothing: each.aggregate.kind === 'first' ? 'null' : 'zero' });
      return sql`${compileAggregate(each.aggregate, each.where, rows.scope)} AS ${name(alias)}`;
    });
    const conditions = [
      sql`${name('fact', owner)} <> 0`,
      ...anyOf(members.map(({ where }) => ({ where, scope: rows.scope }))),
    ];
    tables.push(...families[first.family].tables);
    return [
      ...rows.steps,
      sql`${comment(`what the facts of each ${owner === 'agent_no' ? 'agent' : 'customer'} come to`)}${name(step)} AS (
  SELECT ${rows.bucket} AS index, ${name('fact', owner)}, ${join(values, ', ')}
  ${rows.from(conditions)}
  GROUP BY ${positions(2)}
)`,
    ];
  });
  return {
    steps,
    tables,
    column: (each, joins, relation) => {
      const { step, alias, nothing } = columns.get(JSON.stringify(each))!;
      joins.add(
        step,
        sql`LEFT JOIN ${name(step)} ON ${name(step)}.index = ${name(relation)}.index AND ${name(step, owner)} = ${name(relation, owner)}`,
      );
      return nothing === 'zero' ? sql`coalesce(${name(step, alias)}, 0)` : name(step, alias);
    },
  };
}

export type FactsOver = {
  /** What restricts the aggregate of each measure, and the columns that aggregates read. */
  readonly conditions: readonly (Expression | undefined)[];
  readonly scope: ExpressionScope;
  /** Asked for last, when every column is known. */
  readonly steps: () => readonly Fragment[];
  readonly join: Fragment;
  readonly tables: readonly string[];
};

/** The facts of one source that the measures of a statement count over, joined to their customers. */
export function factsOver(over: readonly [Rows, ...Rows[]], context: FactsContext): FactsOver {
  const rows = factRows(over[0], { ...context, prefix: 'fact_' });
  const columns = new Map<string, Fragment>();
  // What counts is judged where the fact stands in its period.
  const conditions = over.map(({ where }, index) => {
    if (where === undefined) return undefined;
    columns.set(`counts_${index}`, compileExpression(where, rows.scope));
    return column(`counts_${index}`);
  });
  return {
    conditions,
    scope: {
      ...rows.scope,
      column: (id) => {
        if (!columns.has(id)) columns.set(id, rows.scope.column(id));
        return name('fact', id);
      },
    },
    steps: () => {
      const list = [
        sql`${rows.bucket} AS index`,
        sql`fact.customer_no`,
        ...[...columns].map(([id, value]) => sql`${value} AS ${name(id)}`),
      ];
      const from = rows.from([
        sql`fact.customer_no <> 0`,
        ...anyOf(over.map(({ where }) => ({ where, scope: rows.scope }))),
      ]);
      return [
        ...rows.steps,
        sql`${comment('the facts of customers in each period')}fact AS (
  SELECT ${join(list, ', ')}
  ${from}
)`,
      ];
    },
    join: sql`\nJOIN fact ON fact.index = state.index AND fact.customer_no = state.customer_no`,
    tables: families[over[0].family].tables,
  };
}
