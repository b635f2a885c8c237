// Foreign files read through a mapping. Every row of a file gives, for each table rule, one row of its table, or deletes one,
// or is counted as filtered there, or rejected: for each file and table, what is given is what was read.
import { didYouMean } from '../../did-you-mean';
import { UserError } from '../../errors';
import { type RowProblem, storableRaw } from '../format/row-problem';
import type { FileLine, LoadTable, OpenedFile, ReadRow } from '../format/source-row';
import type { InputFile } from '../read/byte-source';
import { isSingleFile } from '../read/load-files';
import type { TextRow } from '../read/text-row';
import { deletesOf } from './deleted-key';
import { eachColumnProblems, isReadByHeader, lacksColumns, readingsOf } from './each-column';
import { type ForeignFile, openForeignFile } from './foreign-file';
import { type KeepRule, keepRule } from './keep-rule';
import { type OpenLookUps, openLookUps } from './lookups/open-look-ups';
import { withMadeColumns } from './made-columns';
import type { CheckedMapping } from './mapping';
import { mixedOrder } from './order';
import { columnsRead, readsWholeRow } from './parts';
import { isProblem, type MappedRow, numberedRow, type Reading, unnumberedRow } from './row';
import { fingerprint, rowCounter } from './row-counter';
import { type FileRule, type ReadingRule, stepContextOf } from './schema';
import { type TableMapper, tableMapper } from './table-mapper';
import type { LoadClock } from './times';

/** A table rule applied to a file: once, or for each of its columns that the rule is for. */
type AppliedRule = { readonly mapper: TableMapper; readonly keepRule: KeepRule };

type MappedFile = {
  readonly foreign: ForeignFile;
  readonly applied: readonly AppliedRule[];
  readonly isOneOfSeveral: boolean;
};

/** What the files of one rule share while they are read: each may be read once, in any order. */
type RuleState = {
  readonly toRow: (cells: readonly (string | null)[]) => MappedRow;
  /** Resolves when everything is read that has to be known before the first row. */
  readonly ready: () => Promise<void>;
};

export async function openMappedFiles(
  path: string,
  files: readonly InputFile[],
  mapping: CheckedMapping,
  now: LoadClock,
): Promise<readonly OpenedFile[]> {
  const filesOf = (rule: ReadingRule, pointer: string) => {
    const found = files.filter((file) => matches(rule.file, file.name));
    const missed = found.length === 0 && !(rule.optional ?? false);
    return { files: found, problem: missed ? noFile(rule.file, `${pointer}.file`, path, files) : null };
  };
  const unmatched: string[] = [];
  const lookUps = await openLookUps(mapping, { filesOf, now });
  const problems: string[] = [...lookUps.problems];
  const rules: { readonly rule: FileRule; readonly mapped: readonly MappedFile[] }[] = [];
  for (const [index, rule] of mapping.files.entries()) {
    const pointer = `files[${index}]`;
    const found = filesOf(rule, pointer);
    if (found.problem !== null) unmatched.push(found.problem);
    const keepRules = rule.tables.map((table) => keepRule(table.keep ?? 'all', table.by !== undefined));
    const mapped: MappedFile[] = [];
    for (const file of found.files) {
      const foreign = await openForeignFile(file, rule, {
        wanted: columnsRead(rule, pointer),
        alsoReads: isReadByHeader(rule),
        mappingPath: mapping.path,
        pointer,
        clock: now,
      });
      problems.push(...foreign.problems, ...eachColumnProblems(rule, foreign, pointer));
      if (foreign.problems.length > 0) continue;
      const { cell, times } = foreign;
      const { lookUp } = lookUps;
      const own: Reading = { ...stepContextOf(mapping), cell, cellUnder: cell, times, now, lookUp };
      const base = withMadeColumns(rule, own);
      const applied = rule.tables.flatMap((table, number) =>
        readingsOf(table, foreign, base).map((reading) => ({
          mapper: tableMapper(table, reading),
          keepRule: keepRules[number]!,
        })),
      );
      const isOneOfSeveral = isSingleFile(path, files) && /[*?{]/.test(rule.file);
      mapped.push({ foreign, applied, isOneOfSeveral });
    }
    rules.push({ rule, mapped });
  }
  const anyFile = rules.some(({ mapped }) => mapped.length > 0);
  if (unmatched.length > 0 && !(isSingleFile(path, files) && anyFile)) problems.push(...unmatched);
  if (problems.length > 0) {
    lookUps.close();
    throw new UserError('INVALID_MAPPING', { mapping: mapping.path, problems: [...new Set(problems)] });
  }
  return rules.flatMap(({ rule, mapped }) => {
    const state = ruleState(rule, mapped, lookUps);
    return mapped.map((each) => openedFile(each, rule, state, lookUps));
  });
}

/** Whether a file's name is what a rule says, with *, ? and {one,other}, also when .gz stands behind it. */
export function matches(pattern: string, name: string): boolean {
  const source = pattern.replace(/\{([^{}]*,[^{}]*)\}|[^\w]/g, (character, names?: string) => {
    if (names !== undefined) return `(${names.split(',').map(literally).join('|')})`;
    return character === '*' ? '.*' : character === '?' ? '.' : literally(character);
  });
  return new RegExp(`^${source}(\\.gz)?$`, 's').test(name);
}

const literally = (text: string): string => text.replace(/[^\w]/g, (character) => `\\${character}`);

const shownNames = 20;

function noFile(pattern: string, pointer: string, path: string, files: readonly InputFile[]): string {
  const names = files.map((file) => file.name);
  const nearest = didYouMean(pattern, names);
  const shown = `${names.slice(0, shownNames).join(', ')}${names.length > shownNames ? ', ...' : ''}`;
  const hint = nearest === undefined ? ` (it holds ${shown || 'no file'})` : ` (did you mean ${nearest}?)`;
  return `${pointer}: no file in ${path} is named ${pattern}${hint}`;
}

function ruleState(rule: FileRule, files: readonly MappedFile[], lookUps: OpenLookUps): RuleState {
  const counter = rowCounter();
  const wholeRow = readsWholeRow(rule);
  let preparing: Promise<void> | undefined;
  const prepare = async () => {
    await lookUps.fill();
    if (!files.some(({ applied }) => applied.some((each) => each.keepRule.readsBefore))) return;
    for (const { foreign, applied } of files) {
      for await (const { rows } of foreign.rowFile.batches()) {
        for (const row of rows) {
          if (row.kind === 'cells') announceRow(unnumberedRow(foreign.present(row.cells)), applied);
        }
      }
    }
  };
  return {
    toRow: (cells) => (wholeRow ? numberedRow(cells, counter.add) : unnumberedRow(cells)),
    ready() {
      preparing ??= prepare();
      return preparing;
    },
  };
}

function announceRow(row: MappedRow, applied: readonly AppliedRule[]): void {
  for (const { mapper, keepRule: rule } of applied) {
    if (!rule.readsBefore || mapper.meets(row) !== true) continue;
    const key = mapper.key(row);
    const order = mapper.order(row);
    if (typeof key === 'string' && !isProblem(order)) rule.announce(key, order);
  }
}

function openedFile(
  { foreign, applied, isOneOfSeveral }: MappedFile,
  rule: FileRule,
  state: RuleState,
  { close }: OpenLookUps,
): OpenedFile {
  const { file, rowFile } = foreign;
  const tables = [...new Set(rule.tables.map(({ table }) => table))];
  const sources = tables.map((table) => {
    const own = rule.tables.filter((each) => each.table === table);
    const columns = [...new Set(own.flatMap((each) => Object.keys(each.columns)))];
    return { table, file: file.name, columns, ...(deletesOf(rule, table) && { deletes: true }) };
  });
  // Where each mapper has the columns of its table's rows; -1 where only another mapper of the file gives one.
  const placed = applied.map((each) => {
    const { columns } = sources.find(({ table }) => table === each.mapper.table)!;
    return { ...each, places: columns.map((column) => each.mapper.columns.indexOf(column)) };
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
        const mapped = state.toRow(foreign.present(row.cells));
        for (const each of placed) rows.push(mapRow(each, mapped, from, row));
      }
      yield { rows, bytesRead: batch.bytesRead };
    }
  }
  const read = { [Symbol.asyncIterator]: batches };
  return {
    file: file.name,
    pattern: rule.file,
    isOneOfSeveral,
    lacksColumns: lacksColumns(rule, foreign),
    sources,
    batches: read,
    bytesTotal: file.bytes,
    close,
  };
}

function mapRow(
  { mapper, keepRule: rule, places }: AppliedRule & { readonly places: readonly number[] },
  mapped: MappedRow,
  from: FileLine,
  { raw }: TextRow,
): ReadRow {
  const { table } = mapper;
  const met = mapper.meets(mapped);
  if (isProblem(met)) return rejected(table, from, met, raw);
  if (!met) return { kind: 'filtered', table, ...from };
  if (rule.keep !== 'all' && rule.keep !== 'distinct') {
    const key = mapper.key(mapped);
    if (isProblem(key)) return rejected(table, from, key, raw);
    const order = mapper.order(mapped);
    if (isProblem(order)) return rejected(table, from, order, raw);
    if (rule.isMixed(key)) return rejected(table, from, mixedOrder, raw);
    if (!rule.stays(key)) return { kind: 'filtered', table, ...from };
  }
  const deleted = mapper.deletedKey(mapped);
  if (isProblem(deleted)) return rejected(table, from, deleted, raw);
  if (deleted !== undefined) return { kind: 'deleted', table, ...from, key: deleted, raw };
  const made = mapper.make(mapped);
  if ('kind' in made) return rejected(table, from, made, raw);
  if (rule.keep === 'distinct' && !rule.stays(fingerprint(made))) return { kind: 'filtered', table, ...from };
  return { kind: 'row', table, ...from, cells: places.map((place) => made[place] ?? null), raw };
}

function rejected(table: LoadTable, from: FileLine, problem: RowProblem, raw: string): ReadRow {
  const { column, code, message } = problem;
  return { kind: 'rejected', table, ...from, column, code, message, raw: storableRaw(raw) };
}
