// The simulated company in a warehouse: real data is never mixed with it. It goes as a whole, in the transaction that
// brings the first real data.
import { UserError } from '../errors';
import { removeLoad } from './merge/remove-load';
import type { LoadNumbers, LoadSession } from './session/session';

/** The loads of the simulated company that stand. Throws HOLDS_SAMPLE if there are any and `replace` is not set. */
export async function standingSamples({ rows }: LoadSession, replace: boolean): Promise<readonly number[]> {
  const found = await rows<{ id: number }>(
    `SELECT load_id AS id FROM load WHERE kind = 'sample' AND unloaded_by IS NULL ORDER BY load_id DESC`,
  );
  if (found.length > 0 && !replace) throw new UserError('HOLDS_SAMPLE', {});
  return found.map(({ id }) => id);
}

/** What a change by hand counts as: one of the simulated company is part of it, and goes when real data replaces it. */
export async function changeKind({ rows }: Pick<LoadSession, 'rows'>): Promise<'sample' | 'ingest'> {
  const [standing] = await rows<{ sample: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM load WHERE kind = 'sample' AND unloaded_by IS NULL) AS sample`,
  );
  return standing!.sample ? 'sample' : 'ingest';
}

export async function removeSample(
  session: LoadSession,
  numbers: LoadNumbers,
  loads: readonly number[],
): Promise<void> {
  for (const load of loads) await removeLoad(session, numbers, load);
  // Whoever is real may have the id of somebody simulated.
  await session.run('DELETE FROM erased_customer WHERE of_sample');
}
