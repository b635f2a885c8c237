// Finds the files of a load: a folder or one file. A name that looks like data but belongs to no table is refused, so a
// misspelt file is never skipped in silence; anything else in the folder is left alone.
import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../errors';
import { type LoadTable, loadTables } from '../format/source-row';
import type { InputFile } from './byte-source';
import { errorCode, readingProblem } from './system-error';

const endings = ['.csv', '.ndjson', '.jsonl', '.csv.gz', '.ndjson.gz', '.jsonl.gz'];
const looksLikeData = /\.(csv|ndjson|jsonl|gz)$/i;

/** Every file of the load, by name; hidden files and folders are none. */
export async function listFiles(path: string): Promise<readonly InputFile[]> {
  const found = await status(path);
  if (found === null) throw new UserError('PATH_NOT_FOUND', { path });
  if (!found.isDirectory()) return [{ name: basename(path), path, bytes: found.size }];
  const files: InputFile[] = [];
  for (const name of (await readdir(path)).sort()) {
    const inside = name.startsWith('.') ? null : await status(join(path, name));
    if (inside?.isFile()) files.push({ name, path: join(path, name), bytes: inside.size });
  }
  return files;
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

/** The files that are named after a table, in the order of the tables. */
export function tableFiles(
  path: string,
  files: readonly InputFile[],
): readonly { file: InputFile; table: LoadTable }[] {
  const found: { file: InputFile; table: LoadTable }[] = [];
  const single = files.length === 1 && files[0]!.path === path;
  for (const file of files) {
    const ending = endings.filter((each) => file.name.endsWith(each)).sort((a, b) => b.length - a.length)[0];
    const stem = ending === undefined ? undefined : file.name.slice(0, -ending.length);
    const table = loadTables.find((name) => name === stem);
    if (table !== undefined) found.push({ file, table });
    else if (single || looksLikeData.test(file.name)) {
      const like = ending ?? '.csv';
      throw new UserError('UNKNOWN_FILE', { file: file.name, allowed: loadTables.map((name) => name + like) });
    }
  }
  if (found.length === 0)
    throw new UserError('NOTHING_TO_LOAD', { path, allowed: loadTables.map((name) => `${name}.csv`) });
  return found.sort((a, b) => loadTables.indexOf(a.table) - loadTables.indexOf(b.table));
}
