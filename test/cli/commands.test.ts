// Every command says what it did, and what was wrong in a sentence with exit code 1.
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFolder } from '../load/support/load-folder';
import { createTestDatabase } from '../support/test-warehouse';
import { cli } from './support';

let env: NodeJS.ProcessEnv;
let drop: () => Promise<void>;
beforeEach(async () => {
  const database = await createTestDatabase();
  env = { DATABASE_URL: database.url, TIME_ZONE: 'Asia/Shanghai' };
  drop = database.drop;
});
afterEach(() => drop());

const run = (...parameters: string[]) => cli(env, ...parameters);
const bad = {
  'transactions.csv': [
    'transaction_id,order_id,occurred_at,kind,revenue',
    't1,o1,2025-03-01,order,12.50',
    't2,o1,2025-02-30,order,1',
    't3,o2,2025-03-02,order,"1,5"',
    '',
  ].join('\n'),
};

test('help names every command, and every command has help', async () => {
  const help = await run('--help');
  expect(help.code).toBe(0);
  for (const name of [
    'load',
    'map',
    'status',
    'rejections',
    'unload',
    'merge-customers',
    'export-customer',
    'erase',
    'keys',
    'ask',
    'explain',
    'metrics',
    'migrate',
    'recompute',
    'distribute',
    'sample',
    'score',
    'schema',
    'help',
  ]) {
    expect(help.out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    const own = await run(name, '--help');
    expect(own.code).toBe(0);
    expect(own.out).toContain(`Usage: astrolabe ${name}`);
    expect(await run('help', name)).toEqual(own);
  }
  expect(await run('help')).toEqual(help);
});

test('a slip of the pen is refused with a suggestion', async () => {
  expect(await run('laod', 'x')).toMatchObject({ code: 1, err: expect.stringContaining('Did you mean load?') });
  expect(await run('load')).toMatchObject({
    code: 1,
    err: expect.stringContaining("missing required argument 'path'"),
  });
  expect(await run('load', 'x', '--quite')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Did you mean --quiet?'),
  });
});

test('what a command does not take is refused with what it takes', async () => {
  const written =
    'It is written: astrolabe load <path> [--map <file>] [--max-errors <limit>] [--quiet] [--replace-sample] [--dry-run] [--no-score] (--help tells more).\n';
  for (const words of [['load', 'x', '--quite'], ['load'], ['load', 'x', 'y'], ['load', 'x', '--map']]) {
    const { code, err } = await run(...words);
    expect(code).toBe(1);
    expect(err.endsWith(written)).toBe(true);
  }
  expect((await run('sample')).err).toContain('astrolabe sample --out <folder> [--customers <count>]');
  for (const words of [['laod'], ['help', 'laod']]) {
    expect(await run(...words)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(
        /Did you mean load\?.*The commands are load, map, score, status, rejections, unload, /s,
      ),
    });
  }
});

test('a refusal prints what is allowed, unless its hint has said so', async () => {
  const columns = await run('load', await loadFolder({ 'products.csv': 'product_id,nmae\n' }));
  expect(columns.err).toBe(
    [
      'The column nmae of products.csv (line 1) is not in the load format.',
      'Did you mean name?',
      'Allowed: product_id, name, category, price_tier.',
      '',
    ].join('\n'),
  );
  const lacking = await run('load', await loadFolder({ 'products.csv': 'category,productid\n' }));
  expect(lacking.err).toContain('Allowed: product_id, name, category, price_tier.');
  const missing = await run('load', await loadFolder({ 'products.csv': 'category,name\n' }));
  expect(missing.err).toBe('The file products.csv lacks the column product_id.\nIt has category, name.\n');
});

test('load names what lies beside the files that it reads, and refuses with the same help where it can read none', async () => {
  const beside = { 'transactions.tsv': 'transaction_id\torder_id\n', 'transactions.xls': 'PK', 'README.md': '' };
  const loaded = await run('load', await loadFolder({ ...beside, 'customers.csv': 'customer_id\nada\n' }));
  expect(loaded).toMatchObject({ code: 0, err: '' });
  const named = [
    'Not read: transactions.tsv. Cells are separated by tabs: save with commas as transactions.csv, or load with a mapping (--map FILE) whose format says "delimiter": "\\t"; docs/load-format.md shows one.',
    'Not read: transactions.xls. Of workbooks only XLSX is read: save it as XLSX, or each sheet as CSV UTF-8, named after its table (customers.xlsx, transactions.csv, ...).',
    '',
  ].join('\n');
  expect(
    loaded.out.endsWith(
      `customers.csv  customers     1         1        0          0            0         0\n${named}There is nobody to judge, as of data version 2.\n`,
    ),
  ).toBe(true);
  const refused = await run('load', await loadFolder(beside));
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain(`${named}Allowed: customers.csv, customer_aliases.csv, channels.csv,`);
  expect((await run('status')).out).toContain('1 customer, 0 interactions, 0 transactions.');
});

test('load --quiet prints one line a file, and the report', async () => {
  const { out } = await run('load', await loadFolder({ 'customers.csv': 'customer_id\nada\n' }), '--quiet');
  expect(out.split('\n').slice(0, 2)).toEqual(['customers.csv: 1 row read', 'Load 1, data version 1.']);
});

test('load tells what became of every row, rejections why, status what stands', async () => {
  const path = await loadFolder(bad);
  const loaded = await run('load', path);
  expect(loaded).toMatchObject({ code: 0, err: '' });
  expect(loaded.out).toBe(
    [
      'transactions.csv: 3 rows read',
      'Load 1, data version 1.',
      'file              table         read  inserted  updated  unchanged  quarantined  filtered',
      'transactions.csv  transactions     3         1        0          0            2         0',
      '2 rows are in quarantine: astrolabe rejections --load 1 shows why.',
      'There is nobody to judge, as of data version 2.',
      '',
    ].join('\n'),
  );
  expect((await run('rejections', '--load', '1')).out).toBe(
    [
      '2 in quarantine: INVALID_NUMBER 1, INVALID_TIMESTAMP 1.',
      'load 1, transactions.csv line 3, transactions.occurred_at: INVALID_TIMESTAMP',
      '  occurred_at holds "2025-02-30", which is not a timestamp (such as 2025-03-31T18:20:00+08:00).',
      '  | t2,o1,2025-02-30,order,1',
      'load 1, transactions.csv line 4, transactions.revenue: INVALID_NUMBER',
      '  revenue holds "1,5", which is not a number (such as 1234.50).',
      '  | t3,o2,2025-03-02,order,"1,5"',
      '',
    ].join('\n'),
  );
  const status = await run('status');
  expect(status.out).toContain('Data version 2: 0 customers, 0 interactions, 1 transaction, 2025-03-01 to 2025-03-01.');
  expect(status.out).toMatch(/^ +1 {2}load {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +1 +0 +0 +2 {2}/m);
});

test('load --dry-run says what the load would do, and stores nothing', async () => {
  const path = await loadFolder({ ...bad, 'extra.csv': 'a,b\n' });
  const found = await run('load', path, '--dry-run', '--quiet');
  expect(found).toMatchObject({ code: 0, err: '' });
  expect(found.out).toBe(
    [
      'transactions.csv: 3 rows read',
      'Dry run: nothing was stored. The load would do this:',
      'file              table         read  inserted  updated  unchanged  quarantined  filtered',
      'transactions.csv  transactions     3         1        0          0            2         0',
      '',
      'To quarantine would go:',
      'file              table         column       reason             rows  first',
      'transactions.csv  transactions  occurred_at  INVALID_TIMESTAMP     1  line 3: occurred_at holds "2025-02-30", which is not a timestamp (such as 2025-03-31T18:20:00+08:00).',
      'transactions.csv  transactions  revenue      INVALID_NUMBER        1  line 4: revenue holds "1,5", which is not a number (such as 1234.50).',
      '',
      'Rows as they would be stored:',
      '  transactions (transactions.csv line 2)',
      '    transaction_id: t1',
      '    order_id: o1',
      '    occurred_at: 2025-03-01T00:00:00+08:00',
      '    kind: order',
      '    revenue: 12.5',
      'Not read: extra.csv. Files are named after tables (customers.csv, transactions.csv, ...); of others a mapping (--map FILE) says what they hold.',
      '',
    ].join('\n'),
  );
  expect((await run('status')).out).toContain('Nothing was loaded yet.');
});

describe('map', () => {
  const orders = { 'orders.csv': 'order no,date,amount\n1,03/04/2026,5\n' };

  test('prints the draft of a mapping, and beside it what is open', async () => {
    const path = await loadFolder({ ...orders, 'old.xls': 'x' });
    const { code, out, err } = await run('map', path);
    expect(code).toBe(0);
    const mapping = JSON.parse(out);
    expect(mapping.files[0].tables[0].columns).toEqual({
      transaction_id: '{order no}',
      order_id: '{order no}',
      occurred_at: { value: '{date}', date: ['D/M/YYYY', 'M/D/YYYY'] },
      kind: 'order',
      revenue: '{amount}',
    });
    const [summary, ...others] = err.split('\n');
    expect(summary).toBe(
      'Drafted from 1 file: 1 decision is open ("Decide:" in the notes). Read all of it before it is loaded.',
    );
    expect(others[0]).toMatch(/^Not read: old\.xls\. /);
    expect((await run('status')).out).toContain('Nothing was loaded yet.');
  });

  test('--out writes it, and overwrites nothing without --force', async () => {
    const path = await loadFolder(orders);
    const out = join(await mkdtemp(join(tmpdir(), 'astrolabe-map-')), 'draft.json');
    const file = join(path, 'orders.csv');
    expect(await run('map', file, '--out', out)).toMatchObject({ code: 0, out: `Wrote ${out}.\n` });
    const printed = await run('map', file);
    expect(await readFile(out, 'utf8')).toBe(printed.out);
    await writeFile(out, 'mine');
    expect(await run('map', file, '--out', out)).toMatchObject({
      code: 1,
      err: 'The argument --out is not valid: there is a file of that name.\nName a file that does not exist yet, or give --force to overwrite it.\n',
    });
    expect(await readFile(out, 'utf8')).toBe('mine');
    expect(await run('map', file, '--out', out, '--force')).toMatchObject({ code: 0 });
    expect(await readFile(out, 'utf8')).toBe(printed.out);
    const refused = await run('load', path, '--map', out);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('which is meant cannot be told') });
  });

  test('refuses what no draft can be made of, with what helps', async () => {
    expect(await run('map')).toMatchObject({
      code: 1,
      err: expect.stringContaining("missing required argument 'files'"),
    });
    expect(await run('map', 'no-such-file')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is no file or folder no-such-file\./),
    });
    const names = join(await loadFolder({ 'names.csv': 'ada,oslo\nbo,bergen\n' }), 'names.csv');
    expect(await run('map', names)).toMatchObject({
      code: 1,
      out: '',
      err: 'The argument names.csv is not valid: it cannot be told whether its first row names the columns or is data.\nSay --header or --no-header.\n',
    });
    expect(JSON.parse((await run('map', names, '--no-header')).out).files[0].format).toEqual({
      names: ['column_1', 'column_2'],
    });
    expect(JSON.parse((await run('map', names, '--header')).out).files[0].format).toBeUndefined();
  });
});

test('--max-errors gives the whole load up', async () => {
  const path = await loadFolder(bad);
  for (const limit of ['1', '50%']) {
    const given = await run('load', path, '--max-errors', limit);
    expect(given.code).toBe(1);
    expect(given.err).toContain(`Nothing was loaded: 2 rows are not valid, more than the limit of ${limit}.`);
    expect(given.err).toContain('transactions.csv line 3: occurred_at holds "2025-02-30"');
  }
  expect((await run('status')).out).toContain('Nothing was loaded yet.');
  expect((await run('load', path, '--max-errors', '2')).code).toBe(0);
  expect((await run('load', path, '--max-errors', '67%')).code).toBe(0);
  expect(await run('load', path, '--max-errors', 'few')).toMatchObject({
    code: 1,
    err: expect.stringContaining('neither a number of rows nor a percentage'),
  });
});

test('unload lists what goes, and is refused where there is nothing to take back', async () => {
  const path = await loadFolder(bad);
  await run('load', path);
  const asked = await run('unload', '1');
  expect(asked).toMatchObject({
    code: 1,
    err: 'Load 1 was not taken back: there is nobody here to agree to it.\nGive --yes to take it back without being asked.\n',
  });
  expect(asked.out).toMatch(/^Load 1 \(.*\)\.\nWhat it alone gave goes:\ntable +rows\nfact_transaction +1\n$/);
  const taken = await run('unload', '1', '--yes');
  expect(taken).toMatchObject({ code: 0, err: '' });
  expect(taken.out).toBe(
    `${asked.out}Load 1 is taken back. Data version 3.\nThere is nobody to judge, as of data version 4.\n`,
  );
  expect(await run('unload', '1', '--yes')).toMatchObject({
    code: 1,
    err: 'Load 1 cannot be taken back: load 2 has done so already.\nThe command status lists the loads with their numbers.\n',
  });
  expect(await run('unload', '2')).toMatchObject({ code: 1, err: expect.stringContaining('it is of kind unload') });
  expect(await run('unload', '7')).toMatchObject({ code: 1, err: expect.stringContaining('There is no load 7.') });
  expect(await run('unload', 'x')).toMatchObject({ code: 1, err: expect.stringContaining('x is not a whole number') });
  expect((await run('status')).out).toContain('load, taken back by 2');
});

test('ask answers as the server would', async () => {
  await run('load', await loadFolder(bad));
  const file = join(await mkdtemp(join(tmpdir(), 'astrolabe-ask-')), 'question.graphql');
  await writeFile(file, 'query ($year: Int!) { metrics(period: { year: $year }) { rows { revenue { value } } } }');
  const answered = await run('ask', file, '--variables', '{"year": 2025}');
  expect(answered.err).toBe('');
  expect(JSON.parse(answered.out)).toEqual({ data: { metrics: { rows: [{ revenue: { value: 12.5 } }] } } });
  const wrong = await run('ask', file);
  expect(wrong.code).toBe(1);
  expect(JSON.parse(wrong.out).errors).toHaveLength(1);
  expect(await run('ask', 'nowhere.graphql')).toMatchObject({
    code: 1,
    err: 'The file nowhere.graphql cannot be read: there is no such file.\n',
  });
  expect(await run('ask', file, '--variables', '[]')).toMatchObject({
    code: 1,
    err: expect.stringContaining('JSON object'),
  });
});

describe('ask --format csv', () => {
  const sales = {
    'transactions.csv': [
      'transaction_id,order_id,occurred_at,kind,revenue,campaign',
      't1,o1,2025-03-01,order,12.50,"spring, early"',
      't2,o2,2025-03-02,order,7.5,"the ""big"" one"',
      't3,o3,2025-03-03,order,3,',
      '',
    ].join('\n'),
  };
  const byCampaign = (more = '') =>
    `{ table(metrics: [REVENUE, NPS], period: { year: 2025 }, by: [CAMPAIGN], labels: false, orderBy: [{ metric: REVENUE }]${more}) { groupCount } }`;
  const ask = async (question: string, ...options: string[]) => {
    const file = join(await mkdtemp(join(tmpdir(), 'astrolabe-csv-')), 'question.graphql');
    await writeFile(file, question);
    return run('ask', file, '--format', 'csv', ...options);
  };
  beforeEach(async () => {
    await run('load', await loadFolder(sales));
  });

  test('prints the rows of a table, whatever it selects', async () => {
    expect(await ask(byCampaign())).toEqual({
      code: 0,
      err: '',
      out: ['CAMPAIGN,revenue,nps', '"spring, early",12.5,', '"the ""big"" one",7.5,', ',3,', ''].join('\r\n'),
    });
  });

  test('--totals adds them after the rows, behind their level', async () => {
    const { out } = await ask(byCampaign(', totals: GRAND, first: 3'), '--totals');
    expect(out).toBe(
      [
        'level,CAMPAIGN,revenue,nps',
        ',"spring, early",12.5,',
        ',"the ""big"" one",7.5,',
        ',,3,',
        'TOTAL,,23,',
        '',
      ].join('\r\n'),
    );
  });

  test('says when the table goes on', async () => {
    expect(await ask(byCampaign(', first: 2'))).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^These are 2 of 3 rows: /),
    });
  });

  test.each([
    ['{ metrics(period: { year: 2025 }) { rows { revenue { value } } } }', 'this asks metrics'],
    ['{ dataStatus { simulated } segments { name } }', 'this asks dataStatus, segments'],
    [`{ a: dataStatus { simulated } ...Tables } fragment Tables on Query { ${byCampaign().slice(1)}`, 'this asks'],
    ['mutation { deleteSegment(name: "x") }', 'this is a mutation'],
    [byCampaign().replace('{ groupCount', '@skip(if: true) { groupCount'), 'leaves its table out'],
  ])('refuses %s', async (question, reason) => {
    expect(await ask(question)).toMatchObject({ code: 1, out: '', err: expect.stringContaining(reason) });
  });

  test('prints nothing but the refusal where the table is refused, with what is allowed', async () => {
    const refused = await ask(
      '{ table(metrics: [MARKETING_ROI], period: { year: 2025 }, by: [GENDER]) { groupCount } }',
    );
    expect(refused).toEqual({
      code: 1,
      out: '',
      err: 'The metric MARKETING_ROI cannot be sliced or filtered by GENDER.\nIt goes with: ACQUISITION_CHANNEL, ACQUISITION_CAMPAIGN.\n',
    });
    expect((await ask('{ table(metrics: [REVENU], period: { year: 2025 }) { groupCount } }')).err).toContain(
      'Did you mean the enum value "REVENUE"',
    );
    expect((await ask('{ table(')).err).toContain('Syntax Error');
  });

  test('totals go with csv alone', async () => {
    expect(await run('ask', 'any.graphql', '--totals')).toMatchObject({
      code: 1,
      err: expect.stringContaining('it goes with --format csv'),
    });
    expect((await run('ask', 'any.graphql', '--format', 'xml')).err).toContain('Allowed choices are json, csv.');
  });
});

describe('explain', () => {
  const explain = async (question: string, ...options: string[]) => {
    const file = join(await mkdtemp(join(tmpdir(), 'astrolabe-explain-')), 'question.graphql');
    await writeFile(file, question);
    const { out, ...rest } = await run('explain', file, ...options);
    return { ...rest, out: out.replaceAll(file, 'question.graphql').replace(/[\d.]+ ms/g, 'N ms') };
  };
  beforeEach(async () => {
    await run('load', await loadFolder(bad));
    env = { ...env, AS_OF: '2025-07-01T00:00:00Z' };
  });

  test('shows the question, its plan, and every statement with its rows, its time and its parameters', async () => {
    const { code, err, out } = await explain(
      'query ($year: Int!) { march: metrics(period: { year: $year, month: 3 }) { rows { revenue { value } } } }\n',
      '--variables',
      '{"year": 2025}',
    );
    expect([code, err]).toEqual([0, '']);
    const [head, question, given, answered, plan, ran] = out.split('\n\n');
    expect(head).toBe('The question of question.graphql');
    expect(question).toContain('    query ($year: Int!) { march: metrics(');
    expect(given).toBe('with the variables {"year": 2025}');
    expect(answered).toMatch(
      /^march is answered from 2025-03-01 to 2025-03-31 in Asia\/Shanghai, as of 2025-07-01T00:00:00.000Z, by POSTGRES at data version 2. Before it ran it was taken to come to 11 cells and 1,[0-9]{3} bytes at most, at a cost of 2. Its plan:$/,
    );
    expect(plan).toContain('transaction rows');
    expect(ran).toMatch(/statement(s were| was) run/);
    expect(out).toMatch(/^\d+\. 1 row in N ms$/m);
    expect(out).toContain('FROM fact_transaction');
    expect(out).toMatch(/^ {4}\$\d+ = .*2025-03-31/m);
  });

  test('shows the statements of a journey, and what is refused at the end, once', async () => {
    const { code, err, out } = await explain(
      '{ funnel(period: { year: 2025 }) { rows { steps { reached } } } metrics(period: { year: 2025 }, grain: MONTH, by: [GENDER]) { rows { revenue { value } marketingRoi { value } } } }',
    );
    expect(code).toBe(1);
    expect(out).toContain('funnel is answered from 2025-01-01 to 2025-12-31');
    expect(out).toMatch(/^funnel is answered .* Before it ran it was taken to come to [0-9]+ cells/m);
    expect(out).toMatch(/statements were run, one after the other, in N ms\./);
    expect(err).toBe(
      'The metric MARKETING_ROI cannot be sliced or filtered by GENDER.\nIt goes with: ACQUISITION_CHANNEL, ACQUISITION_CAMPAIGN.\n',
    );
  });

  test('says why a document has no plan', async () => {
    expect(await explain('{ metrics(period: { year: 2025 }) { rows { revenu { value } } } }')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('Did you mean "revenue"'),
    });
    const bomb = Array.from({ length: 30 }, (_, n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`).join(
      ' ',
    );
    expect(await explain(`{ ...f0 } ${bomb} fragment f30 on Query { __typename }`)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('more than the limit of 10000 (LIMIT_FIELDS)'),
    });
    expect(await explain('mutation { deleteSegment(name: "x") }')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('it is a mutation'),
    });
  });
});

test('a refusal names what is allowed', async () => {
  const { err } = await run('load', await loadFolder({ 'customers.csv': 'customer_id,zzzzzzzz\n' }));
  expect(err).toMatch(/^The column zzzzzzzz of customers\.csv/);
  expect(err.replace(/\n {2}/g, ' ')).toMatch(/^Allowed: .*\bcustomer_id, .*\.$/m);
});

test('metrics shows the catalogue', async () => {
  const { code, out } = await run('metrics');
  expect(code).toBe(0);
  expect(out).toMatch(/^revenue +sales +money +up /m);
  expect((await run('metrics', '--dimensions')).out).toMatch(/^revenue .*CHANNEL /m);
});

test('sample writes a folder that load takes', async () => {
  const out = await mkdtemp(join(tmpdir(), 'astrolabe-sample-'));
  const options = ['--customers', '30', '--months', '6', '--until', '2025-06-30', '--seed', '3', '--out', out];
  const made = await run('sample', ...options);
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(await readdir(out)).toContain('transactions.csv');
  expect(await run('load', out, '--max-errors', '0')).toMatchObject({ code: 0, err: '' });
});

test('sample says why it cannot write', async () => {
  const folder = await loadFolder({ taken: '' });
  const into = (path: string) => run('sample', '--customers', '1', '--months', '1', '--out', join(folder, path));
  expect((await into('taken')).err).toMatch(/^The argument --out is not valid: there is a file of that name\.\n/);
  expect((await into('taken/deep')).err).toMatch(/^The argument --out is not valid: a part of it is a file\.\n/);
  expect(await readdir(folder)).toEqual(['taken']);
});

test('schema writes the contracts, and --check tells when they are old', async () => {
  const out = join(await mkdtemp(join(tmpdir(), 'astrolabe-schema-')), 'schema');
  expect(await run('schema', '--check', '--out', out)).toMatchObject({
    code: 1,
    err: expect.stringContaining('star.sql'),
  });
  expect((await run('schema', '--out', out)).code).toBe(0);
  expect(await run('schema', '--check', '--out', out)).toMatchObject({ code: 0, err: '' });
  await writeFile(join(out, 'metrics.md'), 'old');
  expect(await run('schema', '--check', '--out', out)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^Not up to date in .*: metrics\.md\./),
  });
  expect(await readFile(join(out, 'metrics.md'), 'utf8')).toBe('old');
});

test('recompute moves to other settings', async () => {
  await run('migrate');
  expect(await run('status')).toMatchObject({ code: 0 });
  env = { ...env, TIME_ZONE: 'UTC', LOST_AFTER_DAYS: '30' };
  expect(await run('status')).toMatchObject({ code: 1, err: expect.stringContaining('TIME_ZONE=Asia/Shanghai') });
  expect(await run('recompute')).toMatchObject({
    code: 0,
    out: 'Derived anew with TIME_ZONE=UTC, CURRENCY=CNY, LOST_AFTER_DAYS=30, DORMANT_AFTER_DAYS=90. Data version 1.\n',
  });
  expect(await run('status')).toMatchObject({ code: 0, out: expect.stringContaining('lost after 30 days') });
});

test('distribute says what a database without the extension lacks', async () => {
  expect(await run('distribute')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/has no Citus extension.*\n.*CREATE EXTENSION citus/),
  });
});

test('what cannot be read or reached is a sentence, never a stack trace or SQL', async () => {
  const failures = [
    await run('load', 'no-such-folder'),
    await run('load', await loadFolder({ 'custmers.csv': 'customer_id\n' })),
    await run('load', await loadFolder({ 'customers.csv': 'customer_id,nmae\n' })),
    await cli({ ...env, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }, 'status'),
    await cli({ ...env, LOST_AFTER_DAYS: 'soon' }, 'status'),
  ];
  for (const { code, err, out } of failures) {
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).not.toMatch(/ at .*:\d+|SELECT|INSERT|node_modules/);
    expect(err.trim()).not.toBe('');
  }
});
