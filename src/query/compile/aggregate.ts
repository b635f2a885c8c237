// One aggregate over the rows of a statement, restricted by its own condition.
import type { Aggregate } from '../../metrics/measure';
import { and, type Expression } from '../../model/expression';
import { compileExpression, type ExpressionScope } from '../../sql/compile-expression';
import { empty, type Fragment, join, sql } from '../../sql/fragment';

export function compileAggregate(
  aggregate: Aggregate,
  where: Expression | undefined,
  columns: ExpressionScope,
): Fragment {
  const condition = where === undefined ? undefined : compileExpression(where, columns);
  const filter = condition === undefined ? empty : sql` FILTER (WHERE ${condition})`;
  switch (aggregate.kind) {
    case 'count':
      return sql`count(*)${filter}`;
    case 'sum':
      return sql`sum(${compileExpression(aggregate.of, columns)})${filter}`;
    case 'several': {
      const value = columns.column(aggregate.of);
      return sql`min(${value})${filter} <> max(${value})${filter}`;
    }
    case 'first':
      return sql`min(${columns.column(aggregate.of)})${filter}`;
    case 'countDistinct': {
      const values = aggregate.of.map(columns.column);
      return sql`count(DISTINCT ${values.length === 1 ? values[0]! : sql`(${join(values, ', ')})`})${filter}`;
    }
    case 'percentile': {
      const value = compileExpression(aggregate.of, columns);
      return columns.dialect.percentile(
        condition === undefined ? value : sql`CASE WHEN ${condition} THEN ${value} END`,
        aggregate.fraction,
      );
    }
    default:
      return aggregate satisfies never;
  }
}

export type Conditioned = { readonly where: Expression | undefined; readonly columns: ExpressionScope };

/** Rows that no aggregate counts need not be read: a slice appears when something in it counts. */
export function anyOf(conditions: readonly Conditioned[]): readonly Fragment[] {
  if (conditions.some(({ where }) => where === undefined)) return [];
  const texts = conditions.map(({ where, columns }) => compileExpression(where!, columns));
  const distinct = [...new Map(texts.map((text) => [JSON.stringify(text), text])).values()];
  return distinct.length === 1 ? distinct : [sql`(${join(distinct, ' OR ')})`];
}

export type InCommon = {
  /** What every measure asks of a row: said once, and where an index may answer it. */
  readonly common: readonly Expression[];
  /** What else a measure asks. */
  readonly rest: (where: Expression | undefined) => Expression | undefined;
};

export function inCommon(conditions: readonly (Expression | undefined)[]): InCommon {
  const [first = [], ...others] = conditions.map(partsOf);
  const common = first.filter((part) => others.every((parts) => parts.some((other) => isSame(part, other))));
  return {
    common,
    rest: (where) => {
      const parts = partsOf(where).filter((part) => !common.some((other) => isSame(part, other)));
      return parts.length > 1 ? and(...parts) : parts[0];
    },
  };
}

const partsOf = (where: Expression | undefined): readonly Expression[] =>
  where === undefined ? [] : where.kind === 'and' ? where.of.flatMap(partsOf) : [where];

const isSame = (left: Expression, right: Expression): boolean => JSON.stringify(left) === JSON.stringify(right);
