// What a file beside those that are read is, by its name and where that does not tell by its first bytes: so that whoever put
// it there is told what to do with it. Notes and programs are no data, and nobody is told of them.
import { type InputFile, readBytes } from './byte-source';
import { type Delimiter, delimiterOf } from './delimiter';

export type FileKind =
  | {
      readonly kind:
        | 'note'
        | 'workbook'
        | 'otherWorkbook'
        | 'archive'
        | 'packed'
        | 'binary'
        | 'parquet'
        | 'json'
        | 'mapping';
    }
  /** Rows of a table, perhaps; of CSV with its first line, and what separates its cells if not commas. */
  | { readonly kind: 'rows'; readonly header?: string; readonly delimiter?: Delimiter };

/** The name without what packing adds to it. */
export const unpackedName = (name: string): string => name.replace(/\.gz$/i, '');

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** What reads a file: text with rows, JSON a line or a document, a workbook, Parquet. */
export type FileReader = 'csv' | 'line' | 'document' | 'workbook' | 'parquet';

const workbookEndings = ['xlsx', 'xlsm'];
const otherWorkbookEndings = ['xlsb', 'xls', 'ods', 'numbers'];

const readerOfEnding = new Map<string, FileReader>([
  ['ndjson', 'line'],
  ['jsonl', 'line'],
  ['json', 'document'],
  ['parquet', 'parquet'],
  ...[...workbookEndings, ...otherWorkbookEndings].map((ending) => [ending, 'workbook'] as const),
]);

/** The reader that the name of a file asks for; text with rows where it asks for no other. */
export const readerOf = (name: string): FileReader => readerOfEnding.get(endingOf(unpackedName(name))) ?? 'csv';

const noteNames = /^(readme|licen[cs]e|notice|notes|changelog|authors|thumbs\.db$|desktop\.ini$|~\$)|~$/i;
const noteEndings =
  'md markdown rst adoc pdf doc docx rtf odt ppt pptx odp png jpg jpeg gif svg webp sql py r ipynb sh bat ps1 js ts log yml yaml toml ini cfg css md5 sha1 sha256 sig';
const kindOfEnding = new Map<string, Exclude<FileKind['kind'], 'rows'>>([
  ...noteEndings.split(' ').map((ending) => [ending, 'note'] as const),
  ...workbookEndings.map((ending) => [ending, 'workbook'] as const),
  ...otherWorkbookEndings.map((ending) => [ending, 'otherWorkbook'] as const),
  ...['zip', '7z', 'rar', 'tar', 'tgz', 'tbz', 'txz'].map((ending) => [ending, 'archive'] as const),
  ...['bz2', 'xz', 'zst', 'lz4', 'br', 'z'].map((ending) => [ending, 'packed'] as const),
  ['parquet', 'parquet'],
  ...['avro', 'orc', 'feather', 'arrow', 'sqlite', 'db', 'mdb', 'accdb', 'dbf', 'sav', 'dta', 'rds'].map(
    (ending) => [ending, 'binary'] as const,
  ),
]);

const longestHeader = 64 * 1024;

export async function fileKind(file: InputFile): Promise<FileKind> {
  const name = unpackedName(file.name);
  const known = noteNames.test(name) ? 'note' : kindOfEnding.get(endingOf(name));
  if (known !== undefined) return { kind: known };
  const bytes = await firstBytes(file);
  const container = containerOf(bytes);
  if (container !== undefined) return { kind: container };
  if (bytes.includes(0)) return { kind: 'binary' };
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (endingOf(name) === 'json') return { kind: /^\s*\{.*"files"\s*:.*"tables"\s*:/s.test(text) ? 'mapping' : 'json' };
  if (readerOf(name) === 'line') return { kind: 'rows' };
  const header = /^[^\r\n]*/.exec(text)![0];
  return { kind: 'rows', header, delimiter: delimiterOf(header) };
}

/** What is no text by its first bytes, whatever its name: a workbook of today is an archive inside. */
export function containerOf(bytes: Buffer): 'workbook' | 'otherWorkbook' | 'archive' | undefined {
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') return 'otherWorkbook';
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004') return undefined;
  const text = bytes.toString('latin1');
  if (text.includes('mimetypeapplication/vnd.oasis')) return 'otherWorkbook';
  return /\[Content_Types\]\.xml|xl\//.test(text) ? 'workbook' : 'archive';
}

/** Nothing where the file cannot be read: it is not loaded anyway. */
async function firstBytes(file: InputFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const { bytes } of readBytes(file)) {
      chunks.push(bytes);
      length += bytes.length;
      if (length >= longestHeader) break;
    }
  } catch {
    return Buffer.alloc(0);
  }
  return Buffer.concat(chunks).subarray(0, longestHeader);
}
