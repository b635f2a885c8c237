// The rows of a coarser level, added up from those of a finer one. Sums keep every digit.
import { Decimal } from 'decimal.js';
import type { MeasureCell, MeasureRow } from '../../sql/compiled-query';
import { otherMembers } from '../compile/slice-keys';
import { bucketIn } from '../plan/adding-up';
import type { Level } from '../plan/query-plan';

/** More digits than any sum of stored decimals has: nothing is rounded. */
const Exact = Decimal.clone({ precision: 100 });

export function addUp(rows: readonly MeasureRow[], finer: Level, level: Level): readonly MeasureRow[] {
  const buckets = new Map<number, number[]>();
  for (const bucket of level.roles.keys()) {
    const from = bucketIn(finer, level, bucket)!;
    buckets.set(from, [...(buckets.get(from) ?? []), bucket]);
  }
  const sums = new Map<string, { -readonly [Key in keyof MeasureRow]: MeasureRow[Key] }>();
  for (const row of rows) {
    const keys = keysOf(row, level);
    if (level.top?.other === false && keys[0] === otherMembers) continue;
    // A period of one bucket is that bucket too.
    for (const bucket of buckets.get(row.bucket) ?? []) {
      const slice = JSON.stringify([bucket, ...keys]);
      const sum = sums.get(slice);
      if (sum === undefined) sums.set(slice, { bucket, keys, measures: row.measures });
      else sum.measures = sum.measures.map((cell, index) => plus(cell, row.measures[index]!));
    }
  }
  return [...sums.values()];
}

/** Members outside the top are one. */
function keysOf(row: MeasureRow, { by, top }: Level): MeasureRow['keys'] {
  const [first, ...rest] = row.keys.slice(0, by.length);
  if (first === undefined) return [];
  return [top === null || top.members.includes(first) ? first : otherMembers, ...rest];
}

/** Null is the sum of nothing. */
function plus(left: MeasureCell, right: MeasureCell): MeasureCell {
  if (left === null) return right;
  if (right === null) return left;
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return Number(left) + Number(right);
  return new Exact(left).plus(right).toFixed();
}
