// The days of a question that targets may fit: as asked beside a value, as begun for attainment.
import { Temporal } from 'temporal-polyfill';
import { bucketsOf, type Window } from '../../../src/model/buckets';
import type { Calendar, Grain } from '../../../src/model/calendar';
import type { PeriodArguments } from '../../../src/model/period-forms';
import { resolvePeriod } from '../../../src/model/periods';
import { daysAsked, daysBegun } from '../../../src/query/targets/targets';

const calendar: Calendar = { timezone: 'Asia/Shanghai', weekStart: 'MONDAY', fiscalYearStartMonth: 4 };
// A Wednesday.
const now = Temporal.Instant.from('2025-06-18T12:00:00+08:00');

const bucketsIn = (asked: PeriodArguments, grain: Grain | null, window: Window | null = null) => {
  const { period, now: until } = resolvePeriod(asked, calendar, now);
  return { period, buckets: bucketsOf(period, grain, until, window) };
};
const shown = ({ first, last }: { readonly first: string; readonly last: string }) =>
  `${first.slice(5)}..${last.slice(5)}`;

/** The days of the last bucket. */
const asked = (of: PeriodArguments, grain: Grain | null = null, window: Window | null = null): string => {
  const { period, buckets } = bucketsIn(of, grain, window);
  return shown(buckets.map(daysAsked(period, grain)).at(-1)!);
};

test.each<[string, PeriodArguments, Grain | null, string]>([
  ['what is over is itself', { year: 2025, month: 5 }, null, '05-01..05-31'],
  ['an open month is the whole month', { year: 2025, month: 6 }, null, '06-01..06-30'],
  ['a range that ends today ends today', { from: '2025-06-01', to: '2025-06-18' }, null, '06-01..06-18'],
  ['the month to date is the whole month', { toDate: 'MONTH' }, null, '06-01..06-30'],
  ['the quarter to date is that of the fiscal year', { toDate: 'QUARTER' }, null, '04-01..06-30'],
  ['the year to date is the fiscal year', { toDate: 'YEAR' }, null, '04-01..03-31'],
  ['of the year to date the last month is whole', { toDate: 'YEAR' }, 'MONTH', '06-01..06-30'],
  ['of the month to date the last week is whole', { toDate: 'MONTH' }, 'WEEK', '06-16..06-22'],
  ['of the month to date the last day is a day', { toDate: 'MONTH' }, 'DAY', '06-18..06-18'],
  ['of the month to date the year is the month', { toDate: 'MONTH' }, 'YEAR', '06-01..06-30'],
  ['the month to date as of another day is its month', { toDate: 'MONTH', asOf: '2025-02-10' }, null, '02-01..02-28'],
  ['the last units are themselves', { last: 2, unit: 'MONTH' }, null, '04-01..05-31'],
  ['with the current one, all of it', { last: 1, unit: 'MONTH', includeCurrent: true }, null, '05-01..06-30'],
])('%s', (_title, of, grain, expected) => {
  expect(asked(of, grain)).toBe(expected);
});

test('a bucket before the last is as it is', () => {
  const { period, buckets } = bucketsIn({ toDate: 'MONTH' }, 'WEEK');
  expect(buckets.map(daysAsked(period, 'WEEK')).map(shown)).toEqual([
    '06-01..06-01',
    '06-02..06-08',
    '06-09..06-15',
    '06-16..06-22',
  ]);
});

test('under a window they begin where it does', () => {
  expect(asked({ toDate: 'MONTH' }, 'WEEK', { kind: 'cumulative', unit: 'MONTH' })).toBe('06-01..06-22');
});

test('those that have begun end today', () => {
  const begun = (of: PeriodArguments): string => shown(daysBegun(bucketsIn(of, null).buckets[0]!));
  expect(begun({ year: 2025, month: 5 })).toBe('05-01..05-31');
  expect(begun({ year: 2025, month: 6 })).toBe('06-01..06-18');
});
