// A connection is left with a farewell, which the other side answers by closing it. Where nobody hears it, it is closed from here.
import type { Socket } from 'node:net';
import type { Client } from 'pg';

/** In milliseconds. */
const usualPatience = 5_000;

/** Resolves when the connection is closed; never rejects. What still runs over it is broken off. */
export async function endClient(client: Client, patience = usualPatience): Promise<void> {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  const late = setTimeout(() => stream.destroy(), patience);
  await client.end().catch(() => undefined);
  clearTimeout(late);
}
