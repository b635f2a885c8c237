// A database that goes away under a request or a load says so in its own code, and not as a fault of the program.
import { rm } from 'node:fs/promises';
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
}, 60_000);
beforeEach(async () => {
  cluster = await joinCluster(dataDir, { durable: false });
  url = cluster.url('astrolabe');
}, 60_000);
afterAll(async () => {
  await cluster.leave();
  await rm(dataDir, { recursive: true, force: true });
});

/** A session that keeps everybody else from a table. */
async function holding(table: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return client;
}

/** Resolves when somebody waits for the table. */
async function waitedFor(client: Client): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`);
    if (rowCount !== 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('under a request, and of every request until it is there again', async () => {
  const config = testConfig({ databaseUrl: url });
  const warehouse = await openDatabase(url, config);
  const lines: string[] = [];
  const log = createLog('warn', { write: (line) => lines.push(line) });
  const server = await startHttpServer(servicesOf(warehouse, config), { port: 0, host: '127.0.0.1', log });
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
    const holder = await holding('fact_transaction');
    const underWay = ask(revenue);
    await waitedFor(holder);
    await cluster.leave();
    expect(await underWay).toEqual(lost);
    expect(await ask(revenue)).toEqual(lost);
    expect(await ask('{ dataStatus { dataVersion } }')).toEqual(lost);
    const deletion = await ask(
      'mutation { addTransactions(rows: [{ transactionId: "t", orderId: "o", occurredAt: "2025-01-01", kind: ORDER, revenue: "1" }]) { dataVersion } }',
    );
    expect(JSON.stringify(deletion)).not.toContain('INTERNAL_ERROR');
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
  const holder = await holding('dim_customer');
  const loading = cli({ DATABASE_URL: url }, 'load', path, '--no-score');
  await waitedFor(holder);
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
  const holder = await holding('load');
  const asking = cli({ DATABASE_URL: url }, 'status');
  await waitedFor(holder);
  await cluster.leave();
  const { code, err } = await asking;
  expect(code).toBe(1);
  expect(err).toMatch(/^The database cannot be used: it went away during the work\.\nRun the same command again: /);
}, 60_000);
