// A client that goes away before its answer is there leaves nothing running in the database.
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningApi, startApi } from './running-api';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const waiting = async (): Promise<number> => {
  const { rows } = await api.warehouse.pool.query(
    `SELECT count(*) AS n FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%fact_transaction%'`,
  );
  return Number(rows[0]!.n);
};

it('stops what was asked for it', async () => {
  const holder = await api.warehouse.pool.connect();
  await holder.query('BEGIN; LOCK fact_transaction IN ACCESS EXCLUSIVE MODE');
  const client = new AbortController();
  const asked = fetch(`${api.server.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ metrics(period: { last: 1, unit: YEAR }) { rows { revenue { value } } } }' }),
    signal: client.signal,
  }).catch((error: Error) => error.name);
  while ((await waiting()) === 0) await sleep(20);
  client.abort();
  expect(await asked).toBe('AbortError');
  while ((await waiting()) > 0) await sleep(20);
  await holder.query('ROLLBACK');
  holder.release();
  const { rows } = await api.warehouse.pool.query('SELECT 1 AS one');
  expect([rows, api.log()]).toEqual([[{ one: 1 }], '']);
});
