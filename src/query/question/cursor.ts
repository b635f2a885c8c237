// Cursors: the question's hash, the last change of the tables that it read, and the offset of the next page.
import { UserError } from '../../errors';

export type Cursor = { readonly hash: string; readonly version: string; readonly offset: number };

export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify([cursor.hash, cursor.version, cursor.offset])).toString('base64url');

/** An engine counts rows no further. */
const furthest = 2 ** 31 - 1;

/** Throws INVALID_CURSOR or CURSOR_OF_OTHER_QUESTION; whether the data moved on is known only when it is read. */
export function offsetOf(given: string, hash: string): Cursor {
  const refuse = (): never => {
    throw new UserError('INVALID_CURSOR', { given: given.length > 60 ? `${given.slice(0, 60)}...` : given });
  };
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(given, 'base64url').toString('utf8'));
  } catch {
    return refuse();
  }
  if (!Array.isArray(parts) || parts.length !== 3) return refuse();
  const [questionHash, version, offset] = parts as readonly unknown[];
  if (
    typeof questionHash !== 'string' ||
    typeof version !== 'string' ||
    !Number.isInteger(offset) ||
    (offset as number) < 0 ||
    (offset as number) > furthest
  )
    return refuse();
  if (questionHash !== hash) throw new UserError('CURSOR_OF_OTHER_QUESTION', {});
  return { hash: questionHash, version, offset: offset as number };
}
