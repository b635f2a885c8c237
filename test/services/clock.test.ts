import { clockOf } from '../../src/services/clock';

test('the clock stands still at AS_OF', () => {
  const clock = clockOf({ asOf: '2025-03-31T10:20:00.123456Z' });
  expect([clock(), clock()].map(String)).toEqual(['2025-03-31T10:20:00.123456Z', '2025-03-31T10:20:00.123456Z']);
});

test('without AS_OF it is the real one', () => {
  const before = Date.now();
  const { epochMilliseconds } = clockOf({ asOf: null })();
  expect(epochMilliseconds).toBeGreaterThanOrEqual(before);
  expect(epochMilliseconds).toBeLessThanOrEqual(Date.now());
});
