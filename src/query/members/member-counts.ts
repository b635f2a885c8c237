// How many members dimensions have, with none of them, for what is worked out before a question is answered. They are counted
// for each viewer and kept for a minute: an estimate may be that old, and questions do not wait for a count after every change.
import { LRUCache } from 'lru-cache';
import { dimensionOf } from '../../model/dimensions';
import type { AnswerContext } from '../reading';
import { countMembers } from './members';

export type MemberCounts = {
  readonly of: (context: AnswerContext, dimensions: readonly string[]) => Promise<ReadonlyMap<string, number>>;
};

const keptFor = 60_000;

/** With none of them; null where they are to be counted. */
export function membersKnown(id: string): number | null {
  const { members } = dimensionOf(id);
  return members === undefined ? null : members.length + 1;
}

export function memberCounts(): MemberCounts {
  const kept = new LRUCache<string, Promise<number>>({ max: 10_000, ttl: keptFor });
  const countOf = (context: AnswerContext, id: string): Promise<number> => {
    const key = JSON.stringify([context.viewer, id]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const counting = countMembers(context, dimensionOf(id)).then((count) => count + 1);
    kept.set(key, counting);
    counting.catch(() => kept.delete(key));
    return counting;
  };
  return {
    of: async (context, dimensions) =>
      new Map(await Promise.all(dimensions.map(async (id) => [id, await countOf(context, id)] as const))),
  };
}
