// Work on a connection of its own at a database, for what cannot wait for those of a pool: they may all be busy, or dead. It
// gives up where it gets no answer.
import { Client, type ClientConfig, type Pool } from 'pg';
import { endClient } from './end-client';

/** In milliseconds, for the connection and for each statement. */
const usualPatience = 5_000;

export type NumberedClient = Client & { readonly processID: number };

/** How a pool connects. It hides its password from whoever copies its options. */
export const configOf = ({ options }: Pool): ClientConfig => ({ ...options, password: options.password });

export async function onOwnConnection<Result>(
  config: ClientConfig,
  work: (client: NumberedClient) => Promise<Result>,
  patience = usualPatience,
): Promise<Result> {
  const client = new Client({ ...config, connectionTimeoutMillis: patience, query_timeout: patience });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client as NumberedClient);
  } finally {
    void endClient(client, patience);
  }
}
