// The mark by which an erased id is known again: scrypt of the id under a salt of the warehouse. It cannot be turned back,
// and guessing costs a thousand times what a plain hash would; but whoever holds the warehouse and a list of all ids there
// could be can try them one by one, and short numbers are soon tried. A load works out one mark for each id that it names
// and the warehouse does not know, so the price of a guess is also the price of a new customer.
import { createHash, randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import type { LoadSession } from '../session/session';

/** A quarter of a millisecond: 300,000 new ids in a warehouse with erased ones take a load half a minute more. */
const cost: ScryptOptions = { N: 128, r: 8, p: 1 };
const length = 16;
const atOnce = 64;
const saltKey = 'ERASURE_SALT';

export type Marker = (ids: readonly string[]) => Promise<readonly Buffer[]>;

type Session = Pick<LoadSession, 'run' | 'rows'>;

/** The salt of the warehouse; the first time one is made. Its backups have the same. */
export async function ensureSalt({ run, rows }: Session): Promise<Buffer> {
  await run('INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [
    saltKey,
    randomBytes(32).toString('hex'),
  ]);
  const [stored] = await rows<{ value: string }>('SELECT value FROM setting WHERE key = $1', [saltKey]);
  return Buffer.from(stored!.value, 'hex');
}

/** By which marks of one warehouse are told from those of another. It says nothing of the salt. */
export const fingerprintOf = (salt: Buffer): string => createHash('sha256').update(salt).digest('hex').slice(0, 16);

/** Makes marks with the salt of the warehouse. */
export async function markerOf(session: Session): Promise<Marker> {
  const salt = await ensureSalt(session);
  const mark = (id: string): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      scrypt(id, salt, length, cost, (error, key) => (error === null ? resolve(key) : reject(error)));
    });
  return async (ids) => {
    const marks: Buffer[] = [];
    for (let first = 0; first < ids.length; first += atOnce)
      marks.push(...(await Promise.all(ids.slice(first, first + atOnce).map(mark))));
    return marks;
  };
}
