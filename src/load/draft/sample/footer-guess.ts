// Guesses which rows at the end of a text file are no data: those with fewer cells after the last whole one, or a row of totals.
import type { FileFormat } from '../../mapping/schema';
import type { TextRow } from '../../read/text-row';

export type FooterGuess = {
  readonly format: Pick<FileFormat, 'skipLastRows' | 'endsBefore'>;
  readonly notes: readonly string[];
};

const totals = /^(?:grand total|total|totals|sum|subtotal|合计|总计|小计|汇总)(?![\p{L}])/iu;

/** How many rows at the end are held to be looked at. */
export const lastRowsHeld = 40;

/** `last`: the last rows of the file, `width` how many cells the others have. */
export function guessFooter(last: readonly TextRow[], width: number): FooterGuess {
  const total = last.findIndex((row) => firstCell(row).trim().match(totals) !== null);
  if (total !== -1) {
    const endsBefore = firstCell(last[total]!);
    return {
      format: { endsBefore },
      notes: [`Guess: the data end before the row that begins with ${JSON.stringify(endsBefore)}.`],
    };
  }
  let count = 0;
  while (count < last.length && isShort(last[last.length - 1 - count]!, width)) count += 1;
  if (count === 0 || count === last.length) return { format: {}, notes: [] };
  const which = count === 1 ? 'the last row is' : `the last ${count} rows are`;
  return {
    format: { skipLastRows: count },
    notes: [
      `Guess: ${which} no data, because of fewer cells; ${count === 1 ? 'it begins' : 'they begin'} with ${JSON.stringify(firstCell(last[last.length - count]!))}.`,
    ],
  };
}

const isShort = (row: TextRow, width: number): boolean => row.kind === 'cells' && row.cells.length < width;

const firstCell = (row: TextRow): string =>
  row.kind === 'cells' ? (row.cells[0] ?? '') : (/^"?([^",;\t|]*)/.exec(row.raw)?.[1] ?? '');
