// How long the text of a row that could not be loaded is kept. Afterwards place, code and count stay, and what the row said is
// gone: personal data that nobody mended in time.
import { Temporal } from 'temporal-polyfill';
import type { Queryable } from '../warehouse/queryable';
import { emptiedMessage } from './merge/erased-customers';

/** The sentence of a rejection whose text is gone; the one of before may have repeated it. */
export const outdatedMessage = 'The text of the row was kept for QUARANTINE_RETENTION_DAYS, and is gone.';

/**
 * Empties what is of loads that ended more than so many days ago, by the clock whatever AS_OF says; 0 keeps all. Returns how many
 * rows lost their text.
 */
export async function emptyOldQuarantine(
  connection: Queryable,
  days: number,
  now = Temporal.Now.instant(),
): Promise<number> {
  if (days === 0) return 0;
  const { rows } = await connection.query<{ emptied: number }>(
    `WITH emptied AS (
       UPDATE load_rejection AS r SET raw = '', message = $2 FROM load AS l
       WHERE l.load_id = r.load_id AND l.finished_at < $1 AND (r.raw <> '' OR r.message NOT IN ($2, $3)) RETURNING 1)
     SELECT count(*) AS emptied FROM emptied`,
    [now.subtract({ hours: 24 * days }).toString(), outdatedMessage, emptiedMessage],
  );
  return rows[0]!.emptied;
}
