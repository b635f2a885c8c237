// The records of a file as texts, each with its place: the lines of NDJSON, or the records of one document by their number.
import { UserError } from '../../../errors';
import type { InputFile } from '../byte-source';
import { lineSplitter } from '../line-splitter';
import { readText } from '../text-source';
import { documentSplitter, type RecordText } from './document-splitter';

export type TextChunk = { readonly records: readonly RecordText[]; readonly bytesRead: number };

export async function* lineTexts(file: InputFile, encoding: string): AsyncGenerator<TextChunk> {
  const splitter = lineSplitter();
  let empty = true;
  for await (const { text, last, bytesRead } of readText(file, encoding)) {
    const records = splitter.push(text, last).filter((line) => line.text.trim() !== '');
    if (records.length > 0) empty = false;
    yield { records, bytesRead };
  }
  if (empty) throw new UserError('EMPTY_FILE', { file: file.name });
}

/** `path`: the keys to the array of records; `refuse`: how one that leads nowhere is refused. */
export async function* documentTexts(
  file: InputFile,
  encoding: string,
  path: readonly string[] | undefined,
  refuse: (problem: string) => UserError,
): AsyncGenerator<TextChunk> {
  const splitter = documentSplitter(path);
  for await (const { text, last, bytesRead } of readText(file, encoding)) {
    const records = splitter.push(text, last);
    const { failure } = splitter.outcome();
    if (failure !== null) throw new UserError('CORRUPT_FILE', { file: file.name, problem: failure });
    yield { records, bytesRead };
  }
  const { empty, found, misfit, keys } = splitter.outcome();
  if (empty) throw new UserError('EMPTY_FILE', { file: file.name });
  const named = path === undefined ? 'the document' : `"${path.join('.')}"`;
  if (misfit !== null) throw refuse(`.records: ${named} of ${file.name} is ${misfit} and no array of records`);
  if (!found) throw refuse(`.records: ${file.name} has no ${named} (it has: ${keys.join(', ') || 'an array'})`);
}
