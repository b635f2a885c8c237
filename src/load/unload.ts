// Takes a load back: what it alone gave goes, what it deleted returns, in one transaction that is itself on record as a load of kind `unload`.
// Nothing else is reverted: rows that a later load updated stay as that one left them, and what this load updated in rows of
// others keeps its values. merge/row-origin.ts says which loads gave a row.
import { UserError } from '../errors';
import type { Warehouse } from '../warehouse/warehouse';
import { deriveTouched } from './derive/derive';
import { createTouchedTables } from './merge/context';
import { loadedTables } from './merge/fact-tables';
import { forgetMembers } from './merge/forget-members';
import { joinAliases } from './merge/join-aliases';
import { countReturning } from './merge/kept-aside';
import { removeLoad } from './merge/remove-load';
import { writeLoad } from './report/audit';
import { inLoadSession, type LoadSession, takeLoadLock } from './session/session';

export type TableRows = { readonly table: string; readonly rows: number };

export type UnloadPlan = {
  readonly loadId: number;
  readonly source: string;
  /** Rows that the load alone gave; a member that other rows name stays, without attributes. */
  readonly goes: readonly TableRows[];
  /** Rows that the load inserted and a later one updated: they stay as that one left them. */
  readonly stays: readonly TableRows[];
  /** Rows of earlier loads that the load updated: they keep its values. */
  readonly updated: readonly TableRows[];
  /** Facts that the load deleted: they come back, unless another load deleted or gave them since. */
  readonly returns: readonly TableRows[];
  /**
   * Later loads that stand, with how many of the rows that this load gave they sent again unchanged. Those that go are
   * among them: such a load gave nothing of its own.
   */
  readonly repeated: readonly { readonly loadId: number; readonly source: string; readonly rows: number }[];
};

export type UnloadReport = UnloadPlan & { readonly unloadId: number; readonly changeId: number };

/** Whether members may stand there that no row gave: inferred ones. */
const isDimension = (table: string): boolean => table.startsWith('dim_');

/** SQL: the rows of a table; of customers also those that stand aside as aliases. */
const rowsOf = (table: string): string => {
  const columns = 'load_id, updated_by, inferred';
  return table === 'dim_customer'
    ? `(SELECT ${columns} FROM dim_customer UNION ALL SELECT ${columns} FROM merged_customer) AS customer`
    : table;
};

type StoredLoad = { readonly kind: string; readonly source: string; readonly unloadedBy: number | null };
type Rows = Pick<LoadSession, 'rows'>;

/** What taking the load back would remove. Throws UNKNOWN_LOAD or NOT_UNLOADABLE. */
export async function planUnload({ rows }: Rows, loadId: number): Promise<UnloadPlan> {
  const { source } = await standingLoad({ rows }, loadId);
  const counted = await rows<{ table: string; goes: number; stays: number; updated: number }>(
    loadedTables
      .map(
        (table) =>
          `SELECT '${table}' AS table, count(*) FILTER (WHERE load_id = $1 AND updated_by IS NULL) AS goes,
             count(*) FILTER (WHERE load_id = $1 AND updated_by IS NOT NULL) AS stays,
             count(*) FILTER (WHERE $1 = ANY (updated_by)) AS updated
           FROM ${rowsOf(table)} WHERE (load_id = $1 OR $1 = ANY (updated_by))${isDimension(table) ? ' AND NOT inferred' : ''}`,
      )
      .join(' UNION ALL '),
    [loadId],
  );
  const rowsBy = (part: 'goes' | 'stays' | 'updated'): readonly TableRows[] =>
    loadedTables.flatMap((table) =>
      counted.filter((each) => each.table === table && each[part] > 0).map((each) => ({ table, rows: each[part] })),
    );
  const repeated = await rows<UnloadPlan['repeated'][number]>(
    `SELECT r.load_id AS "loadId", l.source, r.rows FROM load_repeat AS r JOIN load AS l USING (load_id)
     WHERE r.of_load_id = $1 AND l.unloaded_by IS NULL ORDER BY r.load_id`,
    [loadId],
  );
  return {
    loadId,
    source,
    goes: rowsBy('goes'),
    stays: rowsBy('stays'),
    updated: rowsBy('updated'),
    returns: await countReturning({ rows }, loadId),
    repeated,
  };
}

async function standingLoad({ rows }: Rows, loadId: number): Promise<StoredLoad> {
  const [found] = await rows<StoredLoad>(
    'SELECT kind, source, unloaded_by AS "unloadedBy" FROM load WHERE load_id = $1',
    [loadId],
  );
  if (found === undefined) throw new UserError('UNKNOWN_LOAD', { given: String(loadId) });
  if (found.unloadedBy !== null) {
    throw new UserError('NOT_UNLOADABLE', { load: loadId, problem: `load ${found.unloadedBy} has done so already` });
  }
  if (found.kind === 'unload' || found.kind === 'recompute' || found.kind === 'erase') {
    throw new UserError('NOT_UNLOADABLE', {
      load: loadId,
      problem: `it is of kind ${found.kind} and inserted nothing`,
    });
  }
  return found;
}

/**
 * Takes a load back, once `agree` has been told what goes and has agreed; null when it did not. Nobody waits while it
 * thinks: if the data has moved on by then, it is asked again.
 */
export async function unload(
  warehouse: Warehouse,
  loadId: number,
  agree: (plan: UnloadPlan) => Promise<boolean> = async () => true,
): Promise<UnloadReport | null> {
  const rows: Rows['rows'] = async <Row extends object>(sql: string, values?: readonly unknown[]) =>
    (await warehouse.pool.query<Row>(sql, values === undefined ? undefined : [...values])).rows;
  for (;;) {
    const plan = await planUnload({ rows }, loadId);
    if (!(await agree(plan))) return null;
    const report = await takeBack(warehouse, plan);
    if (report !== null) return report;
  }
}

/** Does what the plan says; null if that is not what there is to do any more. */
async function takeBack(warehouse: Warehouse, plan: UnloadPlan): Promise<UnloadReport | null> {
  const startedAt = new Date();
  const { loadId } = plan;
  return inLoadSession(warehouse, async (session) => {
    const numbers = await takeLoadLock(session);
    if (JSON.stringify(await planUnload(session, loadId)) !== JSON.stringify(plan)) return null;
    await createTouchedTables(session);
    await removeLoad(session, numbers, loadId);
    await joinAliases(session, numbers);
    await forgetMembers(session, numbers);
    await deriveTouched(session, numbers);
    await writeLoad(session, numbers, { kind: 'unload', source: `load ${loadId}`, startedAt });
    return { ...plan, unloadId: numbers.loadId, changeId: numbers.changeId };
  });
}
