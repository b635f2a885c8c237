// What the reader of an answer should know of the data behind it, from what was found: how far the facts reach, which are
// later than now, whether there is anything to compare with, what a limit left out. Pure functions.
import { Temporal } from 'temporal-polyfill';
import { type FactTable, type Warning, warning } from '../../warnings';
import type { MetricsResult } from '../question/metrics-result';

/**
 * How far the facts of a table reach: the day of the last that is not later than now, or null where there is none; and the
 * last day that the question asks of them, or today if that is earlier.
 */
export type FactsEnd = { readonly table: FactTable; readonly lastDay: string | null; readonly periodEnd: string };

/** Warns where facts end more than a day before what is asked of them. */
export const endsEarly = (facts: readonly FactsEnd[]): readonly Warning[] =>
  facts
    .filter(({ lastDay, periodEnd }) => lastDay === null || lastDay < dayBefore(periodEnd))
    .map(({ table, lastDay, periodEnd }) => warning('DATA_ENDS_EARLY', { table, lastDay, periodEnd }));

const dayBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();

/** `facts`: how many of the tables read are later than now. */
export const leftOut = (facts: number, now: string): readonly Warning[] =>
  facts === 0 ? [] : [warning('LATER_FACTS_LEFT_OUT', { facts, now })];

type Rows = Pick<MetricsResult, 'rows' | 'totals'>;

/** Comparisons of which every value in the answer is 0 or missing; none where the answer has no value at all. */
export function withoutData(names: readonly string[], { rows, totals }: Rows): readonly Warning[] {
  if (names.length === 0) return [];
  const values = [...rows, ...totals].flatMap((row) => Object.values(row.values));
  if (values.length === 0) return [];
  const hasData = (name: string) => values.some(({ comparisons }) => (comparisons[name]?.value ?? 0) !== 0);
  return names.filter((name) => !hasData(name)).map((name) => warning('COMPARISON_WITHOUT_DATA', { name }));
}

/** What the usual number of rows left out of a first page. Whoever asks for another number, or pages, knows of the rest. */
export function cutByLimit(
  { first, after }: { readonly first?: number | null; readonly after?: string | null },
  usual: number,
  of: number,
): readonly Warning[] {
  const isUsual = (first ?? usual) === usual && (after ?? null) === null;
  return isUsual && of > usual ? [warning('LIMIT_CUT', { limit: 'first', most: usual, of })] : [];
}
