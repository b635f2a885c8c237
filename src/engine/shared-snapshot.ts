// The statements of one session, spread over connections that see one snapshot. The session's own connection runs what it is
// given; while statements wait for it, idle connections of the pool join in. None is ever waited for: a busy pool only
// means that the session works alone.
import { availableParallelism } from 'node:os';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { UserError } from '../errors';
import type { ParameterValue } from '../sql/fragment';
import { underSecondLock } from '../warehouse/second-lock';
import { cancelStatement } from './cancel-statement';
import type { EngineSession } from './engine';
import {
  beginRead,
  beginReadUnderLock,
  inReadTransaction,
  savepoint,
  setSavepoint,
  setTimeLimits,
  type TimeLimits,
} from './read-transaction';

type Select = (sql: string, parameters: readonly ParameterValue[]) => ReturnType<EngineSession['select']>;

/** As many statements at once as there are cores to think of. */
const mostHelpers = Math.min(availableParallelism(), 4) - 1;

/** A snapshot is exported by a transaction without a savepoint only. */
const exportSnapshot = `RELEASE SAVEPOINT ${savepoint}; SELECT pg_export_snapshot() AS snapshot; ${setSavepoint}`;

type Job = {
  readonly sql: string;
  readonly parameters: readonly ParameterValue[];
  /** Of the plan that a connection keeps; none: planned anew. */
  readonly planName: string | undefined;
  readonly resolve: (rows: Awaited<ReturnType<Select>>) => void;
  readonly reject: (error: unknown) => void;
};

export type SharedSnapshot = {
  /** May be called again before it has answered; not once the session is over, when its connection is somebody else's. */
  readonly select: Select;
  /** The same, by a plan that each connection keeps under the name. */
  readonly selectPlanned: (planName: string, sql: string, parameters: readonly ParameterValue[]) => ReturnType<Select>;
  /** Ends the session and drops what waits; resolves when no connection works any longer. */
  readonly close: () => Promise<void>;
};

export type SharingOptions = {
  /** The lead holds a lock under which nothing changes until it ends, so that others need no snapshot of its. */
  readonly underLock?: boolean;
  /** Aborted once nobody waits for the session: what runs is cancelled, what waits is dropped. */
  readonly gone?: AbortSignal | undefined;
  readonly timeLimits?: TimeLimits;
  /** To which each connection is held. */
  readonly rowScope?: string | null;
};

export function shareSnapshot(
  pool: Pool,
  lead: PoolClient,
  { underLock = false, gone, timeLimits = {}, rowScope = null }: SharingOptions = {},
): SharedSnapshot {
  const waiting: Job[] = [];
  const working = new Set<Promise<void>>();
  const running = new Set<PoolClient>();
  let cancelling: Promise<unknown> = Promise.resolve();
  let leading: Promise<void> | null = null;
  let isOver = false;

  const work = async (client: PoolClient): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const { sql, parameters, planName, resolve, reject } = job;
      try {
        running.add(client);
        const asked = client.query({ name: planName, text: sql, values: [...parameters], rowMode: 'array' });
        resolve((await asked.finally(() => running.delete(client))).rows);
      } catch (error) {
        // No statement after it may be hit by what was meant for this one.
        await cancelling;
        // Other questions read on the same view: what went wrong with one is not their fault.
        await client.query(`ROLLBACK TO SAVEPOINT ${savepoint}`).catch(() => undefined);
        reject(gone?.aborted ? abandoned() : meaning(error, timeLimits));
      }
    }
    await cancelling;
  };

  const cancel = (): void => {
    isOver = true;
    for (const job of waiting.splice(0)) job.reject(abandoned());
    cancelling = Promise.allSettled([...running].map((client) => cancelStatement(pool, client)));
  };
  if (gone?.aborted) cancel();
  gone?.addEventListener('abort', cancel, { once: true });

  const workOn = (client: PoolClient, snapshot: string | null): Promise<void> =>
    inReadTransaction(client, async () => {
      // No parameter can stand for the name of a snapshot.
      const begin =
        snapshot === null
          ? beginReadUnderLock
          : `${beginRead}; SET TRANSACTION SNAPSHOT ${client.escapeLiteral(snapshot)}`;
      const lock = rowScope === null ? '' : underSecondLock(client, rowScope);
      await client.query(`${begin}; ${setTimeLimits(timeLimits)}${lock}${setSavepoint}`);
      await work(client);
    });

  /** By the time a new connection stands, there may be nothing left to do and no snapshot to see. */
  const join = async (snapshot: string | null): Promise<void> => {
    const client = await pool.connect();
    if (waiting.length === 0) return client.release();
    const done = workOn(client, snapshot);
    working.add(done);
    await done.finally(() => working.delete(done));
  };

  const recruit = async (): Promise<void> => {
    const wanted = (): number => Math.min(mostHelpers - working.size, waiting.length - 1, spareConnections(pool));
    if (wanted() <= 0) return;
    const snapshot = underLock ? null : await exportedBy(lead);
    // Whoever cannot join leaves the work to the others.
    for (let helpers = wanted(); helpers > 0; helpers -= 1) join(snapshot).catch(() => undefined);
  };

  const start = async (): Promise<void> => {
    // What is asked for in the same breath is seen as waiting together.
    await Promise.resolve();
    try {
      await recruit();
      await work(lead);
    } catch (error) {
      for (const job of waiting.splice(0)) job.reject(error);
    } finally {
      leading = waiting.length > 0 ? start() : null;
    }
  };

  const enqueue = (
    sql: string,
    parameters: readonly ParameterValue[],
    planName: string | undefined,
  ): ReturnType<Select> =>
    new Promise((resolve, reject) => {
      if (isOver) return reject(gone?.aborted ? abandoned() : over());
      waiting.push({ sql, parameters, planName, resolve, reject });
      leading ??= start();
    });

  return {
    select: (sql, parameters) => enqueue(sql, parameters, undefined),
    selectPlanned: (planName, sql, parameters) => enqueue(sql, parameters, planName),
    close: async () => {
      gone?.removeEventListener('abort', cancel);
      isOver = true;
      for (const job of waiting.splice(0)) job.reject(over());
      while (leading !== null) await leading;
      await Promise.allSettled(working);
    },
  };
}

async function exportedBy(lead: PoolClient): Promise<string> {
  const told = (await lead.query(exportSnapshot)) as unknown as readonly QueryResult<{ snapshot: string }>[];
  return told[1]!.rows[0]!.snapshot;
}

const over = (): Error => new Error('The session of this statement is over');
/** PostgreSQL has one code for every statement that is cancelled. */
const isTimeout = (error: unknown): boolean =>
  (error as { code?: string }).code === '57014' && /statement timeout/.test((error as Error).message);

const retryAfterSeconds = 5;

/** What a limit that a statement met is to whoever asked. */
function meaning(error: unknown, { statement: seconds }: TimeLimits): unknown {
  if (seconds !== undefined && isTimeout(error)) return new UserError('STATEMENT_TIMEOUT', { seconds });
  const { code } = error as { readonly code?: string };
  // Locked for longer than one waits, by a change of the schema for instance.
  if (code === '55P03') return new UserError('BUSY', { retryAfterSeconds });
  return code === '53400' ? new UserError('TOO_MUCH_TEMPORARY_SPACE', {}) : error;
}
const abandoned = (): Error => new UserError('REQUEST_ABANDONED', {});

/** Connections that nobody has or waits for. */
const spareConnections = ({ waitingCount, idleCount, totalCount, options }: Pool): number =>
  waitingCount > 0 ? 0 : idleCount + Math.max(0, options.max - totalCount);
