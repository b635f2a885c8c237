// Times of ISO 8601 as a file means them: with an offset an instant; without one on the clock of the file's zone, where its
// mapping names one.
import { Temporal } from 'temporal-polyfill';
import { isDay } from '../format/timestamp-text';

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?)?(Z|[+-]\d\d(?::?\d\d)?)?$/;

/** Most times: as steps write them, on a day that every month has. */
const usual = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?$/;

export type Times = {
  readonly hasZone: boolean;
  /** Seconds since 1970, or null where the text is no time. Without offset and zone: as if it were in UTC. */
  secondsOf(text: string): number | null;
  /** Whether a time comes with an offset, of its own or by the zone: it is an instant then. */
  isInstant(text: string): boolean;
  /** The text with the offset that the zone has then; as it is where it has one, is no time, or there is no zone. */
  withOffset(text: string): string;
  /** The day in the zone of a time with an offset; as it is where it has none, is no time, or there is no zone. */
  dayOf(text: string): string;
};

/** The time of a load: in seconds since 1970, and as the clock of the business zone shows it, as if that were UTC. */
export type LoadClock = { readonly seconds: number; readonly shown: number };

export function loadClock(now: Temporal.Instant, timeZone: string): LoadClock {
  const shown = now.toZonedDateTimeISO(timeZone).toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds;
  return { seconds: now.epochMilliseconds / 1000, shown: shown / 1000 };
}

export const isTimeZone = (name: string): boolean => {
  try {
    Temporal.Now.zonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
};

export function timesOf(timeZone: string | undefined): Times {
  if (timeZone === undefined) {
    const asItIs = (text: string) => text;
    return {
      hasZone: false,
      isInstant: hasOffset,
      secondsOf: (text) => isoSeconds(text, () => 0),
      withOffset: asItIs,
      dayOf: asItIs,
    };
  }
  const offsetAt = offsets(timeZone);
  return {
    hasZone: true,
    isInstant: () => true,
    secondsOf: (text) => isoSeconds(text, offsetAt),
    withOffset(text) {
      if (usual.test(text)) return text + offsetText(offsetAt(text.slice(0, 10), text.slice(11, 19)));
      const parts = partsOf(text);
      if (parts === null || parts.offset !== undefined) return text;
      const seconds = offsetAt(parts.day, parts.time);
      return `${parts.day}T${parts.time}${parts.fraction}${offsetText(seconds)}`;
    },
    dayOf(text) {
      const parts = partsOf(text);
      if (parts?.offset === undefined) return text;
      const instant = Temporal.Instant.fromEpochMilliseconds(Math.floor(isoSeconds(text, () => 0)!) * 1000);
      return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
    },
  };
}

const hasOffset = (text: string): boolean => partsOf(text)?.offset !== undefined;

type Parts = { readonly day: string; readonly time: string; readonly fraction: string; readonly offset?: string };

function partsOf(text: string): Parts | null {
  const match = iso.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return { day: text.slice(0, 10), time: `${hour}:${minute}:${second}`, fraction, offset };
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
  if (offset === 'Z') return 0;
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
    return whole ?? secondsAt(Temporal.PlainDateTime.from(`${day}T${time}`));
  };
}
