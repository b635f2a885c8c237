// Reads dates written as a pattern says (D/M/YYYY HH:mm) and writes them in ISO 8601; and tells the seconds between two.
// A day or time that does not exist is no date.

/** Turns a text into ISO 8601, or null when it is not written so or does not exist. */
export type DateReader = (text: string) => string | null;

const units = { YYYY: 4, MM: 2, M: 1, DD: 2, D: 1, HH: 2, H: 1, mm: 2, ss: 2 } as const;
type Unit = keyof typeof units;
const field: Record<Unit, number> = { YYYY: 0, MM: 1, M: 1, DD: 2, D: 2, HH: 3, H: 3, mm: 4, ss: 5 };

/** A reader for the pattern, or a sentence that says what the pattern lacks. */
export function dateReader(pattern: string): DateReader | string {
  const order: number[] = [];
  const source = pattern.replace(/YYYY|MM?|DD?|HH?|mm|ss|[^A-Za-z0-9]|[A-Za-z0-9]/g, (token) => {
    if (!(token in units)) return token.replace(/[^A-Za-z0-9]/, '\\$&');
    order.push(field[token as Unit]);
    const digits = units[token as Unit];
    return digits === 1 ? '(\\d{1,2})' : `(\\d{${digits}})`;
  });
  if (new Set(order).size !== order.length) return `the date pattern "${pattern}" has a part twice`;
  for (const [index, name] of [
    [0, 'YYYY'],
    [1, 'M or MM'],
    [2, 'D or DD'],
  ] as const) {
    if (!order.includes(index)) return `the date pattern "${pattern}" lacks ${name}`;
  }
  if (order.includes(4) && !order.includes(3)) return `the date pattern "${pattern}" has minutes but no hours`;
  if (order.includes(5) && !order.includes(4)) return `the date pattern "${pattern}" has seconds but no minutes`;
  const written = new RegExp(`^${source}$`);
  const withTime = order.includes(3);
  return (text) => {
    const match = written.exec(text);
    if (match === null) return null;
    const parts = ['', '', '', '00', '00', '00'];
    for (let index = 0; index < order.length; index++) parts[order[index]!] = match[index + 1]!.padStart(2, '0');
    const [year, month, day, hour, minute, second] = parts as [string, string, string, string, string, string];
    if (!exists(Number(year), Number(month), Number(day))) return null;
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
    return withTime ? `${year}-${month}-${day}T${hour}:${minute}:${second}` : `${year}-${month}-${day}`;
  };
}

function exists(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** Seconds since 1970 of an ISO 8601 text; one without offset is taken as it is written. Null when it is none. */
export function isoSeconds(text: string): number | null {
  const match = iso.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset = 'Z'] = match;
  if (!exists(Number(year), Number(month), Number(day))) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const written = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const away = offset === 'Z' ? 0 : Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(-2)) * 60;
  return written / 1000 + Number(fraction) - (offset.startsWith('-') ? -away : away);
}
