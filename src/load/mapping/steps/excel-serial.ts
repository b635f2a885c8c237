// Reads dates as workbooks store them: days since 1900 (or, on old Macs, 1904), the time of day as a fraction, to the
// millisecond. A whole number is a date, any other a time.
import { millisecondsPerDay } from '../../../model/day-length';
import type { DateReader } from './date-pattern';

export const excelSystems = [1900, 1904] as const;
export type ExcelSystem = (typeof excelSystems)[number];

const lastDay = Date.UTC(9999, 11, 31);

/** Day 60 of 1900 is the 29th of February, which that year did not have: days before it stand one further back. */
const notADay = 60;

export function excelReader(system: ExcelSystem): DateReader {
  return (text) => {
    if (!/^\d{1,7}(?:\.\d{1,15})?$/.test(text)) return null;
    const milliseconds = Math.round(Number(text) * millisecondsPerDay);
    const days = Math.floor(milliseconds / millisecondsPerDay);
    if (system === 1900 && (days === 0 || days === notADay)) return null;
    const dayZero = system === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < notADay ? 31 : 30);
    const date = dayZero + days * millisecondsPerDay;
    if (date > lastDay) return null;
    const written = new Date(date + (milliseconds % millisecondsPerDay)).toISOString();
    if (milliseconds % millisecondsPerDay === 0) return written.slice(0, 10);
    return written.slice(0, written.endsWith('.000Z') ? 19 : 23);
  };
}
