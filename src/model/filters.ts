// A filter as a checked tree: every branch is applied or the question is refused; nothing is dropped.
// Logic is three-valued: a member that is null meets neither a condition nor its negation, only isNull.
import { UserError } from '../errors';
import { type DimensionDefinition, dimensions, findDimension } from './dimensions';

export type OrderOperator = 'gte' | 'gt' | 'lte' | 'lt';

export type MemberTest =
  | { readonly kind: 'in'; readonly members: readonly string[] }
  | { readonly kind: 'notIn'; readonly members: readonly string[] }
  | { readonly kind: 'contains'; readonly text: string }
  | { readonly kind: 'order'; readonly operator: OrderOperator; readonly bound: string }
  | { readonly kind: 'isNull' }
  | { readonly kind: 'isKnown' };

export type Filter =
  | { readonly kind: 'all'; readonly of: readonly Filter[] }
  | { readonly kind: 'any'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  /** All tests hold of one member; of a dimension with several members (tags), of one and the same. */
  | { readonly kind: 'test'; readonly dimension: string; readonly tests: readonly MemberTest[] };

/** The arguments of FilterInput, not yet checked. */
export type FilterArguments = {
  readonly all?: readonly FilterArguments[] | null;
  readonly any?: readonly FilterArguments[] | null;
  readonly not?: FilterArguments | null;
  readonly dimension?: string | null;
  readonly in?: readonly string[] | null;
  readonly notIn?: readonly string[] | null;
  readonly contains?: string | null;
  readonly gte?: string | null;
  readonly gt?: string | null;
  readonly lte?: string | null;
  readonly lt?: string | null;
  readonly isNull?: boolean | null;
};

const branches = ['all', 'any', 'not', 'dimension'] as const;
const operators = ['in', 'notIn', 'contains', 'gte', 'gt', 'lte', 'lt', 'isNull'] as const;
const orderOperators = ['gte', 'gt', 'lte', 'lt'] as const;
const deepest = 20;

/** Throws INVALID_FILTER naming the path of the branch, or UNKNOWN_DIMENSION. */
export function parseFilter(input: FilterArguments, path = 'where', depth = 0): Filter {
  const refuse = (problem: string, hint: string): never => {
    throw new UserError('INVALID_FILTER', { path, problem, hint });
  };
  if (depth > deepest) refuse(`it is nested more than ${deepest} deep`, 'Flatten it with all and any.');
  const given = branches.filter((branch) => input[branch] != null);
  if (given.length !== 1)
    refuse(
      given.length === 0 ? 'it has no branch' : `it has ${given.join(' and ')} at once`,
      `Give exactly one of ${branches.join(', ')}; nest with all or any.`,
    );
  const used = operators.filter((operator) => input[operator] != null);
  if (input.dimension == null && used.length > 0)
    refuse(`${used.join(' and ')} has no dimension`, 'Name the dimension beside its operators.');
  for (const branch of ['all', 'any'] as const) {
    const list = input[branch];
    if (list == null) continue;
    if (list.length === 0) refuse(`${branch} is empty`, 'Give at least one filter, or leave the branch out.');
    return { kind: branch, of: list.map((each, index) => parseFilter(each, `${path}.${branch}[${index}]`, depth + 1)) };
  }
  if (input.not != null) return { kind: 'not', of: parseFilter(input.not, `${path}.not`, depth + 1) };
  const name = input.dimension!;
  const dimension = findDimension(name);
  if (dimension === undefined)
    throw new UserError('UNKNOWN_DIMENSION', { given: name, allowed: dimensions.map(({ id }) => id) });
  if (used.length === 0) refuse(`${name} has no operator`, `Give one or more of ${operators.join(', ')}.`);
  const tests = used.map((operator) => testOf(dimension, operator, input, refuse));
  return { kind: 'test', dimension: dimension.id, tests };
}

function testOf(
  dimension: DimensionDefinition,
  operator: (typeof operators)[number],
  input: FilterArguments,
  refuse: (problem: string, hint: string) => never,
): MemberTest {
  const member = (value: string): string => {
    if (value.includes('\0')) return refuse(`${operator} holds a NUL character`, 'No member has one.');
    if (dimension.order === 'number' && !/^\d{1,4}$/.test(value))
      return refuse(`${dimension.id} has no member "${value}"`, 'Its members are whole numbers.');
    if (typeof dimension.order === 'object' && !dimension.order.includes(value))
      return refuse(`${dimension.id} has no member "${value}"`, `Its members are ${dimension.order.join(', ')}.`);
    return value;
  };
  if (operator === 'in' || operator === 'notIn') {
    const members = input[operator]!;
    if (members.length === 0)
      refuse(`${operator} is empty`, 'Give at least one member; use isNull for facts without one.');
    return { kind: operator, members: members.map(member) };
  }
  if (operator === 'isNull') return { kind: input.isNull === true ? 'isNull' : 'isKnown' };
  if (operator === 'contains') {
    const text = input.contains!;
    if (dimension.order !== 'text') refuse(`${dimension.id} has no text to search`, 'Use in.');
    if (text.includes('\0')) refuse('contains holds a NUL character', 'No member has one.');
    return { kind: 'contains', text };
  }
  if (!orderOperators.includes(operator)) return operator as never;
  if (typeof dimension.order === 'object') refuse(`${dimension.id} has no order`, 'Use in.');
  return { kind: 'order', operator, bound: member(input[operator]!) };
}

/** Every dimension the filter names, each once. */
export function dimensionsOfFilter(filter: Filter | null): readonly string[] {
  if (filter === null) return [];
  switch (filter.kind) {
    case 'all':
    case 'any':
      return [...new Set(filter.of.flatMap(dimensionsOfFilter))];
    case 'not':
      return dimensionsOfFilter(filter.of);
    case 'test':
      return [filter.dimension];
    default:
      return filter satisfies never;
  }
}
