// The days of the simulated history and how busy each is. A Moment is whole seconds since the start of the first day on the
// clock of the business; timestamps are written as such local times, without an offset, so one folder fits any business zone.
// All times of day lie between 7:00 and 22:00, where no zone skips or repeats an hour.
import { Temporal } from 'temporal-polyfill';
import { millisecondsPerDay, secondsPerDay } from '../model/day-length';
import { integer, type Random, weighted } from './random';

export type Moment = number;

export type Calendar = {
  readonly from: string;
  readonly until: string;
  readonly days: number;
  /** The last second of the last day: no fact is later. */
  readonly end: Moment;
  readonly firstEpochDay: number;
  readonly dates: readonly string[];
  /** Month of the year, 1..12, of each day. */
  readonly month: Uint8Array;
  /** Months passed since the first day's, of each day. */
  readonly monthIndex: Uint16Array;
  /** Monday 1 .. Sunday 7. */
  readonly weekday: Uint8Array;
  /** How much is bought on a day, about 1 in the mean. */
  readonly demand: Float64Array;
  /** The sum of demand before each day, one longer than the days: waiting times are drawn on this clock. */
  readonly demandBefore: Float64Array;
};

// June and November sales, a quiet Spring Festival and summer.
const demandOfMonth = [0.92, 0.78, 1.0, 0.97, 1.02, 1.14, 0.92, 0.9, 1.03, 1.0, 1.34, 1.1];
const demandOfWeekday = [1.08, 1.06, 1.04, 1.05, 1.12, 0.95, 0.7];

export function createCalendar(until: string, months: number): Calendar {
  const last = Temporal.PlainDate.from(until);
  const first = last.subtract({ months }).add({ days: 1 });
  const days = first.until(last, { largestUnit: 'days' }).days + 1;
  const firstEpochDay = Temporal.PlainDate.from('1970-01-01').until(first, { largestUnit: 'days' }).days;
  const dates: string[] = [];
  const month = new Uint8Array(days);
  const monthIndex = new Uint16Array(days);
  const weekday = new Uint8Array(days);
  const demand = new Float64Array(days);
  const demandBefore = new Float64Array(days + 1);
  for (let day = 0; day < days; day += 1) {
    const date = isoDate(firstEpochDay + day);
    dates.push(date);
    month[day] = Number(date.slice(5, 7));
    monthIndex[day] = (Number(date.slice(0, 4)) - first.year) * 12 + month[day]! - first.month;
    weekday[day] = ((firstEpochDay + day + 3) % 7) + 1;
    demand[day] = demandOfMonth[month[day]! - 1]! * demandOfWeekday[weekday[day]! - 1]!;
    demandBefore[day + 1] = demandBefore[day]! + demand[day]!;
  }
  const end = days * secondsPerDay - 1;
  return { from: dates[0]!, until, days, end, firstEpochDay, dates, month, monthIndex, weekday, demand, demandBefore };
}

// Date counts days exactly as ECMAScript defines it: no zone and no locale takes part.
const isoDate = (epochDay: number): string => new Date(epochDay * millisecondsPerDay).toISOString().slice(0, 10);

export const dayOf = (moment: Moment): number => Math.floor(moment / secondsPerDay);

/** The date of a day; terms and targets may lie after the last day of the history. */
export const dateOf = (calendar: Calendar, day: number): string =>
  calendar.dates[day] ?? isoDate(calendar.firstEpochDay + day);

const twoDigits = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

export function timestamp(calendar: Calendar, moment: Moment): string {
  const day = dayOf(moment);
  const second = moment - day * secondsPerDay;
  const hour = twoDigits[Math.floor(second / 3600)]!;
  const minute = twoDigits[Math.floor(second / 60) % 60]!;
  return `${dateOf(calendar, day)}T${hour}:${minute}:${twoDigits[second % 60]!}`;
}

/** The day on which `amount` of demand has passed since the end of `day`; null when that is after the history. */
export function dayAfterDemand(calendar: Calendar, day: number, amount: number): number | null {
  const { demandBefore, days } = calendar;
  const aim = demandBefore[day + 1]! + amount;
  if (aim >= demandBefore[days]!) return null;
  return positionIn(demandBefore, aim);
}

/** The last position whose value is at most `aim`, in an ascending array. */
export function positionIn(ascending: Float64Array, aim: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle]! <= aim) low = middle;
    else high = middle - 1;
  }
  return low;
}

// From 8:00 on: a peak before noon and one in the evening.
const shoppingHours = [3, 5, 7, 8, 7, 5, 6, 7, 6, 5, 5, 7, 8, 5];

export const shoppingTime = (random: Random, day: number): Moment =>
  day * secondsPerDay + (8 + weighted(random, shoppingHours)) * 3600 + integer(random, 0, 3599);

export const officeTime = (random: Random, day: number): Moment =>
  day * secondsPerDay + integer(random, 9 * 3600, 18 * 3600 - 1);

/** The same moment if the office is open then, else a time in the next opening hours. */
export function whenOpen(random: Random, moment: Moment): Moment {
  const day = dayOf(moment);
  const second = moment - day * secondsPerDay;
  if (second < 9 * 3600) return officeTime(random, day);
  return second < 18 * 3600 ? moment : officeTime(random, day + 1);
}

/** Whole seconds, so many days later. */
export const daysLater = (moment: Moment, days: number): Moment => moment + Math.floor(days * secondsPerDay);

/** Midnight of the day that many calendar months after the moment's day. */
export function monthsLater(calendar: Calendar, moment: Moment, months: number): Moment {
  const date = Temporal.PlainDate.from(dateOf(calendar, dayOf(moment)));
  return dayOf(moment) * secondsPerDay + date.until(date.add({ months }), { largestUnit: 'days' }).days * secondsPerDay;
}
