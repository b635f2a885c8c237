// The expression language in which metrics are written: a dozen kinds of plain data over the columns of one fact family
// (or over what was counted for one customer). It holds no SQL; src/sql/compile-expression.ts writes it for an engine.
// Logic is three-valued like SQL: a comparison with null is unknown, and a condition counts only what is true.

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** Instants and settings that belong to the question, not to the row. */
export type ParameterName = 'periodStart' | 'periodEnd' | 'now' | 'slaSeconds';

export type Expression =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'parameter'; readonly name: ParameterName }
  | { readonly kind: 'compare'; readonly operator: Comparator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'in'; readonly value: Expression; readonly members: readonly string[] }
  | { readonly kind: 'isNull'; readonly value: Expression }
  | { readonly kind: 'and'; readonly of: readonly Expression[] }
  | { readonly kind: 'or'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*';
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'coalesce'; readonly value: Expression; readonly otherwise: Expression }
  | { readonly kind: 'choose'; readonly when: Expression; readonly value: Expression; readonly otherwise: Expression }
  /** A double as a decimal of nine digits after the point: sums of it are exact, in whatever order they are taken. */
  | { readonly kind: 'nineDecimals'; readonly of: Expression }
  /** Microseconds from one instant to another. */
  | { readonly kind: 'elapsed'; readonly from: Expression; readonly to: Expression }
  /** Of an amount for a time (in microseconds) what falls to a part of it, rounded half up (away from 0) to four digits. */
  | { readonly kind: 'prorated'; readonly amount: Expression; readonly part: number; readonly whole: Expression };

type Operand = Expression | string | number | boolean;

/** A bare string names a column; numbers and booleans are literals. */
const operand = (value: Operand): Expression =>
  typeof value === 'string' ? column(value) : typeof value === 'object' ? value : { kind: 'literal', value };

export const column = (name: string): Expression => ({ kind: 'column', name });
export const literal = (value: string | number | boolean): Expression => ({ kind: 'literal', value });
export const parameter = (name: ParameterName): Expression => ({ kind: 'parameter', name });
export const compare = (left: Operand, operator: Comparator, right: Operand): Expression => ({
  kind: 'compare',
  operator,
  left: operand(left),
  right: operand(right),
});
/** The column holds one of the texts. */
export const oneOf = (name: string, ...members: readonly string[]): Expression => ({
  kind: 'in',
  value: column(name),
  members,
});
export const isNull = (value: Operand): Expression => ({ kind: 'isNull', value: operand(value) });
export const not = (of: Expression): Expression => ({ kind: 'not', of });
export const isKnown = (value: Operand): Expression => not(isNull(value));
export const and = (...of: readonly Expression[]): Expression => (of.length === 1 ? of[0]! : { kind: 'and', of });
export const or = (...of: readonly Expression[]): Expression => (of.length === 1 ? of[0]! : { kind: 'or', of });
export const plus = (left: Operand, right: Operand): Expression => ({
  kind: 'arithmetic',
  operator: '+',
  left: operand(left),
  right: operand(right),
});
export const minus = (left: Operand, right: Operand): Expression => ({
  kind: 'arithmetic',
  operator: '-',
  left: operand(left),
  right: operand(right),
});
export const coalesce = (value: Operand, otherwise: Operand): Expression => ({
  kind: 'coalesce',
  value: operand(value),
  otherwise: operand(otherwise),
});
export const choose = (when: Expression, value: Operand, otherwise: Operand): Expression => ({
  kind: 'choose',
  when,
  value: operand(value),
  otherwise: operand(otherwise),
});
export const nineDecimals = (of: Operand): Expression => ({ kind: 'nineDecimals', of: operand(of) });
export const elapsed = (from: Operand, to: Operand): Expression => ({
  kind: 'elapsed',
  from: operand(from),
  to: operand(to),
});

export const prorated = (amount: Operand, part: number, whole: Expression): Expression => ({
  kind: 'prorated',
  amount: operand(amount),
  part,
  whole,
});

/** Every column an expression reads. */
export function columnsOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'column':
      return [expression.name];
    case 'literal':
    case 'parameter':
      return [];
    case 'compare':
    case 'arithmetic':
      return [...columnsOf(expression.left), ...columnsOf(expression.right)];
    case 'in':
    case 'isNull':
      return columnsOf(expression.value);
    case 'and':
    case 'or':
      return expression.of.flatMap(columnsOf);
    case 'not':
    case 'nineDecimals':
      return columnsOf(expression.of);
    case 'coalesce':
      return [...columnsOf(expression.value), ...columnsOf(expression.otherwise)];
    case 'choose':
      return [...columnsOf(expression.when), ...columnsOf(expression.value), ...columnsOf(expression.otherwise)];
    case 'elapsed':
      return [...columnsOf(expression.from), ...columnsOf(expression.to)];
    case 'prorated':
      return [...columnsOf(expression.amount), ...columnsOf(expression.whole)];
    default:
      return expression satisfies never;
  }
}
