// Writes the files of a load into a folder of its own and reads them back through openLoad.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../../src/errors';
import type { OpenedFile, ReadRow, RejectedRow, SourceRow, TableSource } from '../../../src/load/format/source-row';
import { openLoad } from '../../../src/load/open-files';

const folders: string[] = [];

/** A new folder with these files; a mapping is given as an object. */
export async function folderWith(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'astrolabe-load-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

export async function removeFolders(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
}

export async function rowsOf(opened: readonly OpenedFile[]): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for (const file of opened) for await (const batch of file.batches) rows.push(...batch.rows);
  return rows;
}

/** A row whose cells go by the names of their columns. */
export type NamedRow = SourceRow & { readonly values: Readonly<Record<string, string | null>> };

export function named(row: SourceRow, sources: readonly TableSource[]): NamedRow {
  const { columns } = sources.find(({ file, table }) => file === row.file && table === row.table)!;
  return { ...row, values: Object.fromEntries(columns.map((column, index) => [column, row.cells[index]!])) };
}

export async function readLoad(files: Readonly<Record<string, string | Buffer>>, mapping?: object) {
  const folder = await folderWith(files);
  const mappingFolder = mapping === undefined ? null : await folderWith({ 'mapping.json': JSON.stringify(mapping) });
  const opened = await openLoad(folder, mappingFolder === null ? null : join(mappingFolder, 'mapping.json'));
  const rows = await rowsOf(opened);
  const sources = opened.flatMap((file) => file.sources);
  return {
    opened,
    rows,
    good: rows.filter((row): row is SourceRow => row.kind === 'row').map((row) => named(row, sources)),
    rejected: rows.filter((row): row is RejectedRow => row.kind === 'rejected'),
    filtered: rows.filter((row) => row.kind === 'filtered'),
  };
}

/** The UserError with which reading these files ends, as "CODE: message". */
export async function refusal(files: Readonly<Record<string, string | Buffer>>, mapping?: object): Promise<string> {
  try {
    await readLoad(files, mapping);
  } catch (error) {
    if (error instanceof UserError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'nothing was refused';
}
