// Keeps what holds for the versions of a customer: they neither overlap nor leave gaps, the last one is current, carried
// columns have the value of the version before, and every fact points to the version of its time.

import type { LoadNumbers, LoadSession } from '../session/session';
import { type CustomerColumn, versionedColumns } from './customer-columns';
import { customerFacts } from './fact-tables';

type Step = { readonly session: LoadSession; readonly numbers: LoadNumbers };

/** Brings the versions of versioned_customer in line. */
export async function joinVersions({ session, numbers }: Step): Promise<void> {
  const { rows, write } = session;
  const { changeId } = numbers;
  const [several] = await rows<{ any: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM dim_customer JOIN versioned_customer USING (customer_no)
       GROUP BY customer_no HAVING count(*) > 1
         OR bool_or(effective_from <> '-infinity' OR valid_to <> 'infinity' OR NOT is_current)) AS any`,
  );
  if (!several?.any) return;
  await write(
    'dim_customer',
    `UPDATE dim_customer AS d SET effective_from = joined.effective_from, valid_to = joined.valid_to,
       is_current = joined.valid_to = 'infinity', change_id = ${changeId}
     FROM (SELECT customer_no, customer_key,
             CASE WHEN row_number() OVER version = 1 THEN '-infinity' ELSE valid_from END AS effective_from,
             lead(valid_from, 1, 'infinity') OVER version AS valid_to
           FROM dim_customer JOIN versioned_customer USING (customer_no)
           WINDOW version AS (PARTITION BY customer_no ORDER BY valid_from)) AS joined
     WHERE d.customer_no = joined.customer_no AND d.customer_key = joined.customer_key
       AND (d.effective_from, d.valid_to) IS DISTINCT FROM (joined.effective_from, joined.valid_to)`,
  );
  await carryColumns(session, changeId);
  for (const { table } of customerFacts) {
    await write(
      table,
      `UPDATE ${table} AS f SET customer_key = d.customer_key, change_id = ${changeId}
       FROM dim_customer AS d JOIN versioned_customer USING (customer_no)
       WHERE f.customer_no = d.customer_no AND f.customer_key <> d.customer_key
         AND f.occurred_at >= d.effective_from AND f.occurred_at < d.valid_to`,
    );
  }
}

/** A carried column has the value of the latest version before that was given it, or none. */
async function carryColumns({ write }: LoadSession, changeId: number): Promise<void> {
  const group = ({ column }: CustomerColumn) => `${column}_giver`;
  const inherited = ({ column, none }: CustomerColumn) =>
    `CASE WHEN ${column}_giver = 0 THEN ${none} ELSE first_value(${column}) OVER (PARTITION BY customer_no, ${column}_giver ORDER BY valid_from) END`;
  await write(
    'dim_customer',
    `WITH version AS (
       SELECT d.*, ${versionedColumns
         .map(
           (column) =>
             `count(*) FILTER (WHERE NOT '${column.column}' = ANY (carried_columns)) OVER history AS ${group(column)}`,
         )
         .join(', ')}
       FROM dim_customer AS d JOIN (
         SELECT customer_no FROM dim_customer JOIN versioned_customer USING (customer_no)
         GROUP BY customer_no HAVING bool_or(carried_columns <> '{}')) AS carrying USING (customer_no)
       WINDOW history AS (PARTITION BY customer_no ORDER BY valid_from)),
     resolved AS (
       SELECT customer_no, customer_key, ${versionedColumns.map((column) => `${inherited(column)} AS ${column.column}`).join(', ')}
       FROM version)
     UPDATE dim_customer AS d SET ${versionedColumns.map(({ column }) => `${column} = r.${column}`).join(', ')}, change_id = ${changeId}
     FROM resolved AS r
     WHERE d.customer_no = r.customer_no AND d.customer_key = r.customer_key
       AND (${versionedColumns.map(({ column }) => `d.${column}`).join(', ')})
         IS DISTINCT FROM (${versionedColumns.map(({ column }) => `r.${column}`).join(', ')})`,
  );
}
