import { createServer } from 'node:net';
import { Client } from 'pg';
import { UserError } from '../../src/errors';
import { readSettings, writeSettings } from '../../src/warehouse/settings';
import { openWarehouse } from '../../src/warehouse/warehouse';
import { createTestDatabase, createTestWarehouse, type TestWarehouse, testConfig } from '../support/test-warehouse';

const errorOf = async (promise: Promise<unknown>): Promise<UserError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error;
  throw error ?? new Error('Nothing was refused');
};

describe('a warehouse', () => {
  let warehouse: TestWarehouse;
  beforeAll(async () => {
    warehouse = await createTestWarehouse({ timeZone: 'Asia/Shanghai', lostAfterDays: 30 });
  });
  afterAll(() => warehouse.drop());

  test('gives values without loss', async () => {
    const { rows } = await warehouse.pool.query(`SELECT 0.1000::numeric AS money, date '2024-02-29' AS day,
      timestamptz '2025-03-31 18:20:00.123456+08' AS instant, '-infinity'::timestamptz AS ever, 9007199254740991 AS number,
      ARRAY[timestamptz '2025-01-01Z', NULL] AS instants, ARRAY[1.10, NULL] AS moneys, ARRAY[date '2025-01-01'] AS days,
      ARRAY[1::bigint, NULL] AS numbers`);
    expect(rows).toEqual([
      {
        money: '0.1000',
        day: '2024-02-29',
        instant: '2025-03-31T10:20:00.123456Z',
        ever: '-infinity',
        number: 9007199254740991,
        instants: ['2025-01-01T00:00:00Z', null],
        moneys: ['1.10', null],
        days: ['2025-01-01'],
        numbers: [1, null],
      },
    ]);
  });

  test('refuses to round a bigint', async () => {
    await expect(warehouse.pool.query('SELECT 9007199254740993 AS number')).rejects.toThrow(
      'The bigint 9007199254740993 does not fit a number',
    );
  });

  test('survives a broken connection', async () => {
    const { rows } = await warehouse.pool.query('SELECT pg_backend_pid() AS pid');
    const client = new Client({ connectionString: warehouse.url });
    await client.connect();
    await client.query('SELECT pg_terminate_backend($1, 5000)', [rows[0].pid]);
    await client.end();
    expect((await warehouse.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  test('may be closed twice', async () => {
    const other = await createTestWarehouse();
    await other.close();
    await other.close();
    await other.drop();
  });
});

describe('business settings', () => {
  let warehouse: TestWarehouse;
  beforeAll(async () => {
    warehouse = await createTestWarehouse({ timeZone: 'Asia/Shanghai', lostAfterDays: 30 });
  });
  afterAll(() => warehouse.drop());
  const reopened = async (
    ...[overrides, options]: [Parameters<typeof testConfig>[0], Parameters<typeof openWarehouse>[1]?]
  ) => {
    const opened = await openWarehouse(testConfig({ ...overrides, databaseUrl: warehouse.url }), options);
    await opened.close();
    return opened.settings;
  };
  const stored = { timeZone: 'Asia/Shanghai', currency: 'CNY', lostAfterDays: 30, dormantAfterDays: 90 };

  test('are stored when the warehouse is made', async () => {
    expect(warehouse.settings).toEqual(stored);
    expect(await readSettings(warehouse.pool)).toEqual(stored);
  });

  test('are taken from the warehouse when the environment leaves them out', async () => {
    expect(await reopened({})).toEqual(stored);
  });

  test('are the same in another spelling of the zone', async () => {
    expect(await reopened({ timeZone: 'asia/shanghai' })).toEqual(stored);
  });

  test('refuse to change silently, naming each difference and the way out', async () => {
    const error = await errorOf(reopened({ timeZone: 'UTC', lostAfterDays: 30, dormantAfterDays: 60 }));
    expect(error.code).toBe('SETTING_CHANGED');
    expect(error.sentence).toBe(
      'The warehouse was made with TIME_ZONE=Asia/Shanghai, DORMANT_AFTER_DAYS=90, and the environment now says TIME_ZONE=UTC, DORMANT_AFTER_DAYS=60.',
    );
    expect(error.hint).toContain('astrolabe -- recompute');
    expect(await readSettings(warehouse.pool)).toEqual(stored);
  });

  test('can be opened changed by the command that recomputes, and are stored by it', async () => {
    const other = await createTestWarehouse();
    const wanted = { ...stored, timeZone: 'Europe/Berlin', lostAfterDays: 180 };
    const config = testConfig({ timeZone: 'Europe/Berlin', databaseUrl: other.url });
    const opened = await openWarehouse(config, { settings: 'change' });
    expect(opened.settings).toEqual(wanted);
    expect((await readSettings(opened.pool))?.timeZone).toBe('UTC');
    await writeSettings(opened.pool, opened.settings);
    await opened.close();
    const again = await openWarehouse(config);
    expect(again.settings).toEqual(wanted);
    await again.close();
    await other.drop();
  });

  test('are stored once by many that start at once', async () => {
    const { url, drop } = await createTestDatabase();
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    await client.end();
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((days) => openWarehouse(testConfig({ lostAfterDays: days, databaseUrl: url }))),
    );
    const opened = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(opened).toHaveLength(1);
    expect(outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))).toEqual(
      Array(3).fill('SETTING_CHANGED'),
    );
    await opened[0]?.close();
    await drop();
  });

  test('need a zone that PostgreSQL knows too', async () => {
    // Past readConfig, as a zone that is newer than the server's table of zones would be.
    const error = await errorOf(reopened({ timeZone: 'Asia/Atlantis' }));
    expect(error.sentence).toMatch(/TIME_ZONE=Asia\/Atlantis is not known to PostgreSQL 1[5-9]/);
  });
});

describe('a database that cannot be used', () => {
  let warehouse: TestWarehouse;
  beforeAll(async () => {
    warehouse = await createTestWarehouse();
  });
  afterAll(() => warehouse.drop());
  const problemOf = async (change: (url: URL) => void) => {
    const url = new URL(warehouse.url);
    change(url);
    const error = await errorOf(openWarehouse(testConfig({ databaseUrl: url.toString() })));
    expect(error.code).toBe('DATABASE_UNAVAILABLE');
    expect(error.message).not.toContain('secret');
    return { url, error };
  };

  test('is not there', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as { port: number };
    await new Promise((resolve) => probe.close(resolve));
    const { error } = await problemOf((url) => {
      url.port = String(port);
      url.hostname = '127.0.0.1';
      url.pathname = '/crm';
    });
    expect(error.sentence).toBe(`The database 127.0.0.1:${port}/crm cannot be used: nothing answers there.`);
  });

  test('has an unknown host', async () => {
    const { error } = await problemOf((url) => {
      url.hostname = 'nowhere.invalid';
    });
    expect(error.sentence).toMatch(/its host name (is not known|cannot be looked up)\.$/);
  });

  test('is something else than PostgreSQL', async () => {
    const other = createServer((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((resolve) => other.once('listening', resolve));
    const { error } = await problemOf((url) => {
      url.port = String((other.address() as { port: number }).port);
      url.hostname = '127.0.0.1';
    });
    expect(error.sentence).toMatch(/it closed the connection\.$/);
    await new Promise((resolve) => other.close(resolve));
  });

  test('refuses the password', async () => {
    const { error } = await problemOf((url) => {
      url.password = 'secret';
    });
    expect(error.sentence).toMatch(/it refused the password\.$/);
  });

  test('does not exist', async () => {
    const { error } = await problemOf((url) => {
      url.pathname = '/nothing_here';
    });
    expect(error.sentence).toMatch(/nothing_here cannot be used: there is no such database\.$/);
  });

  test('gives the user no right to make tables', async () => {
    const { url, drop } = await createTestDatabase();
    const role = `reader_${process.pid}`;
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC');
    await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
    const { error } = await problemOf((given) => {
      given.pathname = new URL(url).pathname;
      given.username = role;
      given.password = 'secret';
    });
    expect(error.sentence).toMatch(/the user may not create or use tables in it\.$/);
    await client.query(`DROP ROLE ${role}`);
    await client.end();
    await drop();
  });

  test('holds foreign tables of the same names', async () => {
    const { url, drop } = await createTestDatabase();
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE opportunity (id int)');
    const { error } = await problemOf((given) => {
      given.pathname = new URL(url).pathname;
    });
    expect(error.sentence).toMatch(/it holds a table of the same name as one of ours already\.$/);
    const { rows } = await client.query(`SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
    expect(rows.map(({ tablename }) => tablename)).not.toContain('setting');
    await client.end();
    await drop();
  });

  test('was migrated by a newer version of the program', async () => {
    const other = await createTestWarehouse();
    await other.pool.query(
      `INSERT INTO schema_migration (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`,
    );
    const { error } = await problemOf((url) => {
      url.pathname = new URL(other.url).pathname;
    });
    expect(error.sentence).toMatch(/a newer version of this program has migrated it\.$/);
    await other.drop();
  });

  test('is not in UTF-8', async () => {
    const name = `latin_${process.pid}`;
    await warehouse.pool.query(
      `CREATE DATABASE ${name} TEMPLATE template0 ENCODING SQL_ASCII LOCALE 'C' LOCALE_PROVIDER libc`,
    );
    const { error } = await problemOf((url) => {
      url.pathname = `/${name}`;
    });
    expect(error.message).toMatch(/its encoding is SQL_ASCII\. Create the database with ENCODING UTF8\.$/);
    await warehouse.pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
  });
});
