// The file of a table in a backup: what COPY writes, compressed. It streams in both directions, so the memory needed does not
// grow with the table.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { UserError } from '../errors';
import { errorCode } from '../load/read/system-error';
import type { BackedUpTable } from './manifest';

/** Told of bytes and rows so far. */
export type Told = (bytes: number, rows: number) => void;

const newline = 10;

/** A row is a line: a line break inside of it is written as \n. */
function rowsIn(chunk: Buffer): number {
  let rows = 0;
  for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) rows += 1;
  return rows;
}

/** Lets bytes through. */
const passing = (look: (chunk: Buffer) => void): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      look(chunk);
      done(null, chunk);
    },
  });

/** SHA-256 and number of the bytes that go through. */
function measuring() {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = passing((chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  return { through, measured: () => ({ bytes, sha256: hash.digest('hex') }) };
}

const listOf = (columns: readonly string[]): string => columns.join(', ');

/** Writes the rows of a table that the transaction of the client sees. Nobody else may read the file. */
export async function writeTable(
  client: Client,
  folder: string,
  table: string,
  columns: readonly string[],
  told: Told,
): Promise<BackedUpTable> {
  const file = `${table}.copy.gz`;
  const { through, measured } = measuring();
  let [rows, bytesRead] = [0, 0];
  await pipeline(
    client.query(copyTo(`COPY ${table} (${listOf(columns)}) TO STDOUT`)),
    passing((chunk) => {
      rows += rowsIn(chunk);
      bytesRead += chunk.length;
      told(bytesRead, rows);
    }),
    createGzip({ level: constants.Z_BEST_SPEED }),
    through,
    createWriteStream(join(folder, file), { flags: 'wx', mode: 0o600, flush: true }),
  );
  return { table, file, columns, rows, ...measured() };
}

const refuse = (file: string, problem: string): UserError => new UserError('BACKUP_NOT_VALID', { file, problem });

/** Throws BACKUP_NOT_VALID where the file is not what was written. */
export async function checkTable(folder: string, { file, bytes, sha256 }: BackedUpTable): Promise<void> {
  const path = join(folder, file);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw refuse(file, 'it is missing');
  if (found.size !== bytes)
    throw refuse(file, `it has ${found.size} bytes instead of ${bytes}: it was changed or cut short`);
  const { through, measured } = measuring();
  await pipeline(createReadStream(path), through.resume()).catch((error: unknown) => {
    throw refuse(file, `it cannot be read (${errorCode(error)})`);
  });
  if (measured().sha256 !== sha256) throw refuse(file, 'it was changed: its checksum is another');
}

/** Copies the rows into the table. Throws BACKUP_NOT_VALID where they are not those that were written. */
export async function readTable(
  client: Client,
  folder: string,
  { table, file, columns, rows, bytes, sha256 }: BackedUpTable,
  told: Told,
): Promise<void> {
  const { through, measured } = measuring();
  let [rowsRead, bytesRead] = [0, 0];
  const copy = client.query(copyFrom(`COPY ${table} (${listOf(columns)}) FROM STDIN`));
  await pipeline(
    createReadStream(join(folder, file)),
    through,
    passing((chunk) => {
      bytesRead += chunk.length;
    }),
    createGunzip(),
    passing((chunk) => {
      rowsRead += rowsIn(chunk);
      told(bytesRead, rowsRead);
    }),
    copy,
  ).catch((error: unknown) => {
    if (/^Z_/.test(errorCode(error))) throw refuse(file, 'it cannot be unpacked');
    // Classes of PostgreSQL: a value that is none of its type, one that a rule of the table refuses.
    if (/^2[23]...$/.test(errorCode(error))) throw refuse(file, 'its rows do not fit the table');
    throw error;
  });
  const found = measured();
  if (found.sha256 !== sha256 || found.bytes !== bytes) throw refuse(file, 'it changed while it was read');
  if (copy.rowCount !== rows) throw refuse(file, `it has ${copy.rowCount} rows instead of ${rows}`);
}
