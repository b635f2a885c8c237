// How a mapping says what a foreign file is like: headers and footers, columns of several names or of none, the zone of its times;
// and conditions and values that compare what stands in a row.

import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { matches } from '../../../src/load/mapping/mapped-files';
import type { Condition, FileRule, TableRule, Value } from '../../../src/load/mapping/schema';
import { loadClock } from '../../../src/load/mapping/times';
import { openLoad } from '../../../src/load/open-files';
import { folderWith, readLoad, refusal, removeFolders, rowsOf } from '../read/read-load';

afterAll(removeFolders);

const products = (name: Value, rule: Partial<TableRule> = {}) => ({
  ...rule,
  table: 'products',
  columns: { product_id: '{id}', name },
});
const mapping = (name: Value, file: Partial<FileRule> = {}, rule: Partial<TableRule> = {}) => ({
  files: [{ file: 'in*.csv', ...file, tables: [products(name, rule)] }],
});

async function names(files: Record<string, string>, content: object): Promise<string[]> {
  const { good, rejected } = await readLoad(files, content);
  return [
    ...good.map(({ values }) => `${values.product_id}:${values.name}`),
    ...rejected.map(({ line, code }) => `${line} ${code}`),
  ];
}

describe('the names of files', () => {
  test.each<readonly [pattern: string, matched: readonly string[]]>([
    ['{Deals,Potentials}_???.csv', ['Deals_001.csv', 'Potentials_002.csv', 'Deals_001.csv.gz']],
    ['Deals*.csv', ['Deals_001.csv', 'Deals_001.csv.gz', 'Deals_1.csv', 'Deals_Copy_001.csv', 'Deals,x_001.csv']],
    ['{Deals}_001.csv', ['{Deals}_001.csv']],
    ['{Deals,Deals,x}_001.csv', ['Deals_001.csv', 'Deals_001.csv.gz', 'x_001.csv']],
    ['{a.b,c}.csv', ['a.b.csv', 'c.csv']],
  ])('%s', (pattern, matched) => {
    const all = [
      'Deals_001.csv',
      'Potentials_002.csv',
      'Deals_001.csv.gz',
      'Deals_1.csv',
      'Deals_Copy_001.csv',
      '{Deals}_001.csv',
      'Deals,x_001.csv',
      'x_001.csv',
      'a.b.csv',
      'axb.csv',
      'c.csv',
    ];
    expect(all.filter((name) => matches(pattern, name))).toEqual(matched);
  });
});

describe('the end of a file', () => {
  const report = 'id,a\n1,x\n2,y\n\nGrand Total,2\nCopyright (c)\n"Confidential, all of it"\n';

  test('so many rows that are no data', async () => {
    expect(await names({ 'in.csv': report }, mapping('{a}', { format: { skipLastRows: 3 } }))).toEqual(['1:x', '2:y']);
    expect(await names({ 'in.csv': 'id,a\n1,x\n' }, mapping('{a}', { format: { skipLastRows: 3 } }))).toEqual([]);
  });

  test('from the row that begins with a text', async () => {
    expect(await names({ 'in.csv': report }, mapping('{a}', { format: { endsBefore: 'Grand Total' } }))).toEqual([
      '1:x',
      '2:y',
    ]);
    expect(await names({ 'in.csv': report }, mapping('{a}', { format: { endsBefore: 'Copyright' } }))).toEqual([
      '1:x',
      '2:y',
      'Grand Total:2',
    ]);
  });

  test('both: so many rows before the text', async () => {
    const format = { endsBefore: 'Copyright', skipLastRows: 1 };
    expect(await names({ 'in.csv': report }, mapping('{a}', { format }))).toEqual(['1:x', '2:y']);
  });

  test('rows that are too short, where no other comes after them', async () => {
    const format = { skipLastShortRows: true };
    const broken = 'id,a\n1,x\n2\n3,z\n\nTotal\n"Confidential, all of it"\n';
    expect(await names({ 'in.csv': broken }, mapping('{a}', { format }))).toEqual(['1:x', '3:z', '3 SHORT_ROW']);
    expect(await names({ 'in.csv': broken }, mapping('{a}', { format: { ...format, skipLastRows: 1 } }))).toEqual([
      '1:x',
      '3 SHORT_ROW',
    ]);
    expect(await names({ 'in.csv': 'id,a\nx\n' }, mapping('{a}', { format }))).toEqual([]);
    expect(await names({ 'in.csv': 'id,a\n1,x,y\n' }, mapping('{a}', { format }))).toEqual(['2 LONG_ROW']);
  });

  test('short rows of many batches, of which all but the last have a good row after them', async () => {
    const short = Array.from({ length: 5_000 }, () => 'short\n').join('');
    const { good, rejected } = await readLoad(
      { 'in.csv': `id,a\n${short}1,x\n${short}` },
      mapping('{a}', { format: { skipLastShortRows: true } }),
    );
    expect([good.length, rejected.length]).toEqual([1, 5_000]);
  });

  test('of a file larger than what is read at once', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `${index},x\n`).join('');
    const { good } = await readLoad({ 'in.csv': `id,a\n${rows}` }, mapping('{a}', { format: { skipLastRows: 700 } }));
    expect(good.length).toBe(4_300);
    expect(good.at(-1)!.values.product_id).toBe('4299');
  });
});

describe('columns', () => {
  const columns = { Closed: { headers: ['Closed', '关闭日期'], optional: true }, who: ['who', 'wer'] };

  test('of several headers, or of none', async () => {
    const rule = mapping({ firstOf: ['{Closed}', '{who}'] }, { columns });
    const files = {
      'in1.csv': 'id,关闭日期,wer\n1,x,y\n',
      'in2.csv': 'id,who,Closed\n2,y,\n',
      'in3.csv': 'who,id\nz,3\n',
    };
    expect(await names(files, rule)).toEqual(['1:x', '2:y', '3:z']);
  });

  test('that a file lacks, or has twice, are refused', async () => {
    const rule = mapping({ firstOf: ['{Closed}', '{who}'] }, { columns });
    expect(await refusal({ 'in.csv': 'id,Closed\n' }, rule)).toContain(
      'files[0].tables[0].columns.name.firstOf[1]: in.csv has no column "who" or "wer" (it has: id, Closed)',
    );
    expect(await refusal({ 'in.csv': 'id,who,Closed,关闭日期\n' }, rule)).toContain(
      'in.csv has the columns "Closed" and "关闭日期", of which "Closed" can be one',
    );
  });

  test('that may be absent are empty in conditions too', async () => {
    const where = { column: 'Closed', isEmpty: true };
    expect(await names({ 'in.csv': 'id,who\n1,x\n' }, mapping('{who}', { columns }, { where }))).toEqual(['1:x']);
  });

  test('a file that may be missing', async () => {
    const rules = [
      { file: 'in.csv', tables: [products('{a}')] },
      { file: 'more.csv', optional: true, tables: [products('{a}')] },
    ];
    const { opened } = await readLoad({ 'in.csv': 'id,a\n1,x\n' }, { files: rules });
    expect(opened.map(({ file }) => file)).toEqual(['in.csv']);
    expect(await refusal({ 'more.csv': 'id,a\n' }, { files: rules })).toContain('files[0].file: no file in');
  });
});

describe('columns made of others', () => {
  const columns = {
    first: { value: { value: '{a}', split: { separator: ';', nth: 1 } } },
    known: { value: { value: '{first}', map: { x: 'X', y: 'Y' } } },
  };

  test('are read like those of the file, in texts, conditions, keys and orders', async () => {
    const csv = 'id,a,b\n1,x;z,Y\n1,y,Y\n2,y;x,x\n3,,x\n';
    const rule = mapping(
      '{known}-{b}',
      { columns },
      { keep: 'last', by: '{b2}', where: { column: 'known', isEmpty: false } },
    );
    const by = { ...columns, b2: { value: { value: '{first}', map: { x: '2', y: '1' } } } };
    rule.files[0]!.columns = by;
    expect(await names({ 'in.csv': csv }, rule)).toEqual(['1:X-Y', '2:Y-x']);
    const same = mapping('{id}', { columns }, { where: { column: 'b', equalsColumn: 'known' } });
    expect(await names({ 'in.csv': csv }, same)).toEqual(['1:1']);
  });

  test('refuse the rows that need what cannot be made, and no others', async () => {
    const rule = mapping('{known}', { columns }, { where: { column: 'id', notEquals: '2' } });
    expect(await names({ 'in.csv': 'id,a\n1,q\n2,q\n3,x\n' }, rule)).toEqual(['3:X', '2 UNMAPPED_VALUE']);
    const condition = mapping('{id}', { columns }, { where: { column: 'b', equalsColumn: 'known' } });
    expect(await names({ 'in.csv': 'id,a,b\n1,q,X\n2,x,X\n3,q,\n' }, condition)).toEqual(['2:2', '2 UNMAPPED_VALUE']);
  });

  test('are none of the headers that a value makes', async () => {
    const rule = mapping({ header: '{b}' }, { columns: { ...columns, c: { value: { header: '{b}' } } } });
    expect(await names({ 'in.csv': 'id,a,b\n1,x,a\n2,y,known\n3,y,c\n' }, rule)).toEqual(['1:x', '2:null', '3:null']);
  });

  test('stand in look-ups, whose file they are read in', async () => {
    const content = {
      lookups: { near: { file: 'near.csv', key: '{first}', values: { b: '{b}' } } },
      files: [
        { file: 'near.csv', columns, tables: [products('{first}')] },
        { file: 'in.csv', tables: [products({ lookup: 'near', key: '{a}', give: 'b' })] },
      ],
    };
    expect(await names({ 'in.csv': 'id,a\n9,x\n', 'near.csv': 'id,a,b\n1,x;y,found\n1,x;y,found\n' }, content)).toEqual(
      ['1:x', '1:x', '9:found'],
    );
  });

  test.each<readonly [string, FileRule['columns'], Value, string]>([
    [
      'of a column that is not there',
      { c: { value: '{none}' } },
      '{c}',
      'files[0].columns.c.value: in.csv has no column "none"',
    ],
    [
      'of themselves',
      { c: { value: '{d}' }, d: { value: { firstOf: ['{c}', 'x'] } } },
      'x',
      'files[0].columns.c is made of itself: c -> d -> c',
    ],
    [
      'with headers',
      { c: { value: 'x', headers: ['a'] } as never },
      'x',
      'files[0].columns.c is made of a value: it has neither "headers" nor "optional"',
    ],
    ['of nothing', { c: {} as never }, 'x', 'files[0].columns.c needs "headers", "optional" or "value"'],
    [
      'of the cell of each column',
      { c: { value: '{#cell}' } },
      'x',
      'files[0].columns.c.value: {#cell} goes with forEachColumn, in its rule',
    ],
    [
      'with a wrong step',
      { c: { value: { value: '{a}', date: 'M/YYYY' } } },
      'x',
      'files[0].columns.c.value.date: the date pattern "M/YYYY" lacks D or DD',
    ],
    [
      'by a look-up that is not there',
      { c: { value: { lookup: 'l', key: '{a}', give: 'v' } } },
      'x',
      'files[0].columns.c.value.lookup: there is no look-up "l" (there is none)',
    ],
  ])('%s are refused', async (_, made, name, expected) => {
    expect(await refusal({ 'in.csv': 'id,a\n1,x\n' }, mapping(name, { columns: made }))).toContain(expected);
  });
});

describe('a rule for each column of a pattern', () => {
  const csv =
    'id,"Date entered ""Won (Sales)""",Date entered,"Date entered ""Lost (Sales)"""\n1,2026-01-02,x,\n2,2026-02-03,y,2026-02-04\n';
  const rule: Partial<TableRule> = { forEachColumn: 'Date entered "*"', where: { column: '#cell', isEmpty: false } };

  test('gives a row for each of them', async () => {
    const { good, filtered } = await readLoad({ 'in.csv': csv }, mapping('{#match} {#cell}', {}, rule));
    expect(good.map((row) => `${row.line} ${row.values.name}`)).toEqual([
      '2 Won (Sales) 2026-01-02',
      '3 Won (Sales) 2026-02-03',
      '3 Lost (Sales) 2026-02-04',
    ]);
    expect(filtered.length).toBe(1);
  });

  test('tests what stands for the *, and works on it', async () => {
    const won = { ...rule, where: { all: [rule.where!, { column: '#match', startsWith: 'Won' }] } };
    const name: Value = { value: '{#match}', map: { 'Won (Sales)': 'won' } };
    expect(await names({ 'in.csv': csv }, mapping(name, {}, won))).toEqual(['1:won', '2:won']);
  });

  test('gives nothing of a file without such columns, where the mapping says that they are optional', async () => {
    const left = { ...rule, forEachColumn: 'Date left "*"' };
    const columns = { 'Date left "*"': { optional: true } };
    expect(await names({ 'in.csv': csv }, mapping('{#cell}', { columns }, left))).toEqual([]);
  });

  test('a cell is found under a header made of the row', async () => {
    const files = { 'in.csv': 'id,stage,at Won,at Lost\n1,Won,a,b\n2,Lost,c,d\n3,Open,e,f\n4,,g,h\n' };
    expect(await names(files, mapping({ header: 'at {stage}' }))).toEqual(['1:a', '2:d', '3:null', '4:null']);
    const upper: Value = { header: 'at {stage}', steps: [{ case: 'upper' }] };
    expect(await names(files, mapping(upper))).toEqual(['1:A', '2:D', '3:null', '4:null']);
    expect(await refusal(files, mapping({ header: 'at {state}' }))).toContain('in.csv has no column "state"');
  });

  test('keeps one row of a key over all of its columns', async () => {
    const last: Partial<TableRule> = { ...rule, keep: 'last', by: '{#cell}' };
    expect(await names({ 'in.csv': csv }, mapping('{#match}', {}, last))).toEqual(['1:Won (Sales)', '2:Lost (Sales)']);
  });

  test.each<readonly [string, object, string]>([
    [
      'without such a column',
      mapping('{#cell}', {}, { forEachColumn: 'Date left "*"' }),
      'files[0].tables[0].forEachColumn: in.csv has no column like Date left "*" (it has: id,',
    ],
    [
      'without a *',
      mapping('{#cell}', {}, { forEachColumn: 'Date' }),
      'files[0].tables[0].forEachColumn needs one *, and has none',
    ],
    [
      'with two *',
      mapping('{#cell}', {}, { forEachColumn: '* entered *' }),
      'files[0].tables[0].forEachColumn needs one *, and has 2',
    ],
    [
      'whose words are used without it',
      mapping('{#cell}', {}, { where: { column: '#match', equals: 'x' } }),
      'files[0].tables[0].where.column: {#match} goes with forEachColumn; files[0].tables[0].columns.name: {#cell} goes with forEachColumn',
    ],
  ])('%s is refused', async (_, content, expected) => {
    expect(await refusal({ 'in.csv': csv }, content)).toContain(expected);
  });
});

describe('the zone of a file', () => {
  const interactions = (timeZone: string | undefined) => ({
    files: [
      {
        file: 'in.csv',
        format: { timeZone },
        tables: [{ table: 'interactions', columns: { interaction_id: '{id}', occurred_at: '{at}', kind: 'visit' } }],
      },
    ],
  });

  test.each([
    ['Asia/Shanghai', '2026-05-09 13:00:01', '2026-05-09T13:00:01+08:00'],
    ['Asia/Shanghai', '2026-05-09T13:00:01.5', '2026-05-09T13:00:01.5+08:00'],
    ['Asia/Shanghai', '2026-05-09', '2026-05-09T00:00:00+08:00'],
    ['UTC', '2026-05-09T13:00:01', '2026-05-09T13:00:01Z'],
    ['UTC', '2026-05-09 13:00', '2026-05-09T13:00:00Z'],
    ['UTC', '2026-02-29T13:00:01', '2026-02-29T13:00:01'],
    ['Asia/Shanghai', '2026-05-09T13:00:00Z', '2026-05-09T13:00:00Z'],
    ['Asia/Shanghai', '2026-05-09T13:00:00.25-05:00', '2026-05-09T13:00:00.25-05:00'],
    ['Asia/Kolkata', '2026-05-09T13:00:00.123456', '2026-05-09T13:00:00.123456+05:30'],
    ['America/St_Johns', '2026-01-09T13:00', '2026-01-09T13:00:00-03:30'],
    ['Europe/Berlin', '2026-03-29 01:59:59', '2026-03-29T01:59:59+01:00'],
    // Passed over when clocks go forward: by the offset before. Twice when they go back: the second.
    ['Europe/Berlin', '2026-03-29 02:30', '2026-03-29T02:30:00+01:00'],
    ['Europe/Berlin', '2026-03-29 03:00', '2026-03-29T03:00:00+02:00'],
    ['Europe/Berlin', '2026-10-25 01:59', '2026-10-25T01:59:00+02:00'],
    ['Europe/Berlin', '2026-10-25 02:30', '2026-10-25T02:30:00+01:00'],
    ['Europe/Berlin', '2026-05-09t13:00:00,250', '2026-05-09T13:00:00.250+02:00'],
    ['Europe/Berlin', '2026-05-09 24:00', '2026-05-09T24:00:00+02:00'],
    ['Europe/Berlin', '2026-03-28T24:00:00', '2026-03-28T24:00:00+01:00'],
    ['Europe/Berlin', '2026-05-09T13:00:00z', '2026-05-09T13:00:00z'],
    ['Europe/Berlin', 'soon', 'soon'],
    ['Europe/Berlin', '2026-02-30', '2026-02-30'],
    [undefined, '2026-05-09 13:00:01', '2026-05-09 13:00:01'],
  ])('%s: %s', async (timeZone, at, expected) => {
    const { good } = await readLoad({ 'in.csv': `id,at\n1,"${at}"\n` }, interactions(timeZone));
    expect(good[0]!.values.occurred_at).toBe(expected);
  });

  test('a date made of a time with an offset is its day there', async () => {
    const spend = (timeZone: string | undefined) => ({
      files: [
        {
          file: 'in.csv',
          format: { timeZone },
          tables: [{ table: 'spend', columns: { spend_id: '{id}', date: '{at}', purpose: 'marketing', amount: '1' } }],
        },
      ],
    });
    const csv = { 'in.csv': 'id,at\n1,2026-05-08T16:00:00Z\n2,2026-05-08T15:59:59.9Z\n3,2026-05-09\n' };
    const dates = async (timeZone?: string) =>
      (await readLoad(csv, spend(timeZone))).good.map(({ values }) => values.date);
    expect(await dates('Asia/Shanghai')).toEqual(['2026-05-09', '2026-05-08', '2026-05-09']);
    expect(await dates()).toEqual(['2026-05-08T16:00:00Z', '2026-05-08T15:59:59.9Z', '2026-05-09']);
  });

  test('seconds between two times are those that passed there', async () => {
    const between: Value = { secondsBetween: ['{from}', '{to}'] };
    const csv = { 'in.csv': 'id,from,to\n1,2026-03-29 01:00,2026-03-29 04:00\n' };
    expect(await names(csv, mapping(between, { format: { timeZone: 'Europe/Berlin' } }))).toEqual(['1:7200']);
    expect(await names(csv, mapping(between))).toEqual(['1:10800']);
  });

  test('that no mapping names is the business zone', async () => {
    const between: Value = { secondsBetween: ['{from}', '{to}'] };
    const csv = 'id,from,to\n1,2026-03-29 01:00,2026-03-29 04:00\n2,2026-05-09 13:00,2026-05-09T11:10:00Z\n';
    const folder = await folderWith({ 'in.csv': csv, 'map.json': JSON.stringify(mapping(between)) });
    const clock = loadClock(Temporal.Instant.from('2026-06-01T00:00:00Z'), 'Europe/Berlin');
    const rows = await rowsOf(await openLoad(folder, join(folder, 'map.json'), clock));
    expect(rows.map((row) => row.kind === 'row' && row.cells[1])).toEqual(['7200', '600']);
  });

  test('that does not exist is refused', async () => {
    expect(await refusal({ 'in.csv': 'id,a\n' }, mapping('{a}', { format: { timeZone: 'Asia/Beijing' } }))).toContain(
      'files[0].format.timeZone "Asia/Beijing" is not a time zone such as "Asia/Shanghai"',
    );
  });
});

describe('conditions', () => {
  const csv =
    'id,a,b,from,to\n1,Existing Customer - Renewal,x,2026-05-01,2026-05-02\n2,New,New,2026-05-02,2026-05-02\n3,,,2026-05-03T00:00:01,2026-05-03\n4,Renewal,y,,2026-05-01\n';

  test.each<readonly [Condition, string]>([
    [{ column: 'a', contains: 'Renewal' }, '14'],
    [{ column: 'a', contains: 'Customer - ' }, '1'],
    [{ column: 'a', endsWith: 'Renewal' }, '14'],
    [{ column: 'a', endsWith: 'New' }, '2'],
    [{ column: 'a', equalsColumn: 'b' }, '2'],
    [{ not: { column: 'a', equalsColumn: 'b' } }, '134'],
    [{ column: 'from', before: '{to}' }, '1'],
    [{ column: 'from', after: '{to}' }, '3'],
    [{ column: 'to', before: '2026-05-02' }, '4'],
    [{ column: 'to', after: { value: '01/05/2026', date: 'DD/MM/YYYY' } }, '123'],
    [{ column: 'from', before: 'now' }, '12'],
    [{ column: 'from', after: 'now' }, '3'],
    [{ value: '{a}{b}', equals: 'NewNew' }, '2'],
    [{ value: { value: '{b}', map: { x: '1', y: '2' }, default: '9' }, atMost: 2 }, '14'],
    [{ value: { firstOf: ['{a}', '{b}'] }, isEmpty: true }, '3'],
  ])('%j', async (where, expected) => {
    const folder = await folderWith({ 'in.csv': csv, 'map.json': JSON.stringify(mapping('{id}', {}, { where })) });
    const now = Temporal.Instant.from('2026-05-03T00:00:00Z');
    const rows = await rowsOf(await openLoad(folder, join(folder, 'map.json'), loadClock(now, 'UTC')));
    expect(rows.flatMap((row) => (row.kind === 'row' ? [row.cells[0]] : [])).join('')).toBe(expected);
  });

  test('now is that of the business zone for times without offset and zone', async () => {
    const times = 'id,at\n1,2026-05-03 07:59:59\n2,2026-05-03 08:00\n3,2026-05-02T23:59:59Z\n4,2026-05-03T00:00:01Z\n';
    const clock = loadClock(Temporal.Instant.from('2026-05-03T00:00:00Z'), 'Asia/Shanghai');
    const before = async (timeZone?: string) => {
      const rule = mapping('{id}', { format: { timeZone } }, { where: { column: 'at', before: 'now' } });
      const folder = await folderWith({ 'in.csv': times, 'map.json': JSON.stringify(rule) });
      const rows = await rowsOf(await openLoad(folder, join(folder, 'map.json'), clock));
      return rows.flatMap((row) => (row.kind === 'row' ? [row.cells[0]] : [])).join('');
    };
    expect(await before()).toBe('13');
    expect(await before('Asia/Shanghai')).toBe('13');
    expect(await before('Asia/Tokyo')).toBe('123');
    expect(await before('UTC')).toBe('3');
  });

  test('a time that is none is refused, with its cell', async () => {
    const { rejected } = await readLoad(
      { 'in.csv': 'id,a\n1,soon\n' },
      mapping('{a}', {}, { where: { column: 'a', before: 'now' } }),
    );
    expect(rejected.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'INVALID_DATE "soon" is not a time in ISO 8601.',
    ]);
  });

  test('a test without what it tests refuses the mapping', async () => {
    const where = { all: [{ column: 'a', equals: 'x' }], contains: 'y' };
    expect(await refusal({ 'in.csv': csv }, mapping('{a}', {}, { where }))).toContain(
      'files[0].tables[0].where: "contains" needs "column" or "value" beside it',
    );
  });
});

describe('values', () => {
  test.each<readonly [string, Value, string]>([
    ['a quotient', { divide: ['{a}', '{b}'] }, '2.5'],
    ['a quotient without end, to 20 decimals', { divide: ['1', '3'] }, '0.33333333333333333333'],
    ['a quotient half of the last decimal', { divide: ['0.000000000000000000005', '1'] }, '0.00000000000000000001'],
    ['a quotient by nothing', { divide: ['{a}', '{c}'] }, 'null'],
    ['a quotient by zero', { divide: ['{a}', '0.0'] }, '2 INVALID_NUMBER'],
    ['the first of several', { firstOf: ['{c}', { value: '{a}', map: { 5: null } }, '{b}', '{a}'] }, '2'],
    ['the first of several, all empty', { firstOf: ['{c}', null] }, 'null'],
    [
      'the first of several, refused',
      { firstOf: ['{c}', { value: '{a}', map: { 4: 'x' } }, '{b}'] },
      '2 UNMAPPED_VALUE',
    ],
  ])('%s', async (_, value, expected) => {
    const result = await names({ 'in.csv': 'id,a,b,c\n1,5,2,\n' }, mapping(value));
    expect(result).toEqual([/ /.test(expected) ? expected : `1:${expected}`]);
  });
});

describe('rows that stay by a number or time', () => {
  const csv =
    'id,a,at\n1,x,2026-05-03\n1,y,2026-05-04 08:00\n1,z,2026-05-01\n2,u,\n2,v,\n3,w,\n3,p,2026-01-01\n1,q,2026-05-04T08:00:00\n';

  test.each<readonly [TableRule['keep'], string[]]>([
    ['first', ['1:z', '2:u', '3:p']],
    ['last', ['2:v', '3:p', '1:q']],
  ])('the %s', async (keep, expected) => {
    expect(await names({ 'in.csv': csv }, mapping('{a}', {}, { keep, by: '{at}' }))).toEqual(expected);
  });

  test('over all files; what has no order is refused and decides nothing', async () => {
    const files = { 'in1.csv': csv, 'in2.csv': 'id,a,at\n1,late,soon\n4,s,7\n4,t,10\n' };
    expect(await names(files, mapping('{a}', {}, { keep: 'last', by: '{at}' }))).toEqual([
      '2:v',
      '3:p',
      '1:q',
      '4:t',
      '2 NOT_COMPARABLE',
    ]);
  });

  test('numbers and times of one key are not compared', async () => {
    const csv = 'id,a,at\n1,x,20260101\n1,y,2026-02-01\n2,z,3\n2,u,4\n1,v,\n';
    expect(await names({ 'in.csv': csv }, mapping('{a}', {}, { keep: 'last', by: '{at}' }))).toEqual([
      '2:u',
      '2 NOT_COMPARABLE',
      '3 NOT_COMPARABLE',
      '6 NOT_COMPARABLE',
    ]);
  });

  test('are not numbered before they are judged', async () => {
    const where = { value: '{id}{#}', equals: '11' };
    expect(await refusal({ 'in.csv': 'id,a,at\n' }, mapping('{a}', {}, { keep: 'last', where }))).toContain(
      'files[0].tables[0].where.value: where one row of a key is kept, {#} and {#hash} cannot decide which',
    );
  });

  test('needs keep first or last', async () => {
    expect(await refusal({ 'in.csv': csv }, mapping('{a}', {}, { by: '{at}' }))).toContain(
      '"by" needs "keep" beside it',
    );
    expect(await refusal({ 'in.csv': csv }, mapping('{a}', {}, { keep: 'distinct', by: '{at}' }))).toContain(
      'files[0].tables[0].by goes with keep first or last',
    );
  });
});
