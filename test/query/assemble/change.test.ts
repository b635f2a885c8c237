// Changes that lie on a limit are there, and no digit of a sum is lost.
import { changeOf, changePercentOf } from '../../../src/query/assemble/change';

it.each([
  // From two sevenths to three, from a twelfth to a third, from 0.2 to 0.3, from nine elevenths to three.
  [3 / 7, 2 / 7, 1 / 7, 50],
  [1 / 3, 1 / 12, 0.25, 300],
  [0.3, 0.2, 0.1, 50],
  [(100 * 3) / 11, (100 * 9) / 11, -(100 * 6) / 11, -200 / 3],
  [1 / 3, 1 / 3, 0, 0],
  // From a loss to half of it, to nothing, and to a gain.
  [-1 / 7, -2 / 7, 1 / 7, 50],
  [0, -2 / 7, 2 / 7, 100],
  [1 / 7, -2 / 7, 3 / 7, 150],
])('%d compared with %d', (value, other, change, percent) => {
  expect(changeOf(value, other, false)).toBeCloseTo(change, 12);
  expect(changePercentOf(value, other, false)).toBeCloseTo(percent, 11);
  expect(changePercentOf(value, other, true)).toBeCloseTo(percent, 11);
});

it('is on the limit to the last digit', () => {
  expect(changePercentOf(3 / 7, 2 / 7, false)).toBe(50);
  expect(changePercentOf(2 / 7, 3 / 7, false)).toBe(-33.333333333333);
  expect(changeOf(1 / 3, 1 / 12, false)).toBe(0.25);
  expect(changeOf(100 / 3, 100 / 12, false)).toBe(25);
  expect(changePercentOf(1 / 3, 1 / 12, false)).toBe(300);
  expect(changePercentOf(5, 0, false)).toBeNull();
  expect(changeOf(0, -2 / 7, false)).toBe(2 / 7);
});

it('keeps every digit of a sum', () => {
  expect(changeOf(123_456_789_012.3456, 0.0001, true)).toBe(123_456_789_012.3455);
  expect(changePercentOf(1_000_000_000_001, 1_000_000_000_000, true)).toBe(1e-10);
  expect(changePercentOf(1260, 2070, true)).toBe(-39.130434782608695);
  expect(changePercentOf(-1, -2, true)).toBe(50);
});
