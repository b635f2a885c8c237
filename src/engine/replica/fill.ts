// Fills a new file with the whole warehouse, in one snapshot of PostgreSQL: table by table, facts in the order of their days. What
// the file says of itself comes last.
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Pool } from 'pg';
import { type CopyPlace, copyRows, type RowsInFile } from './copy-rows';
import { readAhead } from './read-ahead';
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
      let [done, rows] = [0, 0];
      await readAhead(
        tables,
        (table) => copyRows({ from: table.name, columns: table.columns }, place),
        async (table, copied) => {
          rows += await readTable(table, copied, connection);
          done += 1;
          progress({ done, of: tables.length, rows });
        },
      );
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
