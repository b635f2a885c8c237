// An inferred member is there because rows name it. One that no row names any longer (its rows were corrected, or taken
// back) goes, as if it had never been named. Candidates are the members that changed or removed rows had named.

import { removeRows } from '../session/remove-rows';
import type { LoadNumbers, LoadSession } from '../session/session';
import { factTables, memberDimensions } from './fact-tables';

/** Removes the inferred ones of released_member that nothing refers to. */
export async function forgetMembers(session: LoadSession, numbers: LoadNumbers): Promise<void> {
  const dimensions = await session.rows<{ dimension: string }>('SELECT DISTINCT dimension FROM released_member');
  const isReleased = (table: string) => dimensions.some(({ dimension }) => dimension === table);
  for (const dimension of memberDimensions.filter(({ table }) => isReleased(table))) {
    const { table, number } = dimension;
    const users = factTables
      .filter(({ members }) => members.includes(dimension))
      .map((fact) => ({ table: fact.table, column: number }));
    if (table === 'dim_channel') users.push({ table: 'dim_customer' as never, column: 'acquired_channel_no' });
    const released = `SELECT member_no FROM released_member WHERE dimension = '${table}'`;
    const unused = users.map(
      (user) =>
        `d.${number} NOT IN (SELECT u.${user.column} FROM ${user.table} AS u WHERE u.${user.column} IN (${released}))`,
    );
    await removeRows(
      session,
      numbers,
      table,
      `d.inferred AND ${unused.join(' AND ')}
         AND d.${number} IN (${released})`,
    );
  }
  if (!isReleased('dim_customer')) return;
  const unused = factTables
    .filter(({ hasCustomer }) => hasCustomer)
    .map(({ table }) => `NOT EXISTS (SELECT 1 FROM ${table} AS u WHERE u.customer_no = d.customer_no)`);
  // An alias and its customer are named by what says so.
  for (const column of ['alias_id', 'customer_id'])
    unused.push(`coalesce(d.customer_id NOT IN (SELECT u.${column} FROM customer_alias AS u), true)`);
  await removeRows(
    session,
    numbers,
    'dim_customer',
    `d.inferred AND ${unused.join(' AND ')}
       AND d.customer_no IN (SELECT member_no FROM released_member WHERE dimension = 'dim_customer')`,
  );
  // Its number may become another's: the mark of an erased id forgets it too.
  await session.run(
    `UPDATE erased_customer AS e SET customer_no = NULL
     WHERE customer_no IS NOT NULL AND customer_no NOT IN (SELECT d.customer_no FROM dim_customer AS d
       WHERE d.customer_no IN (SELECT o.customer_no FROM erased_customer AS o))`,
  );
}
