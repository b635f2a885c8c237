// Measures on PostgreSQL itself, each session in one read-only snapshot.
import type { Pool, QueryResult } from 'pg';
import { postgresDialect } from '../sql/postgres';
import { type Engine, measureRow } from './engine';
import { beginRead, inReadTransaction, setSavepoint } from './read-transaction';
import { shareSnapshot } from './shared-snapshot';

// One round trip opens the snapshot and reads its version.
const begin = `${beginRead}; SELECT coalesce(max(change_id), 0)::text AS version FROM load; ${setSavepoint}`;

export function postgresEngine(pool: Pool): Engine {
  return {
    name: 'POSTGRES',
    dialect: postgresDialect,
    read: async (work) => {
      const client = await pool.connect();
      const { select, close } = shareSnapshot(pool, client);
      return inReadTransaction(client, async () => {
        try {
          const opened = (await client.query(begin)) as unknown as readonly QueryResult<{ version: string }>[];
          return await work({
            engine: 'POSTGRES',
            dialect: postgresDialect,
            select,
            dataVersion: opened.at(-2)!.rows[0]!.version,
            measure: async (query, limit) =>
              (await select(`${query.sql}\nLIMIT ${limit}`, query.parameters)).map((row) => measureRow(query, row)),
            count: async (query) =>
              Number((await select(`SELECT count(*) FROM (\n${query.sql}\n) AS every_group`, query.parameters))[0]![0]),
          });
        } finally {
          await close();
        }
      });
    },
  };
}
