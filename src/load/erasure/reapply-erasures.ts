// Erases whoever the journal of erasures names in a warehouse that was restored from before. Whoever is there is erased whole;
// of whoever is not the mark stays, so that no load brings the person back. In the transaction of the restore: at no moment
// does anybody see the person again.
import { deriveTouched } from '../derive/derive';
import { createTouchedTables } from '../merge/context';
import { cellsOf } from '../merge/erased-customers';
import { ensureSalt, fingerprintOf, markerOf } from '../merge/erased-mark';
import { forgetMembers } from '../merge/forget-members';
import { writeLoad } from '../report/audit';
import { changeKind } from '../sample-loads';
import { type LoadNumbers, type LoadSession, takeLoadLock } from '../session/session';
import type { JournalEntry } from './erasure-journal';
import { forgetPerson } from './forget-person';
import { idsInFilter } from './named-in-filter';
import { findPerson } from './person';

export type Reapplied = {
  /** Persons that were there, and are erased. */
  readonly persons: number;
  /** Marks of ids that were not there, and stay. */
  readonly marks: number;
  /** Entries of other warehouses: none of them is applied. */
  readonly ofOthers: number;
  /** What the journal of this warehouse has to hold. */
  readonly own: readonly JournalEntry[];
};

export async function reapplyErasures(session: LoadSession, entries: readonly JournalEntry[]): Promise<Reapplied> {
  const startedAt = new Date();
  const fingerprint = fingerprintOf(await ensureSalt(session));
  const own = entries.filter(({ warehouse }) => warehouse === fingerprint);
  const sampleStands = (await changeKind(session)) === 'sample';
  // Ids of the simulated company and of real customers have nothing to do with each other.
  const ofCustomers = await unknownMarks(session, own, ({ sample }) => sample === sampleStands);
  const ofOthersThere = sampleStands ? await unknownMarks(session, own, ({ sample }) => !sample) : [];
  const outcome = { persons: 0, marks: 0, ofOthers: entries.length - own.length, own };
  if (ofCustomers.length + ofOthersThere.length === 0) return outcome;
  const numbers = await takeLoadLock(session);
  const ids = await idsMarked(session, ofCustomers);
  const persons = await forgetAll(session, numbers, ids);
  const left = await unknownMarks(session, own, ({ sample }) => sample === sampleStands);
  await keepMarks(session, numbers, left, sampleStands);
  await keepMarks(session, numbers, ofOthersThere, false);
  await writeLoad(session, numbers, { kind: 'erase', source: 'the journal of erasures', startedAt });
  return { ...outcome, persons, marks: left.length + ofOthersThere.length };
}

/** Marks of the entries that the warehouse does not know as erased. */
async function unknownMarks(
  { rows }: LoadSession,
  entries: readonly JournalEntry[],
  isMeant: (entry: JournalEntry) => boolean,
): Promise<readonly string[]> {
  const found = await rows<{ mark: string }>(
    `SELECT DISTINCT mark FROM unnest($1::text[]) AS mark
     WHERE NOT EXISTS (SELECT FROM erased_customer AS e WHERE e.mark = decode(mark.mark, 'hex'))`,
    [entries.filter(isMeant).flatMap(({ marks }) => marks)],
  );
  return found.map(({ mark }) => mark);
}

/** Ids that stand anywhere in the warehouse and have one of the marks. */
async function idsMarked(session: LoadSession, marks: readonly string[]): Promise<readonly string[]> {
  if (marks.length === 0) return [];
  const stored = await session.rows<{ id: string }>(
    `SELECT customer_id AS id FROM dim_customer UNION SELECT referred_by FROM dim_customer
     UNION SELECT customer_id FROM merged_customer UNION SELECT referred_by FROM merged_customer
     UNION SELECT alias_id FROM customer_alias UNION SELECT customer_id FROM customer_alias
     UNION SELECT customer_id FROM deleted_fact UNION SELECT member FROM target WHERE dimension = 'CUSTOMER'`,
  );
  const filters = await session.rows<{ filter: unknown }>('SELECT filter FROM segment');
  const rejected = await session.rows<{ text: string }>(
    `SELECT concat_ws(',', raw, message) AS text FROM load_rejection WHERE raw <> ''`,
  );
  const ids = new Set([
    ...stored.map(({ id }) => id),
    ...filters.flatMap(({ filter }) => idsInFilter(filter)),
    ...rejected.flatMap(({ text }) => cellsOf(text)),
  ]);
  const candidates = [...ids].filter((id) => id !== null && id !== '');
  const wanted = new Set(marks);
  const marked = await (await markerOf(session))(candidates);
  return candidates.filter((_, index) => wanted.has(marked[index]!.toString('hex')));
}

/** Returns how many persons there were: those who went by several ids are one. */
async function forgetAll(session: LoadSession, numbers: LoadNumbers, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  let persons = 0;
  await createTouchedTables(session);
  for (const id of ids) {
    const person = await findPerson(session, id);
    if (person === null) continue;
    await forgetPerson(session, numbers, person);
    persons += 1;
  }
  await forgetMembers(session, numbers);
  await deriveTouched(session, numbers);
  return persons;
}

async function keepMarks(
  { run }: LoadSession,
  { loadId }: LoadNumbers,
  marks: readonly string[],
  ofSample: boolean,
): Promise<void> {
  await run(
    `INSERT INTO erased_customer (mark, customer_no, of_sample, erased_by)
     SELECT decode(mark, 'hex'), NULL, $2, $3 FROM unnest($1::text[]) AS mark ON CONFLICT DO NOTHING`,
    [marks, ofSample, loadId],
  );
}
