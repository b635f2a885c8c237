// Work on a connection of its own at the database of a pool, for what cannot wait for the pool: its connections may all be busy,
// or dead. It gives up where it gets no answer, also to its farewell.
import type { Socket } from 'node:net';
import { Client, type Pool } from 'pg';

/** In milliseconds, for the connection and for each statement. */
const usualPatience = 5_000;

export type ClientBeside = Client & { readonly processID: number };

type Connected = { readonly connection: { readonly stream: Socket } };

export async function besidePool<Result>(
  pool: Pool,
  work: (client: ClientBeside) => Promise<Result>,
  patience = usualPatience,
): Promise<Result> {
  const { options } = pool;
  // The pool hides its password from whoever copies its options.
  const own = { password: options.password, connectionTimeoutMillis: patience, query_timeout: patience };
  const client = new Client({ ...options, ...own });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client as ClientBeside);
  } finally {
    leave(client, patience);
  }
}

function leave(client: Client, patience: number): void {
  const { stream } = (client as unknown as Connected).connection;
  const late = setTimeout(() => stream.destroy(), patience).unref();
  void client.end().then(
    () => clearTimeout(late),
    () => undefined,
  );
}
