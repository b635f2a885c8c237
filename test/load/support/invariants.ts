// What holds after every load.
import type { Warehouse } from '../../../src/warehouse/warehouse';

const none = async ({ pool }: Warehouse, sql: string) => expect((await pool.query(sql)).rows).toEqual([]);

/** Every row that was read is accounted for, and the rejections are those counted. */
export async function expectBalance(warehouse: Warehouse): Promise<void> {
  await none(
    warehouse,
    'SELECT * FROM load_count WHERE read <> inserted + updated + unchanged + quarantined + filtered + deleted',
  );
  await none(
    warehouse,
    `SELECT load_id FROM load LEFT JOIN (SELECT load_id, sum(quarantined) AS rows FROM load_count GROUP BY load_id) AS c USING (load_id)
     LEFT JOIN (SELECT load_id, count(*) AS rows FROM load_rejection GROUP BY load_id) AS r USING (load_id)
     WHERE coalesce(c.rows, 0) <> coalesce(r.rows, 0)`,
  );
}

/** Versions neither overlap nor leave gaps, and every fact points to the version of its time. */
export async function expectVersionsJoined(warehouse: Warehouse): Promise<void> {
  await none(
    warehouse,
    `SELECT * FROM (SELECT *, lag(valid_to) OVER history AS before_to, lead(effective_from) OVER history AS next_from
       FROM dim_customer WINDOW history AS (PARTITION BY customer_no ORDER BY valid_from)) AS v
     WHERE effective_from IS DISTINCT FROM coalesce(before_to, '-infinity')
       OR valid_to IS DISTINCT FROM coalesce(next_from, 'infinity')
       OR is_current <> (next_from IS NULL) OR before_to IS NOT NULL AND effective_from <> valid_from`,
  );
  for (const fact of ['fact_interaction', 'fact_transaction']) {
    await none(
      warehouse,
      `SELECT f.* FROM ${fact} AS f LEFT JOIN dim_customer AS v ON v.customer_no = f.customer_no AND v.customer_key = f.customer_key
         AND f.occurred_at >= v.effective_from AND f.occurred_at < v.valid_to
       WHERE v.customer_no IS NULL`,
    );
  }
  await none(
    warehouse,
    'SELECT customer_no FROM dim_customer GROUP BY customer_no HAVING bool_or(inferred) AND count(*) > 1',
  );
}
