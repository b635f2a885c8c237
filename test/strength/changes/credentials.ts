// Slips in who is answered: keys, tokens, scopes, and what is open without either.
import type { Change } from '../change';

const access = { kind: 'access' } as const;
const keys = { ...access, first: ['auth/credentials/revocation', 'auth/credentials/authentication'] } as const;
const tokens = { ...access, first: ['auth/credentials/authentication', 'auth/credentials/signing-keys'] } as const;

export const credentialChanges: readonly Change[] = [
  {
    ...keys,
    file: 'src/auth/credentials/check-key.ts',
    title: 'a key that was revoked is taken for a minute and more',
    from: 'const rememberedFor = 10_000',
    to: 'const rememberedFor = 100_000',
  },
  {
    ...keys,
    file: 'src/auth/credentials/check-key.ts',
    title: 'an expired key is taken',
    from: "if (state !== 'valid')",
    to: "if (state === 'revoked')",
  },
  {
    ...keys,
    file: 'src/auth/credentials/api-keys.ts',
    title: 'a key is taken in the moment in which it expires',
    from: 'expiresAt <= now',
    to: 'expiresAt < now',
  },
  {
    ...keys,
    file: 'src/auth/credentials/check-key.ts',
    title: 'a made-up secret is taken for the number of a key',
    from: 'if (!isItself)',
    to: 'if (!isItself && key.id === 0)',
  },
  {
    ...keys,
    file: 'src/auth/credentials/authenticate.ts',
    title: 'of two headers the first counts',
    from: 'if (second !== undefined)',
    to: 'if (second === header.toLowerCase())',
  },
  {
    ...tokens,
    file: 'src/auth/credentials/check-token.ts',
    title: 'a token may be valid for ever',
    from: "requiredClaims: ['exp']",
    to: 'requiredClaims: []',
  },
  {
    ...tokens,
    file: 'src/auth/credentials/check-token.ts',
    title: 'a token for somebody else is taken',
    from: '    audience: [...rules.audiences],\n',
    to: '',
  },
  {
    ...tokens,
    file: 'src/auth/credentials/token-claims.ts',
    title: 'a scope that is not understood shows every customer',
    from: 'return undefined;',
    to: 'return everything;',
  },
  {
    ...tokens,
    file: 'src/auth/credentials/signing-keys.ts',
    title: 'a key that was withdrawn is used on',
    from: '>= patience.fresh',
    to: '>= patience.fresh * 100',
  },
  {
    ...tokens,
    file: 'src/auth/credentials/signing-keys.ts',
    title: 'every token makes us ask for keys that are away',
    from: '< patience.cooldown',
    to: '< 0',
  },
  {
    ...access,
    file: 'src/explorer/playground-page.ts',
    title: 'the page tells strangers that the company is simulated',
    from: 'simulatedLine(!asksForKey)',
    to: 'simulatedLine(true)',
    first: ['auth/credentials/authentication'],
  },
  {
    ...access,
    file: 'src/config/access-problems.ts',
    title: 'names of this machine are served without authentication',
    from: '!isLoopback(host)',
    to: '/^[0-9:.]+$/.test(host) && !isLoopback(host)',
    first: ['config'],
  },
];
