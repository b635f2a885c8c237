// Takes a load back: what it inserted goes, in one transaction that is itself on record as a load of kind `unload`.
// What it updated is not reverted and named as such.
import { UserError } from '../errors';
import type { Warehouse } from '../warehouse/warehouse';
import { deriveTouched, enterTouched } from './derive/derive';
import { createTouchedTables } from './merge/context';
import { factTables, memberDimensions } from './merge/fact-tables';
import { forgetMembers } from './merge/forget-members';
import { removeLoad } from './merge/remove-load';
import { writeLoad } from './report/audit';
import { inLoadSession, type LoadSession, takeLoadLock } from './session/session';

export type UnloadPlan = {
  readonly loadId: number;
  readonly source: string;
  /** Rows in each table of the star that the load inserted and that stand. */
  readonly inserted: readonly { readonly table: string; readonly rows: number }[];
  /** Rows that the load updated: they keep their values. */
  readonly updated: number;
};

export type UnloadReport = UnloadPlan & { readonly unloadId: number; readonly changeId: number };

type StoredLoad = { readonly kind: string; readonly source: string; readonly unloadedBy: number | null };

/** What taking the load back would remove. Throws UNKNOWN_LOAD or NOT_UNLOADABLE. */
export async function planUnload({ rows }: Pick<LoadSession, 'rows'>, loadId: number): Promise<UnloadPlan> {
  const [found] = await rows<StoredLoad>(
    'SELECT kind, source, unloaded_by AS "unloadedBy" FROM load WHERE load_id = $1',
    [loadId],
  );
  if (found === undefined) throw new UserError('UNKNOWN_LOAD', { given: String(loadId) });
  if (found.unloadedBy !== null) {
    throw new UserError('NOT_UNLOADABLE', { load: loadId, problem: `load ${found.unloadedBy} has done so already` });
  }
  if (found.kind === 'unload' || found.kind === 'recompute') {
    throw new UserError('NOT_UNLOADABLE', {
      load: loadId,
      problem: `it is of kind ${found.kind} and inserted nothing`,
    });
  }
  const tables = [
    ...memberDimensions.map(({ table }) => table),
    'dim_customer',
    ...factTables.map(({ table }) => table),
  ];
  const inserted = await rows<{ table: string; rows: number }>(
    tables
      .map((table) => `SELECT '${table}' AS table, count(*) AS rows FROM ${table} WHERE load_id = $1`)
      .join(' UNION ALL '),
    [loadId],
  );
  const [counted] = await rows<{ updated: number }>(
    'SELECT coalesce(sum(updated), 0)::bigint AS updated FROM load_count WHERE load_id = $1',
    [loadId],
  );
  return {
    loadId,
    source: found.source,
    inserted: inserted.filter((each) => each.rows > 0),
    updated: counted?.updated ?? 0,
  };
}

/** Takes a load back. `announce` is told what goes before anything does. */
export async function unload(
  warehouse: Warehouse,
  loadId: number,
  announce: (plan: UnloadPlan) => void = () => undefined,
): Promise<UnloadReport> {
  const startedAt = new Date();
  return inLoadSession(warehouse, async (session) => {
    const numbers = await takeLoadLock(session);
    const plan = await planUnload(session, loadId);
    announce(plan);
    await createTouchedTables(session);
    await removeLoad(session, numbers, loadId);
    await forgetMembers(session, numbers);
    await deriveTouched({ session, changeId: numbers.changeId });
    await enterTouched({ session, changeId: numbers.changeId });
    await writeLoad(session, numbers, { kind: 'unload', source: `load ${loadId}`, startedAt });
    return { ...plan, unloadId: numbers.loadId, changeId: numbers.changeId };
  });
}
