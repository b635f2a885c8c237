// The scalars of the API. Dates and decimals travel as strings, so that no digit and no day is lost on the way;
// a value that cannot be one is refused with what would be right.
import { Decimal } from 'decimal.js';
import { GraphQLScalarType, Kind, print, type ValueNode } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { UserError } from '../../errors';

function refuse(type: string, given: string, expected: string): never {
  throw new UserError('INVALID_VALUE', { type, given: given.slice(0, 100), expected });
}

function isCalendarDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function parseDate(value: unknown): string {
  if (typeof value === 'string' && isCalendarDay(value)) return value;
  return refuse(
    'Date',
    JSON.stringify(value) ?? 'nothing',
    'a day of the calendar as "YYYY-MM-DD", such as "2025-03-31"',
  );
}

export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A day of the calendar, YYYY-MM-DD.',
  serialize: (value) => String(value),
  parseValue: parseDate,
  parseLiteral: (node) => (node.kind === Kind.STRING ? parseDate(node.value) : refuseLiteral('Date', node)),
});

/** A text is passed on: whoever uses it says what is wrong with it, and one bad row of many does not refuse the others. */
function parseDecimal(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? new Decimal(value).toFixed() : String(value);
  return refuse('Decimal', JSON.stringify(value) ?? 'nothing', 'a decimal number with a point, such as "1234.50"');
}

export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact decimal as a string ("1234.5000"); arguments take numbers too.',
  serialize: (value) => String(value),
  parseValue: parseDecimal,
  parseLiteral: (node) =>
    // NaN without quotes reads as a name.
    node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT || node.kind === Kind.ENUM
      ? parseDecimal(node.value)
      : refuseLiteral('Decimal', node),
});

function refuseLiteral(type: string, node: ValueNode): never {
  const expected = type === 'Date' ? 'a day of the calendar as "YYYY-MM-DD"' : 'a decimal number with a point';
  return refuse(type, print(node), expected);
}

export type CellValue = string | number | boolean | null;

/** Output only: what stands in one place of a table. */
export const CellScalar = new GraphQLScalarType<CellValue, CellValue>({
  name: 'Cell',
  description: 'A place of a table: a string, a number, a boolean or null.',
  serialize: (value) => value as CellValue,
});

/** Output only: what was sent in before. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value.',
  serialize: (value) => value,
});

const dateTimeExpected = 'an instant in ISO 8601, such as "2025-03-31T18:20:00+08:00"';

/** Passed on like the text of a decimal. */
function parseDateTime(value: unknown): string {
  return typeof value === 'string' ? value : refuse('DateTime', JSON.stringify(value) ?? 'nothing', dateTimeExpected);
}

export const DateTimeScalar = new GraphQLScalarType<string, Date>({
  name: 'DateTime',
  description:
    'An instant in ISO 8601: in answers in UTC, such as 2025-03-31T10:20:00.000Z. In what is sent, an instant without an offset is on the clock of the business time zone, and a day alone is its midnight.',
  serialize: GraphQLDateTime.serialize,
  parseValue: parseDateTime,
  parseLiteral: (node) => (node.kind === Kind.STRING ? node.value : refuse('DateTime', print(node), dateTimeExpected)),
});
