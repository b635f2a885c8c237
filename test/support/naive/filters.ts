// A filter is a condition that an entity meets or does not meet: there is no third answer, so that a filter and its `not`
// are together everything. What has no member of a dimension meets nothing that asks for one.

import type { FilterInput } from '../../../src/query/question/metric-question';
import type { Member } from './dimensions';
import { numeric } from './dimensions';
import { compareText } from './exact';

export type Operators = Pick<FilterInput, 'in' | 'notIn' | 'contains' | 'gte' | 'gt' | 'lte' | 'lt' | 'isNull'>;

/** What is left of a filter when its segments stand written out and its conditions on metrics are judged. */
export type PlainFilter =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly PlainFilter[] }
  | { readonly kind: 'not'; readonly part: PlainFilter }
  /** `chooses`: as a segment of customers does, and not as a slice. */
  | { readonly kind: 'dimension'; readonly dimension: string; readonly operators: Operators; readonly chooses: boolean }
  /** The customers that meet a condition on a metric. */
  | { readonly kind: 'customers'; readonly ids: ReadonlySet<string> };

export type MembersOf = (dimension: string) => readonly Member[];

export function holds(filter: PlainFilter, membersOf: MembersOf): boolean {
  switch (filter.kind) {
    case 'all':
      return filter.parts.every((part) => holds(part, membersOf));
    case 'any':
      return filter.parts.some((part) => holds(part, membersOf));
    case 'not':
      return !holds(filter.part, membersOf);
    case 'dimension':
      return meets(filter.operators, filter.dimension, membersOf(filter.dimension));
    case 'customers':
      return membersOf('CUSTOMER').some((id) => id !== null && filter.ids.has(id));
    default:
      throw new Error(`not a filter: ${JSON.stringify(filter satisfies never)}`);
  }
}

/** Whether it asks for nothing and so holds of everything, like no filter at all. */
export function asksForNothing(filter: PlainFilter): boolean {
  return filter.kind === 'all' && filter.parts.every(asksForNothing);
}

const leaves = (filter: PlainFilter): readonly PlainFilter[] => {
  if (filter.kind === 'all' || filter.kind === 'any') return filter.parts.flatMap(leaves);
  return filter.kind === 'not' ? leaves(filter.part) : [filter];
};

/** The dimensions by which a filter slices. */
export function dimensionsIn(filter: PlainFilter): readonly string[] {
  return leaves(filter).flatMap((leaf) => (leaf.kind === 'dimension' && !isChoice(leaf) ? [leaf.dimension] : []));
}

/** Whether it chooses customers: by a condition on a metric, or a segment that lists them. */
export function choosesCustomers(filter: PlainFilter): boolean {
  return leaves(filter).some((leaf) => leaf.kind === 'customers' || isChoice(leaf));
}

const isChoice = (leaf: PlainFilter): boolean =>
  leaf.kind === 'dimension' && leaf.chooses && leaf.dimension === 'CUSTOMER';

/** One member meets all the operators that ask for one; none is listed by `notIn`; and there are members or there are none. */
function meets(operators: Operators, dimension: string, members: readonly Member[]): boolean {
  const { in: among, notIn, contains, gte, gt, lte, lt, isNull } = operators;
  const known = members.filter((member) => member !== null);
  const asksForOne = [among, contains, gte, gt, lte, lt].some((operator) => operator != null);
  const compared = (member: string, bound: string) => compareMembers(dimension, member, bound);
  const isOne = (member: string): boolean =>
    (among == null || among.includes(member)) &&
    (contains == null || member.toLowerCase().includes(contains.toLowerCase())) &&
    (gte == null || compared(member, gte) >= 0) &&
    (gt == null || compared(member, gt) > 0) &&
    (lte == null || compared(member, lte) <= 0) &&
    (lt == null || compared(member, lt) < 0);
  return (
    (!asksForOne || known.some(isOne)) &&
    (notIn == null || !known.some((member) => notIn.includes(member))) &&
    (isNull == null || (known.length === 0) === isNull)
  );
}

export function compareMembers(dimension: string, left: string, right: string): number {
  return numeric.includes(dimension) ? Number(left) - Number(right) : compareText(left, right);
}
