// What bounds let through.
import { isWithin } from '../../src/model/choose-argument';

test('bounds hold at their bounds or beside them', () => {
  expect([1, 2, 3].map((value) => isWithin(value, { gte: 2 }))).toEqual([false, true, true]);
  expect([1, 2, 3].map((value) => isWithin(value, { gt: 2 }))).toEqual([false, false, true]);
  expect([1, 2, 3].map((value) => isWithin(value, { lte: 2 }))).toEqual([true, true, false]);
  expect([1, 2, 3].map((value) => isWithin(value, { lt: 2 }))).toEqual([true, false, false]);
  expect([1, 2, 3].map((value) => isWithin(value, { eq: 2 }))).toEqual([false, true, false]);
  expect([1, 2, 3].map((value) => isWithin(value, { gt: 1, lt: 3 }))).toEqual([false, true, false]);
  expect([isWithin(null, { lt: 2 }), isWithin(null, { gte: -1 }), isWithin(0, { eq: 0 })]).toEqual([
    false,
    false,
    true,
  ]);
});
