// The patterns of dates that a draft knows, of times behind them, and the numbers that can be dates.
import type { DateNotation } from '../../mapping/steps/date-step';

const days = [
  'YYYY-M-D',
  'YYYY/M/D',
  'YYYY.M.D',
  'YYYY年M月D日',
  'D/M/YYYY',
  'M/D/YYYY',
  'D.M.YYYY',
  'D-M-YYYY',
  'M-D-YYYY',
  'D MMM YYYY',
  'D-MMM-YYYY',
  'D/MMM/YYYY',
  'D. MMM YYYY',
  'D MMMM YYYY',
  'MMM D, YYYY',
  'MMM D YYYY',
  'MMMM D, YYYY',
  'YYYY-MMM-D',
  'ddd, D MMM YYYY',
  'ddd MMM D YYYY',
  'dddd, MMMM D, YYYY',
  'YYYYMMDD',
  'D/M/YY',
  'M/D/YY',
  'D.M.YY',
  'D-M-YY',
  'M-D-YY',
  'YY/M/D',
  'YY-M-D',
  'D-MMM-YY',
  'D MMM YY',
];
const times = [
  '',
  ' H:mm',
  ' H:mm:ss',
  '[T]H:mm',
  '[T]H:mm:ss',
  ' h:mm A',
  ' h:mm:ss A',
  ' h:mmA',
  ', H:mm',
  ', H:mm:ss',
  ', h:mm A',
  ', h:mm:ss A',
  ' Ah:mm',
  ' Ah:mm:ss',
  ' A h:mm',
  ' A h:mm:ss',
  ' H:mm:ss.S',
  ' H:mm Z',
  ' H:mm:ss Z',
  ' H:mm:ssZ',
  '[T]H:mm:ssZ',
  ' H时mm分',
  ' H时mm分ss秒',
];
const joined = ['YYYYMMDDHHmm', 'YYYYMMDDHHmmss'];

/** From which year on two digits of a year are counted in a draft. */
export const pivotOfDrafts = 1970;

const notationOf = (pattern: string): string | DateNotation =>
  pattern.includes('YYYY') ? pattern : { pattern, pivot: pivotOfDrafts };

/** Each way to write a date once: M is read with and without a zero before it. */
export const knownDates: readonly (string | DateNotation)[] = [
  ...days.flatMap((day) => times.map((time) => `${day}${time}`)),
  ...joined,
].map(notationOf);

export const patternOf = (date: string | DateNotation): string =>
  typeof date === 'string' ? date : (date.pattern ?? '');

export const knownDurations = ['H:mm:ss', 'H:mm:ss.S', 'D H:mm:ss', 'H[h] mm[m]', 'H:mm', 'm:ss'];
