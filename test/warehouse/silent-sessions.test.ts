// A session is ended when its answer cannot come any more, and never because it takes long.
import { Pool } from 'pg';
import { outliveBrokenSessions } from '../../src/warehouse/broken-sessions';
import { endSilentSessions } from '../../src/warehouse/silent-sessions';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

let warehouse: TestWarehouse;
let proxy: FaultProxy;
let pool: Pool;
beforeEach(async () => {
  warehouse = await createTestWarehouse({});
  proxy = await startFaultProxy(warehouse.url);
  pool = new Pool({ connectionString: proxy.url });
  pool.on('error', () => undefined);
  outliveBrokenSessions(pool);
  endSilentSessions(pool, { silentFor: 300, pause: 100, patience: 300 });
});
afterEach(async () => {
  await proxy.close();
  await pool.end();
  await warehouse.drop();
});

test('a statement that takes long is waited for', async () => {
  const { rows } = await pool.query('SELECT 42 AS answer FROM pg_sleep(2)');
  expect(rows).toEqual([{ answer: 42 }]);
});

test('a session that waits for nothing is left alone', async () => {
  const client = await pool.connect();
  await client.query('SELECT');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  client.release();
});

test('a statement of a connection that nothing comes through is ended, as one that had no answer', async () => {
  const client = await pool.connect();
  await proxy.set('half-open');
  await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  client.release(true);
});

test('a statement whose answer was lost is ended although the database answers others', async () => {
  const client = await pool.connect();
  const asked = client.query('SELECT pg_sleep(1)');
  const ended = expect(asked).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await proxy.set('half-open');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await proxy.set('none');
  await ended;
  client.release(true);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

test('whoever asks is not kept by a farewell that nobody hears', async () => {
  for (let times = 0; times < 3; times += 1) {
    const client = await pool.connect();
    const asked = client.query('SELECT pg_sleep(1.5)').catch((error: { code: string }) => error.code);
    // Somebody asks about it every tenth of a second by now.
    await new Promise((resolve) => setTimeout(resolve, 400 + times * 37));
    await proxy.set('half-open');
    expect(await asked).toBe('ETIMEDOUT');
    await proxy.set('none');
    client.release(true);
  }
});
