// Foreign files read through a mapping. Every row of a file gives, for each table rule, one row of its table, or is counted
// as filtered there, or rejected: for each file and table, what is given is what was read.
import { didYouMean } from '../../did-you-mean';
import { UserError } from '../../errors';
import { type RowProblem, storableRaw } from '../format/row-problem';
import type { FileLine, LoadTable, OpenedFile, ReadRow } from '../format/source-row';
import type { InputFile } from '../read/byte-source';
import { delimiterOf, inMapping } from '../read/delimiter';
import { isSingleFile } from '../read/load-files';
import { openRowFile } from '../read/open-row-file';
import type { RowFile, TextRow } from '../read/text-row';
import { type KeepRule, keepRule } from './keep-rule';
import type { CheckedMapping } from './mapping';
import { columnsRead, readsWholeRow } from './meaning';
import { isProblem, type MappedRow, numberedRow, unnumberedRow } from './row';
import { fingerprint, rowCounter } from './row-counter';
import type { FileRule } from './schema';
import { type TableMapper, tableMapper } from './table-mapper';

/** A file with the mappers of its rule. */
type MappedFile = { readonly file: InputFile; readonly rowFile: RowFile; readonly mappers: readonly TableMapper[] };

/** What the files of one rule share while they are read: each may be read once, in any order. */
type RuleState = {
  readonly keepRules: readonly KeepRule[];
  readonly toRow: (cells: readonly (string | null)[]) => MappedRow;
  /** Resolves when the reading that "last" needs is done. */
  readonly ready: () => Promise<void>;
};

export async function openMappedFiles(
  path: string,
  files: readonly InputFile[],
  mapping: CheckedMapping,
): Promise<readonly OpenedFile[]> {
  const opened: OpenedFile[] = [];
  const unmatched: string[] = [];
  for (const [index, rule] of mapping.files.entries()) {
    const matching = files.filter((file) => matches(rule.file, file.name));
    if (matching.length === 0) unmatched.push(noFile(rule.file, `files[${index}].file`, path, files));
    const mapped: MappedFile[] = [];
    for (const file of matching) mapped.push(await mapFile(file, rule, mapping.path, `files[${index}]`));
    const state = ruleState(rule, mapped);
    opened.push(...mapped.map((each) => openedFile(each, rule, state)));
  }
  if (unmatched.length > 0 && !(isSingleFile(path, files) && opened.length > 0)) {
    throw new UserError('INVALID_MAPPING', { mapping: mapping.path, problems: unmatched });
  }
  return opened;
}

/** Whether a file's name is what a rule says, with * and ?, also when .gz stands behind it. */
export function matches(pattern: string, name: string): boolean {
  const source = pattern.replace(/[^\w]/g, (character) =>
    character === '*' ? '.*' : character === '?' ? '.' : `\\${character}`,
  );
  return new RegExp(`^${source}(\\.gz)?$`, 's').test(name);
}

const shownNames = 20;

function noFile(pattern: string, pointer: string, path: string, files: readonly InputFile[]): string {
  const names = files.map((file) => file.name);
  const nearest = didYouMean(pattern, names);
  const shown = `${names.slice(0, shownNames).join(', ')}${names.length > shownNames ? ', ...' : ''}`;
  const hint = nearest === undefined ? ` (it holds ${shown || 'no file'})` : ` (did you mean ${nearest}?)`;
  return `${pointer}: no file in ${path} is named ${pattern}${hint}`;
}

async function mapFile(file: InputFile, rule: FileRule, mappingPath: string, pointer: string): Promise<MappedFile> {
  const read = columnsRead(rule, pointer);
  const refuse = (problem: string) =>
    new UserError('INVALID_MAPPING', { mapping: mappingPath, problems: [`${pointer}.format${problem}`] });
  const rowFile = await openRowFile(file, rule.format, { columns: read.map(({ column }) => column), refuse });
  const problems = read.flatMap(({ column, pointer: at }) => {
    if (rowFile.columns.includes(column)) return [];
    const nearest = didYouMean(column, rowFile.columns);
    const hint = nearest === undefined ? ` (it has: ${rowFile.columns.join(', ')})` : ` (did you mean "${nearest}"?)`;
    return [`${at}: ${file.name} has no column "${column}"${hint}`];
  });
  const other = rowFile.columns.length === 1 ? delimiterOf(rowFile.columns[0]!) : undefined;
  if (other !== undefined && problems.length > 0) {
    problems.unshift(
      `${pointer}.format: the cells of ${file.name} are separated by ${other.plural} (say ${inMapping(other)})`,
    );
  }
  if (problems.length > 0) throw new UserError('INVALID_MAPPING', { mapping: mappingPath, problems });
  const indexOf = (column: string) => rowFile.columns.indexOf(column);
  return { file, rowFile, mappers: rule.tables.map((table) => tableMapper(table, indexOf)) };
}

function ruleState(rule: FileRule, files: readonly MappedFile[]): RuleState {
  const keepRules = rule.tables.map((table) => keepRule(table.keep ?? 'all'));
  const empty = new Set(rule.empty);
  const counter = rowCounter();
  const wholeRow = readsWholeRow(rule);
  const present = (cells: readonly (string | null)[]) =>
    empty.size === 0 ? cells : cells.map((cell) => (cell !== null && empty.has(cell) ? null : cell));
  let announcing: Promise<void> | undefined;
  const announce = async () => {
    if (keepRules.every(({ keep }) => keep !== 'last')) return;
    for (const { rowFile, mappers } of files) {
      for await (const { rows } of rowFile.batches()) {
        for (const row of rows) {
          if (row.kind === 'cells') announceRow(unnumberedRow(present(row.cells)), mappers, keepRules);
        }
      }
    }
  };
  return {
    keepRules,
    toRow: (cells) => (wholeRow ? numberedRow(present(cells), counter.add) : unnumberedRow(present(cells))),
    ready() {
      announcing ??= announce();
      return announcing;
    },
  };
}

function announceRow(row: MappedRow, mappers: readonly TableMapper[], keepRules: readonly KeepRule[]): void {
  for (const [index, mapper] of mappers.entries()) {
    const rule = keepRules[index]!;
    if (rule.keep !== 'last' || mapper.meets(row) !== true) continue;
    const key = mapper.key(row);
    if (typeof key === 'string') rule.announce(key);
  }
}

function openedFile({ file, rowFile, mappers }: MappedFile, rule: FileRule, state: RuleState): OpenedFile {
  const tables = [...new Set(rule.tables.map(({ table }) => table))];
  const sources = tables.map((table) => {
    const columns = new Set(mappers.filter((mapper) => mapper.table === table).flatMap((mapper) => mapper.columns));
    return { table, file: file.name, columns: [...columns] };
  });
  // Where each mapper has the columns of its table's rows; -1 where only another mapper of the file gives one.
  const places = mappers.map((mapper) => {
    const { columns } = sources.find(({ table }) => table === mapper.table)!;
    return columns.map((column) => mapper.columns.indexOf(column));
  });
  async function* batches() {
    await state.ready();
    for await (const batch of rowFile.batches()) {
      const rows: ReadRow[] = [];
      for (const row of batch.rows) {
        const from: FileLine = { file: file.name, line: row.line };
        if (row.kind === 'bad') {
          for (const table of tables) rows.push(rejected(table, from, row.problem, row.raw));
          continue;
        }
        const mapped = state.toRow(row.cells);
        for (const [index, mapper] of mappers.entries()) {
          rows.push(mapRow(mapper, state.keepRules[index]!, mapped, from, row, places[index]!));
        }
      }
      yield { rows, bytesRead: batch.bytesRead };
    }
  }
  return { file: file.name, sources, batches: { [Symbol.asyncIterator]: batches }, bytesTotal: file.bytes };
}

function mapRow(
  mapper: TableMapper,
  rule: KeepRule,
  mapped: MappedRow,
  from: FileLine,
  { raw }: TextRow,
  places: readonly number[],
): ReadRow {
  const { table } = mapper;
  const met = mapper.meets(mapped);
  if (isProblem(met)) return rejected(table, from, met, raw);
  if (!met) return { kind: 'filtered', table, ...from };
  if (rule.keep !== 'all' && rule.keep !== 'distinct') {
    const key = mapper.key(mapped);
    if (isProblem(key)) return rejected(table, from, key, raw);
    if (!rule.stays(key)) return { kind: 'filtered', table, ...from };
  }
  const made = mapper.make(mapped);
  if ('kind' in made) return rejected(table, from, made, raw);
  if (rule.keep === 'distinct' && !rule.stays(fingerprint(made))) return { kind: 'filtered', table, ...from };
  return { kind: 'row', table, ...from, cells: places.map((place) => made[place] ?? null), raw };
}

function rejected(table: LoadTable, from: FileLine, problem: RowProblem, raw: string): ReadRow {
  const { column, code, message } = problem;
  return { kind: 'rejected', table, ...from, column, code, message, raw: storableRaw(raw) };
}
