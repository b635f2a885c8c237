// Opens a load: every file's header is read and checked before the first row is given, so a wrong file stops the load at
// once. With a mapping only the files it names are read, through it; without one, the files named after tables.

import type { OpenedFile } from './format/source-row';
import { openMappedFiles } from './mapping/mapped-files';
import { readMapping } from './mapping/mapping';
import { listFiles, tableFiles } from './read/load-files';
import { openPlainFile } from './read/plain-file';

export async function openLoad(path: string, mappingPath: string | null): Promise<readonly OpenedFile[]> {
  if (mappingPath !== null) return openMappedFiles(path, await listFiles(path), await readMapping(mappingPath));
  const opened: OpenedFile[] = [];
  for (const { file, table } of tableFiles(path, await listFiles(path))) opened.push(await openPlainFile(file, table));
  return opened;
}
