// The dimensions by their names, and how their members are told apart, ordered and checked.
import { UserError } from '../errors';
import type { DimensionDefinition } from './dimension';
import { definitions } from './dimension-definitions';

export type { DimensionDefinition, DimensionSource, Label } from './dimension';
export { ageBands } from './dimension-definitions';

export const dimensions: readonly DimensionDefinition[] = Object.freeze(definitions);

const byId = new Map(dimensions.map((dimension) => [dimension.id, dimension]));

export const findDimension = (id: string): DimensionDefinition | undefined => byId.get(id);

/** Slices by customer as the engine counts them; conditions on customers are judged by it. */
export const customerNumber: DimensionDefinition = {
  id: 'CUSTOMER_NUMBER',
  label: { en: 'Customer number', zh: '客户编号' },
  description: { en: 'Number of the customer in the star.', zh: '客户在数据仓库中的编号。' },
  source: { kind: 'customerNumber' },
  order: 'number',
};

/** The definition of a dimension that is known to exist. */
export function dimensionOf(id: string): DimensionDefinition {
  const found = id === customerNumber.id ? customerNumber : byId.get(id);
  if (found === undefined) throw new Error(`no dimension ${id}`);
  return found;
}

/** Whether a text has the form of the dimension's members: cohort months are YYYY-MM. */
export const mayBeMember = ({ source }: DimensionDefinition, member: string): boolean =>
  source.kind !== 'cohortMonth' || /^\d{4}-(0[1-9]|1[0-2])$/.test(member);

/** Throws UNKNOWN_MEMBER for one that is not among the members known beforehand. */
export function checkMember({ id, members }: DimensionDefinition, member: string): void {
  if (members !== undefined && !members.includes(member))
    throw new UserError('UNKNOWN_MEMBER', { dimension: id, given: member, allowed: members });
}

/** Null last, then by the dimension's order. */
export function compareMembers(dimension: DimensionDefinition, left: string | null, right: string | null): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  if (dimension.order === 'number') return Number(left) - Number(right);
  if (dimension.order !== 'text') return dimension.order.indexOf(left) - dimension.order.indexOf(right);
  return compareCodePoints(left, right);
}

/** The order of a binary collation; differs from JavaScript's for characters beyond the basic plane. */
export function compareCodePoints(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let index = 0; index < shorter; index += 1) {
    const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (a !== b) return inOrder(a) - inOrder(b);
  }
  return left.length - right.length;
}

/** Halves of characters beyond the basic plane come after all others. */
const inOrder = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);
