// One read-only transaction on a connection of the pool, which goes back when it is over: broken, if it ended meanwhile.
import type { PoolClient } from 'pg';

/** Compiling a statement costs more than most statements take. */
export const beginRead = 'BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off';

/** Where a transaction that a statement broke goes on from. It is set last, once the transaction has its snapshot. */
export const savepoint = 'opened';

export const setSavepoint = `SAVEPOINT ${savepoint}`;

/** The work opens the transaction itself, with `beginRead` and what goes with it in one round trip. */
export async function inReadTransaction<Result>(client: PoolClient, work: () => Promise<Result>): Promise<Result> {
  let broken: Error | undefined;
  // A connection that ends while it is ours reports here as well as to the statement it interrupts.
  const remember = (error: Error): void => {
    broken = error;
  };
  client.on('error', remember);
  try {
    return await work();
  } finally {
    await client.query('COMMIT').catch(remember);
    client.off('error', remember);
    client.release(broken);
  }
}
