// One version for a question where rows lie on several servers: no snapshot reaches all of them, so a question keeps every
// change from being committed while it reads, and a change waits for the questions before it, around its commit alone. On one
// server a snapshot does that, and nobody waits.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';

const viewLock = 4_702_111_239;

/** For a question, at the beginning of its transaction, which must not have a snapshot yet (READ COMMITTED). */
export const holdChanges = `SELECT pg_advisory_xact_lock_shared(${viewLock})`;

/** In milliseconds. */
const shortestWait = 1_000;
const longestWait = 60_000;
const pause = 100;

/**
 * For a change, right before its commit; inside its transaction. While it waits new questions wait behind it, so it waits for a
 * while only, steps aside, and waits longer the next time: a request that holds a view and opens another gets it.
 */
export async function awaitQuestions(connection: Pick<Pool | PoolClient, 'query'>): Promise<void> {
  for (let wait = shortestWait; ; wait = Math.min(2 * wait, longestWait)) {
    await connection.query(`SAVEPOINT before_questions; SET LOCAL lock_timeout = ${wait}`);
    try {
      await connection.query(`SELECT pg_advisory_xact_lock(${viewLock})`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error;
      await connection.query('ROLLBACK TO SAVEPOINT before_questions; RELEASE SAVEPOINT before_questions');
      await sleep(pause);
    }
  }
}
