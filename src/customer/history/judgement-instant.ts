// An instant at which customers are judged, and the limits that the judgements look back to, as the business calendar has them.
// Facts before the instant count.
import { Temporal } from 'temporal-polyfill';
import type { BusinessSettings } from '../../model/business-settings';
import { startOfDay } from '../../model/calendar';
import { currentMonthEnd } from '../../model/judgements';
import { todayOf } from '../../model/now';
import type { Rules } from '../rules/rules';

export type JudgementInstant = {
  /** The day of a month-end, under which its judgements stand; `currentMonthEnd` for now. */
  readonly monthEnd: string;
  readonly instant: Temporal.Instant;
  /** Microseconds since 1970, as all limits. */
  readonly at: number;
  /** The day of the last instant before it, in days since 1970. */
  readonly date: number;
  readonly yearBefore: number;
  readonly halfYearBefore: number;
  readonly days90Before: number;
  readonly days180Before: number;
  /** Whose first purchase is no earlier is new. */
  readonly newSince: number;
  /** Terms that ended from one to the other say how many are renewed. Of the last month-end, as the next two. */
  readonly termsFrom: number;
  readonly termsTo: number;
  readonly leadsFrom: number;
  readonly leadsTo: number;
};

export const microsecondsOfDay = 86_400_000_000;

export const microseconds = (instant: Temporal.Instant): number => Number(instant.epochNanoseconds / 1000n);

const dayNumber = (date: Temporal.PlainDate): number =>
  Temporal.PlainDate.from('1970-01-01').until(date, { largestUnit: 'day' }).days;

/** The month-ends after one day up to an instant, the earliest first. */
export function monthEndsBetween(
  after: Temporal.PlainDate,
  now: Temporal.Instant,
  timeZone: string,
): readonly Temporal.PlainDate[] {
  const ends: Temporal.PlainDate[] = [];
  let end = after.with({ day: 1 }).add({ months: 1 });
  while (Temporal.Instant.compare(startOfDay(end, timeZone), now) <= 0) {
    ends.push(end);
    end = end.add({ months: 1 });
  }
  return ends;
}

/** The last month-end at or before an instant. */
export const lastMonthEnd = (now: Temporal.Instant, timeZone: string): Temporal.PlainDate =>
  now.toZonedDateTimeISO(timeZone).toPlainDate().with({ day: 1 });

export const atMonthEnd = (end: Temporal.PlainDate, settings: BusinessSettings, rules: Rules): JudgementInstant =>
  judgementInstant(end.toString(), startOfDay(end, settings.timeZone), settings, rules);

export const atPresent = (now: Temporal.Instant, settings: BusinessSettings, rules: Rules): JudgementInstant =>
  judgementInstant(currentMonthEnd, now, settings, rules);

function judgementInstant(
  monthEnd: string,
  instant: Temporal.Instant,
  { timeZone, dormantAfterDays }: BusinessSettings,
  { leadScore }: Rules,
): JudgementInstant {
  const here = instant.toZonedDateTimeISO(timeZone);
  const last = startOfDay(lastMonthEnd(instant, timeZone), timeZone).toZonedDateTimeISO(timeZone);
  const number = (when: Temporal.ZonedDateTime): number => microseconds(when.toInstant());
  return {
    monthEnd,
    instant,
    at: microseconds(instant),
    date: dayNumber(todayOf(instant, timeZone)),
    yearBefore: number(here.subtract({ years: 1 })),
    halfYearBefore: number(here.subtract({ months: 6 })),
    days90Before: number(here.subtract({ days: 90 })),
    days180Before: number(here.subtract({ days: 180 })),
    newSince: number(here.subtract({ days: dormantAfterDays })),
    termsFrom: number(last.subtract({ years: 1 }).subtract({ days: 30 })),
    termsTo: number(last.subtract({ days: 30 })),
    leadsFrom: number(last.subtract({ years: 1 }).subtract({ days: leadScore.days })),
    leadsTo: number(last.subtract({ days: leadScore.days })),
  };
}
