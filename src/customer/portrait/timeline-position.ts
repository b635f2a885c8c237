// Where a page of a timeline ended, and its cursor. Events stand newest first; of one instant those of transactions before
// interactions, each by descending id. A page goes on after that place, so that events that come meanwhile break no paging.
import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../../errors';

export const sources = ['transaction', 'interaction'] as const;
export type Source = (typeof sources)[number];

export type Position = { readonly at: string; readonly source: Source; readonly id: string };

/** `of`: what the cursor belongs to. */
const hashOf = (of: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(of)).digest('base64url').slice(0, 16);

export const writePosition = ({ at, source, id }: Position, of: readonly unknown[]): string =>
  Buffer.from(JSON.stringify([hashOf(of), at, source, id])).toString('base64url');

/** Throws INVALID_CURSOR, or CURSOR_OF_OTHER_QUESTION for the cursor of another timeline. */
export function readPosition(given: string, of: readonly unknown[]): Position {
  const refuse = (): never => {
    throw new UserError('INVALID_CURSOR', { given: given.length > 60 ? `${given.slice(0, 60)}...` : given });
  };
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(given, 'base64url').toString('utf8'));
  } catch {
    return refuse();
  }
  if (!Array.isArray(parts) || parts.length !== 4) return refuse();
  const [hash, at, source, id] = parts as readonly unknown[];
  const known = sources.find((each) => each === source);
  if (typeof hash !== 'string' || typeof at !== 'string' || typeof id !== 'string' || known === undefined)
    return refuse();
  if (id.includes('\0') || !isInstant(at)) return refuse();
  if (hash !== hashOf(of)) throw new UserError('CURSOR_OF_OTHER_QUESTION', {});
  return { at, source: known, id };
}

function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false;
  }
}
