// Looks at a file in the way that its name asks for, as loading reads it.
import type { InputFile } from '../../read/byte-source';
import { readerOf } from '../../read/file-kind';
import type { FileSample } from './file-sample';
import type { HeaderSaid } from './header-guess';
import { jsonSample } from './json-sample';
import { parquetSample, sheetSample } from './table-sample';
import { textSample } from './text-sample';

/** `isKnown`: whether a text is what a column is called somewhere. */
export function sampleFile(file: InputFile, said: HeaderSaid, isKnown: (name: string) => boolean): Promise<FileSample> {
  const reader = readerOf(file.name);
  switch (reader) {
    case 'csv':
      return textSample(file, said, isKnown);
    case 'workbook':
      return sheetSample(file, said, isKnown);
    case 'parquet':
      return parquetSample(file);
    case 'line':
    case 'document':
      return jsonSample(file, reader);
    default:
      return reader satisfies never;
  }
}
