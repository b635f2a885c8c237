// Rows at the end of a file that are no data: so many, all from the one that begins with a text, or those that are too short.
import type { RowFile, TextBatch, TextRow } from '../read/text-row';
import type { FileFormat } from './schema';

/** The file without its footer. A row that ends the data is found whatever its shape: footers often have fewer cells. */
export function beforeFooter(rowFile: RowFile, format: FileFormat): RowFile {
  const whole = format.skipLastShortRows === true ? beforeShortRows(rowFile) : rowFile;
  return beforeLastRows(whole, format);
}

/** A short row is one of the end until another comes after it that is not. */
function beforeShortRows(rowFile: RowFile): RowFile {
  async function* batches(): AsyncGenerator<TextBatch> {
    let held: TextRow[] = [];
    for await (const { rows, bytesRead } of rowFile.batches()) {
      const after = rows.findLastIndex((row) => !isShort(row)) + 1;
      if (after === 0) {
        held.push(...rows);
        continue;
      }
      yield { rows: [...held, ...rows.slice(0, after)], bytesRead };
      held = rows.slice(after);
    }
  }
  return { ...rowFile, batches };
}

const isShort = (row: TextRow): boolean => row.kind === 'bad' && row.problem.code === 'SHORT_ROW';

function beforeLastRows(rowFile: RowFile, { skipLastRows = 0, endsBefore }: FileFormat): RowFile {
  if (skipLastRows === 0 && endsBefore === undefined) return rowFile;
  async function* batches(): AsyncGenerator<TextBatch> {
    let held: TextRow[] = [];
    for await (const { rows, bytesRead } of rowFile.batches()) {
      const end = endsBefore === undefined ? -1 : rows.findIndex((row) => beginsWith(row, endsBefore));
      held.push(...(end === -1 ? rows : rows.slice(0, end)));
      const given = held.splice(0, Math.max(0, held.length - skipLastRows));
      if (given.length > 0) yield { rows: given, bytesRead };
      if (end !== -1) return;
    }
    held = [];
  }
  return { ...rowFile, batches };
}

function beginsWith(row: TextRow, text: string): boolean {
  const first = row.kind === 'cells' ? (row.cells[0] ?? '') : row.raw.replace(/^"/, '');
  return first.startsWith(text);
}
