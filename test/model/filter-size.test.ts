// How large a filter is with its segments written out, and how large one may be.
import { UserError } from '../../src/errors';
import { checkFilterSize, sizeOfFilter } from '../../src/model/filter-size';
import type { FilterArguments } from '../../src/model/filters';

const north: FilterArguments = { dimension: 'REGION', in: ['north'] };
const orders = (where?: FilterArguments): FilterArguments => ({
  metric: { metric: 'ORDERS', gte: 1, ...(where && { where }) },
});
const many = (count: number, each: FilterArguments): FilterArguments => ({
  any: Array.from({ length: count }, () => each),
});
const sizeOf = (where: FilterArguments, saved: Record<string, FilterArguments> = {}) =>
  sizeOfFilter(where, (name) => saved[name]);

const saved: Record<string, FilterArguments> = {
  a: { any: [north, north] },
  b: { all: [{ segment: 'a' }, { segment: 'a' }] },
  c: orders({ segment: 'a' }),
  round: { all: [north, { segment: 'round' }] },
};

test.each<[string, FilterArguments, number, number, number]>([
  ['a list', north, 1, 0, 1],
  ['what is left out', { not: { dimension: 'REGION', notIn: ['north', 'north'] } }, 2, 0, 2],
  ['several operators of a branch', { dimension: 'CITY', gte: 'a', lt: 'c', contains: 'b', isNull: false }, 4, 0, 0],
  ['nothing', { all: [] }, 1, 0, 0],
  ['a segment', { segment: 'a' }, 4, 0, 2],
  ['every use of a segment', { segment: 'b' }, 1 + 1 + 2 * 4, 0, 4],
  ['a condition', orders(), 1, 1, 0],
  ['a condition within another', orders({ all: [orders(north)] }), 4, 2, 1],
  ['a condition of a segment', { all: [{ segment: 'c' }, { segment: 'c' }] }, 1 + 2 * 6, 2, 4],
  ['a segment that is part of itself, once', { segment: 'round' }, 4, 0, 1],
  ['a segment that there is not', { segment: 'gone' }, 1, 0, 0],
])('%s', (_title, where, branches, conditions, members) => {
  expect(sizeOf(where, saved)).toEqual({ branches, conditions, members });
});

test('what comes to 2 to the 40th is counted without writing it out', () => {
  const doubling: Record<string, FilterArguments> = { s0: orders(north) };
  for (let n = 1; n <= 40; n++) doubling[`s${n}`] = many(2, { segment: `s${n - 1}` });
  const { branches, conditions, members } = sizeOf({ segment: 's40' }, doubling);
  expect([branches > 2 ** 40, conditions, members]).toEqual([true, 2 ** 40, 2 ** 40]);
});

const refusalOf = (where: FilterArguments): unknown => {
  try {
    checkFilterSize(where, (name) => saved[name], { path: 'where', mostBranches: 2_000 });
    return null;
  } catch (error) {
    return error instanceof UserError ? [error.code, error.argument, error.sentence] : error;
  }
};
const listing = (members: number): FilterArguments => ({
  dimension: 'CUSTOMER',
  in: Array.from({ length: members }, (_, n) => `C${n}`),
});

test.each<[string, FilterArguments, FilterArguments, string]>([
  ['2,000 branches', many(1_999, north), many(2_000, north), '2000 branches'],
  [
    '2,000 tests',
    many(499, { dimension: 'CITY', gte: 'a', lt: 'c', contains: 'b', isNull: false }),
    many(500, { dimension: 'CITY', gte: 'a', lt: 'c', contains: 'b', isNull: false }),
    '2000 branches',
  ],
  ['100 conditions', many(100, orders()), many(101, orders()), '100 conditions on metrics'],
  ['100 conditions of segments', many(100, { segment: 'c' }), many(101, { segment: 'c' }), '100 conditions on metrics'],
  ['20,000 members', listing(20_000), listing(20_001), '20000 members'],
  [
    '20,000 members in several lists',
    { all: [listing(15_000), { not: listing(5_000) }] },
    { all: [listing(15_000), orders(listing(5_001))] },
    '20000 members',
  ],
])('at most %s', (_title, allowed, refused, what) => {
  expect(refusalOf(allowed)).toBeNull();
  expect(refusalOf(refused)).toEqual([
    'INVALID_FILTER',
    'where',
    `The filter at where is not valid: it comes to more than ${what} with the segments it rests on.`,
  ]);
});
