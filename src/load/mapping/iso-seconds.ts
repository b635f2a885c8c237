// Tells the seconds of a time, so that a mapping can say how many lie between two.
import { isDay } from '../format/timestamp-text';

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** Seconds since 1970 of an ISO 8601 text; one without offset is taken as it is written. Null when it is none. */
export function isoSeconds(text: string): number | null {
  const match = iso.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset = 'Z'] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const written = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const away = offset === 'Z' ? 0 : Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(-2)) * 60;
  return written / 1000 + Number(fraction) - (offset.startsWith('-') ? -away : away);
}
