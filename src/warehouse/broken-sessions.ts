// A session that breaks while somebody has it is reported by its next statement. pg tells of it by an event as well, which ends
// the process where nobody listens, and a listener that comes when the session was handed out may come too late: the server's
// last word can lie in the same packet as the one that opened it.
import type { Pool, PoolClient } from 'pg';

/** Of every session that the pool hands out from here on. */
export function outliveBrokenSessions(pool: Pool): void {
  const known = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => {
    if (!known.has(client)) client.on('error', () => undefined);
    known.add(client);
  });
}
