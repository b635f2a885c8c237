// Finds the files of a load: a folder or one file; of a ZIP archive the files inside. Hidden files and folders inside are none.
// What is named after a table is read, in the order of the tables; of the rest whoever loads is told (passed-over.ts).
import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../errors';
import { type LoadTable, loadTables } from '../format/source-row';
import { archiveFiles, isArchive } from './archive-files';
import { fileOnDisk, type InputFile } from './byte-source';
import { errorCode, readingProblem } from './system-error';

const tableFile = /^([a-z_]+)\.(?:csv|ndjson|jsonl|json|xlsx|xlsm|parquet)(?:\.gz)?$/;

/** Every file of the load: by name, those of an archive at its place. */
export async function listFiles(path: string): Promise<readonly InputFile[]> {
  const found = await status(path);
  if (found === null) throw new UserError('PATH_NOT_FOUND', { path });
  if (!found.isDirectory()) return filesAt(basename(path), path, found.size);
  const files: InputFile[] = [];
  for (const name of (await readdir(path)).sort()) {
    const inside = name.startsWith('.') ? null : await status(join(path, name));
    if (inside?.isFile()) files.push(...(await filesAt(name, join(path, name), inside.size)));
  }
  return files;
}

const filesAt = async (name: string, path: string, bytes: number): Promise<readonly InputFile[]> =>
  isArchive(name) ? archiveFiles(name, path) : [fileOnDisk(name, path, bytes)];

/** Two files of one name cannot be told apart where rows, rules and reports go by it. */
export function refuseSameName(read: readonly InputFile[]): void {
  const places = new Map<string, string>();
  for (const { name, path } of read) {
    const other = places.get(name);
    if (other !== undefined) throw new UserError('DUPLICATE_FILE', { file: name, places: [other, path] });
    places.set(name, path);
  }
}

async function status(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return null;
    const problem = readingProblem(error);
    if (problem !== undefined) throw new UserError('FILE_NOT_READABLE', { file: path, problem });
    throw error;
  }
}

/** Whether the load is one file and not a folder. */
export const isSingleFile = (path: string, files: readonly InputFile[]): boolean =>
  files.length === 1 && files[0]!.path === path;

/** The table that a file is named after. */
export const tableOf = (name: string): LoadTable | undefined =>
  loadTables.find((table) => table === tableFile.exec(name)?.[1]);

/** The files that are named after a table, in the order of the tables. */
export function tableFiles(files: readonly InputFile[]): readonly { file: InputFile; table: LoadTable }[] {
  return loadTables.flatMap((table) =>
    files.filter(({ name }) => tableOf(name) === table).map((file) => ({ file, table })),
  );
}
