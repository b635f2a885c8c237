// The top N members of the first dimension over the whole period asked for (members seen only in a comparison are none). What has no
// value is never one of them, nor what has no member, unless asked for. All others stand together as one, worked out anew.

import type { Bucket } from './buckets';
import { type Slicing, sliceKeys, sliceName } from './cell';
import type { Member } from './dimensions';
import { memberOrder, numeric } from './dimensions';
import { compareText } from './exact';
import { levelRows } from './levels';
import type { Asked } from './period';
import type { TopInput } from './question';
import type { World } from './world';

/** The key of all members outside the top. No load can bring a member with this name. */
export const OTHER = '\u0000other';

export function topMembers(
  world: World,
  asked: Asked,
  top: TopInput,
  byFirst: Slicing,
  whole: Bucket,
  metrics: readonly string[],
): ReadonlySet<Member> {
  const level = {
    slicing: byFirst,
    buckets: [{ ...whole, compared: {} }],
    level: 'DETAIL',
    rolledUp: [],
    periodRolledUp: false,
  } as const;
  const sign = top.direction === 'ASC' ? 1 : -1;
  const ranked = levelRows(world, asked, metrics, false, level)
    .filter((row) => row.seen && (row.keys[0] !== null || top.none === true))
    .map((row) => ({ member: row.keys[0] as Member, value: row.values[top.metric]?.value ?? null }))
    .flatMap(({ member, value }) => (value === null ? [] : [{ member, value }]))
    .sort((a, b) => sign * (a.value - b.value) || compareMember(byFirst.by[0], a.member, b.member));
  return new Set(ranked.slice(0, top.n).map(({ member }) => member));
}

/** The order of the dimension: hours and weekdays count, the youngest age band comes first, all else is text. */
export function compareMember(dimension: string | undefined, left: Member, right: Member): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  if (dimension !== undefined && numeric.includes(dimension)) return Number(left) - Number(right);
  const inOrder = dimension === undefined ? undefined : memberOrder[dimension];
  if (inOrder !== undefined) return inOrder.indexOf(left) - inOrder.indexOf(right);
  return compareText(left, right);
}

/** The same slicing with every other member of the first dimension under one key. */
export function othersTogether(slicing: Slicing, top: ReadonlySet<Member>): Slicing {
  return {
    ...slicing,
    apart: top,
    slicesOf(entity, at) {
      const merged = [...slicing.slicesOf(entity, at)].map((slice) => {
        const [first = null, ...rest] = sliceKeys(slice);
        return sliceName([top.has(first) ? first : OTHER, ...rest]);
      });
      return new Set(merged);
    },
  };
}
