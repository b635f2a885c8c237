// Timestamps and dates of the load format as PostgreSQL reads them: ISO 8601, with an offset or, without one, on the
// wall clock of the business time zone (the session's); a bare date is its midnight.
import { Temporal } from 'temporal-polyfill';

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:(Z)|([+-]\d\d)(?::?(\d\d))?)?)?$/i;

/** Most timestamps: as programs write them, on a day that every month has. PostgreSQL reads them as they are. */
const usual =
  /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether there is such a day in the Gregorian calendar (years from 1). */
export function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && (year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0)) ? 1 : 0;
  return day <= daysOfMonth[month - 1]! + leap;
}

/** Whether a text is a day, written YYYY-MM-DD. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && isDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)));

/** The timestamp for PostgreSQL, or null when it is none. */
export function timestampText(value: string): string | null {
  if (usual.test(value)) return value;
  const match = pattern.exec(value);
  if (match === null || !isDay(Number(match[1]), Number(match[2]), Number(match[3]))) return null;
  const [, , , , hour, minute, second = '00', fraction, zulu, offsetHours, offsetMinutes = '00'] = match;
  const date = value.slice(0, 10);
  if (hour === undefined) return date;
  const endOfDay = hour === '24' && minute === '00' && second === '00' && !/[1-9]/.test(fraction ?? '');
  if (!(hour < '24' || endOfDay) || minute! > '59' || second > '59') return null;
  const offset = zulu ? 'Z' : offsetHours === undefined ? '' : `${offsetHours}:${offsetMinutes}`;
  if (offset.slice(1, 3) > '14' || offsetMinutes > '59') return null;
  return `${date} ${hour}:${minute}:${second}${fraction === undefined ? '' : `.${fraction.slice(0, 6)}`}${offset}`;
}

/** The days that facts may fall on: those of dim_date, in the business time zone. */
export type BusinessCalendar = {
  /** `text` is a date. */
  readonly hasDate: (text: string) => boolean;
  /** `text` is a result of timestampText. */
  readonly hasTimestamp: (text: string) => boolean;
};

const [firstYear, lastYear] = ['1970', '2099'];

export function businessCalendar(timeZone: string): BusinessCalendar {
  const hasDate = (text: string) => {
    const year = text.slice(0, 4);
    return firstYear <= year && year <= lastYear;
  };
  const businessDate = (text: string) => {
    const withoutOffset = text.length === 10 || !/[Z+-]/.test(text.slice(11));
    // Hour 24 is the midnight after.
    const instant = Temporal.Instant.from(withoutOffset ? '1970-01-01T00:00Z' : text.replace(' 24:', ' 00:'));
    const shown = withoutOffset
      ? Temporal.PlainDate.from(text.slice(0, 10))
      : instant.toZonedDateTimeISO(timeZone).toPlainDate();
    return shown.add({ days: text.slice(11, 13) === '24' ? 1 : 0 }).toString();
  };
  return {
    hasDate,
    hasTimestamp: (text) => {
      const year = text.slice(0, 4);
      // Offsets move a timestamp by a day at most, so only the outermost years need a closer look.
      return (firstYear < year && year < lastYear) || hasDate(businessDate(text));
    },
  };
}
