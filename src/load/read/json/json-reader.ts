// Opens a file of JSON records. Its columns are found by reading it once before, so that one that no record has is noticed. With
// a mapping they are the keys of the records and the paths that the mapping names; without one, those of the table, and a record
// with any other key is refused alone.
import { didYouMean } from '../../../did-you-mean';
import { UserError } from '../../../errors';
import { invalidMarker, type RowProblem, rowProblem, rowProblems } from '../../format/row-problem';
import type { InputFile } from '../byte-source';
import { type IsWanted, inBatches, type RowFile, type TextRow } from '../text-row';
import type { RecordText } from './document-splitter';
import { absent, type JsonPath, parsePath, Unfit, valueAt } from './json-path';
import { type JsonRecord, parseRecords, type RecordsPath, recordsIn } from './json-records';
import { documentTexts, lineTexts, type TextChunk } from './json-texts';
import { type Json, mappedCell, otherCell, parseObject, plainCell } from './json-value';

export type JsonLayout = {
  readonly kind: 'line' | 'document';
  readonly encoding: string;
  /** Where the records stand. */
  readonly records: string;
  /** The columns of a table, which are all there may be; or those a mapping reads. */
  readonly columns:
    | { readonly known: readonly string[] }
    | { readonly wanted: readonly string[]; readonly alsoReads: IsWanted };
  /** How a format that does not go with the file is refused. */
  refuse(problem: string): UserError;
};

type CellMaker = (record: JsonRecord) => string | null | RowProblem;

type Records = ReturnType<typeof recordsIn> | RowProblem;

/** More keys than any export has: a file of more has data for keys. */
const mostKeys = 10_000;

export async function openJson(file: InputFile, layout: JsonLayout): Promise<RowFile> {
  const { columns: given, encoding, kind } = layout;
  const { outer, inner } = parseRecords(layout.records, kind);
  const texts = () =>
    kind === 'line' ? lineTexts(file, encoding) : documentTexts(file, encoding, outer, layout.refuse);
  const recordsOf = ({ text, tooLong }: RecordText, found: (depth: number) => void): Records => {
    if (tooLong) return rowProblems.rowTooLong();
    if (text.includes(invalidMarker)) return rowProblems.invalidEncoding(encoding);
    if (text.includes('\0')) return rowProblems.nulCharacter();
    const parsed = parseObject(text, kind === 'line' ? 'line' : 'record');
    return parsed.kind === 'problem' ? parsed : recordsIn({ value: parsed.object, parent: null }, inner, found);
  };

  const { lines, missing } = await survey(file, texts(), recordsOf, inner, given);
  if (missing !== undefined) throw layout.refuse(`.records: no record of ${file.name} has "${missing}"`);
  const unknown = 'known' in given ? [...lines.keys()].filter((key) => !given.known.includes(key)) : [];
  const columns = [...lines.keys()].filter((key) => !unknown.includes(key));
  const makers = columns.map((column) => cellMaker(column, given));
  const cellsOf = (record: JsonRecord, text: string): (string | null)[] | RowProblem => {
    const refused = 'known' in given ? unknownKey(record, given.known) : null;
    const cells = refused ?? makeCells(record, makers);
    if ('kind' in cells || !text.includes('\\u')) return cells;
    return unsound(cells, columns) ?? cells;
  };
  const toRow = ({ line, text: raw }: RecordText, record: JsonRecord): TextRow => {
    const cells = cellsOf(record, raw);
    return 'kind' in cells ? { kind: 'bad', line, raw, problem: cells } : { kind: 'cells', line, raw, cells };
  };
  async function* chunks() {
    for await (const { records, bytesRead } of texts()) {
      const rows = records.flatMap((each): readonly TextRow[] => {
        const { line, text: raw } = each;
        const found = recordsOf(each, () => undefined);
        if ('kind' in found) return [{ kind: 'bad', line, raw, problem: found }];
        return found.map((record) =>
          'misfit' in record ? { kind: 'bad', line, raw, problem: record.misfit } : toRow(each, record),
        );
      });
      yield { rows, bytesRead };
    }
  }
  return {
    columns,
    columnLines: columns.map((column) => lines.get(column)!),
    otherKeys: unknown,
    batches: () => inBatches(chunks()),
  };
}

/** Where each key and each path that is wanted stands first, and the array inside records that none of them has. */
async function survey(
  file: InputFile,
  texts: AsyncIterable<TextChunk>,
  recordsOf: (text: RecordText, found: (depth: number) => void) => Records,
  inner: RecordsPath['inner'],
  given: JsonLayout['columns'],
): Promise<{ readonly lines: ReadonlyMap<string, number>; readonly missing: string | undefined }> {
  const lines = new Map<string, number>();
  const sought = new Set('wanted' in given ? [...new Set(given.wanted)].map(parsePath) : []);
  const arrays = new Set<number>();
  let readable = false;
  const note = (name: string, line: number) => {
    if (lines.has(name)) return;
    if (lines.size < mostKeys) lines.set(name, line);
    // Without a mapping an unknown key is the fault of its row, however many there are.
    else if ('wanted' in given) {
      throw new UserError('INVALID_HEADER', {
        file: file.name,
        problem: `its records have more than ${mostKeys} keys`,
      });
    } else if (given.known.includes(name)) lines.set(name, line);
  };
  for await (const chunk of texts) {
    for (const each of chunk.records) {
      const records = recordsOf(each, (depth) => arrays.add(depth));
      if ('kind' in records) continue;
      readable = true;
      for (const record of records) {
        if ('misfit' in record) continue;
        for (const key in record.value) note(key, each.line);
        for (const path of sought) {
          const value = valueAt(record, path);
          if (value === absent || value instanceof Unfit) continue;
          note(path.column, each.line);
          sought.delete(path);
        }
      }
    }
  }
  return { lines, missing: readable && arrays.size < inner.length ? inner[arrays.size]!.join('.') : undefined };
}

function unknownKey({ value }: JsonRecord, known: readonly string[]): RowProblem | null {
  for (const key in value) {
    if (known.includes(key)) continue;
    if (key.startsWith('x_'))
      return rowProblem('RESERVED_COLUMN', `The key "${key}" has a reserved name, as all that begin with x_.`);
    const nearest = didYouMean(key, known);
    const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
    return rowProblem('UNKNOWN_COLUMN', `The key "${key}" is not in the load format.${hint}`);
  }
  return null;
}

function makeCells(record: JsonRecord, makers: readonly CellMaker[]): (string | null)[] | RowProblem {
  const cells: (string | null)[] = [];
  for (const make of makers) {
    const cell = make(record);
    if (cell !== null && typeof cell !== 'string') return cell;
    cells.push(cell === '' ? null : cell);
  }
  return cells;
}

function cellMaker(column: string, given: JsonLayout['columns']): CellMaker {
  const own = ({ value }: JsonRecord): Json => (Object.hasOwn(value, column) ? value[column]! : null);
  if ('known' in given) return (record) => plainCell(own(record), column);
  if (!given.wanted.includes(column)) {
    return given.alsoReads(column) ? (record) => mappedCell(own(record), column) : (record) => otherCell(own(record));
  }
  const path = parsePath(column);
  return (record) => cellAt(record, path);
}

function cellAt(record: JsonRecord, path: JsonPath): string | null | RowProblem {
  const value = valueAt(record, path);
  if (value === absent) return null;
  return value instanceof Unfit ? value.problem : mappedCell(value, path.column);
}

/** What no table stores can stand in cells only as an escape. */
function unsound(cells: readonly (string | null)[], columns: readonly string[]): RowProblem | null {
  for (const [index, cell] of cells.entries()) {
    if (cell?.includes('\0')) return rowProblems.nulCharacter(columns[index]!);
    if (cell !== null && /\p{Surrogate}/u.test(cell)) return rowProblems.loneSurrogate(columns[index]!);
  }
  return null;
}
