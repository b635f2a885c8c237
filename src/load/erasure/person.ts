// Who is meant by an id: the customer, or the one whose alias it is, with every id it goes by and every text that tells it.
import { UserError } from '../../errors';
import { markerOf } from '../merge/erased-mark';
import type { LoadSession } from '../session/session';
import { namesPerson } from './named-in-filter';
import { rejectionsOf } from './named-in-quarantine';

export type Person = {
  /** None: nothing but quarantine, segments, targets or deleted facts names the id. */
  readonly customerNo: number | null;
  /** Its own id and those of its aliases, in code point order. */
  readonly ids: readonly string[];
  /** Names, addresses and telephone numbers of every version. */
  readonly texts: readonly string[];
};

type Reader = Pick<LoadSession, 'rows' | 'run'>;

/** Null: nothing names the id. */
export async function findPerson(session: Reader, id: string): Promise<Person | null> {
  const { rows } = session;
  const [customer] = await rows<{ no: number }>(
    `SELECT customer_no AS no FROM dim_customer WHERE customer_id = $1
     UNION SELECT survivor_no FROM merged_customer WHERE customer_id = $1`,
    [id],
  );
  if (customer === undefined) {
    const person: Person = { customerNo: null, ids: [id], texts: [] };
    return (await isNamed(session, person)) ? person : null;
  }
  const versions = await rows<{ id: string; texts: readonly (string | null)[] }>(
    `SELECT customer_id AS id, ARRAY[name, email, phone] AS texts FROM dim_customer WHERE customer_no = $1
     UNION ALL SELECT customer_id, ARRAY[name, email, phone] FROM merged_customer WHERE survivor_no = $1`,
    [customer.no],
  );
  const texts = versions.flatMap((version) => version.texts).filter((text) => text !== null);
  return {
    customerNo: customer.no,
    ids: [...new Set(versions.map((version) => version.id))].sort(),
    texts: [...new Set(texts)].sort(),
  };
}

async function isNamed(session: Reader, person: Person): Promise<boolean> {
  const [target] = await session.rows<{ any: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM target WHERE dimension = 'CUSTOMER' AND member = ANY ($1)) AS any`,
    [person.ids],
  );
  const [deleted] = await session.rows<{ any: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM deleted_fact WHERE customer_id = ANY ($1)) AS any',
    [person.ids],
  );
  if (target!.any || deleted!.any || (await rejectionsOf(session, person)).length > 0) return true;
  const segments = await session.rows<{ filter: unknown }>('SELECT filter FROM segment');
  return segments.some(({ filter }) => namesPerson(filter, person.ids));
}

/** When the erasure of an id was done, if it was, and whether everything that held it is rewritten. */
export async function erasureOf(session: Reader, id: string): Promise<'none' | 'unfinished' | 'done'> {
  const [known] = await session.rows<{ any: boolean }>('SELECT EXISTS (SELECT 1 FROM erased_customer) AS any');
  if (!known!.any) return 'none';
  const [mark] = await (await markerOf(session))([id]);
  const [found] = await session.rows<{ done: boolean }>(
    'SELECT rewritten_at IS NOT NULL AS done FROM erased_customer WHERE mark = $1',
    [mark],
  );
  if (found === undefined) return 'none';
  return found.done ? 'done' : 'unfinished';
}

/** Throws CUSTOMER_ERASED or UNKNOWN_CUSTOMER for an id that is no customer's. */
export async function refuseUnknown(session: Reader, id: string): Promise<never> {
  if ((await erasureOf(session, id)) !== 'none') throw new UserError('CUSTOMER_ERASED', { given: id });
  throw new UserError('UNKNOWN_CUSTOMER', { given: id });
}
