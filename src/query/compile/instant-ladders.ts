// Where no two periods of a chain overlap, their starts and ends are one ascending list: who is in the base at a place of it and
// not at the next has left it in the period between the two, and whoever is new at a place has come into it.
//
//   January, February, (a gap,) July    1 Jan, 1 Feb, 1 Mar, 1 Jul, 1 Aug    indexes of the starts: 0 1 - 2
import type { At } from '../../metrics/measure';
import type { Chain } from './instant-chains';
import { compareInstants } from './stretches';

/** Instants in order, and the bucket of each; instants of none have -1, or lie behind the last index. */
export type Places = { readonly instants: readonly string[]; readonly indexes: readonly number[] };

export const placesOf = (chain: Chain, at: At): Places => ({ instants: chain[at], indexes: chain.indexes });

/** Null where periods overlap, or one is empty. A period begins where the state is asked, or at its own start. */
export function ladderOf(chain: Chain, at: At): Places | null {
  const starts = at === 'end' ? chain.start : chain[at];
  const instants: string[] = [];
  const places: number[] = [];
  for (const [position, start] of starts.entries()) {
    const end = chain.end[position]!;
    const sinceLast = position === 0 ? 1 : compareInstants(start, instants.at(-1)!);
    if (sinceLast < 0 || compareInstants(start, end) >= 0) return null;
    if (sinceLast > 0) instants.push(start);
    instants.push(end);
    places.push(instants.length - (at === 'end' ? 1 : 2));
  }
  const indexes = new Array<number>(places.at(-1)! + 1).fill(-1);
  places.forEach((place, position) => {
    indexes[place] = chain.indexes[position]!;
  });
  return { instants, indexes };
}
