// The embedded PostgreSQL of a data directory, shared by every process that uses it (server, commands). Nobody owns
// it: whoever comes first starts it, whoever leaves last stops it. Each process shows its presence by a session that
// holds a shared advisory lock; a leaver stops the cluster only while holding that lock alone, so nobody is cut off.
// A killed process loses its session, so it counts as gone; a cluster that nobody stopped is joined by the next.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { type ClusterFolder, openClusterFolder, superuser, unusable } from './cluster-folder';
import { type ClusterOptions, runningServer, stopServer } from './postgres-server';

export type Cluster = {
  /** A connection URL of one of the cluster's databases. */
  readonly url: (database: string) => string;
  /** Where its files are. */
  readonly folder: string;
  /** Stops the cluster unless another process is present. */
  readonly leave: () => Promise<void>;
};

const presenceLock = 4_702_111_234;
const urlOf = (folder: ClusterFolder, port: number, database: string): string =>
  `postgresql://${superuser}:${folder.password}@127.0.0.1:${port}/${database}?sslmode=disable`;

/** A session that holds the presence lock, or undefined when the server went away meanwhile. */
async function showPresence(folder: ClusterFolder, port: number): Promise<Client | undefined> {
  const client = new Client({
    connectionString: urlOf(folder, port, 'postgres'),
    application_name: 'astrolabe presence',
    keepAlive: true,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Waits while the last leaver stops the server, and is cut off then.
    await client.query('SELECT pg_advisory_lock_shared($1)', [presenceLock]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    // 28P01: a password that is not this cluster's. No retry mends it.
    if ((error as { code?: string }).code === '28P01') {
      throw unusable(folder.folder, 'its password file does not fit it', 'Restore the file, or set another DATA_DIR.');
    }
    return undefined;
  }
}

/** Joins the cluster of a data directory; makes and starts it if need be. */
export async function joinCluster(dataDir: string, options: ClusterOptions): Promise<Cluster> {
  const folder = await openClusterFolder(dataDir);
  let leaving = false;
  let session: Client | undefined;

  const attend = async (): Promise<number> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const server = await runningServer(folder, options);
      session = await showPresence(folder, server.port);
      if (session !== undefined) {
        // The server was killed, or restarts by itself after one of its processes crashed: show the presence anew.
        session.once('end', () => {
          if (leaving) return;
          attendance = attend();
          attendance.catch(() => undefined);
        });
        return server.port;
      }
      await wait(50);
    }
    throw unusable(folder.folder, 'it takes no connection', `The log is ${join(folder.pgData, 'postgres.log')}.`);
  };

  let attendance = attend();
  const port = await attendance;
  return {
    url: (database) => urlOf(folder, port, database),
    folder: folder.folder,
    leave: async () => {
      if (leaving) return;
      leaving = true;
      await attendance.catch(() => undefined);
      const unlock = 'SELECT pg_advisory_unlock_shared($1)';
      const takeAlone = 'SELECT pg_try_advisory_lock($1) AS alone';
      try {
        await session?.query(unlock, [presenceLock]);
        const answer = await session?.query<{ alone: boolean }>(takeAlone, [presenceLock]);
        if (answer?.rows[0]?.alone) await stopServer(folder);
      } catch {
        // The server is gone already.
      }
      await session?.end().catch(() => undefined);
    },
  };
}
