// What a replica holds, table by table, beside what the warehouse holds: every row as text, in one order.
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Pool } from 'pg';
import { selectRows } from '../../../src/engine/replica/duckdb-connection';
import type { Replica } from '../../../src/engine/replica/replica';
import { type ReplicaColumn, replicaTables } from '../../../src/engine/replica/replica-tables';

export type Tables = Readonly<Record<string, readonly string[]>>;

const isList = ({ type }: ReplicaColumn): boolean => type.endsWith('[]');

/** Numbers that are kept as doubles are written alike. */
const line = (values: readonly unknown[], columns: readonly ReplicaColumn[]): string =>
  JSON.stringify(
    values.map((value, index) =>
      value !== null && columns[index]!.type === 'double precision' ? Number(value) : value,
    ),
  );

export async function warehouseRows(pool: Pool): Promise<Tables> {
  const client = await pool.connect();
  try {
    const tables: Record<string, readonly string[]> = {};
    for (const { name, columns } of await replicaTables(client)) {
      const values = columns.map((column) =>
        isList(column) ? `array_to_json(${column.name})::text` : `${column.name}::text`,
      );
      const { rows } = await client.query({ text: `SELECT ${values.join(', ')} FROM ${name}`, rowMode: 'array' });
      tables[name] = rows.map((row: unknown[]) => line(row, columns)).sort();
    }
    return tables;
  } finally {
    client.release();
  }
}

export async function replicaRows(replica: Replica, pool: Pool): Promise<Tables> {
  const client = await pool.connect();
  const known = await replicaTables(client);
  client.release();
  const connection: DuckDBConnection = await replica.connect();
  try {
    await connection.run(`SET TimeZone = 'UTC'`);
    const tables: Record<string, readonly string[]> = {};
    for (const { name, columns } of known) {
      const values = columns.map((column) =>
        isList(column) ? `CAST(to_json(${column.name}) AS varchar)` : `CAST(${column.name} AS varchar)`,
      );
      const rows = await selectRows(connection, `SELECT ${values.join(', ')} FROM ${name}`);
      tables[name] = rows.map((row) => line(row, columns)).sort();
    }
    return tables;
  } finally {
    connection.closeSync();
  }
}
