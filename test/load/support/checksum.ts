// Checksums of the tables of a warehouse, in two ways. By what they say: numbers and surrogate keys are replaced by the
// keys of the source, and which load brought or changed a row is left out; two warehouses with equal ones answer alike.
// As they stand: surrogate keys and change ids too; a copy has those of its original.
import type { Pool, PoolClient } from 'pg';
import { type FollowedTable, followedTableNames, judgedTables } from '../../../src/warehouse/followed-tables';

type Connection = Pick<Pool | PoolClient, 'query'>;
export type Checksums = Readonly<Record<string, string>>;

/** Replacements of surrogate columns, as SQL over the row `r`. */
const replaced: Readonly<Record<string, string>> = {
  customer_no: '(SELECT min(c.customer_id) FROM dim_customer AS c WHERE c.customer_no = r.customer_no)',
  customer_key:
    '(SELECT (c.customer_id, c.valid_from)::text FROM dim_customer AS c WHERE c.customer_no = r.customer_no AND c.customer_key = r.customer_key)',
  alias_no: '(SELECT min(m.customer_id) FROM merged_customer AS m WHERE m.customer_no = r.alias_no)',
  channel_no: '(SELECT d.channel_id FROM dim_channel AS d WHERE d.channel_no = r.channel_no)',
  acquired_channel_no: '(SELECT d.channel_id FROM dim_channel AS d WHERE d.channel_no = r.acquired_channel_no)',
  product_no: '(SELECT d.product_id FROM dim_product AS d WHERE d.product_no = r.product_no)',
  agent_no: '(SELECT d.agent_id FROM dim_agent AS d WHERE d.agent_no = r.agent_no)',
};
/** Where a row comes from: no answer depends on it, and no copy follows it. */
const origin = ['load_id', 'updated_by'];

/** The tables that loads fill. */
export const checkedTables = followedTableNames.filter(
  (table) => table !== 'segment' && !(judgedTables as readonly string[]).includes(table),
);

/** By what the tables say. */
export const tableChecksums = (connection: Connection): Promise<Checksums> =>
  checksums(connection, checkedTables, (columns) =>
    columns.filter((name) => ![...origin, 'change_id'].includes(name)).map((name) => replaced[name] ?? `r.${name}`),
  );

/** As the tables stand. */
export const storedChecksums = (connection: Connection): Promise<Checksums> =>
  checksums(connection, followedTableNames, (columns) =>
    columns.filter((name) => !origin.includes(name)).map((name) => `r.${name}`),
  );

/** The checksum of each table: its number of rows and two sums of hashes of them, whatever their order. */
async function checksums(
  connection: Connection,
  tables: readonly FollowedTable[],
  valuesOf: (columns: readonly string[]) => readonly string[],
): Promise<Checksums> {
  const { rows: columns } = await connection.query<{ table: FollowedTable; name: string }>(
    `SELECT relation.relname AS "table", attname AS name FROM pg_attribute JOIN pg_class AS relation ON relation.oid = attrelid
     WHERE relation.relnamespace = current_schema()::regnamespace AND relation.relname = ANY ($1)
       AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [tables],
  );
  const parts = tables.map((checked) => {
    const values = valuesOf(columns.filter(({ table }) => table === checked).map(({ name }) => name));
    return `SELECT '${checked}' AS "table", concat_ws(' ', count(*), sum(hashtextextended(line, 0)), sum(hashtextextended(line, 1))) AS checksum
      FROM (SELECT ROW(${values.join(', ')})::text AS line FROM ${checked} AS r) AS rendered`;
  });
  const { rows } = await connection.query<{ table: string; checksum: string }>(parts.join('\nUNION ALL\n'));
  return Object.fromEntries(rows.map(({ table, checksum }) => [table, checksum]));
}
