// Times of ISO 8601 as a file means them: with an offset an instant; without one on the clock of the zone that its mapping names,
// or else of the business zone.
import { Temporal } from 'temporal-polyfill';
import { isDay } from '../format/timestamp-text';

/** As timestamps of the load format are written (format/timestamp-text.ts). */
const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** Most times: as steps write them, on a day that every month has. */
const usual = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?$/;

export type Times = {
  /** The zone of times without an offset. */
  readonly zone: string;
  /** Whether the file names its zone: its times then come with an offset. */
  readonly isNamed: boolean;
  /** Seconds since 1970, or null where the text is no time. */
  secondsOf(text: string): number | null;
  /** A time of a day with the offset that the zone has then; as it is where it has one, or is no time. */
  withOffset(text: string): string;
  /** The day in the zone of a time with an offset; as it is where it has none, or is no time. */
  dayOf(text: string): string;
};

/** The time of a load, in seconds since 1970, and the zone of times whose file names none. */
export type LoadClock = { readonly seconds: number; readonly zone: string };

export const loadClock = (now: Temporal.Instant, zone: string): LoadClock => ({
  seconds: now.epochMilliseconds / 1000,
  zone,
});

export const isTimeZone = (name: string): boolean => {
  try {
    Temporal.Now.zonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
};

/** `named`: the zone that the file names. */
export function timesOf(named: string | undefined, { zone: business }: Pick<LoadClock, 'zone'>): Times {
  const zone = named ?? business;
  const offsetAt = offsets(zone);
  return {
    zone,
    isNamed: named !== undefined,
    secondsOf: (text) => isoSeconds(text, offsetAt),
    withOffset(text) {
      if (usual.test(text)) return text + offsetText(offsetAt(text.slice(0, 10), text.slice(11, 19)));
      const parts = partsOf(text);
      if (parts === null || parts.offset !== undefined) return text;
      return `${parts.day}T${parts.time}${parts.fraction}${offsetText(offsetAt(parts.day, parts.time))}`;
    },
    dayOf(text) {
      const parts = partsOf(text);
      if (parts?.offset === undefined) return text;
      const instant = Temporal.Instant.fromEpochMilliseconds(Math.floor(isoSeconds(text, offsetAt)!) * 1000);
      return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
    },
  };
}

type Parts = { readonly day: string; readonly time: string; readonly fraction: string; readonly offset?: string };

function partsOf(text: string): Parts | null {
  const match = iso.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', digits, offset] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  const time = `${hour}:${minute}:${second}`;
  const isEndOfDay = time === '24:00:00' && !/[1-9]/.test(digits ?? '');
  if ((Number(hour) > 23 && !isEndOfDay) || Number(minute) > 59 || Number(second) > 59) return null;
  return { day: text.slice(0, 10), time, fraction: digits === undefined ? '' : `.${digits}`, offset };
}

/** Seconds that a zone is before UTC, at a time on its clock. */
type OffsetAt = (day: string, time: string) => number;

function isoSeconds(text: string, offsetAt: OffsetAt): number | null {
  const parts = partsOf(text);
  if (parts === null) return null;
  const { day, time, fraction, offset } = parts;
  const written = Date.parse(`${day}T${time}Z`) / 1000 + Number(fraction);
  return written - (offset === undefined ? offsetAt(day, time) : secondsOfOffset(offset));
}

function secondsOfOffset(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const away = Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(3).replace(':', '')) * 60;
  return offset.startsWith('-') ? -away : away;
}

const two = (number: number): string => (number < 10 ? `0${number}` : String(number));

function offsetText(seconds: number): string {
  if (seconds === 0) return 'Z';
  const minutes = Math.round(Math.abs(seconds) / 60);
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const rememberedDays = 10_000;

/**
 * Most days have one offset from end to end. Else as PostgreSQL reads such times: where clocks are set back, the second of the
 * two; a time that they pass over is by the offset before.
 */
function offsets(timeZone: string): OffsetAt {
  const ofDay = new Map<string, number | null>();
  const secondsAt = (local: Temporal.PlainDateTime): number => {
    const instant = local.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds;
    return (local.toZonedDateTime('UTC').epochMilliseconds - instant) / 1000;
  };
  return (day, time) => {
    let whole = ofDay.get(day);
    if (whole === undefined) {
      const start = Temporal.PlainDateTime.from(day);
      const atStart = secondsAt(start);
      whole = atStart === secondsAt(start.add({ days: 1 })) ? atStart : null;
      if (ofDay.size >= rememberedDays) ofDay.clear();
      ofDay.set(day, whole);
    }
    if (whole !== null) return whole;
    const start = Temporal.PlainDateTime.from(day);
    return secondsAt(time === '24:00:00' ? start.add({ days: 1 }) : Temporal.PlainDateTime.from(`${day}T${time}`));
  };
}
