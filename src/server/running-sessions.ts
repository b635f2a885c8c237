// The pool's sessions in use. `end` terminates what still runs at the server, which rolls it back, so that a stop need not wait
// for a long statement.
import type { Pool, PoolClient } from 'pg';

export type RunningSessions = { readonly end: () => Promise<void> };

type Session = PoolClient & { readonly processID?: number };

export function watchSessions(pool: Pool): RunningSessions {
  const inUse = new Set<Session>();
  pool.on('acquire', (client) => inUse.add(client));
  pool.on('release', (_error, client) => inUse.delete(client));
  return {
    end: async () => {
      const processes = [...inUse].flatMap(({ processID }) => processID ?? []);
      if (processes.length === 0) return;
      await pool
        .query('SELECT pg_terminate_backend(pid) FROM unnest($1::integer[]) AS pid', [processes])
        .catch(() => undefined);
    },
  };
}
