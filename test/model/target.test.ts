// Which targets targetAttainment uses: shortest first, then earliest, none overlapping another.
import { sumOfTargets, type TargetRow, targetsUsed } from '../../src/model/target';

const row = (from: string, to: string, value = '1'): TargetRow => ({
  metric: 'revenue',
  from,
  to,
  value,
  dimension: null,
  member: null,
});

const quarter = { first: '2025-01-01', last: '2025-03-31' };
const days = (rows: readonly TargetRow[], period = quarter) =>
  targetsUsed(rows, period).map(({ from, to }) => [from.slice(5), to.slice(5)]);

test('a short target stands before a longer one that overlaps it', () => {
  const rows = [row('2025-01-01', '2025-03-31'), row('2025-03-01', '2025-03-31')];
  expect(days(rows)).toEqual([['03-01', '03-31']]);
});

test('of equally long ones that overlap the earlier is used', () => {
  const rows = [row('2025-01-08', '2025-01-14'), row('2025-01-05', '2025-01-11'), row('2025-01-15', '2025-01-21')];
  expect(days(rows)).toEqual([
    ['01-05', '01-11'],
    ['01-15', '01-21'],
  ]);
});

test('those that only touch are both used, in the order of their days', () => {
  const rows = [row('2025-02-01', '2025-02-28'), row('2025-01-01', '2025-01-31'), row('2025-03-31', '2025-03-31')];
  expect(days(rows)).toEqual([
    ['01-01', '01-31'],
    ['02-01', '02-28'],
    ['03-31', '03-31'],
  ]);
});

test('those that share a single day overlap', () => {
  expect(days([row('2025-01-01', '2025-01-10'), row('2025-01-10', '2025-01-31')])).toEqual([['01-01', '01-10']]);
});

test('one skipped makes no room for others, and one that overlaps only a skipped one is used', () => {
  const rows = [row('2025-01-01', '2025-01-05'), row('2025-01-04', '2025-01-10'), row('2025-01-06', '2025-01-20')];
  expect(days(rows)).toEqual([
    ['01-01', '01-05'],
    ['01-06', '01-20'],
  ]);
});

test('only those that lie within the period count', () => {
  const rows = [row('2024-12-31', '2025-01-05'), row('2025-03-31', '2025-04-01'), row('2025-01-01', '2025-03-31')];
  expect(days(rows)).toEqual([['01-01', '03-31']]);
  expect(days([], quarter)).toEqual([]);
});

test('their sum is exact', () => {
  expect(sumOfTargets([row('', '', '0.1000'), row('', '', '0.2000')])).toBe('0.3');
  expect(sumOfTargets([row('', '', '99999999999999.9999'), row('', '', '0.0001')])).toBe('100000000000000');
  expect(sumOfTargets([])).toBe('0');
});
