// What the rows of funnels and of cohorts share.
import { compareMembers } from '../../model/dimensions';
import type { MeasureRow } from '../../sql/compiled-query';
import type { Scope } from '../question/scope';

/** In the order of their members, dimension by dimension. */
export const byKeys =
  ({ by }: Pick<Scope, 'by'>) =>
  (left: Pick<MeasureRow, 'keys'>, right: Pick<MeasureRow, 'keys'>): number => {
    for (const [position, dimension] of by.entries()) {
      const difference = compareMembers(dimension, left.keys[position]!, right.keys[position]!);
      if (difference !== 0) return difference;
    }
    return 0;
  };

/** 0 to 100; null of nothing. */
export const percentOf = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole);
