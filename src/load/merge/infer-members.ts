// Members that staged rows name and no dimension knows yet: kept as inferred, so that no fact waits for its dimension.

import type { LoadTable } from '../format/source-row';
import { insertInBulk } from '../session/bulk-insert';
import { stagedTable } from '../stage/staged-tables';
import { type Merge, refreshStatistics } from './context';
import { factTables, type MemberDimension } from './fact-tables';

/** SQL of the keys that staged rows name in a column, each once; null when no staged file has the column. */
function namedKeys({ staged }: Merge, references: readonly { table: LoadTable; column: string }[]): string | null {
  const parts = references
    .filter(({ table, column }) =>
      staged.groups.some((group) => group.table === table && group.columns.includes(column)),
    )
    .map(
      ({ table, column }) => `SELECT DISTINCT ${column} AS id FROM ${stagedTable(table)} WHERE ${column} IS NOT NULL`,
    );
  return parts.length === 0 ? null : parts.join(' UNION ');
}

export async function inferMembers(merge: Merge, dimension: MemberDimension): Promise<void> {
  const { table, number, id } = dimension;
  const references = factTables
    .filter(({ members }) => members.includes(dimension))
    .map(({ source }) => ({ table: source as LoadTable, column: id }));
  if (table === 'dim_channel') references.push({ table: 'customers', column: 'acquired_channel' });
  const named = namedKeys(merge, references);
  if (named === null) return;
  const { loadId, changeId } = merge.numbers;
  const inferred = await merge.session.write(
    table,
    `INSERT INTO ${table} (${number}, ${id}, inferred, load_id, change_id)
     SELECT (SELECT max(${number}) FROM ${table}) + row_number() OVER (ORDER BY named.id), named.id, true, ${loadId}, ${changeId}
     FROM (${named}) AS named WHERE NOT EXISTS (SELECT FROM ${table} AS d WHERE d.${id} = named.id)`,
  );
  await refreshStatistics(merge.session, table, inferred);
}

/** Customers that facts name: one version from ever on, without attributes. */
export async function inferCustomers(merge: Merge): Promise<void> {
  const references = factTables
    .filter(({ hasCustomer }) => hasCustomer)
    .map(({ source }) => ({ table: source as LoadTable, column: 'customer_id' }));
  const named = namedKeys(merge, references);
  if (named === null) return;
  const { loadId, changeId } = merge.numbers;
  const { run, write } = merge.session;
  const unknown = await run(
    `CREATE TEMP TABLE unknown_customer ON COMMIT DROP AS
     SELECT named.id FROM (${named}) AS named WHERE NOT EXISTS (SELECT FROM dim_customer AS d WHERE d.customer_id = named.id)`,
  );
  const insert = () =>
    write(
      'dim_customer',
      `WITH inferred AS (
         INSERT INTO dim_customer (customer_key, customer_no, customer_id, acquired_channel_no, valid_from, effective_from,
           valid_to, is_current, inferred, load_id, change_id)
         SELECT (SELECT max(customer_key) FROM dim_customer) + row_number() OVER (ORDER BY id),
           (SELECT max(customer_no) FROM dim_customer) + row_number() OVER (ORDER BY id),
           id, 0, '-infinity', '-infinity', 'infinity', true, true, ${loadId}, ${changeId}
         FROM unknown_customer
         RETURNING customer_no)
       INSERT INTO touched_customer SELECT customer_no FROM inferred ON CONFLICT DO NOTHING`,
    );
  if (unknown > 0) await insertInBulk(merge.session, 'dim_customer', unknown, insert);
  await run('DROP TABLE unknown_customer');
  await refreshStatistics(merge.session, 'dim_customer', unknown);
}
