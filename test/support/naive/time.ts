// The clock and the calendar: instants as microseconds since 1970, days as YYYY-MM-DD in a time zone, and the units of
// the calendar (weeks from any weekday, fiscal quarters and years). "N days before" goes back on the calendar.
import { Temporal } from 'temporal-polyfill';

export type Instant = number;
export type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';
export type Calendar = { readonly weekStart: string; readonly fiscalYearStartMonth: number };

export const DAY = 86_400_000_000;

const toMicroseconds = (nanoseconds: bigint): Instant => Number(nanoseconds / 1000n);
const toTemporal = (instant: Instant) => Temporal.Instant.fromEpochNanoseconds(BigInt(instant) * 1000n);

/** Days and hours of one time zone. What is worked out once is kept, because the same instants are asked again and again. */
export type ZoneClock = {
  readonly zone: string;
  startOfDay(date: string): Instant;
  dateOf(instant: Instant): string;
  hourOf(instant: Instant): number;
  minusDays(instant: Instant, days: number): Instant;
  minusYears(instant: Instant, years: number): Instant;
};

export function zoneClock(zone: string): ZoneClock {
  const starts = new Map<string, Instant>();
  const locals = new Map<Instant, { date: string; hour: number }>();
  const inZone = (instant: Instant) => toTemporal(instant).toZonedDateTimeISO(zone);
  const local = (instant: Instant) => {
    let found = locals.get(instant);
    if (found === undefined) {
      const there = inZone(instant);
      found = { date: there.toPlainDate().toString(), hour: there.hour };
      locals.set(instant, found);
    }
    return found;
  };
  return {
    zone,
    startOfDay(date) {
      let start = starts.get(date);
      if (start === undefined) {
        start = toMicroseconds(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochNanoseconds);
        starts.set(date, start);
      }
      return start;
    },
    dateOf: (instant) => local(instant).date,
    hourOf: (instant) => local(instant).hour,
    minusDays: (instant, days) => toMicroseconds(inZone(instant).subtract({ days }).epochNanoseconds),
    minusYears: (instant, years) => toMicroseconds(inZone(instant).subtract({ years }).epochNanoseconds),
  };
}

/** A timestamp of the load format: with an offset, without one (the zone's wall clock) or a bare date (its midnight). */
export function parseTimestamp(text: string, clock: ZoneClock): Instant {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return clock.startOfDay(text);
  if (/([zZ]|[+-]\d\d:?\d\d)$/.test(text)) return toMicroseconds(Temporal.Instant.from(text).epochNanoseconds);
  return toMicroseconds(Temporal.PlainDateTime.from(text).toZonedDateTime(clock.zone).epochNanoseconds);
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

export function earlierDate(left: string, right: string): string {
  return [left, right].sort()[0] as string;
}

export function laterDate(left: string, right: string): string {
  return [left, right].sort()[1] as string;
}

/** How many days lie from one date to another, both counted. */
export function daysFromTo(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
}

/** 1 Monday .. 7 Sunday. */
export function isoWeekday(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** The first day of the unit that contains the date. */
export function unitStart(date: string, unit: Unit, calendar: Calendar): string {
  const day = Temporal.PlainDate.from(date);
  const monthOfYear = (day.month - calendar.fiscalYearStartMonth + 12) % 12;
  switch (unit) {
    case 'DAY':
      return date;
    case 'WEEK': {
      const first = { MONDAY: 1, SATURDAY: 6, SUNDAY: 7 }[calendar.weekStart];
      if (first === undefined) throw new Error(`no such week start: ${calendar.weekStart}`);
      return day.subtract({ days: (day.dayOfWeek - first + 7) % 7 }).toString();
    }
    case 'MONTH':
      return day.with({ day: 1 }).toString();
    case 'QUARTER':
      return day
        .with({ day: 1 })
        .subtract({ months: monthOfYear % 3 })
        .toString();
    case 'YEAR':
      return day.with({ day: 1 }).subtract({ months: monthOfYear }).toString();
  }
}

/** The first day of the unit that begins `count` units after the one beginning on `start`. */
export function addUnits(start: string, unit: Unit, count: number): string {
  const day = Temporal.PlainDate.from(start);
  switch (unit) {
    case 'DAY':
      return day.add({ days: count }).toString();
    case 'WEEK':
      return day.add({ weeks: count }).toString();
    case 'MONTH':
      return day.add({ months: count }).toString();
    case 'QUARTER':
      return day.add({ months: 3 * count }).toString();
    case 'YEAR':
      return day.add({ years: count }).toString();
  }
}

/** Completed years from a birth date to a day; who is born on 29 February completes a common year on 1 March. */
export function completedYears(birthDate: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
