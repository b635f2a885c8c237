// The measure of a load: raw COPY of the rows it stored, resolved to their final columns, from files in COPY's own text
// format into the same tables of another database, with the same indexes and constraints, in one transaction.
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from, to } from 'pg-copy-streams';

/** The tables that a load of transactions fills, and which rows of them it stored. */
const loadedTables = ['dim_channel', 'dim_product', 'dim_agent', 'dim_customer', 'fact_transaction'] as const;

/** Tables that a load derives for the customers it touched. */
const derivedTables = [
  'customer_summary',
  'customer_order',
  'customer_lead',
  'customer_offer',
  'customer_category',
  'customer_price_tier',
  'customer_term',
  'opportunity',
  'customer_spell',
] as const;

export type StoredRows = { readonly table: string; readonly file: string; readonly rows: number };

async function connected<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Writes what a load stored to files, in the order in which it lies there. */
async function keep(
  url: string,
  folder: string,
  tables: readonly string[],
  where: string,
): Promise<readonly StoredRows[]> {
  return connected(url, async (client) => {
    const stored: StoredRows[] = [];
    for (const table of tables) {
      const file = join(folder, `${table}.copy`);
      const copied = client.query(to(`COPY (SELECT * FROM ${table} ${where}) TO STDOUT`));
      await pipeline(copied, createWriteStream(file));
      stored.push({ table, file, rows: copied.rowCount });
    }
    return stored;
  });
}

/** Rows that a load brought; the unknown members are part of an empty warehouse. */
export const keepLoaded = (url: string, folder: string) => keep(url, folder, loadedTables, 'WHERE load_id > 0');
export const keepDerived = (url: string, folder: string) => keep(url, folder, derivedTables, '');

/** Copies files into a fresh database; the seconds it took, with the commit. */
export function copyInto(url: string, files: readonly StoredRows[]): Promise<number> {
  return connected(url, async (client) => {
    const started = performance.now();
    await client.query('BEGIN');
    for (const { table, file } of files) {
      await pipeline(
        createReadStream(file, { highWaterMark: 1 << 20 }),
        client.query(from(`COPY ${table} FROM STDIN`)),
      );
    }
    await client.query('COMMIT');
    return (performance.now() - started) / 1000;
  });
}
