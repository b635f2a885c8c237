// The business calendar: units of time as people count them, for any week start and fiscal year, in any time zone.
// Dates are plain dates; a date becomes an instant only through `startOfDay`.
import { Temporal } from 'temporal-polyfill';
import type { Label } from './dimensions';

export const grains = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type Grain = (typeof grains)[number];

export const weekdays = ['MONDAY', 'SUNDAY', 'SATURDAY'] as const;
export type WeekStart = (typeof weekdays)[number];

export type Calendar = {
  readonly timezone: string;
  readonly weekStart: WeekStart;
  readonly fiscalYearStartMonth: number;
};

/**
 * Whether every part reads the name as one and the same zone: Area/Location as IANA writes it, or UTC. To a database others
 * are an offset of the opposite sign (+08:00), an abbreviation without summer time (CET), or unknown.
 */
export function isTimeZone(name: string): boolean {
  if (!/^(UTC|GMT|[a-z_]+(\/[a-z0-9_+-]+){1,2})$/i.test(name) || /^(SystemV\/|US\/Pacific-New$)/i.test(name))
    return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

type PlainDate = Temporal.PlainDate;

const isoWeekday: Readonly<Record<WeekStart, number>> = { MONDAY: 1, SUNDAY: 7, SATURDAY: 6 };

/** The first day of the unit that holds the date. Quarters and years follow the fiscal year. */
export function startOfUnit(date: PlainDate, grain: Grain, calendar: Calendar): PlainDate {
  switch (grain) {
    case 'DAY':
      return date;
    case 'WEEK':
      return date.subtract({ days: (date.dayOfWeek - isoWeekday[calendar.weekStart] + 7) % 7 });
    case 'MONTH':
      return date.with({ day: 1 });
    case 'QUARTER':
      return date.with({ day: 1 }).subtract({ months: (date.month - calendar.fiscalYearStartMonth + 12) % 3 });
    case 'YEAR':
      return date.with({ day: 1 }).subtract({ months: (date.month - calendar.fiscalYearStartMonth + 12) % 12 });
    default:
      return grain satisfies never;
  }
}

const durations: Readonly<Record<Grain, Temporal.DurationLike>> = {
  DAY: { days: 1 },
  WEEK: { days: 7 },
  MONTH: { months: 1 },
  QUARTER: { months: 3 },
  YEAR: { years: 1 },
};

/** The start of the unit n units after the one that starts on the date; n may be negative. */
export function addUnits(unitStart: PlainDate, grain: Grain, n: number): PlainDate {
  const one = Temporal.Duration.from(durations[grain]);
  return unitStart.add({ days: one.days * n, months: one.months * n, years: one.years * n });
}

/** The instant at which the date begins in the zone, also where that day has no midnight. */
export function startOfDay(date: PlainDate, timezone: string): Temporal.Instant {
  const key = `${date} ${timezone}`;
  let instant = knownStarts.get(key);
  if (instant === undefined) {
    instant = date.toZonedDateTime(timezone).toInstant();
    if (knownStarts.size >= mostKnownStarts) knownStarts.clear();
    knownStarts.set(key, instant);
  }
  return instant;
}

// Finding a day's start in a zone's rules is the dearest step of planning, and questions ask for the same days.
const knownStarts = new Map<string, Temporal.Instant>();
const mostKnownStarts = 50_000;

/** The same wall-clock time a year before, in the zone; 29 February goes to the 28th. */
export const yearBefore = (instant: Temporal.Instant, timezone: string): Temporal.Instant =>
  instant.toZonedDateTimeISO(timezone).subtract({ years: 1 }).toInstant();

/** The same wall-clock time so many days before, in the zone. */
export const daysBefore = (instant: Temporal.Instant, days: number, timezone: string): Temporal.Instant =>
  instant.toZonedDateTimeISO(timezone).subtract({ days }).toInstant();

export const dateOf = (instant: Temporal.Instant, timezone: string): PlainDate =>
  instant.toZonedDateTimeISO(timezone).toPlainDate();

/** How people name the unit that starts on the date. */
export function labelOfUnit(unitStart: PlainDate, grain: Grain, calendar: Calendar): Label {
  const month = String(unitStart.month).padStart(2, '0');
  const fiscal = calendar.fiscalYearStartMonth !== 1;
  const year = fiscal ? startOfUnit(unitStart, 'YEAR', calendar).year : unitStart.year;
  const quarter = ((unitStart.month - calendar.fiscalYearStartMonth + 12) % 12) / 3 + 1;
  switch (grain) {
    case 'DAY':
      return { en: unitStart.toString(), zh: unitStart.toString() };
    case 'WEEK':
      return calendar.weekStart === 'MONDAY'
        ? {
            en: `${unitStart.yearOfWeek}-W${String(unitStart.weekOfYear).padStart(2, '0')}`,
            zh: `${unitStart.yearOfWeek}年第${unitStart.weekOfYear}周`,
          }
        : { en: `week of ${unitStart}`, zh: `${unitStart}起一周` };
    case 'MONTH':
      return { en: `${unitStart.year}-${month}`, zh: `${unitStart.year}年${unitStart.month}月` };
    case 'QUARTER':
      return fiscal
        ? { en: `FY${year} Q${quarter}`, zh: `${year}财年第${quarter}季度` }
        : { en: `${year} Q${quarter}`, zh: `${year}年第${quarter}季度` };
    case 'YEAR':
      return fiscal ? { en: `FY${year}`, zh: `${year}财年` } : { en: `${year}`, zh: `${year}年` };
    default:
      return grain satisfies never;
  }
}
