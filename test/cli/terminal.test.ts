// What stands in files and in the database gives no orders to the terminal, and does not fill it: every command shows control
// characters as their codes, and of a name without end its beginning.
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
  env = { DATABASE_URL: database.url, ERASURE_JOURNAL: 'off' };
  drop = database.drop;
});
afterEach(() => drop());

const run = (...parameters: string[]) => cli(env, ...parameters);
const evil = '\u001b]0;owned\u0007\u202efdp.exe\u009b31m';
const shown = '\\u001b]0;owned\\u0007\\u202efdp.exe\\u009b31m';
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const orders = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

async function expectShown(...parameters: string[]): Promise<void> {
  const { out, err } = await run(...parameters);
  expect(out + err).toContain(shown);
  expect(out + err).not.toMatch(orders);
}

test('names and values of files and of the database are shown by their codes', async () => {
  const folder = await loadFolder({
    'customers.csv': `customer_id,name,birth_date\n"c1${evil}",Ann,1990-02-31\nc2,"${evil}",1990-02-01\n`,
  });
  await run('load', folder, '--no-score');
  await expectShown('rejections');
  await expectShown('export-customer', 'c2');
  const { out } = await run('export-customer', 'c2');
  expect(JSON.parse(out).versions[0].name).toBe(evil);
  const named = await mkdtemp(join(tmpdir(), `astrolabe-\u001b[31m-`));
  await writeFile(join(named, 'customers.csv'), 'customer_id\nc3\n');
  expect((await run('load', named, '--no-score')).code).toBe(0);
  const status = await run('status');
  expect(status.out).toContain('\\u001b[31m');
  expect(status.out).not.toMatch(orders);
});

test.each([
  ['a command', [evil]],
  ['an option', ['load', 'x', `--${evil}`]],
  ['a command to be helped with', ['help', evil]],
  ['a path', ['load', evil]],
  ['a customer', ['export-customer', evil]],
  ['a number', ['unload', evil]],
  ['a journal', ['restore', evil, '--erasures', evil]],
  ['variables', ['ask', evil, '--variables', '{}']],
])('%s that does not exist is repeated by its codes', async (_title, parameters) => {
  const { code, out, err } = await run(...parameters);
  expect(code).toBe(1);
  expect(out + err).not.toMatch(orders);
});

test.each([
  ['a command', [] as string[]],
  ['a command to be helped with', ['help']],
  ['a path', ['load']],
  ['a customer', ['export-customer']],
  ['a number', ['unload']],
])('%s of 900 kB is repeated by its beginning', async (_title, parameters) => {
  const { code, err } = await run(...parameters, 'n'.repeat(900_000));
  expect(code).toBe(1);
  expect(err.length).toBeLessThan(6_000);
});

test('a configuration is repeated by codes and by its beginning', async () => {
  const { code, err } = await cli({ ...env, CURRENCY: `${evil}${'n'.repeat(900_000)}` }, 'status');
  expect(code).toBe(1);
  expect(err).toContain(shown);
  expect(err).not.toMatch(orders);
  expect(err.length).toBeLessThan(6_000);
});

test('no command writes past the place that does so', async () => {
  const folder = join(__dirname, '../../src/cli');
  const past: string[] = [];
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    if (name !== 'surroundings.ts' && /std(out|err)\.write\((?!printable\()/.test(text)) past.push(name);
  }
  expect(past).toEqual([]);
});
