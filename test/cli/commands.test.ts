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
    'status',
    'rejections',
    'unload',
    'ask',
    'metrics',
    'migrate',
    'recompute',
    'sample',
    'schema',
  ]) {
    expect(help.out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    const own = await run(name, '--help');
    expect(own.code).toBe(0);
    expect(own.out).toContain(`Usage: astrolabe ${name}`);
  }
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
  expect(status.out).toContain('Data version 1: 0 customers, 0 interactions, 1 transaction, 2025-03-01 to 2025-03-01.');
  expect(status.out).toMatch(/^ +1 {2}load {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +1 +0 +2 {2}/m);
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
  expect(taken.out).toBe(`${asked.out}Load 1 is taken back. Data version 2.\n`);
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
