// Calls that named a key: the same key with the same rows is the same call, whose result stands already; with other rows it
// is refused. Keys are looked up and stored in the transaction of the call, under the lock of changes, so two calls at once
// are one after the other. A key is remembered for a day.
import { createHash } from 'node:crypto';
import { UserError } from '../../errors';
import { columnNames } from '../format/load-format';
import type { LoadSession } from '../session/session';
import type { IngestCall } from './ingest-call';

export const hoursKept = 24;

/** Tells calls apart by what they would do: the mutation, and its cells or ids in their order. */
export function requestHash(call: IngestCall): string {
  const hash = createHash('sha256').update(JSON.stringify([call.kind, call.table]));
  if (call.kind === 'delete') return hash.update(JSON.stringify(call.ids)).digest('hex');
  const names = columnNames(call.table);
  for (const row of call.rows) {
    const given = names.filter((name) => row[name] !== undefined);
    hash.update(JSON.stringify(given.map((name) => [name, row[name]])));
  }
  return hash.digest('hex');
}

/** The load of the call that came under the key; null if none did. Throws IDEMPOTENCY_KEY_REUSED when it was another call. */
export async function loadOfKey({ rows }: LoadSession, key: string, hash: string): Promise<number | null> {
  const [found] = await rows<{ loadId: number; same: boolean }>(
    'SELECT load_id AS "loadId", request_hash = $2 AS same FROM ingest_key WHERE key = $1',
    [key, hash],
  );
  if (found === undefined) return null;
  if (!found.same) throw new UserError('IDEMPOTENCY_KEY_REUSED', { key });
  return found.loadId;
}

export async function rememberKey({ run }: LoadSession, key: string, hash: string, loadId: number): Promise<void> {
  await run('INSERT INTO ingest_key (key, request_hash, load_id, created_at) VALUES ($1, $2, $3, now())', [
    key,
    hash,
    loadId,
  ]);
}

/** Forgets the keys whose time is over. */
export async function forgetOldKeys({ run }: LoadSession): Promise<void> {
  await run(`DELETE FROM ingest_key WHERE created_at < now() - interval '${hoursKept} hours'`);
}
