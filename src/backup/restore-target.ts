// What a backup may be restored into: a warehouse of one server that is empty and that nobody else is at. Servers keep answers,
// settings and copies of what was there before.
import type { Client } from 'pg';
import { UserError } from '../errors';
import type { Warehouse } from '../warehouse/warehouse';
import { storedTables } from './backed-up-tables';

/** Tables that a migration fills, or that every warehouse has rows in from its first start. */
const filledAtOnce = ['setting', 'dim_date'];

/** Throws RESTORE_REFUSED. */
export async function refuseNotEmpty(client: Client, { distributed }: Warehouse): Promise<void> {
  if (distributed)
    throw new UserError('RESTORE_REFUSED', {
      problem: 'the tables of the warehouse are spread over several servers already',
      hint: 'Restore into a new database first, and run the command distribute on it then.',
    });
  for (const { table, columns } of await storedTables(client)) {
    if (filledAtOnce.includes(table)) continue;
    // The unknown members are of no change.
    const isFromChange = columns.includes('change_id') ? 'change_id > 0' : 'true';
    const { rows } = await client.query<{ any: boolean }>(
      `SELECT EXISTS (SELECT FROM ${table} WHERE ${isFromChange}) AS any`,
    );
    if (rows[0]!.any)
      throw new UserError('RESTORE_REFUSED', {
        problem: 'the warehouse is not empty',
        hint: 'Restore into a new one: name an empty database in DATABASE_URL, or another DATA_DIR. Start the server on it with SAMPLE=off, and only after the restore.',
      });
  }
}

/** As what a restore is connected to the database, so that it knows others from itself. */
export const restoring = 'astrolabe restore';

/** Throws RESTORE_REFUSED while a process of this program is connected that does not restore. */
export async function refuseInUse(client: Client): Promise<void> {
  const { rows } = await client.query<{ others: number }>(
    `SELECT count(*) AS others FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE 'astrolabe%' AND application_name <> $1`,
    [restoring],
  );
  if (rows[0]!.others > 0)
    throw new UserError('RESTORE_REFUSED', {
      problem: 'a server or another command is at this warehouse',
      hint: 'Stop it, and start it again after the restore.',
    });
}
