// Spreads an existing warehouse, empty or filled, over the servers of a Citus cluster: tables that know customers by
// customer_no, small ones as copies everywhere (placed-tables.ts). Each table moves by itself and stays whole; what was moved
// before is left as it is, so a run that was cut short is finished by the next. No load runs meanwhile.
import type { PoolClient } from 'pg';
import { UserError } from '../errors';
import { holdChangeLock } from './change-feed';
import { databaseName } from './database-problem';
import { type Moved, tablesMoved } from './distribution';
import { distributedFunctions, distributionColumn, type PlacedTable, tablesPlaced } from './placed-tables';
import type { Warehouse } from './warehouse';

/** `moved`: now, or by an earlier run. */
export type TablePlaced = {
  readonly table: PlacedTable;
  readonly as: Moved;
  readonly moved: boolean;
};

const hasCitus = `SELECT to_regproc('create_distributed_table') IS NOT NULL AS any`;

/** Returns every table with how it lies from here on. `told`: of each as soon as it has moved. Throws CITUS_MISSING. */
export async function distribute(
  { pool, url }: Pick<Warehouse, 'pool' | 'url'>,
  told: (placed: TablePlaced) => void = () => undefined,
): Promise<readonly TablePlaced[]> {
  const { rows } = await pool.query<{ any: boolean }>(hasCitus);
  if (!rows[0]!.any) throw new UserError('CITUS_MISSING', { database: databaseName(url) });
  const client = await pool.connect();
  try {
    return await holdChangeLock(client, () => moveTables(client, told));
  } finally {
    // Its settings are its own.
    client.release(true);
  }
}

async function moveTables(client: PoolClient, told: (placed: TablePlaced) => void): Promise<readonly TablePlaced[]> {
  await client.query('SET statement_timeout = 0');
  // Policies would have to stand on every server.
  await client.query('SELECT row_scope_unlock()');
  const before = await tablesMoved(client);
  for (const name of distributedFunctions) await client.query('SELECT create_distributed_function($1)', [name]);
  const all: TablePlaced[] = [];
  for (const as of ['reference', 'distributed'] as const)
    for (const table of tablesPlaced(as)) {
      const moved = before.get(table) !== as;
      if (moved) await move(client, table, as);
      const placed = { table, as, moved };
      all.push(placed);
      told(placed);
    }
  return all;
}

async function move(client: PoolClient, table: PlacedTable, as: Moved): Promise<void> {
  if (as === 'reference') await client.query('SELECT create_reference_table($1)', [table]);
  else await client.query('SELECT create_distributed_table($1, $2)', [table, distributionColumn]);
  // The rows as they were before stand hidden in the table on the coordinator, also those of whoever is erased later.
  await client.query('SELECT truncate_local_data_after_distributing_table($1)', [table]);
  await client.query(`ANALYZE ${table}`);
}
