// The public keys of tokens: looked at again after five minutes and for a name that is new, never more often than every half
// minute; while they cannot be read, those that are known go on and others are refused.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import type { Pool } from 'pg';
import { authenticationOf } from '../../../src/auth/credentials/authentication';
import { checkTokens } from '../../../src/auth/credentials/check-token';
import { type SigningKeySource, signingKeys, usualPatience } from '../../../src/auth/credentials/signing-keys';
import { readConfig } from '../../../src/config/config';
import { goodClaims, type KeyAddress, keyAddress, rules, type Signer, signer } from './signed-tokens';

let old: Signer;
let next: Signer;
let address: KeyAddress;
let folder: string;
let failures: unknown[];

beforeAll(async () => {
  [old, next] = await Promise.all([signer('old', 'ES256'), signer('next', 'ES256')]);
  folder = await mkdtemp(join(tmpdir(), 'astrolabe-signing-keys-'));
});
beforeEach(async () => {
  address = await keyAddress([old.publicKey]);
  failures = [];
});
afterEach(() => address.close());
afterAll(() => rm(folder, { recursive: true, force: true }));

function checking(source: SigningKeySource = { kind: 'url', url: address.url }, cooldown = usualPatience.cooldown) {
  let passed = 0;
  const keys = signingKeys(source, {
    patience: { ...usualPatience, cooldown },
    clock: () => Date.now() + passed,
    failed: (error) => failures.push(error),
  });
  const check = checkTokens(rules, keys);
  return {
    pass: (milliseconds: number) => {
      passed += milliseconds;
    },
    /** What becomes of a token signed by one of them. */
    tokenOf: async (by: Signer): Promise<string> => {
      const verdict = await check(await by.sign(goodClaims(Math.floor(Date.now() / 1000))));
      return verdict.kind === 'principal' ? verdict.principal.id : verdict.cause;
    },
  };
}

test('keys that are known go on while their address is away, and others are refused', async () => {
  const { tokenOf, pass } = checking();
  expect(await tokenOf(old)).toBe('token:mary');
  address.serve(null);
  pass(3_600_000);
  expect(await tokenOf(old)).toBe('token:mary');
  expect(failures).toHaveLength(1);
  expect(await tokenOf(next)).toBe('unknown signing key');
  await address.close();
  pass(3_600_000);
  expect(await tokenOf(old)).toBe('token:mary');
});

test('nobody is believed while no keys are known', async () => {
  address.serve(null);
  const { tokenOf, pass } = checking();
  expect(await tokenOf(old)).toBe('signing keys not available');
  expect(await tokenOf(old)).toBe('signing keys not available');
  expect(address.asked()).toBe(1);
  address.serve([old.publicKey]);
  pass(30_000);
  expect(await tokenOf(old)).toBe('token:mary');
});

test('a key that was withdrawn is refused after five minutes', async () => {
  const { tokenOf, pass } = checking();
  expect(await tokenOf(old)).toBe('token:mary');
  address.serve([next.publicKey]);
  expect(await tokenOf(old)).toBe('token:mary');
  pass(300_000);
  expect(await tokenOf(old)).toBe('unknown signing key');
  expect(await tokenOf(next)).toBe('token:mary');
});

test('a new key is found by its name', async () => {
  const { tokenOf } = checking(undefined, 0);
  expect(await tokenOf(old)).toBe('token:mary');
  address.serve([old.publicKey, next.publicKey]);
  expect(await tokenOf(next)).toBe('token:mary');
  expect(address.asked()).toBe(2);
});

test('tokens of strangers do not make us ask', async () => {
  const { tokenOf } = checking();
  expect(await tokenOf(old)).toBe('token:mary');
  for (let token = 0; token < 20; token += 1) expect(await tokenOf(next)).toBe('unknown signing key');
  expect(address.asked()).toBe(1);
});

test.each([
  ['no JSON', '<html>'],
  ['no keys', '{}'],
])('%s is as good as nothing', async (_, text) => {
  const file = join(folder, 'broken.json');
  await writeFile(file, text);
  expect(await checking({ kind: 'file', file }).tokenOf(old)).toBe('signing keys not available');
});

test('a file is read again too', async () => {
  const file = join(folder, 'keys.json');
  await writeFile(file, JSON.stringify({ keys: [old.publicKey] }));
  const { tokenOf, pass } = checking({ kind: 'file', file });
  expect(await tokenOf(old)).toBe('token:mary');
  await writeFile(file, JSON.stringify({ keys: [next.publicKey] }));
  pass(300_000);
  expect(await tokenOf(next)).toBe('token:mary');
  expect(await tokenOf(old)).toBe('unknown signing key');
});

describe('a start with a file of keys', () => {
  const start = (file: string) =>
    authenticationOf(
      readConfig({
        AUTHENTICATION: 'tokens',
        JWT_JWKS_FILE: file,
        JWT_ISSUER: rules.issuer,
        JWT_AUDIENCE: 'astrolabe',
        JWT_ALGORITHMS: 'ES256',
        JWT_ROLES: 'crm-analysts=analyst',
        JWT_ROLE_CLAIM: 'realm_access.roles',
      }),
      {} as Pool,
      { failed: (error) => failures.push(error) },
    );

  test('takes tokens by it', async () => {
    const file = join(folder, 'good.json');
    await writeFile(file, JSON.stringify({ keys: [old.publicKey] }));
    const authenticate = (await start(file))!;
    const token = await old.sign(goodClaims(Math.floor(Date.now() / 1000)));
    expect(await authenticate([`Bearer ${token}`])).toMatchObject({ principal: { id: 'token:mary', role: 'analyst' } });
  });

  test.each([
    ['is not there', null, 'cannot be read'],
    ['is no JSON', 'keys', 'is not JSON'],
    ['has no keys', '{"keys": []}', 'holds no keys: it must be {"keys": [...]} (JWKS)'],
    [
      'has a shared secret',
      '{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}',
      'holds a private key: give it the public ones alone',
    ],
  ])('is refused where it %s', async (_, text, problem) => {
    const file = join(folder, 'bad.json');
    await rm(file, { force: true });
    if (text !== null) await writeFile(file, text);
    await expect(start(file)).rejects.toMatchObject({
      code: 'INVALID_CONFIGURATION',
      parameters: { problems: [`JWT_JWKS_FILE=${file} ${problem}`] },
    });
  });

  test('is refused where the private half lies there', async () => {
    const file = join(folder, 'private.json');
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    await writeFile(file, JSON.stringify({ keys: [await exportJWK(privateKey)] }));
    await expect(start(file)).rejects.toThrow('holds a private key');
  });
});
