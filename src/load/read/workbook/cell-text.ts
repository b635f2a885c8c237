// What a number of a workbook is as text: its shortest exact text, or the date that its format makes of it. Excel counts days
// from 1900, with a 29 February 1900 that never was, or from 1904.
import { Decimal } from 'decimal.js';

/** A number as it is stored, without exponent. What 17 digits only approximate is the shortest number that is stored so. */
export function numberText(stored: string): string {
  if (/^-?\d+$/.test(stored)) return stored;
  const number = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(number)) return stored;
  const shortest = String(number);
  return shortest.includes('e') ? new Decimal(shortest).toFixed() : shortest;
}

const dayMilliseconds = 86_400_000;
/** 31 December 9999, the last day there is. */
const lastDay = { 1900: 2_958_465, 1904: 2_957_003 } as const;

/** A number of days as ISO text: a date, a date with time, or a time alone where there is no day. Null: it is none. */
export function dateText(stored: string, system: 1900 | 1904): string | null {
  const serial = Number(stored);
  if (stored.trim() === '' || !(serial >= 0 && serial <= lastDay[system] + 1)) return null;
  let day = Math.floor(serial);
  let milliseconds = Math.round((serial - day) * dayMilliseconds);
  if (milliseconds === dayMilliseconds) {
    day += 1;
    milliseconds = 0;
  }
  if (day > lastDay[system]) return null;
  if (day === 0 && system === 1900) return timeText(milliseconds);
  // In the count from 1900 day 60 is the day that never was, and those before it are one more than they should be.
  if (day === 60 && system === 1900) return null;
  const before = system === 1904 ? day1904 : day < 60 ? day1900 + dayMilliseconds : day1900;
  const date = calendarDate(before + day * dayMilliseconds);
  return milliseconds === 0 ? date : `${date}T${timeText(milliseconds)}`;
}

const day1904 = Date.UTC(1904, 0, 1);
const day1900 = Date.UTC(1899, 11, 30);

const dates = new Map<number, string>();
const mostDates = 10_000;

/** The same few days stand in a sheet again and again. */
function calendarDate(instant: number): string {
  const known = dates.get(instant);
  if (known !== undefined) return known;
  if (dates.size === mostDates) dates.clear();
  const date = new Date(instant).toISOString().slice(0, 10);
  dates.set(instant, date);
  return date;
}

function timeText(milliseconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(milliseconds / 1000);
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const rest = milliseconds % 1000;
  return rest === 0 ? time : `${time}.${String(rest).padStart(3, '0')}`;
}

const builtInDates = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
] as const;

/** Whether a number format shows dates. One of elapsed time, [h]:mm, shows a number of days. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtInDates.some(([first, last]) => id >= first && id <= last);
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '');
  if (/\[(h+|m+|s+)\]/i.test(bare)) return false;
  return /[ymdhs]/i.test(bare.replace(/\[[^\]]*\]|general/gi, ''));
}

/** Text as a workbook writes it: what XML cannot hold stands as _x000D_. */
export function plainText(stored: string): string {
  if (!stored.includes('_x')) return stored;
  return stored.replace(/_x([0-9A-Fa-f]{4})_/g, (written, digits) => {
    const code = Number.parseInt(digits, 16);
    return code >= 0xd800 && code <= 0xdfff ? written : String.fromCharCode(code);
  });
}
