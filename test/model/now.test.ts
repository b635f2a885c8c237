// What now is: the clock up to the whole minute, and the day it belongs to.
import { Temporal } from 'temporal-polyfill';
import { nowAsOf, nowOfClock, todayOf } from '../../src/model/now';

const instant = (text: string) => Temporal.Instant.from(text);

it.each([
  ['2025-05-15T02:00:00Z', '2025-05-15T02:00:00Z'],
  ['2025-05-15T02:00:00.000000001Z', '2025-05-15T02:01:00Z'],
  ['2025-05-15T02:00:30Z', '2025-05-15T02:01:00Z'],
  ['2025-05-15T02:00:59.999999999Z', '2025-05-15T02:01:00Z'],
  ['2025-12-31T23:59:00.001Z', '2026-01-01T00:00:00Z'],
  ['1969-12-31T23:59:30Z', '1970-01-01T00:00:00Z'],
])('the clock at %s is now %s', (clock, now) => {
  expect(nowOfClock(instant(clock)).toString()).toBe(now);
});

it.each([
  ['2025-05-15T02:00:00Z', 'Asia/Shanghai', '2025-05-15'],
  ['2025-05-14T16:00:00Z', 'Asia/Shanghai', '2025-05-14'], // midnight: the day that has just ended
  ['2025-05-14T16:00:00.000001Z', 'Asia/Shanghai', '2025-05-15'],
  ['2025-05-15T02:00:00Z', 'Pacific/Honolulu', '2025-05-14'],
  ['2025-03-30T22:00:00Z', 'Europe/Berlin', '2025-03-30'], // a day of 23 hours ends
  ['2018-11-04T03:00:00Z', 'America/Sao_Paulo', '2018-11-03'], // the 4th begins at one
])('at %s in %s today is %s', (now, zone, today) => {
  expect(todayOf(instant(now), zone).toString()).toBe(today);
});

it.each([
  ['the end of the day', '2025-03-31', 'Asia/Shanghai', '2025-03-31T16:00:00Z'],
  ['in the zone', '2025-03-31', 'America/New_York', '2025-04-01T04:00:00Z'],
  ['of a day of 23 hours', '2025-03-30', 'Europe/Berlin', '2025-03-30T22:00:00Z'],
  ['of a day before one without a midnight', '2018-11-03', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['but not after the clock', '2025-05-15', 'Asia/Shanghai', '2025-05-15T02:00:00Z'],
  ['however much later', '2099-12-31', 'Asia/Shanghai', '2025-05-15T02:00:00Z'],
])('as of a day, now is %s', (_title, asOf, zone, now) => {
  const clock = instant('2025-05-15T02:00:00Z');
  expect(nowAsOf(clock, Temporal.PlainDate.from(asOf), zone).toString()).toBe(now);
});
