// What now is (METRICS.md, Time): one instant for everything in an answer. The clock is passed in and read elsewhere.
import { Temporal } from 'temporal-polyfill';
import { dateOf, startOfDay } from './calendar';

/** The clock as now: up to the next whole minute, so that the same question within a minute is the same question. */
export const nowOfClock = (clock: Temporal.Instant): Temporal.Instant =>
  clock.round({ smallestUnit: 'minute', roundingMode: 'ceil' });

/** Now as of a day: the end of that day in the zone, or what now is already if that is earlier. */
export function nowAsOf(now: Temporal.Instant, asOf: Temporal.PlainDate, timezone: string): Temporal.Instant {
  const end = startOfDay(asOf.add({ days: 1 }), timezone);
  return Temporal.Instant.compare(end, now) < 0 ? end : now;
}

/** The day of the last instant before now: at midnight still the day that has just ended. */
export const todayOf = (now: Temporal.Instant, timezone: string): Temporal.PlainDate =>
  dateOf(now.subtract({ nanoseconds: 1 }), timezone);
