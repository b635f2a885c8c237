// Opens a CSV file: reads its header (or takes the names a mapping gives), then gives its rows in batches.
import { UserError } from '../../errors';
import type { InputFile } from './byte-source';
import { type CsvDialect, csvSplitter } from './csv-splitter';
import { headerNames } from './header-names';
import { inBatches, type RowFile, type TextBatch, type TextRow } from './text-row';
import { readText } from './text-source';

export type CsvLayout = CsvDialect & {
  readonly skipLines: number;
  /** The columns by position, when the file has no header row. */
  readonly names: readonly string[] | null;
  /** Whether a mapping reads it, which addresses columns of one name by number. */
  readonly mapped: boolean;
};

export async function openCsv(file: InputFile, layout: CsvLayout): Promise<RowFile> {
  const first = await firstRow(file, layout);
  if (first === null && layout.names === null) throw new UserError('EMPTY_FILE', { file: file.name });
  const columns = layout.names ?? headerNames(file.name, headerCells(file, first!), layout.mapped);
  const skipRows = layout.names === null ? 1 : 0;
  const options = { ...layout, skipRows, width: columns.length };
  async function* chunks(): AsyncGenerator<TextBatch> {
    const splitter = csvSplitter(options);
    for await (const chunk of readText(file, layout.encoding)) {
      yield { rows: splitter.push(chunk.text, chunk.last), bytesRead: chunk.bytesRead };
    }
  }
  return { columns, columnLines: columns.map(() => first?.line ?? 1), batches: () => inBatches(chunks()) };
}

async function firstRow(file: InputFile, layout: CsvLayout): Promise<TextRow | null> {
  const splitter = csvSplitter({ ...layout, skipRows: 0, width: null });
  for await (const chunk of readText(file, layout.encoding)) {
    const row = splitter.push(chunk.text, chunk.last)[0];
    if (row !== undefined) return row;
  }
  return null;
}

function headerCells(file: InputFile, header: TextRow): readonly (string | null)[] {
  if (header.kind === 'cells') return header.cells;
  throw new UserError('INVALID_HEADER', { file: file.name, problem: header.problem.message.replace(/\.$/, '') });
}
