// The files of a load folder that are not read, each with the sentence that helps: what it is, and how it can be loaded.
// Files of the same advice are named together, however many they are.
import { didYouMean } from '../../did-you-mean';
import { loadTables } from '../format/source-row';
import type { InputFile } from './byte-source';
import { inMapping } from './delimiter';
import { type FileKind, fileKind, readerOf, unpackedName } from './file-kind';
import { otherSheets } from './workbook/workbook-reader';

/**
 * delimited: named after a table, with other text between cells. foreign: named after none. unnamed: by the mapping. sheet: of a
 * workbook that is read.
 */
type RowsKind = 'delimited' | 'misspelt' | 'foreign' | 'unnamed' | 'sheet';

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
  const name = unpackedName(file.name);
  if (kind.kind !== 'rows') return kind.kind === 'note' ? null : { kind: kind.kind, advice: adviceOf(file, kind.kind) };
  const { header, delimiter } = kind;
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

/** With a mapping its files are chosen: another mapping is no news, and what nothing here can read may have been meant. */
function unnamed(file: InputFile, { kind }: FileKind): Judged {
  if (kind === 'note' || kind === 'mapping') return null;
  if (kind === 'otherWorkbook' || kind === 'archive' || kind === 'packed') return { kind, advice: advice[kind](file) };
  return { kind: 'unnamed', advice: 'With --map only the files that the mapping names are read.' };
}

/** A file of a format that is read, under another name: perhaps a slip of the pen in a table's. */
function adviceOf(file: InputFile, kind: Exclude<FileKind['kind'], 'note' | 'rows'>): string {
  const [stem, ending] = unpackedName(file.name).split(/\.(?=[^.]*$)/);
  const meant = readEndings.includes(kind) && ending !== undefined ? didYouMean(stem!, loadTables) : undefined;
  return meant === undefined || tableOfStem(stem!)
    ? advice[kind](file)
    : `Did you mean ${meant}.${ending!.toLowerCase()}?`;
}

const readEndings: readonly string[] = ['workbook', 'json', 'parquet'];
const tableOfStem = (stem: string): boolean => (loadTables as readonly string[]).includes(stem);

const readAs = (what: string, ending: string) =>
  `${what} is read when it is named after its table (customers.${ending}, transactions.${ending}, ...), or with a mapping (--map FILE).`;

const advice: Readonly<Record<Exclude<FileKind['kind'], 'note' | 'rows'>, (file: InputFile) => string>> = {
  workbook: () => readAs('A workbook', 'xlsx'),
  otherWorkbook: () =>
    'Of workbooks only XLSX is read: save it as XLSX, or each sheet as CSV UTF-8, named after its table (customers.xlsx, transactions.csv, ...).',
  archive: () => 'Of archives only .zip is read, and none inside another: unpack, and load the folder that comes out.',
  packed: () => 'Of packed files only .gz and .zip are read: unpack first.',
  binary: () =>
    'Such a file is not read: export as CSV UTF-8, named after its table (customers.csv, transactions.csv, ...).',
  parquet: () => readAs('A Parquet file', 'parquet'),
  json: () => readAs('A JSON document', 'json'),
  mapping: ({ path }) => `It is a mapping: load the files that it names with --map ${path}.`,
};

/** Of the workbooks that are read without a mapping, the sheets that are not. */
export async function sheetsPassedOver(files: readonly InputFile[]): Promise<readonly PassedOver[]> {
  const found: PassedOver[] = [];
  for (const file of files) {
    if (readerOf(file.name) !== 'workbook') continue;
    for (const sheet of await otherSheets(file)) {
      found.push({
        file: `sheet "${sheet}" of ${file.name}`,
        kind: 'sheet',
        advice: 'Of a workbook the first sheet is read; a mapping (--map FILE) names another in its format ("sheet").',
      });
    }
  }
  return found;
}

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
