// Which judgement speaks: that of the last month-end by then in the business zone, at the clock's now the current one.
import { Temporal } from 'temporal-polyfill';
import { monthEndAt, monthEndOfDay } from '../../src/model/month-ends';

const instant = (text: string) => Temporal.Instant.from(text);

it.each([
  ['2025-03-05T10:00:00+08:00', '2025-03-01'],
  ['2025-03-31T23:59:59.999999999+08:00', '2025-03-01'],
  ['2025-04-01T00:00:00+08:00', '2025-04-01'],
  ['2025-03-31T16:00:00Z', '2025-04-01'],
  ['2025-03-31T15:59:59Z', '2025-03-01'],
  ['2025-07-01T00:00:00+08:00', '2025-07-01'],
  ['2025-07-01T11:59:59.999999+08:00', '2025-07-01'],
  ['2025-07-01T12:00:00+08:00', '9999-12-31'],
])('at %s that of %s', (at, expected) => {
  expect(monthEndAt(instant(at), instant('2025-07-01T04:00:00Z'), 'Asia/Shanghai')).toBe(expected);
});

it('at a month-end that is now the current one', () => {
  const now = instant('2025-07-01T00:00:00Z');
  expect(monthEndAt(now, now, 'UTC')).toBe('9999-12-31');
});

it('of a day that of its month', () => {
  expect(['2025-03-01', '2025-03-31', '2024-02-29', '1970-01-01'].map(monthEndOfDay)).toEqual([
    '2025-03-01',
    '2025-03-01',
    '2024-02-01',
    '1970-01-01',
  ]);
});
