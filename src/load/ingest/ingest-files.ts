// Rows of a call as what a load reads: rows that have the same columns are one file of it, so that a column which a row
// lacks leaves stored values as they are. A required column that a row lacks is empty in it, and part of a key too.
//
//   { transactionId: 't1', cost: null }, { transactionId: 't2' }  ->  a file with cost (line 1), a file without (line 2)
import { loadFormat } from '../format/load-format';
import { longestRow, type RowProblem, rowProblems } from '../format/row-problem';
import type { OpenedFile, ReadRow } from '../format/source-row';
import type { IngestCall, IngestRow } from './ingest-call';

type RowsCall = Extract<IngestCall, { kind: 'rows' }>;

/** The text of a row for quarantine. */
export const rawText = (row: IngestRow): string => JSON.stringify(row);

/** The line of a row in its file, from 1 on; all files of a call count its rows together. */
export const lineOf = (index: number): number => index + 1;

const none: ReadonlySet<number> = new Set();

/**
 * One file for each set of columns, all under the name of the call. Of `fresh` rows nothing is stored that an absent column
 * could leave as it is: they count as having every column, which keeps files few where rows leave out what they lack.
 */
export function ingestFiles(
  { name: file, table, rows }: RowsCall,
  fresh: ReadonlySet<number> = none,
): readonly OpenedFile[] {
  const { columns, key } = loadFormat[table];
  const byColumns = new Map<string, { readonly columns: readonly string[]; readonly rows: ReadRow[] }>();
  for (const [index, row] of rows.entries()) {
    const given = columns
      .filter(({ name, required }) => required || fresh.has(index) || key.includes(name) || row[name] !== undefined)
      .map(({ name }) => name);
    const set = given.join();
    const group = byColumns.get(set) ?? { columns: given, rows: [] };
    byColumns.set(set, group);
    const place = { table, file, line: lineOf(index) };
    const cells = readCells(row, given);
    group.rows.push(
      'kind' in cells
        ? { ...place, ...cells, kind: 'rejected', raw: rawText(row) }
        : {
            ...place,
            kind: 'row',
            cells,
            // Of good rows nobody asks.
            get raw() {
              return rawText(row);
            },
          },
    );
  }
  return [...byColumns.values()].map((group) => ({
    file,
    sources: [{ table, file, columns: group.columns }],
    batches: inOneBatch(group.rows),
    bytesTotal: 0,
  }));
}

async function* inOneBatch(rows: readonly ReadRow[]) {
  yield { rows, bytesRead: 0 };
}

/** The cells of a row in the order of the columns. */
function readCells(row: IngestRow, columns: readonly string[]): readonly (string | null)[] | RowProblem {
  const cells: (string | null)[] = [];
  let characters = 0;
  for (const column of columns) {
    const value = row[column] ?? null;
    const cell = typeof value === 'string' || value === null ? value : value.join(';');
    if (cell === null || cell === '') {
      cells.push(null);
      continue;
    }
    if (cell.includes('\0')) return rowProblems.nulCharacter(column);
    if (/\p{Surrogate}/u.test(cell)) return rowProblems.loneSurrogate(column);
    characters += cell.length;
    if (characters > longestRow) return rowProblems.rowTooLong();
    cells.push(cell);
  }
  return cells;
}
