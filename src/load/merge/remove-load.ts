// Takes out of the star what one load alone gave, and brings back what it deleted. Rows that a later load updated stay, whole, as that load left them;
// members that rows of other loads name stay, as inferred ones; customers likewise. What the load updated keeps its new
// values.
import { loadFormat } from '../format/load-format';
import { removeRows } from '../session/remove-rows';
import type { LoadNumbers, LoadSession } from '../session/session';
import { releaseNamed } from './customer-aliases';
import { unversionedColumns, versionedColumns } from './customer-columns';
import { joinVersions } from './customer-versions';
import { factTables, loadedTables, memberDimensions } from './fact-tables';
import { bringBack, forgetAside } from './kept-aside';
import { partCustomers } from './part-customers';
import { strikeOff } from './row-origin';
import { removedRows, takeOut } from './take-out';

/** Removes; afterwards the touched tables say what has to be derived anew, and released_member what may be forgotten. */
export async function removeLoad(session: LoadSession, numbers: LoadNumbers, loadId: number): Promise<void> {
  await partCustomers(session, `m.load_id = ${loadId} OR ${loadId} = ANY (m.updated_by)`);
  for (const table of loadedTables) await strikeOff(session, table, loadId);
  await forgetAside(session, loadId);
  await removeFacts(session, numbers, loadId);
  await removeMembers(session, numbers, loadId);
  await removeCustomers(session, numbers, loadId);
  await bringBack(session, numbers, loadId);
  await session.run('UPDATE load SET unloaded_by = $1 WHERE load_id = $2', [numbers.loadId, loadId]);
}

async function removeFacts(session: LoadSession, numbers: LoadNumbers, loadId: number): Promise<void> {
  for (const fact of factTables) {
    await takeOut(session, numbers, fact, `load_id = ${loadId}`);
    if (fact.table === 'customer_alias') await session.run(releaseNamed(removedRows));
    await session.run(`DROP TABLE ${removedRows}`);
  }
}

/** A member of the load becomes inferred again; those that nothing names are forgotten with the released ones. */
async function removeMembers({ run, write }: LoadSession, { changeId }: LoadNumbers, loadId: number): Promise<void> {
  for (const { table, number, id, source } of memberDimensions) {
    const attributes = loadFormat[source].columns.map(({ name }) => name).filter((name) => name !== id);
    await run(`INSERT INTO released_member SELECT '${table}', ${number} FROM ${table} WHERE load_id = ${loadId}`);
    if (source === 'products') {
      await run(
        `INSERT INTO recategorised_product SELECT product_no FROM dim_product
         WHERE load_id = ${loadId} AND (category IS NOT NULL OR price_tier IS NOT NULL) ON CONFLICT DO NOTHING`,
      );
    }
    await write(
      table,
      `UPDATE ${table} SET ${attributes.map((name) => `${name} = NULL, `).join('')} inferred = true, change_id = ${changeId}
       WHERE load_id = ${loadId} AND NOT inferred`,
    );
  }
}

/** The versions of the load go. A customer's last one becomes inferred, to be forgotten if nothing names it. */
async function removeCustomers(session: LoadSession, numbers: LoadNumbers, loadId: number): Promise<void> {
  const { run, write } = session;
  const { changeId } = numbers;
  await run(
    `WITH concerned AS (SELECT DISTINCT customer_no FROM dim_customer WHERE load_id = ${loadId}),
     touched AS (INSERT INTO touched_customer SELECT customer_no FROM concerned ON CONFLICT DO NOTHING),
     released AS (INSERT INTO released_member SELECT 'dim_customer', customer_no FROM concerned)
     INSERT INTO versioned_customer SELECT customer_no FROM concerned ON CONFLICT DO NOTHING`,
  );
  await run(
    `INSERT INTO released_member
     SELECT DISTINCT 'dim_channel', acquired_channel_no FROM dim_customer
     WHERE load_id = ${loadId} AND acquired_channel_no <> 0`,
  );
  // One version of a customer that keeps none from another load stays for now.
  await removeRows(
    session,
    numbers,
    'dim_customer',
    `d.load_id = ${loadId}
       AND (EXISTS (SELECT 1 FROM dim_customer AS o WHERE o.customer_no = d.customer_no AND o.load_id <> ${loadId})
         OR d.customer_key <> (SELECT min(o.customer_key) FROM dim_customer AS o WHERE o.customer_no = d.customer_no))`,
  );
  const emptied = [...versionedColumns, ...unversionedColumns]
    .map(({ column, none }) => `${column} = ${none}, `)
    .join('');
  await write(
    'dim_customer',
    `UPDATE dim_customer SET ${emptied} carried_columns = '{}', valid_from = '-infinity', inferred = true, change_id = ${changeId}
     WHERE load_id = ${loadId} AND NOT inferred`,
  );
  await joinVersions({ session, numbers });
}
