// Opens a sheet of an XLSX workbook: its first row that holds something is the header, the others are rows by their number in
// the sheet. The first visible sheet is read unless a mapping names another one.
import { csvLine } from '../../../csv-text';
import { UserError } from '../../../errors';
import { rowProblem, rowProblems } from '../../format/row-problem';
import type { InputFile } from '../byte-source';
import { headerNames } from '../header-names';
import { withLocalCopy } from '../local-copy';
import { type IsWanted, inBatches, type RowFile, type TextRow } from '../text-row';
import { mergedFiller } from './merged-cells';
import { type MergedRange, mergedRanges, type SheetCell, type SheetRow, sheetRows } from './sheet-rows';
import { readWorkbook, type Sheet, type Workbook } from './workbook';

export type SheetLayout = {
  /** The name of the sheet, or its number from 1. */
  readonly sheet: string | number | null;
  readonly fillMerged: boolean;
  /** Rows at the top of the sheet that are no data. */
  readonly skipLines: number;
  /** The columns by position, where no row is the header. */
  readonly names: readonly string[] | null;
  readonly mapped: boolean;
  /** The columns whose cells must be sound; null: every one. */
  readonly wanted: IsWanted | null;
  /** How a format that does not go with the workbook is refused. */
  refuse(problem: string): UserError;
};

type SheetRows = { readonly rows: readonly SheetRow[]; readonly bytesRead: number };

export async function openWorkbook(file: InputFile, layout: SheetLayout): Promise<RowFile> {
  let ranges: readonly MergedRange[] | undefined;
  async function* rowsAt(path: string): AsyncGenerator<SheetRows> {
    const workbook = await readWorkbook(file.name, path);
    const { part } = chosenSheet(workbook, layout);
    if (layout.fillMerged) ranges ??= await mergedRanges(workbook, part);
    const fill = mergedFiller(ranges ?? []);
    for await (const { rows, bytesRead } of sheetRows(workbook, part)) {
      for (const row of rows) fill(row);
      yield { rows: rows.filter(({ line }) => line > layout.skipLines), bytesRead };
    }
  }
  const read = () => withLocalCopy(file, rowsAt);
  const first = await firstRow(read());
  if (first === null && layout.names === null) throw new UserError('EMPTY_FILE', { file: file.name });
  const columns = layout.names ?? headerNames(file.name, withoutEmptyEnd(headerCells(file, first!)), layout.mapped);
  const headerLine = layout.names === null ? first!.line : 0;
  async function* chunks() {
    const toRow = rowMaker(columns, layout);
    for await (const { rows, bytesRead } of read()) {
      yield { rows: rows.filter(({ line }) => line > headerLine).map(toRow), bytesRead };
    }
  }
  return { columns, columnLines: columns.map(() => headerLine), batches: () => inBatches(chunks()) };
}

/** The sheets that hold rows beside the one that is read without a mapping; none where the workbook cannot be read. */
export async function otherSheets(file: InputFile): Promise<readonly string[]> {
  const names: string[] = [];
  async function* others(path: string) {
    const workbook = await readWorkbook(file.name, path);
    const read = firstSheet(workbook);
    for (const sheet of workbook.sheets) {
      if (sheet !== read && (await firstRow(sheetRows(workbook, sheet.part))) !== null) yield sheet.name;
    }
  }
  try {
    for await (const name of withLocalCopy(file, others)) names.push(name);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  return names;
}

async function firstRow(chunks: AsyncIterable<SheetRows>): Promise<SheetRow | null> {
  for await (const { rows } of chunks) if (rows.length > 0) return rows[0]!;
  return null;
}

const firstSheet = ({ sheets }: Pick<Workbook, 'sheets'>): Sheet => sheets.find(({ hidden }) => !hidden) ?? sheets[0]!;

function chosenSheet({ sheets }: Workbook, { sheet, refuse }: SheetLayout): Sheet {
  if (sheet === null) return firstSheet({ sheets });
  const found = typeof sheet === 'number' ? sheets[sheet - 1] : sheets.find(({ name }) => name === sheet);
  if (found !== undefined) return found;
  const names = sheets.map(({ name }) => `"${name}"`).join(', ');
  throw refuse(
    `.sheet: there is no sheet ${typeof sheet === 'number' ? `number ${sheet}` : `"${sheet}"`} (there is ${names})`,
  );
}

const textOf = (cell: SheetCell | undefined): string | null =>
  cell === undefined || cell === null ? null : typeof cell === 'string' ? cell : cell.text;

function headerCells(file: InputFile, { cells }: SheetRow): (string | null)[] {
  return cells.map((cell) => {
    if (cell === null || typeof cell === 'string') return cell;
    throw new UserError('INVALID_HEADER', { file: file.name, problem: cell.problem.message.replace(/\.$/, '') });
  });
}

const withoutEmptyEnd = (cells: readonly (string | null)[]): readonly (string | null)[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== null && cell.trim() !== '') + 1);

function rowMaker(columns: readonly string[], { mapped, wanted }: SheetLayout): (row: SheetRow) => TextRow {
  const width = columns.length;
  return ({ line, cells: given }) => {
    const texts = given.map(textOf);
    const raw = csvLine(texts).slice(0, -2);
    // What stands beside the columns has no name: a mapping cannot address it.
    if (given.length > width && !mapped) {
      return { kind: 'bad', line, raw, problem: rowProblems.longRow(given.length, width) };
    }
    const cells: (string | null)[] = [];
    for (const [index, column] of columns.entries()) {
      const cell = given[index] ?? null;
      const text = texts[index] ?? null;
      if (wanted === null || wanted(column)) {
        const problem =
          cell !== null && typeof cell !== 'string'
            ? rowProblem(cell.problem.code, cell.problem.message, column)
            : text?.includes('\0')
              ? rowProblems.nulCharacter(column)
              : null;
        if (problem !== null) return { kind: 'bad', line, raw, problem };
      }
      cells.push(text);
    }
    return { kind: 'cells', line, raw, cells };
  };
}
