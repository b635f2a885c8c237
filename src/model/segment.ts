// What a segment may be, and which segments a filter rests on, directly or through others, also inside its conditions on
// metrics: a segment is a filter under a name, it stands with all it rests on, and none is part of itself, however far around.
import { UserError } from '../errors';
import { refuseArgument } from './choose-argument';
import { checkFilterSize, partsOf } from './filter-size';
import { type FilterArguments, parseFilter, type SavedFilters } from './filters';
import { isStorable } from './storable-text';

export type Segment = { readonly name: string; readonly title: string; readonly where: FilterArguments };

const longestName = 100;
const longestTitle = 200;
/** Branches of a segment with all it rests on written out. */
const mostBranches = 1_000;

/** The segments that the filter names itself. */
export function segmentsUsed(where: FilterArguments): ReadonlySet<string> {
  const found = new Set<string>();
  const pending: FilterArguments[] = [where];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    if (each.segment != null) found.add(each.segment);
    for (const part of partsOf(each)) pending.push(part);
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

export function checkName(name: string): void {
  checkText('name', name, longestName);
}

export function checkTitle(title: string): void {
  checkText('title', title, longestTitle);
}

function checkText(argument: string, text: string, longest: number): void {
  const length = [...text].length;
  if (length === 0 || length > longest)
    refuseArgument(argument, `it has ${length} characters`, `Give 1 to ${longest} characters.`);
  if (text.trim() === '') refuseArgument(argument, 'it is blank', 'Give it a character that can be seen.');
  if (/[\p{Cc}\p{Surrogate}]/u.test(text))
    refuseArgument(
      argument,
      'it holds a control character',
      'Leave out line breaks, tabs and other control characters.',
    );
}

/** The filter as plain JSON, which is how it is stored and given back. Throws INVALID_FILTER for a text that cannot be. */
export function plainFilter(where: FilterArguments): FilterArguments {
  const text = JSON.stringify(where, (_key, value: unknown) => {
    if (typeof value === 'string' && !isStorable(value))
      throw new UserError('INVALID_FILTER', {
        path: 'where',
        problem: 'a text in it holds a character that cannot be stored',
        hint: 'Leave out NUL and halves of surrogate pairs.',
      });
    return value;
  });
  return JSON.parse(text) as FilterArguments;
}

/** The segment stands with all it rests on, and so do those that rest on it. Throws as parseFilter does, and INVALID_FILTER for a circle and for too many branches. */
export function checkSegment(name: string, segments: SavedFilters): void {
  const beneath = segmentsBeneath(name, segments);
  const above = [...segments.keys()].filter(
    (other) => other !== name && !beneath.has(other) && segmentsBeneath(other, segments).has(name),
  );
  for (const each of [name, ...above]) {
    const path = `segment ${each}`;
    checkFilterSize({ segment: each }, (used) => segments.get(used), { path, mostBranches });
    if (each === name) parseFilter(segments.get(name)!, segments, 'where', [name]);
    else parseFilter({ segment: each }, segments);
  }
}

/** Those that name it. Throws SEGMENT_IN_USE. */
export function refuseInUse(name: string, segments: SavedFilters): void {
  const usedBy = [...segments].filter(([, where]) => segmentsUsed(where).has(name)).map(([other]) => other);
  if (usedBy.length > 0) throw new UserError('SEGMENT_IN_USE', { segment: name, usedBy });
}
