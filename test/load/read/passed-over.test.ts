// Files beside those that are read: each is named with the sentence that helps, notes are not; and where nothing can be read,
// that is the refusal.
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesPassedOver, openLoad } from '../../../src/load/open-files';
import { passedOverLines } from '../../../src/load/read/passed-over';
import { folderWith, refusal, removeFolders } from './read-load';

afterAll(removeFolders);

const customers = { 'customers.csv': 'customer_id\nada\n' };
const workbook = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.from('xxxx[Content_Types].xml')]);
const archive = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.from('xxxxcustomers.csv')]);
const oldWorkbook = Buffer.from('d0cf11e0a1b11ae1', 'hex');

type Files = Readonly<Record<string, string | Buffer>>;
const lines = async (files: Files, mapping: string | null = null) => {
  const folder = await folderWith(files);
  const found = await filesPassedOver(folder, mapping === null ? null : join(folder, mapping));
  return passedOverLines(found).map((line) => line.replaceAll(folder, 'DIR'));
};

const named = (what: string, ending: string) =>
  `${what} is read when it is named after its table (customers.${ending}, transactions.${ending}, ...), or with a mapping (--map FILE).`;
const workbooks = named('A workbook', 'xlsx');
const others =
  'Of workbooks only XLSX is read: save it as XLSX, or each sheet as CSV UTF-8, named after its table (customers.xlsx, transactions.csv, ...).';
const archives = 'Of archives only .zip is read, and none inside another: unpack, and load the folder that comes out.';
const unreadable =
  'Such a file is not read: export as CSV UTF-8, named after its table (customers.csv, transactions.csv, ...).';
const separated = (by: string, name: string | null, text: string) =>
  `Cells are separated by ${by}: ${name === null ? '' : `save with commas as ${name}, or `}load with a mapping (--map FILE) whose format says "delimiter": "${text}"; docs/load-format.md shows one.`;
const foreign =
  'Files are named after tables (customers.csv, transactions.csv, ...); of others a mapping (--map FILE) says what they hold.';

test.each<readonly [what: string, name: string, content: string | Buffer, advice: string]>([
  ['a workbook named after no table', 'umsatz.xlsx', workbook, workbooks],
  ['a slip in the name of a workbook', 'transaction.xlsx', workbook, 'Did you mean transactions.xlsx?'],
  ['another case', 'Transactions.XLSX', workbook, 'Did you mean transactions.xlsx?'],
  ['an old workbook', 'transactions.XLS', oldWorkbook, others],
  ['an old workbook of another name', 'transactions.dat', oldWorkbook, others],
  ['a workbook of another name', 'transactions.dat', workbook, workbooks],
  ['tabs', 'transactions.tsv', 'transaction_id\torder_id\n', separated('tabs', 'transactions.csv', '\\t')],
  ['packed tabs', 'transactions.tsv.gz', gzipSync('id\torder\n'), separated('tabs', 'transactions.csv', '\\t')],
  ['semicolons', 'transactions.txt', '"a,b";order_id;c\n', separated('semicolons', 'transactions.csv', ';')],
  ['bars under a foreign name', 'umsatz.txt', 'Id|Betrag\n', separated('vertical bars', null, '|')],
  ['an archive of another kind', 'export.7z', archive, archives],
  ['an archive of another name', 'export.dat', archive, archives],
  [
    'another way of packing',
    'transactions.csv.bz2',
    'BZh',
    'Of packed files only .gz and .zip are read: unpack first.',
  ],
  ['a database', 'crm.sqlite', 'SQLite', unreadable],
  ['bytes', 'crm.dat', Buffer.from([1, 0, 2]), unreadable],
  ['a JSON document named after no table', 'deals.json', '[{"id": 1}]', named('A JSON document', 'json')],
  ['Parquet named after no table', 'deals.parquet', 'PAR1', named('A Parquet file', 'parquet')],
  [
    'a mapping',
    'retail.json',
    '{ "files": [{ "file": "a.csv", "tables": [] }] }',
    'It is a mapping: load the files that it names with --map DIR/retail.json.',
  ],
  ['a slip of the pen', 'transactons.csv', 'transaction_id\n', 'Did you mean transactions.csv?'],
  ['another case', 'Transactions.CSV', 'transaction_id\n', 'Did you mean transactions.csv?'],
  ['another ending', 'transactions.txt', 'transaction_id,order_id\n', 'Did you mean transactions.csv?'],
  ['a foreign name', 'invoices_2026.csv', 'InvoiceNo,Amount\n', foreign],
  ['foreign NDJSON', 'deals.ndjson', '{"a":"x;y;z"}\n', foreign],
  ['an empty file', 'invoices_2026.csv', '', foreign],
])('%s (%s) is passed over and named', async (_, name, content, advice) => {
  const files = { ...customers, [name]: content };
  expect(await lines(files)).toEqual([`Not read: ${name}. ${advice}`]);
  const opened = await openLoad(await folderWith(files), null);
  expect(opened.map(({ file }) => file)).toEqual(['customers.csv']);
});

test('notes, programs and hidden files are not named', async () => {
  const notes = [
    'README',
    'README.txt',
    'NOTES.md',
    'LICENSE',
    'logo.png',
    'export.sql',
    'load.sh',
    '~$customers.xlsx',
    '.DS_Store',
    '.old.csv',
  ];
  expect(await lines({ ...customers, ...Object.fromEntries(notes.map((name) => [name, 'a;b;c'])) })).toEqual([]);
});

test('files of one advice are named together, at most ten', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `q${String(index).padStart(2, '0')}.xlsx`);
  expect(await lines({ ...customers, ...Object.fromEntries(names.map((name) => [name, workbook])) })).toEqual([
    `Not read: ${names.slice(0, 10).join(', ')} and 2 more. ${workbooks}`,
  ]);
});

describe('with a mapping', () => {
  const mapping = JSON.stringify({
    files: [{ file: 'orders*.csv', tables: [{ table: 'products', columns: { product_id: '{id}' } }] }],
  });
  const files = { 'orders1.csv': 'id\n', 'orders2.csv.gz': gzipSync('id\n'), 'map.json': mapping };

  test('what it names, itself and other mappings are no news', async () => {
    expect(await lines({ ...files, 'other.json': mapping, 'README.md': 'x' }, 'map.json')).toEqual([]);
  });

  test('what it does not name is named', async () => {
    const beside = { ...customers, 'a.json': '{}', 'b.tsv': 'a\tb', 'c.xlsx': workbook, 'd.xls': oldWorkbook };
    expect(await lines({ ...files, ...beside }, 'map.json')).toEqual([
      'Not read: a.json, b.tsv, c.xlsx, customers.csv. With --map only the files that the mapping names are read.',
      `Not read: d.xls. ${others}`,
    ]);
  });
});

describe('where nothing can be read', () => {
  const refused = async (files: Files) => (await refusal(files)).replaceAll(/\S*astrolabe-load-\w+/g, 'DIR');

  test('of several files each is named with its advice', async () => {
    expect(await refused({ 'kunden.xls': oldWorkbook, 'transactions.tsv': 'a\tb' })).toBe(
      `NOTHING_TO_LOAD: There is nothing to load in DIR. Not read: kunden.xls. ${others}\nNot read: transactions.tsv. ${separated('tabs', 'transactions.csv', '\\t')}`,
    );
  });

  test('foreign files are told of the mapping that could be for them, by their names', async () => {
    const olist = {
      'olist_closed_deals_dataset.csv': 'mql_id\n',
      'olist_marketing_qualified_leads_dataset.csv': 'mql_id\n',
    };
    expect(await refused(olist)).toContain(
      '\nThere is a mapping for such files:\n  astrolabe load DIR --map src/load/mappings/olist-funnel.json  (Olist marketing funnel: the customer is',
    );
    expect(await refused({ 'olist_closed_deals_dataset.csv': 'mql_id\n' })).not.toContain('There is a mapping');
  });

  test('or by their columns, saying which name it expects', async () => {
    const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';
    const message = await refused({ 'Online Retail.csv': header });
    expect(message).toMatch(/^UNKNOWN_FILE: The file Online Retail\.csv is none of the load format\. Files are named/);
    expect(message).toContain(
      'astrolabe load DIR --map src/load/mappings/online-retail.json  (UCI Online Retail, every row: an invoice line gives a transaction, its product and its customer; it expects the name online_retail.csv)',
    );
    expect(await refused({ 'Online Retail.csv': header.replace(',CustomerID', '') })).not.toContain(
      'There is a mapping',
    );
  });

  test('others are told how a mapping is written, and which are ready', async () => {
    expect(await refused({ 'umsatz.csv': 'Nr,Betrag\n' })).toContain(
      '\nA mapping is written as docs/load-format.md and schema/load-mapping.schema.json say: astrolabe load DIR --map FILE. Ready in src/load/mappings, for files of other names and columns: cdnow-sample, cdnow, itsm-incidents, olist-funnel, online-retail-purchases, online-retail.',
    );
  });

  test('a single file is refused with its advice', async () => {
    const folder = await folderWith({ 'customers.xls': oldWorkbook, 'NOTES.md': 'x', ...customers });
    await expect(openLoad(join(folder, 'customers.xls'), null)).rejects.toMatchObject({
      code: 'UNKNOWN_FILE',
      hint: others,
    });
    await expect(openLoad(join(folder, 'NOTES.md'), null)).rejects.toMatchObject({
      code: 'UNKNOWN_FILE',
      hint: undefined,
    });
  });
});

describe('a file that is named after a table and is none', () => {
  test.each<readonly [string, string | Buffer, string]>([
    [
      'with semicolons',
      'customer_id;name\n',
      'WRONG_DELIMITER: The cells of customers.csv are separated by semicolons, not by commas. Save it with commas, or load it with a mapping (--map FILE) whose format says "delimiter": ";"; docs/load-format.md shows one.',
    ],
    [
      'with tabs',
      'customer_id\tname, first\tcity\n',
      'WRONG_DELIMITER: The cells of customers.csv are separated by tabs, not by commas.',
    ],
    [
      'that is a workbook',
      workbook,
      'NOT_TEXT: The file customers.csv is a workbook, whatever its name, and not text. Give it the ending .xlsx, or open it and save its sheet as CSV UTF-8.',
    ],
    ['that is an old workbook', oldWorkbook, 'NOT_TEXT: The file customers.csv is a workbook'],
    ['that is an archive', archive, 'NOT_TEXT: The file customers.csv is an archive'],
    [
      'with commas and a semicolon in a name',
      'customer_id,na;me,city\n',
      'UNKNOWN_COLUMN: The column na;me of customers.csv',
    ],
  ])('%s is refused with what helps', async (_, content, message) => {
    expect((await refusal({ 'customers.csv': content })).slice(0, message.length)).toBe(message);
  });

  test('also through a mapping that does not say its delimiter', async () => {
    const mapping = { files: [{ file: 'in.csv', tables: [{ table: 'products', columns: { product_id: '{id}' } }] }] };
    expect(await refusal({ 'in.csv': 'id;name\n' }, mapping)).toContain(
      'is not valid: files[0].format: the cells of in.csv are separated by semicolons (say "delimiter": ";"); files[0].tables[0].columns.product_id: in.csv has no column "id" (it has: id;name).',
    );
  });
});
