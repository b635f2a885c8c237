// What single calls left of a person beside the star: facts that were deleted, which say by a mark whose they were and
// come back to the nameless customer; and keys of calls, which somebody may have made of an id, or which stand beside a hash
// of what was said of the person.
import type { LoadSession } from '../session/session';
import { holdsAny } from './named-in-quarantine';
import type { Person } from './person';

/** `mark`: one by which the nameless customer is found. */
export async function markDeletedFacts({ run }: LoadSession, { ids }: Person, mark: Buffer): Promise<void> {
  await run('UPDATE deleted_fact SET customer_id = NULL, customer_mark = $2 WHERE customer_id = ANY ($1)', [ids, mark]);
}

/** A call that comes again under such a key is done again. The versions of the person must still stand. */
export async function forgetKeys({ rows, run }: LoadSession, { ids, texts, customerNo }: Person): Promise<void> {
  const words = [...ids, ...texts].filter((word) => word.trim() !== '');
  const near = await rows<{ key: string }>(
    `SELECT key FROM ingest_key
     WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) AS word WHERE position(lower(word) IN lower(key)) > 0)`,
    [words],
  );
  await run('DELETE FROM ingest_key WHERE key = ANY ($1)', [
    near.map(({ key }) => key).filter((key) => holdsAny(key, words)),
  ]);
  await run(
    `DELETE FROM ingest_key WHERE load_id IN (
       SELECT unnest(load_id || updated_by) FROM dim_customer WHERE customer_no = $1
       UNION SELECT unnest(load_id || updated_by) FROM merged_customer WHERE survivor_no = $1)`,
    [customerNo],
  );
}
