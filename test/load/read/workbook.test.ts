// Sheets of XLSX workbooks as rows: what each kind of cell is as text, which sheet is read, what merged cells mean, and what is
// refused. Workbooks are written by hand where a byte matters, by SheetJS where a whole real file does.

import * as xlsx from '@e965/xlsx';
import { filesPassedOver } from '../../../src/load/open-files';
import { dateText, isDateFormat, numberText, plainText } from '../../../src/load/read/workbook/cell-text';
import { folderWith, readLoad, refusal, removeFolders } from './read-load';
import { sheetRow, workbookOf, zipOf } from './zip-file';

afterAll(removeFolders);

const columns = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name, index) => [['product_id', 'name', 'category'][index]!, `{${name}}`]));
const mapping = (format: object | undefined, ...names: readonly string[]) => ({
  files: [{ file: 'in*', format, tables: [{ table: 'products', columns: columns(...names) }] }],
});
const sheet = (rows: string, rest: object = {}) => ({ name: 'Sheet1', rows, ...rest });
const values = (read: Awaited<ReturnType<typeof readLoad>>) =>
  read.good.map(({ line, values: given }) => [line, ...Object.values(given)]);
const rejections = (read: Awaited<ReturnType<typeof readLoad>>) =>
  read.rejected.map(({ line, code, column, message }) => [line, code, column, message]);

describe('cells', () => {
  test('shared, rich, inline and formula texts, escapes and phonetic guides', async () => {
    const shared = [
      '<t>product_id</t>',
      '<t>name</t>',
      '<t xml:space="preserve"> 深圳 </t>',
      '<r><t>rich</t></r><r><t> text</t></r><rPh><t>よみ</t></rPh>',
      '<t>a_x000D_b_x005F_x000D_</t>',
      '<t/>',
    ];
    const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
      <row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c></row>
      <row r="3"><c r="A3" t="s"><v>4</v></c><c r="B3" t="s"><v>5</v></c></row>
      <row r="4"><c r="A4" t="inlineStr"><is><r><t>in</t></r><r><t>line &lt;&amp;</t></r></is></c><c r="B4" t="str"><f>A1&amp;"x"</f><v>made</v></c></row>
      <row r="5"><c r="A5" t="inlineStr"><is><t><![CDATA[c<d]]></t></is></c><c r="B5" t="str"><f>""</f><v></v></c></row>`;
    const read = await readLoad({ 'products.xlsx': workbookOf([sheet(rows)], { shared }) });
    expect(values(read)).toEqual([
      [2, ' 深圳 ', 'rich text'],
      [3, 'a\rb_x000D_', null],
      [4, 'inline <&', 'made'],
      [5, 'c<d', null],
    ]);
    expect(read.rejected).toEqual([]);
  });

  test('numbers, booleans and dates; without references cells stand one after the other', async () => {
    const cell = (text: string, style = 0, type = 'n') => `<c s="${style}" t="${type}"><v>${text}</v></c>`;
    const name = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = [
      `<row>${name('product_id')}${name('name')}${name('category')}</row>`,
      `<row>${cell('18000000000')}${cell('1.8E10')}${cell('0.10000000000000001')}</row>`,
      `<row>${cell('12345678901234567890')}${cell('1', 0, 'b')}${cell('0', 0, 'b')}</row>`,
      `<row>${cell('46151', 1)}${cell('46151.541666666664', 2)}${cell('1.5', 3)}</row>`,
      `<row>${cell('2', 4)}${cell('2026-05-09T13:00:00', 1, 'd')}${cell('0.5', 2)}</row>`,
    ].join('');
    expect(values(await readLoad({ 'products.xlsx': workbookOf([sheet(rows)]) }))).toEqual([
      [2, '18000000000', '18000000000', '0.1'],
      [3, '12345678901234567890', 'true', 'false'],
      [4, '2026-05-09', '2026-05-09T13:00:00', '1.5'],
      [5, '2', '2026-05-09T13:00:00', '12:00:00'],
    ]);
    const from1904 = await readLoad({ 'products.xlsx': workbookOf([sheet(rows)], { date1904: true }) });
    expect(values(from1904)[2]).toEqual([4, '2030-05-10', '2030-05-10T13:00:00', '1.5']);
  });

  test.each([
    ['7', '7'],
    ['-0.5', '-0.5'],
    ['0.30000000000000004', '0.30000000000000004'],
    ['1E-7', '0.0000001'],
    ['1.5E+21', '1500000000000000000000'],
    ['90071992547409931', '90071992547409931'],
    ['x', 'x'],
  ])('the number %s is %s', (stored, text) => {
    expect(numberText(stored)).toBe(text);
  });

  test.each<readonly [string, 1900 | 1904, string | null]>([
    ['1', 1900, '1900-01-01'],
    ['59', 1900, '1900-02-28'],
    ['60', 1900, null],
    ['61', 1900, '1900-03-01'],
    ['0', 1904, '1904-01-01'],
    ['0', 1900, '00:00:00'],
    ['46151.999999999', 1900, '2026-05-10'],
    ['46151.00001', 1900, '2026-05-09T00:00:00.864'],
    ['2958465', 1900, '9999-12-31'],
    ['2958466', 1900, null],
    ['2958465.9999999999', 1900, null],
    ['1e300', 1904, null],
    ['-1', 1900, null],
  ])('day %s of %d is %s', (serial, system, text) => {
    expect(dateText(serial, system)).toBe(text);
  });

  test.each<readonly [number, string | undefined, boolean]>([
    [14, undefined, true],
    [22, undefined, true],
    [46, undefined, false],
    [57, undefined, true],
    [2, undefined, false],
    [164, 'General', false],
    [164, '[$-804]yyyy/m/d;@', true],
    [164, '[Red]0.00', false],
    [164, '#,##0 "items sold"', false],
    [164, '0\\d', false],
    [164, '[hh]:mm', false],
    [164, 'h:mm AM/PM', true],
  ])('format %d %s shows dates: %s', (id, code, shows) => {
    expect(isDateFormat(id, code)).toBe(shows);
  });

  test('an escape that would be half a character stays as it is', () => {
    expect(plainText('_xD83D__x0041_')).toBe('_xD83D_A');
  });
});

describe('cells that hold a problem', () => {
  const rows = [
    sheetRow(1, ['product_id', 'name', 'note']),
    '<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2"><f>C2</f></c></row>',
    '<row r="3"><c r="A3" t="inlineStr"><is><t>b</t></is></c><c r="B3"><f>C3</f><v></v></c></row>',
    '<row r="4"><c r="A4" t="inlineStr"><is><t>c</t></is></c><c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
    '<row r="5"><c r="A5" t="inlineStr"><is><t>d</t></is></c><c r="B5" s="1"><v>-3</v></c></row>',
    '<row r="6"><c r="A6" t="inlineStr"><is><t>e</t></is></c><c r="B6"><f>1+1</f><v>2</v></c><c r="C6" t="e"><v>#N/A</v></c></row>',
  ].join('');

  test('are the fault of their row alone, each with its cell', async () => {
    const read = await readLoad({ 'in.xlsx': workbookOf([sheet(rows)]) }, mapping(undefined, 'product_id', 'name'));
    const formula = (cell: string) =>
      `The formula of cell ${cell} was never worked out: open the workbook, save it, and load that.`;
    expect(rejections(read)).toEqual([
      [2, 'FORMULA_WITHOUT_VALUE', 'name', formula('B2')],
      [3, 'FORMULA_WITHOUT_VALUE', 'name', formula('B3')],
      [4, 'CELL_ERROR', 'name', 'Cell B4 holds the error #DIV/0!.'],
      [5, 'CELL_ERROR', 'name', 'Cell B5 is shown as a date, and its -3 is none.'],
    ]);
    expect(read.rejected.map(({ raw }) => raw)).toEqual(['a,=C2', 'b,=C3', 'c,#DIV/0!', 'd,-3']);
  });

  test('are none where nothing reads their column', async () => {
    const read = await readLoad({ 'in.xlsx': workbookOf([sheet(rows)]) }, mapping(undefined, 'product_id'));
    expect(read.rejected).toEqual([]);
    expect(read.good.length).toBe(5);
  });

  test('a NUL character is refused, and so is a cell beside the columns', async () => {
    const odd =
      sheetRow(1, ['product_id', 'name']) +
      sheetRow(2, ['a', 'x_x0000_']) +
      sheetRow(3, ['b', 'x', null, 'y']) +
      sheetRow(4, ['c']);
    const read = await readLoad({ 'products.xlsx': workbookOf([sheet(odd)]) });
    expect(rejections(read)).toEqual([
      [2, 'NUL_CHARACTER', 'name', 'The row holds a NUL character.'],
      [3, 'LONG_ROW', null, 'The row has 4 cells where the header has 2.'],
    ]);
    expect(values(read)).toEqual([[4, 'c', null]]);
  });
});

describe('the sheet that is read', () => {
  const two = (rows: string) => [
    { name: 'Old', rows: sheetRow(1, ['product_id']) + sheetRow(2, ['hidden']), state: 'hidden' },
    { name: 'Now', rows },
    { name: '商机', rows: sheetRow(1, ['product_id']) + sheetRow(2, ['third']) },
    { name: 'Empty', rows: '<row r="1"/>' },
  ];
  const book = workbookOf(two(sheetRow(1, ['product_id']) + sheetRow(2, ['second'])));

  test('is the first visible one, and the others are named', async () => {
    expect(values(await readLoad({ 'products.xlsx': book }))).toEqual([[2, 'second']]);
    const folder = await folderWith({ 'products.xlsx': book });
    expect(await filesPassedOver(folder, null)).toEqual(
      ['Old', '商机'].map((name) => ({
        file: `sheet "${name}" of products.xlsx`,
        kind: 'sheet',
        advice: 'Of a workbook the first sheet is read; a mapping (--map FILE) names another in its format ("sheet").',
      })),
    );
  });

  test.each<readonly [string | number, string]>([
    ['商机', 'third'],
    [1, 'hidden'],
    [3, 'third'],
  ])('is %s where a mapping says so', async (name, id) => {
    expect(values(await readLoad({ 'in.xlsx': book }, mapping({ sheet: name }, 'product_id')))).toEqual([[2, id]]);
  });

  test.each<readonly [string | number, string]>([
    ['Deals', '"Deals"'],
    [5, 'number 5'],
  ])('%s is refused where there is none', async (name, called) => {
    expect(await refusal({ 'in.xlsx': book }, mapping({ sheet: name }, 'product_id'))).toContain(
      `files[0].format.sheet: there is no sheet ${called} (there is "Old", "Now", "商机", "Empty").`,
    );
  });

  test('what does not go with a workbook is refused', async () => {
    expect(await refusal({ 'in.xlsx': book }, mapping({ delimiter: ';' }, 'product_id'))).toContain(
      'files[0].format.delimiter does not go with in.xlsx, which is a workbook.',
    );
    expect(await refusal({ 'in.csv': 'product_id\n' }, mapping({ sheet: 1 }, 'product_id'))).toContain(
      'files[0].format.sheet does not go with in.csv, which is a text file with rows.',
    );
  });
});

describe('rows', () => {
  test('blank ones are passed over, lines are those of the sheet, empty ends of the header are none', async () => {
    const rows = `<row r="1"/><row r="3" hidden="1"><c r="B3" t="inlineStr"><is><t>product_id</t></is></c><c r="D3"/><c r="E3" t="inlineStr"><is><t></t></is></c></row>`;
    const data = `<row r="7"><c r="B7"><v>1</v></c></row><row r="8"><c r="B8"/></row>${sheetRow(9, [null, 2])}`;
    const read = await readLoad({ 'in.xlsx': workbookOf([sheet(rows + data)]) }, mapping(undefined, 'product_id'));
    expect(values(read)).toEqual([
      [7, '1'],
      [9, '2'],
    ]);
  });

  test('skipLines and names go by the rows of the sheet', async () => {
    const rows = sheetRow(1, ['Report of July']) + sheetRow(3, ['a', 'b']) + sheetRow(4, ['x', 'y']);
    expect(
      values(await readLoad({ 'in.xlsx': workbookOf([sheet(rows)]) }, mapping({ skipLines: 2 }, 'a', 'b'))),
    ).toEqual([[4, 'x', 'y']]);
    expect(
      values(
        await readLoad({ 'in.xlsx': workbookOf([sheet(rows)]) }, mapping({ skipLines: 3, names: ['a', 'b'] }, 'b')),
      ),
    ).toEqual([[4, 'y']]);
  });

  test('a million empty rows are passed over quickly', async () => {
    const empty = Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 3}" spans="1:9"/>`).join('');
    const rows = `${sheetRow(1, ['product_id'])}${sheetRow(2, ['a'])}${empty}${sheetRow(1_000_003, ['z'])}`;
    const started = performance.now();
    expect(values(await readLoad({ 'products.xlsx': workbookOf([sheet(rows)]) }))).toEqual([
      [2, 'a'],
      [1_000_003, 'z'],
    ]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('merged cells have their value once, or everywhere', async () => {
    const rows = [
      sheetRow(1, ['order', 'item', 'note']),
      sheetRow(2, ['o1', 'lamp', 'n']),
      sheetRow(3, [null, 'desk']),
      sheetRow(4, ['o2', 'sofa']),
      sheetRow(5, [null, 'bed']),
    ].join('');
    const book = workbookOf([sheet(rows, { merges: ['A2:A3', 'C2:C3', 'A4:A5', 'B9:C9'] })]);
    expect(values(await readLoad({ 'in.xlsx': book }, mapping(undefined, 'order', 'item', 'note')))).toEqual([
      [2, 'o1', 'lamp', 'n'],
      [3, null, 'desk', null],
      [4, 'o2', 'sofa', null],
      [5, null, 'bed', null],
    ]);
    expect(
      values(await readLoad({ 'in.xlsx': book }, mapping({ mergedCells: 'fill' }, 'order', 'item', 'note'))),
    ).toEqual([
      [2, 'o1', 'lamp', 'n'],
      [3, 'o1', 'desk', 'n'],
      [4, 'o2', 'sofa', null],
      [5, 'o2', 'bed', null],
    ]);
  });

  test('a merged header gives columns of one name', async () => {
    const rows = sheetRow(1, ['id', 'Owner', null]) + sheetRow(2, ['1', 'Ann', 'Bo']);
    const book = workbookOf([sheet(rows, { merges: ['B1:C1'] })]);
    expect(
      values(await readLoad({ 'in.xlsx': book }, mapping({ mergedCells: 'fill' }, 'id', 'Owner', 'Owner (2)'))),
    ).toEqual([[2, '1', 'Ann', 'Bo']]);
  });
});

describe('whole files written by SheetJS', () => {
  const data = [
    ['product_id', 'name', 'category'],
    ['a', 12.5, true],
    ['汉', new Date(Date.UTC(2026, 4, 9, 13)), 'x "y"\nz'],
  ];
  const written = (bookType: xlsx.BookType, options: object = {}) => {
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(data, { UTC: true }), 'Products');
    return Buffer.from(xlsx.write(book, { type: 'buffer', bookType, cellDates: false, ...options }));
  };

  test.each([
    ['products.xlsx', written('xlsx')],
    ['products.xlsm', written('xlsx', { bookSST: true, compression: true })],
  ])('%s is read', async (name, content) => {
    expect(values(await readLoad({ [name]: content }))).toEqual([
      [2, 'a', '12.5', 'true'],
      [3, '汉', '2026-05-09T13:00:00', 'x "y"\nz'],
    ]);
  });

  test('its rows are given again at every reading, also out of an archive', async () => {
    const { opened } = await readLoad({ 'all.zip': zipOf({ 'data/products.xlsx': written('xlsx') }) });
    for (let turn = 0; turn < 2; turn++) {
      let rows = 0;
      for await (const batch of opened[0]!.batches) rows += batch.rows.length;
      expect(rows).toBe(2);
    }
  });

  test.each<readonly [string, string, Buffer]>([
    ['XLS', 'in.xls', written('biff8')],
    ['XLS', 'in.xlsx', written('biff8')],
    ['XLSB', 'in.xlsb', written('xlsb')],
    ['ODS', 'in.ods', written('ods')],
    ['Numbers', 'in.numbers', zipOf({ 'Index/Document.iwa': 'x' })],
  ])('%s is refused as that (%s)', async (found, name, content) => {
    expect(await refusal({ [name]: content }, mapping(undefined, 'product_id'))).toBe(
      `WORKBOOK_FORMAT: The workbook ${name} is written as ${found}, which is not read. Open it, and save it as XLSX or its sheet as CSV UTF-8.`,
    );
  });
});

describe('what cannot be read is refused', () => {
  const good = workbookOf([sheet(sheetRow(1, ['product_id']) + sheetRow(2, ['a']))]);
  const part = (name: string, content: string) =>
    zipOf({
      '_rels/.rels':
        '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
      [name]: content,
    });

  test('a protected workbook names what helps', async () => {
    const ole = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(70_000),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(await refusal({ 'products.xlsx': ole })).toBe(
      'PROTECTED_FILE: The file products.xlsx is protected with a password. Save it without password, and load that.',
    );
  });

  test.each<readonly [string, Buffer, string]>([
    ['cut short', good.subarray(0, good.length - 40), 'CORRUPT_FILE: The file products.xlsx is damaged or cut short: '],
    ['no archive at all', Buffer.from('PK'), 'CORRUPT_FILE: The file products.xlsx is damaged or cut short: '],
    ['empty', Buffer.alloc(0), 'EMPTY_FILE: The file products.xlsx is empty.'],
    [
      'an archive of something else',
      zipOf({ 'a.txt': 'x' }),
      'CORRUPT_FILE: The file products.xlsx is damaged or cut short: it is no workbook.',
    ],
    [
      'without its sheets',
      part('xl/workbook.xml', '<workbook/>'),
      'CORRUPT_FILE: The file products.xlsx is damaged or cut short: it has no sheet.',
    ],
    [
      'without its main part',
      part('xl/other.xml', ''),
      'CORRUPT_FILE: The file products.xlsx is damaged or cut short: it lacks its part xl/workbook.xml.',
    ],
    [
      'broken inside',
      workbookOf([sheet('<row r="1"><c r="A1"></row>')]),
      'CORRUPT_FILE: The file products.xlsx is damaged or cut short: ',
    ],
    [
      'with a shared text that is not there',
      workbookOf([sheet('<row r="1"><c r="A1" t="s"><v>3</v></c></row>')]),
      'CORRUPT_FILE: The file products.xlsx is damaged or cut short: cell A1 names a shared text that is not there.',
    ],
    [
      'text, which programs give such endings',
      Buffer.from('<table><tr><td>product_id'),
      'WORKBOOK_FORMAT: The workbook products.xlsx is written as text, which is not read. Open it, and save it as XLSX',
    ],
    [
      'with a text longer than a cell can be',
      workbookOf([sheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>${'x'.repeat(17_000_000)}</t></is></c></row>`)]),
      'CORRUPT_FILE: The file products.xlsx is damaged or cut short: a text of it is longer than 16 MB.',
    ],
    ['without rows', workbookOf([sheet('')]), 'EMPTY_FILE: The file products.xlsx is empty.'],
    [
      'with a header that is an error',
      workbookOf([sheet('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>')]),
      'INVALID_HEADER: The header of products.xlsx is not valid: Cell A1 holds the error #REF!.',
    ],
  ])('one that is %s', async (_, content, message) => {
    expect((await refusal({ 'products.xlsx': content })).slice(0, message.length)).toBe(message);
  });

  test('a header that stands twice, unless a mapping reads it', async () => {
    const book = workbookOf([sheet(sheetRow(1, ['product_id', 'name', 'name']) + sheetRow(2, ['a', 'b', 'c']))]);
    expect(await refusal({ 'products.xlsx': book })).toContain(
      'DUPLICATE_COLUMN: The header of products.xlsx has the column name twice.',
    );
    expect(values(await readLoad({ 'in.xlsx': book }, mapping(undefined, 'product_id', 'name', 'name (2)')))).toEqual([
      [2, 'a', 'b', 'c'],
    ]);
  });
});
