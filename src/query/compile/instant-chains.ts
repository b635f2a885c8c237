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
  const chains: Bucket[][] = [];
  for (const bucket of sorted) {
    const chain = chains.find((each) => compareInstants(each.at(-1)!.endsAt, bucket.endsAt) <= 0);
    if (chain === undefined) chains.push([bucket]);
    else chain.push(bucket);
  }
  return chains.map((chain) => ({
    indexes: chain.map(({ index }) => index),
    start: chain.map(({ startsAt }) => startsAt),
    end: chain.map(({ endsAt }) => endsAt),
    yearBeforeEnd: chain.map((bucket) => yearBeforeEndOf(bucket, scope)),
  }));
}
