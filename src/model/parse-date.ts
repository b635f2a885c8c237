// A date as a caller writes it, YYYY-MM-DD, or INVALID_PERIOD saying what is wrong with it.
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../errors';
import { firstDay, lastDay } from './calendar';

export const invalidPeriod = (problem: string, hint: string): never => {
  throw new UserError('INVALID_PERIOD', { problem, hint });
};

export function parseDate(name: string, text: string): Temporal.PlainDate {
  let date: Temporal.PlainDate;
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError();
    date = Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return invalidPeriod(
      `The date ${name}: "${text}" is not a date.`,
      'Write it as YYYY-MM-DD, for example 2025-03-31.',
    );
  }
  if (Temporal.PlainDate.compare(date, firstDay) < 0 || Temporal.PlainDate.compare(date, lastDay) > 0)
    return invalidPeriod(
      `The date ${name}: ${text} lies outside the calendar.`,
      `It runs from ${firstDay} to ${lastDay}.`,
    );
  return date;
}
