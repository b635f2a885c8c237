// Measures on the replica, each session in one read-only transaction. A session that is answered from elsewhere opens none:
// it is told its version first, and nothing is committed until its transaction stands or it is over.
import type { DuckDBConnection } from '@duckdb/node-api';
import { UserError } from '../errors';
import { duckdbDialect, duckdbDialectOf } from '../sql/duckdb';
import type { ParameterValue } from '../sql/fragment';
import { dataVersionOf, type Watermarks } from '../warehouse/change-feed';
import { ColumnarFailure, failureOf } from './columnar-failure';
import { type Engine, type EngineSession, limited, measureColumns, readingBy } from './engine';
import { rememberedRows } from './remembered-rows';
import { type Columns, rowsOf, selectColumns } from './replica/duckdb-connection';
import type { Replica } from './replica/replica';

export type ReplicaSource = {
  /** The replica, where it is known to hold what PostgreSQL holds now; else null. */
  readonly current: () => Promise<Replica | null>;
  /** Told of a replica that is of no use any more. */
  readonly damaged: (replica: Replica, failure: ColumnarFailure) => void;
};

export type ColumnarOptions = { readonly statementTimeoutSeconds: number };

/** In milliseconds: who has its version for so long without a transaction is given one, and stands in nobody's way. */
const longestWithout = 50;

/** `read` throws a ColumnarFailure where PostgreSQL has to answer. */
export function columnarEngine(source: ReplicaSource, options: ColumnarOptions): Engine {
  const rememberedOf = rememberedRows();
  return {
    name: 'COLUMNAR',
    dialect: duckdbDialect,
    read: async (work, gone) => {
      const replica = await source.current();
      if (replica === null) throw new ColumnarFailure('absent');
      const release = replica.hold();
      try {
        const view = await beginView(replica, options, gone, (failure) => source.damaged(replica, failure));
        try {
          return await work(sessionOn(view, rememberedOf));
        } finally {
          await view.close();
        }
      } finally {
        release();
      }
    },
  };
}

type ReplicaView = {
  readonly watermarks: Watermarks;
  readonly greatestCustomer: number;
  readonly select: (sql: string, parameters: readonly ParameterValue[]) => Promise<Columns>;
  readonly close: () => Promise<void>;
};

function sessionOn(
  { watermarks, greatestCustomer, select }: ReplicaView,
  rememberedOf: ReturnType<typeof rememberedRows>,
): EngineSession {
  const reading = readingBy(async (sql, parameters) => rowsOf(await select(sql, parameters)));
  return {
    ...reading,
    measure: async (query, limit) => {
      const { rowCount, columns } = await select(limited(query, limit), query.parameters);
      return measureColumns(query, rowCount, columns);
    },
    engine: 'COLUMNAR',
    dialect: duckdbDialectOf(greatestCustomer),
    dataVersion: dataVersionOf(watermarks),
    watermarks,
    selectOften: reading.select,
    selectRemembered: rememberedOf({ select: reading.select, watermarks }),
  };
}

async function beginView(
  replica: Replica,
  { statementTimeoutSeconds }: ColumnarOptions,
  gone: AbortSignal | undefined,
  damaged: (failure: ColumnarFailure) => void,
): Promise<ReplicaView> {
  const pass = await replica.gate.enter();
  const watermarks = replica.watermarks();
  const greatestCustomer = replica.greatestCustomer();
  let opening: Promise<DuckDBConnection> | undefined;
  let isOver = false;

  const openNow = async (): Promise<DuckDBConnection> => {
    const connection = await replica.connect();
    try {
      await connection.run('BEGIN TRANSACTION READ ONLY');
      // A transaction sees the file as it is when it first looks at it.
      await connection.run('SELECT change_id FROM table_watermark LIMIT 1');
      return connection;
    } catch (error) {
      connection.closeSync();
      throw error;
    }
  };
  /** After a statement that broke the transaction: the same view again, if nothing was committed since. */
  const openAgain = async (): Promise<DuckDBConnection> => {
    const again = await replica.gate.enter();
    try {
      if (replica.watermarks() !== watermarks) throw new ColumnarFailure('absent');
      return await openNow();
    } finally {
      again.leave();
    }
  };
  let openNext = (): Promise<DuckDBConnection> => {
    openNext = openAgain;
    return openNow().finally(pass.leave);
  };
  const open = (): Promise<DuckDBConnection> => {
    opening ??= openNext();
    return opening;
  };
  const closeConnection = async (): Promise<void> => {
    const connection = await opening?.catch(() => undefined);
    opening = undefined;
    await connection?.run('ROLLBACK').catch(() => undefined);
    connection?.closeSync();
  };
  const hurry = setTimeout(() => void open().catch(() => undefined), longestWithout);

  const execute = async (sql: string, parameters: readonly ParameterValue[]): Promise<Columns> => {
    if (gone?.aborted) throw new UserError('REQUEST_ABANDONED', {});
    if (isOver) throw new Error('The session of this statement is over');
    let isLate = false;
    let stop: () => void = () => undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      const connection = await open();
      // Of one that went away meanwhile the signal has been given.
      gone?.throwIfAborted();
      stop = () => connection.interrupt();
      gone?.addEventListener('abort', stop, { once: true });
      timer = setTimeout(() => {
        isLate = true;
        stop();
      }, statementTimeoutSeconds * 1000);
      return await selectColumns(connection, sql, parameters);
    } catch (error) {
      await closeConnection();
      if (gone?.aborted) throw new UserError('REQUEST_ABANDONED', {});
      if (isLate) throw new UserError('STATEMENT_TIMEOUT', { seconds: statementTimeoutSeconds });
      const failure = failureOf(error);
      if (failure?.kind === 'damaged') damaged(failure);
      throw failure ?? error;
    } finally {
      clearTimeout(timer);
      gone?.removeEventListener('abort', stop);
    }
  };

  // One statement after the other: each has every thread.
  let before: Promise<unknown> = Promise.resolve();
  return {
    watermarks,
    greatestCustomer,
    select: (sql, parameters) => {
      const asked = before.then(() => execute(sql, parameters));
      before = asked.catch(() => undefined);
      return asked;
    },
    close: async () => {
      clearTimeout(hurry);
      isOver = true;
      await before;
      pass.leave();
      await closeConnection();
    },
  };
}
