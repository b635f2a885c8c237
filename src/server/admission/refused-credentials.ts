// How many requests an address may send in a minute that do not prove who asks: beyond that they are told to come again, before
// anything is looked up. Behind a proxy everybody has one address, so whoever proved themselves lately is always looked at.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export const refusalsPerMinute = 120;

const provenFor = 3_600_000;
const mostProven = 10_000;

/** `enter`: the credentials may be looked at, and what came of it is told; `unknown`: nobody could say. */
export type Entering = { readonly kind: 'enter'; readonly told: (outcome: 'proved' | 'refused' | 'unknown') => void };
/** `isFirst`: of the address in this minute. */
export type Waiting = { readonly kind: 'wait'; readonly seconds: number; readonly isFirst: boolean };

export type Gate = (address: string, credentials: readonly string[]) => Promise<Entering | Waiting>;

/** Each counts as refused until more is told, so that many at once are no way around. */
export function gateOfCredentials(): Gate {
  const limiter = new RateLimiterMemory({ points: refusalsPerMinute, duration: 60 });
  const proven = new LRUCache<string, true>({ max: mostProven, ttl: provenFor });
  return async (address, credentials) => {
    const hash = createHash('sha256').update(credentials.join('\n')).digest('base64');
    const isCounted = !proven.has(hash);
    if (isCounted) {
      const waiting = await consume(limiter, address);
      if (waiting !== null) return waiting;
    }
    return {
      kind: 'enter',
      told: (outcome) => {
        if (outcome === 'proved') proven.set(hash, true);
        if (outcome === 'refused') proven.delete(hash);
        else if (isCounted) void limiter.reward(address);
      },
    };
  };
}

async function consume(limiter: RateLimiterMemory, address: string): Promise<Waiting | null> {
  try {
    await limiter.consume(address);
    return null;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    return { kind: 'wait', seconds, isFirst: refusal.consumedPoints === refusalsPerMinute + 1 };
  }
}
