// The API keys in the database: made, listed, revoked, found. A key is stored as its hash; its text is given once, to whoever
// makes it. A key that was revoked stays, so that its number is never another's.
import type { Pool } from 'pg';
import { UserError } from '../../errors';
import { refuseArgument } from '../../model/choose-argument';
import type { Role } from '../../model/roles';
import { hashOf, newKeyText, shownOf } from './key-text';

/** Times are milliseconds of the epoch. */
export type ApiKey = {
  readonly id: number;
  readonly name: string;
  readonly role: string;
  /** A row scope as it was given; none: every customer. */
  readonly scope: unknown;
  /** Its beginning, by which its owner knows it again. */
  readonly shown: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
};

export type StoredKey = ApiKey & { readonly hash: string };

type NewKey = {
  readonly name: string;
  readonly role: Role;
  readonly scope: unknown;
  /** Milliseconds of the epoch; null: never. */
  readonly expiresAt: number | null;
};

const longestName = 100;

const milliseconds = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;

const columns = `id, name, role, scope, shown, ${milliseconds('created_at')} AS "createdAt", ${milliseconds('expires_at')} AS "expiresAt",
  ${milliseconds('last_used_at')} AS "lastUsedAt", ${milliseconds('revoked_at')} AS "revokedAt"`;

/** Of several at once each gets a number of its own. The text is nowhere else. */
export async function createKey(
  pool: Pool,
  { name, role, scope, expiresAt }: NewKey,
): Promise<{ readonly id: number; readonly text: string }> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name is printed on terminals.
  if (name.trim() === '' || name.length > longestName || /[\u0000-\u001f\u007f-\u009f]/.test(name))
    refuseArgument('--name', 'it is no name', `Give 1 to ${longestName} characters, on one line.`);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('LOCK TABLE api_key IN SHARE ROW EXCLUSIVE MODE');
    const { rows } = await client.query<{ id: string }>('SELECT coalesce(max(id), 0) + 1 AS id FROM api_key');
    const id = Number(rows[0]!.id);
    const text = newKeyText(id);
    await client.query(
      `INSERT INTO api_key (id, name, role, scope, hash, shown, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, now(), to_timestamp($7::float8 / 1000))`,
      [id, name.trim(), role, scope == null ? null : JSON.stringify(scope), hashOf(text), shownOf(text), expiresAt],
    );
    await client.query('COMMIT');
    return { id, text };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

export const listKeys = async (pool: Pool): Promise<readonly ApiKey[]> =>
  (await pool.query<ApiKey>(`SELECT ${columns} FROM api_key ORDER BY id`)).rows.map(withNumber);

/** The key of the number; null where nobody has it. */
export async function findKey(pool: Pool, id: number): Promise<StoredKey | null> {
  const { rows } = await pool.query<StoredKey>(`SELECT ${columns}, hash FROM api_key WHERE id = $1`, [id]);
  return rows[0] === undefined ? null : withNumber(rows[0]);
}

/** Whether it was valid until now. Throws UNKNOWN_KEY. */
export async function revokeKey(pool: Pool, id: number): Promise<boolean> {
  const { rowCount } = await pool.query('UPDATE api_key SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL', [
    id,
  ]);
  if (rowCount === 1) return true;
  if ((await findKey(pool, id)) === null) throw new UserError('UNKNOWN_KEY', { given: String(id) });
  return false;
}

/** Says that a key was used, unless it was said within the minute. */
export async function touchKey(pool: Pool, id: number): Promise<void> {
  await pool.query(
    `UPDATE api_key SET last_used_at = now() WHERE id = $1
       AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
    [id],
  );
}

export type KeyState = 'valid' | 'revoked' | 'expired';

export function stateOf({ revokedAt, expiresAt }: ApiKey, now: number): KeyState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'valid';
}

const withNumber = <Key extends ApiKey>(row: Key): Key => ({ ...row, id: Number(row.id) });
