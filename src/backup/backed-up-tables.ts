// The tables of a warehouse as a backup sees them: in the catalog of the database, so that it fits every schema. Of whatever else
// lies in the database nothing is taken.
import type { ClientBase } from 'pg';
import { placedTables } from '../warehouse/placed-tables';

type Connection = Pick<ClientBase, 'query'>;

export type StoredTable = {
  readonly table: string;
  readonly columns: readonly string[];
  /** What it takes on the disk, about. */
  readonly bytes: number;
};

/** The one that says how far the schema is; a backup says so in its manifest. */
const migrationTable = 'schema_migration';

const tablesQuery = `
  SELECT relation.relname::text AS table, pg_table_size(relation.oid) AS bytes,
    array_agg(att.attname::text ORDER BY att.attnum) FILTER (WHERE att.attgenerated = '') AS columns,
    ARRAY(SELECT DISTINCT other.relname::text FROM pg_constraint AS con JOIN pg_class AS other ON other.oid = con.confrelid
      WHERE con.conrelid = relation.oid AND con.contype = 'f') AS refers_to
  FROM pg_class AS relation JOIN pg_attribute AS att ON att.attrelid = relation.oid AND att.attnum > 0 AND NOT att.attisdropped
  WHERE relation.relnamespace = current_schema()::regnamespace AND relation.relkind = 'r' AND relation.relname = ANY ($1)
  GROUP BY relation.oid, relation.relname ORDER BY relation.relname COLLATE "C"`;

/** Each after those that it refers to. */
export async function storedTables(connection: Connection): Promise<readonly StoredTable[]> {
  const { rows } = await connection.query<StoredTable & { refers_to: readonly string[] }>(tablesQuery, [
    Object.keys(placedTables).filter((table) => table !== migrationTable),
  ]);
  const ordered: StoredTable[] = [];
  const isThere = (name: string): boolean => ordered.some(({ table }) => table === name);
  let left = rows;
  while (left.length > 0) {
    const free = left.filter(({ table, refers_to }) => refers_to.every((name) => name === table || isThere(name)));
    if (free.length === 0) throw new Error('Tables of the warehouse refer to each other in a circle');
    ordered.push(...free.map(({ table, columns, bytes }) => ({ table, columns, bytes })));
    left = left.filter((each) => !free.includes(each));
  }
  return ordered;
}

const sequencesQuery = `
  SELECT relation.relname::text AS table, att.attname::text AS column,
    pg_get_serial_sequence(quote_ident(relation.relname), att.attname) AS sequence
  FROM pg_class AS relation JOIN pg_attribute AS att ON att.attrelid = relation.oid AND att.attnum > 0 AND NOT att.attisdropped
  WHERE relation.relnamespace = current_schema()::regnamespace AND relation.relname = ANY ($1)
    AND pg_get_serial_sequence(quote_ident(relation.relname), att.attname) IS NOT NULL
  ORDER BY 1, 2`;

export type StoredSequence = { readonly table: string; readonly column: string; readonly sequence: string };

/** Those that fill columns of the tables. */
export async function storedSequences(
  connection: Connection,
  tables: readonly { readonly table: string }[],
): Promise<readonly StoredSequence[]> {
  const { rows } = await connection.query<StoredSequence>(sequencesQuery, [tables.map(({ table }) => table)]);
  return rows;
}
