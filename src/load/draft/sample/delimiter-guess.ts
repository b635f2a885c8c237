// Guesses what separates the cells of a text file: what cuts its first rows most evenly, and the row of its names as well.
import { csvSplitter } from '../../read/csv-splitter';
import type { TextRow } from '../../read/text-row';

/** How a text is cut, in the words of a mapping. */
export type Cut = { readonly delimiter: string; readonly quote: string | null };

/** The first rows as a guess cuts them. */
export type CutText = Cut & {
  readonly rows: readonly TextRow[];
  /** How many cells most rows have. */
  readonly width: number;
  /** The share of rows that have so many. */
  readonly even: number;
};

const delimiters = [',', ';', '\t', '|'];
const rowsLookedAt = 300;
/** Rows of which fewer are of one width are not cut by this. */
const leastEven = 0.7;

export const widthOf = (row: TextRow): number => (row.kind === 'cells' ? row.cells.length : 0);

export function splitterOf({ delimiter, quote }: Cut, skipLines: number) {
  return csvSplitter({
    delimiter: delimiter === 'whitespace' ? { kind: 'whitespace' } : delimiter,
    quote,
    encoding: 'utf8',
    skipLines,
    skipRows: 0,
    width: null,
  });
}

/** `text` is the beginning of a file; `whole` where it is all of it. */
export function cutText(text: string, whole: boolean): CutText {
  const cuts = delimiters.map((delimiter) => bestQuote(text, whole, delimiter));
  const fitting = cuts.filter(({ width, even }) => width > 1 && even >= leastEven);
  if (fitting.length > 0) return fitting.reduce((best, each) => (isBetter(each, best) ? each : best));
  const blanks = cut(text, whole, { delimiter: 'whitespace', quote: null });
  if (blanks.width > 1 && blanks.even >= 0.95) return blanks;
  return cuts[0]!;
}

/** A header has no decimal commas: what cuts it as the rows is preferred. */
function isBetter(one: CutText, other: CutText): boolean {
  const headed = ({ rows, width }: CutText) => rows.slice(0, 20).some((row) => headerLike(row, width));
  if (headed(one) !== headed(other)) return headed(one);
  if (Math.abs(one.even - other.even) > 0.05) return one.even > other.even;
  return one.width > other.width;
}

const headerLike = (row: TextRow, width: number): boolean =>
  row.kind === 'cells' &&
  row.cells.length === width &&
  row.cells.every((cell) => cell === null || !/^[\d.,\s-]+$/.test(cell));

/** Quotes that are no quotes leave many rows unreadable. */
function bestQuote(text: string, whole: boolean, delimiter: string): CutText {
  const quoted = cut(text, whole, { delimiter, quote: '"' });
  const bad = quoted.rows.filter((row) => row.kind === 'bad').length;
  if (bad === 0) return quoted;
  const plain = cut(text, whole, { delimiter, quote: null });
  return plain.even > quoted.even ? plain : quoted;
}

function cut(text: string, whole: boolean, how: Cut): CutText {
  const rows = splitterOf(how, 0).push(text, whole).slice(0, rowsLookedAt);
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(widthOf(row), (counts.get(widthOf(row)) ?? 0) + 1);
  let [width, most] = [0, 0];
  for (const [each, count] of counts) if (each > 0 && count > most) [width, most] = [each, count];
  return { ...how, rows, width, even: rows.length === 0 ? 0 : most / rows.length };
}
