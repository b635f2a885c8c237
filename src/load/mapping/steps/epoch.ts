// Reads instants as programs count them, in seconds or milliseconds since 1970 (UTC), and writes them in ISO 8601 with Z. Every
// digit of a part of a second is kept.
import type { DateReader } from './date-pattern';

export const epochUnits = ['seconds', 'milliseconds'] as const;
export type EpochUnit = (typeof epochUnits)[number];

const firstSecond = Date.parse('0001-01-01T00:00:00Z') / 1000;
const lastSecond = Date.parse('9999-12-31T23:59:59Z') / 1000;

export function epochReader(unit: EpochUnit): DateReader {
  const places = unit === 'seconds' ? 0 : 3;
  return (text) => {
    const match = /^(-?)(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text);
    if (match === null) return null;
    const [, sign, whole, decimals = ''] = match;
    const digits = whole!.padStart(places + 1, '0');
    const point = digits.length - places;
    const fraction = (digits.slice(point) + decimals).replace(/0+$/, '');
    const seconds = Number(digits.slice(0, point));
    return sign === '' ? written(seconds, fraction) : writtenBefore(seconds, fraction);
  };
}

/** Before 1970 parts of a second count back from the second after. */
function writtenBefore(seconds: number, fraction: string): string | null {
  if (fraction === '') return written(-seconds, fraction);
  const rest = String(10n ** BigInt(fraction.length) - BigInt(fraction)).padStart(fraction.length, '0');
  return written(-seconds - 1, rest);
}

function written(seconds: number, fraction: string): string | null {
  if (seconds < firstSecond || seconds > lastSecond) return null;
  const date = new Date(seconds * 1000).toISOString().slice(0, 19);
  return `${date}${fraction === '' ? '' : `.${fraction}`}Z`;
}
