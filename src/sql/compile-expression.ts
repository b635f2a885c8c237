// Writes an expression of the model as SQL. What a column or a parameter is, the statement around it knows.
import type { Comparator, Expression, ParameterName } from '../model/expression';
import type { Dialect } from './dialect';
import { constant, type Fragment, join, sql, textConstant } from './fragment';

export type ExpressionScope = {
  readonly dialect: Dialect;
  readonly column: (name: string) => Fragment;
  readonly parameter: (name: ParameterName) => Fragment;
  /** A column compared with a parameter in a quicker way, where there is one. */
  readonly compared?: (column: string, operator: Comparator, parameter: ParameterName) => Fragment | null;
};

const comparators = {
  '=': sql`=`,
  '<>': sql`<>`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
} as const;
const operators = { '+': sql`+`, '-': sql`-`, '*': sql`*` } as const;

export function compileExpression(expression: Expression, scope: ExpressionScope): Fragment {
  const write = (of: Expression): Fragment => compileExpression(of, scope);
  switch (expression.kind) {
    case 'column':
      return scope.column(expression.name);
    case 'parameter':
      return scope.parameter(expression.name);
    case 'literal':
      if (typeof expression.value === 'string') return textConstant(expression.value);
      if (typeof expression.value === 'boolean') return constant(expression.value ? 'TRUE' : 'FALSE');
      return constant(expression.value);
    case 'compare':
      return (
        compareQuickly(expression, scope) ??
        sql`${write(expression.left)} ${comparators[expression.operator]} ${write(expression.right)}`
      );
    case 'in':
      return sql`${write(expression.value)} IN (${join(expression.members.map(textConstant), ', ')})`;
    case 'isNull':
      return sql`${write(expression.value)} IS NULL`;
    case 'and':
      return sql`(${join(expression.of.map(write), ' AND ')})`;
    case 'or':
      return sql`(${join(expression.of.map(write), ' OR ')})`;
    case 'not':
      if (expression.of.kind === 'isNull') return sql`${write(expression.of.value)} IS NOT NULL`;
      return sql`NOT (${write(expression.of)})`;
    case 'arithmetic':
      return sql`(${write(expression.left)} ${operators[expression.operator]} ${write(expression.right)})`;
    case 'coalesce':
      return sql`coalesce(${write(expression.value)}, ${write(expression.otherwise)})`;
    case 'choose':
      return sql`CASE WHEN ${write(expression.when)} THEN ${write(expression.value)} ELSE ${write(expression.otherwise)} END`;
    case 'nineDecimals':
      return sql`CAST(${write(expression.of)} AS numeric(38, 9))`;
    case 'elapsed':
      return scope.dialect.elapsedMicroseconds(write(expression.from), write(expression.to));
    case 'prorated':
      return scope.dialect.prorated(write(expression.amount), expression.part, write(expression.whole));
    default:
      return expression satisfies never;
  }
}

const compareQuickly = (
  { left, operator, right }: Extract<Expression, { kind: 'compare' }>,
  { compared }: ExpressionScope,
): Fragment | null =>
  left.kind === 'column' && right.kind === 'parameter' ? (compared?.(left.name, operator, right.name) ?? null) : null;
