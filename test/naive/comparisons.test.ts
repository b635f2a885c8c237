// Which days are compared with which: like with like, worked out on the calendar by hand. Monday weeks, calendar years and the
// clock at noon of Thursday, 18 June 2026, where nothing else is said.
import { companyOf } from '../support/naive/company';
import { evaluate } from '../support/naive/evaluate';
import type { NaiveQuestion, NaiveRow, NaiveSettings } from '../support/naive/question';

const settings: NaiveSettings = {
  now: '2026-06-18T12:00:00Z',
  timeZone: 'UTC',
  weekStart: 'MONDAY',
  fiscalYearStartMonth: 1,
  lostAfterDays: 180,
  dormantAfterDays: 90,
  slaSeconds: 3600,
};

type Asking = Pick<NaiveQuestion, 'period'> & Partial<NaiveQuestion>;
type Given = { readonly from: string; readonly to: string };

const daysOf = (row: NaiveRow | undefined): string | null => {
  const other = row?.compared.REVENUE?.other;
  return other == null ? null : `${other.start}..${other.end}`;
};

function answered(mode: string, asking: Asking, now: string, given?: Given) {
  const compare = [{ name: 'other', mode, ...given }];
  return evaluate(companyOf({}), { ...settings, now }, { metrics: ['REVENUE'], totals: 'GRAND', compare, ...asking });
}

/** The days the whole of P is compared with. */
const whole =
  (mode: string) =>
  (period: NaiveQuestion['period'], now = settings.now): string | null =>
    daysOf(answered(mode, { period }, now).rows[0]);

/** The days each bucket is compared with, and the total. */
const buckets =
  (mode: string) =>
  (grain: string, period: NaiveQuestion['period'], now = settings.now) => {
    const { rows, totals } = answered(mode, { period, grain }, now);
    return { rows: rows.map(daysOf), total: daysOf(totals[0]) };
  };

const between = (from: string, to: string) => ({ from, to });

describe('PREVIOUS_PERIOD of a whole period', () => {
  const before = whole('PREVIOUS_PERIOD');

  test('whole units have as many of the same before them, however they are asked for', () => {
    expect(before({ year: 2024, month: 3 })).toBe('2024-02-01..2024-02-29');
    expect(before(between('2024-03-01', '2024-03-31'))).toBe('2024-02-01..2024-02-29');
    expect(before({ toDate: 'MONTH', asOf: '2024-03-31' })).toBe('2024-02-01..2024-02-29');
    expect(before({ year: 2025, quarter: 1 })).toBe('2024-10-01..2024-12-31');
    expect(before({ year: 2025 })).toBe('2024-01-01..2024-12-31');
    expect(before({ last: 3, unit: 'MONTH' })).toBe('2025-12-01..2026-02-28');
    expect(before(between('2025-02-01', '2025-03-31'))).toBe('2024-12-01..2025-01-31');
    expect(before({ last: 1, unit: 'WEEK' })).toBe('2026-06-01..2026-06-07');
    expect(before(between('2025-03-03', '2025-03-16'))).toBe('2025-02-17..2025-03-02');
  });

  test('a month of four whole weeks is a month', () => {
    expect(before({ year: 2021, month: 2 })).toBe('2021-01-01..2021-01-31');
    expect(before(between('2021-02-01', '2021-02-21'))).toBe('2021-01-11..2021-01-31');
  });

  test('weeks begin where the calendar says', () => {
    const twoWeeks = between('2025-03-02', '2025-03-15');
    expect(before({ ...twoWeeks, weekStart: 'SUNDAY' })).toBe('2025-02-16..2025-03-01');
    // The same fourteen days are no weeks from Monday, and no beginning of anything: the fourteen before.
    expect(before(twoWeeks)).toBe('2025-02-16..2025-03-01');
    expect(before({ toDate: 'WEEK', weekStart: 'SATURDAY' })).toBe('2026-06-06..2026-06-11');
  });

  test('a unit is whole once it is over; until then its last day is a cut like any other', () => {
    expect(before({ toDate: 'MONTH' }, '2026-04-30T12:00:00Z')).toBe('2026-03-01..2026-03-30');
    expect(before({ toDate: 'MONTH' }, '2026-05-01T00:00:00Z')).toBe('2026-03-01..2026-03-31');
    expect(before({ toDate: 'MONTH', asOf: '2026-04-30' })).toBe('2026-03-01..2026-03-31');
    expect(before({ toDate: 'QUARTER' }, '2026-05-31T12:00:00Z')).toBe('2026-01-01..2026-02-28');
    expect(before({ toDate: 'QUARTER', asOf: '2026-05-31' })).toBe('2026-02-01..2026-03-31');
    expect(before({ year: 2026 }, '2026-02-28T12:00:00Z')).toBe('2025-01-01..2025-02-28');
    expect(before({ year: 2026, asOf: '2026-02-28' })).toBe('2025-11-01..2025-12-31');
  });

  test('the beginning of a unit goes with the same beginning of the unit before', () => {
    expect(before({ toDate: 'WEEK' })).toBe('2026-06-08..2026-06-11');
    expect(before({ toDate: 'MONTH' })).toBe('2026-05-01..2026-05-18');
    expect(before({ toDate: 'QUARTER' })).toBe('2026-01-01..2026-03-18');
    expect(before({ toDate: 'YEAR' })).toBe('2025-01-01..2025-06-18');
    expect(before({ year: 2026, month: 6 })).toBe('2026-05-01..2026-05-18');
    expect(before({ year: 2026, quarter: 2 })).toBe('2026-01-01..2026-03-18');
    expect(before({ year: 2026 })).toBe('2025-01-01..2025-06-18');
    expect(before({ year: 2024, asOf: '2024-02-10' })).toBe('2023-01-01..2023-02-10');
    expect(before({ toDate: 'YEAR', asOf: '2024-02-29' }, '2024-02-29T12:00:00Z')).toBe('2023-01-01..2023-02-28');
  });

  test('days that begin with a month are a part of it, else of the quarter, else of the year', () => {
    expect(before(between('2026-06-01', '2026-06-10'))).toBe('2026-05-01..2026-05-10');
    expect(before(between('2026-04-01', '2026-05-30'))).toBe('2026-01-01..2026-02-28');
    expect(before(between('2026-01-01', '2026-05-10'))).toBe('2025-01-01..2025-05-10');
    // As asked, not as far as it has come: to the end of June is a part of the year, all of the year is the year.
    expect(before(between('2026-01-01', '2026-06-30'))).toBe('2025-01-01..2025-06-18');
    expect(before(between('2026-01-01', '2026-12-31'))).toBe('2025-01-01..2025-06-18');
    expect(before(between('2026-01-01', '2026-11-30'), '2026-03-10T12:00:00Z')).toBe('2025-01-01..2025-03-10');
    expect(before(between('2026-01-01', '2026-03-31'), '2026-03-10T12:00:00Z')).toBe('2025-10-01..2025-12-10');
  });

  test('the quarters and years are those of the fiscal calendar', () => {
    expect(before({ year: 2025, fiscalYearStartMonth: 4 })).toBe('2024-04-01..2025-03-31');
    expect(before({ toDate: 'YEAR', fiscalYearStartMonth: 4 })).toBe('2025-04-01..2025-06-18');
    expect(before({ ...between('2026-04-01', '2026-05-10'), fiscalYearStartMonth: 4 })).toBe('2026-01-01..2026-02-10');
    expect(before({ ...between('2026-02-01', '2026-03-10'), fiscalYearStartMonth: 2 })).toBe('2025-11-01..2025-12-10');
  });

  test('any other days go with as many just before', () => {
    expect(before(between('2026-06-08', '2026-06-10'))).toBe('2026-06-05..2026-06-07');
    // A quarter and a year are not begun by February.
    expect(before(between('2026-02-01', '2026-03-10'))).toBe('2025-12-25..2026-01-31');
    // The beginning of a week is one only to date.
    expect(before(between('2026-06-15', '2026-06-21'))).toBe('2026-06-11..2026-06-14');
    expect(before({ last: 1, unit: 'MONTH', includeCurrent: true })).toBe('2026-03-13..2026-04-30');
    expect(before({ last: 5, unit: 'DAY' })).toBe('2026-06-08..2026-06-12');
  });
});

describe('PREVIOUS_PERIOD by buckets', () => {
  const before = buckets('PREVIOUS_PERIOD');

  test('months cut by the range asked for', () => {
    expect(before('MONTH', between('2025-02-10', '2025-05-03'))).toEqual({
      rows: ['2025-01-10..2025-01-31', '2025-02-01..2025-02-28', '2025-03-01..2025-03-31', '2025-04-01..2025-04-03'],
      total: '2024-11-19..2025-02-09',
    });
    // There is no 30 and 31 February.
    expect(before('MONTH', between('2025-03-30', '2025-03-31')).rows).toEqual(['2025-02-28..2025-02-28']);
  });

  test('months cut by now or by asOf', () => {
    expect(before('MONTH', { toDate: 'QUARTER', asOf: '2026-06-17' })).toEqual({
      rows: ['2026-03-01..2026-03-31', '2026-04-01..2026-04-30', '2026-05-01..2026-05-17'],
      total: '2026-01-01..2026-03-17',
    });
    expect(before('MONTH', { toDate: 'QUARTER' }).rows[2]).toBe('2026-05-01..2026-05-18');
    expect(before('MONTH', { toDate: 'QUARTER' }, '2026-04-30T12:00:00Z').rows).toEqual(['2026-03-01..2026-03-30']);
    // What has not begun is compared with nothing.
    expect(before('MONTH', { year: 2026, quarter: 1, asOf: '2026-02-10' })).toEqual({
      rows: ['2025-12-01..2025-12-31', '2026-01-01..2026-01-10', null],
      total: '2025-10-01..2025-11-10',
    });
  });

  test('weeks, quarters and years', () => {
    expect(before('WEEK', between('2026-06-03', '2026-06-18'))).toEqual({
      rows: ['2026-05-27..2026-05-31', '2026-06-01..2026-06-07', '2026-06-08..2026-06-11'],
      total: '2026-05-18..2026-06-02',
    });
    expect(before('QUARTER', between('2026-02-15', '2026-06-18')).rows).toEqual([
      '2025-11-15..2025-12-31',
      '2026-01-01..2026-03-18',
    ]);
    expect(before('QUARTER', between('2026-04-01', '2026-04-30')).rows).toEqual(['2026-01-01..2026-01-30']);
    expect(before('YEAR', between('2024-02-29', '2026-06-18')).rows).toEqual([
      '2023-02-28..2023-12-31',
      '2024-01-01..2024-12-31',
      '2025-01-01..2025-06-18',
    ]);
    expect(before('YEAR', { ...between('2024-06-10', '2025-02-28'), fiscalYearStartMonth: 3 }).rows).toEqual([
      '2023-06-10..2024-02-29',
    ]);
    expect(before('DAY', between('2026-02-28', '2026-03-01')).rows).toEqual([
      '2026-02-27..2026-02-27',
      '2026-02-28..2026-02-28',
    ]);
  });
});

describe('PREVIOUS_YEAR', () => {
  const lastYear = whole('PREVIOUS_YEAR');

  test('whole months are the same months, so that 29 February is in exactly one year', () => {
    expect(lastYear({ year: 2024, month: 2 })).toBe('2023-02-01..2023-02-28');
    expect(lastYear({ year: 2025, month: 2 })).toBe('2024-02-01..2024-02-29');
    expect(lastYear({ last: 12, unit: 'MONTH', asOf: '2025-03-10' })).toBe('2023-03-01..2024-02-29');
    expect(lastYear({ ...between('2024-03-01', '2025-02-28'), fiscalYearStartMonth: 3 })).toBe(
      '2023-03-01..2024-02-29',
    );
    expect(lastYear({ toDate: 'YEAR', asOf: '2025-02-28' })).toBe('2024-01-01..2024-02-29');
    expect(lastYear({ toDate: 'YEAR' }, '2025-02-28T12:00:00Z')).toBe('2024-01-01..2024-02-28');
  });

  test('weeks are 364 days before', () => {
    expect(lastYear(between('2026-06-01', '2026-06-14'))).toBe('2025-06-02..2025-06-15');
    expect(lastYear({ toDate: 'WEEK' })).toBe('2025-06-16..2025-06-19');
    expect(buckets('PREVIOUS_YEAR')('WEEK', between('2026-06-03', '2026-06-18'))).toEqual({
      rows: ['2025-06-04..2025-06-08', '2025-06-09..2025-06-15', '2025-06-16..2025-06-19'],
      total: '2025-06-03..2025-06-18',
    });
  });

  test('anything else is the same dates, 29 February being the 28th', () => {
    expect(lastYear(between('2024-02-10', '2024-02-29'))).toBe('2023-02-10..2023-02-28');
    expect(lastYear(between('2025-02-10', '2025-02-28'))).toBe('2024-02-10..2024-02-28');
    expect(lastYear({ year: 2026 })).toBe('2025-01-01..2025-06-18');
    expect(buckets('PREVIOUS_YEAR')('DAY', between('2024-02-28', '2024-02-29')).rows).toEqual([
      '2023-02-28..2023-02-28',
      '2023-02-28..2023-02-28',
    ]);
    // Monday to Sunday, but a part of May.
    expect(buckets('PREVIOUS_YEAR')('MONTH', between('2026-05-25', '2026-06-18')).rows).toEqual([
      '2025-05-25..2025-05-31',
      '2025-06-01..2025-06-18',
    ]);
  });

  test('the same weekdays of the year before are 364 days before, whatever is asked for', () => {
    const weekdays = whole('SAME_WEEKDAYS_PREVIOUS_YEAR');
    expect(weekdays({ year: 2025, month: 2 })).toBe('2024-02-03..2024-03-01');
    expect(weekdays({ year: 2026, month: 6 })).toBe('2025-06-02..2025-06-19');
  });
});

describe('CUSTOM', () => {
  const against = (given: Given, asking: Asking, now = settings.now) => {
    const { rows, totals } = answered('CUSTOM', asking, now, given);
    return { rows: rows.map(daysOf), total: daysOf(totals[0]) };
  };

  test('buckets go by position, the total with all of it', () => {
    expect(
      against(between('2025-01-15', '2025-04-03'), { period: { year: 2025, quarter: 3 }, grain: 'MONTH' }),
    ).toEqual({
      rows: ['2025-01-15..2025-01-31', '2025-02-01..2025-02-28', '2025-03-01..2025-03-31'],
      total: '2025-01-15..2025-04-03',
    });
    expect(
      against(between('2025-01-01', '2025-01-31'), { period: { year: 2025, quarter: 3 }, grain: 'MONTH' }),
    ).toEqual({ rows: ['2025-01-01..2025-01-31', null, null], total: '2025-01-01..2025-01-31' });
  });

  test('what is open is compared with as many days', () => {
    // 91 - 12 days of the quarter have begun: 1 April to 18 June.
    expect(
      against(between('2024-01-01', '2024-12-31'), { period: { year: 2026, quarter: 2 }, grain: 'MONTH' }),
    ).toEqual({
      rows: ['2024-01-01..2024-01-31', '2024-02-01..2024-02-29', '2024-03-01..2024-03-18'],
      total: '2024-01-01..2024-03-19',
    });
    expect(against(between('2024-01-01', '2024-01-10'), { period: { year: 2026, month: 6 } }).total).toBe(
      '2024-01-01..2024-01-10',
    );
    expect(against(between('2024-01-01', '2024-12-31'), { period: { year: 2026, month: 5 } }).total).toBe(
      '2024-01-01..2024-12-31',
    );
  });

  test('what has not begun is nothing to compare with', () => {
    expect(against(between('2026-06-19', '2026-06-30'), { period: { year: 2026, month: 5 } }).total).toBeNull();
    const asOf = { year: 2026, month: 5, asOf: '2026-06-10' };
    expect(against(between('2026-06-11', '2026-06-12'), { period: asOf }).total).toBeNull();
  });
});
