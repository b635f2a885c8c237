// Targets set and deleted one by one. Each change is a load of its own, with a new change id: answers, caches and cursors see
// that the data moved on. Setting what is set already changes nothing and leaves no trace.

import { isStorable } from '../model/storable-text';
import { checkTargetValue, type TargetRow } from '../model/target';
import type { CustomersSeen } from '../sql/rows-in-view';
import type { Queryable } from '../warehouse/queryable';
import type { Warehouse } from '../warehouse/warehouse';
import { idsInView, refuseUnseen } from './merge/ids-in-view';
import { updatedBy } from './merge/row-origin';
import { writeLoad } from './report/audit';
import { changeKind } from './sample-loads';
import { removeRows } from './session/remove-rows';
import { inLoadSession, type LoadNumbers, type LoadSession, takeLoadLock } from './session/session';
import { checkSlice, type StoredKey, storedKey, type TargetKey, type TargetSetting } from './target-setting';
import { type StoredTarget, withWarnings } from './target-warnings';

const columns = `metric, from_date::text AS "from", to_date::text AS "to", value::text AS value, dimension, member`;

const sameKey =
  'metric = $1 AND from_date = $2 AND to_date = $3 AND dimension IS NOT DISTINCT FROM $4 AND member IS NOT DISTINCT FROM $5';

/**
 * Sets a target, in place of the one for the same days and slice. `seen`: whom the caller sees; throws UNKNOWN_CUSTOMER for a
 * target of another customer.
 */
export async function setTarget(
  warehouse: Warehouse,
  setting: TargetSetting,
  seen: CustomersSeen = null,
): Promise<StoredTarget> {
  const key = storedKey(setting);
  checkSlice(key);
  const value = checkTargetValue(setting.value);
  const startedAt = new Date();
  return inLoadSession(warehouse, async (session) => {
    const numbers = await takeLoadLock(session);
    await refuseUnseen(session, seen, customerOf(key));
    const [stored] = await session.rows<TargetRow & { same: boolean }>(
      `SELECT ${columns}, value = $6::numeric AS same FROM target WHERE ${sameKey}`,
      [...key, value],
    );
    if (stored?.same === true) {
      const { same: _same, ...target } = stored;
      return withWarning(target, session, seen);
    }
    await session.write(
      'target',
      `INSERT INTO target (metric, from_date, to_date, dimension, member, value, load_id, change_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (metric, from_date, to_date, dimension, member) DO UPDATE SET value = excluded.value, change_id = excluded.change_id,
         updated_by = ${updatedBy('target', numbers.loadId)}`,
      [...key, value, numbers.loadId, numbers.changeId],
    );
    await record(session, numbers, { source: `setTarget ${inWords(key)}`, startedAt });
    const outcome = stored === undefined ? 'inserted' : 'updated';
    await session.run(
      `INSERT INTO load_count (load_id, file, target_table, read, inserted, updated, unchanged, quarantined, filtered)
       VALUES ($1, 'setTarget', 'targets', 1, $2, $3, 0, 0, 0)`,
      [numbers.loadId, Number(outcome === 'inserted'), Number(outcome === 'updated')],
    );
    const [now] = await session.rows<TargetRow>(`SELECT ${columns} FROM target WHERE ${sameKey}`, key);
    return withWarning(now!, session, seen);
  });
}

const withWarning = async (target: TargetRow, session: LoadSession, seen: CustomersSeen): Promise<StoredTarget> =>
  (await withWarnings([target], session, seen))[0]!;

/** The customer that a target is of, if it is one's. */
const customerOf = ([, , , dimension, member]: StoredKey): readonly string[] =>
  dimension === 'CUSTOMER' && member !== null ? [member] : [];

/** Whether there was such a target that the caller sees. */
export async function deleteTarget(
  warehouse: Warehouse,
  target: TargetKey,
  seen: CustomersSeen = null,
): Promise<boolean> {
  const key = storedKey(target);
  if (!isStorable(target.member ?? '')) return false;
  const startedAt = new Date();
  return inLoadSession(warehouse, async (session) => {
    const numbers = await takeLoadLock(session);
    const [customer] = customerOf(key);
    if (customer !== undefined && seen !== null && !(await idsInView(session, seen, [customer])).has(customer))
      return false;
    const deleted = await removeRows(session, numbers, 'target', sameKey, key);
    if (deleted === 0) return false;
    await record(session, numbers, { source: `deleteTarget ${inWords(key)}`, startedAt });
    return true;
  });
}

/** Every target that the caller sees, or those of one metric (by its id). */
export async function listTargets(
  records: Queryable,
  metric: string | null,
  distributed = false,
  seen: CustomersSeen = null,
): Promise<readonly StoredTarget[]> {
  const { rows } = await records.query<TargetRow>(
    `SELECT ${columns} FROM target WHERE $1::text IS NULL OR metric = $1
     ORDER BY metric COLLATE "C", from_date, to_date, dimension COLLATE "C" NULLS FIRST, member COLLATE "C"`,
    [metric],
  );
  const session = {
    distributed,
    rows: async <Row extends object>(text: string, values?: readonly unknown[]) =>
      (await records.query<Row>(text, values)).rows as Row[],
  };
  const ofCustomer = ({ dimension, member }: TargetRow): string[] =>
    dimension === 'CUSTOMER' && member !== null ? [member] : [];
  const inView = seen === null ? null : await idsInView(session, seen, rows.flatMap(ofCustomer));
  const shown = rows.filter((row) => ofCustomer(row).every((id) => inView?.has(id) ?? true));
  return withWarnings(shown, session, seen);
}

type Change = { readonly source: string; readonly startedAt: Date };

async function record(session: LoadSession, numbers: LoadNumbers, change: Change): Promise<void> {
  await writeLoad(session, numbers, { kind: await changeKind(session), ...change });
}

const inWords = ([metric, from, to]: StoredKey): string => `${metric} ${from}..${to}`;
