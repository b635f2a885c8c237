// What stands in the tables of judgements, by the source ids of customers, so that two warehouses can be compared: when it was
// scored and up to which version is left out.
import type { Pool } from 'pg';

const tables: Readonly<Record<string, string>> = {
  customer_snapshot: `SELECT (to_jsonb(s) - 'customer_no' - 'preferred_channel_no') || jsonb_build_object('customer', c.customer_id, 'channel', d.channel_id) AS row
    FROM customer_snapshot AS s JOIN customer_summary AS c USING (customer_no)
    LEFT JOIN dim_channel AS d ON d.channel_no = s.preferred_channel_no ORDER BY s.month_end, c.customer_id COLLATE "C"`,
  customers: 'SELECT month_end, count(*) AS row FROM customer_snapshot GROUP BY month_end ORDER BY month_end',
  model_fit: 'SELECT to_jsonb(m) AS row FROM model_fit AS m ORDER BY month_end, model',
  month_end: `SELECT to_jsonb(m) - 'scored_at' - 'data_version' AS row FROM month_end AS m ORDER BY month_end`,
};

export type Judged = Readonly<Record<string, readonly unknown[]>>;

export async function judged(pool: Pool): Promise<Judged> {
  const all: Record<string, readonly unknown[]> = {};
  for (const [table, sql] of Object.entries(tables)) all[table] = (await pool.query(sql)).rows;
  return all;
}

/** Takes every judgement away. */
export const forgetJudgements = (pool: Pool): Promise<unknown> =>
  pool.query('DELETE FROM customer_snapshot; DELETE FROM model_fit; DELETE FROM month_end');
