// Puts many rows into a table that is empty (but for its unknown member) without its indexes and builds them afterwards,
// which takes half the time. Nobody can read the table meanwhile, so this is only done when nobody else is at it.
import type { LoadSession } from './session';

const manyRows = 50_000;
/** An index, with what drops it and what makes it again. */
type Index = { readonly drop: string; readonly make: string };

/** Runs `insert`, which puts about so many rows into the table. */
export async function insertInBulk<Result>(
  session: LoadSession,
  table: string,
  rows: number,
  insert: () => Promise<Result>,
): Promise<Result> {
  const { run } = session;
  if (rows < manyRows || !(await isEmpty(session, table)) || !(await lockAtOnce(session, table))) return insert();
  const indexes = await session.rows<Index>(
    `SELECT
       CASE WHEN c.oid IS NULL THEN format('DROP INDEX %s', i.indexrelid::regclass)
         ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', i.indrelid::regclass, c.conname) END AS drop,
       CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
         ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) END AS make
     FROM pg_index AS i LEFT JOIN pg_constraint AS c ON c.conindid = i.indexrelid
     WHERE i.indrelid = $1::regclass ORDER BY i.indexrelid`,
    [table],
  );
  for (const { drop } of indexes) await run(drop);
  await beginNewFile(session, table);
  const result = await insert();
  for (const { make } of indexes) await run(make);
  return result;
}

/**
 * A file that begins in this transaction is not logged where the server may leave that out. Only for a file without a byte:
 * rows that are deleted for us may be there for readers of before.
 */
async function beginNewFile({ rows, run }: LoadSession, table: string): Promise<void> {
  const [found] = await rows<{ may: boolean }>(
    `SELECT current_setting('wal_level') = 'minimal' AND pg_relation_size('${table}') = 0 AS may`,
  );
  if (found!.may) await run(`TRUNCATE ${table}`);
}

async function isEmpty({ rows }: LoadSession, table: string): Promise<boolean> {
  const [found] = await rows<{ any: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${table} WHERE change_id > 0) AS any`);
  return !found!.any;
}

/** Whether the table could be locked without waiting for anybody who reads it. */
async function lockAtOnce({ run }: LoadSession, table: string): Promise<boolean> {
  await run('SAVEPOINT before_lock');
  try {
    await run(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE NOWAIT`);
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error;
    await run('ROLLBACK TO SAVEPOINT before_lock');
    return false;
  }
  await run('RELEASE SAVEPOINT before_lock');
  return true;
}
