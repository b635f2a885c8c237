// The statements of one session run side by side, on one view of the data, and leave no connection behind.

import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'pg';
import type { EngineSession } from '../../src/engine/engine';
import { postgresEngine } from '../../src/engine/postgres-engine';
import { statement } from '../support/statement';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await createTestWarehouse();
  await warehouse.pool.query('CREATE TABLE seen (number integer)');
});
afterAll(() => warehouse.drop());

const slowCount = 'SELECT pg_backend_pid(), (SELECT count(*) FROM seen), pg_sleep(0.1)';
const fourAtOnce = (session: EngineSession) =>
  Promise.all([1, 2, 3, 4].map(async () => (await session.select(statement(slowCount)))[0]!));
const distinct = (values: readonly unknown[]): number => new Set(values).size;

async function withPool<Result>(max: number, work: (pool: Pool) => Promise<Result>): Promise<Result> {
  const pool = new Pool({ connectionString: warehouse.url, max });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

it('sees the data as they were when the session began, on every connection', async () => {
  const rows = await withPool(4, (pool) =>
    postgresEngine(pool).read(async (session) => {
      await warehouse.pool.query('INSERT INTO seen VALUES (1)');
      const before = await fourAtOnce(session);
      await warehouse.pool.query('INSERT INTO seen VALUES (2)');
      return [...before, ...(await fourAtOnce(session))];
    }),
  );
  expect(rows.map(([, count]) => Number(count))).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  expect(distinct(rows.map(([connection]) => connection))).toBe(Math.min(4, availableParallelism()));
});

it('works alone where no connection is to spare', async () => {
  const connections = await withPool(1, (pool) =>
    postgresEngine(pool).read(async (session) => (await fourAtOnce(session)).map(([connection]) => connection)),
  );
  expect(distinct(connections)).toBe(1);
});

it('takes no connection that another session waits for', async () => {
  await withPool(2, async (pool) => {
    const engine = postgresEngine(pool);
    const sessions = await Promise.all([1, 2, 3].map(() => engine.read(fourAtOnce)));
    for (const rows of sessions) expect(rows).toHaveLength(4);
    expect([pool.idleCount, pool.waitingCount]).toEqual([pool.totalCount, 0]);
  });
});

it('gives the error of a statement, and every connection back', async () => {
  await withPool(4, async (pool) => {
    const engine = postgresEngine(pool);
    const failing = engine.read((session) =>
      Promise.all([
        session.select(statement(slowCount)),
        session.select(statement('SELECT 1 / 0')),
        session.select(statement(slowCount)),
      ]),
    );
    await expect(failing).rejects.toThrow('division by zero');
    // One that was to help may still be on its way.
    for (let tries = 0; pool.idleCount < pool.totalCount && tries < 100; tries += 1) await wait(20);
    expect([pool.idleCount, pool.waitingCount]).toEqual([pool.totalCount, 0]);
    expect(await engine.read((session) => session.select(statement('SELECT 1')))).toEqual([[1]]);
  });
});

it('replaces a connection that breaks in the middle', async () => {
  await withPool(4, async (pool) => {
    const engine = postgresEngine(pool);
    const broken = engine.read(async (session) => {
      const asked = [slowCount, 'SELECT pg_terminate_backend(pg_backend_pid())', slowCount];
      return Promise.all(asked.map((sql) => session.select(statement(sql))));
    });
    await expect(broken).rejects.toThrow(/terminat/);
    expect((await engine.read(fourAtOnce)).length).toBe(4);
    expect([pool.idleCount, pool.waitingCount]).toEqual([pool.totalCount, 0]);
  });
});

it('keeps the plan of a statement that comes often, also past a statement that failed', async () => {
  await withPool(1, async (pool) => {
    const engine = postgresEngine(pool);
    const plus = (number: number) =>
      engine.read((session) =>
        session
          .selectOften({ text: 'SELECT $1::integer + 1', parameters: [number], reads: [] })
          .then(([row]) => row![0]),
      );
    const plans = () => engine.read((session) => session.select(statement('SELECT name FROM pg_prepared_statements')));
    expect([await plus(1), await plus(2)]).toEqual([2, 3]);
    expect(await plans()).toEqual([]);
    expect(await plus(3)).toBe(4);
    expect(await plans()).toEqual([['often_1']]);
    await engine.read(async (session) => {
      await expect(session.select(statement('SELECT 1 / 0'))).rejects.toThrow('division by zero');
    });
    expect([await plus(4), await plus(5)]).toEqual([5, 6]);
    expect(await plans()).toEqual([['often_1']]);
  });
});
