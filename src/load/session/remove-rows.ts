// Deletes rows of a table, and enters into the feed of changes what went: their keys, or whose they were.
import { enterChanges } from '../../warehouse/change-feed';
import { type FollowedTable, followedTables } from '../../warehouse/followed-tables';
import type { LoadNumbers, LoadSession } from './session';

/** `condition` is SQL over the row `d`. Returns how many entries there were to make: 0 when nothing went. */
export async function removeRows(
  { write }: LoadSession,
  { changeId }: Pick<LoadNumbers, 'changeId'>,
  table: FollowedTable,
  condition: string,
  values?: readonly unknown[],
): Promise<number> {
  const { kind, key } = followedTables[table];
  return write(
    table,
    `WITH gone AS (DELETE FROM ${table} AS d WHERE ${condition} RETURNING *)
     ${enterChanges(changeId, kind === 'row' ? table : kind, key, 'gone')}`,
    values,
  );
}
