// From what a caller says of time to the days it means and the instant that is now for the question, with the clock passed
// in: contradictory, impossible and wholly future periods are refused, saying what would be right.
import { Temporal } from 'temporal-polyfill';
import { type Calendar, firstDay, isTimeZone, lastDay, startOfDay, weekStarts } from './calendar';
import { nowAsOf, todayOf } from './now';
import { invalidPeriod, parseDate } from './parse-date';
import { type AskedDays, askedDays, formOf, type PeriodArguments } from './period-forms';

/** The days asked for and the calendar they are counted by. */
export type Period = AskedDays & { readonly calendar: Calendar };

/** What a question's period comes to. Nothing that the question asks looks beyond its now. */
export type ResolvedPeriod = { readonly period: Period; readonly now: Temporal.Instant };

function resolveCalendar(input: PeriodArguments, defaults: Calendar): Calendar {
  const timezone = input.timezone ?? defaults.timezone;
  if (!isTimeZone(timezone))
    invalidPeriod(`There is no time zone ${timezone}.`, 'Give an IANA name, for example Asia/Shanghai or UTC.');
  const weekStart = weekStarts.find((day) => day === (input.weekStart ?? defaults.weekStart));
  if (weekStart === undefined)
    return invalidPeriod(`A week cannot start on ${input.weekStart}.`, `It starts on ${weekStarts.join(', ')}.`);
  const fiscalYearStartMonth = input.fiscalYearStartMonth ?? defaults.fiscalYearStartMonth;
  if (!Number.isInteger(fiscalYearStartMonth) || fiscalYearStartMonth < 1 || fiscalYearStartMonth > 12)
    invalidPeriod(`A fiscal year cannot start in month ${fiscalYearStartMonth}.`, 'Give a month from 1 to 12.');
  return { timezone, weekStart, fiscalYearStartMonth };
}

/**
 * The days asked for, and now: the clock, or the end of the day asOf if that is earlier. `clock` is now for whoever asks; for
 * a condition it is the now of its question, which it cannot look beyond. Throws INVALID_PERIOD for contradictory,
 * impossible or wholly future periods.
 */
export function resolvePeriod(input: PeriodArguments, defaults: Calendar, clock: Temporal.Instant): ResolvedPeriod {
  const calendar = resolveCalendar(input, defaults);
  const form = formOf(input);
  const now = input.asOf == null ? clock : nowAsOf(clock, parseDate('asOf', input.asOf), calendar.timezone);
  const period = { ...askedDays(form, input, now, calendar), calendar };
  const { from, to } = period;
  if (Temporal.PlainDate.compare(from, to) > 0)
    invalidPeriod(`The period ends on ${to}, before it starts on ${from}.`, 'Swap from and to.');
  if (Temporal.PlainDate.compare(from, firstDay) < 0 || Temporal.PlainDate.compare(to, lastDay) > 0)
    invalidPeriod(`The period from ${from} to ${to} leaves the calendar.`, `It runs from ${firstDay} to ${lastDay}.`);
  refuseFuture(period, now);
  return { period, now };
}

/** Throws INVALID_PERIOD for a period that has not begun by now. */
export function refuseFuture({ from, calendar: { timezone } }: Period, now: Temporal.Instant): void {
  if (Temporal.Instant.compare(startOfDay(from, timezone), now) < 0) return;
  invalidPeriod(
    `The period starts on ${from}, which has not begun.`,
    `By the clock or asOf, today is ${todayOf(now, timezone)} in ${timezone}; facts after now do not exist yet.`,
  );
}
