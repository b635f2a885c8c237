// A coarser level added up from a finer one: by bucket and slice, to the last digit, null only where nothing was summed.
import { addUp } from '../../../src/query/measure/add-up';
import type { Level } from '../../../src/query/plan/query-plan';

const level = (depth: number, roles: Level['roles']): Level => ({
  name: 'level',
  by: new Array(depth).fill({ id: 'CHANNEL' }),
  buckets: [],
  roles,
  top: null,
});
const now = { series: null, position: 0 };
const before = { series: 'lastYear', position: 0 };
const row = (bucket: number, keys: (string | null)[], ...measures: (string | number | null)[]) => ({
  bucket,
  keys,
  measures,
});

test('sums go by the first keys and by what a bucket is for', () => {
  const rows = [
    row(0, ['east', 'tea'], '1.1000', '2'),
    row(0, ['east', null], '2.2000', '3'),
    row(0, [null, 'tea'], '4', '1'),
    row(1, ['east', 'tea'], '8.5', '4'),
  ];
  expect(addUp(rows, level(2, [now, before]), level(1, [before, now]))).toEqual([
    row(1, ['east'], '3.3', '5'),
    row(1, [null], '4', '1'),
    row(0, ['east'], '8.5', '4'),
  ]);
  // Last year is not asked for at this level.
  expect(addUp(rows, level(2, [now, before]), level(0, [now]))).toEqual([row(0, [], '7.3', '6')]);
});

test('no digit is lost, counts stay numbers', () => {
  const rows = [
    row(0, ['a'], '99999999999999999999999.0001', 2),
    row(0, ['b'], '0.0001', 3),
    row(0, ['c'], '-99999999999999999999999', 4),
  ];
  expect(addUp(rows, level(1, [now]), level(0, [now]))).toEqual([row(0, [], '0.0002', 9)]);
});

test('null is the sum of nothing', () => {
  const rows = [row(0, ['a'], null, null), row(0, ['b'], null, '0')];
  expect(addUp(rows, level(1, [now]), level(0, [now]))).toEqual([row(0, [], null, '0')]);
  expect(addUp([], level(1, [now]), level(0, [now]))).toEqual([]);
});
