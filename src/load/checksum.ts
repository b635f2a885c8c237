// Checksums of the tables of the star by what they say: numbers and surrogate keys are replaced by the keys of the
// source, and which load brought or changed a row is left out. Two warehouses with equal checksums answer alike.
import type { Pool, PoolClient } from 'pg';

type Connection = Pick<Pool | PoolClient, 'query'>;

/** Replacements of surrogate columns, as SQL over the row `r`. */
const replaced: Readonly<Record<string, string>> = {
  customer_no: '(SELECT min(c.customer_id) FROM dim_customer AS c WHERE c.customer_no = r.customer_no)',
  customer_key:
    '(SELECT (c.customer_id, c.valid_from)::text FROM dim_customer AS c WHERE c.customer_no = r.customer_no AND c.customer_key = r.customer_key)',
  channel_no: '(SELECT d.channel_id FROM dim_channel AS d WHERE d.channel_no = r.channel_no)',
  acquired_channel_no: '(SELECT d.channel_id FROM dim_channel AS d WHERE d.channel_no = r.acquired_channel_no)',
  product_no: '(SELECT d.product_id FROM dim_product AS d WHERE d.product_no = r.product_no)',
  agent_no: '(SELECT d.agent_id FROM dim_agent AS d WHERE d.agent_no = r.agent_no)',
};
const leftOut = ['load_id', 'change_id'];

export const checkedTables = [
  'dim_channel',
  'dim_product',
  'dim_agent',
  'dim_customer',
  'fact_interaction',
  'fact_transaction',
  'fact_spend',
  'target',
  'customer_summary',
  'customer_order',
  'customer_lead',
  'customer_offer',
  'customer_category',
  'customer_price_tier',
  'customer_term',
  'opportunity',
  'customer_spell',
] as const;

/** The checksum of each table: its number of rows and two sums of hashes of them, whatever their order. */
export async function tableChecksums(connection: Connection): Promise<Readonly<Record<string, string>>> {
  const checksums: Record<string, string> = {};
  for (const table of checkedTables) {
    const { rows: columns } = await connection.query<{ name: string }>(
      'SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum',
      [table],
    );
    const values = columns
      .filter(({ name }) => !leftOut.includes(name))
      .map(({ name }) => replaced[name] ?? `r.${name}`);
    const { rows } = await connection.query<{ checksum: string }>(
      `SELECT concat_ws(' ', count(*), sum(hashtextextended(line, 0)), sum(hashtextextended(line, 1))) AS checksum
       FROM (SELECT ROW(${values.join(', ')})::text AS line FROM ${table} AS r) AS rendered`,
    );
    checksums[table] = rows[0]!.checksum;
  }
  return checksums;
}
