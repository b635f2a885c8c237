// The instants of a level's buckets in chains: in a chain both starts and ends ascend, so that whatever holds from one instant
// to another holds for a range of its buckets, told by two numbers. Months are one chain; with their whole there are two.
import type { Bucket } from '../../model/buckets';
import { yearBeforeEndOf } from '../plan/spans';
import type { Scope } from '../question/scope';
import { compareInstants } from './stretches';

export type Chain = {
  /** The buckets by their index, in the order of time. */
  readonly indexes: readonly number[];
  readonly start: readonly string[];
  readonly end: readonly string[];
  readonly yearBeforeEnd: readonly string[];
};

export function chainsOf(buckets: readonly Bucket[], scope: Scope): readonly Chain[] {
  const sorted = [...buckets].sort(
    (left, right) => compareInstants(left.startsAt, right.startsAt) || compareInstants(left.endsAt, right.endsAt),
  );
  const ascending = inChains(sorted, (last, next) => compareInstants(last.endsAt, next.endsAt) <= 0);
  const apart = inChains(sorted, (last, next) => compareInstants(last.endsAt, next.startsAt) <= 0);
  // Where periods do not overlap, less is asked of a chain (instant-ladders.ts).
  const chains = apart.length <= ascending.length ? apart : ascending;
  return chains.map((chain) => ({
    indexes: chain.map(({ index }) => index),
    start: chain.map(({ startsAt }) => startsAt),
    end: chain.map(({ endsAt }) => endsAt),
    yearBeforeEnd: chain.map((bucket) => yearBeforeEndOf(bucket, scope)),
  }));
}

function inChains(
  sorted: readonly Bucket[],
  follows: (last: Bucket, next: Bucket) => boolean,
): readonly (readonly Bucket[])[] {
  const chains: Bucket[][] = [];
  for (const bucket of sorted) {
    const chain = chains.find((each) => follows(each.at(-1)!, bucket));
    if (chain === undefined) chains.push([bucket]);
    else chain.push(bucket);
  }
  return chains;
}
