// The period asked for and its buckets, and the instant that is now in it. Each bucket is its own P: the facts with
// s <= occurred_at < e, clipped to the asked range and to now, and the days so covered.
import type { PeriodInput } from '../../../src/query/question/metric-question';
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

/** Two dates, both inclusive. */
export type Range = { readonly from: string; readonly to: string };

/** `from`..`to` as asked; `lastDay` and `days` are what is left of it up to now (none: lastDay < from). */
export type Period = Range & {
  readonly s: Instant;
  readonly e: Instant;
  readonly lastDay: string;
  readonly days: number;
  /** Its end is clipped to now. */
  readonly open: boolean;
};

export type Asked = Range & {
  readonly now: Instant;
  /** The day of the last instant before now. */
  readonly today: string;
  readonly clock: ZoneClock;
  readonly calendar: Calendar;
  /** The unit of which the form of the period says that P is one, or the beginning of one: `toDate`, `year`, `quarter`, `month`. */
  readonly named: Unit | null;
  /** It was asked for as the last units, which names no unit: some of them are not the beginning of another. */
  readonly isLast: boolean;
  /** The unit that was asked for to date. */
  readonly toDate: Unit | null;
};

/** now is that of the clock or, with `asOf`, the end of that day, whichever is earlier; `within` another question, never after its now. */
export function askedPeriod(
  input: PeriodInput,
  settings: NaiveSettings,
  clockOf = zoneClock,
  within = Number.POSITIVE_INFINITY,
): Asked {
  const clock = clockOf(input.timezone ?? settings.timeZone);
  const endOfAsOf = input.asOf == null ? Number.POSITIVE_INFINITY : clock.startOfDay(addDays(input.asOf, 1));
  const now = Math.min(parseTimestamp(settings.now, clock), endOfAsOf, within);
  const today = clock.dateOf(now - 1);
  const calendar = {
    weekStart: input.weekStart ?? settings.weekStart,
    fiscalYearStartMonth: input.fiscalYearStartMonth ?? settings.fiscalYearStartMonth,
  };
  const about = { now, today, clock, calendar };
  return {
    ...about,
    ...fromTo(input, about),
    named: namedUnit(input),
    isLast: input.last != null,
    toDate: (input.toDate ?? null) as Unit | null,
  };
}

function fromTo(
  input: PeriodInput,
  { now, today, clock, calendar }: Omit<Asked, keyof Range | 'named' | 'isLast' | 'toDate'>,
): Range {
  if (input.from != null && input.to != null) return { from: input.from, to: input.to };
  if (input.year != null) return yearQuarterOrMonth(input.year, input.quarter, input.month, calendar);
  if (input.last != null && input.unit != null) {
    const unit = input.unit as Unit;
    // Units before this one are over by now. It is itself open only if some of it has passed.
    const current = unitStart(clock.dateOf(now), unit, calendar);
    const isOpen = clock.startOfDay(current) < now;
    const end = input.includeCurrent === true && isOpen ? addUnits(current, unit, 1) : current;
    return { from: addUnits(current, unit, -input.last), to: addDays(end, -1) };
  }
  if (input.toDate != null) return { from: unitStart(today, input.toDate as Unit, calendar), to: today };
  throw new Error(`not a period: ${JSON.stringify(input)}`);
}

function namedUnit({ toDate, year, quarter, month }: PeriodInput): Unit | null {
  if (toDate != null) return toDate as Unit;
  if (year == null) return null;
  if (month != null) return 'MONTH';
  return quarter == null ? 'YEAR' : 'QUARTER';
}

/** A fiscal year bears the number of the calendar year in which it begins; months are those of the calendar. */
function yearQuarterOrMonth(
  year: number,
  quarter: number | null | undefined,
  month: number | null | undefined,
  calendar: Calendar,
): Range {
  const firstOf = (number: number) => `${String(year).padStart(4, '0')}-${String(number).padStart(2, '0')}-01`;
  if (month != null) return { from: firstOf(month), to: addDays(addUnits(firstOf(month), 'MONTH', 1), -1) };
  const start = firstOf(calendar.fiscalYearStartMonth);
  if (quarter == null) return { from: start, to: addDays(addUnits(start, 'YEAR', 1), -1) };
  const from = addUnits(start, 'QUARTER', quarter - 1);
  return { from, to: addDays(addUnits(from, 'QUARTER', 1), -1) };
}

export function periodOf(from: string, to: string, clock: ZoneClock, now: Instant): Period {
  const end = clock.startOfDay(addDays(to, 1));
  const s = Math.min(clock.startOfDay(from), now);
  const e = Math.min(end, now);
  const lastDay = e > s ? clock.dateOf(e - 1) : addDays(from, -1);
  return { from, to, s, e, lastDay, days: daysFromTo(from, lastDay), open: end > now };
}

/** Without a grain the whole range is the one bucket. */
export function rangesOf(range: Range, grain: Unit | null, calendar: Calendar): readonly Range[] {
  if (grain === null) return [range];
  const ranges: Range[] = [];
  for (let start = unitStart(range.from, grain, calendar); start <= range.to; ) {
    const next = addUnits(start, grain, 1);
    const last = addDays(next, -1);
    ranges.push({ from: laterDate(start, range.from), to: earlierDate(last, range.to) });
    start = next;
  }
  return ranges;
}
