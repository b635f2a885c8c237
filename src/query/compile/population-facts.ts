// What the facts of customers or agents come to in each period, joined to those a statement is about. Facts are never
// restricted by the question's filter, which is about the owners.
import type { EachOfRows, Rows } from '../../metrics/measure';
import { column, type Expression } from '../../model/expression';
import { compileExpression, type ExpressionScope } from '../../sql/compile-expression';
import { type Fragment, name, sql } from '../../sql/fragment';
import type { Step } from '../../sql/select';
import { anyOf, compileAggregate } from './aggregate';
import { type FactContext, type FactRows, factRows } from './fact-rows';
import type { Joins } from './joins';

type FactColumn = { readonly step: string; readonly alias: string; readonly nothing: 'zero' | 'null' };

export type FactsOfEach = {
  readonly steps: readonly Step[];
  /** The column of an aggregate, and the join that it takes, to a relation with index and owner. */
  readonly column: (each: EachOfRows[string], joins: Joins, relation: string) => Fragment;
};

type Owner = 'customer_no' | 'agent_no';

/** One step per source of facts: what the rows of each owner come to in each bucket. */
export function factsOfEach(
  owner: Owner,
  measures: readonly { readonly each?: EachOfRows }[],
  context: FactContext,
): FactsOfEach {
  const bySource = new Map<string, Map<string, EachOfRows[string]>>();
  for (const each of measures.flatMap((measure) => Object.values(measure.each ?? {}))) {
    const source = [each.family, each.at, each.span].join();
    const group = bySource.get(source) ?? new Map<string, typeof each>();
    bySource.set(source, group.set(JSON.stringify(each), each));
  }
  const columns = new Map<string, FactColumn>();
  const steps = [...bySource.values()].flatMap((group, index): readonly Step[] => {
    const members = [...group.values()];
    const step = `facts_${index}`;
    const rows = factRows(members[0]!, { ...context, prefix: `${step}_` });
    const values = members.map((each, position) => {
      const alias = `e${position}`;
      columns.set(JSON.stringify(each), { step, alias, nothing: each.aggregate.kind === 'first' ? 'null' : 'zero' });
      return { name: alias, value: compileAggregate(each.aggregate, each.where, rows.columns) };
    });
    const grain = [
      { name: 'index', value: rows.bucket },
      { name: owner, value: name('fact', owner) },
    ];
    const select = rows.select([
      sql`${name('fact', owner)} <> 0`,
      ...anyOf(members.map(({ where }) => ({ where, columns: rows.columns }))),
    ]);
    const words = `what the ${members[0]!.family} rows of each ${owner === 'agent_no' ? 'agent' : 'customer'} come to`;
    return [...rows.steps(), { words, name: step, of: [{ ...select, columns: [...grain, ...values], groupBy: 2 }] }];
  });
  return {
    steps,
    column: (each, joins, relation) => {
      const { step, alias, nothing } = columns.get(JSON.stringify(each))!;
      const [facts, owners] = [name(step), name(relation)];
      joins.add(
        step,
        sql`LEFT JOIN ${facts} ON ${facts}.index = ${owners}.index AND ${facts}.${name(owner)} = ${owners}.${name(owner)}`,
      );
      return nothing === 'zero' ? sql`coalesce(${name(step, alias)}, 0)` : name(step, alias);
    },
  };
}

export type FactsOver = {
  /** What restricts the aggregate of each measure. */
  readonly conditions: readonly (Expression | undefined)[];
  readonly columns: ExpressionScope;
  /** Asked for last, when every column is known. */
  readonly steps: () => readonly Step[];
  readonly join: Fragment;
};

/** The facts of one source that the measures of a statement count over, joined to their customers. */
export function factsOver(over: readonly [Rows, ...Rows[]], context: FactContext): FactsOver {
  const rows = factRows(over[0], { ...context, prefix: 'fact_' });
  const columns = new Map<string, Fragment>();
  // What counts is judged where the fact stands in its period.
  const conditions = over.map(({ where }, index) => {
    if (where === undefined) return undefined;
    columns.set(`counts_${index}`, compileExpression(where, rows.columns));
    return column(`counts_${index}`);
  });
  return {
    conditions,
    columns: {
      ...rows.columns,
      column: (id) => {
        if (id !== 'customer_no' && !columns.has(id)) columns.set(id, rows.columns.column(id));
        return name('fact', id);
      },
    },
    steps: () => [...rows.steps(), factsStep(over, rows, columns)],
    join: sql`JOIN fact ON fact.index = state.index AND fact.customer_no = state.customer_no`,
  };
}

function factsStep(over: readonly Rows[], rows: FactRows, columns: ReadonlyMap<string, Fragment>): Step {
  const select = rows.select([
    sql`fact.customer_no <> 0`,
    ...anyOf(over.map(({ where }) => ({ where, columns: rows.columns }))),
  ]);
  return {
    words: 'the facts of customers in each period',
    name: 'fact',
    of: [
      {
        ...select,
        columns: [
          { name: 'index', value: rows.bucket },
          { name: 'customer_no', value: sql`fact.customer_no` },
          ...[...columns].map(([id, value]) => ({ name: id, value })),
        ],
      },
    ],
  };
}
