// Look-ups: rows of another file of the load found by a key, what the rows of a key say together, and what is refused.
import { join } from 'node:path';
import type { FileRule, LookupRule, TableRule, Value } from '../../../src/load/mapping/schema';
import { openLoad } from '../../../src/load/open-files';
import { folderWith, readLoad, refusal, removeFolders } from '../read/read-load';

afterAll(removeFolders);

const products = (name: Value, rule: Partial<TableRule> = {}) => ({
  ...rule,
  table: 'products',
  columns: { product_id: '{id}', name },
});

const mapping = (lookups: Record<string, LookupRule>, name: Value, file: Partial<FileRule> = {}) => ({
  lookups,
  files: [{ file: 'in.csv', ...file, tables: [products(name)] }],
});

/** `id:name` of each good row and `id:CODE` of each refused one, in the order of the file. */
async function found(files: Record<string, string>, content: object): Promise<string[]> {
  const { rows, good } = await readLoad(files, content);
  const names = new Map(good.map((row) => [row.line, row.values.name]));
  return rows.map((row) =>
    row.kind === 'rejected'
      ? `${row.line}:${row.code}`
      : `${row.line}:${row.kind === 'row' ? names.get(row.line) : 'filtered'}`,
  );
}

const deals = 'Id,AccountId,Won\nd1,a1,1\nd2,a2,0\nd3,,1\n';
const deal: LookupRule = { file: 'deals.csv', key: '{Id}', values: { account: '{AccountId}', won: '{Won}' } };
const accountOf = (more: object = {}): Value => ({ lookup: 'deal', key: '{deal}', give: 'account', ...more });

describe('one value of a key', () => {
  const rows = 'id,deal\n1,d1\n2,d2\n3,d3\n4,d9\n5,\n';

  test('is found; a key that is not there is refused, an empty one gives nothing', async () => {
    expect(await found({ 'in.csv': rows, 'deals.csv': deals }, mapping({ deal }, accountOf()))).toEqual([
      '2:a1',
      '3:a2',
      '4:null',
      '5:LOOKUP_MISSING',
      '6:null',
    ]);
  });

  test('or what the mapping says of those that are missing', async () => {
    const files = { 'in.csv': rows, 'deals.csv': deals };
    expect((await found(files, mapping({ deal }, accountOf({ missing: null }))))[3]).toBe('5:null');
    expect((await found(files, mapping({ deal }, accountOf({ missing: 'deal {deal}' }))))[3]).toBe('5:deal d9');
  });

  test('worked on by steps, and tested by conditions', async () => {
    const where = { value: { lookup: 'deal', key: '{deal}', give: 'won', missing: null }, equals: '1' };
    const content = {
      lookups: { deal },
      files: [{ file: 'in.csv', tables: [products(accountOf({ steps: [{ map: { a1: 'first' } }] }), { where })] }],
    };
    expect(await found({ 'in.csv': rows, 'deals.csv': deals }, content)).toEqual([
      '2:first',
      '3:filtered',
      '4:null',
      '5:filtered',
      '6:filtered',
    ]);
  });

  test('of several columns', async () => {
    const rate: LookupRule = { file: 'eav.csv', key: ['{row}', '{name}'], values: { value: '{value}' } };
    const value: Value = { lookup: 'rate', key: ['{deal}', 'source'], give: 'value', missing: null };
    const files = {
      'in.csv': rows,
      'eav.csv': 'row,name,value\nd1,source,web\nd1,industry,tea\nd1s,ource,x\nd2,industry,ore\n',
    };
    expect(await found(files, mapping({ rate }, value))).toEqual(['2:web', '3:null', '4:null', '5:null', '6:null']);
  });

  test('through another look-up, whichever stands first', async () => {
    const account: LookupRule = { file: 'accounts.csv', key: '{Id}', values: { city: '{City}' } };
    const city: LookupRule = {
      ...deal,
      values: { city: { lookup: 'account', key: '{AccountId}', give: 'city', missing: null } },
    };
    const files = { 'in.csv': rows, 'deals.csv': deals, 'accounts.csv': 'Id,City\na1,Oslo\n' };
    const value: Value = { lookup: 'city', key: '{deal}', give: 'city', missing: 'none' };
    const expected = ['2:Oslo', '3:null', '4:null', '5:none', '6:null'];
    expect(await found(files, mapping({ city, account }, value))).toEqual(expected);
    expect(await found(files, mapping({ account, city }, value))).toEqual(expected);
  });

  test('in rows that agree; where they do not, only the rows that ask are refused', async () => {
    const more = `${deals}d1,a1,1\nd2,a3,0\nd3,a4,0\n`;
    expect(await found({ 'in.csv': rows, 'deals.csv': more }, mapping({ deal }, accountOf({ missing: null })))).toEqual(
      ['2:a1', '3:LOOKUP_AMBIGUOUS', '4:a4', '5:null', '6:null'],
    );
  });

  test('in a file that is loaded too is read as its rule says', async () => {
    const content = {
      lookups: { deal },
      files: [
        {
          file: 'deals.csv',
          format: { delimiter: ';' },
          empty: ['-'],
          tables: [{ table: 'agents', columns: { agent_id: '{Id}', role: 'sales' } }],
        },
        { file: 'in.csv', tables: [products(accountOf())] },
      ],
    };
    const { good } = await readLoad(
      { 'in.csv': 'id,deal\n1,d1\n2,d2\n', 'deals.csv': 'Id;AccountId;Won\nd1;a1;1\nd2;-;0\n' },
      content,
    );
    expect(good.filter((row) => row.table === 'products').map((row) => row.values.name)).toEqual(['a1', null]);
  });

  test('of a file that may be missing', async () => {
    const optional = { ...deal, optional: true };
    expect(await found({ 'in.csv': rows }, mapping({ deal: optional }, accountOf({ missing: null })))).toEqual([
      '2:null',
      '3:null',
      '4:null',
      '5:null',
      '6:null',
    ]);
    expect(await refusal({ 'in.csv': rows }, mapping({ deal }, accountOf()))).toMatch(
      /lookups\.deal\.file: no file in .* is named deals\.csv \(it holds in\.csv\)/,
    );
  });
});

describe('rows of one key', () => {
  const events = [
    'case,at,who,n',
    'c1,2026-03-02 10:00,bo,2',
    'c1,2026-03-01 09:00,ada,10',
    'c1,,cy,0.5',
    'c1,2026-03-02 10:00,di,',
    'c2,2026-03-05 08:00,,',
    '',
  ].join('\n');
  const of = (value: LookupRule['values'][string]) => ({ file: 'events.csv', key: '{case}', values: { v: value } });
  const asked: Value = { lookup: 'events', key: '{id}', give: 'v', missing: 'none' };

  test.each<readonly [string, LookupRule['values'][string], string]>([
    ['the first by their place', { take: 'first', of: '{who}' }, 'bo'],
    ['the last by their place', { take: 'last', of: '{who}' }, 'di'],
    ['the second by their place', { take: 'nth', n: 2, of: '{who}' }, 'ada'],
    ['the first by time', { take: 'first', by: '{at}', of: '{who}' }, 'ada'],
    ['the last by time, of two the later row', { take: 'last', by: '{at}', of: '{who}' }, 'di'],
    ['the second by time', { take: 'nth', n: 2, by: '{at}', of: '{who}' }, 'bo'],
    ['those without a time come after the others', { take: 'nth', n: 4, by: '{at}', of: '{who}' }, 'cy'],
    ['there is no fifth', { take: 'nth', n: 5, by: '{at}', of: '{who}' }, 'null'],
    ['the last by number', { take: 'last', by: '{n}', of: '{who}' }, 'ada'],
    ['how many', { take: 'count' }, '4'],
    ['how many that have one', { take: 'count', of: '{at}' }, '3'],
    ['their sum, exact', { take: 'sum', of: '{n}' }, '12.5'],
    ['the least number', { take: 'minimum', of: '{n}' }, '0.5'],
    ['the greatest number', { take: 'maximum', of: '{n}' }, '10'],
    ['the earliest time', { take: 'minimum', of: '{at}' }, '2026-03-01 09:00'],
    ['what has no order is refused', { take: 'maximum', of: '{who}' }, 'NOT_COMPARABLE'],
    ['what is no number is refused', { take: 'sum', of: '{who}' }, 'INVALID_NUMBER'],
    ['what has no order cannot order', { take: 'first', by: '{who}', of: '{n}' }, 'NOT_COMPARABLE'],
  ])('%s', async (_, value, expected) => {
    const files = { 'in.csv': 'id\nc1\n', 'events.csv': events };
    expect(await found(files, mapping({ events: of(value) }, asked))).toEqual([`2:${expected}`]);
  });

  test('of a key without values, and of none', async () => {
    const files = { 'in.csv': 'id\nc2\nc3\n', 'events.csv': events };
    const results = async (value: LookupRule['values'][string]) => found(files, mapping({ events: of(value) }, asked));
    expect(await results({ take: 'sum', of: '{n}' })).toEqual(['2:null', '3:none']);
    expect(await results({ take: 'count', of: '{n}' })).toEqual(['2:0', '3:none']);
    expect(await results({ take: 'minimum', of: '{n}' })).toEqual(['2:null', '3:none']);
  });

  test('that meet the condition only', async () => {
    const rule = { ...of({ take: 'count' }), where: { column: 'who', in: ['ada', 'bo'] } };
    expect(await found({ 'in.csv': 'id\nc1\nc2\n', 'events.csv': events }, mapping({ events: rule }, asked))).toEqual([
      '2:2',
      '3:none',
    ]);
  });

  test('over all files of a pattern', async () => {
    const rule = { ...of({ take: 'count' }), file: 'events*.csv' };
    const files = { 'in.csv': 'id\nc1\n', 'events1.csv': events, 'events2.csv': 'case,at,who,n\nc1,,x,\n' };
    expect(await found(files, mapping({ events: rule }, asked))).toEqual(['2:5']);
  });
});

describe('rows that hold from an instant on', () => {
  const rates: LookupRule = { file: 'rates.csv', key: '{currency}', asOf: '{day}', values: { rate: '{rate}' } };
  const value: Value = {
    multiply: ['{amount}', { lookup: 'rates', key: '{currency}', at: '{at}', give: 'rate' }],
  };
  const files = (rows: string) => ({
    'in.csv': `id,amount,currency,at\n${rows}`,
    'rates.csv':
      'currency,day,rate\nUSD,2026-02-01,0.8\nUSD,2026-01-01,0.9\nUSD,2026-03-01,0.7\nCNY,2026-01-01,0.125\n',
  });

  test('the last that had begun, exactly on its instant too', async () => {
    const rows =
      '1,10,USD,2026-01-31T23:59:59\n2,10,USD,2026-02-01\n3,10,USD,2027-01-01\n4,8,CNY,2026-01-01\n5,1,USD,2025-12-31\n6,1,EUR,2026-01-01\n7,1,USD,\n8,1,USD,soon\n';
    expect(await found(files(rows), mapping({ rates }, value))).toEqual([
      '2:9',
      '3:8',
      '4:7',
      '5:1',
      '6:LOOKUP_MISSING',
      '7:LOOKUP_MISSING',
      '8:null',
      '9:NOT_COMPARABLE',
    ]);
  });

  test('are of no use without "at", nor "at" without them', async () => {
    const without = mapping({ rates }, { lookup: 'rates', key: '{currency}', give: 'rate' });
    expect(await refusal(files(''), without)).toContain(
      'files[0].tables[0].columns.name needs "at": the rows of the look-up rates hold from asOf on',
    );
    const { asOf: _, ...timeless } = rates;
    expect(await refusal(files(''), mapping({ rates: timeless }, value))).toContain(
      'multiply[1].at goes with look-ups that have asOf, which rates has not',
    );
  });
});

describe('times of a look-up', () => {
  const events = { file: 'events.csv', format: { timeZone: 'America/New_York' }, key: '{id}', values: { at: '{at}' } };
  const files = {
    'in.csv': 'id,deal\n1,x\n2,x\n3,x\n',
    'events.csv': 'id,at\n1,2026-05-09 12:00\n2,2026-05-09\n3,noon\n',
  };
  const value: Value = { lookup: 'events', key: '{id}', give: 'at' };

  test('keep their meaning where the asking file has another zone', async () => {
    const asker = { format: { timeZone: 'Asia/Shanghai' } };
    expect(await found(files, mapping({ events }, value, asker))).toEqual([
      '2:2026-05-09T12:00:00-04:00',
      '3:2026-05-09',
      '4:noon',
    ]);
    expect(await found(files, mapping({ events }, value, { format: { timeZone: 'America/New_York' } }))).toEqual([
      '2:2026-05-09 12:00',
      '3:2026-05-09',
      '4:noon',
    ]);
  });

  test('have no order beside numbers', async () => {
    const mixed = { 'in.csv': 'id,deal\n1,x\n', 'events.csv': 'id,at,n\n1,20260101,a\n1,2026-03-01,b\n' };
    const of = (taken: LookupRule['values'][string]) => ({ file: 'events.csv', key: '{id}', values: { at: taken } });
    for (const taken of [
      { take: 'last' as const, of: '{n}', by: '{at}' },
      { take: 'maximum' as const, of: '{at}' },
    ]) {
      expect(await found(mixed, mapping({ events: of(taken) }, value))).toEqual(['2:NOT_COMPARABLE']);
    }
    const dated = { file: 'events.csv', key: '{id}', asOf: '{at}', values: { at: '{n}' } };
    expect(await found(mixed, mapping({ events: dated }, { ...(value as object), at: '2026-02-01' }))).toEqual([
      '2:NOT_COMPARABLE',
    ]);
    const numbered = { ...mixed, 'events.csv': 'id,at,n\n1,20260101,a\n1,20260301,b\n' };
    expect(await found(numbered, mapping({ events: dated }, { ...(value as object), at: '2026-02-01' }))).toEqual([
      '2:NOT_COMPARABLE',
    ]);
  });
});

test('a look-up in a file that several rules read differently says itself how', async () => {
  const agents = { table: 'agents', columns: { agent_id: '{Id}', role: 'sales' } };
  const content = (lookup: LookupRule) => ({
    lookups: { deal: lookup },
    files: [
      { file: 'deals.csv', tables: [agents] },
      { file: 'deals.csv', format: { delimiter: ';' }, tables: [agents] },
    ],
  });
  const files = { 'deals.csv': deals };
  expect(await refusal(files, content(deal))).toContain(
    'lookups.deal.file: several rules of files read deals.csv differently: say format, columns and empty here',
  );
  expect(await refusal(files, content({ ...deal, format: {} }))).not.toContain('lookups.deal.file');
});

describe('what a look-up cannot read', () => {
  const rows = 'id,deal\n1,d1\n2,d9\n';
  const broken = `${deals}d4\n`;

  test('leaves what is known, and refuses what may stand in it', async () => {
    const files = { 'in.csv': rows, 'deals.csv': broken };
    const { good, rejected } = await readLoad(files, mapping({ deal }, accountOf({ missing: null })));
    expect(good.map((row) => row.values.name)).toEqual(['a1']);
    expect(rejected.map(({ line, code, message }) => `${line} ${code} ${message}`)).toEqual([
      '3 LOOKUP_UNREADABLE What the look-up deal has for "d9" is not known: a row of its file could not be read (deals.csv line 5: The row has 1 cell where the header has 3).',
    ]);
  });

  test('refuses what is taken of all rows', async () => {
    const count = { ...deal, values: { account: { take: 'count' as const } } };
    const files = { 'in.csv': rows, 'deals.csv': broken };
    expect(await found(files, mapping({ deal: count }, accountOf({ missing: null })))).toEqual([
      '2:LOOKUP_UNREADABLE',
      '3:LOOKUP_UNREADABLE',
    ]);
  });

  test('a value that cannot be made is told to the rows that ask for it', async () => {
    const dated = { ...deal, values: { account: { value: '{AccountId}', map: { a2: 'x' } } } };
    const files = { 'in.csv': 'id,deal\n1,d1\n2,d2\n', 'deals.csv': deals };
    expect(await found(files, mapping({ deal: dated }, accountOf()))).toEqual(['2:UNMAPPED_VALUE', '3:x']);
  });
});

describe('a mapping whose look-ups are wrong', () => {
  const files = { 'in.csv': 'id,deal\n1,d1\n', 'deals.csv': deals };

  test.each<readonly [string, Record<string, LookupRule>, Value, string]>([
    [
      'asks for one that is not there',
      { deal },
      { lookup: 'deals', key: '{id}', give: 'won' },
      'columns.name.lookup: there is no look-up "deals" (did you mean "deal"?)',
    ],
    [
      'asks for a value that is not there',
      { deal },
      { lookup: 'deal', key: '{id}', give: 'acount' },
      'columns.name.give: there is no value of the look-up deal "acount" (did you mean "account"?)',
    ],
    [
      'asks with half of a key',
      { deal: { ...deal, key: ['{Id}', '{Won}'] } },
      accountOf(),
      'columns.name.key has 1 of the 2 values that the look-up deal has for a key',
    ],
    ['gives nothing', { deal }, { lookup: 'deal', key: '{id}' }, 'columns.name: "lookup" needs "give" beside it'],
    [
      'takes nothing of a row',
      { deal: { ...deal, values: { account: { take: 'sum' } } } },
      accountOf(),
      'lookups.deal.values.account needs "of": what is taken of a row',
    ],
    [
      'takes the nth',
      { deal: { ...deal, values: { account: { take: 'nth', of: '{Id}' } } } },
      accountOf(),
      'lookups.deal.values.account: "n" goes with take "nth", and that with it',
    ],
    [
      'takes another',
      { deal: { ...deal, values: { account: { take: 'most' as never, of: '{Id}' } } } },
      accountOf(),
      'lookups.deal.values.account.take is "most" (did you mean "last"?)',
    ],
    [
      'names a column that the file lacks',
      { deal: { ...deal, key: '{ID}' } },
      accountOf(),
      'lookups.deal.key: deals.csv has no column "ID" (did you mean "Id"?)',
    ],
    [
      'numbers rows',
      { deal: { ...deal, key: '{Id}-{#}' } },
      accountOf(),
      'lookups.deal.key: {#} and {#hash} are of rows that are loaded, not of those looked up',
    ],
    [
      'asks itself',
      { deal: { ...deal, values: { account: accountOf() } } },
      accountOf(),
      'lookups.deal asks itself: deal -> deal',
    ],
    [
      'asks itself through others',
      {
        deal: { ...deal, values: { account: { lookup: 'a', key: '{Id}', give: 'v' } } },
        a: { ...deal, values: { v: { lookup: 'b', key: '{Id}', give: 'v' } } },
        b: { ...deal, values: { v: { lookup: 'a', key: '{Id}', give: 'v' } } },
      },
      accountOf(),
      'lookups.a asks itself: a -> b -> a',
    ],
  ])('%s', async (_, lookups, name, expected) => {
    const refused = await refusal(files, mapping(lookups, name));
    expect(refused).toMatch(/^INVALID_MAPPING: /);
    expect(refused).toContain(expected);
  });
});

test('a look-up of 300,000 rows, read again for each opening', async () => {
  const lines = Array.from({ length: 300_000 }, (_, index) => `k${index},${'v'.repeat(300)}${index}\n`);
  const folder = await folderWith({
    'in.csv': `id\n${[0, 1, 299_999, 150_000].map((each) => `k${each}\n`).join('')}`,
    'big.csv': `k,v\n${lines.join('')}`,
    'map.json': JSON.stringify(
      mapping(
        { big: { file: 'big.csv', key: '{k}', values: { v: '{v}' } } },
        { lookup: 'big', key: '{id}', give: 'v', steps: [{ removeSuffix: 'x' }] },
      ),
    ),
  });
  for (let time = 0; time < 2; time++) {
    const opened = await openLoad(folder, join(folder, 'map.json'));
    const names: (string | null)[] = [];
    for (const { batches } of opened) {
      for await (const { rows } of batches)
        for (const row of rows) if (row.kind === 'row') names.push(row.cells[1]!.slice(299));
    }
    for (const { close } of opened) close!();
    expect(names).toEqual(['v0', 'v1', 'v299999', 'v150000']);
  }
});
