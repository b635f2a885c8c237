// Periods and calendars as tables: what a caller says, and the days and instants it means.
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../../src/errors';
import { bucketsOf } from '../../src/model/buckets';
import type { Calendar, Grain } from '../../src/model/calendar';
import type { PeriodArguments } from '../../src/model/period-forms';
import { resolvePeriod } from '../../src/model/periods';

const calendar: Calendar = { timezone: 'Asia/Shanghai', weekStart: 'MONDAY', fiscalYearStartMonth: 1 };
const now = Temporal.Instant.from('2025-05-15T02:00:00Z'); // Thursday, 10:00 in Shanghai

const days = (period: PeriodArguments): string => {
  const { from, to } = resolvePeriod(period, calendar, now).period;
  return `${from}..${to}`;
};

it.each<[string, PeriodArguments, string]>([
  ['from and to', { from: '2024-02-29', to: '2024-03-01' }, '2024-02-29..2024-03-01'],
  ['a year', { year: 2024 }, '2024-01-01..2024-12-31'],
  ['a quarter', { year: 2024, quarter: 3 }, '2024-07-01..2024-09-30'],
  ['a month', { year: 2024, month: 2 }, '2024-02-01..2024-02-29'],
  ['a month of a year without 29 February', { year: 2023, month: 2 }, '2023-02-01..2023-02-28'],
  ['a fiscal year', { year: 2024, fiscalYearStartMonth: 4 }, '2024-04-01..2025-03-31'],
  ['a fiscal quarter', { year: 2024, quarter: 4, fiscalYearStartMonth: 4 }, '2025-01-01..2025-03-31'],
  [
    'a calendar month, whatever the fiscal year',
    { year: 2024, month: 2, fiscalYearStartMonth: 4 },
    '2024-02-01..2024-02-29',
  ],
  ['the last 3 months', { last: 3, unit: 'MONTH' }, '2025-02-01..2025-04-30'],
  ['the last month and the open one', { last: 1, unit: 'MONTH', includeCurrent: true }, '2025-04-01..2025-05-31'],
  ['the last quarter', { last: 1, unit: 'QUARTER' }, '2025-01-01..2025-03-31'],
  [
    'the last 2 fiscal quarters from February',
    { last: 2, unit: 'QUARTER', fiscalYearStartMonth: 2 },
    '2024-11-01..2025-04-30',
  ],
  ['the last week from Monday', { last: 1, unit: 'WEEK' }, '2025-05-05..2025-05-11'],
  ['the last week from Sunday', { last: 1, unit: 'WEEK', weekStart: 'SUNDAY' }, '2025-05-04..2025-05-10'],
  ['the last week from Saturday', { last: 1, unit: 'WEEK', weekStart: 'SATURDAY' }, '2025-05-03..2025-05-09'],
  ['the last 7 days', { last: 7, unit: 'DAY' }, '2025-05-08..2025-05-14'],
  ['month to date', { toDate: 'MONTH' }, '2025-05-01..2025-05-15'],
  ['fiscal year to date', { toDate: 'YEAR', fiscalYearStartMonth: 4 }, '2025-04-01..2025-05-15'],
  ['quarter to a date', { toDate: 'QUARTER', asOf: '2024-03-31' }, '2024-01-01..2024-03-31'],
  ['the last month as of its last day', { last: 1, unit: 'MONTH', asOf: '2024-03-31' }, '2024-03-01..2024-03-31'],
  ['the last month as of the day before', { last: 1, unit: 'MONTH', asOf: '2024-03-30' }, '2024-02-01..2024-02-29'],
  [
    'the last month and the open one as of a day',
    { last: 1, unit: 'MONTH', includeCurrent: true, asOf: '2024-03-30' },
    '2024-02-01..2024-03-31',
  ],
  [
    'no open month as of the last day of one',
    { last: 1, unit: 'MONTH', includeCurrent: true, asOf: '2024-03-31' },
    '2024-03-01..2024-03-31',
  ],
  ['the last 2 days as of a day', { last: 2, unit: 'DAY', asOf: '2024-03-01' }, '2024-02-29..2024-03-01'],
  ['a year as of a day in it', { year: 2024, asOf: '2024-03-31' }, '2024-01-01..2024-12-31'],
  [
    'from and to as of a day between them',
    { from: '2024-01-01', to: '2024-06-30', asOf: '2024-03-31' },
    '2024-01-01..2024-06-30',
  ],
  ['month to date as of a day to come', { toDate: 'MONTH', asOf: '2025-05-31' }, '2025-05-01..2025-05-15'],
  ['the last day as of a day to come', { last: 1, unit: 'DAY', asOf: '2025-05-31' }, '2025-05-14..2025-05-14'],
  [
    "today in another zone is yesterday's date",
    { last: 1, unit: 'DAY', timezone: 'Pacific/Honolulu' },
    '2025-05-13..2025-05-13',
  ],
])('%s', (_title, period, expected) => {
  expect(days(period)).toBe(expected);
});

it.each<[string, PeriodArguments, string]>([
  [
    'nothing',
    {},
    'The period is empty. Give exactly one of: from and to; year (with quarter or month); last and unit; toDate.',
  ],
  [
    'two forms',
    { year: 2024, toDate: 'MONTH' },
    'The period says year and toDate at once. Give exactly one of: from and to; year (with quarter or month); last and unit; toDate.',
  ],
  ['half a range', { from: '2024-01-01' }, 'The period has no to. from and to go together, both inclusive.'],
  [
    'a day that is not',
    { from: '2025-02-30', to: '2025-03-01' },
    'The date from: "2025-02-30" is not a date. Write it as YYYY-MM-DD, for example 2025-03-31.',
  ],
  [
    'a range that runs backwards',
    { from: '2025-03-02', to: '2025-03-01' },
    'The period ends on 2025-03-01, before it starts on 2025-03-02. Swap from and to.',
  ],
  [
    'a quarter and a month',
    { year: 2024, quarter: 1, month: 2 },
    'The period has both a quarter and a month. Give one of them.',
  ],
  ['a month 13', { year: 2024, month: 13 }, 'There is no month 13. Give a month from 1 to 12.'],
  [
    'a unit with a slip',
    { last: 1, unit: 'MONHT' },
    'There is no unit MONHT. Did you mean MONTH? It is one of DAY, WEEK, MONTH, QUARTER, YEAR.',
  ],
  [
    'an unknown zone',
    { year: 2024, timezone: 'Asia/Nowhere' },
    'There is no time zone Asia/Nowhere. Give an IANA name, for example Asia/Shanghai or UTC.',
  ],
  [
    'tomorrow',
    { from: '2025-05-16', to: '2025-05-17' },
    'The period starts on 2025-05-16, which has not begun. By the clock or asOf, today is 2025-05-15 in Asia/Shanghai; facts after now do not exist yet.',
  ],
  [
    'days after asOf',
    { from: '2024-05-02', to: '2024-05-03', asOf: '2024-05-01' },
    'The period starts on 2024-05-02, which has not begun. By the clock or asOf, today is 2024-05-01 in Asia/Shanghai; facts after now do not exist yet.',
  ],
  [
    'tomorrow, whatever asOf is to come',
    { from: '2025-05-16', to: '2025-05-17', asOf: '2025-05-20' },
    'The period starts on 2025-05-16, which has not begun. By the clock or asOf, today is 2025-05-15 in Asia/Shanghai; facts after now do not exist yet.',
  ],
  [
    'an asOf that is no day',
    { year: 2024, asOf: '2024-02-30' },
    'The date asOf: "2024-02-30" is not a date. Write it as YYYY-MM-DD, for example 2025-03-31.',
  ],
])('refuses %s', (_title, period, message) => {
  expect(() => days(period)).toThrow(UserError);
  expect(() => days(period)).toThrow(message);
});

describe('now', () => {
  const nowOf = (period: PeriodArguments) => resolvePeriod(period, calendar, now).now.toString();

  it('is the clock', () => {
    expect(nowOf({ year: 2025 })).toBe('2025-05-15T02:00:00Z');
  });

  it.each<[string, PeriodArguments]>([
    ['from and to', { from: '2024-01-01', to: '2024-06-30' }],
    ['a year', { year: 2024 }],
    ['last and unit', { last: 1, unit: 'MONTH' }],
    ['toDate', { toDate: 'MONTH' }],
  ])('is the end of asOf with %s', (_title, period) => {
    expect(nowOf({ ...period, asOf: '2024-03-31' })).toBe('2024-03-31T16:00:00Z');
  });

  it("is so in the question's zone", () => {
    expect(nowOf({ year: 2024, asOf: '2024-03-31', timezone: 'Europe/Berlin' })).toBe('2024-03-31T22:00:00Z');
  });

  it.each(['2025-05-15', '2025-05-16', '2099-12-31'])('stays the clock as of %s', (asOf) => {
    expect(nowOf({ year: 2025, asOf })).toBe('2025-05-15T02:00:00Z');
  });
});

it.each<[string, PeriodArguments, readonly string[]]>([
  ['toDate, of its unit', { toDate: 'WEEK' }, ['WEEK']],
  ['a year', { year: 2025 }, ['YEAR']],
  ['a quarter', { year: 2025, quarter: 1 }, ['QUARTER']],
  ['a month', { year: 2025, month: 1 }, ['MONTH']],
  ['the days of a month', { from: '2025-02-01', to: '2025-02-28' }, ['MONTH']],
  ['the days of a quarter', { from: '2025-04-01', to: '2025-06-30' }, ['QUARTER']],
  ['the days of a fiscal year', { from: '2024-04-01', to: '2025-03-31', fiscalYearStartMonth: 4 }, ['YEAR']],
  ['days from the first of a month', { from: '2025-02-01', to: '2025-06-10' }, ['MONTH', 'QUARTER', 'YEAR']],
  ['other days', { from: '2025-02-03', to: '2025-02-09' }, []],
  ['last units', { last: 3, unit: 'MONTH' }, []],
])('may be the beginning of a unit: %s', (_title, period, expected) => {
  expect(resolvePeriod(period, calendar, now).period.beginningOf).toEqual(expected);
});

const buckets = (input: PeriodArguments, grain: Grain | null, clock = now) => {
  const { period, now: at } = resolvePeriod(input, calendar, clock);
  return bucketsOf(period, grain, at);
};
const spans = (period: PeriodArguments, grain: Grain) =>
  buckets(period, grain).map(({ first, last, label }) => `${first}..${last} ${label.en}`);

it('clips buckets to the range', () => {
  expect(spans({ from: '2024-12-30', to: '2025-01-06' }, 'WEEK')).toEqual([
    '2024-12-30..2025-01-05 2025-W01',
    '2025-01-06..2025-01-06 2025-W02',
  ]);
  expect(spans({ from: '2025-01-15', to: '2025-02-10' }, 'MONTH')).toEqual([
    '2025-01-15..2025-01-31 2025-01',
    '2025-02-01..2025-02-10 2025-02',
  ]);
});

it('numbers ISO week 53', () => {
  expect(spans({ from: '2020-12-28', to: '2021-01-03' }, 'WEEK')).toEqual(['2020-12-28..2021-01-03 2020-W53']);
});

it('counts quarters from the start of the fiscal year', () => {
  expect(spans({ from: '2024-01-01', to: '2024-12-31', fiscalYearStartMonth: 4 }, 'QUARTER')).toEqual([
    '2024-01-01..2024-03-31 FY2023 Q4',
    '2024-04-01..2024-06-30 FY2024 Q1',
    '2024-07-01..2024-09-30 FY2024 Q2',
    '2024-10-01..2024-12-31 FY2024 Q3',
  ]);
});

it('has every quarter of a year, each of three months', () => {
  expect(spans({ year: 2024 }, 'QUARTER')).toEqual([
    '2024-01-01..2024-03-31 2024 Q1',
    '2024-04-01..2024-06-30 2024 Q2',
    '2024-07-01..2024-09-30 2024 Q3',
    '2024-10-01..2024-12-31 2024 Q4',
  ]);
});

it('ends the open bucket now and leaves out those that have not begun', () => {
  const [may, ...none] = buckets({ from: '2025-05-01', to: '2025-12-31' }, 'MONTH');
  expect(none).toEqual([]);
  expect(may).toMatchObject({
    first: '2025-05-01',
    last: '2025-05-31',
    startsAt: '2025-04-30T16:00:00Z',
    endsAt: '2025-05-15T02:00:00Z',
    days: 15,
    complete: false,
  });
});

it('starts a day where the clock of the zone does, and gives DST days 23 and 25 hours', () => {
  const berlin = { from: '2025-03-30', to: '2025-03-30', timezone: 'Europe/Berlin' };
  expect(buckets(berlin, null)[0]).toMatchObject({
    startsAt: '2025-03-29T23:00:00Z',
    endsAt: '2025-03-30T22:00:00Z',
    days: 1,
    complete: true,
  });
  const autumn = { from: '2024-10-27', to: '2024-10-27', timezone: 'Europe/Berlin' };
  expect(buckets(autumn, null)[0]).toMatchObject({ startsAt: '2024-10-26T22:00:00Z', endsAt: '2024-10-27T23:00:00Z' });
  const noMidnight = { from: '2018-11-04', to: '2018-11-04', timezone: 'America/Sao_Paulo' };
  expect(buckets(noMidnight, null)[0]).toMatchObject({ startsAt: '2018-11-04T03:00:00Z' });
});

it('counts the days of P that have begun', () => {
  const midnight = Temporal.Instant.from('2025-05-14T16:00:00Z'); // the first instant of 15 May in Shanghai
  expect(buckets({ year: 2025, month: 5 }, null, midnight)[0]).toMatchObject({ days: 14, complete: false });
  expect(buckets({ toDate: 'MONTH', asOf: '2025-05-15' }, null, midnight)[0]).toMatchObject({
    last: '2025-05-14',
    days: 14,
    complete: true,
  });
});

it('ends with asOf', () => {
  const quarter = { year: 2025, quarter: 1 };
  expect(
    buckets({ ...quarter, asOf: '2025-02-10' }, 'MONTH').map(({ first, lastBegun, endsAt, complete }) => [
      first,
      lastBegun,
      endsAt,
      complete,
    ]),
  ).toEqual([
    ['2025-01-01', '2025-01-31', '2025-01-31T16:00:00Z', true],
    ['2025-02-01', '2025-02-10', '2025-02-10T16:00:00Z', false],
  ]);
  expect(buckets({ ...quarter, asOf: '2025-02-28' }, 'MONTH').map(({ complete }) => complete)).toEqual([true, true]);
});
