// The cells of a sheet as text, row by row while its XML is read. A cell that stands for a problem (a formula nobody worked out, an
// error) is that; what it means for its row is the reader's to say.
import { type RowProblem, rowProblem } from '../../format/row-problem';
import { dateText, numberText, plainText } from './cell-text';
import type { TextStore } from './text-store';
import type { Workbook } from './workbook';
import { type Attributes, readXml, type XmlEvents } from './xml';

export type ProblemCell = { readonly text: string; readonly problem: RowProblem };
export type SheetCell = string | null | ProblemCell;
/** `line`: the number of the row in its sheet. Cells by their column; none at all, and those past the last one, are empty. */
export type SheetRow = { readonly line: number; readonly cells: SheetCell[] };

/** A range of merged cells, by the numbers of its rows and the places of its columns. */
export type MergedRange = {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
};

const mostColumns = 16_384;

/** The rows that hold something, in batches as they come. */
export async function* sheetRows(workbook: Workbook, part: string) {
  const reader = rowReader(await workbook.sharedTexts(), await workbook.dateStyles(), workbook.dateSystem);
  for await (const bytesRead of readXml(workbook.file, workbook.part(part), reader.events)) {
    yield { rows: reader.take(), bytesRead };
  }
}

/** The merged ranges of a sheet, which stand behind its rows. */
export async function mergedRanges(workbook: Workbook, part: string): Promise<readonly MergedRange[]> {
  const ranges: MergedRange[] = [];
  const reading = readXml(workbook.file, workbook.part(part), {
    open(name, { ref = '' }) {
      if (name !== 'mergeCell') return;
      const [from = '', to = from] = ref.split(':');
      const [firstColumn, lastColumn] = [columnOf(from), columnOf(to)];
      if (firstColumn < 0 || lastColumn >= mostColumns) throw new Error(`it merges ${ref}, which is no range of cells`);
      ranges.push({ firstRow: rowOf(from), lastRow: rowOf(to), firstColumn, lastColumn });
    },
  });
  while (!(await reading.next()).done);
  return ranges;
}

const rowOf = (ref: string): number => Number(/\d+$/.exec(ref)?.[0] ?? 0);

/** The place of the column of a cell: 0 for A1, 26 for AA1. */
function columnOf(ref: string): number {
  let column = 0;
  for (let index = 0; index < ref.length; index++) {
    const letter = ref.charCodeAt(index) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

function cellName(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}

type OpenCell = { type: string; style: number; formula: string | null; value: string | null };

function rowReader(texts: TextStore, dates: readonly boolean[], system: 1900 | 1904) {
  let rows: SheetRow[] = [];
  let line = 0;
  let column = -1;
  let cells: SheetCell[] = [];
  let cell: OpenCell = { type: 'n', style: 0, formula: null, value: null };
  let reading: 'value' | 'formula' | 'text' | null = null;
  let phonetic = false;

  const openCell = ({ r, t = 'n', s }: Attributes) => {
    column = r === undefined ? column + 1 : columnOf(r);
    cell = { type: t, style: s === undefined ? 0 : Number(s), formula: null, value: null };
  };
  const closeCell = () => {
    if (cell.value === null && cell.formula === null) return;
    if (column < 0 || column >= mostColumns) throw new Error(`row ${line} has a cell outside the columns of a sheet`);
    const made = cellOf(cell, cellName(column, line), { texts, dates, system });
    if (made === null) return;
    while (cells.length < column) cells.push(null);
    cells[column] = made;
  };

  const events: XmlEvents = {
    open(name, attributes) {
      if (name === 'c') openCell(attributes);
      else if (name === 'v') {
        reading = 'value';
        cell.value = '';
      } else if (name === 'f') {
        reading = 'formula';
        cell.formula = '';
      } else if (name === 't') {
        if (!phonetic) reading = 'text';
        cell.value ??= '';
      } else if (name === 'row') {
        line = attributes.r === undefined ? line + 1 : Number(attributes.r);
        column = -1;
        cells = [];
      } else if (name === 'rPh') phonetic = true;
    },
    text(text) {
      if (reading === null) return;
      if (reading === 'formula') cell.formula += text;
      else cell.value += text;
    },
    close(name) {
      if (name === 'c') closeCell();
      else if (name === 'row') {
        if (cells.length > 0) rows.push({ line, cells });
      } else if (name === 'rPh') phonetic = false;
      else reading = null;
    },
  };
  return {
    events,
    take(): readonly SheetRow[] {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}

type Known = { readonly texts: TextStore; readonly dates: readonly boolean[]; readonly system: 1900 | 1904 };

function cellOf({ type, style, formula, value }: OpenCell, name: string, known: Known): SheetCell {
  if (value === null || (value === '' && type !== 'str' && formula !== null)) {
    const text = `=${formula ?? ''}`;
    const message = `The formula of cell ${name} was never worked out: open the workbook, save it, and load that.`;
    return { text, problem: rowProblem('FORMULA_WITHOUT_VALUE', message) };
  }
  if (value === '') return null;
  if (type === 's') return texts(known.texts, value, name);
  if (type === 'inlineStr' || type === 'str') return plainText(value);
  if (type === 'b') return value === '1' || value === 'true' ? 'true' : 'false';
  if (type === 'e') return failed(value, `Cell ${name} holds the error ${value}.`);
  if (type === 'd') return value;
  if (known.dates[style] !== true) return numberText(value);
  return dateText(value, known.system) ?? failed(value, `Cell ${name} is shown as a date, and its ${value} is none.`);
}

const failed = (text: string, message: string): ProblemCell => ({ text, problem: rowProblem('CELL_ERROR', message) });

function texts(store: TextStore, index: string, name: string): string | null {
  const text = store.at(Number(index));
  if (text === undefined) throw new Error(`cell ${name} names a shared text that is not there`);
  return text === '' ? null : text;
}
