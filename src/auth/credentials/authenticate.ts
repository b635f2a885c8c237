// Who asks, by the Authorization headers of a request: a key, or a token. There is one way to prove it, and one header.
import type { CheckKey, Verdict } from './check-key';
import type { CheckToken } from './check-token';
import { keyPrefix } from './key-text';
import { refused } from './refusal';

/** `headers`: every Authorization header of the request. Rejects where the database cannot be asked. */
export type Authenticate = (headers: readonly string[]) => Promise<Verdict>;

/** At least one of them is taken. */
export type Checks = { readonly key: CheckKey | null; readonly token: CheckToken | null };

const longest = 8_192;
const bearer = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i;
const schemeOfBearer = /^bearer(?: |$)/i;

export const authenticateBy =
  ({ key, token }: Checks): Authenticate =>
  async (headers) => {
    const [header, second] = headers;
    if (header === undefined) return refused('no credential');
    if (second !== undefined) return refused('several authorization headers');
    if (header.length > longest) return refused('longer than 8 kB');
    if (!schemeOfBearer.test(header)) return refused('no bearer credential');
    const credential = bearer.exec(header)?.[1];
    if (credential === undefined) return refused('malformed credential');
    if (credential.startsWith(keyPrefix)) return key === null ? refused('keys are not taken') : key(credential);
    return token === null ? refused('tokens are not taken') : token(credential);
  };
