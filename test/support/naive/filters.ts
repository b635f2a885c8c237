// A filter is a condition on the members of one entity, three-valued as in SQL: true, false, or null (unknown) where a
// member is null. Only true passes. With several members (tags) a condition holds if any of them meets it.
import type { FilterInput } from '../../../src/query/question/metric-question';
import type { Member } from './dimensions';
import { compareText } from './exact';

export type Truth = boolean | null;
export type MembersOf = (dimension: string) => readonly Member[];

export function holds(filter: FilterInput, membersOf: MembersOf): Truth {
  if (filter.all != null) return every(filter.all.map((part) => holds(part, membersOf)));
  if (filter.any != null) return some(filter.any.map((part) => holds(part, membersOf)));
  if (filter.not != null) return not(holds(filter.not, membersOf));
  if (filter.dimension != null) {
    const dimension = filter.dimension;
    return some(membersOf(dimension).map((member) => meets(filter, dimension, member)));
  }
  throw new Error(`not a filter: ${JSON.stringify(filter)}`);
}

/** The dimensions a filter speaks of. */
export function dimensionsIn(filter: FilterInput): readonly string[] {
  const parts = [...(filter.all ?? []), ...(filter.any ?? []), ...(filter.not == null ? [] : [filter.not])];
  return [...(filter.dimension == null ? [] : [filter.dimension]), ...parts.flatMap(dimensionsIn)];
}

/** All the operators given in one condition together. */
function meets(filter: FilterInput, dimension: string, member: Member): Truth {
  const truths: Truth[] = [];
  const known = (judge: (value: string) => boolean) => truths.push(member === null ? null : judge(member));
  const compared = (value: string, bound: string) => compareMembers(dimension, value, bound);
  const { in: among, notIn, contains, gte, gt, lte, lt, isNull } = filter;
  if (among != null) known((value) => among.includes(value));
  if (notIn != null) known((value) => !notIn.includes(value));
  if (contains != null) known((value) => value.toLowerCase().includes(contains.toLowerCase()));
  if (gte != null) known((value) => compared(value, gte) >= 0);
  if (gt != null) known((value) => compared(value, gt) > 0);
  if (lte != null) known((value) => compared(value, lte) <= 0);
  if (lt != null) known((value) => compared(value, lt) < 0);
  if (isNull != null) truths.push((member === null) === isNull);
  return every(truths);
}

/** Weekdays and hours are numbers; everything else is text in the order of code points. */
export function compareMembers(dimension: string, left: string, right: string): number {
  return dimension === 'WEEKDAY' || dimension === 'HOUR' ? Number(left) - Number(right) : compareText(left, right);
}

function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
}

function some(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(null) ? null : false;
}

function not(truth: Truth): Truth {
  return truth === null ? null : !truth;
}
