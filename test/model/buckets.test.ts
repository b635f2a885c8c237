// Buckets: the days they are shown with, the days and instants of their P, clipped to the range asked for and to now.
import { Temporal } from 'temporal-polyfill';
import { type Bucket, bucketsOf, rangesOf, type Window } from '../../src/model/buckets';
import type { Calendar, Grain } from '../../src/model/calendar';

const shanghai: Calendar = { timezone: 'Asia/Shanghai', weekStart: 'MONDAY', fiscalYearStartMonth: 1 };

type Asked = {
  readonly from: string;
  readonly to: string;
  readonly grain?: Grain;
  readonly window?: Window;
  readonly calendar?: Partial<Calendar>;
  readonly now?: string;
};

function bucketsFor({
  from,
  to,
  grain,
  window,
  calendar,
  now = '2026-01-01T12:00:00+08:00',
}: Asked): readonly Bucket[] {
  const period = {
    from: Temporal.PlainDate.from(from),
    to: Temporal.PlainDate.from(to),
    calendar: { ...shanghai, ...calendar },
  };
  return bucketsOf(period, grain ?? null, Temporal.Instant.from(now), window ?? null);
}

const days = (asked: Asked) => bucketsFor(asked).map(({ first, last, days }) => [`${first}..${last}`, days]);
/** The days of P beside the first shown, how many of them have begun, and the last that has. */
const reach = (asked: Asked) =>
  bucketsFor(asked).map(({ first, from, last, days, lastBegun }) => [first, `${from}..${last}`, days, lastBegun]);

it('are those that have begun: one that starts now has not', () => {
  const asked = { from: '2025-03-01', to: '2025-03-03', grain: 'DAY' } as const;
  const beginning = (now: string) => bucketsFor({ ...asked, now }).map(({ first }) => first);
  expect(beginning('2025-03-03T00:00:00+08:00')).toEqual(['2025-03-01', '2025-03-02']);
  expect(beginning('2025-03-03T00:00:00.000001+08:00')).toEqual(['2025-03-01', '2025-03-02', '2025-03-03']);
});

it('say everything of themselves', () => {
  expect(bucketsFor({ from: '2025-02-10', to: '2025-03-31', grain: 'MONTH' })).toEqual([
    {
      index: 0,
      first: '2025-02-10',
      last: '2025-02-28',
      from: '2025-02-10',
      startsAt: '2025-02-09T16:00:00Z',
      endsAt: '2025-02-28T16:00:00Z',
      lastBegun: '2025-02-28',
      days: 19,
      complete: true,
      label: { en: '2025-02', zh: '2025年2月' },
    },
    {
      index: 1,
      first: '2025-03-01',
      last: '2025-03-31',
      from: '2025-03-01',
      startsAt: '2025-02-28T16:00:00Z',
      endsAt: '2025-03-31T16:00:00Z',
      lastBegun: '2025-03-31',
      days: 31,
      complete: true,
      label: { en: '2025-03', zh: '2025年3月' },
    },
  ]);
});

describe('are cut out of the range', () => {
  it.each<[string, Asked, readonly (readonly [string, number])[]]>([
    ['as one without a grain', { from: '2025-01-15', to: '2025-03-15' }, [['2025-01-15..2025-03-15', 60]]],
    [
      'by week',
      { from: '2025-03-05', to: '2025-03-17', grain: 'WEEK' },
      [
        ['2025-03-05..2025-03-09', 5],
        ['2025-03-10..2025-03-16', 7],
        ['2025-03-17..2025-03-17', 1],
      ],
    ],
    [
      'by week from Saturday',
      { from: '2025-03-05', to: '2025-03-14', grain: 'WEEK', calendar: { weekStart: 'SATURDAY' } },
      [
        ['2025-03-05..2025-03-07', 3],
        ['2025-03-08..2025-03-14', 7],
      ],
    ],
    [
      'by quarter of a fiscal year from February',
      { from: '2025-01-31', to: '2025-05-01', grain: 'QUARTER', calendar: { fiscalYearStartMonth: 2 } },
      [
        ['2025-01-31..2025-01-31', 1],
        ['2025-02-01..2025-04-30', 89],
        ['2025-05-01..2025-05-01', 1],
      ],
    ],
    [
      'by year',
      { from: '2023-12-31', to: '2025-01-01', grain: 'YEAR' },
      [
        ['2023-12-31..2023-12-31', 1],
        ['2024-01-01..2024-12-31', 366],
        ['2025-01-01..2025-01-01', 1],
      ],
    ],
  ])('%s', (_title, asked, expected) => {
    expect(days(asked)).toEqual(expected);
  });

  it('without gap or overlap', () => {
    for (const grain of ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const) {
      const range = { from: Temporal.PlainDate.from('2023-11-11'), to: Temporal.PlainDate.from('2025-03-02') };
      const ranges = rangesOf(range, grain, shanghai);
      expect([`${ranges[0]!.from}`, `${ranges.at(-1)!.to}`]).toEqual(['2023-11-11', '2025-03-02']);
      ranges.slice(1).forEach(({ from }, index) => {
        expect(`${from}`).toBe(`${ranges[index]!.to.add({ days: 1 })}`);
      });
    }
  });

  it('at the clock changes of a zone', () => {
    const berlin = { timezone: 'Europe/Berlin' };
    const asked: Asked = { from: '2025-03-29', to: '2025-03-31', grain: 'DAY', calendar: berlin };
    expect(bucketsFor(asked).map(({ startsAt, endsAt }) => `${startsAt} ${endsAt}`)).toEqual([
      '2025-03-28T23:00:00Z 2025-03-29T23:00:00Z',
      // 23 hours
      '2025-03-29T23:00:00Z 2025-03-30T22:00:00Z',
      '2025-03-30T22:00:00Z 2025-03-31T22:00:00Z',
    ]);
  });
});

it('of the same days are of their own calendar', () => {
  const tuesdayToFriday = { from: '2025-03-04', to: '2025-03-07', grain: 'WEEK' } as const;
  const labels = (calendar: Partial<Calendar>) => bucketsFor({ ...tuesdayToFriday, calendar })[0]!.label.en;
  expect([labels({}), labels({ weekStart: 'SUNDAY' }), labels({ weekStart: 'SATURDAY' }), labels({})]).toEqual([
    '2025-W10',
    'week of 2025-03-02',
    'week of 2025-03-01',
    '2025-W10',
  ]);
  const march = { from: '2025-03-01', to: '2025-03-31', grain: 'YEAR' } as const;
  const years = [1, 4].map((fiscalYearStartMonth) => bucketsFor({ ...march, calendar: { fiscalYearStartMonth } }));
  expect(years.map(([bucket]) => bucket!.label.en)).toEqual(['2025', 'FY2024']);
  const zones = ['UTC', 'Asia/Shanghai'].map((timezone) => bucketsFor({ ...march, calendar: { timezone } }));
  expect(zones.map(([bucket]) => bucket!.startsAt)).toEqual(['2025-03-01T00:00:00Z', '2025-02-28T16:00:00Z']);
});

describe('end with now', () => {
  const summer: Asked = { from: '2025-06-01', to: '2025-09-30', grain: 'MONTH', now: '2025-07-10T12:00:00+08:00' };

  it('and those that have not begun are none', () => {
    expect(
      bucketsFor(summer).map(({ first, last, endsAt, days, complete }) => ({ first, last, endsAt, days, complete })),
    ).toEqual([
      { first: '2025-06-01', last: '2025-06-30', endsAt: '2025-06-30T16:00:00Z', days: 30, complete: true },
      { first: '2025-07-01', last: '2025-07-31', endsAt: '2025-07-10T04:00:00Z', days: 10, complete: false },
    ]);
  });

  it.each<[string, string, number, string, boolean]>([
    ['a microsecond into the last day', '2025-07-31T00:00:00.000001+08:00', 31, '2025-07-31', false],
    ['a microsecond before its end', '2025-07-31T23:59:59.999999+08:00', 31, '2025-07-31', false],
    ['at its end', '2025-08-01T00:00:00+08:00', 31, '2025-07-31', true],
    ['as the second day begins', '2025-07-02T00:00:00+08:00', 1, '2025-07-01', false],
    ['a microsecond into the first day', '2025-07-01T00:00:00.000001+08:00', 1, '2025-07-01', false],
  ])('%s', (_title, now, begun, lastBegun, complete) => {
    const [july] = bucketsFor({ from: '2025-07-01', to: '2025-07-31', now });
    expect([july!.days, july!.lastBegun, july!.complete]).toEqual([begun, lastBegun, complete]);
  });

  it('also where the same bucket was asked for earlier and later', () => {
    const at = (now: string) => bucketsFor({ from: '2025-07-01', to: '2025-07-31', now })[0]!.complete;
    expect([
      at('2025-07-15T00:00:00Z'),
      at('2025-08-15T00:00:00Z'),
      at('2025-07-15T00:00:00Z'),
      at('2025-08-15T00:00:00Z'),
    ]).toEqual([false, true, false, true]);
  });
});

describe('a rolling window', () => {
  it.each<[string, Asked, readonly (readonly [string, string, number, string])[]]>([
    [
      'of days ends with each day',
      { from: '2025-03-01', to: '2025-03-02', grain: 'DAY', window: { kind: 'trailing', units: 28, unit: 'DAY' } },
      [
        ['2025-03-01', '2025-02-02..2025-03-01', 28, '2025-03-01'],
        ['2025-03-02', '2025-02-03..2025-03-02', 28, '2025-03-02'],
      ],
    ],
    [
      'of months ends with each month',
      { from: '2025-01-01', to: '2025-03-31', grain: 'MONTH', window: { kind: 'trailing', units: 3, unit: 'MONTH' } },
      [
        ['2025-01-01', '2024-11-01..2025-01-31', 92, '2025-01-31'],
        ['2025-02-01', '2024-12-01..2025-02-28', 90, '2025-02-28'],
        ['2025-03-01', '2025-01-01..2025-03-31', 90, '2025-03-31'],
      ],
    ],
    [
      'of one month is a month',
      { from: '2024-02-01', to: '2024-02-29', grain: 'MONTH', window: { kind: 'trailing', units: 1, unit: 'MONTH' } },
      [['2024-02-01', '2024-02-01..2024-02-29', 29, '2024-02-29']],
    ],
    [
      'of a year ends with the leap day',
      { from: '2024-02-29', to: '2024-02-29', grain: 'DAY', window: { kind: 'trailing', units: 1, unit: 'YEAR' } },
      [['2024-02-29', '2023-03-01..2024-02-29', 366, '2024-02-29']],
    ],
    [
      'of weeks in months',
      { from: '2025-02-01', to: '2025-02-28', grain: 'MONTH', window: { kind: 'trailing', units: 2, unit: 'WEEK' } },
      [['2025-02-01', '2025-02-15..2025-02-28', 14, '2025-02-28']],
    ],
    [
      'ends with the range where that cuts the month',
      { from: '2025-03-01', to: '2025-03-10', grain: 'MONTH', window: { kind: 'trailing', units: 7, unit: 'DAY' } },
      [['2025-03-01', '2025-03-04..2025-03-10', 7, '2025-03-10']],
    ],
    [
      'goes without a grain too',
      { from: '2025-03-01', to: '2025-03-31', window: { kind: 'trailing', units: 12, unit: 'MONTH' } },
      [['2025-03-01', '2024-04-01..2025-03-31', 365, '2025-03-31']],
    ],
    [
      'has the days that have begun',
      {
        from: '2025-07-01',
        to: '2025-07-31',
        grain: 'MONTH',
        window: { kind: 'trailing', units: 2, unit: 'MONTH' },
        now: '2025-07-10T12:00:00+08:00',
      },
      [['2025-07-01', '2025-06-01..2025-07-31', 40, '2025-07-10']],
    ],
  ])('%s', (_title, asked, expected) => {
    expect(reach(asked)).toEqual(expected);
  });

  it('has the instants of its whole P', () => {
    const window: Window = { kind: 'trailing', units: 7, unit: 'DAY' };
    const [bucket] = bucketsFor({ from: '2025-03-10', to: '2025-03-10', grain: 'DAY', window });
    expect([bucket!.startsAt, bucket!.endsAt]).toEqual(['2025-03-03T16:00:00Z', '2025-03-10T16:00:00Z']);
  });
});

describe('a cumulative window', () => {
  it.each<[string, Asked, readonly (readonly [string, string, number, string])[]]>([
    [
      'of a year begins with the year in which each month ends',
      { from: '2024-12-01', to: '2025-02-28', grain: 'MONTH', window: { kind: 'cumulative', unit: 'YEAR' } },
      [
        ['2024-12-01', '2024-01-01..2024-12-31', 366, '2024-12-31'],
        ['2025-01-01', '2025-01-01..2025-01-31', 31, '2025-01-31'],
        ['2025-02-01', '2025-01-01..2025-02-28', 59, '2025-02-28'],
      ],
    ],
    [
      'of a week that goes over the month',
      { from: '2025-02-28', to: '2025-03-03', grain: 'DAY', window: { kind: 'cumulative', unit: 'WEEK' } },
      [
        ['2025-02-28', '2025-02-24..2025-02-28', 5, '2025-02-28'],
        ['2025-03-01', '2025-02-24..2025-03-01', 6, '2025-03-01'],
        ['2025-03-02', '2025-02-24..2025-03-02', 7, '2025-03-02'],
        ['2025-03-03', '2025-03-03..2025-03-03', 1, '2025-03-03'],
      ],
    ],
    [
      'of a fiscal year from April',
      {
        from: '2025-03-01',
        to: '2025-04-30',
        grain: 'MONTH',
        window: { kind: 'cumulative', unit: 'YEAR' },
        calendar: { fiscalYearStartMonth: 4 },
      },
      [
        ['2025-03-01', '2024-04-01..2025-03-31', 365, '2025-03-31'],
        ['2025-04-01', '2025-04-01..2025-04-30', 30, '2025-04-30'],
      ],
    ],
  ])('%s', (_title, asked, expected) => {
    expect(reach(asked)).toEqual(expected);
  });
});

it('begin no window after now: one shorter than what is open of the bucket ends with the last day that has begun', () => {
  const july = { from: '2025-07-01', to: '2025-07-31', grain: 'MONTH', now: '2025-07-03T12:00:00+08:00' } as const;
  expect(reach({ ...july, window: { kind: 'trailing', units: 7, unit: 'DAY' } })).toEqual([
    ['2025-07-01', '2025-06-27..2025-07-31', 7, '2025-07-03'],
  ]);
  expect(reach({ ...july, window: { kind: 'cumulative', unit: 'DAY' } })).toEqual([
    ['2025-07-01', '2025-07-03..2025-07-31', 1, '2025-07-03'],
  ]);
  expect(reach({ ...july, window: { kind: 'trailing', units: 2, unit: 'MONTH' } })).toEqual([
    ['2025-07-01', '2025-06-01..2025-07-31', 33, '2025-07-03'],
  ]);
});
