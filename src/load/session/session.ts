// The database session of a load: a connection of its own with one transaction, or with one after another. What is
// temporary is empty when a transaction begins, so a load that fails or is killed leaves nothing. Its clock face is the
// business time zone, for the timestamps without offset that are staged; statements name the zone themselves (business-day.ts).
import { Client } from 'pg';
import type { BusinessSettings } from '../../model/business-settings';
import { moveWatermarks, takeChangeLock } from '../../warehouse/change-feed';
import { sessionSettings } from '../../warehouse/connection';
import { databaseLost, databaseProblem } from '../../warehouse/database-problem';
import { endClient } from '../../warehouse/end-client';
import type { WatchedTable } from '../../warehouse/followed-tables';
import { endIfSilent } from '../../warehouse/silent-sessions';
import { awaitQuestions } from '../../warehouse/view-lock';
import type { Warehouse } from '../../warehouse/warehouse';

export type LoadSession = {
  readonly client: Client;
  readonly settings: BusinessSettings;
  /** Whether the tables lie on several servers. */
  readonly distributed: boolean;
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

/** What one change does over a connection: of several in one transaction each has its own, and knows what it wrote. */
export function sessionOn(client: Client, settings: BusinessSettings, distributed: boolean): LoadSession {
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
  return {
    client,
    settings,
    distributed,
    rows,
    run,
    write,
    written,
    moveWatermarks: ({ changeId }) => moveWatermarks(client, changeId, written),
  };
}

async function connect({ url }: Warehouse): Promise<Client> {
  const config = {
    ...sessionSettings,
    options: `${sessionSettings.options ?? ''} ${memory.join(' ')}`,
    connectionString: url,
    application_name: 'astrolabe load',
  };
  const client = new Client(config);
  // A connection that breaks while idle is reported by the next statement.
  client.on('error', () => undefined);
  try {
    await client.connect();
    endIfSilent(client, config);
  } catch (error) {
    await end(client);
    throw error;
  }
  return client;
}

/** ROLLBACK: nothing of the work stays, whatever it found out. */
export type Ending = 'COMMIT' | 'ROLLBACK';

async function inTransaction<Result>(
  client: Client,
  { distributed }: Pick<Warehouse, 'distributed'>,
  settings: BusinessSettings,
  work: (session: LoadSession) => Promise<Result>,
  ending: Ending = 'COMMIT',
): Promise<Result> {
  await client.query('BEGIN');
  await client.query(localSettings);
  await client.query(`SELECT set_config('TimeZone', $1, true)`, [settings.timeZone]);
  const result = await work(sessionOn(client, settings, distributed));
  if (distributed && ending === 'COMMIT') await awaitQuestions(client);
  await client.query(ending);
  return result;
}

const meaning = (error: unknown, { url }: Warehouse): unknown =>
  databaseProblem(databaseLost(error, url) ?? error, url, 'use');

/** Ends the transaction too, unless it was committed. */
const end = async (client: Client | null | undefined): Promise<void> => {
  if (client) await endClient(client);
};

/** Runs work in a transaction of its own session, under the settings given (default: the warehouse's), until interrupted. */
export async function inLoadSession<Result>(
  warehouse: Warehouse,
  work: (session: LoadSession) => Promise<Result>,
  settings: BusinessSettings = warehouse.settings,
  signal?: AbortSignal,
  ending?: Ending,
): Promise<Result> {
  signal?.throwIfAborted();
  let client: Client | undefined;
  // Breaks off a running statement too; the server rolls the transaction back.
  const interrupt = () => void end(client);
  signal?.addEventListener('abort', interrupt, { once: true });
  try {
    client = await connect(warehouse);
    signal?.throwIfAborted();
    return await inTransaction(client, warehouse, settings, work, ending);
  } catch (error) {
    throw meaning(error, warehouse);
  } finally {
    signal?.removeEventListener('abort', interrupt);
    await end(client);
  }
}

/** Runs work in a transaction, one at a time. */
export type KeptSession = <Result>(work: (session: LoadSession) => Promise<Result>) => Promise<Result>;

const keptFor = 1000;

/**
 * A session for one piece of work after another. It is kept for a second after each, and its temporary tables stay: to
 * connect and to make them takes longer than a small change.
 */
export function keptSession(warehouse: Warehouse): KeptSession {
  let kept: Client | null = null;
  let leaving: NodeJS.Timeout | undefined;
  const opened = async (): Promise<Client> => {
    const client = await connect(warehouse);
    client.once('end', () => {
      if (kept === client) kept = null;
    });
    return client;
  };
  const leave = () => {
    const client = kept;
    kept = null;
    void end(client);
  };
  return async (work) => {
    clearTimeout(leaving);
    let client = kept;
    kept = null;
    try {
      client ??= await opened();
      const result = await inTransaction(client, warehouse, warehouse.settings, work);
      kept = client;
      leaving = setTimeout(leave, keptFor);
      return result;
    } catch (error) {
      await end(client);
      throw meaning(error, warehouse);
    }
  };
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
