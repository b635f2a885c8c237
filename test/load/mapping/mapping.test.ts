// Mappings: what each part of one does to a row, how files and tables are counted, and that what is wrong with a mapping is
// said with its place.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import { renderMappingSchema } from '../../../src/load/mapping/json-schema';
import type { Condition, TableRule, Value } from '../../../src/load/mapping/schema';
import { openLoad } from '../../../src/load/open-files';
import { folderWith, readLoad, refusal, removeFolders } from '../read/read-load';

afterAll(removeFolders);

const products = (columns: Record<string, Value>, rule: Partial<TableRule> = {}) => ({
  ...rule,
  table: 'products',
  columns: { product_id: '{id}', ...columns },
});
const mapping = (table: object, file: object = {}) => ({ files: [{ file: 'in.csv', tables: [table], ...file }] });

// biome-ignore lint/suspicious/noThenProperty: the mapping format reads if, then, else.
const choice = (test: Condition, met: Value, other?: Value): Value => ({ if: test, then: met, else: other });

/** What one value makes of one row: the text, null, or the rejection's code and column. */
async function made(value: Value, row: Record<string, string>): Promise<string | null> {
  const cells = Object.values(row).map((cell) => `"${cell}"`);
  const csv = `id,${Object.keys(row).join(',')}\n1,${cells.join(',')}\n`;
  const { rows, good } = await readLoad({ 'in.csv': csv }, mapping(products({ name: value })));
  const [only] = rows;
  if (only?.kind === 'row') return good[0]!.values.name!;
  return only?.kind === 'rejected' ? `${only.code} ${only.column}` : 'filtered';
}

describe('a value', () => {
  test.each<readonly [string, Value, Record<string, string>, string | null]>([
    ['a constant', 'Lamp', { a: 'x' }, 'Lamp'],
    ['nothing', null, { a: 'x' }, null],
    ['an empty text', '', { a: 'x' }, null],
    ['a cell', '{a}', { a: 'x' }, 'x'],
    ['an empty cell', '{a}', { a: '' }, null],
    ['a text with cells', '{a}-{b}!', { a: 'x', b: 'y' }, 'x-y!'],
    ['a text with an empty cell', '{a}-{b}', { a: 'x', b: '' }, null],
    ['braces', '{{{a}}}', { a: 'x' }, '{x}'],
    ['a removed suffix', { value: '{a}', removeSuffix: '.0' }, { a: '17850.0' }, '17850'],
    ['a suffix that is not there', { value: '{a}', removeSuffix: '.0' }, { a: '17850' }, '17850'],
    ['a listed value', { value: '{a}', map: { x: 'y' } }, { a: 'x' }, 'y'],
    ['a value listed as nothing', { value: '{a}', map: { x: null } }, { a: 'x' }, null],
    ['a value not listed', { value: '{a}', map: { x: 'y' } }, { a: 'z' }, 'UNMAPPED_VALUE name'],
    ['a default', { value: '{a}', map: { x: 'y' }, default: 'other' }, { a: 'z' }, 'other'],
    ['a default of nothing', { value: '{a}', map: { x: 'y' }, default: null }, { a: 'toString' }, null],
    ['a day', { value: '{a}', date: 'YYYYMMDD' }, { a: '19970101' }, '1997-01-01'],
    ['a time', { value: '{a}', date: 'D/M/YYYY HH:mm' }, { a: '9/2/2016 01:16' }, '2016-02-09T01:16:00'],
    [
      'a time with seconds',
      { value: '{a}', date: 'DD.MM.YYYY H:mm:ss' },
      { a: '09.02.2016 1:16:07' },
      '2016-02-09T01:16:07',
    ],
    ['a day that does not exist', { value: '{a}', date: 'YYYYMMDD' }, { a: '20230229' }, 'INVALID_DATE name'],
    ['a leap day', { value: '{a}', date: 'YYYYMMDD' }, { a: '20240229' }, '2024-02-29'],
    ['a day written otherwise', { value: '{a}', date: 'D/M/YYYY' }, { a: '2016-02-09' }, 'INVALID_DATE name'],
    [
      'an hour that does not exist',
      { value: '{a}', date: 'YYYYMMDD HH:mm' },
      { a: '20240229 24:00' },
      'INVALID_DATE name',
    ],
    [
      'steps in their order',
      { value: '{a}', steps: [{ trim: true }, { map: { x: 'y.0' } }, { removeSuffix: '.0' }] },
      { a: ' x ' },
      'y',
    ],
    ['a step that leaves nothing', { value: '{a}', trim: true }, { a: '  ' }, null],
    ['a step after nothing', { value: '{a}', steps: [{ map: { x: null } }, { number: {} }] }, { a: 'x' }, null],
    [
      'a step after a refused one',
      { value: '{a}', steps: [{ number: {} }, { map: { y: 'z' }, default: 'w' }] },
      { a: 'x' },
      'INVALID_NUMBER name',
    ],
    ['a step on a product', { multiply: ['{a}', '2'], steps: [{ map: { 6: 'six' } }] }, { a: '3' }, 'six'],
    [
      'a step on a choice',
      { ...(choice({ column: 'a', equals: 'x' }, ' {a} ', 'y') as object), steps: [{ trim: true }] },
      { a: 'x' },
      'x',
    ],
    ['a product', { multiply: ['{a}', '{b}'] }, { a: '3', b: '0.1' }, '0.3'],
    [
      'a product beyond doubles',
      { multiply: ['{a}', '{b}'] },
      { a: '12345678901234567', b: '1.0001' },
      '12346913469124690.4567',
    ],
    ['a product of nothing', { multiply: ['{a}', '{b}'] }, { a: '3', b: '' }, null],
    ['a product of a text', { multiply: ['{a}', '{b}'] }, { a: '3', b: '0x10' }, 'INVALID_NUMBER name'],
    ['a negative zero', { multiply: ['{a}', '-1'] }, { a: '0' }, '0'],
    ['a sum', { add: ['{a}', '{b}', '0.3'] }, { a: '0.1', b: '0.2' }, '0.6'],
    ['a difference', { subtract: ['{a}', '{b}'] }, { a: '0.3', b: '0.1' }, '0.2'],
    ['seconds', { secondsBetween: ['{a}', '{b}'] }, { a: '2024-02-28', b: '2024-03-01T00:00:01.5' }, '172801.5'],
    [
      'seconds across offsets',
      { secondsBetween: ['{a}', '{b}'] },
      { a: '2024-01-01T08:00:00+08:00', b: '2023-12-31T19:30:00-05:00' },
      '1800',
    ],
    ['seconds of no time', { secondsBetween: ['{a}', '{b}'] }, { a: 'soon', b: '2024-01-01' }, 'INVALID_DATE name'],
    ['a choice met', choice({ column: 'a', equals: 'x' }, '{a}', null), { a: 'x' }, 'x'],
    [
      'a choice not met',
      choice({ column: 'a', equals: 'x' }, '{a}', { multiply: ['{b}', '2'] }),
      { a: 'y', b: '2' },
      '4',
    ],
    [
      'a choice that cannot be told',
      choice({ column: 'a', lessThan: 1 }, 'x', 'y'),
      { a: 'much' },
      'INVALID_NUMBER name',
    ],
  ])('%s', async (_, value, row, expected) => {
    expect(await made(value, row)).toBe(expected);
  });

  test('{#} numbers the rows identical in all columns within one load, across its files', async () => {
    const table = products({ name: '{a}-{#}' });
    const files = { 'in1.csv': 'id,a\n1,x\n1,x\n2,x\n1,x\n', 'in2.csv': 'id,a\n2,x\n1,y\n1,x\n' };
    const { good } = await readLoad(files, { files: [{ file: 'in?.csv', tables: [table] }] });
    expect(good.map((row) => `${row.values.product_id}${row.values.name}`)).toEqual([
      '1x-1',
      '1x-2',
      '2x-1',
      '1x-3',
      '2x-2',
      '1y-1',
      '1x-4',
    ]);
  });

  test('{#hash} is the same for identical rows only', async () => {
    const { good } = await readLoad({ 'in.csv': 'id,a\n1,x\n1,x\n1,y\n1x,\n' }, mapping(products({ name: '{#hash}' })));
    const [first, same, other, another] = good.map((row) => row.values.name);
    expect(first).toMatch(/^[0-9a-f]{12}$/);
    expect(same).toBe(first);
    expect(new Set([first, other, another]).size).toBe(3);
  });
});

describe('a filter', () => {
  const rows = 'id,a,n\n1,x,5\n2,y,10\n3,,\n4,xy,-2\n5,x,10.000000000000000001\n';

  test.each([
    [{ column: 'a', equals: 'x' }, '15'],
    [{ column: 'a', notEquals: 'x' }, '234'],
    [{ column: 'a', in: ['x', 'y'] }, '125'],
    [{ column: 'a', notIn: ['x', 'y'] }, '34'],
    [{ column: 'a', startsWith: 'x' }, '145'],
    [{ column: 'a', isEmpty: true }, '3'],
    [{ column: 'a', isEmpty: false }, '1245'],
    [{ column: 'n', greaterThan: 10 }, '5'],
    [{ column: 'n', atLeast: 10 }, '25'],
    [{ column: 'n', lessThan: 5 }, '4'],
    [{ column: 'n', atMost: 5 }, '14'],
    [{ not: { column: 'n', atMost: 5 } }, '235'],
    [
      {
        all: [
          { column: 'a', startsWith: 'x' },
          { column: 'n', greaterThan: 0 },
        ],
      },
      '15',
    ],
    [
      {
        any: [
          { column: 'a', equals: 'y' },
          { column: 'n', lessThan: 0 },
        ],
      },
      '24',
    ],
  ])('%j', async (where, expected) => {
    const { good, filtered } = await readLoad({ 'in.csv': rows }, mapping(products({}, { where })));
    expect(good.map((row) => row.values.product_id).join('')).toBe(expected);
    expect(good.length + filtered.length).toBe(5);
  });
});

describe('rows that stay', () => {
  const rows = 'id,a\n1,x\n2,x\n1,x\n1,y\n2,z\n';
  const kept = async (keep: TableRule['keep']) => {
    const { good, filtered } = await readLoad({ 'in.csv': rows }, mapping(products({ name: '{a}' }, { keep })));
    expect(good.length + filtered.length).toBe(5);
    return good.map((row) => `${row.line}:${row.values.product_id}${row.values.name}`);
  };

  test('all of them', async () => expect(await kept('all')).toEqual(['2:1x', '3:2x', '4:1x', '5:1y', '6:2z']));
  test('each content once', async () => expect(await kept('distinct')).toEqual(['2:1x', '3:2x', '5:1y', '6:2z']));
  test('the first of a key', async () => expect(await kept('first')).toEqual(['2:1x', '3:2x']));
  test('the last of a key', async () => expect(await kept('last')).toEqual(['5:1y', '6:2z']));

  test('the last of a key over all files of a pattern, of the rows that meet the filter', async () => {
    const table = products({ name: '{a}' }, { keep: 'last', where: { column: 'a', notEquals: 'no' } });
    const files = { 'in1.csv': 'id,a\n1,x\n2,x\n3,x\n', 'in2.csv': 'id,a\n1,y\n2,no\n' };
    const { good } = await readLoad(files, { files: [{ file: 'in*.csv', tables: [table] }] });
    expect(good.map((row) => `${row.file}:${row.values.product_id}${row.values.name}`)).toEqual([
      'in1.csv:2x',
      'in1.csv:3x',
      'in2.csv:1y',
    ]);
  });

  test('the last of 100,000 keys', async () => {
    const lines = Array.from({ length: 300_000 }, (_, index) => `${index % 100_000},${Math.floor(index / 100_000)}\n`);
    const read = await readLoad(
      { 'in.csv': `id,a\n${lines.join('')}` },
      mapping(products({ name: '{a}' }, { keep: 'last' })),
    );
    expect(read.good.length).toBe(100_000);
    expect(read.good.every((row) => row.values.name === '2')).toBe(true);
    expect(read.filtered.length).toBe(200_000);
  });
});

describe('a file', () => {
  test('feeds several tables, and one table twice; what is given is what was read', async () => {
    const read = await readLoad(
      { 'in.csv': 'no,sku,who,when\n1,p1,c1,2024-01-01\n1,p2,,2024-01-01\n2,p1\n' },
      {
        files: [
          {
            file: 'in.csv',
            tables: [
              { table: 'products', keep: 'first', columns: { product_id: '{sku}' } },
              {
                table: 'interactions',
                columns: { interaction_id: '{no}-{sku}-v', occurred_at: '{when}', kind: 'visit', customer_id: '{who}' },
              },
              {
                table: 'interactions',
                columns: { interaction_id: '{no}-{sku}-c', occurred_at: '{when}', kind: 'click', topic: 'shop' },
              },
            ],
          },
        ],
      },
    );
    expect(read.opened[0]!.sources).toEqual([
      { table: 'products', file: 'in.csv', columns: ['product_id'] },
      {
        table: 'interactions',
        file: 'in.csv',
        columns: ['interaction_id', 'occurred_at', 'kind', 'customer_id', 'topic'],
      },
    ]);
    expect(read.good.filter((row) => row.line === 2).map((row) => row.values)).toEqual([
      { product_id: 'p1' },
      { interaction_id: '1-p1-v', occurred_at: '2024-01-01', kind: 'visit', customer_id: 'c1', topic: null },
      { interaction_id: '1-p1-c', occurred_at: '2024-01-01', kind: 'click', customer_id: null, topic: 'shop' },
    ]);
    expect(read.rejected.map((row) => `${row.table} ${row.line} ${row.code}`)).toEqual([
      'products 4 SHORT_ROW',
      'interactions 4 SHORT_ROW',
    ]);
  });

  test.each<readonly [string, string | Buffer, object]>([
    ['runs of blanks', ' id  a \r\n 1   x\r\n\t2 y \r\n', { format: { delimiter: 'whitespace' } }],
    ['another delimiter', 'id;a\n1;"x"\n2;y\n', { format: { delimiter: ';' } }],
    ['a delimiter of two characters', 'id||a\n1||"x"\n2||y\n', { format: { delimiter: '||' } }],
    ['tabs and no quotes', 'id\ta\n1\tx\n2\ty\n', { format: { delimiter: '\t', quote: null } }],
    ['another quote', "id,a\n1,'x'\n2,y\n", { format: { quote: "'" } }],
    ['names by position', '1,x\n2,y\n', { format: { names: ['id', 'a'] } }],
    ['names for a header', 'title\nid,id\n1,x\n2,y\n', { format: { names: ['id', 'a'], skipLines: 2 } }],
    ['a header after other lines', 'title, "\n\nid,a\n1,x\n2,y\n', { format: { skipLines: 2 } }],
    ['UTF-16', encode('id,a\n1,x\n2,y\n', 'utf16le', { addBOM: true }), { format: { encoding: 'utf-16' } }],
  ])('with %s', async (_, content, file) => {
    const { good } = await readLoad({ 'in.csv': content }, mapping(products({ name: '{a}' }), file));
    expect(good.map((row) => row.values)).toEqual([
      { product_id: '1', name: 'x' },
      { product_id: '2', name: 'y' },
    ]);
  });

  test('in another encoding', async () => {
    const content = encode('id,a\n1,杯子\n', 'gb18030');
    const read = await readLoad(
      { 'in.csv': content },
      mapping(products({ name: '{a}' }), { format: { encoding: 'gb18030' } }),
    );
    expect(read.good[0]!.values.name).toBe('杯子');
    const broken = Buffer.concat([content, Buffer.from('2,'), Buffer.from([0xff]), Buffer.from('\n3,y\n')]);
    const again = await readLoad(
      { 'in.csv': broken },
      mapping(products({ name: '{a}' }), { format: { encoding: 'gb18030' } }),
    );
    expect(again.rejected.map((row) => `${row.line} ${row.code}`)).toEqual(['3 INVALID_ENCODING']);
    expect(again.good.length).toBe(2);
  });

  test('with texts that stand for empty cells', async () => {
    const { good } = await readLoad(
      { 'in.csv': 'id,a\n1,?\n2,-\n3,x\n' },
      mapping(products({ name: '{a}' }), { empty: ['?', '-'] }),
    );
    expect(good.map((row) => row.values.name)).toEqual([null, null, 'x']);
  });

  test('of NDJSON', async () => {
    const file = { file: 'in.ndjson', tables: [products({ name: '{a b}' })] };
    const { good } = await readLoad({ 'in.ndjson': '{"id":1,"a b":"x"}\n{"id":2}\n' }, { files: [file] });
    expect(good.map((row) => row.values)).toEqual([
      { product_id: '1', name: 'x' },
      { product_id: '2', name: null },
    ]);
  });

  test('not named in the mapping is left alone', async () => {
    const { opened } = await readLoad(
      { 'in.csv': 'id\n', 'other.csv': 'x', 'customers.csv': 'x' },
      mapping(products({})),
    );
    expect(opened.map((file) => file.file)).toEqual(['in.csv']);
  });

  test('alone may be loaded with a mapping that names more', async () => {
    const rule = {
      files: [
        { file: 'a.csv', tables: [products({})] },
        { file: 'b.csv', tables: [products({})] },
      ],
    };
    const folder = await folderWith({ 'b.csv': 'id\n', 'map.json': JSON.stringify(rule) });
    const opened = await openLoad(join(folder, 'b.csv'), join(folder, 'map.json'));
    expect(opened.map((file) => file.file)).toEqual(['b.csv']);
    await expect(openLoad(folder, join(folder, 'map.json'))).rejects.toThrow('files[0].file: no file in');
  });
});

describe('a mapping that is not valid', () => {
  const wrong = async (content: object, csv = 'id,a\n') =>
    (await refusal({ 'in.csv': csv }, content)).replace(/^.*is not valid: (.*)\. schema\/.*$/s, '$1');

  test.each<readonly [string, object, string]>([
    ['lacks files', {}, 'the mapping lacks "files"'],
    [
      'has another word',
      { files: [{ fil: 'in.csv', tables: [products({})] }] },
      'files[0] lacks "file"; files[0] has no "fil" (did you mean "file"?)',
    ],
    [
      'names a wrong table',
      mapping({ table: 'product', columns: {} }),
      'files[0].tables[0].table is "product" (did you mean "products"?)',
    ],
    [
      'names a wrong column',
      mapping(products({ nmae: 'x' })),
      'files[0].tables[0].columns has no "nmae" (did you mean "name"?)',
    ],
    [
      'lacks a required column',
      mapping({ table: 'products', columns: {} }),
      'files[0].tables[0].columns lacks "product_id"',
    ],
    [
      'has a number for a value',
      mapping(products({ name: 1 as never })),
      'files[0].tables[0].columns.name must be string or null or object',
    ],
    [
      'has a value of two forms',
      mapping(products({ name: { value: 'x', multiply: ['1', '2'] } })),
      'files[0].tables[0].columns.name needs exactly one of value, add, subtract, multiply, divide, secondsBetween, firstOf, header, lookup, if',
    ],
    [
      'has half a choice',
      mapping(products({ name: choice({ column: 'a', equals: 'x' }, 'x') })),
      'files[0].tables[0].columns.name: "if" needs "else" beside it',
    ],
    [
      'has a default alone',
      mapping(products({ name: { value: 'x', default: 'y' } })),
      'files[0].tables[0].columns.name: "default" needs "map" beside it',
    ],
    [
      'has a test of nothing',
      mapping(products({}, { where: { column: 'a' } })),
      'files[0].tables[0].where needs exactly one of equals, notEquals, in, notIn, startsWith, endsWith, contains, isEmpty, equalsColumn, greaterThan, atLeast, lessThan, atMost, before, after',
    ],
    [
      'has a wrong test',
      mapping(products({}, { where: { column: 'a', equal: 'x' } as never })),
      'files[0].tables[0].where has no "equal" (did you mean "equals"?)',
    ],
    [
      'has a wrong keep',
      mapping(products({}, { keep: 'lst' as never })),
      'files[0].tables[0].keep is "lst" (did you mean "last"?)',
    ],
    [
      'has an open brace',
      mapping(products({ name: '{a' })),
      'files[0].tables[0].columns.name: a { is not closed in "{a" (write {{ for a brace)',
    ],
    [
      'has a wrong date',
      mapping(products({ name: { value: '{a}', date: 'M/YYYY' } })),
      'files[0].tables[0].columns.name.date: the date pattern "M/YYYY" lacks D or DD',
    ],
    [
      'has two steps beside a value',
      mapping(products({ name: { value: '{a}', removeSuffix: '.0', date: 'YYYYMMDD' } })),
      'files[0].tables[0].columns.name has removeSuffix and date: put several steps into "steps", in their order',
    ],
    [
      'has steps in two places',
      mapping(products({ name: { value: '{a}', trim: true, steps: [{ number: {} }] } })),
      'files[0].tables[0].columns.name has trim and steps: put several steps into "steps", in their order',
    ],
    [
      'has a step beside no value',
      mapping(products({ name: { multiply: ['{a}', '1'], trim: true } })),
      'files[0].tables[0].columns.name: "trim" needs "value" beside it',
    ],
    [
      'has a step of two names',
      mapping(products({ name: { value: '{a}', steps: [{ trim: true, number: {} }] } })),
      'files[0].tables[0].columns.name.steps[0] needs exactly one of trim, collapseBlanks, removePrefix, removeSuffix, unquoteFormula, normalize, case, replace, split, substring, map, number, times, divideBy, round, absolute, date, datePart, duration',
    ],
    [
      'has a step of another name',
      mapping(products({ name: { value: '{a}', steps: [{ trin: true } as never] } })),
      'files[0].tables[0].columns.name.steps[0] has no "trin" (did you mean "trim"?)',
    ],
    [
      'does not trim',
      mapping(products({ name: { value: '{a}', trim: false as never } })),
      'files[0].tables[0].columns.name.trim must be true',
    ],
    [
      'has a wrong word in a notation',
      mapping(products({ name: { value: '{a}', number: { thousand: '.' } as never } })),
      'files[0].tables[0].columns.name.number has no "thousand" (did you mean "thousands"?)',
    ],
    [
      'has one sign for two separators',
      mapping(products({ name: { value: '{a}', steps: [{ trim: true }, { number: { thousands: '.' } }] } })),
      'files[0].tables[0].columns.name.steps[1].number: decimal and thousands are both "."',
    ],
    [
      'has a minus that is none',
      mapping(products({ name: { value: '{a}', number: { minus: 'bracket' as never } } })),
      'files[0].tables[0].columns.name.number.minus is "bracket" (did you mean "brackets"?)',
    ],
    [
      'has a date of two notations',
      mapping(products({ name: { value: '{a}', date: { pattern: 'YYYYMMDD', excel: 1900 } } })),
      'files[0].tables[0].columns.name.date needs exactly one of pattern, excel, epoch, iso',
    ],
    [
      'has a wrong system of dates',
      mapping(products({ name: { value: '{a}', date: { excel: 1901 as never } } })),
      'files[0].tables[0].columns.name.date.excel is 1901 (allowed: 1900, 1904)',
    ],
    [
      'has two digits of a year without a pivot',
      mapping(products({ name: { value: '{a}', date: { pattern: 'DD.MM.YY' } } })),
      'files[0].tables[0].columns.name.date.pattern: the date pattern "DD.MM.YY" has YY, which needs a pivot: the first year it can mean, such as 1970',
    ],
    [
      'maps to a value outside the format as its last step',
      mapping({
        table: 'agents',
        columns: { agent_id: '{id}', role: { value: '{a}', steps: [{ trim: true }, { map: { x: 'sale' } }] } },
      }),
      'files[0].tables[0].columns.role: "sale" is not one of sales, service',
    ],
    [
      'has a constant outside the format',
      mapping({ table: 'agents', columns: { agent_id: '{id}', role: 'boss' } }),
      'files[0].tables[0].columns.role: "boss" is not one of sales, service',
    ],
    [
      'maps to a value outside the format',
      mapping({ table: 'agents', columns: { agent_id: '{id}', role: { value: '{a}', map: { x: 'sale' } } } }),
      'files[0].tables[0].columns.role: "sale" is not one of sales, service',
    ],
    [
      'numbers a key whose last row is kept',
      mapping(products({ product_id: '{id}-{#}' }, { keep: 'last' })),
      'files[0].tables[0].columns.product_id: the key of rows of which the last is kept cannot hold {#} or {#hash}',
    ],
    [
      'has an unknown encoding',
      mapping(products({}), { format: { encoding: 'utf-9' } }),
      'files[0].format.encoding "utf-9" is not known',
    ],
    [
      'quotes blanks',
      mapping(products({}), { format: { delimiter: 'whitespace', quote: '"' } }),
      'files[0].format.quote does not go with the delimiter "whitespace"',
    ],
    [
      'has a path for a file',
      { files: [{ file: '../in.csv', tables: [products({})] }] },
      'files[0].file must match pattern "^[^/\\\\]+$"',
    ],
    [
      'reads a column that is not there',
      mapping(products({ name: '{b}' }, { where: { column: 'A', equals: 'x' } })),
      'files[0].tables[0].where.column: in.csv has no column "A" (did you mean "a"?); files[0].tables[0].columns.name: in.csv has no column "b" (did you mean "a"?)',
    ],
  ])('%s', async (_, content, expected) => {
    expect(await wrong(content)).toBe(expected);
  });

  test('is not JSON, or not there', async () => {
    const folder = await folderWith({ 'in.csv': 'id\n', 'map.json': '{ "files": ]' });
    await expect(openLoad(folder, join(folder, 'map.json'))).rejects.toThrow(
      /map.json is not valid: it is not JSON: Unexpected token/,
    );
    await expect(openLoad(folder, join(folder, 'none.json'))).rejects.toThrow(
      /none.json is not valid: there is no such file/,
    );
    await expect(openLoad(folder, folder)).rejects.toThrow(/is not valid: it is a folder/);
  });

  test('names a file that is not in the folder', async () => {
    expect(await refusal({ 'inn.csv': 'id\n' }, mapping(products({})))).toMatch(
      /files\[0\].file: no file in .* is named in.csv \(did you mean inn.csv\?\)/,
    );
  });
});

test('schema/load-mapping.schema.json is the schema mappings are checked against', () => {
  expect(readFileSync(join(__dirname, '../../../schema/load-mapping.schema.json'), 'utf8')).toBe(renderMappingSchema());
});
