// A session that breaks ends nothing but what it was used for, from the moment on at which it is handed out.
import { Pool } from 'pg';
import { outliveBrokenSessions } from '../../src/warehouse/broken-sessions';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await createTestWarehouse({});
});
afterAll(() => warehouse.drop());

it.each(['new', 'idle'])(
  'a session that breaks as it is handed out (%s) is reported by its next statement',
  async (which) => {
    const pool = new Pool({ connectionString: warehouse.url, max: 1 });
    outliveBrokenSessions(pool);
    try {
      if (which === 'idle') await pool.query('SELECT 1');
      const asked = new Promise((resolve, reject) => {
        pool.connect((error, client, release) => {
          if (client === undefined) return reject(error);
          // As if the server's last word lay in the packet that opened it: nobody had a chance to listen yet.
          client.emit('error', new Error('terminating connection due to administrator command'));
          const failing = client.query('SELECT pg_terminate_backend(pg_backend_pid())');
          resolve(failing.finally(() => release(true)));
        });
      });
      await expect(asked).rejects.toThrow('terminating connection');
      expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    } finally {
      await pool.end();
    }
  },
);
