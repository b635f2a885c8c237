// From what a caller says of time to the days it means, with the clock passed in: contradictory, impossible and wholly
// future periods are refused, saying what would be right.
import { Temporal } from 'temporal-polyfill';
import { didYouMean, UserError } from '../errors';
import {
  addUnits,
  type Calendar,
  dateOf,
  type Grain,
  grains,
  isTimeZone,
  startOfDay,
  startOfUnit,
  weekdays,
} from './calendar';

type PlainDate = Temporal.PlainDate;

/** The arguments of PeriodInput, not yet checked. */
export type PeriodArguments = {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly year?: number | null;
  readonly quarter?: number | null;
  readonly month?: number | null;
  readonly last?: number | null;
  readonly unit?: string | null;
  readonly includeCurrent?: boolean | null;
  readonly toDate?: string | null;
  readonly asOf?: string | null;
  readonly timezone?: string | null;
  readonly weekStart?: string | null;
  readonly fiscalYearStartMonth?: number | null;
};

/** First and last day asked for, both inclusive, and the calendar they are counted by. */
export type Period = {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly calendar: Calendar;
  /** The unit that it is the beginning of, if it was asked for so (month to date). */
  readonly toDate?: Grain;
};

export const firstDay = Temporal.PlainDate.from('1970-01-01');
export const lastDay = Temporal.PlainDate.from('2099-12-31');

const invalid = (problem: string, hint: string): never => {
  throw new UserError('INVALID_PERIOD', { problem, hint });
};

export function parseDate(name: string, text: string): PlainDate {
  let date: PlainDate;
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError();
    date = Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return invalid(`The date ${name}: "${text}" is not a date.`, 'Write it as YYYY-MM-DD, for example 2025-03-31.');
  }
  if (Temporal.PlainDate.compare(date, firstDay) < 0 || Temporal.PlainDate.compare(date, lastDay) > 0)
    return invalid(`The date ${name}: ${text} lies outside the calendar.`, `It runs from ${firstDay} to ${lastDay}.`);
  return date;
}

function parseGrain(name: string, text: string): Grain {
  const found = grains.find((grain) => grain === text);
  if (found !== undefined) return found;
  const nearest = didYouMean(text, grains);
  return invalid(
    `There is no ${name} ${text}.`,
    `${nearest === undefined ? '' : `Did you mean ${nearest}? `}It is one of ${grains.join(', ')}.`,
  );
}

function resolveCalendar(input: PeriodArguments, defaults: Calendar): Calendar {
  const timezone = input.timezone ?? defaults.timezone;
  if (!isTimeZone(timezone))
    invalid(`There is no time zone ${timezone}.`, 'Give an IANA name, for example Asia/Shanghai or UTC.');
  const weekStart = weekdays.find((day) => day === (input.weekStart ?? defaults.weekStart));
  if (weekStart === undefined)
    return invalid(`A week cannot start on ${input.weekStart}.`, `It starts on ${weekdays.join(', ')}.`);
  const fiscalYearStartMonth = input.fiscalYearStartMonth ?? defaults.fiscalYearStartMonth;
  if (!Number.isInteger(fiscalYearStartMonth) || fiscalYearStartMonth < 1 || fiscalYearStartMonth > 12)
    invalid(`A fiscal year cannot start in month ${fiscalYearStartMonth}.`, 'Give a month from 1 to 12.');
  return { timezone, weekStart, fiscalYearStartMonth };
}

const forms = 'Give exactly one of: from and to; year (with quarter or month); last and unit; toDate.';

/** The days asked for. Throws INVALID_PERIOD for contradictory, impossible or wholly future periods. */
export function resolvePeriod(input: PeriodArguments, defaults: Calendar, now: Temporal.Instant): Period {
  const calendar = resolveCalendar(input, defaults);
  const given = {
    range: input.from != null || input.to != null,
    year: input.year != null || input.quarter != null || input.month != null,
    last: input.last != null || input.unit != null || input.includeCurrent === true,
    toDate: input.toDate != null,
  };
  const chosen = Object.entries(given).filter(([, is]) => is);
  if (chosen.length !== 1)
    invalid(
      chosen.length === 0
        ? 'The period is empty.'
        : `The period says ${chosen.map(([name]) => name).join(' and ')} at once.`,
      forms,
    );
  const today = dateOf(now, calendar.timezone);
  const asOf = input.asOf == null ? today : parseDate('asOf', input.asOf);
  if (input.asOf != null && !given.last && !given.toDate)
    invalid('The period has an asOf that nothing counts from.', 'asOf goes with last or toDate.');
  const [from, to] = given.range
    ? range(input)
    : given.year
      ? yearPart(input, calendar)
      : given.last
        ? last(input, asOf, calendar)
        : toDate(input, asOf, calendar);
  if (Temporal.PlainDate.compare(from, to) > 0)
    invalid(`The period ends on ${to}, before it starts on ${from}.`, 'Swap from and to.');
  if (Temporal.PlainDate.compare(from, firstDay) < 0 || Temporal.PlainDate.compare(to, lastDay) > 0)
    invalid(`The period from ${from} to ${to} leaves the calendar.`, `It runs from ${firstDay} to ${lastDay}.`);
  if (Temporal.Instant.compare(startOfDay(from, calendar.timezone), now) >= 0)
    invalid(
      `The period starts on ${from}, which has not begun.`,
      `Today is ${today} in ${calendar.timezone}; facts after now do not exist yet.`,
    );
  return { from, to, calendar, ...(given.toDate && { toDate: parseGrain('toDate', input.toDate ?? '') }) };
}

function range(input: PeriodArguments): [PlainDate, PlainDate] {
  if (input.from == null || input.to == null)
    return invalid(
      `The period has no ${input.from == null ? 'from' : 'to'}.`,
      'from and to go together, both inclusive.',
    );
  return [parseDate('from', input.from), parseDate('to', input.to)];
}

function yearPart(input: PeriodArguments, calendar: Calendar): [PlainDate, PlainDate] {
  const { year, quarter, month } = input;
  if (year == null) return invalid('The period has a quarter or a month but no year.', 'Add the year.');
  if (quarter != null && month != null)
    return invalid('The period has both a quarter and a month.', 'Give one of them.');
  if (!Number.isInteger(year) || year < firstDay.year || year > lastDay.year)
    return invalid(`The year ${year} lies outside the calendar.`, `It runs from ${firstDay.year} to ${lastDay.year}.`);
  if (month != null) {
    if (!Number.isInteger(month) || month < 1 || month > 12)
      return invalid(`There is no month ${month}.`, 'Give a month from 1 to 12.');
    const start = Temporal.PlainDate.from({ year, month, day: 1 });
    return [start, start.add({ months: 1 }).subtract({ days: 1 })];
  }
  const start = Temporal.PlainDate.from({ year, month: calendar.fiscalYearStartMonth, day: 1 });
  if (quarter == null) return [start, start.add({ years: 1 }).subtract({ days: 1 })];
  if (!Number.isInteger(quarter) || quarter < 1 || quarter > 4)
    return invalid(`There is no quarter ${quarter}.`, 'Give a quarter from 1 to 4.');
  const quarterStart = start.add({ months: 3 * (quarter - 1) });
  return [quarterStart, quarterStart.add({ months: 3 }).subtract({ days: 1 })];
}

function last(input: PeriodArguments, asOf: PlainDate, calendar: Calendar): [PlainDate, PlainDate] {
  if (input.last == null || input.unit == null)
    return invalid(
      `The period has no ${input.last == null ? 'last' : 'unit'}.`,
      'last and unit go together, for example last: 12, unit: MONTH.',
    );
  if (!Number.isInteger(input.last) || input.last < 1 || input.last > 50_000)
    return invalid(`The period cannot be the last ${input.last}.`, 'Give a whole number from 1 to 50000.');
  const unit = parseGrain('unit', input.unit);
  const current = startOfUnit(asOf, unit, calendar);
  return [
    addUnits(current, unit, -input.last),
    (input.includeCurrent === true ? addUnits(current, unit, 1) : current).subtract({ days: 1 }),
  ];
}

const toDate = (input: PeriodArguments, asOf: PlainDate, calendar: Calendar): [PlainDate, PlainDate] => [
  startOfUnit(asOf, parseGrain('toDate', input.toDate ?? ''), calendar),
  asOf,
];
