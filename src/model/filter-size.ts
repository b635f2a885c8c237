// How large a filter is with the segments that it rests on written out, also inside its conditions on metrics, and how large one
// may be. It is counted before the filter is parsed, in time that grows with what was sent.
import { UserError } from '../errors';
import type { FilterArguments } from './filters';

export type FilterSize = {
  /** A branch with several operators counts as so many. */
  readonly branches: number;
  /** Conditions on metrics: each is measured of every customer. */
  readonly conditions: number;
  /** As they are listed: one that is listed twice counts twice. */
  readonly members: number;
};

const mostConditions = 100;
const mostMembers = 20_000;

const operators = ['in', 'notIn', 'contains', 'gte', 'gt', 'lte', 'lt', 'isNull'] as const;

/** The filters that a filter is made of. */
export const partsOf = ({ all, any, not, metric }: FilterArguments): readonly FilterArguments[] => [
  ...(all ?? []),
  ...(any ?? []),
  ...(not == null ? [] : [not]),
  ...(metric?.where == null ? [] : [metric.where]),
];

/** `segmentOf`: the filter of a saved segment; one that there is not counts as nothing, and is refused where it is read. */
export function sizeOfFilter(
  where: FilterArguments,
  segmentOf: (name: string) => FilterArguments | undefined,
): FilterSize {
  const known = new Map<string, FilterSize>();
  const ofSegment = (name: string): FilterSize => {
    let size = known.get(name);
    if (size === undefined) {
      // What comes round to itself is counted once; it is refused where it is read.
      known.set(name, nothing);
      const saved = segmentOf(name);
      size = saved === undefined ? nothing : count(saved);
      known.set(name, size);
    }
    return size;
  };
  const count = (filter: FilterArguments): FilterSize => {
    const size = {
      branches: Math.max(1, operators.filter((operator) => filter[operator] != null).length),
      conditions: filter.metric == null ? 0 : 1,
      members: (filter.in?.length ?? 0) + (filter.notIn?.length ?? 0),
    };
    const add = ({ branches, conditions, members }: FilterSize): void => {
      size.branches += branches;
      size.conditions += conditions;
      size.members += members;
    };
    for (const part of partsOf(filter)) add(count(part));
    if (filter.segment != null) add(ofSegment(filter.segment));
    return size;
  };
  return count(where);
}

const nothing: FilterSize = { branches: 0, conditions: 0, members: 0 };

/** Throws INVALID_FILTER at `path` for a filter that is too large. */
export function checkFilterSize(
  where: FilterArguments,
  segmentOf: (name: string) => FilterArguments | undefined,
  { path, mostBranches }: { readonly path: string; readonly mostBranches: number },
): void {
  const { branches, conditions, members } = sizeOfFilter(where, segmentOf);
  const refuse = (most: number, what: string, hint: string): never => {
    throw new UserError('INVALID_FILTER', {
      path,
      problem: `it comes to more than ${most} ${what} with the segments it rests on`,
      hint,
    });
  };
  if (branches > mostBranches)
    refuse(mostBranches, 'branches', 'Name many members with in, and rest on fewer segments.');
  if (conditions > mostConditions)
    refuse(mostConditions, 'conditions on metrics', 'Set several bounds to a metric in one condition.');
  if (members > mostMembers)
    refuse(mostMembers, 'members', 'Give the customers a tag, name what they have in common, or ask in parts.');
}
