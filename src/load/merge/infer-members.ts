// Members that staged rows name and no dimension knows yet: kept as inferred, so that no fact waits for its dimension.

import type { LoadTable } from '../format/source-row';
import { insertInBulk } from '../session/bulk-insert';
import { lacks } from '../session/lacks';
import { stagedTable } from '../stage/staged-tables';
import type { Staged } from '../stage/staging';
import { type Merge, refreshStatistics } from './context';
import { lastOfCustomers } from './customer-columns';
import { factTables, type MemberDimension, type MemberTable, memberDimensions } from './fact-tables';

/** A column whose values are keys of members. */
type Reference = { readonly column: string; readonly to: MemberTable };

/** The references of rows of a table to members, as far as a staged file has them. */
function memberReferences({ staged }: Merge, table: LoadTable): readonly Reference[] {
  const members = factTables.find(({ source }) => source === table)?.members ?? [];
  const references = members.map(({ id, table: to }): Reference => ({ column: id, to }));
  if (table === 'customers') references.push({ column: 'acquired_channel', to: 'dim_channel' });
  return references.filter(({ column }) => isStaged(staged, table, column));
}

const isStaged = ({ groups }: Staged, table: LoadTable, column: string): boolean =>
  groups.some((group) => group.table === table && group.columns.includes(column));

/** Gathers the members that staged rows name: each table is read once for all its columns. */
export async function gatherNamedMembers(merge: Merge): Promise<void> {
  const { run } = merge.session;
  await run('CREATE TEMP TABLE IF NOT EXISTS named_member (dimension text, id text COLLATE "C") ON COMMIT DELETE ROWS');
  for (const table of new Set(merge.staged.groups.map((group) => group.table))) {
    const references = memberReferences(merge, table);
    if (references.length === 0) continue;
    const columns = references.map(({ column }) => column);
    const dimension = references.map(({ column, to }) => `WHEN grouping(${column}) = 0 THEN '${to}'`).join(' ');
    await run(
      `INSERT INTO named_member
       SELECT CASE ${dimension} END, coalesce(${columns.join(', ')}) FROM ${stagedTable(table)}
       GROUP BY GROUPING SETS (${columns.map((column) => `(${column})`).join(', ')})
       HAVING coalesce(${columns.join(', ')}) IS NOT NULL`,
    );
  }
}

/** Infers the gathered members that no dimension has. */
export async function inferMembers(merge: Merge): Promise<void> {
  const unknown = memberDimensions.map(
    ({ table, id }) => `n.dimension = '${table}' AND NOT EXISTS (SELECT 1 FROM ${table} AS d WHERE d.${id} = n.id)`,
  );
  const lacking = await merge.session.rows<{ dimension: string }>(
    `SELECT DISTINCT dimension FROM named_member AS n WHERE ${unknown.map((each) => `(${each})`).join(' OR ')}`,
  );
  for (const dimension of memberDimensions)
    if (lacking.some((each) => each.dimension === dimension.table)) await inferMembersOf(merge, dimension);
}

async function inferMembersOf(merge: Merge, { table, number, id }: MemberDimension): Promise<void> {
  const { loadId, changeId } = merge.numbers;
  const inferred = await merge.session.write(
    table,
    `INSERT INTO ${table} (${number}, ${id}, inferred, load_id, change_id)
     SELECT (SELECT max(${number}) FROM ${table}) + row_number() OVER (ORDER BY named.id), named.id, true, ${loadId}, ${changeId}
     FROM (SELECT DISTINCT id FROM named_member WHERE dimension = '${table}') AS named
     WHERE NOT EXISTS (SELECT 1 FROM ${table} AS d WHERE d.${id} = named.id)`,
  );
  await refreshStatistics(merge.session, table, inferred);
}

/** Customers that facts name: one version from ever on, without attributes. */
export async function inferCustomers(merge: Merge): Promise<void> {
  const tables = factTables.filter(
    ({ hasCustomer, source }) => hasCustomer && isStaged(merge.staged, source, 'customer_id'),
  );
  if (tables.length === 0) return;
  const named = tables
    .map(({ source }) => `SELECT DISTINCT customer_id AS id FROM ${stagedTable(source)} WHERE customer_id IS NOT NULL`)
    .join(' UNION ');
  const { loadId, changeId } = merge.numbers;
  const { rows, run, write } = merge.session;
  const known = { table: 'dim_customer', column: 'customer_id' };
  const isUnknown = lacks(merge.session, 'named.id', known, `SELECT id FROM (${named}) AS candidate`);
  const [found] = await rows<{ any: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM (${named}) AS named WHERE ${isUnknown}) AS any`,
  );
  if (!found!.any) return;
  const unknown = await run(
    `CREATE TEMP TABLE unknown_customer ON COMMIT DROP AS
     SELECT named.id FROM (${named}) AS named WHERE ${isUnknown}`,
  );
  const insert = () =>
    write(
      'dim_customer',
      `WITH inferred AS (
         INSERT INTO dim_customer (customer_key, customer_no, customer_id, acquired_channel_no, valid_from, effective_from,
           valid_to, is_current, inferred, load_id, change_id)
         SELECT ${lastOfCustomers('customer_key')} + row_number() OVER (ORDER BY id),
           ${lastOfCustomers('customer_no')} + row_number() OVER (ORDER BY id),
           id, 0, '-infinity', '-infinity', 'infinity', true, true, ${loadId}, ${changeId}
         FROM unknown_customer
         RETURNING customer_no)
       INSERT INTO touched_customer SELECT customer_no FROM inferred ON CONFLICT DO NOTHING`,
    );
  await insertInBulk(merge.session, 'dim_customer', unknown, insert);
  await run('DROP TABLE unknown_customer');
  await refreshStatistics(merge.session, 'dim_customer', unknown);
}
