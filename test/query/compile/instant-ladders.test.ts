// Ladders: the starts and ends of periods that do not overlap as one list, and which place of it is whose.
import type { Chain } from '../../../src/query/compile/instant-chains';
import { ladderOf } from '../../../src/query/compile/instant-ladders';

const day = (number: number): string => `2025-01-${String(number).padStart(2, '0')}T00:00:00Z`;
const days = (...numbers: readonly number[]): readonly string[] => numbers.map(day);

/** Periods as their first day and the day after their last, with buckets from 10 on. */
const chain = (...periods: readonly (readonly [start: number, end: number])[]): Chain => ({
  indexes: periods.map((_, position) => position + 10),
  start: periods.map(([start]) => day(start)),
  end: periods.map(([, end]) => day(end)),
  yearBeforeEnd: periods.map(([, end]) => day(end - 4)),
});

describe('a ladder', () => {
  it('of periods that touch is where they start, and the last end', () => {
    expect(ladderOf(chain([1, 3], [3, 5]), 'start')).toEqual({ instants: days(1, 3, 5), indexes: [10, 11] });
  });
  it('asked at the ends has nothing at the first start', () => {
    expect(ladderOf(chain([1, 3], [3, 5]), 'end')).toEqual({ instants: days(1, 3, 5), indexes: [-1, 10, 11] });
  });
  it('with a gap has an instant of no bucket', () => {
    expect(ladderOf(chain([1, 3], [4, 6]), 'start')).toEqual({ instants: days(1, 3, 4, 6), indexes: [10, -1, 11] });
    expect(ladderOf(chain([1, 3], [4, 6]), 'end')).toEqual({ instants: days(1, 3, 4, 6), indexes: [-1, 10, -1, 11] });
  });
  it('compares instants, not texts', () => {
    const [first, second] = [chain([1, 3]), chain([3, 5])];
    const touching = { ...first, indexes: [10, 11], start: [first.start[0]!, '2025-01-03T08:00:00+08:00'] };
    expect(ladderOf({ ...touching, end: [...first.end, ...second.end] }, 'start')).toEqual({
      instants: days(1, 3, 5),
      indexes: [10, 11],
    });
  });
  it('of one period has two instants', () => {
    expect(ladderOf(chain([1, 5]), 'start')).toEqual({ instants: days(1, 5), indexes: [10] });
  });
  it('begins where the state is asked', () => {
    expect(ladderOf(chain([6, 7], [8, 11]), 'yearBeforeEnd')).toEqual({
      instants: days(3, 7, 11),
      indexes: [10, 11],
    });
  });
});

describe('no ladder', () => {
  it('where periods overlap, or one is of no time', () => {
    expect(ladderOf(chain([1, 3], [2, 4]), 'start')).toBeNull();
    expect(ladderOf(chain([1, 3], [2, 4]), 'end')).toBeNull();
    expect(ladderOf(chain([1, 3], [3, 3]), 'start')).toBeNull();
  });
  it('where they overlap from where the state is asked', () => {
    expect(ladderOf(chain([6, 7], [7, 8]), 'yearBeforeEnd')).toBeNull();
  });
});
