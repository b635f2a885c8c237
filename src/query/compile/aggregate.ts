// One aggregate over the rows of a statement, restricted by its own condition.
import type { Aggregate } from '../../metrics/measure';
import type { Expression } from '../../model/expression';
import { compileExpression, type ExpressionScope } from '../../sql/compile-expression';
import { empty, type Fragment, join, sql } from '../../sql/fragment';

export function compileAggregate(
  aggregate: Aggregate,
  where: Expression | undefined,
  scope: ExpressionScope,
): Fragment {
  const condition = where === undefined ? undefined : compileExpression(where, scope);
  const filter = condition === undefined ? empty : sql` FILTER (WHERE ${condition})`;
  switch (aggregate.kind) {
    case 'count':
      return sql`count(*)${filter}`;
    case 'sum':
      return sql`sum(${compileExpression(aggregate.of, scope)})${filter}`;
    case 'first':
      return sql`min(${scope.column(aggregate.of)})${filter}`;
    case 'countDistinct': {
      const columns = aggregate.of.map(scope.column);
      return sql`count(DISTINCT ${columns.length === 1 ? columns[0]! : sql`(${join(columns, ', ')})`})${filter}`;
    }
    case 'percentile': {
      const value = compileExpression(aggregate.of, scope);
      return scope.dialect.percentile(
        condition === undefined ? value : sql`CASE WHEN ${condition} THEN ${value} END`,
        aggregate.fraction,
      );
    }
    default:
      return aggregate satisfies never;
  }
}
