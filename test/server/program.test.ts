// The program as people run it: what it prints, and how it ends.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type RunningProgram, startNode } from '../support/program';
import { createTestDatabase } from '../support/test-warehouse';

const main = ['dist/src/main.js'];

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

async function endsWithin(program: RunningProgram, milliseconds: number): Promise<number | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`still running:\n${program.output()}`)), milliseconds);
  });
  try {
    return (await Promise.race([program.ended, late])).code;
  } finally {
    clearTimeout(timer);
  }
}

async function loads(): Promise<number> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return Number((await client.query('SELECT count(*) AS loads FROM load')).rows[0].loads);
  } finally {
    await client.end();
  }
}

test.each(['SIGINT', 'SIGTERM'] as const)('prints where it answers, and ends with 0 on %s', async (signal) => {
  const program = startNode(main, { DATABASE_URL: database.url, PORT: '0' });
  const [, url] = await program.printed(/(http:\/\/localhost:\d+)\/graphql/);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ dataStatus { simulated } }' }),
  });
  expect(await response.json()).toEqual({ data: { dataStatus: { simulated: false } } });
  expect((await fetch(`${url}/`)).status).toBe(200);
  program.kill(signal);
  expect(await endsWithin(program, 10_000)).toBe(0);
  expect(program.output()).not.toMatch(/error|at .*\.(ts|js):/i);
});

test('ASTROLABE_DEBUG=1 logs every statement with its time, and none of its values', async () => {
  const program = startNode(main, { DATABASE_URL: database.url, PORT: '0', ASTROLABE_DEBUG: '1' });
  const [, url] = await program.printed(/(http:\/\/localhost:\d+)\/graphql/);
  const query =
    '{ metrics(period: { year: 1987 }, where: { dimension: CAMPAIGN, contains: "winter" }) { rows { revenue { value } } } }';
  await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const [line] = await program.printed(/\{"level":20,.*a statement was run.*\}/);
  expect(JSON.parse(line)).toMatchObject({ sql: expect.stringContaining('SELECT'), rows: expect.any(Number) });
  program.kill('SIGTERM');
  expect(await endsWithin(program, 10_000)).toBe(0);
  expect(program.output()).not.toMatch(/winter|1987/);
});

test('an interrupted first start leaves neither half a sample company nor its files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'astrolabe-interrupted-'));
  try {
    for (const delay of [0, 1_500]) {
      const program = startNode(main, { DATABASE_URL: database.url, PORT: '0', SAMPLE: 'on', TMPDIR: folder });
      await program.printed(/simulated company/);
      await new Promise((resolve) => setTimeout(resolve, delay));
      program.kill('SIGINT');
      expect(await endsWithin(program, 10_000)).toBe(0);
      expect(await loads()).toBe(0);
      expect(await readdir(folder)).toEqual([]);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('without authentication it says that this machine alone is served', async () => {
  const program = startNode(main, { DATABASE_URL: database.url, PORT: '0' });
  await program.printed(
    /^Without authentication this machine alone is served; docs\/access\.md says how to serve others/m,
  );
  program.kill('SIGTERM');
  expect(await endsWithin(program, 10_000)).toBe(0);
});

test('with keys it serves other machines: nobody until there is one, and then whoever has it', async () => {
  const env = { DATABASE_URL: database.url, AUTHENTICATION: 'keys' };
  const program = startNode(main, { ...env, PORT: '0', HOST: '0.0.0.0' });
  await program.printed(/^No key is valid yet\. Make the first: .* keys create/m);
  const [, url] = await program.printed(/(http:\/\/localhost:\d+)\/graphql/);
  const statusWith = async (headers: Record<string, string>) =>
    (
      await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: '{ dataStatus { simulated } }' }),
      })
    ).status;
  expect(await statusWith({})).toBe(401);
  const command = startNode(['dist/src/cli.js', 'keys', 'create', '--name', 'first', '--role', 'admin'], env);
  const [key] = await command.printed(/astro_1_[0-9a-f]{72}/);
  expect((await command.ended).code).toBe(0);
  expect(await statusWith({ authorization: `Bearer ${key}` })).toBe(200);
  program.kill('SIGTERM');
  expect(await endsWithin(program, 10_000)).toBe(0);
  expect(program.output()).not.toContain(key);
});

test.each([
  [
    'a host that other machines reach, without authentication',
    { HOST: '0.0.0.0' },
    /HOST=0\.0\.0\.0 would serve other machines without authentication: set AUTHENTICATION=keys/,
  ],
  [
    'a wrong environment',
    { PORT: 'http', TIME_ZONE: 'Mars/Olympus' },
    /PORT=http must be .*TIME_ZONE=Mars\/Olympus must be/,
  ],
  [
    'a database that is not there',
    { DATABASE_URL: 'postgresql://nobody:secret@127.0.0.1:1/none' },
    /127\.0\.0\.1:1\/none cannot be used/,
  ],
])('%s is told in a sentence, with exit code 1', async (_, env, message) => {
  const program = startNode(main, { DATABASE_URL: database.url, ...env });
  expect(await endsWithin(program, 20_000)).toBe(1);
  expect(program.output()).toMatch(message);
  expect(program.output().trim().split('\n')).toHaveLength(1);
  expect(program.output()).not.toContain('secret');
});

test('a port that is taken is told in a sentence', async () => {
  const first = startNode(main, { DATABASE_URL: database.url, PORT: '0' });
  const [, port] = await first.printed(/localhost:(\d+)\/graphql/);
  const second = startNode(main, { DATABASE_URL: database.url, PORT: port });
  expect(await endsWithin(second, 20_000)).toBe(1);
  expect(second.output().trim()).toMatch(/^The port \d+ of 127\.0\.0\.1 is taken.*PORT=0/);
  first.kill('SIGTERM');
  expect(await endsWithin(first, 10_000)).toBe(0);
});
