// What settings of access come to together: no other machine is served without authentication, and tokens are taken by rules that
// are whole or not at all.
import type { accessSettings } from './access-settings';
import { isLoopback } from './parsers';
import type { serverSettings } from './server-settings';
import type { ValuesOf } from './setting';

type Access = ValuesOf<typeof accessSettings> & Pick<ValuesOf<typeof serverSettings>, 'host'>;

export function accessProblems(access: Access): readonly string[] {
  const { authentication, host, jwtKeysUrl, jwtKeysFile, jwtIssuer, jwtAudience, jwtRoles } = access;
  const problems: string[] = [];
  if (authentication === 'none' && !isLoopback(host))
    problems.push(
      `HOST=${host} would serve other machines without authentication: set AUTHENTICATION=keys (or tokens, or both; docs/access.md), or leave HOST at a loopback address (127.0.0.1, ::1 or localhost)`,
    );
  const named = {
    JWT_JWKS_URL: jwtKeysUrl !== null,
    JWT_JWKS_FILE: jwtKeysFile !== null,
    JWT_ISSUER: jwtIssuer !== null,
    JWT_AUDIENCE: jwtAudience.length > 0,
    JWT_ROLES: jwtRoles.length > 0,
  };
  const there = Object.entries(named).flatMap(([variable, is]) => (is ? [variable] : []));
  const way = `AUTHENTICATION=${authentication}`;
  if (authentication === 'none' || authentication === 'keys') {
    if (there.length > 0)
      problems.push(`${there.join(', ')} would count for nothing with ${way}: set AUTHENTICATION=tokens or both`);
    return problems;
  }
  if (named.JWT_JWKS_URL === named.JWT_JWKS_FILE)
    problems.push(`${way} needs one of JWT_JWKS_URL and JWT_JWKS_FILE, and not both`);
  const missing = (['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_ROLES'] as const).filter((variable) => !named[variable]);
  if (missing.length > 0) problems.push(`${way} needs ${missing.join(', ')}`);
  return problems;
}
