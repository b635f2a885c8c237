// Calls that named a key: the same key with the same rows is the same call, whose result stands already; with other rows it
// is refused. Keys are looked up and stored in the transaction of the call, under the lock of changes, so two calls at once
// are one after the other. A key is remembered for a day.
import { createHash } from 'node:crypto';
import { render } from '../../sql/fragment';
import { columnNames } from '../format/load-format';
import type { LoadSession } from '../session/session';
import type { IngestCall } from './ingest-call';

export const hoursKept = 24;

/** Tells calls apart by what they would do: the mutation, and its cells or ids in their order. */
export function requestHash(call: IngestCall): string {
  // What one caller may store another may not: a call of somebody who sees others is another call.
  const seen = call.seen == null ? [] : [render(call.seen)];
  const hash = createHash('sha256').update(JSON.stringify([call.kind, call.table, ...seen]));
  if (call.kind === 'delete') return hash.update(JSON.stringify(call.ids)).digest('hex');
  const names = columnNames(call.table);
  for (const row of call.rows) {
    const given = names.filter((name) => row[name] !== undefined);
    hash.update(JSON.stringify(given.map((name) => [name, row[name]])));
  }
  return hash.digest('hex');
}

/** A call that came under a key, by what it was and the load that it became. */
export type KnownCall = { readonly hash: string; readonly loadId: number };

/** The calls that came under the keys, as far as there are any. */
export async function knownCalls({ rows }: LoadSession, keys: readonly string[]): Promise<Map<string, KnownCall>> {
  const found = await rows<KnownCall & { key: string }>(
    'SELECT key, request_hash AS hash, load_id AS "loadId" FROM ingest_key WHERE key = ANY ($1)',
    [keys],
  );
  return new Map(found.map(({ key, ...known }) => [key, known]));
}

export async function rememberCalls({ run }: LoadSession, calls: ReadonlyMap<string, KnownCall>): Promise<void> {
  const known = [...calls.values()];
  await run(
    `INSERT INTO ingest_key (key, request_hash, load_id, created_at)
     SELECT *, now() FROM unnest($1::text[], $2::text[], $3::bigint[])`,
    [[...calls.keys()], known.map(({ hash }) => hash), known.map(({ loadId }) => loadId)],
  );
}

/** Forgets the keys whose time is over. */
export async function forgetOldKeys({ run }: LoadSession): Promise<void> {
  await run(`DELETE FROM ingest_key WHERE created_at < now() - interval '${hoursKept} hours'`);
}
