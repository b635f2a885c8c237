// Fills a new file with the whole warehouse, in one snapshot of PostgreSQL: table by table, facts in the order of their days. One
// table is written while the next is read. What the file says of itself comes last.
import type { Pool } from 'pg';
import { type CopyPlace, copyRows } from './copy-rows';
import type { Replica } from './replica';
import { makeStateTables, type ReplicaState, writeState } from './replica-state';
import { createTable, dayOf, layoutOf, type ReplicaTable, replicaTables } from './replica-tables';
import { inSnapshot } from './snapshot';
import { warehouseState } from './warehouse-state';

export type FillOptions = {
  /** Where rows are on their way. */
  readonly folder: string;
  readonly distributed: boolean;
  readonly signal: AbortSignal;
  /** Told of each table that is in. */
  readonly progress: (tables: { readonly done: number; readonly of: number; readonly rows: number }) => void;
};

export async function fillReplica(
  replica: Replica,
  pool: Pool,
  { folder, distributed, signal, progress }: FillOptions,
): Promise<ReplicaState> {
  const connection = await replica.connect();
  try {
    return await inSnapshot(pool, distributed, async (client) => {
      const tables = await replicaTables(client);
      const place: CopyPlace = { client, folder, signal };
      let rows = 0;
      for (const [index, table] of tables.entries()) {
        signal.throwIfAborted();
        await connection.run(createTable(table));
        rows += await copyTable(table, place, connection);
        progress({ done: index + 1, of: tables.length, rows });
      }
      await makeStateTables(connection);
      const state = { ...(await warehouseState(client)), layout: layoutOf(tables), takenOut: 0 };
      await writeState(connection, state);
      await connection.run('CHECKPOINT');
      replica.standAt(state.watermarks);
      return state;
    });
  } finally {
    connection.closeSync();
  }
}

async function copyTable(
  table: ReplicaTable,
  place: CopyPlace,
  connection: Awaited<ReturnType<Replica['connect']>>,
): Promise<number> {
  const day = dayOf(table);
  const order = day === undefined ? '' : ` ORDER BY ${day}`;
  const { rowsChanged } = await copyRows({ from: table.name, columns: table.columns }, place, (relation) =>
    connection.run(`INSERT INTO ${table.name} SELECT * FROM ${relation}${order}`),
  );
  return rowsChanged;
}
