// Of a client that went away nothing runs on, whatever it asked for: its statements are cancelled on PostgreSQL, and on the replica,
// also where every statement is told of in the log.
import { setTimeout as sleep } from 'node:timers/promises';
import { reportingEngine } from '../../src/engine/reporting-engine';
import { columnarCopy } from '../support/columnar-copy';
import { statement } from '../support/statement';
import { type RunningApi, startApi } from './running-api';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ debugged: true });
  await api.post({ query: 'mutation { saveSegment(name: "all", where: {}) { name } }' });
});
afterAll(() => api.close());

/** Statements of others than this test that wait for what it has locked. */
const waiting = async (): Promise<number> => {
  const { rows } = await api.warehouse.pool.query<{ n: string }>(
    `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return Number(rows[0]!.n);
};

async function until(holds: () => Promise<boolean>, seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    if (await holds()) return true;
    await sleep(25);
  }
  return false;
}

const question = (query: string) => ({
  path: '/graphql',
  init: { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) },
});

// Generous: a statement that is not cancelled waits for as long as the test holds its lock.
const soon = 10;

test.each<[string, { path: string; init: RequestInit }]>([
  ['metrics', question('{ metrics(period: { year: 2019 }) { rows { revenue { value } } } }')],
  [
    'several questions',
    question(
      '{ a: metrics(period: { year: 2018 }) { rows { revenue { value } } } b: metrics(period: { year: 2017 }, by: [REGION]) { rows { orders { value } } } }',
    ),
  ],
  ['a table', question('{ table(metrics: [REVENUE], period: { year: 2016 }) { data } }')],
  ['a retention', question('{ retention(period: { year: 2019 }, grain: MONTH) { cohorts { size } } }')],
  ['a search', question('{ searchCustomers(first: 5) { nodes { id } } }')],
  ['a portrait', question('{ customer(id: "anna") { name } }')],
  ['a file of a segment', { path: '/segments/all/customers.csv', init: {} }],
])('of %s', async (_title, { path, init }) => {
  const blocker = await api.warehouse.pool.connect();
  try {
    await blocker.query(
      'BEGIN; LOCK TABLE fact_transaction, dim_customer, customer_summary, customer_alias IN ACCESS EXCLUSIVE MODE',
    );
    const leaving = new AbortController();
    const gone = fetch(`${api.server.origin}${path}`, { ...init, signal: leaving.signal }).then(
      async (reply) => reply.text(),
      () => 'gone',
    );
    const hasBegun = await until(async () => (await waiting()) > 0, soon);
    if (!hasBegun) throw new Error(`Nothing waits: ${await Promise.race([gone, sleep(100)])}`);
    leaving.abort();
    expect(await gone).toBe('gone');
    expect(await until(async () => (await waiting()) === 0, soon)).toBe(true);
  } finally {
    await blocker.query('ROLLBACK');
    blocker.release();
  }
});

test('of a statement on the replica that is told of', async () => {
  const copy = await columnarCopy(api.warehouse.pool);
  const told = reportingEngine(copy, { report: () => undefined, oneAtATime: false });
  const gone = new AbortController();
  const endless = 'SELECT count(*) FROM range(100000000) AS a, range(100000) AS b';
  const asked = told.read(({ select }) => select(statement(endless)), gone.signal);
  const outcome = asked.then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  );
  await sleep(300);
  gone.abort();
  expect(await Promise.race([outcome, sleep(soon * 1000, 'still running')])).toBe('REQUEST_ABANDONED');
  await copy.close();
});
