// What is done with one person, by command: merged, given to it, erased.
import { loadFolder } from '../load/support/load-folder';
import { createTestDatabase } from '../support/test-warehouse';
import { cli } from './support';

let env: NodeJS.ProcessEnv;
let drop: () => Promise<void>;
beforeEach(async () => {
  const database = await createTestDatabase();
  env = { DATABASE_URL: database.url, TIME_ZONE: 'UTC', ERASURE_JOURNAL: 'off' };
  drop = database.drop;
  // Data version 1; the judgements that follow a load are version 2.
  await run(
    'load',
    await loadFolder({ 'customers.csv': 'customer_id,name\nc1,Quenby Vantongeren\nc2,Q. V.\nc3,Ben\n' }),
  );
});
afterEach(() => drop());

const run = (...parameters: string[]) => cli(env, ...parameters);

test('merge-customers names the load that parts them again', async () => {
  expect(await run('merge-customers', 'c2', 'c1')).toEqual({
    code: 0,
    out: 'c2 is an alias of c1 from here on. Load 2, data version 3: astrolabe unload 2 parts them again.\n',
    err: '',
  });
  expect((await run('status')).out).toContain('2 customers');
  expect(await run('unload', '2', '--yes')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/customer_alias +1\n.*Load 2 is taken back/s),
  });
  expect((await run('status')).out).toContain('3 customers');
  expect(await run('merge-customers', 'c2', 'c2')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('The customer c2 cannot be merged into itself.'),
  });
});

test('export-customer prints one JSON document and nothing else', async () => {
  const { code, out, err } = await run('export-customer', 'c1');
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({ ids: ['c1'], versions: [{ name: 'Quenby Vantongeren' }], transactions: [] });
  expect(await run('export-customer', 'c9')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('There is no customer c9.'),
  });
});

test('erase says what it did and what it cannot reach, and repeats nothing of the person', async () => {
  await run('merge-customers', 'c2', 'c1');
  expect(await run('erase', 'c2')).toEqual({
    code: 0,
    out: [
      'The customer is erased. Data version 4.',
      'It had 2 ids, which are all gone.',
      'Tables, indexes and statistics that held it are rewritten.',
      'Out of reach:',
      '- the write-ahead log (pg_wal) and its archive, until PostgreSQL recycles them',
      '- backups and copies of the database',
      '- the files the rows were loaded from, and logs',
      '',
    ].join('\n'),
    err: '',
  });
  // The nameless customer still counts.
  expect((await run('status')).out).toMatch(/2 customers.*3 +erase/s);
  for (const id of ['c1', 'c2'])
    expect(await run('erase', id)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`The customer ${id} was erased.`),
    });
  expect(await run('erase', 'c9')).toMatchObject({ code: 1, err: expect.stringContaining('There is no customer c9.') });
});
