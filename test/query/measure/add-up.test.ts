// A coarser level added up from a finer one: by bucket and slice, to the last digit, null only where nothing was summed.
import { otherMembers } from '../../../src/query/compile/slice-keys';
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

describe('members outside the top', () => {
  const rows = [row(0, ['a'], '1.5'), row(0, ['b'], '2'), row(0, [null], '4'), row(0, ['c'], null)];
  const top = (members: readonly (string | null)[], other = true): Level => ({
    ...level(1, [now]),
    top: { members, other },
  });

  test('are one, and so is none', () => {
    expect(addUp(rows, level(1, [now]), top(['b']))).toEqual([row(0, [otherMembers], '5.5'), row(0, ['b'], '2')]);
  });

  test('none may be of the top', () => {
    expect(addUp(rows, level(1, [now]), top([null, 'a']))).toEqual([
      row(0, ['a'], '1.5'),
      row(0, [otherMembers], '2'),
      row(0, [null], '4'),
    ]);
  });

  test('are left out where they are not wanted', () => {
    expect(addUp(rows, level(1, [now]), top(['b'], false))).toEqual([row(0, ['b'], '2')]);
  });
});

test('a period without buckets is the whole of the finer level', () => {
  const time = { startsAt: '2025-01-01T00:00:00Z', endsAt: '2025-02-01T00:00:00Z' } as Level['buckets'][number];
  const whole: Level = { ...level(1, [{ series: null, position: 'whole' }]), buckets: [time] };
  const rows = [row(0, ['a'], '1'), row(0, ['b'], '2')];
  expect(addUp(rows, whole, { ...level(0, [now]), buckets: [time] })).toEqual([row(0, [], '3')]);
  // One bucket and the whole of a total are the same days.
  const both: Level['roles'] = [now, { series: null, position: 'whole' }];
  expect(addUp(rows, whole, { ...level(0, both), buckets: [time, time] })).toEqual([row(0, [], '3'), row(1, [], '3')]);
  const later = { ...time, endsAt: '2025-03-01T00:00:00Z' };
  expect(addUp(rows, whole, { ...level(0, [now]), buckets: [later] })).toEqual([]);
});
