// The period asked for and its buckets. Each bucket is its own P: the facts with s <= occurred_at < e, clipped to the
// asked range and to now, and the days so covered.
import type { PeriodInput } from '../../../src/query/metric-question';
import type { NaiveSettings } from './question';
import {
  addDays,
  addUnits,
  type Calendar,
  daysFromTo,
  earlierDate,
  type Instant,
  laterDate,
  parseTimestamp,
  type Unit,
  unitStart,
  type ZoneClock,
  zoneClock,
} from './time';

/** `from`..`to` as asked, both inclusive; `lastDay` and `days` are what is left of it up to now (none: lastDay < from). */
export type Period = {
  readonly from: string;
  readonly to: string;
  readonly s: Instant;
  readonly e: Instant;
  readonly lastDay: string;
  readonly days: number;
};

export type Asked = {
  readonly from: string;
  readonly to: string;
  readonly now: Instant;
  readonly clock: ZoneClock;
  readonly calendar: Calendar;
};

export function askedPeriod(input: PeriodInput, settings: NaiveSettings, clockOf = zoneClock): Asked {
  const clock = clockOf(input.timezone ?? settings.timeZone);
  const now = parseTimestamp(settings.now, clock);
  const calendar = {
    weekStart: input.weekStart ?? settings.weekStart,
    fiscalYearStartMonth: input.fiscalYearStartMonth ?? settings.fiscalYearStartMonth,
  };
  return { ...fromTo(input, calendar, input.asOf ?? clock.dateOf(now)), now, clock, calendar };
}

function fromTo(input: PeriodInput, calendar: Calendar, asOf: string): { from: string; to: string } {
  if (input.from != null && input.to != null) return { from: input.from, to: input.to };
  if (input.year != null) return yearQuarterOrMonth(input.year, input.quarter, input.month, calendar);
  if (input.last != null && input.unit != null) {
    const current = unitStart(asOf, input.unit as Unit, calendar);
    const end = input.includeCurrent === true ? addUnits(current, input.unit as Unit, 1) : current;
    return { from: addUnits(current, input.unit as Unit, -input.last), to: addDays(end, -1) };
  }
  if (input.toDate != null) return { from: unitStart(asOf, input.toDate as Unit, calendar), to: asOf };
  throw new Error(`not a period: ${JSON.stringify(input)}`);
}

/** A fiscal year bears the number of the calendar year in which it begins; months are those of the calendar. */
function yearQuarterOrMonth(
  year: number,
  quarter: number | null | undefined,
  month: number | null | undefined,
  calendar: Calendar,
): { from: string; to: string } {
  const firstOf = (number: number) => `${String(year).padStart(4, '0')}-${String(number).padStart(2, '0')}-01`;
  if (month != null) return { from: firstOf(month), to: addDays(addUnits(firstOf(month), 'MONTH', 1), -1) };
  const start = firstOf(calendar.fiscalYearStartMonth);
  if (quarter == null) return { from: start, to: addDays(addUnits(start, 'YEAR', 1), -1) };
  const from = addUnits(start, 'QUARTER', quarter - 1);
  return { from, to: addDays(addUnits(from, 'QUARTER', 1), -1) };
}

export function periodOf(from: string, to: string, clock: ZoneClock, now: Instant): Period {
  const s = Math.min(clock.startOfDay(from), now);
  const e = Math.min(clock.startOfDay(addDays(to, 1)), now);
  const lastDay = e > s ? clock.dateOf(e - 1) : addDays(from, -1);
  return { from, to, s, e, lastDay, days: daysFromTo(from, lastDay) };
}

export function wholePeriod(asked: Asked): Period {
  return periodOf(asked.from, asked.to, asked.clock, asked.now);
}

/** Without a grain the whole range is the one bucket. */
export function bucketsOf(asked: Asked, grain: Unit | null): readonly Period[] {
  if (grain === null) return [wholePeriod(asked)];
  const buckets: Period[] = [];
  for (let start = unitStart(asked.from, grain, asked.calendar); start <= asked.to; ) {
    const next = addUnits(start, grain, 1);
    const last = addDays(next, -1);
    buckets.push(periodOf(laterDate(start, asked.from), earlierDate(last, asked.to), asked.clock, asked.now));
    start = next;
  }
  return buckets;
}

/**
 * Of a whole calendar week, month, quarter or year the unit before it, of any other range the equally many days just
 * before. What is still open compares with equally many days.
 */
export function previousPeriod(period: Period, asked: Pick<Asked, 'clock' | 'calendar' | 'now'>): Period {
  const { clock, calendar, now } = asked;
  const unit = (['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const).find(
    (candidate) =>
      unitStart(period.from, candidate, calendar) === period.from &&
      addDays(addUnits(period.from, candidate, 1), -1) === period.to,
  );
  const from =
    unit === undefined ? addDays(period.from, -daysFromTo(period.from, period.to)) : addUnits(period.from, unit, -1);
  const to = addDays(period.from, -1);
  const open = period.lastDay < period.to;
  const asManyDays = addDays(from, period.days - 1);
  return periodOf(from, open ? earlierDate(asManyDays, to) : to, clock, now);
}
