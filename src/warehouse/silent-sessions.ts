// A session whose answer was lost on the way would be waited for without end: nothing tells a client that the other side is
// gone. A session of a pool that waits and hears nothing is therefore asked about on another connection. Whoever still works
// is left alone, however long it takes; one that is not there, has answered long ago, or cannot be asked about is ended, and
// its statement with it.
import type { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';
import { besidePool, type ClientBeside } from './beside-pool';

type Session = PoolClient & {
  readonly processID: number;
  /** false while a statement waits for its answer. */
  readonly readyForQuery: boolean;
  readonly connection: { readonly stream: Socket };
};

type Heard = { bytes: number; at: number; timesLost: number };

/** In milliseconds. */
export type SilenceOptions = {
  /** After so much silence a session is asked about. */
  readonly silentFor?: number;
  readonly pause?: number;
  /** How long whoever asks waits for an answer. */
  readonly patience?: number;
};

/** One look may come between an answer and its arrival. */
const lostAfterLooks = 2;

export function endSilentSessions(
  pool: Pool,
  { silentFor = 5_000, pause = 1_000, patience = 3_000 }: SilenceOptions = {},
): void {
  const inUse = new Map<Session, Heard>();
  let timer: NodeJS.Timeout | undefined;
  let lookedAt = 0;
  let asking = false;

  const silent = (): readonly Session[] => {
    const now = performance.now();
    // Whoever was kept from looking was kept from hearing too.
    const wasBusy = now - lookedAt > 3 * pause;
    lookedAt = now;
    return [...inUse].flatMap(([session, heard]) => {
      const bytes = session.connection.stream.bytesRead;
      if (wasBusy || session.readyForQuery || bytes !== heard.bytes)
        Object.assign(heard, { bytes, at: now, timesLost: 0 });
      return now - heard.at >= silentFor ? [session] : [];
    });
  };

  const look = async (): Promise<void> => {
    const sessions = silent();
    if (asking || sessions.length === 0) return;
    asking = true;
    const lost = await lostOf(pool, sessions, patience).finally(() => {
      asking = false;
    });
    for (const session of sessions) {
      const heard = inUse.get(session);
      if (heard === undefined || heard.bytes !== session.connection.stream.bytesRead) continue;
      heard.timesLost = lost.includes(session) ? heard.timesLost + 1 : 0;
      if (heard.timesLost >= lostAfterLooks) session.connection.stream.destroy(noAnswer());
    }
  };

  const forget = (client: PoolClient): void => {
    inUse.delete(client as Session);
    if (inUse.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  pool.on('acquire', (client) => {
    const session = client as Session;
    inUse.set(session, { bytes: session.connection.stream.bytesRead, at: performance.now(), timesLost: 0 });
    if (timer !== undefined) return;
    lookedAt = performance.now();
    timer = setInterval(() => void look(), pause).unref();
  });
  pool.on('release', (_error, client) => forget(client));
  pool.on('remove', forget);
}

/** Those that nobody works for; all of them, if nobody can be asked. */
async function lostOf(pool: Pool, sessions: readonly Session[], patience: number): Promise<readonly Session[]> {
  const ask = async (client: ClientBeside): Promise<readonly Session[]> => {
    const { rows } = await client.query<{ own: number; working: number[] }>(
      `SELECT pg_backend_pid() AS own, coalesce(array_agg(pid) FILTER (WHERE state = 'active'), '{}') AS working
       FROM pg_stat_activity WHERE pid = ANY ($1::integer[])`,
      [sessions.map(({ processID }) => processID)],
    );
    const { own, working } = rows[0]!;
    // Behind a pooler numbers are of its own making, and say nothing.
    if (own !== client.processID) return [];
    return sessions.filter(({ processID }) => !working.includes(processID));
  };
  return besidePool(pool, ask, patience).catch((error: unknown) => (saidSomething(error) ? [] : sessions));
}

/** PostgreSQL's own words come with the position in its source: it is there, and will be asked again. */
const saidSomething = (error: unknown): boolean => (error as { readonly routine?: string }).routine !== undefined;

const noAnswer = (): Error => Object.assign(new Error('The database no longer answers'), { code: 'ETIMEDOUT' });
