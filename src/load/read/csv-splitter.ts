// Cuts CSV text that arrives in chunks into rows. A bad row never takes its neighbours along: when a quote is not closed,
// or what follows cannot be, only the line in which it opens is refused, and reading goes on with the next line.

import { invalidMarker, longestRow, type RowProblem, rowProblems } from '../format/row-problem';
import { readRecord } from './csv-record';
import { type LineWindow, lineWindow } from './line-splitter';
import type { TextRow } from './text-row';

export type CsvDialect = {
  /** The text between cells, or any run of blanks (which also may lead and trail). */
  readonly delimiter: string | { readonly kind: 'whitespace' };
  readonly quote: string | null;
  readonly encoding: string;
};

export type CsvRows = CsvDialect & {
  /** Physical lines at the top that are no rows. */
  readonly skipLines: number;
  /** Rows after them that are read but not given (the header). */
  readonly skipRows: number;
  /** How many cells a row must have; null gives rows of any width. */
  readonly width: number | null;
};

export const plainCsv: CsvDialect = { delimiter: ',', quote: '"', encoding: 'utf8' };

export type CsvSplitter = { push(chunk: string, last: boolean): TextRow[] };

export function csvSplitter(options: CsvRows): CsvSplitter {
  const { delimiter, quote, encoding, width } = options;
  const split =
    typeof delimiter === 'string' ? (raw: string) => raw.split(delimiter) : (raw: string) => raw.trim().split(/\s+/);
  let { skipLines, skipRows } = options;
  let rest = '';
  let line = 1;
  let inLongRow = false;

  function push(chunk: string, last: boolean): TextRow[] {
    const text = rest + chunk;
    const window = lineWindow(text, last);
    const suspect = text.includes('\0') || text.includes(invalidMarker);
    const rows: TextRow[] = [];
    let position = 0;
    let nextQuote = -1;

    const refuse = (raw: string, problem: RowProblem) => {
      if (skipRows > 0) skipRows -= 1;
      else rows.push({ kind: 'bad', line, raw, problem });
    };
    const accept = (raw: string, cells: (string | null)[]) => {
      if (skipRows > 0) {
        skipRows -= 1;
        return;
      }
      const problem = (suspect ? suspectProblem(raw, encoding) : null) ?? widthProblem(cells.length, width);
      if (problem !== null) return refuse(raw, problem);
      for (let index = 0; index < cells.length; index++) if (cells[index] === '') cells[index] = null;
      rows.push({ kind: 'cells', line, raw, cells });
    };

    while (position < text.length) {
      const breakAt = window.breakAfter(position);
      if (breakAt === -1 && !last) break;
      const lineEnd = breakAt === -1 ? text.length : breakAt;
      let next = breakAt === -1 ? lineEnd : window.afterBreak(breakAt);
      let lines = 1;
      if (inLongRow) inLongRow = false;
      else if (skipLines > 0) skipLines -= 1;
      else if (lineEnd - position > longestRow) {
        refuse(text.slice(position, position + longestRow), rowProblems.rowTooLong());
      } else if (lineEnd > position) {
        if (quote !== null && nextQuote < position) {
          nextQuote = text.indexOf(quote, position);
          if (nextQuote === -1) nextQuote = text.length;
        }
        if (quote === null || typeof delimiter !== 'string' || nextQuote >= lineEnd) {
          const raw = text.slice(position, lineEnd);
          accept(raw, split(raw));
        } else {
          const record = readRecord(window, position, delimiter, quote);
          const firstLine = text.slice(position, lineEnd);
          const tooLong = (record.kind === 'record' ? record.end : text.length) - position > longestRow;
          if (record.kind === 'open' && !record.beyondLimit && !last && !tooLong) break;
          if (record.kind === 'open' && (last || record.beyondLimit)) refuse(firstLine, rowProblems.unclosedQuote());
          else if (record.kind === 'open' || (record.kind === 'record' && tooLong)) {
            refuse(firstLine, rowProblems.rowTooLong());
          } else if (record.kind === 'stray') {
            refuse(firstLine, record.breaks > 0 ? rowProblems.unclosedQuote() : rowProblems.strayQuote());
          } else if (swallowedRows(record, next, window)) refuse(firstLine, rowProblems.unclosedQuote());
          else {
            accept(text.slice(position, record.end), record.cells);
            lines += record.breaks;
            next = record.end === text.length ? record.end : window.afterBreak(record.end);
          }
        }
      }
      line += lines;
      position = next;
    }
    rest = remainder(text.slice(position), refuse);
    return rows;
  }

  /** A record of several lines and the wrong width, one of whose lines is a whole row by itself: its quote was not closed. */
  function swallowedRows(record: { cells: string[]; breaks: number; end: number }, second: number, window: LineWindow) {
    if (record.breaks === 0 || width === null || record.cells.length === width) return false;
    for (let start = second; start < record.end; ) {
      const alone = readRecord(window, start, delimiter as string, quote as string);
      if (alone.kind === 'record' && alone.breaks === 0 && !alone.bareQuotes && alone.cells.length === width)
        return true;
      const breakAt = window.breakAfter(start);
      if (breakAt === -1) return false;
      start = window.afterBreak(breakAt);
    }
    return false;
  }

  /** What stays for the next chunk: nothing more of a line that is too long already. */
  function remainder(text: string, refuse: (raw: string, problem: RowProblem) => void): string {
    if (!inLongRow && text.length > longestRow + 1) {
      refuse(text.slice(0, longestRow), rowProblems.rowTooLong());
      inLongRow = true;
    }
    if (!inLongRow) return text;
    return text.endsWith('\r') ? '\r' : '';
  }

  return { push };
}

function suspectProblem(raw: string, encoding: string): RowProblem | null {
  if (raw.includes(invalidMarker)) return rowProblems.invalidEncoding(encoding);
  return raw.includes('\0') ? rowProblems.nulCharacter() : null;
}

function widthProblem(cells: number, width: number | null): RowProblem | null {
  if (width === null || cells === width) return null;
  return cells < width ? rowProblems.shortRow(cells, width) : rowProblems.longRow(cells, width);
}
