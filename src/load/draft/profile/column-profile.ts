// What the values of one column that were looked at say of it: how full it is, whether it tells rows apart, what has to be cleaned,
// and as what all of them can be read.
import type { MappingStep } from '../../mapping/steps/step';
import { stepMaker } from '../../mapping/steps/step';
import { type DateFinding, type DurationFinding, dateFinding, dateOfNumbers, durationFinding } from './date-finding';
import { type NumberFinding, numberFinding } from './number-finding';

export type ColumnProfile = {
  readonly column: string;
  readonly rows: number;
  readonly empty: number;
  /** The different values, cleaned, in the order in which they come. */
  readonly distinct: readonly string[];
  /** No two rows have the same value, and none is empty. */
  readonly isUnique: boolean;
  /** Steps that clean what stands in the column, whatever it is read as. */
  readonly cleaning: readonly MappingStep[];
  /** 17850.0 in all rows: keys that a program took for numbers. */
  readonly wholeWithPoint: boolean;
  readonly number: NumberFinding | null;
  readonly date: DateFinding | null;
  readonly dateOfNumbers: DateFinding | null;
  readonly duration: DurationFinding | null;
};

/** How many different values are tried with every notation. */
const mostTried = 5000;

/** `cells`: of the rows that were looked at; texts in `empties` stand for nothing. */
export function columnProfile(
  column: string,
  cells: readonly (string | null)[],
  empties: ReadonlySet<string>,
): ColumnProfile {
  const present = cells.filter((cell): cell is string => cell !== null && !empties.has(cell) && cell.trim() !== '');
  const cleaning = cleaningOf(present);
  const makers = cleaning.map((step) => stepMaker(step, { maps: {} }));
  const cleaned = present.map((text) => makers.reduce<string>((made, make) => String(make(made) ?? ''), text));
  const distinct = [...new Set(cleaned)];
  const tried = distinct.slice(0, mostTried);
  const some = tried.length > 0;
  return {
    column,
    rows: cells.length,
    empty: cells.length - present.length,
    distinct,
    isUnique: some && distinct.length === cells.length,
    cleaning,
    wholeWithPoint: some && tried.every((text) => /^\d+\.0$/.test(text)),
    number: some ? numberFinding(tried) : null,
    date: some ? dateFinding(tried) : null,
    dateOfNumbers: some ? dateOfNumbers(tried) : null,
    duration: some ? durationFinding(tried) : null,
  };
}

function cleaningOf(texts: readonly string[]): readonly MappingStep[] {
  const steps: MappingStep[] = [];
  if (texts.some((text) => text.trim() !== text)) steps.push({ trim: true });
  if (texts.some((text) => /^\s*="/.test(text))) steps.push({ unquoteFormula: true });
  if (texts.some((text) => /[\uff10-\uff19]/.test(text))) steps.push({ normalize: 'NFKC' });
  return steps;
}
