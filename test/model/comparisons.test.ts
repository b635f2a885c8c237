// What is compared with what: the days of the other period for each bucket, as METRICS.md puts them, on real calendars.
import { Temporal } from 'temporal-polyfill';
import { type BucketRules, bucketsOf, type Window } from '../../src/model/buckets';
import type { Calendar, Grain } from '../../src/model/calendar';
import { type Comparison, comparisonBuckets } from '../../src/model/comparisons';

const shanghai: Calendar = { timezone: 'Asia/Shanghai', weekStart: 'MONDAY', fiscalYearStartMonth: 1 };
const later = '2026-01-01T12:00:00+08:00';

type Asked = {
  readonly from: string;
  readonly to: string;
  readonly grain?: Grain;
  readonly window?: Window;
  readonly calendar?: Partial<Calendar>;
  readonly now?: string;
};

function buckets({ from, to, grain, window, calendar, now = later }: Asked) {
  const rules: BucketRules = {
    calendar: { ...shanghai, ...calendar },
    grain: grain ?? null,
    window: window ?? null,
    now: Temporal.Instant.from(now),
  };
  const period = { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to), calendar: rules.calendar };
  return { rules, own: bucketsOf(period, rules.grain, rules.now, rules.window) };
}

/** The days of the other buckets, `first..last`; null where there is none. */
function others(comparison: Comparison, asked: Asked): readonly (string | null)[] {
  const { rules, own } = buckets(asked);
  return comparisonBuckets(comparison, own, rules).map((bucket) => bucket && `${bucket.first}..${bucket.last}`);
}

const previous: Comparison = { name: 'before', mode: 'PREVIOUS_PERIOD' };
const lastYear: Comparison = { name: 'year', mode: 'PREVIOUS_YEAR' };
const weekdays: Comparison = { name: 'weekdays', mode: 'SAME_WEEKDAYS_PREVIOUS_YEAR' };
const custom = (from: string, to: string): Comparison => ({
  name: 'other',
  mode: 'CUSTOM',
  range: { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) },
});

describe('the period before', () => {
  it.each<[string, Asked, string]>([
    ['a week: the week before', { from: '2025-03-03', to: '2025-03-09' }, '2025-02-24..2025-03-02'],
    [
      'a week that starts on Sunday',
      { from: '2025-03-02', to: '2025-03-08', calendar: { weekStart: 'SUNDAY' } },
      '2025-02-23..2025-03-01',
    ],
    ['a month: the month before, however long', { from: '2025-03-01', to: '2025-03-31' }, '2025-02-01..2025-02-28'],
    ['March of a leap year', { from: '2024-03-01', to: '2024-03-31' }, '2024-02-01..2024-02-29'],
    ['February', { from: '2025-02-01', to: '2025-02-28' }, '2025-01-01..2025-01-31'],
    ['a quarter', { from: '2025-01-01', to: '2025-03-31' }, '2024-10-01..2024-12-31'],
    [
      'a quarter of a fiscal year from February',
      { from: '2025-02-01', to: '2025-04-30', calendar: { fiscalYearStartMonth: 2 } },
      '2024-11-01..2025-01-31',
    ],
    [
      'three months that are no quarter: as many days',
      { from: '2025-02-01', to: '2025-04-30' },
      '2024-11-04..2025-01-31',
    ],
    ['a year', { from: '2025-01-01', to: '2025-12-31' }, '2024-01-01..2024-12-31'],
    [
      'a fiscal year from April',
      { from: '2024-04-01', to: '2025-03-31', calendar: { fiscalYearStartMonth: 4 } },
      '2023-04-01..2024-03-31',
    ],
    [
      'a calendar year where the fiscal one begins in April: as many days',
      { from: '2025-01-01', to: '2025-12-31', calendar: { fiscalYearStartMonth: 4 } },
      '2024-01-02..2024-12-31',
    ],
    ['one day', { from: '2025-03-01', to: '2025-03-01' }, '2025-02-28..2025-02-28'],
    ['seven days that are no week', { from: '2025-03-05', to: '2025-03-11' }, '2025-02-26..2025-03-04'],
    ['ten days', { from: '2025-03-01', to: '2025-03-10' }, '2025-02-19..2025-02-28'],
    ['a month but for a day', { from: '2025-03-01', to: '2025-03-30' }, '2025-01-30..2025-02-28'],
    ['half a year', { from: '2025-01-01', to: '2025-06-30' }, '2024-07-04..2024-12-31'],
  ])('of %s', (_title, asked, expected) => {
    expect(others(previous, asked)).toEqual([expected]);
  });

  it.each<[string, Asked, readonly string[]]>([
    [
      'months: of the first the month before the period',
      { from: '2025-01-01', to: '2025-03-31', grain: 'MONTH' },
      ['2024-12-01..2024-12-31', '2025-01-01..2025-01-31', '2025-02-01..2025-02-28'],
    ],
    [
      'months cut at both ends: of the first the whole month before, of the others the bucket as it is',
      { from: '2025-01-10', to: '2025-03-05', grain: 'MONTH' },
      ['2024-12-01..2024-12-31', '2025-01-10..2025-01-31', '2025-02-01..2025-02-28'],
    ],
    [
      'weeks over the new year',
      { from: '2024-12-23', to: '2025-01-05', grain: 'WEEK' },
      ['2024-12-16..2024-12-22', '2024-12-23..2024-12-29'],
    ],
    [
      'days',
      { from: '2024-02-29', to: '2024-03-01', grain: 'DAY' },
      ['2024-02-28..2024-02-28', '2024-02-29..2024-02-29'],
    ],
    ['quarters', { from: '2025-01-01', to: '2025-03-31', grain: 'QUARTER' }, ['2024-10-01..2024-12-31']],
  ])('of each of %s', (_title, asked, expected) => {
    expect(others(previous, asked)).toEqual(expected);
  });
});

describe('the year before', () => {
  it.each<[string, Asked, string]>([
    ['a month', { from: '2025-03-01', to: '2025-03-31' }, '2024-03-01..2024-03-31'],
    [
      'a February before which there was a leap day',
      { from: '2025-02-01', to: '2025-02-28' },
      '2024-02-01..2024-02-29',
    ],
    ['a February with a leap day', { from: '2024-02-01', to: '2024-02-29' }, '2023-02-01..2023-02-28'],
    ['29 February', { from: '2024-02-29', to: '2024-02-29' }, '2023-02-28..2023-02-28'],
    ['28 February', { from: '2025-02-28', to: '2025-02-28' }, '2024-02-28..2024-02-28'],
    ['days up to 28 February', { from: '2025-02-10', to: '2025-02-28' }, '2024-02-10..2024-02-28'],
    ['days up to 29 February', { from: '2024-02-10', to: '2024-02-29' }, '2023-02-10..2023-02-28'],
    ['days over a leap day', { from: '2024-02-27', to: '2024-03-02' }, '2023-02-27..2023-03-02'],
    ['a quarter', { from: '2025-01-01', to: '2025-03-31' }, '2024-01-01..2024-03-31'],
    ['a year', { from: '2025-01-01', to: '2025-12-31' }, '2024-01-01..2024-12-31'],
    ['a week: the same dates', { from: '2025-03-03', to: '2025-03-09' }, '2024-03-03..2024-03-09'],
  ])('of %s', (_title, asked, expected) => {
    expect(others(lastYear, asked)).toEqual([expected]);
  });

  it('of each month, February whole', () => {
    expect(others(lastYear, { from: '2025-01-15', to: '2025-03-31', grain: 'MONTH' })).toEqual([
      '2024-01-15..2024-01-31',
      '2024-02-01..2024-02-29',
      '2024-03-01..2024-03-31',
    ]);
  });
});

it('the same weekdays of the year before are 364 days away', () => {
  expect(others(weekdays, { from: '2025-03-01', to: '2025-03-31' })).toEqual(['2024-03-02..2024-04-01']);
  // A Saturday each; the leap day counts like any other.
  expect(others(weekdays, { from: '2025-03-01', to: '2025-03-02', grain: 'DAY' })).toEqual([
    '2024-03-02..2024-03-02',
    '2024-03-03..2024-03-03',
  ]);
  expect(others(weekdays, { from: '2024-02-26', to: '2024-03-03', grain: 'WEEK' })).toEqual(['2023-02-27..2023-03-05']);
});

describe('given days', () => {
  const months: Asked = { from: '2025-01-01', to: '2025-03-31', grain: 'MONTH' };

  it('are one whole without a grain, however long', () => {
    expect(others(custom('2023-01-01', '2023-12-31'), { from: '2025-01-01', to: '2025-03-31' })).toEqual([
      '2023-01-01..2023-12-31',
    ]);
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
});

describe('an open bucket is compared with as many days', () => {
  // Noon of 10 July in Shanghai: ten days of July have begun.
  const now = '2025-07-10T12:00:00+08:00';
  const july: Asked = { from: '2025-07-01', to: '2025-07-31', now };

  it.each<[string, Comparison, string]>([
    ['of the month before', previous, '2025-06-01..2025-06-10'],
    ['of the year before', lastYear, '2024-07-01..2024-07-10'],
    ['of the same weekdays', weekdays, '2024-07-02..2024-07-11'],
    ['of given days', custom('2024-01-01', '2024-12-31'), '2024-01-01..2024-01-10'],
    ['unless given days are fewer', custom('2024-01-01', '2024-01-03'), '2024-01-01..2024-01-03'],
  ])('%s', (_title, comparison, expected) => {
    expect(others(comparison, july)).toEqual([expected]);
  });

  it('in each month; those that are over stay whole', () => {
    expect(others(previous, { ...july, from: '2025-05-01', grain: 'MONTH' })).toEqual([
      '2025-04-01..2025-04-30',
      '2025-05-01..2025-05-31',
      '2025-06-01..2025-06-10',
    ]);
  });

  it('not more than the other month has', () => {
    const march: Asked = { from: '2025-03-01', to: '2025-03-31', now: '2025-03-30T12:00:00+08:00' };
    expect(others(previous, march)).toEqual(['2025-02-01..2025-02-28']);
  });

  it('of the bucket, not of its window', () => {
    const window: Window = { kind: 'trailing', units: 3, unit: 'MONTH' };
    const { rules, own } = buckets({ ...july, grain: 'MONTH', window });
    const [other] = comparisonBuckets(previous, own, rules);
    expect(own.map(({ first, days, ownDays }) => [first, days, ownDays])).toEqual([['2025-07-01', 71, 10]]);
    expect([other!.from, other!.first, other!.last, other!.endsAt]).toEqual([
      '2025-03-11',
      '2025-06-01',
      '2025-06-10',
      '2025-06-10T16:00:00Z',
    ]);
  });

  it('the last day of which has just begun', () => {
    expect(others(previous, { ...july, now: '2025-07-02T00:00:00+08:00' })).toEqual(['2025-06-01..2025-06-01']);
    expect(others(previous, { ...july, now: '2025-07-02T00:00:00.000001+08:00' })).toEqual(['2025-06-01..2025-06-02']);
  });
});

describe('there is none', () => {
  it('before the calendar begins', () => {
    expect(others(previous, { from: '1970-01-01', to: '1970-02-28', grain: 'MONTH' })).toEqual([
      null,
      '1970-01-01..1970-01-31',
    ]);
    expect(others(lastYear, { from: '1970-12-31', to: '1970-12-31' })).toEqual([null]);
    expect(others(lastYear, { from: '1971-01-01', to: '1971-01-01' })).toEqual(['1970-01-01..1970-01-01']);
    expect(others(weekdays, { from: '1970-12-30', to: '1970-12-31', grain: 'DAY' })).toEqual([
      null,
      '1970-01-01..1970-01-01',
    ]);
  });

  it('of days that have not begun', () => {
    const now = '2025-07-10T00:00:00+08:00';
    expect(others(custom('2025-07-10', '2025-07-20'), { from: '2025-06-01', to: '2025-06-10', now })).toEqual([null]);
    expect(others(custom('2025-07-09', '2025-07-20'), { from: '2025-06-01', to: '2025-06-10', now })).toEqual([
      '2025-07-09..2025-07-20',
    ]);
  });
});
