// Which name was meant by one that is not known.
import { closest, distance } from 'fastest-levenshtein';

/** Nobody writes a longer name by hand. */
const longestSlip = 100;

/** The nearest allowed name, if it is near enough to be a slip of the pen. */
export function didYouMean(given: string, allowed: readonly string[]): string | undefined {
  if (allowed.length === 0 || given.length > longestSlip) return undefined;
  const folded = new Map(allowed.map((name) => [name.toLowerCase().replaceAll('_', ''), name]));
  const key = given.toLowerCase().replaceAll('_', '');
  const near = Math.max(2, Math.floor(key.length / 3));
  // Names are as far apart as their lengths at least.
  const candidates = [...folded.keys()].filter((name) => Math.abs(name.length - key.length) <= near);
  if (candidates.length === 0) return undefined;
  const nearest = closest(key, candidates);
  return distance(key, nearest) <= near ? folded.get(nearest) : undefined;
}

/** What an error says of the names that are allowed: the nearest, or none. */
export function suggestion(given: string, allowed: readonly string[]): { hint?: string; allowed: readonly string[] } {
  const nearest = didYouMean(given, allowed);
  return nearest === undefined ? { allowed } : { hint: `Did you mean ${nearest}?`, allowed };
}
