// Writes a backup: every table of the warehouse from one snapshot, by COPY, into a folder that has its name only once it is whole.
// Loads, questions and scoring go on meanwhile. Works on any PostgreSQL server, and through the coordinator of a Citus cluster,
// where no snapshot reaches all servers: changes wait there until it is done.
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Client } from 'pg';
import { UserError } from '../errors';
import { ensureSalt } from '../load/merge/erased-mark';
import type { Progress } from '../load/stage/progress';
import { settingNames, settingVariables } from '../model/business-settings';
import { sessionSettings } from '../warehouse/connection';
import { databaseProblem } from '../warehouse/database-problem';
import { holdChanges } from '../warehouse/view-lock';
import type { Warehouse } from '../warehouse/warehouse';
import { storedSequences, storedTables } from './backed-up-tables';
import { type BackedUpTable, type Manifest, manifestFile, manifestText } from './manifest';
import { writeTable } from './table-file';

const unfinished = '.unfinished-';

/** Returns its manifest. Throws INVALID_ARGUMENT where the folder is there already, and errors of the disk as they come. */
export async function writeBackup(warehouse: Warehouse, folder: string, progress: Progress): Promise<Manifest> {
  const path = resolve(folder);
  if ((await stat(path).catch(() => undefined)) !== undefined) throw taken();
  await removeLeftOver(path);
  const partial = `${path}${unfinished}${process.pid}`;
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    // The salt is what marks of erased persons, here and in the journal, are made with: every backup has the same.
    await keepSalt(warehouse);
    const manifest = await inSnapshot(warehouse, (client) => writeTables(client, warehouse, partial, progress));
    await writeFile(join(partial, manifestFile), manifestText(manifest), { mode: 0o600, flush: true });
    await synced(partial);
    await rename(partial, path).catch((error: NodeJS.ErrnoException) => {
      throw ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(error.code ?? '') ? taken() : error;
    });
    await synced(dirname(path));
    return manifest;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  } finally {
    progress.stop();
  }
}

async function keepSalt({ pool }: Warehouse): Promise<void> {
  await ensureSalt({
    run: async (sql, values = []) => (await pool.query(sql, [...values])).rowCount ?? 0,
    rows: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await pool.query<Row>(sql, [...values])).rows,
  });
}

const taken = (): UserError =>
  new UserError('INVALID_ARGUMENT', {
    argument: '<folder>',
    problem: 'there is a file or folder of that name',
    hint: 'A backup is a new folder: give each a name of its own, such as one with the day.',
  });

/** What a killed backup to the same place left: it holds personal data, and nobody would look for it. */
async function removeLeftOver(path: string): Promise<void> {
  const prefix = `${basename(path)}${unfinished}`;
  const names = await readdir(dirname(path)).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(prefix)))
    if (!runs(Number(name.slice(prefix.length)))) await rm(join(dirname(path), name), { recursive: true, force: true });
}

function runs(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The names in a folder are on the disk from here on. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

/** Rows that another than the owner of the tables may not see would be missing: with row_security off it is refused. */
const settings = 'SET LOCAL row_security = off; SET LOCAL statement_timeout = 0';

async function inSnapshot<Result>(
  { url, distributed }: Warehouse,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ ...sessionSettings, connectionString: url, application_name: 'astrolabe backup' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(
      distributed
        ? `BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED READ ONLY; ${settings}; ${holdChanges}`
        : `BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; ${settings}`,
    );
    return await work(client);
  } catch (error) {
    throw databaseProblem(error, url, 'use');
  } finally {
    await client.end().catch(() => undefined);
  }
}

type Head = { readonly schema: string; readonly takenAt: string; readonly dataVersion: number };

async function writeTables(
  client: Client,
  warehouse: Warehouse,
  folder: string,
  progress: Progress,
): Promise<Manifest> {
  const { rows } = await client.query<Head>(
    `SELECT (SELECT name FROM schema_migration ORDER BY timestamp DESC LIMIT 1) AS schema, clock_timestamp() AS "takenAt",
       (SELECT coalesce(max(change_id), 0) FROM table_watermark) AS "dataVersion"`,
  );
  const { schema, takenAt, dataVersion } = rows[0]!;
  const found = await storedTables(client);
  const tables: BackedUpTable[] = [];
  for (const { table, columns, bytes } of found) {
    progress.begin(table, bytes);
    const written = await writeTable(client, folder, table, columns, (read, count) =>
      progress.advance(table, read, count),
    );
    progress.end(table, written.rows);
    tables.push(written);
  }
  const sequences = [];
  for (const { table, column, sequence } of await storedSequences(client, found)) {
    const { rows: stands } = await client.query<{ next: number }>(
      `SELECT last_value + is_called::integer AS next FROM ${sequence}`,
    );
    sequences.push({ table, column, next: stands[0]!.next });
  }
  return {
    schema,
    takenAt,
    dataVersion,
    settings: Object.fromEntries(
      settingNames.map((name) => [settingVariables[name], String(warehouse.settings[name])]),
    ),
    tables,
    sequences,
  };
}
