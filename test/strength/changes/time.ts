// Slips in periods, buckets, calendars, comparisons and windows.
import type { Change } from '../change';

const calendar = { kind: 'calendar', file: 'src/model/calendar.ts', first: ['model/'] } as const;
const periods = { kind: 'calendar', file: 'src/model/periods.ts', first: ['model/'] } as const;
const buckets = { kind: 'boundary', file: 'src/model/buckets.ts', first: ['model/'] } as const;
const comparisons = { kind: 'comparison', file: 'src/model/comparisons.ts', first: ['model/'] } as const;

export const timeChanges: readonly Change[] = [
  {
    ...calendar,
    title: 'weeks start on Monday, whatever is asked',
    from: '(date.dayOfWeek - isoWeekday[calendar.weekStart] + 7) % 7',
    to: 'date.dayOfWeek - 1',
  },
  {
    ...calendar,
    title: 'quarters of a fiscal year are those of the calendar',
    from: '(date.month - calendar.fiscalYearStartMonth + 12) % 3',
    to: '(date.month - 1) % 3',
  },
  {
    ...calendar,
    title: 'the label of a week has the calendar year',
    from: 'en: `${unitStart.yearOfWeek}-W',
    to: 'en: `${unitStart.year}-W',
  },
  {
    ...calendar,
    title: 'the label of a fiscal year is that of its end',
    from: `startOfUnit(unitStart, 'YEAR', calendar).year : unitStart.year`,
    to: `startOfUnit(unitStart, 'YEAR', calendar).year + 1 : unitStart.year`,
  },
  {
    ...calendar,
    title: 'days back are 24 hours each, through changes of the clock',
    from: 'instant.toZonedDateTimeISO(timezone).subtract({ days }).toInstant()',
    to: 'instant.subtract({ hours: 24 * days })',
    first: ['metrics/bounds'],
  },
  {
    ...calendar,
    title: 'a day begins at its UTC midnight',
    from: 'instant = date.toZonedDateTime(timezone).toInstant();',
    to: `instant = date.toZonedDateTime('UTC').toInstant();`,
  },
  {
    ...periods,
    title: 'today is that of the business, not of the zone asked for',
    from: 'const today = dateOf(now, calendar.timezone);',
    to: 'const today = dateOf(now, defaults.timezone);',
  },
  {
    ...periods,
    title: 'a year starts in January, whatever is asked',
    from: 'Temporal.PlainDate.from({ year, month: calendar.fiscalYearStartMonth, day: 1 })',
    to: 'Temporal.PlainDate.from({ year, month: 1, day: 1 })',
  },
  {
    ...periods,
    kind: 'boundary',
    title: 'the last units reach into the current one by a day',
    from: 'addUnits(current, unit, 1) : current).subtract({ days: 1 })',
    to: 'addUnits(current, unit, 1).subtract({ days: 1 }) : current)',
  },
  {
    ...buckets,
    title: 'at midnight the new day has begun',
    from: 'dateOf(now.subtract({ nanoseconds: 1 }), calendar.timezone)',
    to: 'dateOf(now, calendar.timezone)',
  },
  {
    ...buckets,
    title: 'a bucket that ends now is not over',
    from: 'Temporal.Instant.compare(fullEnd, now) <= 0',
    to: 'Temporal.Instant.compare(fullEnd, now) < 0',
  },
  {
    ...buckets,
    kind: 'planner',
    title: 'a rolling window begins a day early',
    from: 'addUnits(end.add({ days: 1 }), window.unit, -window.units)',
    to: 'addUnits(end, window.unit, -window.units)',
  },
  {
    ...buckets,
    kind: 'planner',
    title: 'the first bucket reaches before the range',
    from: 'from: Temporal.PlainDate.compare(unit, range.from) < 0 ? range.from : unit,',
    to: 'from: unit,',
  },
  {
    ...buckets,
    kind: 'planner',
    title: 'a cumulative window starts with the unit of its first day',
    from: '  return startOfUnit(end, window.unit, calendar);',
    to: '  return startOfUnit(end.with({ day: 1 }), window.unit, calendar);',
  },
  {
    ...comparisons,
    title: 'the same weekdays are those of 365 days before',
    from: 'range.from.subtract({ days: 364 }), to: range.to.subtract({ days: 364 })',
    to: 'range.from.subtract({ days: 365 }), to: range.to.subtract({ days: 365 })',
  },
  {
    ...comparisons,
    kind: 'boundary',
    title: 'an open bucket is compared with one day more',
    from: 'bucket.ownDays - 1',
    to: 'bucket.ownDays',
  },
  {
    ...comparisons,
    title: 'February is compared with the first 28 days of a longer one',
    from: `if (unit === null || unit === 'WEEK') return`,
    to: `if (unit !== 'YEAR') return`,
  },
  {
    ...comparisons,
    title: 'a month is compared with equally many days before it',
    from: 'unit === null ? range.from.subtract({ days }) : addUnits(range.from, unit, -1)',
    to: 'range.from.subtract({ days })',
  },
  {
    ...comparisons,
    title: 'what is cut off of the first unit moves the unit before it',
    from: 'const start = startOfUnit(range.from, grain, calendar);',
    to: 'const start = range.from;',
  },
  {
    kind: 'comparison',
    file: 'src/model/comparisons.ts',
    title: 'a month to date is compared with a day more',
    from: 'to: earlier(from.add({ days }), range.from.subtract({ days: 1 }))',
    to: 'to: earlier(from.add({ days: days + 1 }), range.from.subtract({ days: 1 }))',
    first: ['query/comparisons'],
  },
  {
    kind: 'comparison',
    file: 'src/model/comparisons.ts',
    title: 'a month to date may reach beyond the month before',
    from: 'to: earlier(from.add({ days }), range.from.subtract({ days: 1 }))',
    to: 'to: from.add({ days })',
    first: ['query/comparisons'],
  },
];
