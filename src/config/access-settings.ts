// Who may ask, and how they prove it.
import { type Role, roles } from '../model/roles';
import { anyText, isLoopback, listOf, oneOf, origins, type Parser, wholeNumber } from './parsers';
import { setting } from './setting';

const ways = ['none', 'keys', 'tokens', 'both'] as const;

export type Authentication = (typeof ways)[number];

/** Each with a public and a private key: whoever checks a token cannot make one. */
const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
] as const;

const usualAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'] as const;

export type ClaimedRole = { readonly claimed: string; readonly role: Role };

const signingKeyUrl: Parser<string> = (text) => {
  const { protocol, hostname } = URL.canParse(text) ? new URL(text) : { protocol: '', hostname: '' };
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, '')))
    ? { value: text }
    : {
        problem: 'must be an https address, or an http address of this machine, such as https://login.example.com/jwks',
      };
};

const claimedRoles: Parser<readonly ClaimedRole[]> = (text) => {
  const pairs = text.split(',').map((pair) => {
    const end = pair.lastIndexOf('=');
    return { claimed: pair.slice(0, Math.max(end, 0)).trim(), name: pair.slice(end + 1).trim() };
  });
  const named = pairs.flatMap(({ claimed, name }) => {
    const role = roles.find((each) => each === name);
    return claimed === '' || role === undefined ? [] : [Object.freeze({ claimed, role })];
  });
  return named.length === pairs.length
    ? { value: Object.freeze(named) }
    : {
        problem: `must be pairs such as crm-admins=admin,crm-analysts=analyst; the roles are ${roles.join(', ')}`,
      };
};

export const accessSettings = {
  authentication: setting<Authentication>({
    variable: 'AUTHENTICATION',
    fallback: 'none',
    parse: oneOf(ways),
    means:
      'How whoever asks proves who they are: by keys of this server, by tokens (JWT), by both; none: only this machine is served.',
  }),
  jwtKeysUrl: setting<string | null>({
    variable: 'JWT_JWKS_URL',
    fallback: null,
    parse: signingKeyUrl,
    means: 'Where the public keys of tokens are (JWKS).',
  }),
  jwtKeysFile: setting<string | null>({
    variable: 'JWT_JWKS_FILE',
    fallback: null,
    parse: anyText,
    means: 'A file with the public keys of tokens, instead of an address.',
  }),
  jwtIssuer: setting<string | null>({
    variable: 'JWT_ISSUER',
    fallback: null,
    parse: anyText,
    means: 'Who issues tokens: their claim iss, letter by letter.',
  }),
  jwtAudience: setting<readonly string[]>({
    variable: 'JWT_AUDIENCE',
    fallback: Object.freeze([]),
    parse: listOf(anyText),
    means: 'For whom tokens are, with commas: one of them is in their claim aud.',
  }),
  jwtAlgorithms: setting<readonly string[]>({
    variable: 'JWT_ALGORITHMS',
    fallback: Object.freeze([...usualAlgorithms]),
    parse: listOf(oneOf(algorithms)),
    means: 'The algorithms that tokens may be signed by, with commas.',
  }),
  jwtSubjectClaim: setting({
    variable: 'JWT_SUBJECT_CLAIM',
    fallback: 'sub',
    parse: anyText,
    means: 'The claim that says whose a token is, as the log names them.',
  }),
  jwtRoleClaim: setting({
    variable: 'JWT_ROLE_CLAIM',
    fallback: 'roles',
    parse: anyText,
    means: 'The claim with the roles of a token; dots lead into objects.',
  }),
  jwtRoles: setting<readonly ClaimedRole[]>({
    variable: 'JWT_ROLES',
    fallback: Object.freeze([]),
    parse: claimedRoles,
    means: 'Which claimed role is which role here, with commas; the first that a token has is its role.',
  }),
  jwtScopeClaim: setting<string | null>({
    variable: 'JWT_SCOPE_CLAIM',
    fallback: null,
    parse: anyText,
    means: 'The claim with the row scope, which every token then must have; none: tokens see every customer.',
  }),
  suppressBelowCustomers: setting({
    variable: 'SUPPRESS_BELOW_CUSTOMERS',
    fallback: 0,
    parse: wholeNumber(0, 1000),
    means:
      'Values that rest on fewer customers are kept from roles that may not see single customers; 0 and 1: none are.',
  }),
  corsOrigins: setting<readonly string[]>({
    variable: 'CORS_ORIGINS',
    fallback: Object.freeze([]),
    parse: origins,
    means: 'Origins of web pages that may ask; none: only those this server serves itself.',
  }),
};
