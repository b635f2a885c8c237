// A mapping whose files are a full export (`replaces`): what the export is called, which of its rules feed which tables of
// facts, and whether the files of a load are all of a table.
import { type DeletableTable, deletableTables, isDeletable, type OpenedFile } from '../format/source-row';
import { matches } from './mapped-files';
import { readMapping } from './mapping';

export type FullExport = {
  readonly name: string;
  readonly rules: readonly { readonly pattern: string; readonly tables: readonly DeletableTable[] }[];
};

/** The full export that a mapping describes; null where it describes none. */
export async function readFullExport(mappingPath: string): Promise<FullExport | null> {
  const { replaces, files } = await readMapping(mappingPath);
  if (replaces === undefined) return null;
  const rules = files.map(({ file, tables }) => ({
    pattern: file,
    tables: [...new Set(tables.map(({ table }) => table))].filter(isDeletable),
  }));
  return { name: replaces, rules };
}

/** The tables of facts that the export feeds. */
export const tablesFed = ({ rules }: FullExport): readonly DeletableTable[] =>
  deletableTables.filter((table) => rules.some(({ tables }) => tables.includes(table)));

/**
 * Whether the files of a load may lack rows of a table: a rule that feeds it found no file,
 * or only one of several, or a file without columns that give rows. They do not where all that loads
 * of the export had of it before (`filesBefore`) was read by rules that found theirs.
 */
export function mayLackFiles(
  { rules }: FullExport,
  files: readonly Pick<OpenedFile, 'file' | 'pattern' | 'isOneOfSeveral' | 'lacksColumns'>[],
  table: DeletableTable,
  filesBefore: readonly string[],
): boolean {
  const feeding = rules.filter(({ tables }) => tables.includes(table)).map(({ pattern }) => pattern);
  const isWhole = ({ file, isOneOfSeveral = false, lacksColumns = false }: (typeof files)[number]) =>
    !lacksColumns && !(isOneOfSeveral && filesBefore.some((other) => other !== file));
  const found = feeding.filter((pattern) => {
    const own = files.filter((file) => file.pattern === pattern);
    return own.length > 0 && own.every(isWhole);
  });
  const absent = feeding.filter((pattern) => !found.includes(pattern));
  const reads = (patterns: readonly string[], file: string) => patterns.some((pattern) => matches(pattern, file));
  return absent.length > 0 && filesBefore.some((file) => reads(absent, file) || !reads(found, file));
}
