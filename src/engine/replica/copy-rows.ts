// Rows of PostgreSQL into DuckDB: COPY into a file, which DuckDB reads on every thread and which is removed at once. A value and
// its absence are told apart, and every digit, microsecond and line break stays.
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { quoted } from './duckdb-connection';
import type { ReplicaColumn } from './replica-tables';

export type CopiedRows = {
  /** A relation of PostgreSQL, with its condition if it has one. */
  readonly from: string;
  readonly columns: readonly ReplicaColumn[];
};

export type CopyPlace = {
  readonly client: PoolClient;
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
};

let files = 0;

/** Rows in a file. `use` reads it, once, by the SQL that it is given as a relation of their columns; the file is removed then. */
export type RowsInFile = {
  readonly use: <Result>(work: (relation: string) => Promise<Result>) => Promise<Result>;
  readonly remove: () => Promise<void>;
};

export async function copyRows(
  { from, columns }: CopiedRows,
  { client, folder, signal }: CopyPlace,
): Promise<RowsInFile> {
  const file = join(folder, `rows-${process.pid}-${++files}.csv`);
  const remove = (): Promise<void> => rm(file, { force: true });
  try {
    const copied = columns.map(({ name, type }) => (isList(type) ? `array_to_json(${name})` : name)).join(', ');
    const rows = client.query(copyTo(`COPY (SELECT ${copied} FROM ${from}) TO STDOUT (FORMAT csv, NULL '\\N')`));
    await pipeline(rows, createWriteStream(file), { signal });
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    use: (work) =>
      work(rowsOfFile(file, columns, usualLine))
        .catch((error: unknown) => {
          if (!/maximum line size/i.test(String(error))) throw error;
          return work(rowsOfFile(file, columns, longestLine));
        })
        .finally(remove),
    remove,
  };
}

const isList = (type: string): boolean => type.endsWith('[]');

/** In bytes: what is read at once is four times as much, on each thread. */
const usualLine = 2_097_152;
const longestLine = 64 * usualLine;

function rowsOfFile(file: string, columns: readonly ReplicaColumn[], line: number): string {
  const types = columns.map(({ name, type }) => `${quoted(name)}: ${quoted(isList(type) ? 'varchar' : type)}`);
  const values = columns.map(({ name, type }) =>
    isList(type) ? `CAST(CAST(${name} AS json) AS ${type}) AS ${name}` : name,
  );
  return `(SELECT ${values.join(', ')} FROM read_csv(${quoted(file)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '\\N', allow_quoted_nulls = false, new_line = '\\n', max_line_size = ${line}, buffer_size = ${4 * line}, columns = {${types.join(', ')}}))`;
}
