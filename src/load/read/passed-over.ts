// The files of a load folder that are not read, each with the sentence that helps: what it is, and how it can be loaded.
// Files of the same advice are named together, however many they are.
import { didYouMean } from '../../did-you-mean';
import { loadTables } from '../format/source-row';
import type { InputFile } from './byte-source';
import { inMapping } from './delimiter';
import { type FileKind, fileKind, unpackedName } from './file-kind';

/** delimited: named after a table, with other text between cells. foreign: named after none. unnamed: by the mapping. */
type RowsKind = 'delimited' | 'misspelt' | 'foreign' | 'unnamed';

export type PassedOver = {
  readonly file: string;
  readonly kind: Exclude<FileKind['kind'], 'note' | 'rows'> | RowsKind;
  readonly advice: string;
  /** The header row of what could be rows of a table. */
  readonly header?: string;
};

/** The names that files of a load have. */
export const tableFileNames: readonly string[] = loadTables.map((table) => `${table}.csv`);

/** Of files that no table and no rule of a mapping takes; notes are left out. */
export async function passedOver(files: readonly InputFile[], withMapping: boolean): Promise<readonly PassedOver[]> {
  const found: PassedOver[] = [];
  for (const file of files) {
    const kind = await fileKind(file);
    const each = withMapping ? unnamed(file, kind) : withoutMapping(file, kind);
    if (each !== null) found.push({ file: file.name, ...each });
  }
  return found;
}

type Judged = Omit<PassedOver, 'file'> | null;

function withoutMapping(file: InputFile, kind: FileKind): Judged {
  if (kind.kind !== 'rows') return kind.kind === 'note' ? null : { kind: kind.kind, advice: advice[kind.kind](file) };
  const { header, delimiter } = kind;
  const name = unpackedName(file.name);
  if (delimiter !== undefined) {
    const meant = didYouMean(name.replace(/\.[^.]*$/, ''), loadTables);
    const withCommas = meant === undefined ? '' : `save with commas as ${meant}.csv, or `;
    const withMapping = `load with a mapping (--map FILE) whose format says ${inMapping(delimiter)}`;
    return {
      kind: meant === undefined ? 'foreign' : 'delimited',
      header,
      advice: `Cells are separated by ${delimiter.plural}: ${withCommas}${withMapping}; docs/load-format.md shows one.`,
    };
  }
  const nearest = didYouMean(name, tableFileNames);
  if (nearest !== undefined) return { kind: 'misspelt', header, advice: `Did you mean ${nearest}?` };
  return {
    kind: 'foreign',
    header,
    advice:
      'Files are named after tables (customers.csv, transactions.csv, ...); of others a mapping (--map FILE) says what they hold.',
  };
}

/** With a mapping its files are chosen: another mapping is no news, and a workbook may have been meant. */
function unnamed(file: InputFile, { kind }: FileKind): Judged {
  if (kind === 'note' || kind === 'mapping') return null;
  if (kind === 'workbook' || kind === 'archive' || kind === 'packed') return { kind, advice: advice[kind](file) };
  return { kind: 'unnamed', advice: 'With --map only the files that the mapping names are read.' };
}

const advice: Readonly<Record<Exclude<FileKind['kind'], 'note' | 'rows'>, (file: InputFile) => string>> = {
  workbook: () =>
    'Workbooks are not read: save each sheet as CSV UTF-8, named after its table (customers.csv, transactions.csv, ...).',
  archive: () => 'Archives are not read: unpack, and load the folder that comes out.',
  packed: () => 'Of packed files only .gz is read: unpack first.',
  binary: () => 'Only text is read: export as CSV UTF-8, named after its table (customers.csv, transactions.csv, ...).',
  json: () => 'JSON documents are not read: write one object a line, in a file such as customers.ndjson.',
  mapping: ({ path }) => `It is a mapping: load the files that it names with --map ${path}.`,
};

const mostNames = 10;

/** One line for each advice, with the files it is for. */
export function passedOverLines(files: readonly PassedOver[]): readonly string[] {
  const byAdvice = new Map<string, string[]>();
  for (const { file, advice: each } of files) byAdvice.set(each, [...(byAdvice.get(each) ?? []), file]);
  return [...byAdvice].map(([each, names]) => {
    const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
    return `Not read: ${names.slice(0, mostNames).join(', ')}${more}. ${each}`;
  });
}
