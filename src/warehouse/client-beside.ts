// A client of its own at the database of a pool, for what cannot wait for the pool: its connections may all be busy, or dead.
// It gives up where it gets no answer.
import { Client, type Pool } from 'pg';

/** In milliseconds, for the connection and for each statement. */
const usualPatience = 5_000;

/** Not connected yet. */
export function clientBeside(pool: Pool, patience = usualPatience): Client {
  const { options } = pool;
  // The pool hides its password from whoever copies its options.
  const own = { password: options.password, connectionTimeoutMillis: patience, query_timeout: patience };
  const client = new Client({ ...options, ...own });
  client.on('error', () => undefined);
  return client;
}
