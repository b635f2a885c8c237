// Which segments a filter rests on, directly or through others, also inside its conditions on metrics. Pure functions.
import { UserError } from '../errors';
import type { FilterArguments } from '../model/filters';
import type { Segments } from './metric-query';

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

/** Those too on which they rest. Throws UNKNOWN_SEGMENT, and INVALID_FILTER for a segment that is part of itself. */
export function segmentsBeneath(name: string, segments: Segments): ReadonlySet<string> {
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

/** Branches of a segment's filter with all that it rests on written out. The segments rest on each other without a circle. */
export function branchesOf(name: string, segments: Segments): number {
  const known = new Map<string, number>();
  const sizeOf = (segment: string): number => {
    let size = known.get(segment);
    if (size === undefined) {
      size = count(segments.get(segment)!);
      known.set(segment, size);
    }
    return size;
  };
  const count = (where: FilterArguments): number =>
    partsOf(where).reduce((sum, part) => sum + count(part), 1) + (where.segment == null ? 0 : sizeOf(where.segment));
  return sizeOf(name);
}
