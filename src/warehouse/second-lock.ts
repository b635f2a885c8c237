// The second lock of row scopes: whoever sees some customers is read for under a role that row-level security holds to them,
// whatever a statement says (migrations/1766100000000-row-scope.ts). Where the database's user may not make or use that role
// the program holds the scope alone.
import type { ClientBase } from 'pg';
import type { Queryable } from './queryable';

const role = 'astrolabe_reader';

const isThere = `SELECT to_regrole('${role}') IS NOT NULL AND EXISTS (
  SELECT FROM pg_policies WHERE schemaname = current_schema() AND tablename = 'dim_customer' AND policyname = 'row_scope')
  AND CASE WHEN to_regrole('${role}') IS NOT NULL THEN pg_has_role(current_user, '${role}', 'MEMBER') END AS locked`;

export async function hasSecondLock(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ locked: boolean | null }>(isThere);
  return rows[0]!.locked === true;
}

/** What a transaction says to be held to a row scope, the filter as JSON, until it ends. */
export const underSecondLock = (client: Pick<ClientBase, 'escapeLiteral'>, rowScope: string): string =>
  `SET LOCAL astrolabe.row_scope = ${client.escapeLiteral(rowScope)}; SET LOCAL ROLE ${role}; `;

/** What is to be known where the lock is missing, in words. */
export const withoutSecondLock = `Row scopes are held by the program alone: the database's user may not make or use the role ${role}, by which PostgreSQL would hold them a second time (docs/row-scope.md).`;
