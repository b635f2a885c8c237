// What is said of a request that asks for too much: the part of error-messages.ts about limits.

export type Message = { readonly sentence: string; readonly hint?: string; readonly allowed?: readonly string[] };

export const limitMessages = {
  /** `atLeast`: not all of them were counted. */
  TOO_MANY_GROUPS: (p: { groups: number; limit: number; atLeast?: boolean }): Message => ({
    sentence: `The question has ${p.atLeast ? 'at least ' : ''}${p.groups} groups, more than the limit of ${p.limit}.`,
    hint: 'Ask for fewer dimensions, a coarser grain, a shorter period or a filter.',
  }),
  /** `limit`: the variable that sets it; `what`: what is counted. */
  QUERY_TOO_LARGE: (p: { limit: string; what: string; allowed: number; asked: number; hint: string }): Message => ({
    sentence: `The request comes to ${p.asked} ${p.what}, more than the limit of ${p.allowed} (${p.limit}).`,
    hint: p.hint,
  }),
  CIRCULAR_FRAGMENT: (p: { fragment: string }): Message => ({
    sentence: `The fragment ${p.fragment} spreads itself.`,
    hint: 'A fragment may spread others, none of which leads back to it.',
  }),
  DOCUMENT_NOT_TRUSTED: (p: { hash: string }): Message => ({
    sentence: `The document ${p.hash} is not listed among those that are answered here.`,
    hint: 'Send a document of the manifest unchanged, or its SHA-256 hash as extensions.persistedQuery.sha256Hash or documentId.',
  }),
};
