// Whether a warehouse is spread over several servers, and which of its tables are: as the cluster itself keeps it.
import type { Placing } from './placed-tables';
import type { Queryable } from './queryable';

/** How a table lies that is not on the coordinator alone. */
export type Moved = Exclude<Placing, 'local'>;

/** Whether tables of the warehouse lie on several servers. */
export async function isDistributed(connection: Queryable): Promise<boolean> {
  const { rows } = await connection.query<{ known: boolean }>(
    `SELECT to_regclass('pg_dist_partition') IS NOT NULL AS known`,
  );
  return rows[0]!.known && (await tablesMoved(connection)).has('dim_customer');
}

/** The tables that lie on several servers. */
export async function tablesMoved(connection: Queryable): Promise<ReadonlyMap<string, Moved>> {
  const { rows } = await connection.query<{ table: string; as: Moved }>(
    `SELECT relation.relname AS table, CASE WHEN known.partmethod = 'h' THEN 'distributed' ELSE 'reference' END AS as
     FROM pg_dist_partition AS known JOIN pg_class AS relation ON relation.oid = known.logicalrelid
     WHERE relation.relnamespace = current_schema()::regnamespace
       AND (known.partmethod = 'h' OR known.partmethod = 'n' AND known.repmodel = 't')`,
  );
  return new Map(rows.map(({ table, as }) => [table, as]));
}
