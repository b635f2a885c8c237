// The authentication of a process by its settings: which credentials it takes, and by what it checks them. None: it serves this
// machine alone.
import { readFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import type { Config } from '../../config/config';
import { UserError } from '../../errors';
import { listKeys, stateOf } from './api-keys';
import { type Authenticate, authenticateBy } from './authenticate';
import { checkKeys } from './check-key';
import { type CheckToken, checkTokens } from './check-token';
import { signingKeys } from './signing-keys';

export type AuthenticationSettings = Pick<
  Config,
  | 'authentication'
  | 'jwtKeysUrl'
  | 'jwtKeysFile'
  | 'jwtIssuer'
  | 'jwtAudience'
  | 'jwtAlgorithms'
  | 'jwtSubjectClaim'
  | 'jwtRoleClaim'
  | 'jwtRoles'
  | 'jwtScopeClaim'
>;

type Options = {
  /** Hears what went wrong while the server goes on. */
  readonly failed: (error: unknown, what: string) => void;
};

/** Throws INVALID_CONFIGURATION where the file of signing keys is none. */
export async function authenticationOf(
  settings: AuthenticationSettings,
  pool: Pool,
  { failed }: Options,
): Promise<Authenticate | null> {
  const { authentication } = settings;
  if (authentication === 'none') return null;
  const byKeys = authentication !== 'tokens';
  const byTokens = authentication !== 'keys';
  return authenticateBy({
    key: byKeys
      ? checkKeys(pool, { failed: (error) => failed(error, 'the use of a key could not be written down') })
      : null,
    token: byTokens ? await tokensBy(settings, failed) : null,
  });
}

async function tokensBy(settings: AuthenticationSettings, failed: Options['failed']): Promise<CheckToken> {
  const { jwtKeysUrl: url, jwtKeysFile: file, jwtIssuer: issuer } = settings;
  if (issuer === null || (url === null && file === null)) throw new Error('the configuration was not checked');
  if (file !== null) await checkSigningKeyFile(file);
  const keys = signingKeys(file === null ? { kind: 'url', url: url! } : { kind: 'file', file }, {
    failed: (error) => failed(error, 'the signing keys of tokens cannot be read; those that are known go on'),
  });
  return checkTokens(
    {
      issuer,
      audiences: settings.jwtAudience,
      algorithms: settings.jwtAlgorithms,
      subjectClaim: settings.jwtSubjectClaim,
      roleClaim: settings.jwtRoleClaim,
      roleOf: settings.jwtRoles,
      scopeClaim: settings.jwtScopeClaim,
    },
    keys,
  );
}

/** A file is there before the server is; what it holds may be read by whoever serves, so no private key lies there. */
async function checkSigningKeyFile(file: string): Promise<void> {
  const refuse = (problem: string): never => {
    throw new UserError('INVALID_CONFIGURATION', { problems: [`JWT_JWKS_FILE=${file} ${problem}`] });
  };
  const text = await readFile(file, 'utf8').catch(() => refuse('cannot be read'));
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    refuse('is not JSON');
  }
  const { keys } = (found ?? {}) as { readonly keys?: unknown };
  if (!Array.isArray(keys) || keys.length === 0) return refuse('holds no keys: it must be {"keys": [...]} (JWKS)');
  const isSecret = (key: unknown): boolean => typeof key === 'object' && key !== null && ('d' in key || 'k' in key);
  if (keys.some(isSecret)) refuse('holds a private key: give it the public ones alone');
}

/** Whether somebody could be answered who has a key. */
export const hasValidKey = async (pool: Pool): Promise<boolean> =>
  (await listKeys(pool)).some((key) => stateOf(key, Date.now()) === 'valid');
