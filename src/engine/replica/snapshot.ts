// One snapshot of PostgreSQL for whatever is copied from it, on a connection that is closed if anything went wrong: one in the
// midst of a COPY is of no use to the next.
import type { Pool, PoolClient } from 'pg';
import { holdChanges } from '../../warehouse/view-lock';

/** `distributed`: a lock keeps the version where no snapshot reaches every server. */
export async function inSnapshot<Result>(
  pool: Pool,
  distributed: boolean,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query(
      distributed
        ? `BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY; ${holdChanges}`
        : 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
    );
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
