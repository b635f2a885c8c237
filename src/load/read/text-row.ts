// What all readers have in common: rows as cells in the order of the columns, in batches of bounded size.
import type { RowProblem } from '../format/row-problem';

/** A row that could be read. `cells` has one entry for each column of the file; an empty cell is null. */
export type CellRow = {
  readonly kind: 'cells';
  readonly line: number;
  readonly raw: string;
  readonly cells: readonly (string | null)[];
};

/** A row that could not be read. */
export type BadRow = {
  readonly kind: 'bad';
  readonly line: number;
  readonly raw: string;
  readonly problem: RowProblem;
};

export type TextRow = CellRow | BadRow;
export type TextBatch = { readonly rows: readonly TextRow[]; readonly bytesRead: number };

/** A file whose columns are known. Every call of `batches` reads it anew, from the first row. */
export type RowFile = {
  readonly columns: readonly string[];
  /** The line on which each column was first named, for error messages. */
  readonly columnLines: readonly number[];
  /** Keys that rows have beside the columns, of a file whose rows are refused for them one by one. */
  readonly otherKeys?: readonly string[];
  batches(): AsyncIterable<TextBatch>;
};

/** Few enough that a batch is gone before the garbage collector has to carry it along: at 5,000 it took half the time. */
const rowsPerBatch = 250;
const charactersPerBatch = 4_000_000;

/** Gathers the rows of chunks into batches: at most 250 rows, and far fewer when the rows are very long. */
export async function* inBatches(chunks: AsyncIterable<TextBatch>): AsyncGenerator<TextBatch> {
  let rows: TextRow[] = [];
  let characters = 0;
  let bytesRead = 0;
  for await (const chunk of chunks) {
    bytesRead = chunk.bytesRead;
    for (const row of chunk.rows) {
      rows.push(row);
      characters += row.raw.length;
      if (rows.length < rowsPerBatch && characters < charactersPerBatch) continue;
      yield { rows, bytesRead };
      rows = [];
      characters = 0;
    }
  }
  if (rows.length > 0) yield { rows, bytesRead };
}

/** Whether the values of a column are read, and have to be sound. */
export type IsWanted = (column: string) => boolean;
