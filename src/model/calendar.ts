// The business calendar: units of time as people count them, for any week start and fiscal year, in any time zone.
// Dates are plain dates; a date becomes an instant only through `startOfDay`.
import { Temporal } from 'temporal-polyfill';
import type { Label } from './dimensions';
import { oncePerText } from './once-per';

export const grains = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type Grain = (typeof grains)[number];

/** The days a week may start on. */
export const weekStarts = ['MONDAY', 'SUNDAY', 'SATURDAY'] as const;
export type WeekStart = (typeof weekStarts)[number];

export type Calendar = {
  readonly timezone: string;
  readonly weekStart: WeekStart;
  readonly fiscalYearStartMonth: number;
};

/**
 * Whether every part reads the name as one and the same zone: Area/Location as IANA writes it, or UTC. To a database others
 * are an offset of the opposite sign (+08:00), an abbreviation without summer time (CET), or unknown.
 */
export const isTimeZone = oncePerText(
  (name: string) => name,
  (name) => {
    if (!/^(UTC|GMT|[a-z_]+(\/[a-z0-9_+-]+){1,2})$/i.test(name) || /^(SystemV\/|US\/Pacific-New$)/i.test(name))
      return false;
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false;
    }
  },
);

type PlainDate = Temporal.PlainDate;

/** The calendar runs from one to the other. */
export const firstDay = Temporal.PlainDate.from('1970-01-01');
export const lastDay = Temporal.PlainDate.from('2099-12-31');

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

/**
 * The date so many units later; n may be negative. Of the start of a unit it is the start of another; of any other day the
 * same date of another month or year, or the last day of that month where there is none.
 */
export function addUnits(date: PlainDate, grain: Grain, n: number): PlainDate {
  const one = Temporal.Duration.from(durations[grain]);
  return date.add({ days: one.days * n, months: one.months * n, years: one.years * n });
}

/** The last day of the unit that holds the date. */
export const endOfUnit = (date: PlainDate, grain: Grain, calendar: Calendar): PlainDate =>
  addUnits(startOfUnit(date, grain, calendar), grain, 1).subtract({ days: 1 });

// Finding days and instants in a zone's rules is the dearest step of planning, and questions ask for the same ones.
const textOf = (instant: Temporal.Instant, timezone: string): string => `${instant.epochNanoseconds} ${timezone}`;

/** The instant at which the date begins in the zone, also where that day has no midnight. */
export const startOfDay = oncePerText(
  (date: PlainDate, timezone: string) => `${date} ${timezone}`,
  (date, timezone): Temporal.Instant => date.toZonedDateTime(timezone).toInstant(),
);

/** Whether the day has ended by then. */
export const isOver = (date: PlainDate, timezone: string, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(startOfDay(date.add({ days: 1 }), timezone), now) <= 0;

export const earlierDay = (left: PlainDate, right: PlainDate): PlainDate =>
  Temporal.PlainDate.compare(left, right) < 0 ? left : right;

/** The same wall-clock time a year before, in the zone; 29 February goes to the 28th. */
export const yearBefore = (instant: Temporal.Instant, timezone: string): Temporal.Instant =>
  instant.toZonedDateTimeISO(timezone).subtract({ years: 1 }).toInstant();

/** The same wall-clock time so many days before, in the zone. */
export const daysBefore = (instant: Temporal.Instant, days: number, timezone: string): Temporal.Instant =>
  instant.toZonedDateTimeISO(timezone).subtract({ days }).toInstant();

export const dateOf = oncePerText(
  textOf,
  (instant, timezone): PlainDate => instant.toZonedDateTimeISO(timezone).toPlainDate(),
);

/** An instant that is written as text. */
export const instantOf = oncePerText(
  (text: string) => text,
  (text) => Temporal.Instant.from(text),
);

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
