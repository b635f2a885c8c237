// Fills a new file with the whole warehouse, in one snapshot of PostgreSQL: table by table, facts in the order of their days. One
// table is written while the next is read. What the file says of itself comes last.
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Pool } from 'pg';
import { type CopyPlace, copyRows, type RowsInFile } from './copy-rows';
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
  return replica.withConnection(signal, (connection) =>
    inSnapshot(pool, distributed, async (client) => {
      const tables = await replicaTables(client);
      const place: CopyPlace = { client, folder, signal };
      let rows = 0;
      /** The table that is read into the file while the next comes from PostgreSQL. */
      let reading: Promise<void> = Promise.resolve();
      for (const [index, table] of tables.entries()) {
        signal.throwIfAborted();
        const [copied, before] = await Promise.allSettled([
          copyRows({ from: table.name, columns: table.columns }, place),
          reading,
        ]);
        if (copied.status === 'rejected') throw copied.reason;
        if (before.status === 'rejected') {
          await copied.value.remove();
          throw before.reason;
        }
        reading = readTable(table, copied.value, connection).then((count) => {
          rows += count;
          progress({ done: index + 1, of: tables.length, rows });
        });
        // It is waited for by the next, or below.
        reading.catch(() => undefined);
      }
      await reading;
      await makeStateTables(connection);
      const warehouse = await warehouseState(client);
      const state = await writeState(connection, { ...warehouse, layout: layoutOf(tables), takenOut: 0 });
      await connection.run('CHECKPOINT');
      replica.standAt(state);
      return state;
    }),
  );
}

async function readTable(table: ReplicaTable, copied: RowsInFile, connection: DuckDBConnection): Promise<number> {
  await connection.run(createTable(table));
  const day = dayOf(table);
  const order = day === undefined ? '' : ` ORDER BY ${day}`;
  const { rowsChanged } = await copied.use((relation) =>
    connection.run(`INSERT INTO ${table.name} SELECT * FROM ${relation}${order}`),
  );
  return rowsChanged;
}
