// Slips in periods, buckets, calendars, comparisons and windows.
import type { Change } from '../change';

const calendar = { kind: 'calendar', file: 'src/model/calendar.ts', first: ['model/'] } as const;
const now = { kind: 'boundary', file: 'src/model/now.ts', first: ['model/now', 'model/'] } as const;
const periods = { kind: 'calendar', file: 'src/model/periods.ts', first: ['model/periods', 'query/as-of'] } as const;
const forms = { kind: 'calendar', file: 'src/model/period-forms.ts', first: ['model/periods'] } as const;
const buckets = { kind: 'boundary', file: 'src/model/buckets.ts', first: ['model/'] } as const;
const likeWithLike = {
  kind: 'comparison',
  file: 'src/model/like-with-like.ts',
  first: ['model/comparisons'],
} as const;
const comparisons = { kind: 'comparison', file: 'src/model/comparisons.ts', first: ['model/comparisons'] } as const;

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
    from: '=> date.toZonedDateTime(timezone).toInstant()',
    to: `=> date.toZonedDateTime('UTC').toInstant()`,
  },
  {
    ...calendar,
    kind: 'boundary',
    title: 'a day is over a day later',
    from: 'startOfDay(date.add({ days: 1 }), timezone), now) <= 0',
    to: 'startOfDay(date.add({ days: 2 }), timezone), now) <= 0',
  },
  {
    ...calendar,
    kind: 'boundary',
    title: 'a day that ends now is not over',
    from: 'startOfDay(date.add({ days: 1 }), timezone), now) <= 0',
    to: 'startOfDay(date.add({ days: 1 }), timezone), now) < 0',
  },
  {
    ...now,
    title: 'now is the minute that has begun',
    from: `roundingMode: 'ceil'`,
    to: `roundingMode: 'floor'`,
  },
  {
    ...now,
    title: 'at midnight today is the new day',
    from: 'dateOf(now.subtract({ nanoseconds: 1 }), timezone)',
    to: 'dateOf(now, timezone)',
  },
  {
    ...now,
    title: 'asOf ends with its first instant',
    from: 'startOfDay(asOf.add({ days: 1 }), timezone)',
    to: 'startOfDay(asOf, timezone)',
  },
  {
    ...now,
    title: 'asOf may be later than the clock',
    from: 'return Temporal.Instant.compare(end, now) < 0 ? end : now;',
    to: 'return end;',
  },
  {
    kind: 'boundary',
    file: 'src/services/clock.ts',
    title: 'the clock is not rounded',
    from: 'nowOfClock(Temporal.Now.instant())',
    to: 'Temporal.Now.instant()',
    first: ['services/'],
  },
  {
    ...periods,
    title: 'asOf is a day of the business, not of the zone asked for',
    from: `parseDate('asOf', input.asOf), calendar.timezone)`,
    to: `parseDate('asOf', input.asOf), defaults.timezone)`,
  },
  {
    ...periods,
    title: 'asOf decides the days alone, and facts are those until the clock',
    from: 'return { period, now };',
    to: 'return { period, now: clock };',
  },
  {
    kind: 'metric condition',
    file: 'src/query/conditions/conditions.ts',
    title: 'what a condition rests on looks as far as the question',
    from: 'scope: { ...scope, now } }, segments',
    to: 'scope }, segments',
    first: ['query/as-of'],
  },
  {
    kind: 'retention',
    file: 'src/query/journeys/retention-question.ts',
    title: 'cohorts are followed into a unit that begins now',
    from: 'startOfUnit(todayOf(now, calendar.timezone), grain, calendar)',
    to: 'startOfUnit(todayOf(now.add({ nanoseconds: 1 }), calendar.timezone), grain, calendar)',
    first: ['query/as-of', 'query/retention'],
  },
  {
    ...forms,
    title: 'a year starts in January, whatever is asked',
    from: 'Temporal.PlainDate.from({ year, month: calendar.fiscalYearStartMonth, day: 1 })',
    to: 'Temporal.PlainDate.from({ year, month: 1, day: 1 })',
  },
  {
    ...forms,
    kind: 'boundary',
    title: 'a unit that has just ended is not one of the last',
    from: 'startOfUnit(dateOf(now, calendar.timezone), unit, calendar)',
    to: 'startOfUnit(todayOf(now, calendar.timezone), unit, calendar)',
  },
  {
    ...forms,
    kind: 'boundary',
    title: 'the last units reach into the current one by a day',
    from: ': notOver.subtract({ days: 1 }),',
    to: ': notOver,',
  },
  {
    ...forms,
    title: 'the days of a year are the beginning of a month',
    from: 'exact === undefined ? units : [exact]',
    to: 'units',
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
    from: 'ranges.push({ from, to });',
    to: 'ranges.push({ from: startOfUnit(from, grain, calendar), to });',
  },
  {
    ...buckets,
    kind: 'planner',
    title: 'a cumulative window starts with the unit of its first day',
    from: '  return startOfUnit(end, window.unit, calendar);',
    to: '  return startOfUnit(end.with({ day: 1 }), window.unit, calendar);',
  },
  {
    ...buckets,
    title: 'buckets of two week starts are one',
    from: '${calendar.timezone} ${calendar.weekStart} ${calendar.fiscalYearStartMonth}',
    to: '${calendar.timezone} ${calendar.fiscalYearStartMonth}',
  },
  {
    ...likeWithLike,
    title: "a unit's last day goes back by date",
    from: 'to: endsUnit(to, unit, almanac)',
    to: 'to: to.day === 0',
  },
  {
    ...likeWithLike,
    title: 'what is cut off of the first unit is not cut off of the unit before',
    from: 'from: addUnits(from, unit, -1),',
    to: 'from: addUnits(startOfUnit(from, unit, almanac.calendar), unit, -1),',
  },
  {
    ...likeWithLike,
    kind: 'boundary',
    title: 'a unit is whole on its last day',
    from: 'equals(day) && isOver(day, calendar.timezone, now)',
    to: 'equals(day)',
  },
  {
    ...likeWithLike,
    title: 'whole months are compared with equally many days',
    from: 'from: days.from.subtract({ months }), to',
    to: 'from: daysJustBefore(days).from, to',
  },
  {
    ...likeWithLike,
    title: 'four weeks are weeks, though they are February',
    from: 'if (months !== null) return { from: days.from.subtract({ months })',
    to: 'if (months !== null && !areWholeWeeks(days, almanac)) return { from: days.from.subtract({ months })',
  },
  {
    ...likeWithLike,
    title: 'a week that begins a month is the beginning of the month',
    from: 'if (areWholeWeeks(days, almanac)) return daysJustBefore(days);',
    to: '',
  },
  {
    ...likeWithLike,
    title: 'days that begin with a unit are its beginning, wherever they end',
    from: '[from, to].every(',
    to: '[from].every(',
  },
  {
    ...likeWithLike,
    title: 'February is compared with the first 28 days of a longer one',
    from: 'to: from.add({ months }).subtract({ days: 1 })',
    to: 'to: days.to.subtract({ years: 1 })',
  },
  {
    ...likeWithLike,
    title: 'what is left of a week goes by its dates',
    from: 'if (byWeek || areWholeWeeks',
    to: 'if (areWholeWeeks',
  },
  {
    ...likeWithLike,
    title: 'a week goes by its dates, where none was asked for',
    from: 'if (byWeek || areWholeWeeks(days, almanac)) return',
    to: 'if (byWeek) return',
  },
  {
    ...likeWithLike,
    title: 'the same weekdays are those of 365 days before',
    from: 'from: from.subtract({ days: 364 })',
    to: 'from: from.subtract({ days: 365 })',
  },
  {
    ...comparisons,
    title: 'the total goes by the unit of its buckets',
    from: 'grain === null ? previousPeriod(days, beginningOf, almanac) :',
    to: '',
  },
  {
    ...comparisons,
    kind: 'boundary',
    title: 'an open bucket is compared with one day more of given days',
    from: 'from.add({ days: days - 1 })',
    to: 'from.add({ days })',
  },
  {
    ...comparisons,
    title: 'given days beside a period that is over are as many as its own',
    from: ': bucket.complete\n          ? given[position]\n          : given[position] &&',
    to: ': given[position] &&',
  },
  {
    ...comparisons,
    title: 'given days are shown beyond now',
    from: 'to: earlierDay(to, todayOf(rules.now, rules.calendar.timezone)) }',
    to: 'to }',
  },
  {
    ...comparisons,
    title: 'days are compared with what was before the calendar',
    from: 'Temporal.PlainDate.compare(from, firstDay) < 0 || ',
    to: '',
  },
];
