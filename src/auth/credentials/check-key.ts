// Whether a key is one of ours that is still valid. What the database says of a key is remembered for ten seconds: a key that is
// revoked, by whichever process, is refused by every server within that time. When a key was used is written once a minute.
import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import { type Role, roles } from '../../model/roles';
import { everything, type Viewer } from '../../model/viewer';
import type { Principal } from '../principal';
import { parseRowScope } from '../row-scope';
import { type ApiKey, findKey, type StoredKey, stateOf, touchKey } from './api-keys';
import { hashOf, hashOfNoKey, isSameHash, readKeyText } from './key-text';
import { type RefusalCause, type Refused, refused } from './refusal';

export type Verdict = { readonly kind: 'principal'; readonly principal: Principal } | Refused;
export type CheckKey = (text: string) => Promise<Verdict>;

export type KeyOptions = {
  /** Milliseconds of the epoch. */
  readonly clock?: () => number;
  /** A key was used, and it could not be written down. */
  readonly failed?: (error: unknown) => void;
};

const rememberedFor = 10_000;
const usedAgainAfter = 60_000;
const mostRemembered = 10_000;

export function checkKeys(pool: Pool, { clock = Date.now, failed = () => undefined }: KeyOptions = {}): CheckKey {
  const remembering = { max: mostRemembered, ttlResolution: 0, perf: { now: clock } };
  const known = new LRUCache<number, { readonly key: StoredKey | null }>({
    ...remembering,
    ttl: rememberedFor,
    fetchMethod: async (id) => ({ key: await findKey(pool, id) }),
  });
  const used = new LRUCache<number, true>({ ...remembering, ttl: usedAgainAfter });

  const tellUse = (id: number): void => {
    if (used.has(id)) return;
    used.set(id, true);
    void touchKey(pool, id).catch(failed);
  };

  return async (text) => {
    const read = readKeyText(text);
    if (read.kind !== 'key')
      return refused(read.kind === 'malformed' ? 'malformed credential' : 'wrong checksum of key');
    const name = `key:${read.id}`;
    const key = (await known.fetch(read.id))?.key ?? null;
    const isItself = isSameHash(hashOf(text), key?.hash ?? hashOfNoKey);
    if (key === null) return refused('unknown key', name);
    if (!isItself) return refused('wrong secret of key', name);
    const state = stateOf(key, clock());
    if (state !== 'valid') return refused(state === 'revoked' ? 'revoked key' : 'expired key', name);
    const whose = principalOf(key);
    if (typeof whose === 'string') return refused(whose, name);
    tellUse(key.id);
    return { kind: 'principal', principal: whose };
  };
}

function principalOf({ id, name, role, scope }: ApiKey): Principal | RefusalCause {
  const known: Role | undefined = roles.find((each) => each === role);
  if (known === undefined) return 'key with an unknown role';
  let viewer: Viewer = everything;
  try {
    if (scope !== null) viewer = parseRowScope(scope);
  } catch {
    // A dimension may be gone since the key was made.
    return 'key with an invalid scope';
  }
  return Object.freeze({ id: `key:${id}`, name, role: known, viewer });
}
