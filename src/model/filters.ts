// A filter as a checked tree: every branch is applied or the question is refused; nothing is dropped.
// A filter holds of a row or it does not: what has no member meets no test but isNull, and meets every negation of one.
import { UserError, userErrorsOf } from '../errors';
import { checkMember, type DimensionDefinition, dimensions, findDimension, mayBeMember } from './dimensions';
import { collectFaults } from './faults';
import type { PeriodArguments } from './period-forms';

export type OrderOperator = 'gte' | 'gt' | 'lte' | 'lt';

/** Each member once. `positions`: where in the list each stood first, if one stood in it twice. */
type Listing<Kind> = {
  readonly kind: Kind;
  readonly members: readonly string[];
  readonly positions?: readonly number[];
};

export type MemberTest =
  | Listing<'in'>
  | Listing<'notIn'>
  | { readonly kind: 'contains'; readonly text: string }
  | { readonly kind: 'order'; readonly operator: OrderOperator; readonly bound: string }
  | { readonly kind: 'isNull' }
  | { readonly kind: 'isKnown' };

export type Filter =
  /** Of nothing: it holds of everything. */
  | { readonly kind: 'all'; readonly of: readonly Filter[] }
  /** Of nothing: it holds of nothing. */
  | { readonly kind: 'any'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  /** All tests hold of the row's member. Of its tags: notIn that none is listed, isNull that there is none, and the others of one and the same tag. */
  | {
      readonly kind: 'test';
      readonly dimension: string;
      readonly tests: readonly MemberTest[];
      /** The saved segment whose filter it stands in, if any. */
      readonly segment?: string;
    }
  /** A condition on one customer's value of a metric, still as given; it is judged before the question (conditions.ts). */
  | {
      readonly kind: 'condition';
      readonly path: string;
      /** The saved segments it is part of, the outermost first. */
      readonly within: readonly string[];
      readonly condition: MetricConditionArguments;
    }
  /** What a condition has come to: the customers that meet it, or with `except` all but those. Nobody meets it either way. */
  | { readonly kind: 'customers'; readonly customers: readonly number[]; readonly except: boolean };

/** The arguments of FilterInput, not yet checked. */
export type FilterArguments = {
  readonly all?: readonly FilterArguments[] | null;
  readonly any?: readonly FilterArguments[] | null;
  readonly not?: FilterArguments | null;
  /** The name of a saved segment. */
  readonly segment?: string | null;
  readonly metric?: MetricConditionArguments | null;
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

/** A condition on one customer's value of a metric; decimals as text or number. */
export type MetricConditionArguments = {
  readonly metric: string;
  readonly gte?: string | number | null;
  readonly gt?: string | number | null;
  readonly lte?: string | number | null;
  readonly lt?: string | number | null;
  readonly eq?: string | number | null;
  readonly period?: PeriodArguments | null;
  readonly where?: FilterArguments | null;
};

const branches = ['all', 'any', 'not', 'segment', 'metric', 'dimension'] as const;
const operators = ['in', 'notIn', 'contains', 'gte', 'gt', 'lte', 'lt', 'isNull'] as const;
const orderOperators = ['gte', 'gt', 'lte', 'lt'] as const;
const deepest = 20;

export type SavedFilters = ReadonlyMap<string, FilterArguments>;

/**
 * A whole `where`; an empty one holds of everything, as `all: []` does. Throws INVALID_FILTER, UNKNOWN_DIMENSION,
 * UNKNOWN_SEGMENT, or UNKNOWN_MEMBER of a dimension whose members are known beforehand: every faulty branch at once, each
 * with its path. `path`: where the filter stands in the arguments. `within`: the saved segments that it is part of, the
 * outermost first.
 */
export function parseFilter(
  input: FilterArguments,
  segments: SavedFilters = new Map(),
  path = 'where',
  within: readonly string[] = [],
): Filter {
  return parseWhole(input, { segments, path, depth: 0, within });
}

/** Where a branch stands: its path for messages, and the segments it is part of. */
type Branch = {
  readonly segments: SavedFilters;
  readonly path: string;
  readonly depth: number;
  readonly within: readonly string[];
};

const parseWhole = (input: FilterArguments, branch: Branch): Filter =>
  [...branches, ...operators].every((name) => input[name] === undefined || (input[name] === null && name !== 'in'))
    ? { kind: 'all', of: [] }
    : parseBranch(input, branch);

function parseBranch(input: FilterArguments, branch: Branch): Filter {
  const { path, depth } = branch;
  const deeper = (of: FilterArguments, step: string): Filter =>
    parseBranch(of, { ...branch, path: `${path}.${step}`, depth: depth + 1 });
  const refuse = (problem: string, hint: string): never => {
    throw new UserError('INVALID_FILTER', { path, problem, hint });
  };
  // An argument that was to be filled in and was not would let everything through.
  if (input.in === null)
    refuse('in is null', 'Give a list of members, or leave in out; isNull asks for those without one.');
  if (depth > deepest) refuse(`it is nested more than ${deepest} deep`, 'Flatten it with all and any.');
  const given = branches.filter((name) => input[name] != null);
  if (given.length !== 1)
    refuse(
      given.length === 0 ? 'it has no branch' : `it has ${given.join(' and ')} at once`,
      `Give exactly one of ${branches.join(', ')}; nest with all or any.`,
    );
  const used = operators.filter((operator) => input[operator] != null);
  if (input.dimension == null && used.length > 0)
    refuse(`${used.join(' and ')} has no dimension`, 'Name the dimension beside its operators.');
  for (const kind of ['all', 'any'] as const) {
    const list = input[kind];
    if (list == null) continue;
    const faults = collectFaults();
    const of = faults.each(`${path}.${kind}`, list, (each, index) => deeper(each, `${kind}[${index}]`));
    faults.refuse();
    return { kind, of: of() };
  }
  if (input.not != null) return { kind: 'not', of: deeper(input.not, 'not') };
  if (input.segment != null) return savedFilter(input.segment, branch, refuse);
  if (input.metric != null)
    return { kind: 'condition', path: `${path}.metric`, within: branch.within, condition: input.metric };
  const name = input.dimension!;
  const dimension = findDimension(name);
  if (dimension === undefined)
    throw new UserError(
      'UNKNOWN_DIMENSION',
      { given: name, allowed: dimensions.map(({ id }) => id) },
      `${path}.dimension`,
    );
  if (used.length === 0) refuse(`${name} has no operator`, `Give one or more of ${operators.join(', ')}.`);
  const faults = collectFaults();
  const tests = used.map((operator) =>
    faults.check(`${path}.${operator}`, () => testOf(dimension, operator, input, refuse, path)),
  );
  faults.refuse();
  const segment = branch.within.at(-1);
  return {
    kind: 'test',
    dimension: dimension.id,
    tests: tests.map((test) => test()),
    ...(segment !== undefined && { segment }),
  };
}

/** What is wrong in it is at the place that names it. */
function savedFilter(name: string, branch: Branch, refuse: (problem: string, hint: string) => never): Filter {
  const argument = `${branch.path}.segment`;
  const saved = branch.segments.get(name);
  if (saved === undefined)
    throw new UserError('UNKNOWN_SEGMENT', { given: name, allowed: [...branch.segments.keys()] }, argument);
  if (branch.within.includes(name))
    return refuse(`the segment ${name} is part of itself`, 'Take it out of its own filter.');
  try {
    return parseWhole(saved, {
      ...branch,
      path: `segment ${name}`,
      depth: branch.depth + 1,
      within: [...branch.within, name],
    });
  } catch (error) {
    throw userErrorsOf(error)[0]?.at(argument) ?? error;
  }
}

function testOf(
  dimension: DimensionDefinition,
  operator: (typeof operators)[number],
  input: FilterArguments,
  refuse: (problem: string, hint: string) => never,
  path: string,
): MemberTest {
  const noNul = (value: string): string =>
    value.includes('\0') ? refuse(`${operator} holds a NUL character`, 'No member has one.') : value;
  const member = (value: string): string => {
    noNul(value);
    checkMember(dimension, value);
    if (!mayBeMember(dimension, value))
      return refuse(`${dimension.id} has no member "${value}"`, 'Its members are months, YYYY-MM.');
    return value;
  };
  const bound = (value: string): string => {
    if (dimension.order === 'number' && !/^\d{1,4}$/.test(value))
      return refuse(`${operator} of ${dimension.id} is "${value}"`, 'Give a whole number.');
    noNul(value);
    return mayBeMember(dimension, value)
      ? value
      : refuse(`${operator} of ${dimension.id} is "${value}"`, 'Give a month, YYYY-MM.');
  };
  if (operator === 'in' || operator === 'notIn') {
    const listed = input[operator]!;
    const first = new Map<string, number>();
    for (const [position, each] of listed.entries()) if (!first.has(each)) first.set(each, position);
    const faults = collectFaults();
    for (const [each, position] of first) faults.check(`${path}.${operator}[${position}]`, () => member(each));
    faults.refuse();
    const repeats = first.size < listed.length;
    return { kind: operator, members: [...first.keys()], ...(repeats && { positions: [...first.values()] }) };
  }
  if (operator === 'isNull') return { kind: input.isNull === true ? 'isNull' : 'isKnown' };
  if (operator === 'contains') {
    const text = input.contains!;
    if (dimension.order !== 'text') refuse(`${dimension.id} has no text to search`, 'Use in.');
    return { kind: 'contains', text: noNul(text) };
  }
  if (!orderOperators.includes(operator)) return operator as never;
  if (typeof dimension.order === 'object') refuse(`${dimension.id} has no order`, 'Use in.');
  return { kind: 'order', operator, bound: bound(input[operator]!) };
}

/** Whether it is made of nothing, as `all: []` is: it asks for nothing. */
export const asksForNothing = (filter: Filter): boolean => filter.kind === 'all' && filter.of.every(asksForNothing);

/** Every dimension the filter names, each once. A condition on customers is no slice by customer: it names none. */
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
    case 'condition':
    case 'customers':
      return [];
    default:
      return filter satisfies never;
  }
}

/** Whether it holds a condition on one customer's value of a metric. */
export function hasCondition(filter: Filter | null): boolean {
  if (filter === null) return false;
  switch (filter.kind) {
    case 'all':
    case 'any':
      return filter.of.some(hasCondition);
    case 'not':
      return hasCondition(filter.of);
    case 'test':
      return false;
    case 'condition':
    case 'customers':
      return true;
    default:
      return filter satisfies never;
  }
}
