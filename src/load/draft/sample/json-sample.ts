// Looks at a file of JSON: where its records stand, which paths of them hold texts or numbers, and a sample of their values.
import { UserError } from '../../../errors';
import type { FileFormat } from '../../mapping/schema';
import type { InputFile } from '../../read/byte-source';
import { documentTexts, lineTexts } from '../../read/json/json-texts';
import { isObject, type Json, type JsonObject, parseObject } from '../../read/json/json-value';
import { readText } from '../../read/text-source';
import { type Cells, type FileSample, rowSampler } from './file-sample';
import { recordsPlace } from './json-records-place';
import { noRecords, notText, refusedFormat } from './refusals';
import { guessEncoding, mostBytes } from './text-encoding';

const headCharacters = 256 * 1024;
const mostColumns = 500;
const deepest = 5;

export async function jsonSample(file: InputFile, kind: 'line' | 'document'): Promise<FileSample> {
  const encoding = await guessEncoding(file);
  if (encoding === null) throw notText(file);
  const path = kind === 'line' ? [] : recordsPlace(await headOf(file, encoding.encoding));
  if (path === null) throw noRecords(file);
  const records = path.join('.');
  const texts =
    kind === 'line'
      ? lineTexts(file, encoding.encoding)
      : documentTexts(file, encoding.encoding, path.length === 0 ? undefined : path, refusedFormat);
  const sampler = rowSampler();
  const places = new Map<string, number>();
  const lists = new Set<string>();
  let [unreadable, toTheEnd] = [0, true];
  for await (const chunk of texts) {
    for (const { text, tooLong } of chunk.records) {
      const parsed = tooLong ? null : parseObject(text, 'record');
      if (parsed?.kind === 'object') sampler.take(cellsOf(parsed.object, places, lists));
      else unreadable += 1;
    }
    if (chunk.bytesRead >= mostBytes && chunk.bytesRead < file.bytes) {
      toTheEnd = false;
      break;
    }
  }
  if (sampler.passed === 0) throw unreadable > 0 ? noRecords(file) : new UserError('EMPTY_FILE', { file: file.name });
  const format: FileFormat = {
    ...(encoding.encoding === 'utf8' ? {} : { encoding: encoding.encoding }),
    ...(records === '' ? {} : { records }),
  };
  return {
    file: file.name,
    format,
    columns: [...places.keys()],
    rows: sampler.rows,
    passed: sampler.passed,
    toTheEnd,
    notes: [
      ...(encoding.note === undefined ? [] : [encoding.note]),
      ...(records === '' ? [] : [`Guess: the records are the objects of the array "${records}".`]),
      ...[...lists].map(
        (list) =>
          `Not used: "${list}" holds objects; \`records\` "${records === '' ? '' : records}[].${list}[]" would make each of them a row.`,
      ),
      ...(unreadable === 0 ? [] : [`Records that cannot be read: ${unreadable}. They go to quarantine.`]),
    ],
  };
}

async function headOf(file: InputFile, encoding: string): Promise<string> {
  let head = '';
  for await (const { text } of readText(file, encoding)) {
    head += text;
    if (head.length >= headCharacters) break;
  }
  return head;
}

/** The values of a record by the place of their path; a new path gets the next place. */
function cellsOf(record: JsonObject, places: Map<string, number>, lists: Set<string>): Cells {
  const cells: (string | null)[] = [];
  const put = (path: string, text: string | null) => {
    let place = places.get(path);
    if (place === undefined) {
      if (places.size >= mostColumns) return;
      place = places.size;
      places.set(path, place);
    }
    cells[place] = text === '' ? null : text;
  };
  const walk = (value: Json, path: string, depth: number): void => {
    if (Array.isArray(value)) {
      if (value.some((item) => item !== null && typeof item === 'object')) lists.add(path);
      else put(path, value.filter((item) => item !== null).join(';'));
    } else if (isObject(value)) {
      if (depth > deepest) return;
      for (const [key, inner] of Object.entries(value)) {
        if (!/[[\]^]/.test(key)) walk(inner, path === '' ? key : `${path}.${key}`, depth + 1);
      }
    } else put(path, value === null ? null : String(value));
  };
  walk(record, '', 0);
  return Array.from(cells, (cell) => cell ?? null);
}
