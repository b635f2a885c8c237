import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { UserError } from '../../src/errors';
import { type Cluster, joinCluster } from '../../src/warehouse/embedded-postgres';
import { openWarehouse } from '../../src/warehouse/warehouse';
import { type RunningProgram, startNode } from '../support/program';
import { makeDataDir } from '../support/test-cluster';
import { testConfig } from '../support/test-warehouse';

const throwAway = { durable: false };

const serverOf = (dataDir: string): number | undefined => {
  const file = join(dataDir, 'postgres', 'data', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
};

const query = async <Row extends object>(cluster: Cluster, text: string): Promise<Row[]> => {
  const client = new Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

/** A process that opens the warehouse of a data directory, says so, and closes it when its input ends or at SIGTERM. */
const visitor = (dataDir: string): RunningProgram =>
  startNode(
    [
      '-e',
      `const { readConfig } = require('./dist/src/config/config.js');
       const { openWarehouse } = require('./dist/src/warehouse/warehouse.js');
       openWarehouse(readConfig(process.env)).then(async (warehouse) => {
         const { rows } = await warehouse.pool.query('SELECT pg_postmaster_start_time()::text AS started');
         process.on('SIGTERM', () => warehouse.close().then(() => console.log('closed')));
         console.log('open ' + rows[0].started);
       }).catch((error) => { console.error(error.message); process.exitCode = 1; });`,
    ],
    { DATA_DIR: dataDir },
  );

describe('the embedded cluster', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await makeDataDir();
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  test('is stopped by the last who leaves, not before', async () => {
    const first = await joinCluster(dataDir, throwAway);
    const second = await joinCluster(dataDir, throwAway);
    const server = serverOf(dataDir);
    expect(second.url('postgres')).toBe(first.url('postgres'));
    await first.leave();
    expect(await query(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(serverOf(dataDir)).toBe(server);
    await second.leave();
    expect(serverOf(dataDir)).toBeUndefined();
    await second.leave();
  });

  test('keeps its data and its port over a stop', async () => {
    const before = await joinCluster(dataDir, throwAway);
    await query(before, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await before.leave();
    const after = await joinCluster(dataDir, throwAway);
    expect(await query(after, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(after.url('postgres')).toBe(before.url('postgres'));
    await after.leave();
  });

  test('speaks UTF-8, sorts the same everywhere and listens on loopback with a password only', async () => {
    const cluster = await joinCluster(dataDir, throwAway);
    expect(
      await query(
        cluster,
        `SELECT current_setting('server_encoding') AS encoding, datlocprovider::text AS provider, datlocale AS locale,
           current_setting('listen_addresses') AS addresses, upper('ümläut') AS upper
         FROM pg_database WHERE datname = 'postgres'`,
      ),
    ).toEqual([{ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', addresses: '127.0.0.1', upper: 'ÜMLÄUT' }]);
    const url = new URL(cluster.url('postgres'));
    url.password = 'guess';
    await expect(new Client({ connectionString: url.toString() }).connect()).rejects.toMatchObject({ code: '28P01' });
    await cluster.leave();
  });

  test('writes durably for real data', async () => {
    const warehouse = await openWarehouse(testConfig({ dataDir }));
    const { rows } = await warehouse.pool.query(
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name`,
    );
    expect(rows.map(({ setting }) => setting)).toEqual(['on', 'on', 'on']);
    expect(warehouse.embedded).toBe(true);
    await warehouse.close();
  });

  test('is one cluster for two processes that start at once, and outlives either', async () => {
    const [first, second] = [visitor(dataDir), visitor(dataDir)];
    const started = await Promise.all([first.printed(/open (.*)/), second.printed(/open (.*)/)]);
    expect(started[0][1]).toBe(started[1][1]);
    first.kill('SIGTERM');
    expect(await first.ended).toEqual({ code: 0, signal: null });
    expect(serverOf(dataDir)).toBeDefined();
    second.kill('SIGTERM');
    expect(await second.ended).toEqual({ code: 0, signal: null });
    expect(serverOf(dataDir)).toBeUndefined();
  });

  test('is joined after the process that started it was killed, and stopped in the end', async () => {
    const killed = visitor(dataDir);
    await killed.printed(/open/);
    const server = serverOf(dataDir);
    killed.kill('SIGKILL');
    expect(await killed.ended).toEqual({ code: null, signal: 'SIGKILL' });
    const warehouse = await openWarehouse(testConfig({ dataDir }));
    expect(serverOf(dataDir)).toBe(server);
    await warehouse.close();
    expect(serverOf(dataDir)).toBeUndefined();
  });

  test('starts again by itself under a process whose server was killed, at the same address', async () => {
    const warehouse = await openWarehouse(testConfig({ dataDir }));
    await warehouse.pool.query('CREATE TABLE kept AS SELECT 42 AS answer');
    const killed = serverOf(dataDir) ?? 0;
    process.kill(killed, 'SIGKILL');
    const deadline = Date.now() + 20_000;
    let rows: unknown[] = [];
    // For a moment the killed server's children still answer.
    while ((rows.length === 0 || serverOf(dataDir) === killed) && Date.now() < deadline) {
      rows = (await warehouse.pool.query('SELECT answer FROM kept').catch(() => ({ rows: [] }))).rows;
      await wait(50);
    }
    expect(rows).toEqual([{ answer: 42 }]);
    await warehouse.close();
    expect(serverOf(dataDir)).toBeUndefined();
  });

  test('starts although the pid file of a killed server names a living process', async () => {
    const before = await joinCluster(dataDir, throwAway);
    await before.leave();
    const file = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    writeFileSync(file, `${process.ppid}\n${dataDir}/postgres/data\n1\n5432\n\n127.0.0.1\n\nready   \n`);
    const after = await joinCluster(dataDir, throwAway);
    expect(await query(after, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await after.leave();
  });

  test('says what is wrong when it cannot start', async () => {
    const cluster = await joinCluster(dataDir, throwAway);
    await cluster.leave();
    writeFileSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '17\n');
    const error = await joinCluster(dataDir, throwAway).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toBe(
      `The database in ${dataDir}/postgres cannot be used: it was made by PostgreSQL 17, and this is 18. Set another DATA_DIR.`,
    );
  });

  test('refuses a data directory that is a file at once', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    await expect(joinCluster(join(file, 'data'), throwAway)).rejects.toMatchObject({
      sentence: `The database in ${file}/data cannot be used: nothing can be written to ${file}: it is not a folder.`,
      hint: 'Set DATA_DIR to a folder that can be written to.',
    });
  });

  test('refuses a cluster whose folder its user may no longer write to', async () => {
    const cluster = await joinCluster(dataDir, throwAway);
    await cluster.leave();
    const pgData = join(dataDir, 'postgres', 'data');
    chmodSync(pgData, 0o500);
    await expect(joinCluster(dataDir, throwAway)).rejects.toMatchObject({
      sentence: expect.stringContaining(`nothing can be written to ${pgData}: it is read-only, or belongs to`),
    });
    chmodSync(pgData, 0o700);
  });

  test('names the fault of PostgreSQL itself', async () => {
    const cluster = await joinCluster(dataDir, throwAway);
    await cluster.leave();
    writeFileSync(join(dataDir, 'postgres', 'data', 'postgresql.auto.conf'), "wal_level = 'nonsense'\n");
    await expect(joinCluster(dataDir, throwAway)).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      sentence: expect.stringContaining('contains errors'),
    });
  });
});

const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

asRoot('the embedded cluster of root', () => {
  test('lives elsewhere when its user cannot enter the data directory, and is found again', async () => {
    const home = mkdtempSync(join(tmpdir(), 'astrolabe-private-home-'));
    chmodSync(home, 0o700);
    const dataDir = join(home, 'checkout', '.data');
    const cluster = await joinCluster(dataDir, throwAway);
    await query(cluster, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await cluster.leave();
    expect(readFileSync(join(dataDir, 'postgres', 'location'), 'utf8')).toBe(cluster.folder);
    expect(cluster.folder.startsWith(home)).toBe(false);
    const again = await joinCluster(dataDir, throwAway);
    expect(await query(again, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await again.leave();
    rmSync(cluster.folder, { recursive: true });
    await expect(joinCluster(dataDir, throwAway)).rejects.toMatchObject({
      sentence: expect.stringContaining(`its files were in ${cluster.folder}, which is gone`),
    });
    rmSync(home, { recursive: true });
  });
});
