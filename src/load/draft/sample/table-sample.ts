// Looks at workbooks and Parquet: the sheet with rows, its header and what stands around the data, and a sample of the rows.
import { UserError } from '../../../errors';
import type { FileFormat } from '../../mapping/schema';
import type { InputFile } from '../../read/byte-source';
import { withLocalCopy } from '../../read/local-copy';
import { openRowFile } from '../../read/open-row-file';
import type { CellRow, RowFile } from '../../read/text-row';
import { readWorkbook } from '../../read/workbook/workbook';
import { type FileSample, rowSampler } from './file-sample';
import { guessFooter, lastRowsHeld } from './footer-guess';
import { guessHeader, type HeaderSaid } from './header-guess';
import { namedColumns } from './header-names';
import { headerUnknown, refusedFormat } from './refusals';

const mostRows = 200_000;
const mostColumns = 500;
const headRows = 300;

const open = (file: InputFile, format: FileFormat): Promise<RowFile> =>
  openRowFile(file, format, { columns: [], alsoReads: () => false, refuse: refusedFormat });

export async function parquetSample(file: InputFile): Promise<FileSample> {
  const rowFile = await open(file, {});
  const sampler = rowSampler();
  let toTheEnd = true;
  for await (const row of rowsOf(rowFile)) {
    if (sampler.passed >= mostRows) {
      toTheEnd = false;
      break;
    }
    sampler.take(row.cells);
  }
  if (sampler.passed === 0) throw new UserError('EMPTY_FILE', { file: file.name });
  const { rows, passed } = sampler;
  return { file: file.name, format: {}, columns: rowFile.columns, rows, passed, toTheEnd, notes: [] };
}

export async function sheetSample(
  file: InputFile,
  said: HeaderSaid,
  isKnown: (name: string) => boolean,
): Promise<FileSample> {
  const sheets = await sheetsOf(file);
  const names = Array.from({ length: mostColumns }, (_, index) => String(index + 1));
  const held: { readonly sheet: string; readonly rowFile: RowFile; readonly head: readonly CellRow[] }[] = [];
  for (const sheet of sheets) {
    const rowFile = await open(file, { sheet, names });
    const head = await firstOf(rowFile, headRows);
    if (head.length > 0) held.push({ sheet, rowFile, head });
  }
  const [chosen, ...others] = held;
  if (chosen === undefined) throw new UserError('EMPTY_FILE', { file: file.name });
  const width = Math.max(...chosen.head.map(({ cells }) => cells.findLastIndex((cell) => cell !== null) + 1));
  const cut = (row: CellRow): CellRow => ({ ...row, cells: row.cells.slice(0, width) });
  const header = guessHeader(chosen.head.map(cut), width, said, isKnown);
  if (header === null) throw headerUnknown(file);
  const named = namedColumns(header.names, width);
  const sampler = rowSampler();
  const last: CellRow[] = [];
  let [waiting, toTheEnd] = [header.names === null ? 0 : 1, true];
  for await (const row of rowsOf(chosen.rowFile)) {
    if (row.line <= header.skipLines || row.cells.every((cell) => cell === null)) continue;
    if (waiting > 0) waiting -= 1;
    else last.push(cut(row));
    if (last.length > lastRowsHeld) sampler.take(last.shift()!.cells);
    if (sampler.passed >= mostRows) {
      toTheEnd = false;
      break;
    }
  }
  const footer = toTheEnd ? guessFooter(last, width) : { format: {}, notes: [] };
  const { endsBefore } = footer.format;
  for (const { cells } of last) {
    if (endsBefore !== undefined && (cells[0] ?? '').startsWith(endsBefore)) break;
    sampler.take(cells);
  }
  return {
    file: file.name,
    format: {
      ...(sheets.length > 1 ? { sheet: chosen.sheet } : {}),
      ...(header.skipLines === 0 ? {} : { skipLines: header.skipLines }),
      ...(header.names === null ? { names: named.columns } : {}),
      ...footer.format,
    },
    columns: named.columns,
    rows: sampler.rows,
    passed: sampler.passed,
    toTheEnd,
    notes: [
      ...(others.length === 0
        ? []
        : [
            `Guess: the sheet "${chosen.sheet}" is meant, the first with rows; ${others.map(({ sheet }) => `"${sheet}"`).join(', ')} would need a rule of its own.`,
          ]),
      ...(header.skipLines === 0 ? [] : [`Guess: the first ${header.skipLines} rows of the sheet are no data.`]),
      ...named.notes,
      ...footer.notes,
    ],
  };
}

/** The names of the sheets that are not hidden. */
async function sheetsOf(file: InputFile): Promise<readonly string[]> {
  const names: string[] = [];
  async function* visible(path: string) {
    const { sheets } = await readWorkbook(file.name, path);
    for (const { name, hidden } of sheets) if (!hidden) yield name;
  }
  for await (const name of withLocalCopy(file, visible)) names.push(name);
  return names;
}

async function* rowsOf(rowFile: RowFile): AsyncGenerator<CellRow> {
  for await (const { rows } of rowFile.batches()) for (const row of rows) if (row.kind === 'cells') yield row;
}

async function firstOf(rowFile: RowFile, count: number): Promise<readonly CellRow[]> {
  const rows: CellRow[] = [];
  for await (const row of rowsOf(rowFile)) {
    if (row.cells.some((cell) => cell !== null)) rows.push(row);
    if (rows.length === count) break;
  }
  return rows;
}
