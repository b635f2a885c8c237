// Rows that delete, as a load stages them: the key, which must be one that could be stored, and where the row stands.
import { type CellCheck, cellCheck } from '../format/cell-checks';
import { loadFormat } from '../format/load-format';
import { type RowProblem, rowProblem, rowProblems } from '../format/row-problem';
import { type DeletedRow, deletableTables, type LoadTable } from '../format/source-row';
import type { LoadSession } from '../session/session';

export const deletionTable = 'staged_deletion';
export const deletionColumns = ['source_no', 'line', 'target_table', 'key'] as const;

export async function createDeletionTable({ run }: LoadSession): Promise<void> {
  await run(
    `CREATE TEMP TABLE ${deletionTable} (source_no smallint, line bigint, target_table text, key text COLLATE "C") ON COMMIT DROP`,
  );
}

const keyColumn = (table: LoadTable) =>
  loadFormat[table].columns.find(({ name }) => name === loadFormat[table].key[0])!;

const checks = new Map<LoadTable, CellCheck>(
  deletableTables.map((table) => [table, cellCheck(keyColumn(table), null, Number.POSITIVE_INFINITY)]),
);

/** The line of a row for COPY, with its end, or what is wrong with its key. */
export function encodeDeletion({ table, line, key }: DeletedRow, source: number): string | RowProblem {
  const { name } = keyColumn(table);
  if (key?.includes('\0')) return rowProblems.nulCharacter(name);
  if (key === null) return rowProblem('REQUIRED', `${name} is empty; a row that deletes needs it.`, name);
  const text = checks.get(table)!(key);
  return typeof text === 'string' ? `${source}\t${line.toFixed()}\t${table}\t${text}\n` : text;
}
