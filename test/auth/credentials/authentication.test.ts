// Who is answered, over HTTP: nobody with a bad credential of any kind, in the same words, with one line in the log that tells
// the cause and no secret; whoever has a good one, with their role and the customers they see.
import { createPublicKey } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { createKey, revokeKey } from '../../../src/auth/credentials/api-keys';
import { type Authenticate, authenticateBy } from '../../../src/auth/credentials/authenticate';
import { checkKeys } from '../../../src/auth/credentials/check-key';
import { checkTokens } from '../../../src/auth/credentials/check-token';
import { signingKeys } from '../../../src/auth/credentials/signing-keys';
import { everything, type Viewer } from '../../../src/model/viewer';
import { type RunningApi, startApi } from '../../server/running-api';
import { ask, type RawReply } from './raw-request';
import {
  type Claims,
  goodClaims,
  type KeyAddress,
  keyAddress,
  rules,
  type Signer,
  signedBySecret,
  signer,
  tampered,
  unsigned,
} from './signed-tokens';

const north: Viewer = {
  kind: 'customers',
  filter: { kind: 'test', dimension: 'REGION', tests: [{ kind: 'in', members: ['North'] }] },
};
const now = () => Math.floor(Date.now() / 1000);
const forever = { scope: null, expiresAt: null } as const;

let api: RunningApi;
let authenticate: Authenticate;
let address: KeyAddress;
let rsa: Signer;
let edwards: Signer;
let stranger: Signer;
let key: string;

beforeAll(async () => {
  [rsa, edwards, stranger] = await Promise.all([
    signer('rsa-1', 'RS256'),
    signer('ed-1', 'EdDSA'),
    signer('stranger', 'RS256'),
  ]);
  address = await keyAddress([rsa.publicKey, edwards.publicKey]);
  api = await startApi({
    authenticate: ({ pool }) => {
      authenticate = authenticateBy({
        key: checkKeys(pool),
        token: checkTokens(rules, signingKeys({ kind: 'url', url: address.url })),
      });
      return (headers) => authenticate(headers);
    },
  });
  key = (await createKey(api.warehouse.pool, { name: 'dashboards', role: 'bi', ...forever })).text;
});
afterAll(async () => {
  await api.close();
  await address.close();
});

const bearer = (credential: string): readonly string[] => [`Bearer ${credential}`];
const claims = (change: Claims = {}): Claims => ({ ...goodClaims(now()), ...change });
const without = (name: string): Claims => {
  const { [name]: _, ...others } = goodClaims(now());
  return others;
};
const withChecksum = (text: string): string => `${text}${crc32(text).toString(16).padStart(8, '0')}`;

/** A key of the database with a row that was changed there. */
async function changedKey(change: string): Promise<string> {
  const { id, text } = await createKey(api.warehouse.pool, { name: 'changed', role: 'app', ...forever });
  await api.warehouse.pool.query(`UPDATE api_key SET ${change} WHERE id = $1`, [id]);
  return text;
}

type Bad = readonly [string, cause: string, headers: () => readonly string[] | Promise<readonly string[]>];

const bad: readonly Bad[] = [
  ['no header', 'no credential', () => []],
  ['an empty header', 'no bearer credential', () => ['']],
  ['a scheme without credential', 'malformed credential', () => ['Bearer ']],
  ['a credential without scheme', 'no bearer credential', () => [key]],
  ['Basic', 'no bearer credential', () => [`Basic ${Buffer.from(`admin:${key}`).toString('base64')}`]],
  ['a scheme that only begins as ours', 'no bearer credential', () => [`BearerX ${key}`]],
  ['a good key twice', 'several authorization headers', () => [`Bearer ${key}`, `Bearer ${key}`]],
  ['a good key beside Basic', 'several authorization headers', () => ['Basic YTpi', `Bearer ${key}`]],
  ['two keys in one header', 'malformed credential', () => [`Bearer ${key}, Bearer ${key}`]],
  ['letters beyond ASCII', 'malformed credential', () => bearer(`${key.slice(0, -1)}é`)],
  ['8 kB', 'longer than 8 kB', () => bearer('a'.repeat(8_192))],
  ['a token of 8 kB', 'longer than 8 kB', async () => bearer(await rsa.sign(claims({ note: 'x'.repeat(8_000) })))],
  ['a word', 'malformed token', () => bearer('secret')],
  ['a key cut short', 'malformed credential', () => bearer(key.slice(0, -1))],
  ['a key in capitals', 'malformed credential', () => bearer(key.toUpperCase().replace('ASTRO', 'astro'))],
  [
    'a key with a letter changed',
    'wrong checksum of key',
    () => bearer(key.replace(/.$/, (last) => (last === '0' ? '1' : '0'))),
  ],
  ['a key of a number nobody has', 'unknown key', () => bearer(withChecksum(`astro_999_${'0'.repeat(64)}`))],
  [
    'a made-up secret of a number somebody has',
    'wrong secret of key',
    () => bearer(withChecksum(`astro_1_${'0'.repeat(64)}`)),
  ],
  [
    'a key that expired',
    'expired key',
    async () => bearer(await changedKey(`expires_at = now() - interval '1 second'`)),
  ],
  [
    'a key that was revoked',
    'revoked key',
    async () => {
      const { id, text } = await createKey(api.warehouse.pool, { name: 'gone', role: 'admin', ...forever });
      await revokeKey(api.warehouse.pool, id);
      return bearer(text);
    },
  ],
  [
    'a key with a role that is none',
    'key with an unknown role',
    async () => bearer(await changedKey(`role = 'owner'`)),
  ],
  [
    'a key with a scope that is none',
    'key with an invalid scope',
    async () => bearer(await changedKey(`scope = '{"dimension": "GONE", "in": ["x"]}'`)),
  ],
  ['a token without signature', 'algorithm not allowed', () => bearer(unsigned(claims()))],
  ['a token without signature that names an algorithm', 'wrong signature', () => bearer(unsigned(claims(), 'RS256'))],
  [
    'HS256 by the public key as text',
    'algorithm not allowed',
    () => bearer(signedBySecret(claims(), rsa.pem, { alg: 'HS256', kid: 'rsa-1' })),
  ],
  [
    'HS256 by the public key as JWK',
    'algorithm not allowed',
    () => bearer(signedBySecret(claims(), JSON.stringify(rsa.publicKey), { alg: 'HS256', kid: 'rsa-1' })),
  ],
  [
    'RS256 that is HS256 by the public key',
    'wrong signature',
    () => bearer(signedBySecret(claims(), rsa.pem, { alg: 'RS256', kid: 'rsa-1' })),
  ],
  [
    'an algorithm that is not named',
    'algorithm not allowed',
    async () => bearer(await (await signer('ps', 'PS256')).sign(claims())),
  ],
  [
    'another role beneath the signature',
    'wrong signature',
    async () => bearer(tampered(await rsa.sign(claims()), { realm_access: { roles: ['crm-admins'] } })),
  ],
  ['a signature cut off', 'wrong signature', async () => bearer((await rsa.sign(claims())).slice(0, -20))],
  ['a key nobody knows', 'unknown signing key', async () => bearer(await stranger.sign(claims()))],
  [
    'the name of a known key over a strange signature',
    'wrong signature',
    async () => bearer(await stranger.sign(claims(), { kid: 'rsa-1' })),
  ],
  [
    'a key that the token brings along',
    'unknown signing key',
    async () => bearer(await stranger.sign(claims(), { jwk: stranger.publicKey })),
  ],
  [
    'an address of keys that the token brings along',
    'unknown signing key',
    async () => bearer(await stranger.sign(claims(), { jku: `${address.url}/of/a/stranger` })),
  ],
  [
    'certificates that the token brings along',
    'unknown signing key',
    async () => bearer(await stranger.sign(claims(), { x5u: address.url, x5c: ['MIIB'] })),
  ],
  [
    'an extension that must be understood',
    'malformed token',
    async () => {
      const [, ...others] = (await rsa.sign(claims())).split('.');
      const header = Buffer.from(JSON.stringify({ alg: 'RS256', kid: 'rsa-1', crit: ['exp'], exp: 1 })).toString(
        'base64url',
      );
      return bearer([header, ...others].join('.'));
    },
  ],
  ['an expired token', 'expired token', async () => bearer(await rsa.sign(claims({ exp: now() - 60 })))],
  ['a token that never expires', 'claim missing or invalid', async () => bearer(await rsa.sign(without('exp')))],
  [
    'an expiry that is no time',
    'claim missing or invalid',
    async () => bearer(await rsa.sign(claims({ exp: '2099-01-01' }))),
  ],
  ['a token of later', 'token of later', async () => bearer(await rsa.sign(claims({ nbf: now() + 120 })))],
  ['another issuer', 'wrong issuer', async () => bearer(await rsa.sign(claims({ iss: 'https://login.example.com' })))],
  ['no issuer', 'claim missing or invalid', async () => bearer(await rsa.sign(without('iss')))],
  ['another audience', 'wrong audience', async () => bearer(await rsa.sign(claims({ aud: ['payroll'] })))],
  ['no audience', 'claim missing or invalid', async () => bearer(await rsa.sign(without('aud')))],
  ['no subject', 'token without subject', async () => bearer(await rsa.sign(without('sub')))],
  [
    'a subject that would write a line of the log',
    'token without subject',
    async () => bearer(await rsa.sign(claims({ sub: 'mary\n{"level":30}' }))),
  ],
  [
    'a role that is none here',
    'token without role',
    async () => bearer(await rsa.sign(claims({ realm_access: { roles: ['admin'] } }))),
  ],
  ['no role', 'token without role', async () => bearer(await rsa.sign(without('realm_access')))],
  [
    'a role by inheritance',
    'token without role',
    async () => bearer(await rsa.sign(claims({ realm_access: { roles: { 0: 'crm-admins' } } }))),
  ],
  ['no scope', 'token with an invalid scope', async () => bearer(await rsa.sign(without(rules.scopeClaim!)))],
  [
    'an empty scope',
    'token with an invalid scope',
    async () => bearer(await rsa.sign(claims({ [rules.scopeClaim!]: {} }))),
  ],
  [
    'a scope of a dimension that is none',
    'token with an invalid scope',
    async () => bearer(await rsa.sign(claims({ [rules.scopeClaim!]: { dimension: 'REGOIN', in: ['North'] } }))),
  ],
  [
    'a scope with a word that is none',
    'token with an invalid scope',
    async () => bearer(await rsa.sign(claims({ [rules.scopeClaim!]: { dimension: 'REGION', in: ['North'], or: {} } }))),
  ],
  [
    'a scope of facts',
    'token with an invalid scope',
    async () => bearer(await rsa.sign(claims({ [rules.scopeClaim!]: { dimension: 'TEAM', in: ['Sales'] } }))),
  ],
];

const refusal =
  'The request does not prove who asks. Send one header Authorization: Bearer CREDENTIAL, with a key or token that is valid.';

function expectRefusal({ status, headers, text }: RawReply): string {
  expect([status, headers['www-authenticate'], headers['cache-control']]).toEqual([
    401,
    'Bearer realm="astrolabe"',
    'no-store',
  ]);
  const { errors, ...others } = JSON.parse(text);
  expect(others).toEqual({});
  expect(errors).toEqual([
    { message: refusal, extensions: { code: 'UNAUTHENTICATED', requestId: headers['x-request-id'] } },
  ]);
  return errors[0].extensions.requestId;
}

const logged = (): readonly string[] =>
  api
    .log()
    .split('\n')
    .filter((line) => line !== '');

describe('a bad credential', () => {
  test('is one of many', () => {
    expect(bad.length).toBeGreaterThan(50);
  });

  test.each(bad)('%s is refused: %s', async (_, cause, headersOf) => {
    const headers = await headersOf();
    const before = logged().length;
    const requestId = expectRefusal(await ask(api.server.origin, headers));
    const lines = logged().slice(before);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 40,
      requestId,
      cause,
      msg: 'a request does not prove who asks',
    });
    // Neither the whole nor any longer piece of it.
    for (const credential of headers.flatMap((header) => header.split(/[\s._]+/).filter(({ length }) => length > 12)))
      expect(lines[0]).not.toContain(credential.slice(0, 12));
  });

  test('has no effect where a good one follows in the address, a cookie or another header', async () => {
    const elsewhere: readonly Readonly<Record<string, string>>[] = [
      { 'x-api-key': key },
      { cookie: `authorization=Bearer ${key}` },
      { 'proxy-authorization': `Bearer ${key}` },
    ];
    for (const headers of elsewhere) expectRefusal(await ask(api.server.origin, [], { headers }));
    expectRefusal(await ask(api.server.origin, [], { path: `/graphql?access_token=${key}` }));
  });
});

describe('every route', () => {
  test.each([
    ['GET', '/graphql?query=%7BdataStatus%7BdataVersion%7D%7D'],
    ['HEAD', '/graphql?query=%7BdataStatus%7BdataVersion%7D%7D'],
    ['GET', '/graphql'],
    ['OPTIONS', '/graphql'],
    ['PUT', '/graphql'],
    ['GET', '/segments/vip/customers.csv'],
  ])('with data refuses before it reads anything: %s %s', async (method, path) => {
    const reply = await ask(api.server.origin, [], { method, path, headers: { 'apollo-require-preflight': '1' } });
    expect(reply.status).toBe(401);
    if (method !== 'HEAD') expectRefusal(reply);
  });

  test('refuses before a body is read', async () => {
    expectRefusal(await ask(api.server.origin, [], { body: '{"query": ' }));
    expect((await ask(api.server.origin, bearer(key), { body: '{"query": ' })).status).toBe(400);
  });

  test.each(['/', '/playground/page.css', '/playground/examples.json', '/livez', '/readyz'])(
    'without data is open: %s',
    async (path) => {
      expect((await ask(api.server.origin, [], { method: 'GET', path })).status).toBe(200);
    },
  );

  test('that is none says so', async () => {
    expect((await ask(api.server.origin, [], { method: 'GET', path: '/nowhere' })).status).toBe(404);
  });

  test('which is the page tells nothing of the company', async () => {
    await api.warehouse.pool.query(
      `INSERT INTO load (load_id, change_id, kind, source, started_at, finished_at) VALUES (1, 1, 'sample', 'sample', now(), now())`,
    );
    const { text } = await ask(api.server.origin, [], { method: 'GET', path: '/' });
    expect(text).toContain('<title>Astrolabe</title>');
    expect(text).toContain('<span class="simulated" hidden>');
    expect(text).toContain('<dialog id="key"');
  });
});

describe('a good credential', () => {
  test('is answered, however its scheme is written', async () => {
    for (const header of [`Bearer ${key}`, `bearer ${key}`, `BEARER   ${key}`]) {
      const { status, text } = await ask(api.server.origin, [header]);
      expect([status, JSON.parse(text)]).toEqual([200, { data: { dataStatus: { dataVersion: '0' } } }]);
    }
  });

  test('brings name, role and scope', async () => {
    const scope = { dimension: 'REGION', in: ['North'] };
    const { id, text } = await createKey(api.warehouse.pool, {
      name: 'shop in the north',
      role: 'app',
      scope,
      expiresAt: Date.now() + 60_000,
    });
    expect(await authenticate(bearer(text))).toEqual({
      kind: 'principal',
      principal: { id: `key:${id}`, name: 'shop in the north', role: 'app', viewer: north },
    });
    expect(await authenticate(bearer(key))).toEqual({
      kind: 'principal',
      principal: { id: 'key:1', name: 'dashboards', role: 'bi', viewer: everything },
    });
  });

  test.each([
    ['RS256', () => rsa],
    ['EdDSA', () => edwards],
  ])('may be a token by %s', async (_, by) => {
    expect(await authenticate(bearer(await by().sign(claims())))).toEqual({
      kind: 'principal',
      principal: { id: 'token:mary', name: 'mary', role: 'analyst', viewer: north },
    });
  });

  test('may be a token with the scope as text, for several, with several roles, of which the first named here counts', async () => {
    const several = claims({
      aud: ['payroll', 'https://crm.example.com'],
      sub: 'auth0|5f7c',
      realm_access: { roles: ['dashboards', 'crm-admins', 'crm-analysts'] },
      [rules.scopeClaim!]: '{"dimension": "REGION", "in": ["North"]}',
    });
    expect(await authenticate(bearer(await rsa.sign(several)))).toEqual({
      kind: 'principal',
      principal: { id: 'token:auth0|5f7c', name: 'auth0|5f7c', role: 'admin', viewer: north },
    });
    const unlimited = claims({ [rules.scopeClaim!]: 'everything', realm_access: { roles: 'dashboards' } });
    expect(await authenticate(bearer(await rsa.sign(unlimited)))).toMatchObject({
      principal: { role: 'bi', viewer: everything },
    });
  });

  test('may be a token a few seconds beside the clock', async () => {
    for (const beside of [{ nbf: now() + 20 }, { exp: now() - 20 }])
      expect((await authenticate(bearer(await rsa.sign(claims(beside))))).kind).toBe('principal');
  });

  test('stands in the log beside what was changed by it', async () => {
    const before = logged().length;
    const body = JSON.stringify({
      query:
        'mutation { ...Sets deleteSegment(name: "one") } fragment Sets on Mutation { gone: deleteSegment(name: "two") }',
    });
    const { headers } = await ask(api.server.origin, bearer(key), { body });
    expect(
      logged()
        .slice(before)
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        level: 30,
        time: expect.any(String),
        requestId: headers['x-request-id'],
        principal: 'key:1',
        role: 'bi',
        changes: ['deleteSegment'],
        msg: 'a change was asked for',
      },
    ]);
  });
});

test('a credential of a kind that is not taken is refused', async () => {
  const token = await rsa.sign(claims());
  const keysAlone = authenticateBy({ key: checkKeys(api.warehouse.pool), token: null });
  expect(await keysAlone(bearer(token))).toEqual({ kind: 'refused', cause: 'tokens are not taken' });
  const tokensAlone = authenticateBy({
    key: null,
    token: checkTokens(rules, signingKeys({ kind: 'url', url: address.url })),
  });
  expect(await tokensAlone(bearer(key))).toEqual({ kind: 'refused', cause: 'keys are not taken' });
});

test('a page of another origin that may ask is told so before it says who asks, and learns why it is refused', async () => {
  const origin = 'https://crm.example.com';
  const open = await startApi({ corsOrigins: [origin], authenticate: () => authenticate });
  try {
    const preflight = await ask(open.server.origin, [], {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect([preflight.status, preflight.headers['access-control-allow-headers']]).toEqual([
      204,
      'authorization,content-type',
    ]);
    const reply = await ask(open.server.origin, [], { headers: { origin } });
    expectRefusal(reply);
    expect(reply.headers['access-control-allow-origin']).toBe(origin);
  } finally {
    await open.close();
  }
});

test('the public key of the tests is one', () => {
  expect(createPublicKey(rsa.pem).asymmetricKeyType).toBe('rsa');
});
