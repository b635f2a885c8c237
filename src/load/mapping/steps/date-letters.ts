// The letters of date patterns: which part of a moment each group stands for, how it is written, and how it is printed.
import type { Extent } from './pattern-tokens';

export type Field =
  | 'year'
  | 'month'
  | 'day'
  | 'weekday'
  | 'hour'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'half'
  | 'offset';

/** A moment to print: its parts as numbers, nine digits of a second, an offset. */
export type Moment = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly fraction: string;
  readonly offset: string;
};

/** `written` is the regular expression of what stands for the letters. `padded`: in as many digits as it may have. */
export type Letters = {
  readonly field: Field;
  readonly written: string;
  readonly extent: Extent;
  readonly print: (moment: Moment, padded: boolean) => string;
};

const monthNames = 'january february march april may june july august september october november december'.split(' ');
const shortMonths = [...monthNames.map((name) => name.slice(0, 3)), 'sept'];
const dayNames = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const shortDays = dayNames.map((name) => name.slice(0, 3));
const chineseDays = '日一二三四五六';

const startOf = (name: string): string => name.toLowerCase().slice(0, 3);

/** From 1. */
export const monthOf = (name: string): number => monthNames.findIndex((month) => month.startsWith(startOf(name))) + 1;

/** From Sunday, 0. */
export function weekdayOf(name: string): number {
  const chinese = chineseDays.indexOf(name.at(-1)!.replace('天', '日'));
  return chinese >= 0 ? chinese : dayNames.findIndex((day) => day.startsWith(startOf(name)));
}

/** Calendars repeat after 400 years; years before 100 are others for `Date.UTC`. */
export const weekdayOfDay = (year: number, month: number, day: number): number =>
  new Date(Date.UTC(year + 400, month - 1, day)).getUTCDay();

const capital = (name: string): string => name[0]!.toUpperCase() + name.slice(1);
const padded = (number: number, digits = 2): string => String(number).padStart(digits, '0');
const halfHour = ({ hour }: Moment): number => hour % 12 || 12;

type NumberField = 'month' | 'day' | 'hour' | 'minute' | 'second';
const twoDigits = (field: NumberField, of = (moment: Moment) => moment[field]): Letters => ({
  field,
  written: '\\d{2}',
  extent: 'digits',
  print: (moment) => padded(of(moment)),
});
const asNeeded = (field: NumberField, of = (moment: Moment) => moment[field]): Letters => ({
  field,
  written: '\\d{1,2}',
  extent: 'open',
  print: (moment, full) => (full ? padded(of(moment)) : String(of(moment))),
});
const named = (
  field: 'month' | 'weekday',
  names: readonly string[],
  of: (moment: Moment) => string,
  others: readonly string[] = [],
): Letters => ({
  field,
  written: [...names, ...others].join('|'),
  extent: 'words',
  print: (moment) => capital(of(moment)),
});
const fraction = (digits: number): Letters => ({
  field: 'fraction',
  written: `\\d{${digits}}`,
  extent: 'digits',
  print: (moment) => moment.fraction.slice(0, digits),
});

const weekday = ({ year, month, day }: Moment): number => weekdayOfDay(year, month, day);

export const dateLetters: Readonly<Record<string, Letters>> = {
  YYYY: { field: 'year', written: '\\d{4}', extent: 'digits', print: ({ year }) => padded(year, 4) },
  YY: { field: 'year', written: '\\d{2}', extent: 'digits', print: ({ year }) => padded(year % 100) },
  MMMM: named('month', monthNames, ({ month }) => monthNames[month - 1]!),
  MMM: named('month', shortMonths, ({ month }) => shortMonths[month - 1]!),
  MM: twoDigits('month'),
  M: asNeeded('month'),
  DD: twoDigits('day'),
  D: asNeeded('day'),
  dddd: named('weekday', dayNames, (moment) => dayNames[weekday(moment)]!, ['星期[日天一二三四五六]']),
  ddd: named('weekday', shortDays, (moment) => shortDays[weekday(moment)]!, ['周[日一二三四五六]']),
  HH: twoDigits('hour'),
  H: asNeeded('hour'),
  hh: twoDigits('hour', halfHour),
  h: asNeeded('hour', halfHour),
  mm: twoDigits('minute'),
  ss: twoDigits('second'),
  S: {
    field: 'fraction',
    written: '\\d{1,9}',
    extent: 'open',
    print: (moment, full) => moment.fraction.slice(0, full ? 9 : 1),
  },
  SS: fraction(2),
  SSS: fraction(3),
  SSSSSS: fraction(6),
  A: {
    field: 'half',
    written: '[ap]\\.?m\\.?|上午|下午',
    extent: 'words',
    print: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  },
  Z: { field: 'offset', written: 'z|[+-]\\d{2}(?::?\\d{2})?', extent: 'signed', print: ({ offset }) => offset },
};

/** Every group of letters that a pattern may hold. */
export const patternLetters = Object.keys(dateLetters);
