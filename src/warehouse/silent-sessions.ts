// A session whose answer was lost on the way would be waited for without end: nothing tells a client that the other side is
// gone. A session that waits and hears nothing is therefore asked about on another connection. Whoever still works is left
// alone, however long it takes; one that is not there, has answered long ago, or cannot be asked about is ended, and its
// statement with it.
import type { Socket } from 'node:net';
import type { Client, ClientConfig, Pool, PoolClient } from 'pg';
import { configOf, type NumberedClient, onOwnConnection } from './own-connection';

type Session = (Client | PoolClient) & {
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

type Watch = {
  readonly begin: (client: Client | PoolClient) => void;
  readonly end: (client: Client | PoolClient) => void;
};

/** Of every session of the pool while somebody has it. */
export function endSilentSessions(pool: Pool, options: SilenceOptions = {}): void {
  const { begin, end } = watchOver(() => configOf(pool), options);
  pool.on('acquire', begin);
  pool.on('release', (_error, client) => end(client));
  pool.on('remove', end);
}

/** Of a session of its own, once it is connected; `config` is how it was. */
export function endIfSilent(client: Client, config: ClientConfig, options: SilenceOptions = {}): void {
  const { begin, end } = watchOver(() => config, options);
  begin(client);
  client.once('end', () => end(client));
}

function watchOver(
  config: () => ClientConfig,
  { silentFor = 5_000, pause = 1_000, patience = 3_000 }: SilenceOptions,
): Watch {
  const watched = new Map<Session, Heard>();
  let timer: NodeJS.Timeout | undefined;
  let lookedAt = 0;
  let asking = false;

  const silent = (): readonly Session[] => {
    const now = performance.now();
    // Whoever was kept from looking was kept from hearing too.
    const wasBusy = now - lookedAt > 3 * pause;
    lookedAt = now;
    return [...watched].flatMap(([session, heard]) => {
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
    const lost = await lostOf(config(), sessions, patience).finally(() => {
      asking = false;
    });
    for (const session of sessions) {
      const heard = watched.get(session);
      if (heard === undefined || heard.bytes !== session.connection.stream.bytesRead) continue;
      heard.timesLost = lost.includes(session) ? heard.timesLost + 1 : 0;
      if (heard.timesLost >= lostAfterLooks) session.connection.stream.destroy(noAnswer());
    }
  };

  return {
    begin: (client) => {
      const session = client as Session;
      watched.set(session, { bytes: session.connection.stream.bytesRead, at: performance.now(), timesLost: 0 });
      if (timer !== undefined) return;
      lookedAt = performance.now();
      timer = setInterval(() => void look(), pause).unref();
    },
    end: (client) => {
      watched.delete(client as Session);
      if (watched.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}

/** Those that nobody works for; all of them, if nobody can be asked. */
async function lostOf(
  config: ClientConfig,
  sessions: readonly Session[],
  patience: number,
): Promise<readonly Session[]> {
  const ask = async (client: NumberedClient): Promise<readonly Session[]> => {
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
  return onOwnConnection(config, ask, patience).catch((error: unknown) => (saidSomething(error) ? [] : sessions));
}

/** PostgreSQL's own words come with the position in its source: it is there, and will be asked again. */
const saidSomething = (error: unknown): boolean => (error as { readonly routine?: string }).routine !== undefined;

const noAnswer = (): Error => Object.assign(new Error('The database no longer answers'), { code: 'ETIMEDOUT' });
