// What a file says of itself: which layout it has, which warehouse it is of and how far. It is written with the rows it speaks
// of; a file whose fill was interrupted has none.
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted, selectRows } from './duckdb-connection';
import type { WarehouseState } from './warehouse-state';

export type ReplicaState = WarehouseState & {
  readonly layout: string;
  /** Rows that were taken out since it was filled: their room is not used again. */
  readonly takenOut: number;
  /** No customer of the file has a greater number. */
  readonly greatestCustomer: number;
};

const tables = [
  'CREATE OR REPLACE TABLE replica_state (layout varchar, origin varchar, load_id bigint, load_finished_at varchar, taken_out bigint, greatest_customer integer)',
  'CREATE OR REPLACE TABLE table_watermark (table_name varchar, change_id bigint)',
];

export async function makeStateTables(connection: DuckDBConnection): Promise<void> {
  for (const table of tables) await connection.run(table);
}

/** Gives the state with what the rows themselves say. */
export async function writeState(
  connection: DuckDBConnection,
  state: Omit<ReplicaState, 'greatestCustomer'>,
): Promise<ReplicaState> {
  const { layout, origin, lastLoad, takenOut, watermarks } = state;
  const [[greatestCustomer]] = (await selectRows(
    connection,
    'SELECT coalesce(max(customer_no), 0) FROM dim_customer',
  )) as [[number]];
  await connection.run('DELETE FROM replica_state');
  await connection.run('INSERT INTO replica_state VALUES ($1, $2, CAST($3 AS bigint), $4, $5, $6)', [
    layout,
    origin,
    lastLoad?.id ?? null,
    lastLoad?.finishedAt ?? null,
    takenOut,
    greatestCustomer,
  ]);
  await connection.run('DELETE FROM table_watermark');
  const rows = [...watermarks].map(([table, changeId]) => `(${quoted(table)}, ${changeId})`);
  if (rows.length > 0) await connection.run(`INSERT INTO table_watermark VALUES ${rows.join(', ')}`);
  return { ...state, greatestCustomer };
}

/** undefined: the file was not filled to its end. */
export async function readState(connection: DuckDBConnection): Promise<ReplicaState | undefined> {
  const known = await selectRows(
    connection,
    `SELECT table_name FROM duckdb_tables() WHERE table_name IN ('replica_state', 'table_watermark')`,
  );
  if (known.length < tables.length) return undefined;
  const [state] = await selectRows(connection, 'FROM replica_state');
  if (state === undefined) return undefined;
  const [layout, origin, id, finishedAt, takenOut, greatestCustomer] = state as [
    string,
    string,
    number | null,
    string,
    number,
    number | undefined,
  ];
  // An older release wrote less of it.
  if (greatestCustomer === undefined) return undefined;
  const watermarks = await selectRows(connection, 'SELECT table_name, change_id FROM table_watermark');
  return {
    layout,
    origin,
    takenOut,
    greatestCustomer,
    lastLoad: id === null ? null : { id, finishedAt },
    watermarks: new Map(watermarks as readonly [string, number][]),
  };
}
