// The database session of a load: a connection of its own with one transaction. Everything temporary ends with it, so
// a load that fails or is killed leaves nothing. Its clock face is the business time zone: a date taken from an instant,
// a timestamp without offset and "so many days later" all mean the business calendar in every statement of a load.
import { Client } from 'pg';
import { UserError } from '../../errors';
import type { BusinessSettings } from '../../model/business-settings';
import { moveWatermarks, takeChangeLock } from '../../warehouse/change-feed';
import { sessionSettings } from '../../warehouse/connection';
import { databaseName, databaseProblem } from '../../warehouse/database-problem';
import type { WatchedTable } from '../../warehouse/followed-tables';
import type { Warehouse } from '../../warehouse/warehouse';

export type LoadSession = {
  readonly client: Client;
  readonly settings: BusinessSettings;
  /** Rows of a statement. */
  readonly rows: <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  /** Runs a statement; the number of rows it wrote. */
  readonly run: (sql: string, values?: readonly unknown[]) => Promise<number>;
  /** Runs a statement that writes rows of a table of the warehouse; the table's watermark moves if it wrote any. */
  readonly write: (table: WatchedTable, sql: string, values?: readonly unknown[]) => Promise<number>;
  /** The tables of which rows were written so far. */
  readonly written: Set<WatchedTable>;
  /** Moves the watermarks of what was written. The last step of a change. */
  readonly moveWatermarks: (numbers: Pick<LoadNumbers, 'changeId'>) => Promise<void>;
};

/** Numbers of a load: `loadId` marks what it inserts, `changeId` whatever it inserts or changes. */
export type LoadNumbers = { readonly loadId: number; readonly changeId: number };

const memory = [
  // Temporary tables are kept in memory up to this size.
  '-c temp_buffers=256MB',
  // The server ends the transaction of a killed load within seconds, also in the middle of a statement.
  '-c client_connection_check_interval=2000',
  '-c jit=off',
  '-c statement_timeout=0',
  '-c idle_in_transaction_session_timeout=0',
];

const localSettings = `SET LOCAL work_mem = '256MB'; SET LOCAL maintenance_work_mem = '256MB'`;

function lostConnection(error: unknown, url: string): unknown {
  const { code, message } = error as { code?: string; message?: string };
  if (!/terminat/i.test(String(message)) && !['57P01', '57P02', 'ECONNRESET', 'EPIPE'].includes(code ?? ''))
    return error;
  return new UserError('DATABASE_UNAVAILABLE', {
    database: databaseName(url),
    problem: 'it went away during the work',
    hint: 'Run the same command again: what is stored already stays as it is, what is not is stored then.',
  });
}

/** Runs work in a transaction of its own session, under the settings given (default: the warehouse's), until interrupted. */
export async function inLoadSession<Result>(
  warehouse: Warehouse,
  work: (session: LoadSession) => Promise<Result>,
  settings: BusinessSettings = warehouse.settings,
  signal?: AbortSignal,
): Promise<Result> {
  signal?.throwIfAborted();
  const client = new Client({
    ...sessionSettings,
    options: `${sessionSettings.options ?? ''} ${memory.join(' ')}`,
    connectionString: warehouse.url,
    application_name: 'astrolabe load',
  });
  // A connection that breaks while idle is reported by the next statement.
  client.on('error', () => undefined);
  // Breaks off a running statement too; the server rolls the transaction back.
  const interrupt = () => void client.end().catch(() => undefined);
  signal?.addEventListener('abort', interrupt, { once: true });
  const run = async (sql: string, values?: readonly unknown[]) =>
    (await client.query(sql, values === undefined ? undefined : [...values])).rowCount ?? 0;
  const rows = async <Row extends object>(sql: string, values?: readonly unknown[]) =>
    (await client.query<Row>(sql, values === undefined ? undefined : [...values])).rows;
  const written = new Set<WatchedTable>();
  const write = async (table: WatchedTable, sql: string, values?: readonly unknown[]) => {
    const count = await run(sql, values);
    if (count > 0) written.add(table);
    return count;
  };
  const session: LoadSession = {
    client,
    settings,
    rows,
    run,
    write,
    written,
    moveWatermarks: ({ changeId }) => moveWatermarks(client, changeId, written),
  };
  try {
    await client.connect();
    await client.query('BEGIN');
    await client.query(localSettings);
    await client.query(`SELECT set_config('TimeZone', $1, true)`, [settings.timeZone]);
    const result = await work(session);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    throw databaseProblem(lostConnection(error, warehouse.url), warehouse.url, 'use');
  } finally {
    signal?.removeEventListener('abort', interrupt);
    // Ends the transaction too, unless it was committed.
    await client.end().catch(() => undefined);
  }
}

/**
 * Waits until no other change is under way, and gives this one its numbers. From here to the commit changes go one by
 * one, so change ids become visible in their order and no number is given twice.
 */
export async function takeLoadLock({ client, rows }: LoadSession): Promise<LoadNumbers> {
  const changeId = await takeChangeLock(client);
  const [load] = await rows<{ next: number }>('SELECT coalesce(max(load_id), 0) + 1 AS next FROM load');
  return { loadId: load!.next, changeId };
}
