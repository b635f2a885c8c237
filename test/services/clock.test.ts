// The clock of a configuration: a whole minute of the real one, or AS_OF to the microsecond.
import { Temporal } from 'temporal-polyfill';
import { clockOf } from '../../src/services/clock';

it('stands still at AS_OF as it is', () => {
  expect(clockOf({ asOf: '2026-06-18T12:00:30.000001Z' })().toString()).toBe('2026-06-18T12:00:30.000001Z');
});

it('is the real one up to the next whole minute', () => {
  const before = Temporal.Now.instant();
  const now = clockOf({ asOf: null })();
  const after = Temporal.Now.instant();
  expect(now.epochMilliseconds % 60_000).toBe(0);
  expect(Temporal.Instant.compare(now, before)).toBeGreaterThanOrEqual(0);
  expect(now.since(after).total('minutes')).toBeLessThan(1);
});
