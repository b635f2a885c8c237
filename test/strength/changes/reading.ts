// Slips in reading files of a load: archives, workbooks, JSON.
import type { Change } from '../change';

const archives = { kind: 'loading', first: ['load/read/archive'] } as const;
const workbooks = { kind: 'loading', first: ['load/read/workbook'] } as const;
const json = { kind: 'loading', first: ['load/read/json'] } as const;

export const readingChanges: readonly Change[] = [
  {
    ...archives,
    file: 'src/load/read/zip.ts',
    title: 'the checksum of an entry is not held against its bytes',
    from: 'if (checksum !== entry.crc32)',
    to: 'if (checksum < 0)',
  },
  {
    ...archives,
    file: 'src/load/read/load-files.ts',
    title: 'of two files of one name both are read',
    from: 'if (other !== undefined) throw',
    to: 'if (other === path) throw',
  },
  {
    ...workbooks,
    kind: 'boundary',
    file: 'src/load/read/workbook/cell-text.ts',
    title: 'the first two months of 1900 are a day early',
    from: 'day < 60 ? day1900 + dayMilliseconds : day1900',
    to: 'day1900',
  },
  {
    ...workbooks,
    file: 'src/load/read/workbook/sheet-rows.ts',
    title: 'a formula that was never worked out is an empty cell',
    from: `(value === '' && type !== 'str' && formula !== null)`,
    to: 'false',
  },
  {
    ...workbooks,
    kind: 'boundary',
    file: 'src/load/read/workbook/merged-cells.ts',
    title: 'merged cells are filled one row too far',
    from: 'range.lastRow >= line',
    to: 'range.lastRow + 1 >= line',
  },
  {
    ...json,
    file: 'src/load/read/json/json-path.ts',
    title: 'keys of the prototype are keys of the data',
    from: 'Object.hasOwn(object, key)',
    to: 'key in object',
  },
  {
    ...json,
    file: 'src/load/read/json/document-splitter.ts',
    title: 'a document may end before it is complete',
    from: `if (!empty && expected !== 'nothing') cutShort();`,
    to: '',
  },
  {
    ...json,
    file: 'src/load/read/json/json-reader.ts',
    title: 'a path that no record has is a column all the same',
    from: 'if (value === absent || value instanceof Unfit) continue;',
    to: 'if (value instanceof Unfit) continue;',
  },
  {
    kind: 'loading',
    file: 'src/load/read/header-names.ts',
    title: 'a numbered column takes the name of another one',
    from: `if (own.has(given)) throw`,
    to: `if (given === '') throw`,
    first: ['load/read/header-names'],
  },
];
