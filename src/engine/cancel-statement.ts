// Cancels what a connection of the pool runs, by a connection of its own: those of the pool may all be busy. Whoever has the
// connection keeps it until this is over, so that no statement of somebody else is cancelled.
import type { Pool, PoolClient } from 'pg';
import { clientBeside } from '../warehouse/client-beside';

/** The server's number of the connection. */
type Numbered = PoolClient & { readonly processID: number };

export async function cancelStatement(pool: Pool, client: PoolClient): Promise<void> {
  const canceller = clientBeside(pool);
  try {
    await canceller.connect();
    await canceller.query('SELECT pg_cancel_backend($1)', [(client as Numbered).processID]);
  } finally {
    await canceller.end();
  }
}
