// No statement runs for longer than it may, on either engine: it is cancelled and its question told so, while the others of its
// session are answered from the same view. Of a session that nobody waits for the replica runs nothing on either.
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import type { Engine, EngineSession } from '../../src/engine/engine';
import { postgresEngine } from '../../src/engine/postgres-engine';
import { beginRead, setSavepoint, setTimeLimits } from '../../src/engine/read-transaction';
import type { Replica } from '../../src/engine/replica/replica';
import { shareSnapshot } from '../../src/engine/shared-snapshot';
import { columnarCopy } from '../support/columnar-copy';
import { statement } from '../support/statement';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

let warehouse: TestWarehouse;
let pool: Pool;
beforeAll(async () => {
  warehouse = await createTestWarehouse();
  await warehouse.pool.query(`INSERT INTO table_watermark (table_name, change_id) VALUES ('target', 7)`);
  pool = new Pool({ connectionString: warehouse.url, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await warehouse.drop();
});

const tookTooLong = { code: 'STATEMENT_TIMEOUT', parameters: { seconds: 1 } };
const one = ({ select }: EngineSession) => select(statement('SELECT 1'));

/** In seconds. Far less than the statement would take, far more than it may. */
const soon = 10;
async function takesSeconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

describe('on PostgreSQL', () => {
  const hurried = () => postgresEngine(pool, false, { statement: 1 });
  const sleeping = 'SELECT pg_sleep(30)';

  it('a statement that takes too long is cancelled and told with its seconds', async () => {
    const took = await takesSeconds(() =>
      expect(hurried().read(({ select }) => select(statement(sleeping)))).rejects.toMatchObject(tookTooLong),
    );
    expect(took).toBeGreaterThan(0.9);
    expect(took).toBeLessThan(soon);
  });

  it('the session it belongs to goes on, on the same view', async () => {
    await warehouse.pool.query('CREATE TABLE seen (number integer)');
    await hurried().read(async (session) => {
      const seen = () => session.select(statement('SELECT number FROM seen'));
      expect(await seen()).toEqual([]);
      await warehouse.pool.query('INSERT INTO seen VALUES (1)');
      await expect(session.select(statement(sleeping))).rejects.toMatchObject(tookTooLong);
      expect(await seen()).toEqual([]);
      await expect(session.select(statement(sleeping))).rejects.toMatchObject(tookTooLong);
      expect(await seen()).toEqual([]);
    });
    expect(await hurried().read(({ select }) => select(statement('SELECT number FROM seen')))).toEqual([[1]]);
  });

  it('so do statements side by side, on every connection that helps', async () => {
    const took = await takesSeconds(() =>
      hurried().read(async (session) => {
        const late = [1, 2, 3, 4, 5, 6].map((number) => session.select(statement(`${sleeping}, ${number}`)));
        const outcomes = await Promise.allSettled([...late, one(session)]);
        expect(outcomes.slice(0, 6)).toEqual(
          late.map(() => ({ status: 'rejected', reason: expect.objectContaining(tookTooLong) })),
        );
        expect(outcomes[6]).toEqual({ status: 'fulfilled', value: [[1]] });
        expect(await one(session)).toEqual([[1]]);
      }),
    );
    expect(took).toBeLessThan(soon);
  });

  it('whatever way it is asked: as a plan that is kept, a count or a measure', async () => {
    const query = {
      sql: `SELECT 0 AS bucket, pg_sleep(30) AS m0`,
      parameters: [],
      columns: { keys: 0, measures: ['m0'] },
      reads: [],
    };
    await hurried().read(async ({ measure, count, selectOften }) => {
      // From the third time on it has a plan.
      for (const _ of [1, 2, 3]) await expect(selectOften(statement(sleeping))).rejects.toMatchObject(tookTooLong);
      await expect(measure(query, 5)).rejects.toMatchObject(tookTooLong);
      await expect(count({ ...query, sql: `${query.sql} OFFSET 0` })).rejects.toMatchObject(tookTooLong);
    });
  });

  it('the limit is of the session alone: the connection goes back without it', async () => {
    await hurried().read(one);
    const { rows } = await pool.query('SHOW statement_timeout');
    expect(rows).toEqual([{ statement_timeout: '0' }]);
    expect(pool.idleCount).toBe(pool.totalCount);
  });

  it('a session without a limit has none', async () => {
    const rows = await postgresEngine(pool).read(({ select }) => select(statement('SELECT pg_sleep(1.5), 7')));
    expect(rows[0]![1]).toBe(7);
  });

  it('what is locked for longer than one waits is told as something to come again for', async () => {
    const locker = await pool.connect();
    await locker.query('BEGIN; LOCK TABLE table_watermark IN ACCESS EXCLUSIVE MODE');
    const waiting = await pool.connect();
    const { select, close } = shareSnapshot(warehouse.pool, waiting, { timeLimits: { lock: 1 } });
    await waiting.query(`${beginRead}; ${setTimeLimits({ lock: 1 })}${setSavepoint}`);
    await expect(select('SELECT change_id FROM table_watermark', [])).rejects.toMatchObject({
      code: 'BUSY',
      parameters: { retryAfterSeconds: 5 },
    });
    await close();
    await waiting.query('ROLLBACK');
    await locker.query('ROLLBACK');
    for (const client of [waiting, locker]) client.release();
  });

  it('a session that does nothing for too long is ended, and its connection with it', async () => {
    const idle = postgresEngine(pool, false, { idle: 1 });
    await expect(
      idle.read(async (session) => {
        await sleep(2_500);
        return one(session);
      }),
    ).rejects.toThrow(/idle-in-transaction|terminat|not queryable/);
    expect(await idle.read(one)).toEqual([[1]]);
  });

  it('more temporary space than there is for one statement is told so', async () => {
    const limited = new Pool({ connectionString: warehouse.url, max: 1, options: '-c temp_file_limit=1MB' });
    try {
      const sorted = 'SELECT md5(n::text) FROM generate_series(1, 3000000) AS n ORDER BY 1 OFFSET 2999999';
      await expect(postgresEngine(limited).read(({ select }) => select(statement(sorted)))).rejects.toMatchObject({
        code: 'TOO_MUCH_TEMPORARY_SPACE',
      });
    } finally {
      await limited.end();
    }
  });

  it('a mistake is no timeout', async () => {
    await expect(hurried().read(({ select }) => select(statement('SELECT 1 / 0')))).rejects.toThrow('division by zero');
  });
});

describe('on DuckDB', () => {
  const endless = 'SELECT count(*) FROM range(100000000) AS a, range(100000) AS b';
  const open: { readonly close: () => Promise<void> }[] = [];
  const copy = async (...options: Parameters<typeof columnarCopy> extends [Pool, ...infer More] ? More : never) => {
    const engine = await columnarCopy(warehouse.pool, ...options);
    open.push(engine);
    return engine;
  };
  afterEach(async () => {
    for (const engine of open.splice(0)) await engine.close();
  });
  const version = ({ select }: EngineSession) => select(statement('SELECT max(change_id) FROM table_watermark'));

  it('a statement that takes too long is cancelled, and the next one sees the same version', async () => {
    const engine = await copy({ statementTimeoutSeconds: 1 });
    const took = await takesSeconds(() =>
      engine.read(async (session) => {
        expect([session.dataVersion, await version(session)]).toEqual(['7', [[7]]]);
        await expect(session.select(statement(endless))).rejects.toMatchObject(tookTooLong);
        expect([session.dataVersion, await version(session)]).toEqual(['7', [[7]]]);
      }),
    );
    expect(took).toBeGreaterThan(0.9);
    expect(took).toBeLessThan(soon);
  });

  it('those that wait for it are answered after it, each with its own time', async () => {
    const engine = await copy({ statementTimeoutSeconds: 1 });
    await engine.read(async (session) => {
      const outcomes = await Promise.allSettled([
        session.select(statement(endless)),
        version(session),
        session.select(statement(endless)),
        one(session),
      ]);
      expect(outcomes).toEqual([
        { status: 'rejected', reason: expect.objectContaining(tookTooLong) },
        { status: 'fulfilled', value: [[7]] },
        { status: 'rejected', reason: expect.objectContaining(tookTooLong) },
        { status: 'fulfilled', value: [[1]] },
      ]);
    });
  });

  it('where the replica has gone on meanwhile, PostgreSQL has to answer the rest', async () => {
    let replica: Replica | undefined;
    const watched = (given: Replica) => {
      replica = given;
      return given;
    };
    const engine = await copy({ statementTimeoutSeconds: 1, watched });
    await engine.read(async (session) => {
      await one(session);
      await replica!.gate.alone(async () =>
        replica!.standAt({ watermarks: new Map([['target', 8]]), greatestCustomer: 0 }),
      );
      expect(await version(session)).toEqual([[7]]);
      await expect(session.select(statement(endless))).rejects.toMatchObject(tookTooLong);
      await expect(one(session)).rejects.toMatchObject({ kind: 'absent' });
    });
  });

  it('a mistake is no timeout, and leaves the next statement its view', async () => {
    const engine = await copy({ statementTimeoutSeconds: 1 });
    await engine.read(async (session) => {
      await expect(session.select(statement('SELECT nothing FROM nowhere'))).rejects.toThrow('nowhere');
      expect(await version(session)).toEqual([[7]]);
    });
  });

  describe('of a session that nobody waits for', () => {
    const abandoned = { code: 'REQUEST_ABANDONED' };
    const asking = (engine: Engine, gone: AbortSignal, sql: string) =>
      engine.read(({ select }) => select(statement(sql)), gone);

    it('what runs is cancelled, and what waits is not begun', async () => {
      const engine = await copy();
      const gone = new AbortController();
      const took = await takesSeconds(async () => {
        const asked = engine.read(
          ({ select }) => Promise.allSettled([endless, endless, 'SELECT 1'].map((sql) => select(statement(sql)))),
          gone.signal,
        );
        await sleep(300);
        gone.abort();
        expect(await asked).toEqual(
          [1, 2, 3].map(() => ({ status: 'rejected', reason: expect.objectContaining(abandoned) })),
        );
      });
      expect(took).toBeLessThan(soon);
      expect(await engine.read(one)).toEqual([[1]]);
    });

    it('nothing is asked', async () => {
      const engine = await copy();
      await expect(asking(engine, AbortSignal.abort(), 'SELECT 1')).rejects.toMatchObject(abandoned);
    });

    it('nothing is asked either where it went away while its view was opened', async () => {
      const gone = new AbortController();
      const engine = await copy({
        watched: (replica) => ({
          ...replica,
          connect: () => {
            gone.abort();
            return replica.connect();
          },
        }),
      });
      await expect(asking(engine, gone.signal, 'SELECT 1')).rejects.toMatchObject(abandoned);
    });

    it('a signal that comes after its end touches no other session', async () => {
      const engine = await copy();
      const gone = new AbortController();
      await asking(engine, gone.signal, 'SELECT 1');
      const later = engine.read(({ select }) =>
        select(statement('SELECT count(*) FROM range(30000000) AS a, range(5)')),
      );
      await sleep(20);
      gone.abort();
      expect(await later).toEqual([[150_000_000]]);
    });
  });
});
