// Opens a load: every file's header is read and checked before the first row is given, so a wrong file stops the load at
// once. With a mapping only the files it names are read, through it; without one, the files named after tables. What is not
// read is named with what helps; where nothing can be read, that is the refusal.
import { resolve } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../errors';
import type { OpenedFile } from './format/source-row';
import { matches, openMappedFiles } from './mapping/mapped-files';
import { readMapping } from './mapping/mapping';
import { mappingHelp } from './mapping/ready-mappings';
import type { Mapping } from './mapping/schema';
import { type LoadClock, loadClock } from './mapping/times';
import type { InputFile } from './read/byte-source';
import { isSingleFile, listFiles, refuseSameName, tableFiles, tableOf } from './read/load-files';
import { type PassedOver, passedOver, passedOverLines, sheetsPassedOver, tableFileNames } from './read/passed-over';
import { openPlainFile } from './read/plain-file';

/** `clock`: by which a mapping says what is before or after now. */
export async function openLoad(
  path: string,
  mappingPath: string | null,
  clock: LoadClock = loadClock(Temporal.Now.instant(), 'UTC'),
): Promise<readonly OpenedFile[]> {
  const files = await listFiles(path);
  if (mappingPath !== null) {
    const mapping = await readMapping(mappingPath);
    refuseSameName(files.filter(({ name }) => readsFile(mapping, name)));
    return openMappedFiles(path, files, mapping, clock);
  }
  const found = tableFiles(files);
  refuseSameName(found.map(({ file }) => file));
  if (found.length === 0) throw await nothingToLoad(path, files);
  const opened: OpenedFile[] = [];
  for (const { file, table } of found) opened.push(await openPlainFile(file, table));
  return opened;
}

/** The files of the folder that the load leaves out, each with what helps. */
export async function filesPassedOver(path: string, mappingPath: string | null): Promise<readonly PassedOver[]> {
  const files = await listFiles(path);
  if (mappingPath === null) {
    const isNamed = ({ name }: InputFile) => tableOf(name) !== undefined;
    const unread = await passedOver(
      files.filter((file) => !isNamed(file)),
      false,
    );
    return [...unread, ...(await sheetsPassedOver(files.filter(isNamed)))];
  }
  const mapping = await readMapping(mappingPath);
  const isNamed = ({ name, path: file }: InputFile) =>
    resolve(file) === resolve(mappingPath) || readsFile(mapping, name);
  return passedOver(
    files.filter((file) => !isNamed(file)),
    true,
  );
}

/** Whether a mapping reads a file of this name, for its rows or to look them up. */
const readsFile = ({ files, lookups = {} }: Mapping, name: string): boolean =>
  [...files, ...Object.values(lookups)].some((rule) => matches(rule.file, name));

async function nothingToLoad(path: string, files: readonly InputFile[]): Promise<UserError> {
  const unread = await passedOver(files, false);
  const foreign = unread.filter(({ kind }) => ['foreign', 'workbook', 'json', 'parquet'].includes(kind));
  const help = foreign.length === 0 ? [] : [await mappingHelp(path, foreign)];
  const [only, ...others] = unread;
  if (only !== undefined && others.length === 0) {
    return new UserError('UNKNOWN_FILE', { file: only.file, help: [only.advice, ...help], allowed: tableFileNames });
  }
  if (isSingleFile(path, files))
    return new UserError('UNKNOWN_FILE', { file: path, help: [], allowed: tableFileNames });
  return new UserError('NOTHING_TO_LOAD', {
    path,
    help: [...passedOverLines(unread), ...help],
    allowed: tableFileNames,
  });
}
