// One read-only transaction on a connection of the pool, which goes back when it is over: broken, if it ended meanwhile.
import type { PoolClient } from 'pg';

/**
 * For a statement over millions of facts that gives a few rows: it is not compiled to machine code, which costs more than most
 * statements take; its groups are hashed in memory rather than on disk; it is worth a second process early.
 */
const settings = {
  jit: 'off',
  work_mem: '64MB',
  parallel_setup_cost: '100',
  parallel_tuple_cost: '0.01',
} as const;

const begin = (isolation: string): string =>
  [
    `BEGIN TRANSACTION ISOLATION LEVEL ${isolation} READ ONLY`,
    ...Object.entries(settings).map(([setting, value]) => `SET LOCAL ${setting} = '${value}'`),
  ].join('; ');

export const beginRead = begin('REPEATABLE READ');
/** Where no snapshot reaches every server, and a lock keeps the version (warehouse/view-lock.ts). */
export const beginReadUnderLock = begin('READ COMMITTED');

/** Each in seconds; none: as long as the server allows. */
export type TimeLimits = {
  readonly statement?: number;
  /** For what another session has locked. */
  readonly lock?: number;
  /** Between two statements, after which the server ends the session. */
  readonly idle?: number;
};

/** No statement of the transaction runs or waits for longer. Goes with others into a round trip. */
export const setTimeLimits = ({ statement, lock, idle }: TimeLimits): string =>
  Object.entries({ statement_timeout: statement, lock_timeout: lock, idle_in_transaction_session_timeout: idle })
    .map(([setting, seconds]) => (seconds === undefined ? '' : `SET LOCAL ${setting} = '${seconds}s'; `))
    .join('');

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
