// Takes facts out of the star: enters their keys into the feed of changes, touches whose they were, and releases the
// members they named.
import { enterChanges } from '../../warehouse/change-feed';
import { followedTables } from '../../warehouse/followed-tables';
import type { LoadNumbers, LoadSession } from '../session/session';
import type { FactTable } from './fact-tables';

/** The rows that `takeOut` took, as they stood; whoever takes out drops it. */
export const removedRows = 'removed_row';

/** Takes the rows that meet `condition`, SQL over the fact's columns. Returns how many there were. */
export async function takeOut(
  { run, write }: LoadSession,
  { changeId }: LoadNumbers,
  { table, members, hasCustomer }: FactTable,
  condition: string,
  values?: readonly unknown[],
): Promise<number> {
  await run(`CREATE TEMP TABLE ${removedRows} ON COMMIT DROP AS SELECT * FROM ${table} WITH NO DATA`);
  const taken = await write(
    table,
    `WITH gone AS (DELETE FROM ${table} WHERE ${condition} RETURNING *) INSERT INTO ${removedRows} SELECT * FROM gone`,
    values,
  );
  if (taken === 0) return 0;
  await run(enterChanges(changeId, table, followedTables[table].key, removedRows));
  for (const { table: of, number } of members)
    await run(
      `INSERT INTO released_member SELECT DISTINCT '${of}', ${number} FROM ${removedRows} WHERE ${number} <> 0`,
    );
  if (hasCustomer) {
    await run(`INSERT INTO touched_customer SELECT DISTINCT customer_no FROM ${removedRows} ON CONFLICT DO NOTHING`);
    await run(
      `INSERT INTO released_member SELECT DISTINCT 'dim_customer', customer_no FROM ${removedRows} WHERE customer_no <> 0`,
    );
  }
  if (table === 'fact_interaction')
    await run(
      `INSERT INTO touched_opportunity SELECT DISTINCT opportunity_id FROM ${removedRows} WHERE kind = 'stage'
       ON CONFLICT DO NOTHING`,
    );
  return taken;
}
