// The periods the tests of the fixture company ask about. Its clock stands at noon of 2025-07-01 in Shanghai, so July is open.
import type { PeriodInput } from '../../src/query/question/metric-question';

const month = (year: number, number: number): PeriodInput => ({ year, month: number });

export const december2024 = month(2024, 12);
export const january = month(2025, 1);
export const february = month(2025, 2);
export const march = month(2025, 3);
export const april = month(2025, 4);
export const may = month(2025, 5);
export const june = month(2025, 6);
export const july = month(2025, 7);
export const firstQuarter: PeriodInput = { year: 2025, quarter: 1 };
export const secondQuarter: PeriodInput = { year: 2025, quarter: 2 };
export const firstHalf: PeriodInput = { from: '2025-01-01', to: '2025-06-30' };

export const between = (from: string, to: string): PeriodInput => ({ from, to });
export const day = (date: string): PeriodInput => ({ from: date, to: date });

/** The first day of each month of the first half, in order: the buckets of a monthly question. */
export const monthsOfFirstHalf = [
  '2025-01-01',
  '2025-02-01',
  '2025-03-01',
  '2025-04-01',
  '2025-05-01',
  '2025-06-01',
] as const;

/** One expected row a month of the first half. */
export function monthly<Row extends object>(...rows: readonly Row[]): (Row & { readonly period: string })[] {
  return monthsOfFirstHalf.map((period, index) => ({ ...rows[index]!, period }));
}
