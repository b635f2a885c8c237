// keys: a key is printed once, listed without its secret, and revoked by its number.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '../support/test-warehouse';
import { cli } from './support';

let env: NodeJS.ProcessEnv;
let drop: () => Promise<void>;
let folder: string;
beforeAll(async () => {
  const database = await createTestDatabase();
  env = { DATABASE_URL: database.url };
  drop = database.drop;
  folder = await mkdtemp(join(tmpdir(), 'astrolabe-keys-'));
});
afterAll(async () => {
  await drop();
  await rm(folder, { recursive: true, force: true });
});

const keys = (...parameters: string[]) => cli(env, 'keys', ...parameters);
const create = (...parameters: string[]) => keys('create', '--name', 'dashboards', '--role', 'bi', ...parameters);
const cells = (table: string): readonly (readonly string[])[] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(/ {2,}/));

test('there is none at first', async () => {
  expect(await keys('list')).toEqual({ code: 0, out: 'There is no key.\n', err: '' });
});

test('one is printed alone, so that a script can keep it, and told about beside', async () => {
  const { code, out, err } = await create();
  expect([code, out]).toEqual([0, expect.stringMatching(/^astro_1_[0-9a-f]{72}\n$/)]);
  expect(err).toMatch(
    /^Key 1 for dashboards: role bi, sees every customer, expires on \d{4}-\d\d-\d\d \d\d:\d\d UTC\. It is not shown again; keys revoke 1 ends it\.\n$/,
  );
  const days = (Date.parse(`${/on (\S+ \S+) UTC/.exec(err)![1]!.replace(' ', 'T')}Z`) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(364.9);
  expect(days).toBeLessThanOrEqual(365);
});

test('a scope stands in the command or in a file', async () => {
  const file = join(folder, 'north.json');
  await writeFile(file, '{"dimension": "REGION", "in": ["North"]}');
  const { code, err } = await create('--scope', `@${file}`, '--expires', 'never');
  expect([code, err]).toEqual([
    0,
    'Key 2 for dashboards: role bi, sees the customers of its scope, never expires. It is not shown again; keys revoke 2 ends it.\n',
  ]);
  const dated = await create('--scope', '{"dimension": "TAG", "in": ["vip"]}', '--expires', '2099-02-28');
  expect(dated.err).toContain('expires on 2099-03-01 00:00 UTC');
});

test('they are listed without secrets, and revoked', async () => {
  expect(await keys('revoke', '2')).toEqual({
    code: 0,
    out: 'Key 2 is revoked: every server refuses it within ten seconds.\n',
    err: '',
  });
  expect((await keys('revoke', '2')).out).toBe('Key 2 was revoked before.\n');
  const { out } = await keys('list');
  expect(out).not.toMatch(/[0-9a-f]{9}/);
  const [header, first, second, third] = cells(out);
  expect(header).toEqual(['key', 'name', 'role', 'state', 'created (UTC)', 'expires', 'last used', 'begins', 'scope']);
  expect(first!.slice(0, 4)).toEqual(['1', 'dashboards', 'bi', 'valid']);
  expect(first!.slice(6)).toEqual(['never', expect.stringMatching(/^astro_1_[0-9a-f]{8}\.\.\.$/), 'every customer']);
  expect(second!.slice(3)).toEqual([
    'revoked',
    expect.any(String),
    'never',
    'never',
    expect.stringMatching(/^astro_2_/),
    '{"in":["North"],"dimension":"REGION"}',
  ]);
  expect(third![5]).toBe('2099-03-01 00:00');
});

test.each([
  [
    ['--role', 'owner'],
    'The argument --role is not valid: there is no owner. It is one of admin, analyst, bi, app, service.',
  ],
  [['--name', 'two\nlines'], 'The argument --name is not valid: it is no name.'],
  [['--name', '\u001b[2J'], 'The argument --name is not valid: it is no name.'],
  [['--name', ' '], 'The argument --name is not valid: it is no name.'],
  [['--scope', '{'], 'The argument --scope is not valid: it is not JSON.'],
  [['--scope', '{}'], 'The filter at scope is not valid: it is empty.'],
  [['--scope', '{"dimension": "REGOIN", "in": ["x"]}'], 'There is no dimension REGOIN.'],
  [['--scope', '@nowhere.json'], 'There is no file or folder nowhere.json.'],
  [['--expires', '0'], 'The argument --expires is not valid: 0 is no time to come.'],
  [['--expires', '2020-01-01'], 'The argument --expires is not valid: 2020-01-01 is no time to come.'],
  [['--expires', '2099-02-30'], 'The argument --expires is not valid: 2099-02-30 is no time to come.'],
  [['--expires', '99999'], 'The argument --expires is not valid: 99999 is no time to come.'],
])('refuses %j, and makes none', async (parameters, sentence) => {
  const before = cells((await keys('list')).out).length;
  const { code, out, err } = await create(...parameters);
  expect([code, out]).toEqual([1, '']);
  expect(err.replaceAll('\n', ' ')).toContain(sentence);
  expect(cells((await keys('list')).out)).toHaveLength(before);
});

test.each(['9', '0', '-1', 'x', '1; DROP TABLE api_key'])('there is no key %s to revoke', async (id) => {
  const { code, err } = await keys('revoke', '--', id);
  expect([code, err]).toEqual([
    1,
    `There is no key ${id}.\nThe command keys list lists the keys with their numbers.\n`,
  ]);
});

test('says how it is written', async () => {
  expect((await keys('create', '--name', 'x')).err).toContain(
    'It is written: astrolabe keys create --name <name> --role <role> [--scope <json>] [--expires <when>] (--help tells more).',
  );
});
