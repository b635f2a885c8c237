// Cancels what a connection of the pool runs, by a connection of its own: those of the pool may all be busy. Whoever has the
// connection keeps it until this is over, so that no statement of somebody else is cancelled.
import type { Pool, PoolClient } from 'pg';
import { configOf, onOwnConnection } from '../warehouse/own-connection';

/** The server's number of the connection. */
type Numbered = PoolClient & { readonly processID: number };

export const cancelStatement = (pool: Pool, client: PoolClient): Promise<unknown> =>
  onOwnConnection(configOf(pool), (canceller) =>
    canceller.query('SELECT pg_cancel_backend($1)', [(client as Numbered).processID]),
  );
