// The four ways to say a period and the days each means: from and to; year, with quarter or month; last and unit; toDate. Now is
// passed in, asOf already in it: `last` counts the units that are over by now, `toDate` ends with today.
import { Temporal } from 'temporal-polyfill';
import { didYouMean } from '../did-you-mean';
import {
  addUnits,
  type Calendar,
  dateOf,
  endOfUnit,
  firstDay,
  type Grain,
  grains,
  lastDay,
  startOfUnit,
} from './calendar';
import { todayOf } from './now';
import { invalidPeriod, parseDate } from './parse-date';

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

/** First and last day asked for, both inclusive. */
export type AskedDays = {
  readonly from: PlainDate;
  readonly to: PlainDate;
  /**
   * The units whose beginning the days may be, by how they were asked for. The first that begins with them and in which they
   * end is it: a comparison takes its beginning to the unit before (like-with-like.ts).
   */
  readonly beginningOf: readonly Grain[];
};

export type Form = 'range' | 'year' | 'last' | 'toDate';

const forms = 'Give exactly one of: from and to; year (with quarter or month); last and unit; toDate.';

export function formOf(input: PeriodArguments): Form {
  const given: Readonly<Record<Form, boolean>> = {
    range: input.from != null || input.to != null,
    year: input.year != null || input.quarter != null || input.month != null,
    last: input.last != null || input.unit != null || input.includeCurrent === true,
    toDate: input.toDate != null,
  };
  const [form, ...others] = (Object.keys(given) as Form[]).filter((each) => given[each]);
  if (form === undefined) return invalidPeriod('The period is empty.', forms);
  if (others.length > 0) invalidPeriod(`The period says ${[form, ...others].join(' and ')} at once.`, forms);
  return form;
}

export function askedDays(form: Form, input: PeriodArguments, now: Temporal.Instant, calendar: Calendar): AskedDays {
  switch (form) {
    case 'range':
      return range(input, calendar);
    case 'year':
      return yearPart(input, calendar);
    case 'last':
      return last(input, now, calendar);
    case 'toDate':
      return toDate(input, now, calendar);
    default:
      return form satisfies never;
  }
}

function range(input: PeriodArguments, calendar: Calendar): AskedDays {
  if (input.from == null || input.to == null)
    return invalidPeriod(
      `The period has no ${input.from == null ? 'from' : 'to'}.`,
      'from and to go together, both inclusive.',
    );
  const [from, to] = [parseDate('from', input.from), parseDate('to', input.to)];
  return { from, to, beginningOf: beginningOfRange({ from, to }, calendar) };
}

/** The units whose beginning days are that are given as from..to. */
export function beginningOfRange({ from, to }: Pick<AskedDays, 'from' | 'to'>, calendar: Calendar): readonly Grain[] {
  if (from.day !== 1) return [];
  const units = ['MONTH', 'QUARTER', 'YEAR'] as const;
  const exact = units.find(
    (unit) => startOfUnit(from, unit, calendar).equals(from) && endOfUnit(from, unit, calendar).equals(to),
  );
  return exact === undefined ? units : [exact];
}

function yearPart(input: PeriodArguments, calendar: Calendar): AskedDays {
  const { year, quarter, month } = input;
  if (year == null) return invalidPeriod('The period has a quarter or a month but no year.', 'Add the year.');
  if (quarter != null && month != null)
    return invalidPeriod('The period has both a quarter and a month.', 'Give one of them.');
  if (!Number.isInteger(year) || year < firstDay.year || year > lastDay.year)
    return invalidPeriod(
      `The year ${year} lies outside the calendar.`,
      `It runs from ${firstDay.year} to ${lastDay.year}.`,
    );
  const unitFrom = (from: PlainDate, unit: Grain): AskedDays => ({
    from,
    to: addUnits(from, unit, 1).subtract({ days: 1 }),
    beginningOf: [unit],
  });
  if (month != null) {
    if (!Number.isInteger(month) || month < 1 || month > 12)
      return invalidPeriod(`There is no month ${month}.`, 'Give a month from 1 to 12.');
    return unitFrom(Temporal.PlainDate.from({ year, month, day: 1 }), 'MONTH');
  }
  const start = Temporal.PlainDate.from({ year, month: calendar.fiscalYearStartMonth, day: 1 });
  if (quarter == null) return unitFrom(start, 'YEAR');
  if (!Number.isInteger(quarter) || quarter < 1 || quarter > 4)
    return invalidPeriod(`There is no quarter ${quarter}.`, 'Give a quarter from 1 to 4.');
  return unitFrom(addUnits(start, 'QUARTER', quarter - 1), 'QUARTER');
}

/** The last units that are over by now, and the open one if asked for: where a unit has just ended, none is. */
function last(input: PeriodArguments, now: Temporal.Instant, calendar: Calendar): AskedDays {
  if (input.last == null || input.unit == null)
    return invalidPeriod(
      `The period has no ${input.last == null ? 'last' : 'unit'}.`,
      'last and unit go together, for example last: 12, unit: MONTH.',
    );
  if (!Number.isInteger(input.last) || input.last < 1 || input.last > 50_000)
    return invalidPeriod(`The period cannot be the last ${input.last}.`, 'Give a whole number from 1 to 50000.');
  const unit = parseGrain('unit', input.unit);
  const notOver = startOfUnit(dateOf(now, calendar.timezone), unit, calendar);
  return {
    from: addUnits(notOver, unit, -input.last),
    to:
      input.includeCurrent === true
        ? endOfUnit(todayOf(now, calendar.timezone), unit, calendar)
        : notOver.subtract({ days: 1 }),
    beginningOf: [],
  };
}

function toDate(input: PeriodArguments, now: Temporal.Instant, calendar: Calendar): AskedDays {
  const unit = parseGrain('toDate', input.toDate ?? '');
  const today = todayOf(now, calendar.timezone);
  return { from: startOfUnit(today, unit, calendar), to: today, beginningOf: [unit] };
}

function parseGrain(name: string, text: string): Grain {
  const found = grains.find((grain) => grain === text);
  if (found !== undefined) return found;
  const nearest = didYouMean(text, grains);
  return invalidPeriod(
    `There is no ${name} ${text}.`,
    `${nearest === undefined ? '' : `Did you mean ${nearest}? `}It is one of ${grains.join(', ')}.`,
  );
}
