// Deletes rows of a table whose rows are followed one by one, and enters their keys into the feed of changes.
import { enterChanges } from '../../warehouse/change-feed';
import { type FollowedTable, followedTables } from '../../warehouse/followed-tables';
import type { LoadNumbers, LoadSession } from './session';

/** `condition` is SQL over the row `d`. Returns how many rows went. */
export async function removeRows(
  { write }: LoadSession,
  { changeId }: LoadNumbers,
  table: FollowedTable,
  condition: string,
  values?: readonly unknown[],
): Promise<number> {
  return write(
    table,
    `WITH gone AS (DELETE FROM ${table} AS d WHERE ${condition} RETURNING *)
     ${enterChanges(changeId, table, followedTables[table].key, 'gone')}`,
    values,
  );
}
