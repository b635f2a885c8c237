// Which segments a filter rests on, directly or through others, also inside its conditions on metrics. Pure functions.
import { UserError } from '../../errors';
import type { FilterArguments, SavedFilters } from '../../model/filters';

const partsOf = ({ all, any, not, metric }: FilterArguments): readonly FilterArguments[] => [
  ...(all ?? []),
  ...(any ?? []),
  ...(not == null ? [] : [not]),
  ...(metric?.where == null ? [] : [metric.where]),
];

/** The segments that the filter names itself. */
export function segmentsUsed(where: FilterArguments): ReadonlySet<string> {
  const found = new Set<string>();
  const pending: FilterArguments[] = [where];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    if (each.segment != null) found.add(each.segment);
    pending.push(...partsOf(each));
  }
  return found;
}

/** Where in the arguments the filter names the segment itself. */
export function placeOfSegment(where: FilterArguments, name: string, path = 'where'): string | undefined {
  if (where.segment === name) return `${path}.segment`;
  const lists = (['all', 'any'] as const).flatMap((kind) =>
    (where[kind] ?? []).map((each, index) => placeOfSegment(each, name, `${path}.${kind}[${index}]`)),
  );
  const { not, metric } = where;
  const within = [
    ...lists,
    not == null ? undefined : placeOfSegment(not, name, `${path}.not`),
    metric?.where == null ? undefined : placeOfSegment(metric.where, name, `${path}.metric.where`),
  ];
  return within.find((place) => place !== undefined);
}

/** The saved segments, where the filter names any. */
export async function segmentsFor(
  where: FilterArguments | null | undefined,
  read: (() => Promise<SavedFilters>) | undefined,
): Promise<SavedFilters> {
  const used = where != null && segmentsUsed(where).size > 0;
  return (used ? await read?.() : undefined) ?? new Map();
}

/** The definitions a filter rests on, in the order of their names: what it means changes with them. Unknown ones are left out. */
export function segmentsBehind(
  where: FilterArguments | null | undefined,
  segments: SavedFilters,
): readonly (readonly [string, FilterArguments])[] {
  const found = new Map<string, FilterArguments>();
  const visit = (filter: FilterArguments): void => {
    for (const name of segmentsUsed(filter)) {
      const saved = segments.get(name);
      if (saved === undefined || found.has(name)) continue;
      found.set(name, saved);
      visit(saved);
    }
  };
  if (where != null) visit(where);
  return [...found].sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Those too on which they rest. Throws UNKNOWN_SEGMENT, and INVALID_FILTER for a segment that is part of itself. */
export function segmentsBeneath(name: string, segments: SavedFilters): ReadonlySet<string> {
  const done = new Set<string>();
  const visit = (current: string, within: readonly string[]): void => {
    const path = [...within, current];
    if (within.includes(current))
      throw new UserError('INVALID_FILTER', {
        path: `segment ${name}`,
        problem: `it is part of itself (${path.join(' > ')})`,
        hint: 'Take it out of its own filter.',
      });
    if (done.has(current)) return;
    const where = segments.get(current);
    if (where === undefined) throw new UserError('UNKNOWN_SEGMENT', { given: current, allowed: [...segments.keys()] });
    for (const used of segmentsUsed(where)) visit(used, path);
    done.add(current);
  };
  visit(name, []);
  done.delete(name);
  return done;
}

/** Branches of a filter with the segments it rests on written out. */
export function branchesOf(where: FilterArguments, segments: SavedFilters): number {
  const known = new Map<string, number>();
  const sizeOf = (segment: string): number => {
    let size = known.get(segment);
    if (size === undefined) {
      // What comes round to itself is counted once; it is refused where it is read.
      known.set(segment, 0);
      const saved = segments.get(segment);
      size = saved === undefined ? 0 : count(saved);
      known.set(segment, size);
    }
    return size;
  };
  const count = (filter: FilterArguments): number =>
    partsOf(filter).reduce((sum, part) => sum + count(part), 1) + (filter.segment == null ? 0 : sizeOf(filter.segment));
  return count(where);
}
