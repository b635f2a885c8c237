// ZIP archives: their entries are files of the load, by their base names; what an archive does not keep its word about is refused.
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesPassedOver, openLoad } from '../../../src/load/open-files';
import { listFiles } from '../../../src/load/read/load-files';
import { withLocalCopy } from '../../../src/load/read/local-copy';
import { folderWith, readLoad, refusal, removeFolders, rowsOf } from './read-load';
import { declaredSize, encryptedEntry, otherChecksum, sheetRow, unsaidEncoding, workbookOf, zipOf } from './zip-file';

afterAll(removeFolders);

const products = (...ids: readonly string[]) => `product_id\n${ids.map((id) => `${id}\n`).join('')}`;
const mapping = { files: [{ file: 'Leads_*.csv', tables: [{ table: 'products', columns: { product_id: '{id}' } }] }] };
const ids = (read: Awaited<ReturnType<typeof readLoad>>) =>
  read.good.map(({ file, line, values }) => `${file} ${line} ${values.product_id}`);

test('entries are read beside the files of the folder, by their base names, whatever they are', async () => {
  const read = await readLoad({
    'products.csv': products('a'),
    'WE_1.ZIP': zipOf({
      'data/products.ndjson': '{"product_id":"b"}\n',
      'data/deep/products.csv.gz': gzipSync(products('c')),
      'products.xlsx': workbookOf([{ name: 'S', rows: sheetRow(1, ['product_id']) + sheetRow(2, ['d']) }]),
      'products.json': '[{"product_id":"e"}]',
      'data/.hidden.csv': 'x',
      '__MACOSX/._products.csv': 'x',
      'README.md': 'x',
    }),
  });
  expect(ids(read).sort()).toEqual([
    'products.csv 2 a',
    'products.csv.gz 2 c',
    'products.json 1 e',
    'products.ndjson 1 b',
    'products.xlsx 2 d',
  ]);
  expect(read.opened.map(({ bytesTotal }) => bytesTotal > 0)).toEqual([true, true, true, true, true]);
});

test('files of one table are read together, whatever they are', async () => {
  const book = workbookOf([{ name: 'S', rows: sheetRow(1, ['product_id']) + sheetRow(2, ['b']) }]);
  const read = await readLoad({ 'products.csv': products('a'), 'products.xlsx': book });
  expect(ids(read)).toEqual(['products.csv 2 a', 'products.xlsx 2 b']);
});

describe('the copy of a packed file', () => {
  const copied = async (use: (path: string) => void) => {
    const folder = await folderWith({ 'x.zip': zipOf({ 'products.xlsx': 'content' }) });
    const [file] = await listFiles(join(folder, 'x.zip'));
    async function* paths(path: string) {
      use(path);
      yield path;
      yield path;
    }
    return withLocalCopy(file!, paths);
  };

  test('is there while it is read, and gone when reading ends, also early', async () => {
    let copy = '';
    for await (const path of await copied(() => undefined)) {
      expect(readFileSync(path, 'utf8')).toBe('content');
      copy = path;
    }
    expect(existsSync(copy)).toBe(false);
    for await (const path of await copied(() => undefined)) {
      copy = path;
      expect(existsSync(copy)).toBe(true);
      break;
    }
    expect(existsSync(copy)).toBe(false);
  });

  test('is gone when reading fails', async () => {
    let copy = '';
    const reading = await copied((path) => {
      copy = path;
      throw new Error('no more');
    });
    await expect(reading.next()).rejects.toThrow('no more');
    expect(copy).toContain('astrolabe-unpacked-');
    expect(existsSync(copy)).toBe(false);
  });
});

const descriptors = '/proc/self/fd';
(existsSync(descriptors) ? test : test.skip)('no file stays open', async () => {
  const folder = await folderWith({
    'x.zip': zipOf({ 'products.csv': products(...Array.from({ length: 50_000 }, String)) }),
  });
  const open = async () => (await readdir(descriptors)).length;
  const before = await open();
  for (let turn = 0; turn < 20; turn++) await openLoad(folder, null);
  expect(await open()).toBeLessThanOrEqual(before + 2);
});

test('a mapping matches entries of several archives', async () => {
  const files = {
    'one.zip': zipOf({ 'Data/Leads_001.csv': 'id\n1\n', 'Data/Notes.csv': 'x' }),
    'two.zip': zipOf({ '../Leads_002.csv': 'id\n2\n' }),
  };
  expect(ids(await readLoad(files, mapping))).toEqual(['Leads_001.csv 2 1', 'Leads_002.csv 2 2']);
});

test('names may be of any letters, in UTF-8 that nobody announces, behind backslashes', async () => {
  const rule = { ...mapping.files[0], file: '商机.csv' };
  for (const archive of [zipOf({ '数据/商机.csv': 'id\n1\n' }), zipOf({ '数据\\商机.csv': 'id\n1\n' })]) {
    expect(ids(await readLoad({ 'x.zip': archive }, { files: [rule] }))).toEqual(['商机.csv 2 1']);
    expect(ids(await readLoad({ 'x.zip': unsaidEncoding(archive) }, { files: [rule] }))).toEqual(['商机.csv 2 1']);
  }
});

test('an archive is a load by itself', async () => {
  const folder = await folderWith({ 'x.zip': zipOf({ 'products.csv': products('a'), 'umsatz.csv': 'Nr,x\n' }) });
  const path = join(folder, 'x.zip');
  expect((await rowsOf(await openLoad(path, null))).length).toBe(1);
  expect(await filesPassedOver(path, null)).toMatchObject([{ file: 'umsatz.csv', kind: 'foreign', header: 'Nr,x' }]);
});

test('an archive without data of a load is refused with what it holds', async () => {
  const message = await refusal({
    'x.zip': zipOf({ 'a/umsatz.csv': 'Nr;x\n', 'inner.zip': zipOf({ 'products.csv': 'x' }) }),
  });
  expect(message).toContain('NOTHING_TO_LOAD');
  expect(message).toContain('Not read: umsatz.csv. Cells are separated by semicolons');
  expect(message).toContain('Not read: inner.zip. Of archives only .zip is read, and none inside another');
});

describe('two files of one name', () => {
  test('are refused with their places: in two archives, in two folders of one, beside one', async () => {
    const two = {
      'a.zip': zipOf({ 'x/products.csv': products('a') }),
      'b.zip': zipOf({ 'products.csv': products('a') }),
    };
    expect(await refusal(two)).toMatch(
      /^DUPLICATE_FILE: Two files of the load are named products\.csv: \S*\/a\.zip\/x\/products\.csv and \S*\/b\.zip\/products\.csv\. Nothing was loaded\./,
    );
    const folders = zipOf({ 'x/Leads_1.csv': 'id\n', 'y/Leads_1.csv': 'id\n' });
    expect(await refusal({ 'a.zip': folders }, mapping)).toMatch(
      /^DUPLICATE_FILE: .*x\/Leads_1\.csv and .*y\/Leads_1\.csv/,
    );
    expect(await refusal({ 'products.csv': products('a'), 'b.zip': two['b.zip'] })).toMatch(/^DUPLICATE_FILE/);
  });

  test('are no matter where nothing reads them', async () => {
    const archive = zipOf({ 'x/notes.csv': 'x', 'y/notes.csv': 'x', 'products.csv': products('a') });
    expect(ids(await readLoad({ 'a.zip': archive }))).toEqual(['products.csv 2 a']);
  });
});

describe('what is refused', () => {
  const sound = zipOf({ 'products.csv': products('a', 'b') });
  const damaged = Buffer.from(
    zipOf({ 'products.csv': products(...Array.from({ length: 5000 }, (_, index) => `${Math.sin(index)}`)) }),
  );
  damaged[5000]! ^= 0xff;

  test.each<readonly [string, Buffer, RegExp]>([
    [
      'an encrypted entry',
      encryptedEntry(sound),
      /^PROTECTED_FILE: The file products\.csv in x\.zip is protected with a password\. Save it without password/,
    ],
    [
      'an entry larger than it says',
      declaredSize(sound, 3),
      /^CORRUPT_FILE: The file products\.csv in x\.zip is damaged or cut short: too many bytes in the stream\. expected 3\./,
    ],
    ['an entry smaller than it says', declaredSize(sound, 90), /^CORRUPT_FILE: .*not enough bytes in the stream/],
    ['another checksum', otherChecksum(sound), /^CORRUPT_FILE: .*: its checksum does not match\./],
    ['damaged bytes', damaged, /^CORRUPT_FILE: The file products\.csv in x\.zip is damaged/],
    ['an archive cut short', sound.subarray(0, -30), /^CORRUPT_FILE: The file x\.zip is damaged or cut short: /],
    [
      'an archive that is none',
      Buffer.from('product_id\n'),
      /^CORRUPT_FILE: The file x\.zip is damaged or cut short: /,
    ],
  ])('%s', async (_, archive, message) => {
    expect(await refusal({ 'x.zip': archive })).toMatch(message);
  });

  test('an entry that unpacks to far more than its packed bytes, told before it is unpacked', async () => {
    const bomb = zipOf({ 'products.csv': Buffer.alloc(120_000_000, 'a') });
    expect(bomb.length * 1000).toBeLessThan(120_000_000);
    const message =
      'CORRUPT_FILE: The file products.csv in x.zip is damaged or cut short: it unpacks to more than 1000 times its packed size and more than 100 MB.';
    expect((await refusal({ 'x.zip': bomb })).slice(0, message.length)).toBe(message);
  });
});

test('what lies in hidden folders, or in those that a Mac adds, is none', async () => {
  const files = {
    'x.zip': zipOf({
      '.trash/products.csv': 'product_id\n1\n',
      'a/__MACOSX/products.csv': 'product_id\n2\n',
      'a/products.csv': 'product_id\n3\n',
    }),
  };
  expect((await readLoad(files)).good.map(({ values }) => values.product_id)).toEqual(['3']);
});
