// Guesses which row of a text file names its columns, or that none does, and which lines before it are no data.
import type { TextRow } from '../../read/text-row';
import { dateFinding } from '../profile/date-finding';
import { numberFinding } from '../profile/number-finding';

export type HeaderGuess = {
  /** Physical lines before the header or the first row. */
  readonly skipLines: number;
  /** The names as they stand; null where the first row is data. */
  readonly names: readonly (string | null)[] | null;
};

/** What somebody said of the first row; undefined leaves it to be told by the file. */
export type HeaderSaid = boolean | undefined;

const mostPreamble = 40;

/** `isKnown`: whether a text is what a column is called somewhere. Null where it cannot be told. */
export function guessHeader(
  rows: readonly TextRow[],
  width: number,
  said: HeaderSaid,
  isKnown: (name: string) => boolean,
): HeaderGuess | null {
  const start = rows.slice(0, mostPreamble).findIndex((row) => isFull(row, width));
  const first = rows[start];
  if (first === undefined || first.kind === 'bad') return null;
  const skipLines = start === 0 ? 0 : first.line - 1;
  const below = rows
    .slice(start + 1)
    .flatMap((row) => (row.kind === 'cells' && row.cells.length === width ? [row.cells] : []));
  const isHeader = said ?? looksLikeHeader(first.cells, below, isKnown);
  if (isHeader === null) return null;
  return { skipLines, names: isHeader ? first.cells : null };
}

/** A title of a report may have as many cells as its rows, most of them empty. */
const isFull = (row: TextRow, width: number): boolean =>
  row.kind === 'cells' && row.cells.length === width && row.cells.filter((cell) => cell !== null).length * 2 > width;

const isTyped = (texts: readonly string[]): boolean =>
  texts.length > 0 && (numberFinding(texts) !== null || dateFinding(texts) !== null);

function looksLikeHeader(
  cells: readonly (string | null)[],
  below: readonly (readonly (string | null)[])[],
  isKnown: (name: string) => boolean,
): boolean | null {
  const names = cells.flatMap((cell) => (cell === null ? [] : [cell.trim()]));
  const typedNames = names.filter((name) => isTyped([name])).length;
  if (names.some(isKnown) && typedNames * 2 < names.length) return true;
  let [data, header] = [0, 0];
  for (const [index, cell] of cells.entries()) {
    const values = below.flatMap((row) => (row[index] === null || row[index] === undefined ? [] : [row[index]!]));
    if (cell === null || values.length === 0 || !isTyped([...new Set(values)].slice(0, 200))) continue;
    if (isTyped([cell.trim()])) data += 1;
    else header += 1;
  }
  if (data > header) return false;
  if (header > data) return true;
  // A column whose values repeat, but never what stands in its first row.
  const repeats = cells.some((cell, index) => {
    const values = below.map((row) => row[index]);
    return cell !== null && values.length > 20 && new Set(values).size * 4 < values.length && values.includes(cell);
  });
  return repeats ? false : null;
}
