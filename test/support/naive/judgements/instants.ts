// The instants of judgements, by the business zone: month-ends, the business date of an instant, and the limits before it.
import { Temporal } from 'temporal-polyfill';
import { addUnits, daysFromTo, type Instant, type ZoneClock } from '../time';

/** m(t): the first instant of the month in which t lies. */
export function monthEndAt(t: Instant, clock: ZoneClock): Instant {
  return clock.startOfDay(`${clock.dateOf(t).slice(0, 7)}-01`);
}

/** The month-ends after `since` and up to `until`, earliest first. */
export function monthEndsUpTo(since: Instant, until: Instant, clock: ZoneClock): readonly Instant[] {
  const found: Instant[] = [];
  let day = clock.dateOf(monthEndAt(since, clock));
  for (let at = clock.startOfDay(day); at <= until; ) {
    if (at > since) found.push(at);
    day = addUnits(day, 'MONTH', 1);
    at = clock.startOfDay(day);
  }
  return found;
}

/** The day of the last instant before t. */
export function businessDateOf(t: Instant, clock: ZoneClock): string {
  return clock.dateOf(t - 1);
}

/** Days from one date to a later one; negative to an earlier one, none to itself. */
export function daysBetween(from: string, to: string): number {
  return daysFromTo(from, to) - 1;
}

export function minusMonths(t: Instant, months: number, clock: ZoneClock): Instant {
  const there = Temporal.Instant.fromEpochNanoseconds(BigInt(t) * 1000n).toZonedDateTimeISO(clock.zone);
  return Number(there.subtract({ months }).epochNanoseconds / 1000n);
}

/** Facts of [from, to). */
export function between<T extends { readonly at: Instant }>(facts: readonly T[], from: Instant, to: Instant): T[] {
  return facts.filter((fact) => from <= fact.at && fact.at < to);
}

export function before<T extends { readonly at: Instant }>(facts: readonly T[], t: Instant): T[] {
  return facts.filter((fact) => fact.at < t);
}
