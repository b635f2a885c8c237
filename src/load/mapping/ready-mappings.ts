// The mappings that come with the program, and which of them could be for the files of a folder: those whose files are there by
// name, or by the columns that they read.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { headersOf } from './foreign-file';
import { matches } from './mapped-files';
import { type CheckedMapping, readMapping } from './mapping';
import { columnsRead } from './parts';
import type { FileRule } from './schema';

/** Beside the sources, also when the built program runs. */
const folder = [join(__dirname, '../mappings'), join(__dirname, '../../../../src/load/mappings')].find(existsSync);

export async function readyMappings(): Promise<readonly CheckedMapping[]> {
  if (folder === undefined) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map((name) => readMapping(relative(process.cwd(), join(folder, name)))));
}

/** A file that nobody named yet, with its first line. */
type UnreadFile = { readonly file: string; readonly header?: string };

/** The mapping could be for these files: each of its rules that needs a file has one, and any of them has. */
export function couldBeFor({ files: rules }: CheckedMapping, files: readonly UnreadFile[]): boolean {
  const hasFile = (rule: FileRule) => files.some((file) => matches(rule.file, file.file) || hasColumnsOf(rule, file));
  return rules.every((rule) => rule.optional === true || hasFile(rule)) && rules.some(hasFile);
}

function hasColumnsOf(rule: FileRule, { header }: UnreadFile): boolean {
  const { delimiter = ',', names, skipLines } = rule.format ?? {};
  if (header === undefined || names !== undefined || skipLines !== undefined) return false;
  const cells = delimiter === 'whitespace' ? header.trim().split(/\s+/) : header.split(delimiter);
  const columns = new Set(cells.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
  return columnsRead(rule, '').every(({ column }) => {
    const { headers, optional } = headersOf(column, rule);
    return optional || headers.some((each) => columns.has(each));
  });
}

/** How foreign files are loaded: the mappings that could be for them, or else which there are and how one is written. */
export async function mappingHelp(path: string, files: readonly UnreadFile[]): Promise<string> {
  const ready = await readyMappings();
  const fitting = ready.filter((mapping) => couldBeFor(mapping, files));
  if (fitting.length === 0) {
    const names = ready.map((mapping) => basename(mapping.path, '.json')).join(', ');
    return `A mapping is written as docs/load-format.md and schema/load-mapping.schema.json say: astrolabe load ${path} --map FILE. Ready in ${dirname(ready[0]?.path ?? '')}, for files of other names and columns: ${names}.`;
  }
  return [
    'There is a mapping for such files:',
    ...fitting.map((mapping) => `  astrolabe load ${path} --map ${mapping.path}${about(mapping, files)}`),
  ].join('\n');
}

/** What the mapping is for, in the words of its first sentence, and which names it expects where the files have others. */
function about({ description = '', files: rules }: CheckedMapping, files: readonly UnreadFile[]): string {
  const needed = rules.filter((rule) => rule.optional !== true).map((rule) => rule.file);
  const expected = needed.filter((name) => !files.some(({ file }) => matches(name, file)));
  const sentence = description.split('. ')[0]!.replace(/\.$/, '');
  return `  (${sentence}${expected.length === 0 ? '' : `; it expects the name ${expected.join(', ')}`})`;
}
