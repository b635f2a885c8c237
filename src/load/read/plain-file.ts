// A file that is in the load format already: its name says the table, its header is checked before a row is read.
import { UserError } from '../../errors';
import { columnNames, loadFormat } from '../format/load-format';
import { storableRaw } from '../format/row-problem';
import type { LoadTable, OpenedFile, ReadRow } from '../format/source-row';
import type { InputFile } from './byte-source';
import { delimiterOf, inMapping } from './delimiter';
import { readerOf } from './file-kind';
import { openTableFile } from './open-row-file';
import type { RowFile, TextRow } from './text-row';

export async function openPlainFile(file: InputFile, table: LoadTable): Promise<OpenedFile> {
  const rowFile = await openTableFile(file, columnNames(table));
  checkColumns(file, table, rowFile);
  async function* batches() {
    const convert = rowConverter(file, table);
    for await (const batch of rowFile.batches()) yield { rows: batch.rows.map(convert), bytesRead: batch.bytesRead };
  }
  return {
    file: file.name,
    sources: [{ table, file: file.name, columns: rowFile.columns }],
    batches: { [Symbol.asyncIterator]: batches },
    bytesTotal: file.bytes,
  };
}

function checkColumns(file: InputFile, table: LoadTable, { columns, columnLines, otherKeys = [] }: RowFile): void {
  const allowed = columnNames(table);
  for (const [index, column] of columns.entries()) {
    if (allowed.includes(column)) continue;
    const delimiter = readerOf(file.name) === 'csv' ? delimiterOf(columns.join()) : undefined;
    if (delimiter !== undefined) {
      const setting = inMapping(delimiter);
      throw new UserError('WRONG_DELIMITER', { file: file.name, found: delimiter.plural, setting });
    }
    if (column.startsWith('x_')) throw new UserError('RESERVED_COLUMN', { file: file.name, column });
    throw new UserError('UNKNOWN_COLUMN', { file: file.name, column, line: columnLines[index]!, allowed });
  }
  // A file of JSON without a single row that could be read names no columns: its rows are refused one by one.
  if (columns.length === 0) return;
  for (const { name, required } of loadFormat[table].columns) {
    if (required && !columns.includes(name)) {
      throw new UserError('MISSING_COLUMN', { file: file.name, column: name, found: [...columns, ...otherKeys] });
    }
  }
}

function rowConverter(file: InputFile, table: LoadTable): (row: TextRow) => ReadRow {
  return (row) => {
    const { line } = row;
    if (row.kind === 'bad') {
      const { column, code, message } = row.problem;
      return { kind: 'rejected', table, file: file.name, line, column, code, message, raw: storableRaw(row.raw) };
    }
    return { kind: 'row', table, file: file.name, line, cells: row.cells, raw: row.raw };
  };
}
