// A DuckDB file with the rows of a warehouse, made in the plainest quick way: COPY out of PostgreSQL into CSV files, read by
// DuckDB into tables of the same names and columns. It is what SQL written by hand is run on, and what a first fill of the
// columnar engine is measured beside.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { Client } from 'pg';
import { to } from 'pg-copy-streams';
import { followedTableNames } from '../../../src/warehouse/followed-tables';

/** Seconds until the files are written, and until DuckDB has them on disk. */
export type PlainCopy = { readonly copyOut: number; readonly readIn: number };

/** Saved segments and the reports of fits are nothing that a question reads there. */
const tables = ['dim_date', ...followedTableNames.filter((table) => !['segment', 'model_fit'].includes(table))];
/** In the order of time, so that blocks of a narrow period lie together. */
const orders: Readonly<Record<string, string>> = {
  fact_interaction: 'date_key',
  fact_transaction: 'date_key',
  customer_snapshot: 'month_end, customer_no',
};

type Column = { readonly name: string; readonly type: string };

/** Makes the file anew. */
export async function plainCopy(databaseUrl: string, file: string): Promise<PlainCopy> {
  await removeCopy(file);
  const folder = await mkdtemp(join(dirname(file), 'copy-'));
  const client = new Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    await client.query(`SET TIME ZONE 'UTC'`);
    const started = performance.now();
    const columns = new Map<string, readonly Column[]>();
    for (const table of tables) {
      columns.set(table, await columnsOf(client, table));
      await copyOut(client, table, columns.get(table)!, csvOf(folder, table));
    }
    const written = performance.now();
    await inDuckdb(file, async (connection) => {
      for (const table of tables) await connection.run(reading(table, columns.get(table)!, csvOf(folder, table)));
      await connection.run('CHECKPOINT');
    });
    return { copyOut: (written - started) / 1000, readIn: (performance.now() - written) / 1000 };
  } finally {
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
}

export async function removeCopy(file: string): Promise<void> {
  for (const path of [file, `${file}.wal`]) await rm(path, { force: true });
}

/** Opens the file for the time of the work. */
export async function inDuckdb<Result>(
  file: string,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const instance = await DuckDBInstance.create(file);
  try {
    const connection = await instance.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

const csvOf = (folder: string, table: string): string => join(folder, `${table}.csv`);
const isList = ({ type }: Column): boolean => type.endsWith('[]');

async function columnsOf(client: Client, table: string): Promise<readonly Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT attname AS name, replace(format_type(atttypid, atttypmod), 'timestamp with time zone', 'timestamptz') AS type
     FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  return rows;
}

async function copyOut(client: Client, table: string, columns: readonly Column[], file: string): Promise<void> {
  const list = columns.map((column) => (isList(column) ? `array_to_json(${column.name})` : column.name)).join(', ');
  const copy = to(`COPY (SELECT ${list} FROM ${table}) TO STDOUT (FORMAT csv, NULL '\\N')`);
  await pipeline(client.query(copy), createWriteStream(file, { highWaterMark: 1 << 20 }));
}

function reading(table: string, columns: readonly Column[], file: string): string {
  const read = columns.map((column) => `'${column.name}': '${isList(column) ? 'json' : column.type}'`).join(', ');
  const kept = columns.map((column) =>
    isList(column) ? `CAST(${column.name} AS ${column.type}) AS ${column.name}` : column.name,
  );
  const order = orders[table] === undefined ? '' : ` ORDER BY ${orders[table]}`;
  return `CREATE TABLE ${table} AS SELECT ${kept.join(', ')} FROM read_csv('${file}', header = false, delim = ',', quote = '"', escape = '"', nullstr = '\\N', allow_quoted_nulls = false, auto_detect = false, columns = {${read}})${order}`;
}
