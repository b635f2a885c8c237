// Opens a file of a load with the reader that its name asks for. A mapping's format says how it is written; what does not go with
// such a file is refused rather than passed over.
import { UserError } from '../../errors';
import type { InputFile } from './byte-source';
import { openCsv } from './csv-reader';
import { plainCsv } from './csv-splitter';
import { type FileReader, readerOf } from './file-kind';
import { openJson } from './json/json-reader';
import { openParquet } from './parquet-reader';
import type { IsWanted, RowFile } from './text-row';
import { openWorkbook } from './workbook/workbook-reader';

/** How a file is written, in the words of a mapping. */
export type RowFileFormat = {
  readonly delimiter?: string;
  readonly quote?: string | null;
  readonly encoding?: string;
  readonly skipLines?: number;
  readonly names?: readonly string[];
  /** The name of a sheet, or its number from 1. */
  readonly sheet?: string | number;
  readonly mergedCells?: 'first' | 'fill';
  readonly records?: string;
};

/** What a mapping wants of a file: the columns it reads, and how it refuses a format that does not go with the file. */
export type MappedReading = {
  readonly columns: readonly string[];
  /** Whether it reads a column besides, by its header. */
  readonly alsoReads: IsWanted;
  /** `problem` begins with the place inside the format: ".sheet: ...". */
  refuse(problem: string): UserError;
};

const kindOfFile: Readonly<Record<FileReader, string>> = {
  csv: 'a text file with rows',
  line: 'a file of one JSON object a line',
  document: 'a JSON document',
  workbook: 'a workbook',
  parquet: 'a Parquet file',
};

const foreignKeys: Readonly<Record<FileReader, readonly (keyof RowFileFormat)[]>> = {
  csv: ['sheet', 'mergedCells', 'records'],
  line: ['delimiter', 'quote', 'skipLines', 'names', 'sheet', 'mergedCells'],
  document: ['delimiter', 'quote', 'skipLines', 'names', 'sheet', 'mergedCells'],
  workbook: ['delimiter', 'quote', 'encoding', 'records'],
  parquet: ['delimiter', 'quote', 'encoding', 'skipLines', 'names', 'sheet', 'mergedCells', 'records'],
};

/** A file that a mapping reads. */
export async function openRowFile(
  file: InputFile,
  format: RowFileFormat = {},
  { columns, alsoReads, refuse }: MappedReading,
): Promise<RowFile> {
  const reader = readerOf(file.name);
  const foreign = foreignKeys[reader].find((key) => format[key] !== undefined);
  if (foreign !== undefined) {
    throw refuse(`.${foreign} does not go with ${file.name}, which is ${kindOfFile[reader]}`);
  }
  const { delimiter = ',', quote = '"', skipLines = 0, names = null } = format;
  const encoding = encodingOf(format);
  const named = new Set(columns);
  const wanted: IsWanted = (column) => named.has(column) || alsoReads(column);
  if (reader === 'parquet') return openParquet(file, wanted);
  if (reader === 'workbook') {
    const { sheet = null, mergedCells } = format;
    return openWorkbook(file, {
      sheet,
      fillMerged: mergedCells === 'fill',
      skipLines,
      names,
      mapped: true,
      wanted,
      refuse,
    });
  }
  if (reader === 'line' || reader === 'document') {
    return openJson(file, {
      kind: reader,
      encoding,
      records: format.records ?? '',
      columns: { wanted: columns, alsoReads },
      refuse,
    });
  }
  const ofBlanks = delimiter === 'whitespace';
  return openCsv(file, {
    delimiter: ofBlanks ? { kind: 'whitespace' } : delimiter,
    quote: ofBlanks ? null : quote,
    encoding,
    skipLines,
    names,
    mapped: true,
  });
}

const encodingOf = ({ encoding = 'utf8' }: RowFileFormat): string => (/^utf-?8$/i.test(encoding) ? 'utf8' : encoding);

/** A file in the load format itself; `known` are the columns that its table has. */
export async function openTableFile(file: InputFile, known: readonly string[]): Promise<RowFile> {
  const reader = readerOf(file.name);
  const refuse = (problem: string) =>
    new UserError('INVALID_HEADER', { file: file.name, problem: problem.replace(/^\.\w+: /, '') });
  if (reader === 'parquet') return openParquet(file, null);
  if (reader === 'workbook') {
    return openWorkbook(file, {
      sheet: null,
      fillMerged: false,
      skipLines: 0,
      names: null,
      mapped: false,
      wanted: null,
      refuse,
    });
  }
  if (reader === 'line' || reader === 'document') {
    return openJson(file, { kind: reader, encoding: 'utf8', records: '', columns: { known }, refuse });
  }
  return openCsv(file, { ...plainCsv, skipLines: 0, names: null, mapped: false });
}
