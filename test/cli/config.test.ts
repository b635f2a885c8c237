// config: what is set, where that is from, what is wrong; and no secret.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settings } from '../../src/config/config';
import type { ShownSetting } from '../../src/config/shown-settings';
import { createTestDatabase } from '../support/test-warehouse';
import { cli } from './support';

type Shown = {
  readonly valid: boolean;
  readonly problems: readonly string[];
  readonly settings: readonly ShownSetting[];
};

const nowhere = { DATA_DIR: '/nowhere/astrolabe' };

async function shown(env: NodeJS.ProcessEnv): Promise<Shown & { readonly code: number; readonly text: string }> {
  const { code, out, err } = await cli(env, 'config', '--json');
  return { ...(JSON.parse(out) as Shown), code, text: out + err };
}

const settingOf = ({ settings: all }: Shown, variable: string): ShownSetting | undefined =>
  all.find((each) => each.variable === variable);

test('shows every setting with its value, its origin and its meaning', async () => {
  const answer = await shown({ ...nowhere, PORT: '8080', ASTROLABE_DEBUG: '1', LOST_AFTER_DAYS: '365' });
  expect(answer.settings.map(({ variable }) => variable)).toEqual(
    Object.values(settings).map(({ variable }) => variable),
  );
  expect([answer.code, answer.valid]).toEqual([0, true]);
  expect(settingOf(answer, 'PORT')).toEqual({
    variable: 'PORT',
    value: '8080',
    from: 'environment',
    means: 'The port of the server; 0 takes a free one.',
  });
  expect(settingOf(answer, 'RESULT_CACHE_MB')).toMatchObject({ value: '64', from: 'default' });
  expect(settingOf(answer, 'LOG_LEVEL')).toMatchObject({ value: 'debug', from: 'derived' });
  expect(settingOf(answer, 'SAMPLE')).toMatchObject({ value: 'on', from: 'default' });
  expect(settingOf(answer, 'AS_OF')).toMatchObject({ value: null, from: 'default' });
});

test('is a table for people, with all that is wrong below it', async () => {
  const { code, out, err } = await cli({ ...nowhere, PORT: 'http', TIME_ZONE: 'Mars/Olympus\u001b[2J' }, 'config');
  expect(code).toBe(1);
  expect(out).toMatch(/^variable +value +from +means$/m);
  expect(out).toMatch(/^PORT +http +environment, not valid +The port of the server/m);
  expect(err).toMatch(/^PORT=http must be a whole number from 0 to 65535\.$/m);
  expect(err).toMatch(/^TIME_ZONE=Mars\/Olympus\\u001b\[2J must be an IANA time zone/m);
  expect(out + err).not.toContain('\u001b');
});

test('repeats no password, whether it is valid or not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'astrolabe-config-'));
  try {
    const file = join(folder, 'database-url');
    await writeFile(file, 'postgresql://crm:s3cret@127.0.0.1:1/crm?password=s3cret\n');
    const stated = await shown({ DATABASE_URL: 'postgresql://crm:s3cret@127.0.0.1:1/crm?password=s3cret' });
    expect(settingOf(stated, 'DATABASE_URL')).toMatchObject({
      value: 'postgresql://crm:***@127.0.0.1:1/crm',
      from: 'environment',
    });
    expect(stated.text).toContain('What the warehouse keeps is not shown. The database 127.0.0.1:1/crm cannot be used');
    const fromFile = await shown({ DATABASE_URL_FILE: file });
    expect(settingOf(fromFile, 'DATABASE_URL')).toMatchObject({
      value: 'postgresql://crm:***@127.0.0.1:1/crm',
      from: 'derived',
    });
    expect(settingOf(fromFile, 'SAMPLE')).toMatchObject({ value: 'off', from: 'derived' });
    const wrong = await shown({ ...nowhere, DATABASE_URL: 'mysql://crm:s3cret@db/crm' });
    expect(settingOf(wrong, 'DATABASE_URL')).toMatchObject({
      value: '***',
      problem: expect.stringContaining('must be'),
    });
    const collector = await shown({
      ...nowhere,
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://a:s3cret@collector/s3cret?k=s3cret',
    });
    expect(settingOf(collector, 'OTEL_EXPORTER_OTLP_ENDPOINT')).toMatchObject({ value: 'https://a:***@collector' });
    for (const { text } of [stated, fromFile, wrong, collector]) expect(text).not.toContain('s3cret');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('shows what the warehouse keeps, and makes no warehouse', async () => {
  const database = await createTestDatabase();
  try {
    const before = await shown({ DATABASE_URL: database.url });
    expect(settingOf(before, 'TIME_ZONE')).toMatchObject({ value: 'UTC', from: 'default' });
    await cli({ DATABASE_URL: database.url, TIME_ZONE: 'Asia/Shanghai', LOST_AFTER_DAYS: '365' }, 'migrate');
    const after = await shown({ DATABASE_URL: database.url, CURRENCY: 'EUR' });
    expect(settingOf(after, 'TIME_ZONE')).toMatchObject({ value: 'Asia/Shanghai', from: 'stored' });
    expect(settingOf(after, 'LOST_AFTER_DAYS')).toMatchObject({ value: '365', from: 'stored' });
    expect(settingOf(after, 'CURRENCY')).toMatchObject({ value: 'EUR', from: 'environment' });
  } finally {
    await database.drop();
  }
});

test.each([
  ['a file that is not there', '/nowhere/url', /must name a file that can be read/],
  ['a file of something else', __filename, /must name a file that holds nothing but a PostgreSQL URL/],
])('DATABASE_URL_FILE is refused: %s', async (_, path, problem) => {
  const { code, problems } = await shown({ ...nowhere, DATABASE_URL_FILE: path });
  expect(code).toBe(1);
  expect(problems).toEqual([expect.stringMatching(problem)]);
});
