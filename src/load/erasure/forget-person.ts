// Takes a person out of every table. What happened stays, with a customer that has a number, the days of its first contact
// and of its leaving, and whether it was recommended, but no id and no attribute: so totals, counts of customers, churn and
// cohorts are what they were.
import { pruneChanges } from '../../warehouse/change-feed';
import { unversionedColumns, versionedColumns } from '../merge/customer-columns';
import { emptiedMessage, erasedText } from '../merge/erased-customers';
import { markerOf } from '../merge/erased-mark';
import { customerFacts } from '../merge/fact-tables';
import { changeKind } from '../sample-loads';
import { removeRows } from '../session/remove-rows';
import type { LoadNumbers, LoadSession } from '../session/session';
import { forgetKeys, markDeletedFacts } from './forget-calls';
import { namesPerson, withoutPerson } from './named-in-filter';
import { holdsAny, rejectionsOf } from './named-in-quarantine';
import type { Person } from './person';

/** How many rows beside the person's own held it. */
export type Forgotten = {
  readonly referrals: number;
  readonly targets: number;
  readonly segments: number;
  readonly rejections: number;
  /** Segments whose very name holds the person: only somebody who knows what rests on them can rename them. */
  readonly segmentsToRename: readonly string[];
};

/** Leaves the derived tables of the customer to be derived anew, and its channels to be forgotten where nothing names them. */
export async function forgetPerson(session: LoadSession, numbers: LoadNumbers, person: Person): Promise<Forgotten> {
  const { client, run } = session;
  // What has to be known of the person is found before it is gone.
  const rejections = await emptyRejections(session, person);
  const targets = await removeRows(session, numbers, 'target', `d.dimension = 'CUSTOMER' AND d.member = ANY ($1)`, [
    person.ids,
  ]);
  const segments = await clearSegments(session, numbers, person);
  const referrals = await clearReferrals(session, numbers, person);
  await forgetKeys(session, person);
  await removeAliases(session, numbers, person);
  if (person.customerNo !== null) {
    await clearCustomer(session, numbers, person.customerNo);
    await run('INSERT INTO touched_customer VALUES ($1)', [person.customerNo]);
  }
  await markDeletedFacts(session, person, await setMarks(session, numbers, person));
  // Entries of the feed hold ids, and a copy that follows keeps what it has: every copy is made anew.
  await pruneChanges(client, numbers.changeId);
  return { referrals, targets, rejections, ...segments };
}

async function emptyRejections(session: LoadSession, person: Person): Promise<number> {
  const keys = await rejectionsOf(session, person);
  return session.run(
    `UPDATE load_rejection AS r SET raw = '', message = $3 FROM unnest($1::bigint[], $2::bigint[]) AS k (load_id, no)
     WHERE r.load_id = k.load_id AND r.rejection_no = k.no`,
    [keys.map(({ load }) => load), keys.map(({ no }) => no), emptiedMessage],
  );
}

async function clearSegments(
  { rows, write }: LoadSession,
  { changeId }: LoadNumbers,
  { ids, texts }: Person,
): Promise<Pick<Forgotten, 'segments' | 'segmentsToRename'>> {
  const words = [...ids, ...texts];
  const stored = await rows<{ name: string; title: string; filter: unknown }>(
    'SELECT name, title, filter FROM segment',
  );
  const named = stored.filter(({ title, filter }) => namesPerson(filter, ids) || holdsAny(title, words));
  for (const { name, title, filter } of named)
    await write('segment', 'UPDATE segment SET title = $2, filter = $3, change_id = $4 WHERE name = $1', [
      name,
      holdsAny(title, words) ? erasedText : title,
      JSON.stringify(withoutPerson(filter, ids)),
      changeId,
    ]);
  const segmentsToRename = stored.map(({ name }) => name).filter((name) => holdsAny(name, words));
  return { segments: named.length, segmentsToRename };
}

/** Customers that the person recommended stay recommended, by nobody known. */
async function clearReferrals(
  { run, write }: LoadSession,
  { changeId }: LoadNumbers,
  { ids }: Person,
): Promise<number> {
  const clear = (table: string) =>
    `UPDATE ${table} SET referred_by = '${erasedText}', change_id = ${changeId} WHERE referred_by = ANY ($1)`;
  return (await write('dim_customer', clear('dim_customer'), [ids])) + (await run(clear('merged_customer'), [ids]));
}

/** The facts of aliases are the customer's own from here on. */
async function removeAliases(session: LoadSession, numbers: LoadNumbers, { ids, customerNo }: Person): Promise<void> {
  const { run, write } = session;
  await removeRows(session, numbers, 'customer_alias', 'd.alias_id = ANY ($1) OR d.customer_id = ANY ($1)', [ids]);
  for (const { table } of customerFacts)
    await write(
      table,
      `UPDATE ${table} SET alias_no = NULL, change_id = ${numbers.changeId}
       WHERE alias_no IN (SELECT customer_no FROM merged_customer WHERE survivor_no = $1)`,
      [customerNo],
    );
  await run('DELETE FROM merged_customer WHERE survivor_no = $1', [customerNo]);
}

async function clearCustomer(
  { run, write }: LoadSession,
  { changeId }: LoadNumbers,
  customerNo: number,
): Promise<void> {
  await run(
    `INSERT INTO released_member SELECT DISTINCT 'dim_channel', acquired_channel_no FROM dim_customer
     WHERE customer_no = $1 AND acquired_channel_no <> 0`,
    [customerNo],
  );
  const kept = ['first_contact_at', 'churned_at'];
  const cleared = [...versionedColumns, ...unversionedColumns]
    .filter(({ column }) => !kept.includes(column))
    .map(({ column, none }) =>
      column === 'referred_by'
        ? `referred_by = CASE WHEN referred_by IS NOT NULL THEN '${erasedText}' END`
        : `${column} = ${none}`,
    );
  await write(
    'dim_customer',
    `UPDATE dim_customer SET customer_id = NULL, ${cleared.join(', ')}, change_id = ${changeId} WHERE customer_no = $1`,
    [customerNo],
  );
}

/** Returns one of the marks. */
async function setMarks(session: LoadSession, { loadId }: LoadNumbers, { ids, customerNo }: Person): Promise<Buffer> {
  const marks = await (await markerOf(session))(ids);
  const ofSample = (await changeKind(session)) === 'sample';
  await session.run(
    `INSERT INTO erased_customer (mark, customer_no, of_sample, erased_by)
     SELECT mark, $2, $3, $4 FROM unnest($1::bytea[]) AS mark
     ON CONFLICT (mark) DO UPDATE SET erased_by = excluded.erased_by, rewritten_at = NULL`,
    [marks, customerNo, ofSample, loadId],
  );
  return marks[0]!;
}
