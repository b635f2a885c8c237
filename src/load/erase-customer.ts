// Erases a person: its attributes and keys go from every table in one change, and then from what would keep their text. An
// alias is the person too, and all ids go together. What happened stays with a customer without name; docs/personal-data.md
// says what that means.
import { UserError } from '../errors';
import { checkStorable } from '../model/storable-text';
import type { CustomersSeen } from '../sql/rows-in-view';
import type { Warehouse } from '../warehouse/warehouse';
import { deriveTouched } from './derive/derive';
import { type Forgotten, forgetPerson } from './erasure/forget-person';
import { erasureOf, findPerson } from './erasure/person';
import { rewriteErased } from './erasure/rewrite';
import { createTouchedTables } from './merge/context';
import { forgetMembers } from './merge/forget-members';
import { refuseUnseen } from './merge/ids-in-view';
import { writeLoad } from './report/audit';
import { inLoadSession, takeLoadLock } from './session/session';

export type ErasureReport = {
  /** Null: the person was erased before, and only what kept its text was left to be rewritten. */
  readonly forgotten: (Forgotten & { readonly changeId: number; readonly ids: number }) | null;
  /** What cannot be reached from here, in words. */
  readonly unreachable: readonly string[];
};

export type ErasureOptions = {
  /** Milliseconds to wait for sessions that see the data of before. */
  readonly patience?: number;
  /** Whom the caller sees; for it there is nobody else. All, if none is given. */
  readonly seen?: CustomersSeen;
};

/** Throws UNKNOWN_CUSTOMER, CUSTOMER_ERASED, or ERASURE_UNFINISHED: erased, and to be called again. */
export async function eraseCustomer(
  warehouse: Warehouse,
  id: string,
  { patience, seen = null }: ErasureOptions = {},
): Promise<ErasureReport> {
  checkStorable('id', id);
  const startedAt = new Date();
  const forgotten = await inLoadSession(warehouse, async (session) => {
    const numbers = await takeLoadLock(session);
    const person = await findPerson(session, id);
    const before = await erasureOf(session, id);
    // Whoever is erased is seen by nobody any more; to finish it tells nothing of anybody.
    if (person !== null || before !== 'unfinished') await refuseUnseen(session, seen, [id]);
    if (person === null) {
      if (before === 'unfinished') return null;
      if (before === 'done') throw new UserError('CUSTOMER_ERASED', { given: id });
      throw new UserError('UNKNOWN_CUSTOMER', { given: id });
    }
    await createTouchedTables(session);
    const counts = await forgetPerson(session, numbers, person);
    await forgetMembers(session, numbers);
    await deriveTouched(session, numbers);
    await writeLoad(session, numbers, { kind: 'erase', source: 'a customer', startedAt });
    return { ...counts, changeId: numbers.changeId, ids: person.ids.length };
  });
  return { forgotten, unreachable: await rewriteErased(warehouse, patience) };
}
