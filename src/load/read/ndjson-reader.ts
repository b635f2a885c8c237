// Opens a file of one JSON object a line. Its columns are the union of its rows' keys, found by reading it once before,
// so a misspelt key is refused like a misspelt column. Numbers keep every digit the file has.
import { UserError } from '../../errors';
import { invalidMarker, type RowProblem, rowProblem, rowProblems } from '../format/row-problem';
import type { InputFile } from './byte-source';
import { lineSplitter } from './line-splitter';
import { inBatches, type RowFile, type TextBatch, type TextRow } from './text-row';
import { readText } from './text-source';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export async function openNdjson(file: InputFile, encoding: string): Promise<RowFile> {
  const seen = new Map<string, number>();
  let empty = true;
  for await (const chunk of lines(file, encoding)) {
    for (const { text, line, tooLong } of chunk.lines) {
      if (text.trim() !== '') empty = false;
      const parsed = tooLong ? null : parseObject(text);
      if (parsed === null || parsed.kind === 'problem') continue;
      for (const key in parsed.object) if (!seen.has(key)) seen.set(key, line);
    }
  }
  if (empty) throw new UserError('EMPTY_FILE', { file: file.name });
  const columns = [...seen.keys()];
  async function* chunks(): AsyncGenerator<TextBatch> {
    for await (const chunk of lines(file, encoding)) {
      const rows: TextRow[] = [];
      for (const { text, line, tooLong } of chunk.lines) {
        if (text.trim() === '') continue;
        const cells = tooLong ? rowProblems.rowTooLong() : readCells(text, columns, encoding);
        if ('kind' in cells) rows.push({ kind: 'bad', line, raw: text, problem: cells });
        else rows.push({ kind: 'cells', line, raw: text, cells });
      }
      yield { rows, bytesRead: chunk.bytesRead };
    }
  }
  return { columns, columnLines: [...seen.values()], batches: () => inBatches(chunks()) };
}

async function* lines(file: InputFile, encoding: string) {
  const splitter = lineSplitter();
  for await (const chunk of readText(file, encoding)) {
    yield { lines: splitter.push(chunk.text, chunk.last), bytesRead: chunk.bytesRead };
  }
}

function readCells(text: string, columns: readonly string[], encoding: string): (string | null)[] | RowProblem {
  if (text.includes(invalidMarker)) return rowProblems.invalidEncoding(encoding);
  if (text.includes('\0')) return rowProblems.nulCharacter();
  const parsed = parseObject(text);
  if (parsed.kind === 'problem') return parsed;
  const escaped = text.includes('\\u');
  const cells: (string | null)[] = [];
  for (const column of columns) {
    const value = parsed.object[column];
    const cell = Object.hasOwn(parsed.object, column) ? cellText(value as Json, column) : null;
    if (cell !== null && typeof cell !== 'string') return cell;
    if (escaped && cell?.includes('\0')) return rowProblems.nulCharacter(column);
    if (escaped && cell !== null && /\p{Surrogate}/u.test(cell)) return rowProblems.loneSurrogate(column);
    cells.push(cell === '' ? null : cell);
  }
  return cells;
}

function parseObject(text: string): { kind: 'object'; object: Record<string, Json> } | RowProblem {
  let value: Json;
  try {
    value = JSON.parse(hasLongNumber.test(text) ? numbersAsText(text) : text);
  } catch {
    return rowProblem('INVALID_JSON', 'The line is not valid JSON.');
  }
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    return { kind: 'object', object: value as Record<string, Json> };
  }
  const found = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
  return rowProblem('INVALID_JSON_SHAPE', `The line holds ${found} where one JSON object is needed.`);
}

function cellText(value: Json, column: string): string | null | RowProblem {
  if (typeof value === 'string' || value === null) return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (column !== 'tags' || !Array.isArray(value)) {
    const found = Array.isArray(value) ? 'an array' : 'an object';
    return rowProblem('INVALID_JSON_SHAPE', `The value holds ${found} where one text or number is needed.`, column);
  }
  if (value.every((tag) => typeof tag === 'string')) return value.join(';');
  return rowProblem('INVALID_JSON_SHAPE', 'An array of tags holds something that is not text.', column);
}

// A JavaScript number holds about 15 digits; longer ones, and exponents, are read as the text they are.
const hasLongNumber = /\d[\d.]{15}|\d[eE]/;

function numbersAsText(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}
