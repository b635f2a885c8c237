// Tokens as an identity provider signs them, and as those who have no key make them up.
import { createHmac, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { TokenRules } from '../../../src/auth/credentials/check-token';

export const rules: TokenRules = {
  issuer: 'https://login.example.com/',
  audiences: ['astrolabe', 'https://crm.example.com'],
  algorithms: ['RS256', 'ES256', 'EdDSA'],
  subjectClaim: 'sub',
  roleClaim: 'realm_access.roles',
  roleOf: [
    { claimed: 'crm-admins', role: 'admin' },
    { claimed: 'crm-analysts', role: 'analyst' },
    { claimed: 'dashboards', role: 'bi' },
  ],
  scopeClaim: 'https://example.com/customers',
};

export type Claims = Readonly<Record<string, unknown>>;

/** What a good token says, at the second given. */
export const goodClaims = (second: number): Claims => ({
  iss: rules.issuer,
  aud: 'astrolabe',
  sub: 'mary',
  iat: second,
  exp: second + 300,
  realm_access: { roles: ['crm-analysts', 'other'] },
  [rules.scopeClaim!]: { dimension: 'REGION', in: ['North'] },
});

export type Signer = {
  readonly kid: string;
  readonly algorithm: string;
  readonly publicKey: JWK;
  /** As a file of a public key is written. */
  readonly pem: string;
  readonly sign: (claims: Claims, header?: Readonly<Record<string, unknown>>) => Promise<string>;
};

export async function signer(kid: string, algorithm: string): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return {
    kid,
    algorithm,
    publicKey: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' },
    pem: await exportSPKI(publicKey),
    sign: (claims, header = {}) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: algorithm, kid, ...header }).sign(privateKey),
  };
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token without signature. */
export const unsigned = (claims: Claims, algorithm = 'none'): string =>
  `${part({ alg: algorithm, typ: 'JWT' })}.${part(claims)}.`;

/** A token signed by a secret that is none: the text of a public key. */
export function signedBySecret(claims: Claims, secret: string | KeyObject, header: Claims): string {
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** The token with other claims beneath its signature. */
export function tampered(token: string, change: Claims): string {
  const [header, claims, signature] = token.split('.') as [string, string, string];
  const changed = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), ...change };
  return `${header}.${part(changed)}.${signature}`;
}

export type KeyAddress = {
  readonly url: string;
  /** What it answers from now on; null: nothing that can be used. */
  readonly serve: (keys: readonly JWK[] | null) => void;
  /** How often it was asked. */
  readonly asked: () => number;
  readonly close: () => Promise<void>;
};

/** Where an identity provider has its public keys. */
export async function keyAddress(first: readonly JWK[]): Promise<KeyAddress> {
  let keys: readonly JWK[] | null = first;
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    if (keys === null) response.writeHead(503).end();
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    serve: (next) => {
      keys = next;
    },
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
