// Which loads gave a row: the one that inserted it (load_id) and those that updated it since (updated_by), in their order,
// as far as they stand. A load that sends a row as it is stored gives nothing; it is only counted.
//
// A row stands as long as one of its loads does, with the values it has: taking a load back reverts nothing. So of the
// loads 1 (inserts), 2 (updates) and 3 (sends the same again), taking back
//   1 leaves the row, which is 2's from then on; 2 after it takes the row along, and with it what 3 sent;
//   2 leaves the row of 1 with the values of 2; 1 after it takes the row along.
import type { LoadSession } from '../session/session';
import type { Merge } from './context';

/** SQL: the loads of a row or alias, oldest first. */
export const loadsOf = (row: string): string => `(${row}.load_id || ${row}.updated_by)`;

/** SQL: updated_by of a row that the load updates now. A load that gave it already (in another file) is there once. */
export const updatedBy = (row: string, load: number | string): string =>
  `CASE WHEN ${load} = ANY ${loadsOf(row)} THEN ${row}.updated_by ELSE ${row}.updated_by || ${load}::bigint END`;

/**
 * SQL that counts rows of `from` that came again, by the loads they came with and those that gave them; those that a load
 * itself gave are no repeats of it. `from` has source_no, load_id, updated_by and, as `rows`, how many rows it stands for.
 */
export const countRepeats = (from: string, loadOf: Merge['loadOf'], sign: '' | '-' = ''): string =>
  `INSERT INTO repeated_row
   SELECT ${loadOf('r')}::bigint, giver, ${sign}sum(r.rows) FROM ${from} AS r, unnest(${loadsOf('r')}) AS giver
   WHERE r.load_id IS NOT NULL AND ${loadOf('r')} <> ALL ${loadsOf('r')} GROUP BY 1, 2`;

/** Stores what was counted; the loads are on record already. */
export async function writeRepeats({ run }: LoadSession): Promise<void> {
  await run(
    `INSERT INTO load_repeat (load_id, of_load_id, rows)
     SELECT load_id, of_load_id, sum(rows) FROM repeated_row GROUP BY load_id, of_load_id HAVING sum(rows) > 0`,
  );
}

/** Strikes a load off the rows of a table: what others gave too is theirs alone; what stays with it, it alone gave. */
export async function strikeOff({ run }: LoadSession, table: string, loadId: number): Promise<void> {
  await run(
    `UPDATE ${table} SET
       load_id = CASE WHEN load_id = ${loadId} THEN updated_by[1] ELSE load_id END,
       updated_by = nullif(CASE WHEN load_id = ${loadId} THEN updated_by[2:] ELSE array_remove(updated_by, ${loadId}::bigint) END, '{}')
     WHERE updated_by IS NOT NULL AND ${loadId} = ANY ${loadsOf(table)}`,
  );
}
