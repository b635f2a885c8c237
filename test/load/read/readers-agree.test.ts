// CSV reading against other people's work: the csv-spectrum files, and csv-parse on random tables. And it never matters
// where the chunks of a file are cut.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { fileOnDisk } from '../../../src/load/read/byte-source';
import { openCsv } from '../../../src/load/read/csv-reader';
import { csvSplitter, plainCsv } from '../../../src/load/read/csv-splitter';
import type { TextRow } from '../../../src/load/read/text-row';
import { readText } from '../../../src/load/read/text-source';
import { folderWith, removeFolders } from './read-load';

afterAll(removeFolders);

const spectrum = dirname(require.resolve('csv-spectrum/package.json'));
const names = readdirSync(join(spectrum, 'csvs')).map((file) => file.replace('.csv', ''));

describe('csv-spectrum', () => {
  test.each(names)('%s', async (name) => {
    const path = join(spectrum, 'csvs', `${name}.csv`);
    const file = await openCsv(fileOnDisk(name, path, 0), { ...plainCsv, skipLines: 0, names: null, mapped: false });
    const read: Record<string, string>[] = [];
    for await (const { rows } of file.batches()) {
      for (const row of rows) {
        if (row.kind === 'bad') throw new Error(row.problem.message);
        read.push(Object.fromEntries(file.columns.map((column, index) => [column, row.cells[index] ?? ''])));
      }
    }
    const expected = [JSON.parse(readFileSync(join(spectrum, 'json', `${name}.json`), 'utf8'))].flat();
    // The package gives another phone number in the JSON of this file than in its CSV.
    if (name === 'location_coordinates') expected[0]['Contact Phone Number'] = '2095257564';
    expect(read).toEqual(expected);
  });
});

const cell = fc.string({
  unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', '\r\n', ' ', 'é', '汉', '😀', '\uFEFF'),
  maxLength: 8,
});
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');

/** A table as CSV text: every cell quoted if it must be, and at random if it need not. */
const table = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc
    .array(fc.tuple(fc.array(fc.tuple(cell, fc.boolean()), { minLength: width, maxLength: width }), lineEnd), {
      minLength: 1,
    })
    .map((rows) => {
      const quoted = (value: string, always: boolean) =>
        always || value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
      return {
        width,
        cells: rows.map(([cells]) => cells.map(([value]) => value)),
        text: rows.map(([cells, end]) => cells.map((each) => quoted(...each)).join(',') + end).join(''),
      };
    }),
);

function split(text: string, width: number | null, cuts: readonly number[]): TextRow[] {
  const splitter = csvSplitter({ ...plainCsv, skipLines: 0, skipRows: 0, width });
  const places = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort((a, b) => a - b);
  const rows = places.slice(1).flatMap((place, index) => splitter.push(text.slice(places[index], place), false));
  return [...rows, ...splitter.push('', true)];
}

describe('random tables', () => {
  test('are read as csv-parse reads them, each row with its text and line', () => {
    fc.assert(
      fc.property(table, fc.array(fc.nat(), { maxLength: 6 }), ({ text, cells, width }, cuts) => {
        const rows = split(text, width, cuts);
        const texts = rows.map((row) =>
          row.kind === 'cells' ? row.cells.map((each) => each ?? '') : [row.problem.code],
        );
        expect(texts).toEqual(cells);
        expect(texts).toEqual(parse(text, { record_delimiter: ['\r\n', '\n', '\r'] }));
        const lines = text.split(/\r\n|\n|\r/);
        for (const { line, raw } of rows)
          expect(lines.slice(line - 1).join('\n')).toContain(raw.replace(/\r\n|\r/g, '\n'));
      }),
      { numRuns: 500 },
    );
  });

  test('give the same rows wherever the chunks are cut, defects too', () => {
    const broken = fc.string({
      unit: fc.constantFrom('a', ',', '"', '"\r\n"', '\n', '\r', '\0', '\uDFFF'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        broken,
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.integer({ min: 1, max: 3 }),
        (text, cuts, width) => {
          expect(split(text, width, cuts)).toEqual(split(text, width, []));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('with any one line broken by a quote, all whole rows of the other lines are read', () => {
    const plain = fc.array(fc.tuple(fc.constantFrom('x', '1', ''), fc.constantFrom('"q"', 'y', '""')), {
      minLength: 3,
    });
    fc.assert(
      fc.property(plain, fc.nat(), (pairs, at) => {
        const lines = pairs.map(([left, right], index) => `${index},${left},${right}`);
        const broken = at % lines.length;
        const text = lines.map((line, index) => (index === broken ? `${index},"x,y` : line)).join('\n');
        const rows = split(text, 3, []);
        expect(rows.filter((row) => row.kind === 'bad').map((row) => row.line)).toEqual([broken + 1]);
        expect(rows.length).toBe(lines.length);
      }),
    );
  });
});

test('characters are whole wherever the bytes of a file are cut', async () => {
  // 256 KiB chunks: a four-byte character stands across each border, in each of its positions.
  for (const shift of [0, 1, 2, 3]) {
    const text = 'x'.repeat(shift) + '😀'.repeat(200_000);
    const folder = await folderWith({ 'text.csv': text });
    let read = '';
    for await (const chunk of readText(fileOnDisk('', join(folder, 'text.csv'), 0), 'utf8')) read += chunk.text;
    expect(read === text).toBe(true);
  }
});
