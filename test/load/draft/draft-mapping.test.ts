// Drafts of mappings from files of every form: what is found of them, that they load to the rows one can count, and that what
// nobody can tell from a file is refused until it is decided.
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import * as xlsx from '@e965/xlsx';
import { encode } from 'iconv-lite';
import { UserError } from '../../../src/errors';
import { type DraftOptions, draftMapping } from '../../../src/load/draft/draft-mapping';
import { checkMapping } from '../../../src/load/mapping/mapping';
import type { FileRule, Mapping, Value } from '../../../src/load/mapping/schema';
import { folderWith, readLoad, removeFolders } from '../read/read-load';
import { zipOf } from '../read/zip-file';

afterAll(removeFolders);

type Files = Readonly<Record<string, string | Buffer>>;

const draftOf = async (files: Files, options?: DraftOptions) => draftMapping([await folderWith(files)], options);
const ruleOf = async (files: Files, options?: DraftOptions) => (await draftOf(files, options)).mapping.files[0]!;
/** The draft of the one file by its own path. */
const single = async (name: string, content: string | Buffer, options?: DraftOptions) =>
  draftMapping([join(await folderWith({ [name]: content }), name)], options);

async function refusalOf(drafted: Promise<unknown>): Promise<string> {
  try {
    await drafted;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'nothing was refused';
}

const columnsOf = (rule: FileRule, table: string): Readonly<Record<string, Value>> =>
  rule.tables.find((each) => each.table === table)!.columns;
const notesOf = ({ notes = [], files }: Mapping): readonly string[] => [
  ...notes,
  ...files.flatMap((file) => [...file.notes!, ...file.tables.flatMap((table) => table.notes!)]),
];
const lines = (...rows: readonly string[]): string => rows.map((row) => `${row}\n`).join('');

const invoices = lines(
  'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
  '536365,85123A, LANTERN,6,2010-12-01 08:26:00,2.5,17850.0,United Kingdom',
  '536365,71053,LAMP,2,2010-12-01 08:26:00,3,17850.0,United Kingdom',
  'C536379,71053,LAMP,-1,2010-12-02 09:41:00,3,,France',
);

describe('lines of invoices', () => {
  test('feed transactions, products and customers', async () => {
    const { mapping, decisions } = await draftOf({ 'online_retail.csv': invoices });
    expect(decisions).toBe(0);
    const [rule] = mapping.files;
    expect(rule!.file).toBe('online_retail.csv');
    expect(rule!.tables.map(({ table, keep, where }) => [table, keep, where])).toEqual([
      ['transactions', undefined, undefined],
      ['products', 'first', { column: 'StockCode', isEmpty: false }],
      ['customers', 'last', { column: 'CustomerID', isEmpty: false }],
    ]);
    const read = await readLoad({ 'online_retail.csv': invoices }, mapping);
    expect(read.rejected).toEqual([]);
    const values = (table: string) => read.good.filter((row) => row.table === table).map((row) => row.values);
    expect(values('transactions').map(({ transaction_id: _, ...rest }) => rest)).toEqual([
      {
        order_id: '536365',
        occurred_at: '2010-12-01 08:26:00',
        kind: 'order',
        revenue: '15',
        customer_id: '17850',
        quantity: '6',
        product_id: '85123A',
      },
      expect.objectContaining({ kind: 'order', revenue: '6' }),
      expect.objectContaining({ kind: 'refund', revenue: '-3', quantity: '-1', customer_id: null }),
    ]);
    expect(values('products')).toEqual([
      { product_id: '85123A', name: 'LANTERN' },
      { product_id: '71053', name: 'LAMP' },
    ]);
    expect(values('customers')).toEqual([{ customer_id: '17850', country: 'United Kingdom' }]);
  });

  test('say what they guessed, column by column, and what was not used', async () => {
    const { mapping } = await draftOf({ 'orders.csv': invoices.replace('Country\n', 'Colour\n') });
    const notes = notesOf(mapping);
    expect(notes).toContain('All 3 rows were looked at.');
    expect(notes).toContain('Guess: order_id is "InvoiceNo", by its name (never empty, 2 different values).');
    expect(notes).toContain(
      'Guess: customer_id is "CustomerID", by its name (33.3 % empty, 1 different value); ".0" is taken off.',
    );
    expect(notes).toContain('Not used: "Colour" (never empty, 2 different values): "United Kingdom", "France".');
  });
});

test('a Chinese list of orders, in GB18030', async () => {
  const text = lines(
    '订单编号,下单时间,客户编号,客户姓名,商品编号,商品名称,数量,订单金额,手机号,城市,备注',
    'D001,2026年5月9日 14:05,K1,王芳,P1,台灯,2,"¥1,200.50",13800000001,上海,-',
    'D002,2026年5月10日 9:30,K2,李雷,P2,落地灯,1,¥300,13800000002,深圳,急',
    'D003,2026年5月10日 10:00,K1,王芳,P2,落地灯,1,"¥1,300.00",13800000001,上海,-',
  );
  const content = encode(text, 'gb18030');
  const { mapping, decisions } = await draftOf({ '订单.csv': content });
  expect(decisions).toBe(0);
  const [rule] = mapping.files;
  expect(rule!.format).toEqual({ encoding: 'gb18030' });
  expect(rule!.empty).toEqual(['-']);
  expect(notesOf(mapping)).toContain('Guess: the encoding gb18030, which reads such as "订单编号".');
  expect(columnsOf(rule!, 'transactions')).toEqual({
    transaction_id: '{订单编号}',
    order_id: '{订单编号}',
    occurred_at: { value: '{下单时间}', date: 'YYYY年M月D日 H:mm' },
    kind: 'order',
    revenue: { value: '{订单金额}', number: { thousands: ',', drop: ['¥'] } },
    customer_id: '{客户编号}',
    quantity: '{数量}',
    product_id: '{商品编号}',
  });
  expect(columnsOf(rule!, 'customers')).toEqual({
    customer_id: '{客户编号}',
    name: '{客户姓名}',
    phone: '{手机号}',
    city: '{城市}',
  });
  const read = await readLoad({ '订单.csv': content }, mapping);
  expect(read.rejected).toEqual([]);
  const revenue = read.good.filter((row) => row.table === 'transactions').map((row) => row.values.revenue);
  expect(revenue).toEqual(['1200.50', '300', '1300.00']);
});

describe('what the file does not tell', () => {
  const orders = (date: string, amount: string, ...more: readonly string[]) =>
    lines('order no,date,amount,customer id', `1,${date},"${amount}",a`, ...more);

  test('a date with two readings is refused until one pattern stays', async () => {
    const draft = await draftOf({ 'orders.csv': orders('03/04/2026', '5') });
    expect(draft.decisions).toBe(1);
    expect(notesOf(draft.mapping)).toContain(
      'Decide: occurred_at is "date", in which "03/04/2026" is 2026-04-03 as D/M/YYYY and 2026-03-04 as M/D/YYYY. The values that were looked at do not tell which is meant: leave one of these patterns. With both the mapping is refused.',
    );
    expect(() => checkMapping('draft.json', draft.text)).toThrow(
      /files\[0\]\.tables\[0\]\.columns\.occurred_at\.date: .*which is meant cannot be told/,
    );
    const decided = draft.text.replace(/\[\s*"D\/M\/YYYY",\s*"M\/D\/YYYY"\s*\]/, '"D/M/YYYY"');
    const read = await readLoad({ 'orders.csv': orders('03/04/2026', '5') }, JSON.parse(decided) as Mapping);
    expect(read.good[0]!.values.occurred_at).toBe('2026-04-03');
  });

  test('a number with two readings is refused until the comma has one meaning', async () => {
    const draft = await draftOf({ 'orders.csv': orders('2026-04-03', '1,234') });
    expect(() => checkMapping('draft.json', draft.text)).toThrow('decimal and thousands are both ","');
    const decided = draft.text.replace(/"decimal": ",",\s*/, '');
    const read = await readLoad({ 'orders.csv': orders('2026-04-03', '1,234') }, JSON.parse(decided) as Mapping);
    expect(read.good[0]!.values.revenue).toBe('1234');
  });

  test('several currencies, in the cells or in a column of their own', async () => {
    const inCells = await draftOf({ 'orders.csv': orders('2026-04-03', 'EUR 5', '2,2026-04-03,USD 5,b') });
    expect(columnsOf(inCells.mapping.files[0]!, 'transactions').revenue).toBe('{?revenue}');
    const beside = await draftOf({
      'orders.csv': lines('order no,date,amount,currency', '1,2026-04-03,5,EUR', '2,2026-04-03,6,USD'),
    });
    expect(columnsOf(beside.mapping.files[0]!, 'transactions').revenue).toBe('{?revenue}');
  });

  test('a required column that nothing fits is valid, and refused at the file', async () => {
    const files = { 'calls.csv': lines('customer id,created at', 'a,2026-04-03') };
    const draft = await draftOf(files);
    expect(checkMapping('draft.json', draft.text).files).toHaveLength(1);
    const columns = columnsOf(draft.mapping.files[0]!, 'interactions');
    expect(columns).toMatchObject({ interaction_id: '{#hash}-{#}', kind: '{?kind}' });
    await expect(readLoad(files, draft.mapping)).rejects.toThrow(
      'files[0].tables[0].columns.kind: calls.csv has no column "?kind" (it has: customer id, created at)',
    );
  });

  test('words of a stage that are not known are listed with null', async () => {
    const deals = lines(
      'deal id,deal name,stage,amount,created date,close date,account name',
      '1,One,Closed Won,5,2026-01-01,2026-02-01,Ada',
      '2,Two,Verbal yes,7,2026-01-02,2026-03-01,Bo',
    );
    const draft = await draftOf({ 'deals.csv': deals });
    const [opened, reached, won] = draft.mapping.files[0]!.tables;
    expect(opened!.columns).toMatchObject({ interaction_id: '{deal id}-opened', stage: 'lead' });
    expect(reached!.columns.stage).toEqual({
      value: '{stage}',
      map: { 'Closed Won': 'won', 'Verbal yes': null },
    });
    expect(reached!.columns.amount).toBe('{amount}');
    expect(won).toMatchObject({ table: 'transactions', where: { column: 'stage', in: ['Closed Won'] } });
    expect(notesOf(draft.mapping)).toContain(
      'Decide: stage: say in `map` what "Verbal yes" means (lead, contacted, qualified, trial, quoted, won, lost); null stands for nothing.',
    );
  });

  test('a time that some rows lack is stood in for by another', async () => {
    const deals = lines(
      'deal id,stage,amount,created date,close date,modified time',
      '1,Closed Won,5,2026-01-01,2026-02-01,',
      '2,Proposal,7,2026-01-02,,2026-03-01',
    );
    const [, reached, won] = (await ruleOf({ 'deals.csv': deals })).tables;
    expect(reached!.columns.occurred_at).toEqual({ firstOf: ['{modified time}', '{created date}'] });
    expect(won!.columns.occurred_at).toEqual({ firstOf: ['{close date}', '{created date}'] });
  });

  test('a required column that some rows lack is told', async () => {
    const { mapping, decisions } = await draftOf({
      'orders.csv': lines(
        'order no,date,amount',
        '1,2026-01-01,5',
        '2,2026-01-01,',
        '3,2026-01-01,6',
        '4,2026-01-01,7',
      ),
    });
    expect(decisions).toBe(1);
    expect(notesOf(mapping)).toContain(
      'Decide: revenue of transactions: every row needs it, and "amount" is not always there (25 % empty, 3 different values). Rows without it go to quarantine, unless `where` leaves them out.',
    );
  });

  test('a header without rows gives its columns, of whose values nothing is known', async () => {
    const rule = await ruleOf({ 'orders.csv': 'order no,date,amount\n' });
    expect(rule.notes![0]).toBe('There are no rows: nothing is known of any value.');
    expect(columnsOf(rule, 'transactions').revenue).toBe('{?revenue}');
  });

  test('a column with the name of a date that holds something else is not taken', async () => {
    const { mapping } = await draftOf({ 'orders.csv': lines('order no,date,amount', '1,soon,5', '2,2026-01-01,6') });
    expect(notesOf(mapping)).toContain(
      'Guess: "date" could be a date by its name, but no notation of dates reads all its values, such as "soon" or "2026-01-01".',
    );
  });

  test('nothing that is known leaves the shape of a table', async () => {
    const { mapping } = await draftOf({ 'x.csv': lines('foo,bar', '1,x', '2,y') });
    expect(columnsOf(mapping.files[0]!, 'transactions')).toMatchObject({ order_id: '{?order_id}', kind: '{?kind}' });
  });
});

describe('what rows are', () => {
  const tablesOf = async (name: string, ...rows: readonly string[]) =>
    (await ruleOf({ [name]: lines(...rows) })).tables.map(({ table, columns }) => [table, columns] as const);

  test('tickets, of which a log has several rows', async () => {
    const [[table, columns]] = (await tablesOf(
      'incidents.csv',
      'number,caller_id,opened_at,resolved_at,category',
      'I1,a,29/2/2016 01:16,29/2/2016 02:16,net',
      'I1,a,29/2/2016 01:16,29/2/2016 03:16,net',
    )) as [readonly [string, Readonly<Record<string, Value>>]];
    expect(table).toBe('interactions');
    expect(columns).toEqual({
      interaction_id: '{number}',
      occurred_at: { value: '{opened_at}', date: 'D/M/YYYY H:mm' },
      kind: 'ticket',
      customer_id: '{caller_id}',
      topic: '{category}',
      resolution_seconds: {
        secondsBetween: [
          { value: '{opened_at}', date: 'D/M/YYYY H:mm' },
          { value: '{resolved_at}', date: 'D/M/YYYY H:mm' },
        ],
      },
      // biome-ignore lint/suspicious/noThenProperty: the mapping format reads if, then, else.
      outcome: { if: { column: 'resolved_at', isEmpty: false }, then: 'resolved', else: 'unresolved' },
    });
  });

  test('answers to a survey', async () => {
    const [[, columns]] = (await tablesOf('answers.csv', 'customer id,date,NPS score', 'a,2026-01-01,9')) as [
      readonly [string, Readonly<Record<string, Value>>],
    ];
    expect(columns).toMatchObject({ kind: 'survey', question: 'nps', score: '{NPS score}' });
  });

  test('leads, customers, products, spend', async () => {
    const leads = await tablesOf('leads.csv', 'id,email,created at,lead source', '1,a@b.example,2026-01-01,web');
    expect(leads.map(([table]) => table)).toEqual(['interactions', 'customers']);
    expect(leads[0]![1]).toMatchObject({ interaction_id: '{id}-lead', kind: 'lead', channel_id: '{lead source}' });
    const customers = await tablesOf('客户.csv', '客户编号,姓名,性别,生日,邮箱', 'K1,王芳,女,1990/1/20,f@x.example');
    expect(customers).toEqual([
      [
        'customers',
        {
          customer_id: '{客户编号}',
          name: '{姓名}',
          email: '{邮箱}',
          gender: { value: '{性别}', map: { 女: 'F' } },
          birth_date: { value: '{生日}', date: 'YYYY/M/D' },
        },
      ],
    ]);
    const products = await tablesOf('products.csv', 'sku,name,category', 'p1,Lamp,light');
    expect(products).toEqual([['products', { product_id: '{sku}', name: '{name}', category: '{category}' }]]);
    const spend = await tablesOf('ads.csv', 'day,channel,campaign,spend', '2026-01-01T00:00:00Z,web,spring,12.50');
    expect(spend).toEqual([
      [
        'spend',
        {
          spend_id: '{#hash}-{#}',
          date: { value: '{day}', datePart: true },
          purpose: 'marketing',
          amount: '{spend}',
          channel_id: '{channel}',
          campaign: '{campaign}',
        },
      ],
    ]);
  });

  test('durations are counted in seconds', async () => {
    const columns = async (name: string, cell: string) =>
      (await tablesOf('calls.csv', `customer id,time,type,${name}`, `a,2026-01-01,call,${cell}`))[0]![1];
    expect((await columns('duration', '1:02:03')).duration_seconds).toEqual({
      value: '{duration}',
      duration: 'H:mm:ss',
    });
    expect((await columns('talk time', '90')).duration_seconds).toBe('{talk time}');
    expect((await columns('时长', '90')).kind).toEqual({ value: '{type}', map: { call: 'touch' } });
  });
});

describe('how a file is written', () => {
  const rows = (separator: string, end = '\n') =>
    [
      ['order no', 'date', 'amount', 'city'],
      ['1', '2026-01-01', '5', 'Köln'],
      ['2', '2026-01-02', '6', 'Łódź'],
    ]
      .map((cells) => cells.join(separator) + end)
      .join('');
  const formatOf = async (content: string | Buffer, name = 'orders.csv') => (await ruleOf({ [name]: content })).format;

  test('separators', async () => {
    expect(await formatOf(rows(','))).toBeUndefined();
    expect(await formatOf(rows(';'))).toEqual({ delimiter: ';' });
    expect(await formatOf(rows('\t'))).toEqual({ delimiter: '\t' });
    expect(await formatOf(rows('|', '\r\n'))).toEqual({ delimiter: '|' });
    const blanks = lines(
      ' customer_id  date number  amount',
      ' 00001 19970101  1   11.77',
      ' 00002 19970112  1   12.00',
    );
    expect(await formatOf(blanks, 'orders.txt')).toEqual({ delimiter: 'whitespace' });
  });

  test('decimal commas do not pass for separators', async () => {
    const rule = await ruleOf({
      'orders.csv': lines('order no;date;amount', '1;2026-01-01;5,50', '2;2026-01-02;6,25'),
    });
    expect(rule.format).toEqual({ delimiter: ';' });
    expect(columnsOf(rule, 'transactions').revenue).toEqual({ value: '{amount}', number: { decimal: ',' } });
  });

  test('encodings', async () => {
    expect(await formatOf(`\uFEFF${rows(',')}`)).toBeUndefined();
    expect(await formatOf(encode(rows(','), 'utf-16le', { addBOM: true }))).toEqual({ encoding: 'utf-16le' });
    expect(await formatOf(encode(rows(','), 'utf-16be', { addBOM: true }))).toEqual({ encoding: 'utf-16be' });
    expect(await formatOf(encode(rows(','), 'utf-16le'))).toEqual({ encoding: 'utf-16le' });
    const western = rows(',').replace('Łódź', 'Besançon');
    expect(await formatOf(encode(western, 'windows-1252'))).toEqual({ encoding: 'windows-1252' });
  });

  test('UTF-8 with a few bad bytes stays UTF-8', async () => {
    const good = Array.from({ length: 50 }, (_, index) => `${index},2026-01-01,5,Köln`);
    const bad = Buffer.concat([
      Buffer.from(lines('order no,date,amount,city', ...good)),
      encode('99,2026-01-01,5,Köln\n', 'latin1'),
    ]);
    const rule = await ruleOf({ 'orders.csv': bad });
    expect(rule.format).toBeUndefined();
    expect(rule.notes).toContain('Lines that are no UTF-8: 1. Their rows go to quarantine.');
  });

  test('lines before the header, and rows after the data', async () => {
    const head = 'Report of January\nmade by Ada\n';
    expect(await formatOf(head + rows(','))).toEqual({ skipLines: 2 });
    const footer = '"made 2026-02-01"\n"confidential"\n';
    const rule = await ruleOf({ 'orders.csv': `${head}\n${rows(',')}\n${footer}` });
    expect(rule.format).toEqual({ skipLines: 3, skipLastRows: 2 });
    const read = await readLoad({ 'orders.csv': `${head}\n${rows(',')}\n${footer}` }, { files: [rule] });
    expect([read.good.length, read.rejected]).toEqual([2, []]);
  });

  test('a row of totals ends the data', async () => {
    const content = `${rows(',')}合计,,11,\n`;
    const rule = await ruleOf({ 'orders.csv': content });
    expect(rule.format).toEqual({ endsBefore: '合计' });
    expect(columnsOf(rule, 'transactions').order_id).toBe('{order no}');
    const read = await readLoad({ 'orders.csv': content }, { files: [rule] });
    expect(read.rejected).toEqual([]);
  });

  test('no header: columns get names, and rows stay rows', async () => {
    const rule = await ruleOf({ 'data.csv': lines('ada,2026-01-01,5', 'bo,2026-01-02,6', 'cy,2026-01-03,7') });
    expect(rule.format).toEqual({ names: ['column_1', 'column_2', 'column_3'] });
    expect(rule.notes![0]).toBe('All 3 rows were looked at.');
    const said = await ruleOf({ 'data.csv': lines('ada,oslo', 'bo,bergen') }, { header: false });
    expect(said.notes![0]).toBe('All 2 rows were looked at.');
  });

  test('columns of one name are numbered as mappings name them', async () => {
    const content = lines('order no,date,amount,amount', '1,2026-01-01,5,6');
    const rule = await ruleOf({ 'orders.csv': content });
    expect(rule.notes).toContain('Guess: "amount" was taken; by its name "amount (2)" would do as well.');
    const moved = JSON.parse(JSON.stringify(rule).replace('{amount}', '{amount (2)}')) as FileRule;
    const read = await readLoad({ 'orders.csv': content }, { files: [moved] });
    expect(read.good[0]!.values.revenue).toBe('6');
  });

  test('names with braces cannot be used', async () => {
    const rule = await ruleOf({ 'orders.csv': lines('order no,date,amount,{x}', '1,2026-01-01,5,6') });
    expect(rule.notes).toContain('"{x}" cannot be used: a template cannot name it.');
  });
});

describe('other files than text', () => {
  const sheet = (rows: unknown[][]) => xlsx.utils.aoa_to_sheet(rows, { cellDates: true });
  const workbook = (sheets: Readonly<Record<string, unknown[][]>>): Buffer => {
    const book = xlsx.utils.book_new();
    for (const [name, rows] of Object.entries(sheets)) xlsx.utils.book_append_sheet(book, sheet(rows), name);
    return xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  };

  test('the sheet with rows, below its title', async () => {
    const content = workbook({
      Notes: [],
      Orders: [
        ['Report'],
        [],
        ['订单号', '日期', '金额'],
        ['1', '2026-01-01', 5],
        ['2', '2026-01-02', 6.5],
        ['合计', null, 11.5],
      ],
      Other: [
        ['x', 'y'],
        [1, 2],
      ],
    });
    const rule = await ruleOf({ 'orders.xlsx': content });
    expect(rule.format).toEqual({ sheet: 'Orders', skipLines: 2, endsBefore: '合计' });
    expect(rule.notes).toContain(
      'Guess: the sheet "Orders" is meant, the first with rows; "Other" would need a rule of its own.',
    );
    const read = await readLoad({ 'orders.xlsx': content }, { files: [rule] });
    expect(read.good.map(({ values }) => values.revenue)).toEqual(['5', '6.5']);
    expect(read.rejected).toEqual([]);
  });

  const record = (id: string, amount: number) => ({
    id,
    properties: { amount, createdate: '2026-01-01T00:00:00Z', customer_id: 'a' },
    tags: ['x', 'y'],
    lines: [{ sku: 'p' }],
  });

  test('records of a document, with paths', async () => {
    const content = JSON.stringify({ paging: { next: ['x'] }, results: [record('1', 5), record('2', 6)] });
    const rule = await ruleOf({ 'orders.json': content });
    expect(rule.format).toEqual({ records: 'results' });
    expect(columnsOf(rule, 'transactions')).toMatchObject({
      transaction_id: '{id}',
      occurred_at: '{properties.createdate}',
      revenue: '{properties.amount}',
      customer_id: '{properties.customer_id}',
    });
    expect(rule.notes).toContain(
      'Not used: "lines" holds objects; `records` "results[].lines[]" would make each of them a row.',
    );
    const read = await readLoad({ 'orders.json': content }, { files: [rule] });
    expect(read.good.map(({ values }) => values.revenue)).toEqual(['5', '6']);
  });

  test('an array, and one record a line', async () => {
    const array = await ruleOf({ 'orders.json': JSON.stringify([record('1', 5)]) });
    expect(array.format).toBeUndefined();
    const content = lines(JSON.stringify(record('1', 5)), JSON.stringify(record('2', 6)), 'no json');
    const rule = await ruleOf({ 'orders.ndjson': content });
    expect(rule.notes).toContain('Records that cannot be read: 1. They go to quarantine.');
    const read = await readLoad({ 'orders.ndjson': content }, { files: [rule] });
    expect([read.good.length, read.rejected.length]).toEqual([2, 1]);
  });
});

test('Parquet, and files in an archive', async () => {
  const folder = await folderWith({});
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT 'o' || i AS order_id, DATE '2026-01-01' AS order_date, 2.5 AS amount FROM range(2) t(i)) TO '${join(folder, 'orders.parquet')}' (FORMAT parquet)`,
  );
  connection.closeSync();
  const { mapping } = await draftMapping([folder]);
  expect(columnsOf(mapping.files[0]!, 'transactions')).toEqual({
    transaction_id: '{order_id}',
    order_id: '{order_id}',
    occurred_at: '{order_date}',
    kind: 'order',
    revenue: '{amount}',
  });
  const archive = zipOf({ 'x/orders.csv': lines('order no,date,amount', '1,2026-01-01,5') });
  expect((await single('export.zip', archive)).mapping.files.map(({ file }) => file)).toEqual(['orders.csv']);
});

describe('a folder', () => {
  test('gives one mapping, which leaves out what cannot be drafted from and says so', async () => {
    const { mapping, files, passedOver } = await draftOf({
      'orders.csv': lines('order no,date,amount', '1,2026-01-01,5'),
      'empty.csv': '',
      'old.xls': 'x',
      'README.md': 'x',
      'mapping.json': '{"files":[{"file":"a","tables":[]}]}',
    });
    expect([files, mapping.files.map(({ file }) => file)]).toEqual([1, ['orders.csv']]);
    expect(mapping.notes).toContain(
      'empty.csv is left out. The file empty.csv is empty. Leave a table without rows out of the load, or give its header row alone.',
    );
    expect(passedOver.map(({ file }) => file)).toContain('old.xls');
  });

  test('says where several files give the same table', async () => {
    const list = lines('customer id,name,email', '1,Ada,a@x.example');
    const { mapping } = await draftOf({ 'customers.csv': list, 'members.csv': list });
    expect(mapping.notes).toContain(
      'Decide: several files give name, email of customers (customers.csv, members.csv): rows of one key that differ in it go to quarantine; leave it to one of them.',
    );
  });
});

describe('is refused', () => {
  test('no file, an empty one, no text, a header that cannot be told', async () => {
    expect(await refusalOf(draftMapping(['no-such-file']))).toContain('There is no file or folder no-such-file.');
    expect(await refusalOf(single('a.csv', ''))).toContain('The file a.csv is empty.');
    expect(await refusalOf(single('a.csv', '\n\n'))).toContain('The file a.csv is empty.');
    expect(await refusalOf(single('a.csv', Buffer.from([0x81, 0x00, 0x12, 0xff, 0x00, 0x07])))).toContain(
      'The argument a.csv is not valid: it is no text of a known encoding.',
    );
    expect(await refusalOf(single('a.csv', Buffer.from('a,b\n\x81\xff\xff,x\n', 'latin1')))).toContain(
      'it is no text of a known encoding',
    );
    expect(await refusalOf(single('a.csv', lines('ada,oslo', 'bo,bergen')))).toBe(
      'The argument a.csv is not valid: it cannot be told whether its first row names the columns or is data. Say --header or --no-header.',
    );
    expect(await refusalOf(single('a.json', '"text"'))).toContain('no JSON objects were found in it');
    expect(await refusalOf(draftOf({ 'README.md': 'x' }))).toContain('no file in it can be drafted from');
  });

  test('files of one name', async () => {
    const files = { 'orders.csv': lines('order no,date,amount', '1,2026-01-01,5') };
    const folders = [await folderWith(files), await folderWith(files)];
    expect(await refusalOf(draftMapping(folders))).toContain('another file is named orders.csv as well');
  });
});

test('notes are allowed wherever a draft has them, and change nothing of what is loaded', async () => {
  const { mapping } = await draftOf({ 'online_retail.csv': invoices });
  const bare = JSON.parse(
    JSON.stringify(mapping, (key, value: unknown) => (key === 'notes' ? undefined : value)),
  ) as Mapping;
  const [noted, plain] = [
    await readLoad({ 'online_retail.csv': invoices }, mapping),
    await readLoad({ 'online_retail.csv': invoices }, bare),
  ];
  expect(noted.rows).toEqual(plain.rows);
  const lookups = { names: { notes: ['x'], file: 'a.csv', key: '{a}', values: { b: '{b}' } } };
  expect(checkMapping('m', JSON.stringify({ ...mapping, lookups })).lookups).toEqual(lookups);
  expect(() => checkMapping('m', JSON.stringify({ ...mapping, notes: 'x' }))).toThrow('notes');
});

test('of a long file the first rows and some of the rest are looked at, in little memory', async () => {
  const count = 200_000;
  const content = `order no,date,amount\n${Array.from({ length: count }, (_, index) => `${index},2026-01-01,${index === 150_000 ? 7 : 5}`).join('\n')}\n`;
  const started = Date.now();
  const rule = await ruleOf({ 'orders.csv': content });
  expect(Date.now() - started).toBeLessThan(15_000);
  const [, looked] = /^([\d,]+) rows of 200,000 were looked at: the first 1,000/.exec(rule.notes![0]!)!;
  expect(Number(looked!.replace(',', ''))).toBeGreaterThan(1900);
  expect(Number(looked!.replace(',', ''))).toBeLessThanOrEqual(3000);
});
