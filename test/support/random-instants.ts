// Instants that are hard to place: midnights and month borders of the business zone, days of clock changes, leap days,
// exactly as old as a limit, equal to another fact's, exactly now and after now. And the ways to write them down.
import { Temporal } from 'temporal-polyfill';
import type { NaiveSettings } from './naive/question';
import type { RandomSource } from './random-source';

export type Moment = Temporal.ZonedDateTime;

export function nowOf(settings: NaiveSettings): Moment {
  return Temporal.Instant.from(settings.now).toZonedDateTimeISO(settings.timeZone);
}

/** Moments up to about 900 days before now, a few after it; earlier ones come again. */
export function hostileMoments(random: RandomSource, settings: NaiveSettings): () => Moment {
  const now = nowOf(settings);
  const given: Moment[] = [];
  const someDay = () => now.subtract({ days: random.integer(0, random.chance(0.5) ? 400 : 900) });
  const monthStart = () => someDay().with({ day: 1 }).startOfDay();
  const kinds: readonly (readonly [number, () => Moment])[] = [
    [36, () => now.subtract({ seconds: random.integer(1, random.chance(0.5) ? 200 * 86_400 : 900 * 86_400) })],
    [4, () => someDay().subtract({ microseconds: random.integer(1, 999_999) })],
    [10, () => someDay().startOfDay()],
    [8, monthStart],
    [4, () => monthStart().subtract({ microseconds: 1 })],
    [3, () => monthStart().subtract({ seconds: 1 })],
    [5, () => monthStart().subtract({ days: settings.lostAfterDays })],
    [3, () => monthStart().subtract({ days: settings.dormantAfterDays })],
    [2, () => now.subtract({ days: settings.lostAfterDays })],
    [1, () => now.subtract({ days: settings.dormantAfterDays })],
    [1, () => now.subtract({ years: 1 })],
    [4, () => clockChange(random, now).add({ hours: random.pick([-30, -12, 12, 30]) })],
    [1, () => clockChange(random, now).add({ minutes: random.pick([-30, 0, 30]) })],
    [2, () => leapDay(now).add({ hours: random.integer(0, 23) })],
    [1, () => now],
    [2, () => now.add({ seconds: random.integer(1, 40 * 86_400) })],
  ];
  return () => {
    if (given.length > 0 && random.chance(0.14)) return random.pick(given);
    const moment = random.weighted(kinds)();
    given.push(moment);
    return moment;
  };
}

function clockChange(random: RandomSource, now: Moment): Moment {
  const from = now.subtract({ days: random.integer(200, 900) });
  const change = from.getTimeZoneTransition('next');
  return change === null || Temporal.ZonedDateTime.compare(change, now) > 0 ? from.startOfDay() : change;
}

function leapDay(now: Moment): Moment {
  const year = now.year - (now.year % 4);
  const day = now.with({ year, month: 2, day: 29 }).startOfDay();
  return Temporal.ZonedDateTime.compare(day, now) < 0 ? day : day.subtract({ years: 4 });
}

/** With its offset, in UTC, as wall clock where that is unambiguous, or as a bare date where it is midnight. */
export function writeMoment(moment: Moment, random: RandomSource): string {
  const ways = [
    () => moment.toInstant().toString(),
    () => moment.toString({ timeZoneName: 'never' }),
    () => moment.withTimeZone('Asia/Kathmandu').toString({ timeZoneName: 'never' }),
  ];
  const local = moment.toPlainDateTime();
  const readings = (['earlier', 'later'] as const).map((which) =>
    local.toZonedDateTime(moment.timeZoneId, { disambiguation: which }),
  );
  if (readings.every((reading) => reading.epochNanoseconds === moment.epochNanoseconds)) {
    ways.push(() => local.toString());
    if (moment.startOfDay().epochNanoseconds === moment.epochNanoseconds)
      ways.push(() => local.toPlainDate().toString());
  }
  return random.pick(ways)();
}
