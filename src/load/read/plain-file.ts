// A file that is in the load format already: its name says the table, its header is checked before a row is read.
import { UserError } from '../../errors';
import { columnNames, loadFormat } from '../format/load-format';
import { storableRaw } from '../format/row-problem';
import type { LoadTable, OpenedFile, ReadRow } from '../format/source-row';
import type { InputFile } from './byte-source';
import { openCsv } from './csv-reader';
import { plainCsv } from './csv-splitter';
import { delimiterOf, inMapping } from './delimiter';
import { isNdjson } from './file-kind';
import { openNdjson } from './ndjson-reader';
import type { RowFile, TextRow } from './text-row';

export async function openPlainFile(file: InputFile, table: LoadTable): Promise<OpenedFile> {
  const rowFile = isNdjson(file.name)
    ? await openNdjson(file, 'utf8')
    : await openCsv(file, { ...plainCsv, skipLines: 0, names: null });
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

function checkColumns(file: InputFile, table: LoadTable, { columns, columnLines }: RowFile): void {
  const allowed = columnNames(table);
  for (const [index, column] of columns.entries()) {
    if (allowed.includes(column)) continue;
    const delimiter = delimiterOf(columns.join());
    if (delimiter !== undefined) {
      const setting = inMapping(delimiter);
      throw new UserError('WRONG_DELIMITER', { file: file.name, found: delimiter.plural, setting });
    }
    if (column.startsWith('x_')) throw new UserError('RESERVED_COLUMN', { file: file.name, column });
    throw new UserError('UNKNOWN_COLUMN', { file: file.name, column, line: columnLines[index]!, allowed });
  }
  // An NDJSON file without a single readable row names no columns: its rows are refused one by one.
  if (columns.length === 0) return;
  for (const { name, required } of loadFormat[table].columns) {
    if (required && !columns.includes(name)) {
      throw new UserError('MISSING_COLUMN', { file: file.name, column: name, found: columns });
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
