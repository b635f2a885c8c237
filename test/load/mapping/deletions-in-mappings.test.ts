// What a mapping says of facts that leave: rows that meet `deleted`, and which files a full export needs to be the whole of a
// table.
import type { OpenedFile } from '../../../src/load/format/source-row';
import { type FullExport, mayLackFiles, readFullExport, tablesFed } from '../../../src/load/mapping/full-export';
import { openLoad } from '../../../src/load/open-files';
import { folderWith, readLoad, refusal, removeFolders } from '../read/read-load';

afterAll(removeFolders);

const sales = (rule: object, columns: object = {}) => ({
  table: 'transactions',
  ...rule,
  columns: {
    transaction_id: '{id}',
    order_id: '{id}',
    occurred_at: '{at}',
    kind: 'order',
    revenue: { value: '{amount}', number: {} },
    ...columns,
  },
});
const mapping = (table: object, top: object = {}) => ({ ...top, files: [{ file: 'in.csv', tables: [table] }] });
const flagged = { deleted: { column: 'state', equals: 'x' } };
const lines = (...rows: string[]) => `id,at,amount,state\n${rows.join('\n')}\n`;

/** What became of each row: its kind with its key or code. */
async function became(text: string, rule: object): Promise<readonly string[]> {
  const { rows } = await readLoad({ 'in.csv': text }, mapping(rule));
  return rows.map((row) =>
    row.kind === 'row'
      ? `row ${row.cells[0]}`
      : row.kind === 'deleted'
        ? `deleted ${row.key}`
        : row.kind === 'rejected'
          ? `rejected ${row.column} ${row.code}`
          : row.kind,
  );
}

describe('a row that meets `deleted`', () => {
  test('has a key and its text; nothing else of it is made', async () => {
    const { rows } = await readLoad({ 'in.csv': lines('a,2025-01-01,1,', 'b,never,much,x') }, mapping(sales(flagged)));
    expect(rows[1]).toEqual({
      kind: 'deleted',
      table: 'transactions',
      file: 'in.csv',
      line: 3,
      key: 'b',
      raw: 'b,never,much,x',
    });
  });

  test('is filtered where it does not meet `where`, and refused where a test or its key has no answer', async () => {
    const rule = sales(
      { where: { column: 'id', notEquals: 'total' }, deleted: { column: 'state', atLeast: 1 } },
      { transaction_id: { value: '{id}', map: { a: 'A', b: 'B' } } },
    );
    expect(
      await became(
        lines('a,2025-01-01,1,0', 'b,,,1', 'total,,,1', 'c,,,1', 'a,2025-01-01,1,yes', 'a,2025-01-01,1,'),
        rule,
      ),
    ).toEqual([
      'row A',
      'deleted B',
      'filtered',
      'rejected transaction_id UNMAPPED_VALUE',
      'rejected null INVALID_NUMBER',
      'row A',
    ]);
  });

  test('without a key has none', async () => {
    expect(await became(lines(',,,x'), sales(flagged))).toEqual(['deleted null']);
  });

  test.each([
    ['first', ['row a', 'filtered', 'deleted b', 'filtered']],
    ['last', ['filtered', 'deleted a', 'filtered', 'row b']],
  ])('is one of the rows of its key, of which the %s is kept', async (keep, expected) => {
    const text = lines('a,2025-01-01,1,', 'a,,,x', 'b,,,x', 'b,2025-01-01,1,');
    expect(await became(text, sales({ ...flagged, keep }))).toEqual(expected);
  });

  test('stays beside rows of which each is kept once', async () => {
    const text = lines('a,2025-01-01,1,', 'a,2025-01-01,1,', 'b,,,x', 'b,,,x');
    expect(await became(text, sales({ ...flagged, keep: 'distinct' }))).toEqual([
      'row a',
      'filtered',
      'deleted b',
      'deleted b',
    ]);
  });

  test('is of the rule that has it, in a file that feeds several tables', async () => {
    const visits = {
      table: 'interactions',
      columns: { interaction_id: '{id}', occurred_at: '{at}', kind: 'touch' },
    };
    const rule = { files: [{ file: 'in.csv', tables: [sales(flagged), visits] }] };
    const { rows, opened } = await readLoad({ 'in.csv': lines('a,2025-01-01,1,x') }, rule);
    expect(rows.map(({ kind, table }) => `${kind} ${table}`)).toEqual(['deleted transactions', 'row interactions']);
    expect(opened[0]!.sources.map(({ table, deletes }) => [table, deletes])).toEqual([
      ['transactions', true],
      ['interactions', undefined],
    ]);
  });
});

describe('a mapping is refused', () => {
  const wrong = async (content: object) =>
    (await refusal({ 'in.csv': lines() }, content)).replace(/^.*is not valid: (.*)\. schema\/.*$/s, '$1');

  test.each([
    [
      'that deletes what is no fact',
      mapping({ table: 'products', ...flagged, columns: { product_id: '{id}' } }),
      'files[0].tables[0].deleted: rows of products cannot be deleted; those of interactions, transactions, spend can',
    ],
    [
      'that deletes by a column the file lacks',
      mapping(sales({ deleted: { column: 'stat', equals: 'x' } })),
      'files[0].tables[0].deleted.column: in.csv has no column "stat" (did you mean "state"?)',
    ],
    [
      'that deletes by a test of nothing',
      mapping(sales({ deleted: { column: 'state' } })),
      'files[0].tables[0].deleted needs exactly one of equals, notEquals, in, notIn, startsWith, endsWith, contains, isEmpty, equalsColumn, greaterThan, atLeast, lessThan, atMost, before, after',
    ],
    [
      'whose deleted rows have keys of the whole row',
      mapping(sales(flagged, { transaction_id: '{id}-{#}' })),
      'files[0].tables[0].columns.transaction_id: the key of rows that may be deleted cannot hold {#} or {#hash}',
    ],
    [
      'that replaces what is no fact',
      mapping({ table: 'products', columns: { product_id: '{id}' } }, { replaces: 'shop' }),
      'replaces: it takes facts back, and no rule feeds interactions, transactions, spend',
    ],
    ['that replaces nothing', mapping(sales({}), { replaces: '' }), 'replaces'],
    ['whose export has blanks around its name', mapping(sales({}), { replaces: ' shop' }), 'replaces'],
  ])('%s', async (_, content, expected) => {
    expect(await wrong(content)).toContain(expected);
  });
});

describe('a full export', () => {
  const rules: FullExport = {
    name: 'shop',
    rules: [
      { pattern: 'sales-*.csv', tables: ['transactions'] },
      { pattern: 'returns.csv', tables: ['transactions', 'interactions'] },
      { pattern: 'costs.csv', tables: ['spend'] },
    ],
  };
  const opened = (...patterns: string[]): readonly Pick<OpenedFile, 'file' | 'pattern'>[] =>
    patterns.map((pattern) => ({ file: pattern, pattern }));

  test('is read from its mapping, with the facts that its rules feed', async () => {
    const products = { table: 'products', columns: { product_id: '{id}' } };
    const content = {
      replaces: 'shop',
      files: [
        { file: 'a*.csv', tables: [sales({}), products, sales(flagged)] },
        { file: 'b.csv', tables: [products] },
      ],
    };
    const folder = await folderWith({
      'map.json': JSON.stringify(content),
      'part.json': JSON.stringify({ files: content.files }),
    });
    const read = await readFullExport(`${folder}/map.json`);
    expect(read).toEqual({
      name: 'shop',
      rules: [
        { pattern: 'a*.csv', tables: ['transactions'] },
        { pattern: 'b.csv', tables: [] },
      ],
    });
    expect(tablesFed(read!)).toEqual(['transactions']);
    expect(tablesFed(rules)).toEqual(['interactions', 'transactions', 'spend']);
    expect(await readFullExport(`${folder}/part.json`)).toBeNull();
  });

  test.each([
    ['every rule found files', ['sales-*.csv', 'returns.csv'], ['sales-1.csv', 'returns.csv', 'old.csv'], false],
    ['what is absent was there before', ['sales-*.csv'], ['sales-1.csv', 'returns.csv'], true],
    ['what is absent was there before, packed', ['sales-*.csv'], ['returns.csv.gz'], true],
    ['what is absent never had a row', ['sales-*.csv'], ['sales-1.csv', 'sales-2.csv'], false],
    ['a file of before has no rule any more', ['sales-*.csv'], ['sales-1.csv', 'old.csv'], true],
    ['nothing was there before', ['sales-*.csv'], [], false],
    ['a file of another table is absent', ['sales-*.csv', 'returns.csv'], ['sales-1.csv'], false],
  ])('may lack transactions or not: %s', (_, patterns, before, expected) => {
    expect(mayLackFiles(rules, opened(...patterns), 'transactions', before)).toBe(expected);
  });

  test('may lack transactions where a file stands alone of its pattern, or has no column that gives rows', async () => {
    const before = ['sales-1.csv', 'sales-2.csv'];
    const whole = opened('sales-*.csv').map((file) => ({ ...file, file: 'sales-1.csv' }));
    const alone = whole.map((file) => ({ ...file, isOneOfSeveral: true }));
    expect(mayLackFiles(rules, whole, 'transactions', before)).toBe(false);
    expect(mayLackFiles(rules, alone, 'transactions', before)).toBe(true);
    expect(mayLackFiles(rules, alone, 'transactions', ['sales-1.csv'])).toBe(false);
    const lacks = whole.map((file) => ({ ...file, lacksColumns: true }));
    expect(mayLackFiles(rules, lacks, 'transactions', ['sales-1.csv'])).toBe(true);
    const each = { ...sales({ forEachColumn: 'at *' }), columns: { ...sales({}).columns, occurred_at: '{#cell}' } };
    const content = { files: [{ file: 'in*.csv', columns: { 'at *': { optional: true } }, tables: [each] }] };
    const folder = await folderWith({
      'in1.csv': 'id,at won,amount\n',
      'in2.csv': 'id,amount\n',
      'map.json': JSON.stringify(content),
    });
    const lacking = async (path: string) =>
      (await openLoad(path, `${folder}/map.json`)).map((file) => [file.file, file.isOneOfSeveral, file.lacksColumns]);
    expect(await lacking(folder)).toEqual([
      ['in1.csv', false, false],
      ['in2.csv', false, true],
    ]);
    expect(await lacking(`${folder}/in1.csv`)).toEqual([['in1.csv', true, false]]);
  });
});
