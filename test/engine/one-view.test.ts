// What reads through one view sees one version of the data, until it is renewed; and its connection goes back, whatever
// became of the reading. Statements are those of PostgreSQL itself.
import { Pool } from 'pg';
import { type OneView, oneView } from '../../src/engine/one-view';
import { postgresEngine } from '../../src/engine/postgres-engine';
import { statement } from '../support/statement';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

let warehouse: TestWarehouse;
let pool: Pool;
let view: OneView;
beforeAll(async () => {
  warehouse = await createTestWarehouse();
});
afterAll(() => warehouse.drop());
beforeEach(async () => {
  await warehouse.pool.query('DROP TABLE IF EXISTS seen; CREATE TABLE seen (number integer)');
  // One connection: whatever waited for a second one would wait in vain.
  pool = new Pool({ connectionString: warehouse.url, max: 1, connectionTimeoutMillis: 2_000 });
  view = oneView(postgresEngine(pool));
});
afterEach(async () => {
  await view.close();
  await pool.end();
});

const add = () => warehouse.pool.query('INSERT INTO seen VALUES (1)');
const select = async (sql: string) => (await view.read((session) => session.select(statement(sql))))[0]![0];
const seen = async () => Number(await select('SELECT count(*) FROM seen'));
/** Connections that are open, and those of them that nobody has. */
const connections = () => [pool.totalCount, pool.idleCount, pool.waitingCount];

it('is of one version, however long it is read', async () => {
  expect(await seen()).toBe(0);
  await add();
  expect(await seen()).toBe(0);
  expect(await Promise.all([seen(), seen(), seen()])).toEqual([0, 0, 0]);
  await view.close();
});

it('is of another version once it is renewed', async () => {
  expect([view.isOpen(), await seen(), view.isOpen()]).toEqual([false, 0, true]);
  await add();
  await view.renew();
  expect([view.isOpen(), await seen()]).toEqual([false, 1]);
  await view.close();
});

it('tells whether it sees a version: one that is not open yet would', async () => {
  const change = (id: number) =>
    warehouse.pool.query(
      `INSERT INTO table_watermark (table_name, change_id) VALUES ('load', $1)
       ON CONFLICT (table_name) DO UPDATE SET change_id = excluded.change_id`,
      [id],
    );
  await change(7);
  expect(await view.sees('8')).toBe(true);
  await seen();
  await change(8);
  expect([await view.sees('7'), await view.sees('8')]).toEqual([true, false]);
  await view.renew();
  await seen();
  expect(await view.sees('8')).toBe(true);
  await view.close();
});

describe('its connection', () => {
  it('is taken when something first reads and goes back when it is closed', async () => {
    expect(connections()).toEqual([0, 0, 0]);
    await seen();
    expect(connections()).toEqual([1, 0, 0]);
    await view.close();
    expect(connections()).toEqual([1, 1, 0]);
  });

  it('is none where nothing ever read', async () => {
    await view.renew();
    await view.close();
    expect(connections()).toEqual([0, 0, 0]);
  });

  it('goes back after a statement that failed', async () => {
    await expect(select('SELECT 1 / 0')).rejects.toThrow('division by zero');
    await view.close();
    expect(connections()).toEqual([1, 1, 0]);
  });

  it('goes back while somebody still reads, who is told', async () => {
    const session = await view.read(async (opened) => opened);
    await view.close();
    await expect(session.select(statement('SELECT 1'))).rejects.toThrow('The session of this statement is over');
    expect(connections()).toEqual([1, 1, 0]);
  });

  it('goes back at once to whoever reads after the end, on a view of its own', async () => {
    await seen();
    await view.close();
    await add();
    expect(await seen()).toBe(1);
    expect(connections()).toEqual([1, 1, 0]);
  });

  it('is none where none is to be had: the next who reads asks anew', async () => {
    const other = await pool.connect();
    await expect(seen()).rejects.toThrow('timeout exceeded when trying to connect');
    other.release();
    await view.renew();
    expect(await seen()).toBe(0);
    await view.close();
    expect(connections()).toEqual([1, 1, 0]);
  });
});

describe('a statement that fails', () => {
  it('leaves the others of the view their snapshot', async () => {
    expect(await seen()).toBe(0);
    await add();
    const [before, failed, after] = await Promise.allSettled([seen(), select('SELECT 1 / 0'), seen()]);
    expect([before, failed.status, after]).toEqual([
      { status: 'fulfilled', value: 0 },
      'rejected',
      { status: 'fulfilled', value: 0 },
    ]);
    expect(await seen()).toBe(0);
    await view.close();
  });

  it('also where the database cut it off', async () => {
    const hurried = new Pool({ connectionString: warehouse.url, max: 1, statement_timeout: 200 });
    try {
      view = oneView(postgresEngine(hurried));
      expect(await seen()).toBe(0);
      await add();
      const [slow, quick] = await Promise.allSettled([select('SELECT pg_sleep(5)'), seen()]);
      expect(String((slow as PromiseRejectedResult).reason)).toContain('canceling statement due to statement timeout');
      expect(quick).toEqual({ status: 'fulfilled', value: 0 });
      await view.close();
      expect([hurried.totalCount, hurried.idleCount]).toEqual([1, 1]);
    } finally {
      await hurried.end();
    }
  });
});
