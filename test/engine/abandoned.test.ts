// Of a session that nobody waits for any longer nothing runs on: on no connection, and the connections serve others.
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { postgresEngine } from '../../src/engine/postgres-engine';
import { statement } from '../support/statement';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

let warehouse: TestWarehouse;
let pool: Pool;
beforeAll(async () => {
  warehouse = await createTestWarehouse();
  pool = new Pool({ connectionString: warehouse.url, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await warehouse.drop();
});

const sleeping = async (): Promise<number> => {
  const { rows } = await warehouse.pool.query(
    `SELECT count(*) AS n FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'active' AND query LIKE 'SELECT pg_sleep%'`,
  );
  return Number(rows[0]!.n);
};

const until = async (holds: (asleep: number) => boolean): Promise<void> => {
  while (!holds(await sleeping())) await sleep(20);
};

it('has its statements cancelled, those that run and those that wait', async () => {
  const gone = new AbortController();
  const asked = postgresEngine(pool).read(
    async ({ select }) =>
      Promise.allSettled([1, 2, 3, 4, 5, 6].map((number) => select(statement(`SELECT pg_sleep(600), ${number}`)))),
    gone.signal,
  );
  await until((asleep) => asleep > 0);
  gone.abort();
  const outcomes = await asked;
  expect(outcomes).toEqual(
    outcomes.map(() => ({ status: 'rejected', reason: expect.objectContaining({ code: 'REQUEST_ABANDONED' }) })),
  );
  expect(await sleeping()).toBe(0);
});

it('leaves its connections to others', async () => {
  const rows = await postgresEngine(pool).read(({ select }) => select(statement('SELECT 1')));
  expect([rows, pool.idleCount]).toEqual([[[1]], pool.totalCount]);
});

it('asks nothing once it is abandoned', async () => {
  const gone = AbortSignal.abort();
  await expect(postgresEngine(pool).read(({ select }) => select(statement('SELECT 1')), gone)).rejects.toMatchObject({
    code: 'REQUEST_ABANDONED',
  });
});

it('is not touched by a signal that comes after its end', async () => {
  const gone = new AbortController();
  await postgresEngine(pool).read(({ select }) => select(statement('SELECT 1')), gone.signal);
  const later = postgresEngine(pool).read(({ select }) => select(statement('SELECT pg_sleep(0.3), 7')));
  gone.abort();
  expect((await later)[0]![1]).toBe(7);
});
