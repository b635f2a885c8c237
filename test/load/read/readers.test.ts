// Reading load folders: every good row is read with its true line, every bad one is rejected with line, code and text,
// and what is wrong with a file as a whole is refused before a row is given.
import { gzipSync } from 'node:zlib';
import { openLoad } from '../../../src/load/open-files';
import { folderWith, readLoad, refusal, removeFolders, rowsOf } from './read-load';

afterAll(removeFolders);

const header = 'product_id,name,category\n';
const first = 'p1,Lamp,home\n';
const last = 'p9,Desk,home\n';
const text = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

/** A defect between two good rows: what is rejected (line, code), and the good rows as id@line. */
type Defect = readonly [name: string, content: string | Buffer, rejected: readonly string[], good: readonly string[]];

const csvDefects: readonly Defect[] = [
  ['a short row', `${header}${first}p2,Chair\n${last}`, ['3 SHORT_ROW'], ['p1@2', 'p9@4']],
  ['a long row', `${header}${first}p2,Chair,home,x\n${last}`, ['3 LONG_ROW'], ['p1@2', 'p9@4']],
  ['an unclosed quote', `${header}${first}p2,"Chair,home\n${last}`, ['3 UNCLOSED_QUOTE'], ['p1@2', 'p9@4']],
  [
    'an unclosed quote in the last row',
    `${header}${first}${last}p2,"Chair,home`,
    ['4 UNCLOSED_QUOTE'],
    ['p1@2', 'p9@3'],
  ],
  [
    'an unclosed quote before quoted rows',
    `${header}p2,"Chair,home\np3,"Sofa",home\np4,"",home\n${last}`,
    ['2 UNCLOSED_QUOTE'],
    ['p3@3', 'p4@4', 'p9@5'],
  ],
  [
    'an unclosed quote that a later quote closes',
    `${header}p2,"Chair,home\np3,Sofa,home\np4,Bed,"\n${last}`,
    ['2 UNCLOSED_QUOTE', '4 UNCLOSED_QUOTE'],
    ['p3@3', 'p9@5'],
  ],
  [
    'two unclosed quotes',
    `${header}p2,"Chair,home\n${first}p3,"Sofa,home\n${last}`,
    ['2 UNCLOSED_QUOTE', '4 UNCLOSED_QUOTE'],
    ['p1@3', 'p9@5'],
  ],
  ['text after a closing quote', `${header}${first}p2,"Chair"x,home\n${last}`, ['3 STRAY_QUOTE'], ['p1@2', 'p9@4']],
  ['a short row of several lines', `${header}p2,"Chair\nsoft"\n${last}`, ['2 SHORT_ROW'], ['p9@4']],
  ['a NUL character', `${header}${first}p2,Cha\0ir,home\n${last}`, ['3 NUL_CHARACTER'], ['p1@2', 'p9@4']],
  [
    'bytes that are not UTF-8',
    text(`${header}${first}p2,`, [0xe9], `,home\n${last}`),
    ['3 INVALID_UTF8'],
    ['p1@2', 'p9@4'],
  ],
  ['half a character at the end', text(`${header}${first}p2,x,`, [0xe6, 0xb1]), ['3 INVALID_UTF8'], ['p1@2']],
  [
    'an overlong UTF-8 form',
    text(`${header}${first}p2,`, [0xc0, 0xaf], `,x\n${last}`),
    ['3 INVALID_UTF8'],
    ['p1@2', 'p9@4'],
  ],
  [
    'a cell of 10 MB',
    `${header}${first}p2,${'x'.repeat(10_000_000)},home\n${last}`,
    ['3 ROW_TOO_LONG'],
    ['p1@2', 'p9@4'],
  ],
  [
    'a quoted cell of 10 MB',
    `${header}${first}p2,"${'x'.repeat(10_000_000)}",home\n${last}`,
    ['3 ROW_TOO_LONG'],
    ['p1@2', 'p9@4'],
  ],
  ['10 MB without a line break', `${header}${first}${'x'.repeat(10_000_000)}`, ['3 ROW_TOO_LONG'], ['p1@2']],
];

const csvOddities: readonly (readonly [string, string | Buffer, readonly string[]])[] = [
  ['a byte order mark', `\uFEFF${header}${first}${last}`, ['p1@2', 'p9@3']],
  ['CRLF line ends', `${header}${first}${last}`.replaceAll('\n', '\r\n'), ['p1@2', 'p9@3']],
  ['CR line ends', `${header}${first}${last}`.replaceAll('\n', '\r'), ['p1@2', 'p9@3']],
  ['mixed line ends', 'product_id,name,category\rp1,Lamp,home\r\np9,Desk,home\n', ['p1@2', 'p9@3']],
  ['no line end at the end', `${header}${first}p9,Desk,home`, ['p1@2', 'p9@3']],
  ['blank lines', `\n${header}\n${first}\n\n${last}\n`, ['p1@4', 'p9@7']],
  ['line breaks in quotes', `${header}p1,"La\nm\r\np",home\n${last}`, ['p1@2', 'p9@5']],
  ['a quote inside an unquoted cell', `${header}p1,5" pipe,home\n${last}`, ['p1@2', 'p9@3']],
  ['a true replacement character', `${header}p1,\uFFFD,home\n${last}`, ['p1@2', 'p9@3']],
  ['columns in another order', 'category,product_id\nhome,p1\nhome,p9\n', ['p1@2', 'p9@3']],
  ['a header alone', header, []],
];

const rejections = (read: Awaited<ReturnType<typeof readLoad>>) =>
  read.rejected.map((row) => `${row.line} ${row.code}`);
const ids = (read: Awaited<ReturnType<typeof readLoad>>, column = 'product_id') =>
  read.good.map((row) => `${row.values[column]}@${row.line}`);

describe('CSV', () => {
  test.each(csvDefects)('%s is rejected alone', async (_, content, rejected, good) => {
    const read = await readLoad({ 'products.csv': content });
    expect(rejections(read)).toEqual(rejected);
    expect(ids(read)).toEqual(good);
    expect((await readLoad({ 'products.csv.gz': gzipSync(content) })).rows.length).toBe(read.rows.length);
  });

  test.each(csvOddities)('%s is read', async (_, content, good) => {
    const read = await readLoad({ 'products.csv': content });
    expect(rejections(read)).toEqual([]);
    expect(ids(read)).toEqual(good);
  });

  test('a quoted cell of 10 MB in many lines costs its own lines only', async () => {
    const read = await readLoad({
      'products.csv': `${header}p2,"${`${'x'.repeat(98)},\n`.repeat(100_000)}",home\n${last}`,
    });
    expect(rejections(read).slice(0, 3)).toEqual(['2 UNCLOSED_QUOTE', '3 SHORT_ROW', '4 SHORT_ROW']);
    expect(ids(read)).toEqual(['p9@100003']);
  });

  test('cells keep their text, an empty cell is null', async () => {
    const { good } = await readLoad({ 'products.csv': `${header}p1,"a, ""b""\r\nc",\np2,"", x \n` });
    expect(good.map((row) => row.values)).toEqual([
      { product_id: 'p1', name: 'a, "b"\r\nc', category: null },
      { product_id: 'p2', name: null, category: ' x ' },
    ]);
    expect(good.map((row) => row.raw)).toEqual(['p1,"a, ""b""\r\nc",', 'p2,"", x ']);
  });

  test('a rejected row keeps its text, storable and cut', async () => {
    const bad = `p2,\0${'x'.repeat(20_000)}\n`;
    const { rejected } = await readLoad({ 'products.csv': text(`${header}p1,`, [0xe9], `,x\n${bad}`) });
    expect(rejected.map((row) => row.raw.slice(0, 8))).toEqual(['p1,\uFFFD,x', 'p2,\u2400xxxx']);
    expect(rejected[1]!.raw).toMatch(/x \.\.\. \(20004 characters\)$/);
    expect(rejected[0]).toMatchObject({
      table: 'products',
      file: 'products.csv',
      line: 2,
      message: 'The row holds bytes that are not UTF-8.',
    });
  });

  test('batches stay small', async () => {
    const folder = await folderWith({ 'products.csv': header + first.repeat(23_000) });
    const [file] = await openLoad(folder, null);
    const sizes: number[] = [];
    for await (const batch of file!.batches) sizes.push(batch.rows.length);
    expect(sizes).toEqual(Array.from({ length: 92 }, () => 250));
  });

  test('batches of very long rows are smaller still', async () => {
    const folder = await folderWith({ 'products.csv': `${header}${`p1,${'x'.repeat(900_000)},\n`.repeat(12)}` });
    const [file] = await openLoad(folder, null);
    const sizes: number[] = [];
    for await (const batch of file!.batches) sizes.push(batch.rows.length);
    expect(sizes).toEqual([5, 5, 2]);
  });
});

describe('NDJSON', () => {
  const good = '{"customer_id":"c1","name":"Ann"}\n';

  test.each([
    ['broken JSON', '{"customer_id":"c2"', 'INVALID_JSON', null],
    ['an array', '["c2"]', 'INVALID_JSON_SHAPE', null],
    ['a number', '2', 'INVALID_JSON_SHAPE', null],
    ['null', 'null', 'INVALID_JSON_SHAPE', null],
    ['a nested object', '{"customer_id":"c2","name":{"first":"Bo"}}', 'INVALID_JSON_SHAPE', 'name'],
    ['an array for a text', '{"customer_id":"c2","name":["Bo"]}', 'INVALID_JSON_SHAPE', 'name'],
    ['tags that are no texts', '{"customer_id":"c2","tags":[1]}', 'INVALID_JSON_SHAPE', 'tags'],
    ['a NUL character', '{"customer_id":"c2","name":"B\0o"}', 'NUL_CHARACTER', null],
    ['an escaped NUL character', '{"customer_id":"c2","name":"B\\u0000o"}', 'NUL_CHARACTER', 'name'],
    ['half a surrogate pair', '{"customer_id":"c2","name":"\\ud83d"}', 'INVALID_UTF8', 'name'],
    ['bytes that are not UTF-8', text('{"customer_id":"c2","name":"', [0xff], '"}'), 'INVALID_UTF8', null],
    ['a line of 2 MB', `{"customer_id":"${'x'.repeat(2_000_000)}"}`, 'ROW_TOO_LONG', null],
  ] as const)('%s is rejected alone', async (_, line, code, column) => {
    const read = await readLoad({ 'customers.ndjson': text(good, line as string, `\r\n\n${good}`) });
    expect(read.rejected.map((row) => [row.line, row.code, row.column])).toEqual([[2, code, column]]);
    expect(ids(read, 'customer_id')).toEqual(['c1@1', 'c1@4']);
  });

  test('a file without one readable row rejects them all', async () => {
    const read = await readLoad({ 'customers.jsonl': '[\n' });
    expect(rejections(read)).toEqual(['1 INVALID_JSON']);
  });

  test('values become text; numbers keep every digit; rows have the same columns', async () => {
    const rows = [
      '{"transaction_id":"t1","order_id":7,"occurred_at":"2025-01-01","kind":"order","revenue":12345678901234.5678}',
      '{"transaction_id":"t2","order_id":8,"occurred_at":"2025-01-01","kind":"order","revenue":1e400,"quantity":null}',
      '{"transaction_id":"t3","order_id":9,"occurred_at":"2025-01-01","kind":"order","revenue":0.1,"campaign":true}',
    ];
    const { good, opened } = await readLoad({ 'transactions.ndjson': rows.join('\n') });
    expect(good.map((row) => row.values)).toEqual([
      expect.objectContaining({ revenue: '12345678901234.5678', order_id: '7', quantity: null, campaign: null }),
      expect.objectContaining({ revenue: '1e400', order_id: '8', quantity: null, campaign: null }),
      expect.objectContaining({ revenue: '0.1', order_id: '9', quantity: null, campaign: 'true' }),
    ]);
    expect(opened[0]!.sources).toEqual([
      {
        table: 'transactions',
        file: 'transactions.ndjson',
        columns: ['transaction_id', 'order_id', 'occurred_at', 'kind', 'revenue', 'quantity', 'campaign'],
      },
    ]);
  });

  test('tags may be an array', async () => {
    const { good } = await readLoad({ 'customers.ndjson': '{"customer_id":"c1","tags":["vip","b2b"]}' });
    expect(good[0]!.values).toEqual({ customer_id: 'c1', tags: 'vip;b2b' });
  });
});

describe('the files of a load', () => {
  const products = header + first;

  test('are read in the order of the tables, the same table from several files, other files left alone', async () => {
    const { opened } = await readLoad({
      'transactions.csv': 'transaction_id,order_id,occurred_at,kind,revenue\n',
      'products.csv': products,
      'products.ndjson.gz': gzipSync('{"product_id":"p3"}'),
      'NOTES.md': 'notes',
      '.hidden.csv': 'x',
    });
    expect(opened.map((file) => file.file)).toEqual(['products.csv', 'products.ndjson.gz', 'transactions.csv']);
  });

  test('can be one file', async () => {
    const folder = await folderWith({ 'products.csv': products, 'wrong.csv': 'x' });
    expect((await rowsOf(await openLoad(`${folder}/products.csv`, null))).length).toBe(1);
    await expect(openLoad(`${folder}/wrong.csv`, null)).rejects.toMatchObject({ code: 'UNKNOWN_FILE' });
    await expect(openLoad(`${folder}/none`, null)).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
  });

  test.each<readonly [string, Record<string, string | Buffer>, string]>([
    [
      'a misspelt file name',
      { 'costumers.csv': 'x' },
      'UNKNOWN_FILE: The file costumers.csv is none of the load format. Did you mean customers.csv?',
    ],
    [
      'a file of another ending',
      { 'customers.csv.zip.gz': 'x' },
      'UNKNOWN_FILE: The file customers.csv.zip.gz is none of the load format. Of archives only .zip is read, and none',
    ],
    ['a folder without data', { 'NOTES.md': 'x' }, 'NOTHING_TO_LOAD: '],
    ['an empty file', { 'products.csv': '' }, 'EMPTY_FILE: The file products.csv is empty.'],
    ['a file of blank lines', { 'products.csv': '\n\r\n' }, 'EMPTY_FILE: The file products.csv is empty.'],
    ['an empty NDJSON file', { 'products.ndjson': '\n' }, 'EMPTY_FILE: The file products.ndjson is empty.'],
    [
      'an unknown column',
      { 'products.csv': 'product_id,nmae\n' },
      'UNKNOWN_COLUMN: The column nmae of products.csv (line 1) is not in the load format. Did you mean name?',
    ],
    [
      'a required key missing',
      { 'products.ndjson': '{"productid":"1","name":"x"}' },
      'MISSING_COLUMN: The file products.ndjson lacks the column product_id. It has name, productid. Is it productid?',
    ],
    [
      'a reserved column',
      { 'products.csv': 'product_id,x_shelf\n' },
      'RESERVED_COLUMN: The column x_shelf of products.csv has a reserved name.',
    ],
    [
      'a required column missing',
      { 'products.csv': 'name\nLamp\n' },
      'MISSING_COLUMN: The file products.csv lacks the column product_id.',
    ],
    [
      'a duplicate column',
      { 'products.csv': 'product_id,name,name\n' },
      'DUPLICATE_COLUMN: The header of products.csv has the column name twice.',
    ],
    [
      'a column without name',
      { 'products.csv': 'product_id,,name\n' },
      'INVALID_HEADER: The header of products.csv is not valid: column 2 has no name.',
    ],
    ['an unclosed quote in the header', { 'products.csv': 'product_id,"name\n' }, 'INVALID_HEADER: '],
    [
      'UTF-16',
      { 'products.csv': Buffer.from('\uFEFFproduct_id\n', 'utf16le') },
      'WRONG_ENCODING: The file products.csv is written in UTF-16, not in UTF-8.',
    ],
    [
      'an archive that is none',
      { 'products.csv.gz': 'product_id\n' },
      'CORRUPT_FILE: The file products.csv.gz is damaged or cut short',
    ],
    [
      'an empty archive',
      { 'products.csv.gz': '' },
      'CORRUPT_FILE: The file products.csv.gz is damaged or cut short: unexpected end of file.',
    ],
  ])('%s is refused', async (_, files, message) => {
    expect((await refusal(files)).slice(0, message.length)).toBe(message);
  });

  test('an archive cut short or damaged ends the load', async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `p${index},${Math.sin(index)},home\n`);
    const archive = gzipSync(header + lines.join(''));
    const damaged = Buffer.from(archive);
    damaged[damaged.length - 6]! ^= 0xff;
    for (const content of [archive.subarray(0, -20), archive.subarray(0, archive.length / 2), damaged]) {
      expect(await refusal({ 'products.csv.gz': content })).toMatch(/^CORRUPT_FILE: .*Nothing was loaded/);
    }
  });
});
