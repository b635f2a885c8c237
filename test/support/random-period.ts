// Random periods: every form, with and without asOf, in any calendar: whole units and parts of them, cut by the range itself,
// by asOf or by now, leap days among them; and grains that fit their length.
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { PeriodInput } from '../../src/query/question/metric-question';
import { askedPeriod } from './naive/period';
import type { NaiveSettings } from './naive/question';
import { addDays, addUnits, daysFromTo, laterDate, type Unit, unitStart } from './naive/time';

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.oneof(fc.constant(null), arbitrary);
const units = fc.constantFrom<Unit[]>('YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY', 'MONTH', 'QUARTER', 'YEAR');

export function arbitraryPeriod(settings: NaiveSettings): fc.Arbitrary<PeriodInput> {
  const calendar = fc.record({
    timezone: orNull(fc.constantFrom('UTC', 'Asia/Shanghai', 'America/New_York', 'Europe/Berlin')),
    weekStart: orNull(fc.constantFrom('MONDAY', 'SUNDAY', 'SATURDAY')),
    fiscalYearStartMonth: orNull(fc.constantFrom(1, 2, 3, 4, 7, 10)),
  });
  const usual = { timezone: null, weekStart: null, fiscalYearStartMonth: null };
  const settled = fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: calendar });
  return fc
    .tuple(arbitraryForm(settings), settled)
    .map(([form, rest]) => withoutNulls({ ...form, ...rest }))
    .chain((period) => arbitraryAsOf(period, settings).map((asOf) => (asOf === null ? period : { ...period, asOf })));
}

const daysAgo = (settings: NaiveSettings, least: number, most: number): fc.Arbitrary<string> => {
  const today = todayOf(settings);
  return fc.noBias(fc.integer({ min: least, max: most })).map((days) => today.subtract({ days }).toString());
};

const todayOf = ({ now, timeZone }: NaiveSettings): Temporal.PlainDate =>
  Temporal.Instant.from(now).toZonedDateTimeISO(timeZone).toPlainDate();

function arbitraryForm(settings: NaiveSettings): fc.Arbitrary<PeriodInput> {
  const today = todayOf(settings);
  const year = fc.integer({ min: today.year - 2, max: today.year });
  return fc.oneof<fc.Arbitrary<PeriodInput>[]>(
    arbitraryRange(settings),
    arbitraryRange(settings),
    fc.record({ year }),
    fc.record({ year, quarter: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ year, month: fc.integer({ min: 1, max: 12 }) }),
    fc
      .record({ last: fc.noBias(fc.integer({ min: 1, max: 12 })), unit: units, includeCurrent: orNull(fc.boolean()) })
      .map((period) => (period.unit === 'YEAR' ? { ...period, last: Math.min(period.last, 2) } : period)),
    fc.record({ toDate: units }),
  );
}

/** Any days; whole weeks or months; or from the beginning of a month or to a leap day. */
function arbitraryRange(settings: NaiveSettings): fc.Arbitrary<PeriodInput> {
  const length = fc.oneof(
    fc.noBias(fc.integer({ min: 1, max: 40 })),
    fc.noBias(fc.integer({ min: 1, max: 500 })),
    fc.noBias(fc.integer({ min: 1, max: 500 })),
    fc.constantFrom(1, 7, 28, 31, 365),
  );
  const kind = fc.constantFrom('days', 'days', 'months', 'begun', 'weeks', 'to a leap day');
  return fc.record({ day: daysAgo(settings, -10, 600), days: length, kind }).map(({ day, days, kind }) => {
    const month = unitStart(day, 'MONTH', settings);
    const week = unitStart(day, 'WEEK', settings);
    switch (kind) {
      case 'months':
        return { from: month, to: addDays(addUnits(month, 'MONTH', Math.ceil(days / 31)), -1) };
      case 'begun':
        return { from: month, to: addDays(month, days - 1) };
      case 'weeks':
        return { from: week, to: addDays(week, 7 * Math.ceil(days / 20) - 1) };
      case 'to a leap day':
        return { from: addDays('2024-02-29', 1 - days), to: '2024-02-29' };
      default:
        return { from: day, to: addDays(day, days - 1) };
    }
  });
}

/** Often within the period, on its last day or on the last day of a month or quarter; now and then after the clock. */
function arbitraryAsOf(period: PeriodInput, settings: NaiveSettings): fc.Arbitrary<string | null> {
  const { from, to, today, calendar } = askedPeriod(period, settings);
  const within = fc.noBias(fc.nat(Math.max(0, daysFromTo(from, to) - 1))).map((days) => addDays(from, days));
  const anyDay = daysAgo(settings, -10, 500);
  const lastOf = fc
    .tuple(fc.oneof(within, anyDay), units)
    .map(([day, unit]) => addDays(addUnits(unitStart(day, unit, calendar), unit, 1), -1));
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 3, arbitrary: within },
    { weight: 2, arbitrary: lastOf.map((day) => laterDate(day, from)) },
    { weight: 2, arbitrary: fc.oneof(anyDay, lastOf) },
    { weight: 1, arbitrary: fc.constantFrom(today, to, '2024-02-29') },
  );
}

function withoutNulls(period: PeriodInput): PeriodInput {
  return Object.fromEntries(Object.entries(period).filter(([, value]) => value !== null));
}

/** Not more than some forty buckets. */
export function arbitraryGrain(period: PeriodInput, settings: NaiveSettings): fc.Arbitrary<string | null> {
  const { from, to } = askedPeriod(period, settings);
  const days = daysFromTo(from, to);
  const weeks = days <= 250 ? ['WEEK', 'WEEK'] : [];
  const grains = ['YEAR', 'QUARTER', 'MONTH', ...weeks, ...(days <= 40 ? ['DAY'] : [])];
  return fc.oneof(fc.constant(null), fc.constantFrom(...grains));
}
