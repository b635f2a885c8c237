// What a cell must be for its column's type, and how it stands in COPY's text format. A cell that passes is taken by
// PostgreSQL as it is: nothing is rounded, and no value that a check let through can stop a load.
// Timestamps keep microseconds; further digits of a second are cut off.
import { didYouMean } from '../../did-you-mean';
import { decimalReader, digitsBeforePoint } from '../../model/decimal-text';
import type { LoadColumn } from './load-format';
import { type RowProblem, rowProblem } from './row-problem';
import { type BusinessCalendar, isDate, timestampText } from './timestamp-text';

/** The text of a cell for COPY, or what is wrong with it. The cell is not empty. */
export type CellCheck = (value: string) => string | RowProblem;

/** Keys stand in indexes, which hold no longer entries. */
export const longestKey = 500;

const toEscape = /[\\\n\r\t]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

export function copyText(value: string): string {
  return toEscape.test(value) ? value.replace(/[\\\n\r\t]/g, (character) => escapes[character]!) : value;
}

/** A value as a sentence can show it. */
export const shown = (value: string): string => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);

const textCheck =
  ({ name }: LoadColumn, longest: number): CellCheck =>
  (value) =>
    value.length > longest
      ? rowProblem('VALUE_TOO_LONG', `${name} has ${value.length} characters; at most ${longest} are allowed.`, name)
      : copyText(value);

function allowedCheck({ name }: LoadColumn, allowed: readonly string[]): CellCheck {
  const members = new Set(allowed);
  return (value) => {
    if (members.has(value)) return value;
    const nearest = didYouMean(value, allowed);
    const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
    return rowProblem('NOT_ALLOWED', `${name} holds ${shown(value)}; allowed are ${allowed.join(', ')}.${hint}`, name);
  };
}

const dateCheck =
  ({ name }: LoadColumn, calendar: BusinessCalendar | null): CellCheck =>
  (value) => {
    if (!isDate(value)) {
      return rowProblem('INVALID_DATE', `${name} holds ${shown(value)}, which is not a date (YYYY-MM-DD).`, name);
    }
    return calendar === null || calendar.hasDate(value) ? value : outOfCalendar(name, value);
  };

const outOfCalendar = (name: string, value: string): RowProblem =>
  rowProblem('OUT_OF_CALENDAR', `${name} holds ${shown(value)}; dates from 1970 to 2099 are kept.`, name);

const timestampCheck =
  ({ name }: LoadColumn, calendar: BusinessCalendar | null): CellCheck =>
  (value) => {
    const text = timestampText(value);
    if (text === null) {
      const example = 'such as 2025-03-31T18:20:00+08:00';
      return rowProblem(
        'INVALID_TIMESTAMP',
        `${name} holds ${shown(value)}, which is not a timestamp (${example}).`,
        name,
      );
    }
    return calendar === null || calendar.hasTimestamp(text) ? text : outOfCalendar(name, value);
  };

function decimalCheck({ name }: LoadColumn, scale: number): CellCheck {
  const read = decimalReader(scale);
  return (value) => {
    const decimal = read(value);
    if (typeof decimal === 'string') return decimal;
    switch (decimal.kind) {
      case 'notANumber':
        return refuse(name, value, 'INVALID_NUMBER', ', which is not a number (such as 1234.50).');
      case 'tooLarge': {
        const most = `${digitsBeforePoint(scale)} digits before the point`;
        return refuse(name, value, 'INVALID_NUMBER', `, which is too large: it may have ${most}.`);
      }
      case 'tooPrecise':
        return refuse(name, value, 'VALUE_TOO_PRECISE', `; ${scale} decimals are kept, and nothing is rounded.`);
    }
  };
}

const refuse = (name: string, value: string, code: string, why: string): RowProblem =>
  rowProblem(code, `${name} holds ${shown(value)}${why}`, name);

const integerCheck =
  ({ name }: LoadColumn): CellCheck =>
  (value) =>
    /^-?\d{1,10}$/.test(value) && Math.abs(Number(value)) <= 2_147_483_647
      ? value
      : rowProblem('INVALID_NUMBER', `${name} holds ${shown(value)}, which is not a whole number of usual size.`, name);

/** `;`-separated, each once, without surrounding blanks, as a PostgreSQL array. */
const tagsCheck: CellCheck = (value) => {
  const tags = new Set(value.split(';').map((tag) => tag.trim()));
  tags.delete('');
  const items = [...tags].map((tag) => `"${tag.replace(/["\\]/g, '\\$&')}"`);
  return copyText(`{${items.join(',')}}`);
};

/** The check of a column. `calendar` is given for columns that place a row on a day of the business calendar. */
export function cellCheck(column: LoadColumn, calendar: BusinessCalendar | null, longestText: number): CellCheck {
  const { type, allowed } = column;
  if (allowed !== undefined) return allowedCheck(column, Object.keys(allowed));
  switch (type) {
    case 'key':
      return textCheck(column, longestKey);
    case 'text':
      return textCheck(column, longestText);
    case 'timestamp':
      return timestampCheck(column, calendar);
    case 'date':
      return dateCheck(column, calendar);
    case 'decimal':
      return decimalCheck(column, column.scale ?? 0);
    case 'integer':
      return integerCheck(column);
    case 'tags':
      return tagsCheck;
  }
}
