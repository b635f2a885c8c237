// A database that goes away under a request or a load says so in its own code, and not as a fault of the program.
import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { startHttpServer } from '../../src/server/http-server';
import { createLog } from '../../src/server/log';
import { servicesOf } from '../../src/services/services';
import { type Cluster, joinCluster } from '../../src/warehouse/embedded-postgres';
import { openDatabase } from '../../src/warehouse/warehouse';
import { cli } from '../cli/support';
import { loadFolder } from '../load/support/load-folder';
import { makeDataDir, runStatements } from '../support/test-cluster';
import { testConfig } from '../support/test-warehouse';

let dataDir: string;
let cluster: Cluster;
let url: string;
beforeAll(async () => {
  dataDir = await makeDataDir();
  cluster = await joinCluster(dataDir, { durable: false });
  await runStatements(cluster.url('postgres'), 'CREATE DATABASE astrolabe');
  const databaseUrl = cluster.url('astrolabe');
  await (await openDatabase(databaseUrl, testConfig({ databaseUrl }))).close();
  await cluster.leave();
}, 60_000);
beforeEach(async () => {
  cluster = await joinCluster(dataDir, { durable: false });
  url = cluster.url('astrolabe');
}, 60_000);
afterEach(() => cluster.leave());
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

async function connected(): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Keeps everybody from a table; the function given resolves when somebody waits for it. */
async function holding(table: string): Promise<() => Promise<void>> {
  const holder = await connected();
  await holder.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  // In a transaction the activity of others would be seen as it was at its first look.
  const watcher = await connected();
  return async () => {
    const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    for (let tries = 0; (await watcher.query(waiting)).rowCount === 0; tries += 1) {
      if (tries > 500) throw new Error(`Nobody waits for ${table}`);
      await wait(20);
    }
  };
}

test('under a request, and of every request until it is there again', async () => {
  const config = testConfig({ databaseUrl: url });
  const warehouse = await openDatabase(url, config);
  const lines: string[] = [];
  const log = createLog('warn', { write: (line) => lines.push(line) });
  const server = await startHttpServer(servicesOf(warehouse, config), { ...config, port: 0, host: '127.0.0.1', log });
  const ask = async (query: string) => {
    const reply = await fetch(`${server.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { errors = [] } = (await reply.json()) as { errors?: { message: string; extensions: object }[] };
    return { status: reply.status, wait: reply.headers.get('retry-after'), errors };
  };
  const revenue = '{ metrics(period: { year: 2025 }) { rows { revenue { value } } } }';
  const lost = {
    status: 503,
    wait: '5',
    errors: [
      expect.objectContaining({
        message: expect.stringMatching(/^The database cannot be used: it does not answer\. Send the request again/),
        extensions: expect.objectContaining({ code: 'DATABASE_UNAVAILABLE' }),
      }),
    ],
  };
  try {
    expect(await ask(revenue)).toEqual({ status: 200, wait: null, errors: [] });
    const waitedFor = await holding('fact_transaction');
    // Another question: what is known is not run again.
    const underWay = ask(revenue.replace('2025', '2024'));
    await waitedFor();
    await cluster.leave();
    expect(await underWay).toEqual(lost);
    expect(await ask(revenue)).toEqual(lost);
    expect(await ask('{ dataStatus { dataVersion } }')).toEqual(lost);
    expect(await ask('mutation { ingestTransactions(rows: [{ transactionId: "t1" }]) { dataVersion } }')).toMatchObject(
      {
        status: 503,
        errors: [{ message: expect.stringMatching(/^The database cannot be used: /) }],
      },
    );
    const segment = await fetch(`${server.origin}/segments/vip/customers.csv`);
    expect([segment.status, segment.headers.get('retry-after')]).toEqual([503, '5']);
    expect(lines.join('')).not.toContain('a request failed');
  } finally {
    await server.stop();
    await warehouse.close();
  }
}, 60_000);

test('under a load: the same command again completes it', async () => {
  const path = await loadFolder({ 'customers.csv': 'customer_id,name\nc1,Ann\n' });
  const waitedFor = await holding('dim_customer');
  const loading = cli({ DATABASE_URL: url }, 'load', path, '--no-score');
  await waitedFor();
  await cluster.leave();
  const { code, err } = await loading;
  expect(code).toBe(1);
  expect(err).toMatch(
    /^The database 127\.0\.0\.1:\d+\/astrolabe cannot be used: it went away during the work\.\nRun the same command again: /,
  );
  cluster = await joinCluster(dataDir, { durable: false });
  const again = await cli({ DATABASE_URL: cluster.url('astrolabe') }, 'load', path, '--no-score');
  expect(again).toMatchObject({ code: 0, err: '' });
}, 60_000);

test('under a command that only reads', async () => {
  const waitedFor = await holding('load');
  const asking = cli({ DATABASE_URL: url }, 'status');
  await waitedFor();
  await cluster.leave();
  const { code, err } = await asking;
  expect(code).toBe(1);
  expect(err).toMatch(/^The database cannot be used: it went away during the work\.\nRun the same command again: /);
}, 60_000);
