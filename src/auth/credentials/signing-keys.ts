// The public keys by which tokens are checked, from an address or a file. They are read again every five minutes, and for a key
// that is not among them at most every half minute. While they cannot be read, those that are known go on.
import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';

export type SigningKeySource =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'file'; readonly file: string };

/** In milliseconds. */
export type SigningKeyPatience = {
  /** For how long keys are used without another look. */
  readonly fresh: number;
  /** Between two looks that a token causes. */
  readonly cooldown: number;
  readonly timeout: number;
};

export const usualPatience: SigningKeyPatience = { fresh: 300_000, cooldown: 30_000, timeout: 5_000 };

export type SigningKeyOptions = {
  readonly patience?: SigningKeyPatience;
  /** The keys cannot be read, though they may be known. */
  readonly failed?: (error: unknown) => void;
  readonly clock?: () => number;
};

/** Nobody knows the signing keys yet, and they cannot be read. */
export class SigningKeysAway extends Error {}

export function signingKeys(
  source: SigningKeySource,
  { patience = usualPatience, failed = () => undefined, clock = Date.now }: SigningKeyOptions = {},
): JWTVerifyGetKey {
  let looked = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  const read = reading(source);
  const look: typeof fetch = async (address, init) => {
    // Tokens of strangers do not decide how often somebody else is asked.
    if (clock() - failedAt < patience.cooldown) throw new SigningKeysAway();
    try {
      const response = await read(address, init);
      if (!response.ok) throw new Error(`the keys were answered with ${response.status}`);
      // Read whole here, so that whatever is wrong with it counts as away.
      const text = await response.text();
      createLocalJWKSet(JSON.parse(text));
      looked = clock();
      return new Response(text);
    } catch (error) {
      failedAt = clock();
      failed(error);
      throw new SigningKeysAway('the signing keys cannot be read', { cause: error });
    }
  };
  const address = source.kind === 'url' ? source.url : 'file:///';
  const keys = createRemoteJWKSet(new URL(address), {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: patience.cooldown,
    timeoutDuration: patience.timeout,
    [customFetch]: look,
  });
  return async (header, token) => {
    // Keys that were withdrawn are not used on; where they cannot be read those that are known are.
    if (keys.jwks() !== undefined && clock() - looked >= patience.fresh) await keys.reload().catch(() => undefined);
    return keys(header, token);
  };
}

const reading = (source: SigningKeySource): typeof fetch =>
  source.kind === 'url' ? fetch : async () => new Response(await readFile(source.file, 'utf8'));
