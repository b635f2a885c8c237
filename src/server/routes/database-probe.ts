// Whether the database answers, by a connection of its own: that every connection of the pool is in use says nothing of it. A
// connection that broke or keeps silent is thrown away, and the next question makes another.
import { Client, type ClientConfig } from 'pg';

export type DatabaseProbe = {
  /** Within two seconds or so. Asked several times at once it looks once. */
  readonly answers: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

const patience = 2_000;

export function databaseProbe(options: ClientConfig): DatabaseProbe {
  let client: Client | undefined;
  let looking: Promise<boolean> | undefined;

  const drop = (): void => {
    // What still hangs on it fails, and nobody waits for its farewell.
    client?.end().catch(() => undefined);
    client = undefined;
  };
  const connected = async (): Promise<Client> => {
    if (client !== undefined) return client;
    const opened = new Client({
      ...options,
      // A pool keeps it from being listed.
      password: options.password,
      connectionTimeoutMillis: patience,
      query_timeout: patience,
      application_name: 'astrolabe-readiness',
    });
    opened.on('error', () => {
      if (client === opened) drop();
    });
    client = opened;
    await opened.connect();
    return opened;
  };
  const look = async (): Promise<boolean> => {
    try {
      await (await connected()).query('SELECT');
      return true;
    } catch {
      drop();
      return false;
    }
  };
  return {
    answers: () => {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      return looking;
    },
    close: async () => drop(),
  };
}
