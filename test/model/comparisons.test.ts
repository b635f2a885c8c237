// What is compared with what: the days of the other period for each bucket, sentence by sentence as METRICS.md puts them
// ("Comparisons and targets"), on real calendars. Unless a case says otherwise, weeks start on Monday, the fiscal year in
// January, the zone is Shanghai's and everything is over.
import { Temporal } from 'temporal-polyfill';
import { bucketsOf, type Window } from '../../src/model/buckets';
import type { Calendar, Grain } from '../../src/model/calendar';
import {
  bucketBeforeWindow,
  type Comparison,
  type ComparisonRules,
  comparisonBuckets,
} from '../../src/model/comparisons';
import type { PeriodArguments } from '../../src/model/period-forms';
import { resolvePeriod } from '../../src/model/periods';

const shanghai: Calendar = { timezone: 'Asia/Shanghai', weekStart: 'MONDAY', fiscalYearStartMonth: 1 };

type Asked = PeriodArguments & { readonly grain?: Grain; readonly window?: Window; readonly now?: string };

function buckets({ grain, window, now: clock = '2027-06-01T12:00:00+08:00', ...input }: Asked) {
  const { period, now } = resolvePeriod(input, shanghai, Temporal.Instant.from(clock));
  const { calendar, beginningOf } = period;
  const rules: ComparisonRules = { calendar, grain: grain ?? null, window: window ?? null, now, beginningOf };
  return { rules, period, own: bucketsOf(period, rules.grain, now, rules.window) };
}

/** The days of the other buckets, `first..last`; null where there is none. */
function others(comparison: Comparison, asked: Asked): readonly (string | null)[] {
  const { rules, own } = buckets(asked);
  return comparisonBuckets(comparison, own, rules).map((bucket) => bucket && `${bucket.first}..${bucket.last}`);
}

/** The days of the other of the whole period, for its total. */
const other = (comparison: Comparison, asked: Asked): string | null =>
  others(comparison, { ...asked, grain: undefined })[0]!;

const previous: Comparison = { name: 'before', mode: 'PREVIOUS_PERIOD' };
const lastYear: Comparison = { name: 'year', mode: 'PREVIOUS_YEAR' };
const weekdays: Comparison = { name: 'weekdays', mode: 'SAME_WEEKDAYS_PREVIOUS_YEAR' };
const custom = (from: string, to: string): Comparison => ({
  name: 'other',
  mode: 'CUSTOM',
  range: { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) },
});
const days = (from: string, to: string) => ({ from, to });

describe('PREVIOUS_PERIOD without a grain: of whole weeks, months, quarters or years the n before', () => {
  it.each<[string, Asked, string]>([
    ['a week', days('2025-03-03', '2025-03-09'), '2025-02-24..2025-03-02'],
    ['a week that starts on Sunday', { ...days('2025-03-02', '2025-03-08'), weekStart: 'SUNDAY' }, '2025-02-23..2025-03-01'],
    ['the ISO weeks 52 and 53', days('2020-12-21', '2021-01-03'), '2020-12-07..2020-12-20'],
    ['a week that begins a month', days('2024-01-01', '2024-01-07'), '2023-12-25..2023-12-31'],
    ['a month, however long', { year: 2025, month: 3 }, '2025-02-01..2025-02-28'],
    ['March of a leap year', { year: 2024, month: 3 }, '2024-02-01..2024-02-29'],
    ['February', { year: 2025, month: 2 }, '2025-01-01..2025-01-31'],
    ['a month that is four weeks, too', { year: 2027, month: 2 }, '2027-01-01..2027-01-31'],
    ['a quarter', { year: 2025, quarter: 1 }, '2024-10-01..2024-12-31'],
    ['a quarter that is thirteen weeks, too', { year: 2019, quarter: 2 }, '2019-01-01..2019-03-31'],
    ['a quarter of a fiscal year from February', { year: 2025, quarter: 1, fiscalYearStartMonth: 2 }, '2024-11-01..2025-01-31'],
    ['three months that are no quarter', days('2025-02-01', '2025-04-30'), '2024-11-01..2025-01-31'],
    ['half a year', days('2025-01-01', '2025-06-30'), '2024-07-01..2024-12-31'],
    ['thirteen months', days('2024-03-01', '2025-03-31'), '2023-02-01..2024-02-29'],
    ['a year', { year: 2025 }, '2024-01-01..2024-12-31'],
    ['two years', days('2024-01-01', '2025-12-31'), '2022-01-01..2023-12-31'],
    ['a fiscal year from April', { year: 2024, fiscalYearStartMonth: 4 }, '2023-04-01..2024-03-31'],
    ['a calendar year where the fiscal one begins in April', { ...days('2025-01-01', '2025-12-31'), fiscalYearStartMonth: 4 }, '2024-01-01..2024-12-31'],
  ])('%s', (_title, asked, expected) => {
    expect(other(previous, asked)).toBe(expected);
  }); // biome-ignore format: a case a line

  it.each<[string, Asked, string]>([
    ['April as from..to', days('2025-04-01', '2025-04-30'), '2025-03-01..2025-03-31'],
    ['April as a month to date', { toDate: 'MONTH', asOf: '2025-04-30' }, '2025-03-01..2025-03-31'],
    ['April as a quarter to date', { toDate: 'QUARTER', asOf: '2025-04-30' }, '2025-03-01..2025-03-31'],
    ['April as the last month', { last: 1, unit: 'MONTH', asOf: '2025-05-20' }, '2025-03-01..2025-03-31'],
    ['April as a quarter cut at its end', { year: 2025, quarter: 2, asOf: '2025-04-30' }, '2025-03-01..2025-03-31'],
    ['three months as a year to date', { toDate: 'YEAR', asOf: '2025-03-31' }, '2024-10-01..2024-12-31'],
    ['three months as a year cut at their end', { year: 2025, asOf: '2025-03-31' }, '2024-10-01..2024-12-31'],
    ['twelve months', { last: 12, unit: 'MONTH', asOf: '2025-02-28' }, '2023-03-01..2024-02-29'],
    ['a week as days', { last: 7, unit: 'DAY', asOf: '2025-03-09' }, '2025-02-24..2025-03-02'],
    ['a week as a month to date', { toDate: 'MONTH', asOf: '2024-01-07' }, '2023-12-25..2023-12-31'],
  ])('however asked: %s', (_title, asked, expected) => {
    expect(other(previous, asked)).toBe(expected);
  }); // biome-ignore format: a case a line
});

describe('PREVIOUS_PERIOD without a grain: of the beginning of a unit the same part of the unit before', () => {
  it.each<[string, Asked, string]>([
    ['a week to date', { toDate: 'WEEK', asOf: '2025-05-21' }, '2025-05-12..2025-05-14'],
    ['a week from Sunday to date', { toDate: 'WEEK', asOf: '2025-05-21', weekStart: 'SUNDAY' }, '2025-05-11..2025-05-14'],
    ['a month to date', { toDate: 'MONTH', asOf: '2025-03-20' }, '2025-02-01..2025-02-20'],
    ['a month to a day that the month before lacks', { toDate: 'MONTH', asOf: '2025-03-30' }, '2025-02-01..2025-02-28'],
    ['a month to the last day but one, of 31', { toDate: 'MONTH', asOf: '2025-05-30' }, '2025-04-01..2025-04-30'],
    ['a month to 28 February of a leap year', { toDate: 'MONTH', asOf: '2024-02-28' }, '2024-01-01..2024-01-28'],
    ['a quarter to date', { toDate: 'QUARTER', asOf: '2026-06-17' }, '2026-01-01..2026-03-17'],
    ['a quarter to a day that February lacks', { toDate: 'QUARTER', asOf: '2025-05-30' }, '2025-01-01..2025-02-28'],
    ['a quarter from February to date', { toDate: 'QUARTER', asOf: '2025-03-10', fiscalYearStartMonth: 2 }, '2024-11-01..2024-12-10'],
    ['a year to date', { toDate: 'YEAR', asOf: '2025-03-10' }, '2024-01-01..2024-03-10'],
    ['a year from April to date', { toDate: 'YEAR', asOf: '2025-02-10', fiscalYearStartMonth: 4 }, '2023-04-01..2024-02-10'],
    ['a year to 29 February, which is not over', { toDate: 'YEAR', now: '2024-02-29T12:00:00+08:00' }, '2023-01-01..2023-02-28'],
    ['today to date', { toDate: 'DAY', now: '2025-03-01T12:00:00+08:00' }, '2025-02-28..2025-02-28'],

    ['a year cut by now', { year: 2025, now: '2025-05-15T12:00:00+08:00' }, '2024-01-01..2024-05-15'],
    ['a year cut by asOf', { year: 2025, asOf: '2025-05-15' }, '2024-01-01..2024-05-15'],
    ['a year cut by now in January', { year: 2025, now: '2025-01-20T12:00:00+08:00' }, '2024-01-01..2024-01-20'],
    ['a quarter cut by now', { year: 2025, quarter: 2, now: '2025-05-15T12:00:00+08:00' }, '2025-01-01..2025-02-15'],
    ['a month cut by now', { year: 2025, month: 5, now: '2025-05-15T12:00:00+08:00' }, '2025-04-01..2025-04-15'],
    ['a month given by its days, cut by now', { ...days('2025-05-01', '2025-05-31'), now: '2025-05-15T12:00:00+08:00' }, '2025-04-01..2025-04-15'],
    ['a quarter given by its days, cut by now', { ...days('2025-04-01', '2025-06-30'), now: '2025-04-15T12:00:00+08:00' }, '2025-01-01..2025-01-15'],
    ['a year given by its days, cut by now', { ...days('2025-01-01', '2025-12-31'), now: '2025-01-20T12:00:00+08:00' }, '2024-01-01..2024-01-20'],
    ['a fiscal year given by its days, cut by now', { ...days('2024-04-01', '2025-03-31'), fiscalYearStartMonth: 4, now: '2024-04-20T12:00:00+08:00' }, '2023-04-01..2023-04-20'],

    ['days that end inside the month they begin', days('2025-03-01', '2025-03-10'), '2025-02-01..2025-02-10'],
    ['a month but for a day', days('2025-03-01', '2025-03-30'), '2025-02-01..2025-02-28'],
    ['days that end inside the quarter they begin', days('2025-01-01', '2025-03-10'), '2024-10-01..2024-12-10'],
    ['days that end inside the year they begin', days('2025-01-01', '2025-05-10'), '2024-01-01..2024-05-10'],
    ['days that end inside the fiscal quarter they begin', { ...days('2025-02-01', '2025-03-10'), fiscalYearStartMonth: 2 }, '2024-11-01..2024-12-10'],
    ['days of the year, of which now leaves less than a month', { ...days('2025-01-01', '2025-11-30'), now: '2025-01-20T12:00:00+08:00' }, '2024-01-01..2024-01-20'],
    ['days beyond the year, of which now leaves less than a month', { ...days('2025-01-01', '2026-01-31'), now: '2025-01-20T12:00:00+08:00' }, '2024-12-12..2024-12-31'],
  ])('%s', (_title, asked, expected) => {
    expect(other(previous, asked)).toBe(expected);
  }); // biome-ignore format: a case a line
});

describe('PREVIOUS_PERIOD without a grain: of anything else the equally many days just before', () => {
  it.each<[string, Asked, string]>([
    ['one day', days('2025-03-01', '2025-03-02'), '2025-02-01..2025-02-02'],
    ['a day in the month', days('2025-03-02', '2025-03-02'), '2025-03-01..2025-03-01'],
    ['seven days that are no week', days('2025-03-05', '2025-03-11'), '2025-02-26..2025-03-04'],
    ['days in the month', days('2025-05-05', '2025-05-20'), '2025-04-19..2025-05-04'],
    ['days over a leap day', days('2024-03-02', '2024-03-05'), '2024-02-27..2024-03-01'],
    ['the last seven days', { last: 7, unit: 'DAY', asOf: '2025-05-14' }, '2025-05-01..2025-05-07'],
    ['days from a month that begins no quarter into the next', days('2025-02-01', '2025-03-10'), '2024-12-25..2025-01-31'],
    ['days from December into the next year', days('2024-12-01', '2025-01-10'), '2024-10-21..2024-11-30'],
    ['months with the open one', { last: 1, unit: 'MONTH', includeCurrent: true, now: '2025-05-15T12:00:00+08:00' }, '2025-02-15..2025-03-31'],
    ['a week given by its days, cut by now', { ...days('2025-05-12', '2025-05-18'), now: '2025-05-15T12:00:00+08:00' }, '2025-05-08..2025-05-11'],
  ])('%s', (_title, asked, expected) => {
    expect(other(previous, asked)).toBe(expected);
  }); // biome-ignore format: a case a line
});

describe('a unit is whole once it is over; until then its last day is a cut', () => {
  const april = { year: 2025, month: 4 };
  it.each<[string, Asked, string]>([
    ['on its last day', { ...april, now: '2025-04-30T12:00:00+08:00' }, '2025-03-01..2025-03-30'],
    ['a microsecond before its end', { ...april, now: '2025-04-30T23:59:59.999999+08:00' }, '2025-03-01..2025-03-30'],
    ['at its end', { ...april, now: '2025-05-01T00:00:00+08:00' }, '2025-03-01..2025-03-31'],
    ['given by its days, on its last day', { ...days('2025-04-01', '2025-04-30'), now: '2025-04-30T12:00:00+08:00' }, '2025-03-01..2025-03-30'],
    ['to date, at its end', { toDate: 'MONTH', now: '2025-05-01T00:00:00+08:00' }, '2025-03-01..2025-03-31'],
    ['on a 31st', { year: 2025, month: 3, now: '2025-03-31T12:00:00+08:00' }, '2025-02-01..2025-02-28'],
    ['a week on its Sunday', { toDate: 'WEEK', now: '2025-05-18T12:00:00+08:00' }, '2025-05-05..2025-05-11'],
    ['a quarter on its last day', { year: 2025, quarter: 2, now: '2025-06-30T12:00:00+08:00' }, '2025-01-01..2025-03-30'],
    ['two months, the second on its last day', { ...days('2025-04-01', '2025-05-31'), now: '2025-05-31T12:00:00+08:00' }, '2025-01-01..2025-02-28'],
    ['today, with all of yesterday', { ...days('2025-05-15', '2025-05-15'), now: '2025-05-15T00:01:00+08:00' }, '2025-05-14..2025-05-14'],
    // 18:00 UTC on 30 April: the month is over in Shanghai, not in New York.
    ['in Shanghai', { ...april, now: '2025-04-30T18:00:00Z' }, '2025-03-01..2025-03-31'],
    ['in New York', { ...april, timezone: 'America/New_York', now: '2025-04-30T18:00:00Z' }, '2025-03-01..2025-03-30'],
    // 31 March begins at 22:00 UTC in Berlin, an hour early; 31 October ends at 23:00 UTC.
    ['the day that the clocks go forward', { toDate: 'MONTH', timezone: 'Europe/Berlin', now: '2025-03-30T22:00:00Z' }, '2025-02-01..2025-02-28'],
    ['a month of 30 days and 25 hours, an hour before its end', { year: 2025, month: 10, timezone: 'Europe/Berlin', now: '2025-10-31T22:59:00Z' }, '2025-09-01..2025-09-30'],
  ])('%s', (_title, asked, expected) => {
    expect(other(previous, asked)).toBe(expected);
  }); // biome-ignore format: a case a line

  it('a month of PREVIOUS_YEAR, too', () => {
    const february = { year: 2025, month: 2 };
    expect(other(lastYear, { ...february, now: '2025-02-28T12:00:00+08:00' })).toBe('2024-02-01..2024-02-28');
    expect(other(lastYear, { ...february, now: '2025-03-01T00:00:00+08:00' })).toBe('2024-02-01..2024-02-29');
  });

  it('each bucket, too', () => {
    const months = { ...days('2025-05-01', '2025-06-30'), grain: 'MONTH' } as const;
    expect(others(previous, { ...months, now: '2025-06-30T12:00:00+08:00' })).toEqual([
      '2025-04-01..2025-04-30',
      '2025-05-01..2025-05-30',
    ]);
    expect(others(previous, { ...months, now: '2025-07-01T00:00:00+08:00' })).toEqual([
      '2025-04-01..2025-04-30',
      '2025-05-01..2025-05-31',
    ]);
  });
});

describe('PREVIOUS_PERIOD with a grain: each bucket by the border rule of its unit', () => {
  it.each<[string, Asked, readonly string[]]>([
    [
      'months cut at both ends',
      { ...days('2025-02-10', '2025-05-03'), grain: 'MONTH' },
      ['2025-01-10..2025-01-31', '2025-02-01..2025-02-28', '2025-03-01..2025-03-31', '2025-04-01..2025-04-03'],
    ],
    [
      'months from a 31st, to a 31st',
      { ...days('2025-03-31', '2025-05-31'), grain: 'MONTH' },
      ['2025-02-28..2025-02-28', '2025-03-01..2025-03-31', '2025-04-01..2025-04-30'],
    ],
    [
      'a month cut on a 31st that is not its own last day',
      { ...days('2025-05-30', '2025-05-30'), grain: 'MONTH' },
      ['2025-04-30..2025-04-30'],
    ],
    [
      'months around a leap day',
      { ...days('2024-02-29', '2024-03-30'), grain: 'MONTH' },
      ['2024-01-29..2024-01-31', '2024-02-01..2024-02-29'],
    ],
    [
      'weeks over the new year, cut at both ends',
      { ...days('2024-12-25', '2025-01-07'), grain: 'WEEK' },
      ['2024-12-18..2024-12-22', '2024-12-23..2024-12-29', '2024-12-30..2024-12-31'],
    ],
    [
      'the ISO week 53 and the one after',
      { ...days('2020-12-28', '2021-01-05'), grain: 'WEEK' },
      ['2020-12-21..2020-12-27', '2020-12-28..2020-12-29'],
    ],
    [
      'weeks that start on Saturday',
      { ...days('2025-03-06', '2025-03-09'), grain: 'WEEK', weekStart: 'SATURDAY' },
      ['2025-02-27..2025-02-28', '2025-03-01..2025-03-02'],
    ],
    [
      'quarters cut at both ends',
      { ...days('2025-02-15', '2025-08-31'), grain: 'QUARTER' },
      ['2024-11-15..2024-12-31', '2025-01-01..2025-03-31', '2025-04-01..2025-05-31'],
    ],
    [
      'a quarter cut on a day that February lacks',
      { ...days('2025-04-01', '2025-05-30'), grain: 'QUARTER' },
      ['2025-01-01..2025-02-28'],
    ],
    [
      'quarters of a fiscal year from February',
      { ...days('2025-01-15', '2025-05-10'), grain: 'QUARTER', fiscalYearStartMonth: 2 },
      ['2024-10-15..2024-10-31', '2024-11-01..2025-01-31', '2025-02-01..2025-02-10'],
    ],
    [
      'years cut at both ends',
      { ...days('2023-03-01', '2025-02-28'), grain: 'YEAR' },
      ['2022-03-01..2022-12-31', '2023-01-01..2023-12-31', '2024-01-01..2024-02-28'],
    ],
    ['a year cut on 29 February', { ...days('2024-02-29', '2024-12-31'), grain: 'YEAR' }, ['2023-02-28..2023-12-31']],
    [
      'fiscal years from April',
      { ...days('2024-06-01', '2025-05-10'), grain: 'YEAR', fiscalYearStartMonth: 4 },
      ['2023-06-01..2024-03-31', '2024-04-01..2024-05-10'],
    ],
    [
      'days',
      { ...days('2024-02-29', '2024-03-01'), grain: 'DAY' },
      ['2024-02-28..2024-02-28', '2024-02-29..2024-02-29'],
    ],
    [
      'the days on which the clocks change',
      { ...days('2025-03-30', '2025-03-31'), grain: 'DAY', timezone: 'Europe/Berlin' },
      ['2025-03-29..2025-03-29', '2025-03-30..2025-03-30'],
    ],
    [
      'months cut by now',
      { ...days('2025-05-01', '2025-12-31'), grain: 'MONTH', now: '2025-07-10T12:00:00+08:00' },
      ['2025-04-01..2025-04-30', '2025-05-01..2025-05-31', '2025-06-01..2025-06-10'],
    ],
    [
      'a month cut by now on a 31st',
      { year: 2025, month: 3, grain: 'MONTH', now: '2025-03-31T12:00:00+08:00' },
      ['2025-02-01..2025-02-28'],
    ],
    [
      'a quarter to yesterday',
      { toDate: 'QUARTER', asOf: '2026-06-17', grain: 'MONTH' },
      ['2026-03-01..2026-03-31', '2026-04-01..2026-04-30', '2026-05-01..2026-05-17'],
    ],
    [
      'a quarter to today',
      { toDate: 'QUARTER', grain: 'MONTH', now: '2026-06-18T12:00:00+08:00' },
      ['2026-03-01..2026-03-31', '2026-04-01..2026-04-30', '2026-05-01..2026-05-18'],
    ],
    [
      'a week to date',
      { toDate: 'WEEK', asOf: '2025-05-21', grain: 'DAY' },
      ['2025-05-18..2025-05-18', '2025-05-19..2025-05-19', '2025-05-20..2025-05-20'],
    ],
  ])('%s', (_title, asked, expected) => {
    expect(others(previous, asked)).toEqual(expected);
  });

  it('and the total by the rule without a grain', () => {
    expect(other(previous, { ...days('2025-02-10', '2025-05-03'), grain: 'MONTH' })).toBe('2024-11-19..2025-02-09');
    expect(other(previous, { year: 2025, quarter: 1, grain: 'MONTH' })).toBe('2024-10-01..2024-12-31');
  });
});

describe('PREVIOUS_YEAR', () => {
  it.each<[string, Asked, string]>([
    ['a month', { year: 2025, month: 3 }, '2024-03-01..2024-03-31'],
    ['a February before which there was a leap day', { year: 2025, month: 2 }, '2024-02-01..2024-02-29'],
    ['a February with a leap day', { year: 2024, month: 2 }, '2023-02-01..2023-02-28'],
    ['a February that is four weeks, too', { year: 2027, month: 2 }, '2026-02-01..2026-02-28'],
    ['a quarter', { year: 2025, quarter: 1 }, '2024-01-01..2024-03-31'],
    ['two months', days('2025-01-01', '2025-02-28'), '2024-01-01..2024-02-29'],
    ['twelve months up to a February', { last: 12, unit: 'MONTH', asOf: '2025-03-10' }, '2023-03-01..2024-02-29'],
    ['a fiscal year up to a February', { year: 2024, fiscalYearStartMonth: 3 }, '2023-03-01..2024-02-29'],
    ['a year to the end of February', { toDate: 'YEAR', asOf: '2025-02-28' }, '2024-01-01..2024-02-29'],
    ['a year', { year: 2025 }, '2024-01-01..2024-12-31'],
    ['a year cut by now', { year: 2025, now: '2025-03-10T12:00:00+08:00' }, '2024-01-01..2024-03-10'],
    ['29 February', days('2024-02-29', '2024-02-29'), '2023-02-28..2023-02-28'],
    ['28 February', days('2025-02-28', '2025-02-28'), '2024-02-28..2024-02-28'],
    ['days from 29 February', days('2024-02-29', '2024-03-05'), '2023-02-28..2023-03-05'],
    ['days up to 28 February', days('2025-02-10', '2025-02-28'), '2024-02-10..2024-02-28'],
    ['days up to 29 February', days('2024-02-10', '2024-02-29'), '2023-02-10..2023-02-28'],
    ['days over where a leap day was', days('2025-02-27', '2025-03-02'), '2024-02-27..2024-03-02'],
    ['a week', days('2025-03-03', '2025-03-09'), '2024-03-04..2024-03-10'],
    ['two weeks', days('2025-03-03', '2025-03-16'), '2024-03-04..2024-03-17'],
    ['a week that starts on Sunday', { ...days('2025-03-02', '2025-03-08'), weekStart: 'SUNDAY' }, '2024-03-03..2024-03-09'],
    ['the ISO week 53', days('2020-12-28', '2021-01-03'), '2019-12-30..2020-01-05'],
    ['a week to date', { toDate: 'WEEK', asOf: '2025-05-21' }, '2024-05-20..2024-05-22'],
    ['seven days that are no week', days('2025-03-04', '2025-03-10'), '2024-03-04..2024-03-10'],
    ['days of a week', days('2025-05-19', '2025-05-21'), '2024-05-19..2024-05-21'],
  ])('of %s', (_title, asked, expected) => {
    expect(other(lastYear, asked)).toBe(expected);
  }); // biome-ignore format: a case a line

  it.each<[string, Asked, readonly string[]]>([
    [
      'months, cut by the range and by now',
      { ...days('2025-01-15', '2025-03-31'), grain: 'MONTH', now: '2025-03-10T12:00:00+08:00' },
      ['2024-01-15..2024-01-31', '2024-02-01..2024-02-29', '2024-03-01..2024-03-10'],
    ],
    [
      'months, of one of which two weeks are left',
      { ...days('2025-11-17', '2025-12-05'), grain: 'MONTH' },
      ['2024-11-17..2024-11-30', '2024-12-01..2024-12-05'],
    ],
    [
      'quarters, of which two months are whole',
      { ...days('2025-02-01', '2025-05-31'), grain: 'QUARTER' },
      ['2024-02-01..2024-03-31', '2024-04-01..2024-05-31'],
    ],
    [
      'weeks, cut by the range: they keep their weekdays',
      { ...days('2025-03-05', '2025-03-18'), grain: 'WEEK' },
      ['2024-03-06..2024-03-10', '2024-03-11..2024-03-17', '2024-03-18..2024-03-19'],
    ],
    [
      'days, two of them with the same where there is no leap day',
      { ...days('2024-02-28', '2024-03-01'), grain: 'DAY' },
      ['2023-02-28..2023-02-28', '2023-02-28..2023-02-28', '2023-03-01..2023-03-01'],
    ],
  ])('of each of %s', (_title, asked, expected) => {
    expect(others(lastYear, asked)).toEqual(expected);
  });

  it.each([
    ['calendar years', 1],
    ['fiscal years from March', 3],
    ['fiscal years from February', 2],
  ])('the months of %s add up to the year, and every day is in exactly one', (_title, fiscalYearStartMonth) => {
    for (const year of [2023, 2024, 2025]) {
      const asked = { year, fiscalYearStartMonth };
      const months = others(lastYear, { ...asked, grain: 'MONTH' }).map((month) => month!.split('..'));
      expect(`${months[0]![0]}..${months.at(-1)![1]}`).toBe(other(lastYear, asked));
      expect(`${months[0]![0]}..${months.at(-1)![1]}`).toBe(other(previous, asked));
      months.slice(1).forEach(([first], index) => {
        expect(first).toBe(Temporal.PlainDate.from(months[index]![1]!).add({ days: 1 }).toString());
      });
    }
  });
});

describe('SAME_WEEKDAYS_PREVIOUS_YEAR: 364 days before', () => {
  it.each<[string, Asked, readonly string[]]>([
    ['a month', days('2025-03-01', '2025-03-31'), ['2024-03-02..2024-04-01']],
    // A Saturday each; the leap day counts like any other.
    ['days', { ...days('2025-03-01', '2025-03-02'), grain: 'DAY' }, ['2024-03-02..2024-03-02', '2024-03-03..2024-03-03']],
    ['a week', { ...days('2024-02-26', '2024-03-03'), grain: 'WEEK' }, ['2023-02-27..2023-03-05']],
    ['a month cut by now', { year: 2025, month: 7, now: '2025-07-10T12:00:00+08:00' }, ['2024-07-02..2024-07-11']],
  ])('of %s', (_title, asked, expected) => {
    expect(others(weekdays, asked)).toEqual(expected);
  }); // biome-ignore format: a case a line
});

describe('CUSTOM: the given days', () => {
  const months: Asked = { ...days('2025-01-01', '2025-03-31'), grain: 'MONTH' };

  it('are one whole without a grain and for the total, however long', () => {
    expect(other(custom('2023-01-01', '2023-12-31'), months)).toBe('2023-01-01..2023-12-31');
  });

  it('stand by position, whatever their dates', () => {
    expect(others(custom('2024-06-01', '2024-08-31'), months)).toEqual([
      '2024-06-01..2024-06-30',
      '2024-07-01..2024-07-31',
      '2024-08-01..2024-08-31',
    ]);
  });

  it('that are fewer leave the last buckets without any', () => {
    expect(others(custom('2024-06-20', '2024-07-10'), months)).toEqual([
      '2024-06-20..2024-06-30',
      '2024-07-01..2024-07-10',
      null,
    ]);
  });

  it('that are more are left out', () => {
    expect(others(custom('2024-01-01', '2024-12-31'), months)).toEqual([
      '2024-01-01..2024-01-31',
      '2024-02-01..2024-02-29',
      '2024-03-01..2024-03-31',
    ]);
  });

  it('of a period that is over are all of them', () => {
    expect(other(custom('2024-01-01', '2024-12-31'), { year: 2025, month: 3 })).toBe('2024-01-01..2024-12-31');
  });

  const open: Asked = { ...days('2025-05-01', '2025-07-31'), now: '2025-07-10T12:00:00+08:00' };
  it.each<[string, Asked, Comparison, readonly (string | null)[]]>([
    // 71 days of the three months have begun, and 10 of July.
    ['as many as have begun', open, custom('2024-01-15', '2024-12-31'), ['2024-01-15..2024-03-25']],
    ['unless they are fewer', open, custom('2024-01-15', '2024-01-17'), ['2024-01-15..2024-01-17']],
    [
      'in each bucket',
      { ...open, grain: 'MONTH' },
      custom('2024-01-15', '2024-04-15'),
      ['2024-01-15..2024-01-31', '2024-02-01..2024-02-29', '2024-03-01..2024-03-10'],
    ],
  ])('of an open period are %s', (_title, asked, comparison, expected) => {
    expect(others(comparison, asked)).toEqual(expected);
  });

  it('end with now, and are shown so', () => {
    const june = { year: 2025, month: 6 };
    const future = custom('2025-07-09', '2025-07-20');
    expect(other(future, { ...june, now: '2025-07-10T00:00:00+08:00' })).toBe('2025-07-09..2025-07-09');
    expect(other(future, { ...june, now: '2025-07-10T12:00:00+08:00' })).toBe('2025-07-09..2025-07-10');
    expect(other(custom('2025-07-10', '2025-07-20'), { ...june, now: '2025-07-10T00:00:00+08:00' })).toBeNull();
    expect(other(future, { ...june, asOf: '2025-07-05' })).toBeNull();
  });
});

describe('under a window the bucket goes back and its window is laid anew', () => {
  const spans = (comparison: Comparison, asked: Asked) => {
    const { rules, own } = buckets(asked);
    return comparisonBuckets(comparison, own, rules).map((each) => each && `${each.from}..${each.last}`);
  };

  it.each<[string, Comparison, Asked, readonly string[]]>([
    [
      'of the months that end with each',
      previous,
      { ...days('2025-02-01', '2025-03-31'), grain: 'MONTH', window: { kind: 'trailing', units: 3, unit: 'MONTH' } },
      ['2024-11-01..2025-01-31', '2024-12-01..2025-02-28'],
    ],
    [
      'of two months, a year before',
      lastYear,
      { ...days('2025-01-01', '2025-02-28'), grain: 'MONTH', window: { kind: 'trailing', units: 2, unit: 'MONTH' } },
      ['2023-12-01..2024-01-31', '2024-01-01..2024-02-29'],
    ],
    [
      'of two months that are the whole period, a year before',
      lastYear,
      { ...days('2025-01-01', '2025-02-28'), window: { kind: 'trailing', units: 2, unit: 'MONTH' } },
      ['2024-01-01..2024-02-29'],
    ],
    [
      'from the start of the year',
      previous,
      { ...days('2025-01-01', '2025-02-28'), grain: 'MONTH', window: { kind: 'cumulative', unit: 'YEAR' } },
      ['2024-01-01..2024-12-31', '2025-01-01..2025-01-31'],
    ],
    [
      'of an open month',
      previous,
      {
        year: 2025,
        month: 7,
        grain: 'MONTH',
        window: { kind: 'trailing', units: 3, unit: 'MONTH' },
        now: '2025-07-10T12:00:00+08:00',
      },
      ['2025-03-11..2025-06-10'],
    ],
  ])('%s', (_title, comparison, asked, expected) => {
    expect(spans(comparison, asked)).toEqual(expected);
  });
});

describe('before a window', () => {
  const before = (asked: Asked) => {
    const { rules, own } = buckets({ grain: 'MONTH', ...asked });
    return own.map((bucket) => {
      const window = bucketBeforeWindow(bucket, rules);
      return window && `${window.from}..${window.last}`;
    });
  };
  const twoMonths: Window = { kind: 'trailing', units: 2, unit: 'MONTH' };

  it('are as many months, before all of it', () => {
    expect(before({ ...days('2025-05-01', '2025-06-30'), window: twoMonths })).toEqual([
      '2025-02-01..2025-03-31',
      '2025-03-01..2025-04-30',
    ]);
    expect(before({ year: 2025, month: 3, window: { kind: 'cumulative', unit: 'YEAR' } })).toEqual([
      '2024-10-01..2024-12-31',
    ]);
  });

  it('are equally many days where they are no whole months, as many as have begun', () => {
    // 40 days since 1 June
    expect(before({ year: 2025, month: 7, window: twoMonths, now: '2025-07-10T12:00:00+08:00' })).toEqual([
      '2025-04-22..2025-05-31',
    ]);
  });

  it('are none before the calendar', () => {
    expect(before({ ...days('1970-02-01', '1970-05-31'), window: twoMonths })).toEqual([
      null,
      null,
      '1970-01-01..1970-02-28',
      '1970-02-01..1970-03-31',
    ]);
  });
});

describe('there is none', () => {
  it('that begins before the calendar', () => {
    expect(others(previous, { ...days('1970-01-01', '1970-02-28'), grain: 'MONTH' })).toEqual([
      null,
      '1970-01-01..1970-01-31',
    ]);
    expect(other(previous, days('1970-01-10', '1970-02-03'))).toBeNull();
    expect(other(lastYear, days('1970-12-31', '1970-12-31'))).toBeNull();
    expect(other(lastYear, days('1971-01-01', '1971-01-01'))).toBe('1970-01-01..1970-01-01');
    expect(others(weekdays, { ...days('1970-12-30', '1970-12-31'), grain: 'DAY' })).toEqual([
      null,
      '1970-01-01..1970-01-01',
    ]);
  });
});

it('without a window the days shown are the days that count', () => {
  const asked: readonly Asked[] = [
    { ...days('2025-02-10', '2025-05-03'), grain: 'MONTH' },
    { year: 2025, grain: 'WEEK', now: '2025-07-10T12:00:00+08:00' },
    { toDate: 'QUARTER', timezone: 'Europe/Berlin', now: '2025-05-31T12:00:00Z' },
  ];
  for (const each of asked)
    for (const comparison of [previous, lastYear, weekdays, custom('2024-02-10', '2024-06-30')]) {
      const { rules, own } = buckets(each);
      for (const bucket of comparisonBuckets(comparison, own, rules)) {
        if (bucket === null) continue;
        const start = Temporal.PlainDate.from(bucket.first).toZonedDateTime(rules.calendar.timezone).toInstant();
        const after = Temporal.PlainDate.from(bucket.last).add({ days: 1 });
        const end = after.toZonedDateTime(rules.calendar.timezone).toInstant();
        expect([bucket.startsAt, bucket.endsAt, bucket.complete]).toEqual([`${start}`, `${end}`, true]);
      }
    }
});
