// Puts many rows into an empty table without its indexes and builds them afterwards, which takes half the time.
// Nobody can read the table meanwhile, so this is only done when nobody else is at it, and only while it is empty.
import type { LoadSession } from './session';

const manyRows = 50_000;
/** An index, with what drops it and what makes it again. */
type Index = { readonly drop: string; readonly make: string };

/** Runs `insert`, which puts about so many rows into the table. */
export async function insertInBulk(
  session: LoadSession,
  table: string,
  rows: number,
  insert: () => Promise<void>,
): Promise<void> {
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
  await insert();
  for (const { make } of indexes) await run(make);
}

async function isEmpty({ rows }: LoadSession, table: string): Promise<boolean> {
  const [found] = await rows<{ any: boolean }>(`SELECT EXISTS (SELECT FROM ${table}) AS any`);
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
