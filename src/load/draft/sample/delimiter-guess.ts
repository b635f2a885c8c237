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
  /** The share of rows that have so many: of all, and from the first of these to the last. */
  readonly share: number;
  readonly shareOfData: number;
};

const delimiters = [',', ';', '\t', '|'];
const rowsLookedAt = 300;
/** What stands around the data may be longer than a short table; inside it most rows are of one width. */
const leastShare = 0.3;
const leastShareOfData = 0.7;

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
  const fitting = cuts.filter(
    ({ width, share, shareOfData }) => width > 1 && share >= leastShare && shareOfData >= leastShareOfData,
  );
  if (fitting.length > 0) return fitting.reduce((best, each) => (isBetter(each, best) ? each : best));
  const blanks = cut(text, whole, { delimiter: 'whitespace', quote: null });
  if (blanks.width > 1 && blanks.share >= 0.95) return blanks;
  return { ...cuts[0]!, width: 1 };
}

/** A header has no decimal commas: what cuts it as the rows is preferred. */
function isBetter(one: CutText, other: CutText): boolean {
  const headed = ({ rows, width }: CutText) => rows.slice(0, 20).some((row) => headerLike(row, width));
  if (headed(one) !== headed(other)) return headed(one);
  if (Math.abs(one.share - other.share) > 0.05) return one.share > other.share;
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
  return plain.share > quoted.share ? plain : quoted;
}

function cut(text: string, whole: boolean, how: Cut): CutText {
  const rows = splitterOf(how, 0).push(text, whole).slice(0, rowsLookedAt);
  const widths = rows.map(widthOf);
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let [width, most] = [1, 0];
  for (const [each, count] of counts) if (each > 1 && count > most) [width, most] = [each, count];
  if (most === 0) most = counts.get(1) ?? 0;
  const data = widths.lastIndexOf(width) - widths.indexOf(width) + 1;
  return { ...how, rows, width, share: most / Math.max(1, rows.length), shareOfData: most / data };
}
