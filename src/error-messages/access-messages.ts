// Of who asks, and what they may.
import type { Message } from './message';

export const accessMessages = {
  UNAUTHENTICATED: (_: Record<string, never>): Message => ({
    sentence: 'The request does not prove who asks.',
    hint: 'Send one header Authorization: Bearer CREDENTIAL, with a key or token that is valid.',
  }),
  UNKNOWN_KEY: (p: { given: string }): Message => ({
    sentence: `There is no key ${p.given}.`,
    hint: 'The command keys list lists the keys with their numbers.',
  }),
  FORBIDDEN: (p: { asked: string; role: string; permission: string; roles: readonly string[] }): Message => ({
    sentence: `The role ${p.role} may not ask for ${p.asked}.`,
    hint: `It takes the permission ${p.permission}, which ${p.roles.length === 1 ? 'only ' : ''}${p.roles.join(', ')} ${p.roles.length === 1 ? 'has' : 'have'}.`,
  }),
} as const;
