// Whoever waits in vain for a connection is told so: BUSY, with when to try again, or that the database went away, rather than a
// fault of ours. It holds for everything that asks the pool, also for a single statement.
import type { Pool, PoolClient } from 'pg';
import { UserError } from '../errors';
import { databaseLost } from './database-problem';

const retryAfterSeconds = 5;

type Callback = (error: Error | undefined, client: PoolClient | undefined, release: (broken?: unknown) => void) => void;

/** The pool's own waiting ended, or the server has no connection left for it. */
function isBusy(error: unknown): boolean {
  const { message, code } = error as { readonly message?: string; readonly code?: string };
  return message === 'timeout exceeded when trying to connect' || code === '53300';
}

const meaning = (error: Error): Error =>
  isBusy(error) ? new UserError('BUSY', { retryAfterSeconds }) : (databaseLost(error) ?? error);

/** The same pool; its `query` connects by its own `connect`. */
export function tellWhenBusy(pool: Pool): Pool {
  const connect = pool.connect.bind(pool);
  function connectOrTell(): Promise<PoolClient>;
  function connectOrTell(callback: Callback): void;
  function connectOrTell(callback?: Callback): Promise<PoolClient> | undefined {
    if (callback === undefined)
      return connect().catch((error: Error) => {
        throw meaning(error);
      });
    connect((error, client, release) => callback(error && meaning(error), client, release));
    return undefined;
  }
  pool.connect = connectOrTell;
  return pool;
}
