// What a replica holds of the warehouse: the tables that questions read, without what only loads and the feed need. Their columns
// are those of PostgreSQL, in the types of DuckDB.
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { type FollowedTable, followedTableNames } from '../../warehouse/followed-tables';

export type ReplicaColumn = {
  readonly name: string;
  /** Of DuckDB. */
  readonly type: string;
};

export type ReplicaTable = {
  readonly name: FollowedTable | 'dim_date';
  readonly columns: readonly ReplicaColumn[];
};

/** The reports of fits are read beside single customers, from PostgreSQL. */
const leftOutTables: readonly FollowedTable[] = ['model_fit'];
const leftOutColumns = ['load_id', 'change_id', 'updated_by', 'carried_columns', 'alias_no'];

/** Facts lie by day: who asks for a month reads the blocks of that month. */
export const dayOf = (table: ReplicaTable): string | undefined =>
  table.name.startsWith('fact_') ? 'date_key' : undefined;

/** Moves with every change of what a file holds. */
const format = 1;

const typeNames: Readonly<Record<string, string>> = {
  'timestamp with time zone': 'timestamptz',
  jsonb: 'varchar',
  text: 'varchar',
};

const duckdbType = (type: string): string =>
  type.endsWith('[]') ? `${duckdbType(type.slice(0, -2))}[]` : (typeNames[type] ?? type);

/** In the order in which they are copied. */
export async function replicaTables(client: Pick<PoolClient, 'query'>): Promise<readonly ReplicaTable[]> {
  const names = ['dim_date' as const, ...followedTableNames.filter((table) => !leftOutTables.includes(table))];
  const { rows } = await client.query<{ table: ReplicaTable['name']; name: string; type: string }>(
    `SELECT attrelid::regclass::text AS table, attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = ANY ($1::text[]::regclass[]) AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [names],
  );
  return names.map((table) => ({
    name: table,
    columns: rows
      .filter((row) => row.table === table && !leftOutColumns.includes(row.name))
      .map(({ name, type }) => ({ name, type: duckdbType(type) })),
  }));
}

/** A file of another layout is of no use. */
export const layoutOf = (tables: readonly ReplicaTable[]): string =>
  createHash('sha256')
    .update(JSON.stringify([format, tables]))
    .digest('hex');

export const createTable = ({ name, columns }: ReplicaTable): string =>
  `CREATE TABLE ${name} (${columns.map((column) => `${column.name} ${column.type}`).join(', ')})`;
