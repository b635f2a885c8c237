// Of questions and documents.
import { suggestion } from '../did-you-mean';
import type { Message } from './message';

export const questionMessages = {
  UNKNOWN_METRIC: (p: { given: string; allowed: readonly string[] }): Message => ({
    sentence: `There is no metric ${p.given}.`,
    ...suggestion(p.given, p.allowed),
  }),
  UNKNOWN_DIMENSION: (p: { given: string; allowed: readonly string[] }): Message => ({
    sentence: `There is no dimension ${p.given}.`,
    ...suggestion(p.given, p.allowed),
  }),
  UNKNOWN_MEMBER: (p: { dimension: string; given: string; allowed: readonly string[] }): Message => {
    // Of numbers none is near another.
    const { hint, allowed } = /^-?\d+$/.test(p.given) ? { allowed: p.allowed } : suggestion(p.given, p.allowed);
    return {
      sentence: `${p.dimension} has no member "${p.given}".`,
      hint: [
        ...(hint === undefined ? [] : [hint]),
        allowed.length <= 24 ? `Its members are ${allowed.join(', ')}.` : 'dimensionValues lists its members.',
      ].join(' '),
      allowed: allowed.slice(0, 50),
    };
  },
  UNKNOWN_SEGMENT: (p: { given: string; allowed: readonly string[] }): Message => ({
    sentence: `There is no segment ${p.given}.`,
    ...suggestion(p.given, p.allowed),
  }),
  SEGMENT_IN_USE: (p: { segment: string; usedBy: readonly string[] }): Message => ({
    sentence: `The segment ${p.segment} is part of ${p.usedBy.join(', ')}.`,
    hint: 'Take it out of their filters first, or delete them.',
  }),
  METRIC_NOT_PER_CUSTOMER: (p: { metric: string; allowed: readonly string[] }): Message => ({
    sentence: `The metric ${p.metric} cannot be judged for one customer.`,
    hint: `These can: ${p.allowed.join(', ')}.`,
    allowed: p.allowed,
  }),
  REQUEST_ABANDONED: (_: Record<string, never>): Message => ({
    sentence: 'The client went away before its answer was there; its statements were cancelled.',
  }),
  REPLICA_LOST: (_: Record<string, never>): Message => ({
    sentence: 'The copy that the request was being answered from was lost, and the data has changed since.',
    hint: 'Send the request again.',
  }),
  STATEMENT_TIMEOUT: (p: { seconds: number }): Message => ({
    sentence: `A statement of the question ran for longer than ${p.seconds} seconds and was cancelled.`,
    hint: 'Ask for fewer dimensions, a coarser grain or a shorter period, or raise STATEMENT_TIMEOUT_SECONDS.',
  }),
  TOO_MUCH_TEMPORARY_SPACE: (_: Record<string, never>): Message => ({
    sentence: 'A statement of the question needed more temporary space than the database gives to one.',
    hint: 'Ask for fewer dimensions, a coarser grain or a shorter period.',
  }),
  DATA_VERSION_NOT_REACHED: (p: { wanted: string; current: string }): Message => ({
    sentence: `The data is at version ${p.current}; nobody was told of a version ${p.wanted}.`,
    hint: 'Ask with the version that an ingest or dataStatus gave.',
  }),
  METRIC_NOT_SLICEABLE: (p: { metric: string; dimension: string; allowed: readonly string[] }): Message => ({
    sentence: `The metric ${p.metric} cannot be sliced or filtered by ${p.dimension}.`,
    hint: `It goes with: ${p.allowed.join(', ') || 'no dimension'}.`,
    allowed: p.allowed,
  }),
  NOT_SLICEABLE: (p: { what: string; dimension: string; allowed: readonly string[] }): Message => ({
    sentence: `${p.what} cannot be sliced or filtered by ${p.dimension}.`,
    hint: `It goes with: ${p.allowed.join(', ')}.`,
    allowed: p.allowed,
  }),
  INVALID_PERIOD: (p: { problem: string; hint: string }): Message => ({ sentence: p.problem, hint: p.hint }),
  INVALID_FILTER: (p: { path: string; problem: string; hint: string }): Message => ({
    sentence: `The filter at ${p.path} is not valid: ${p.problem}.`,
    hint: p.hint,
  }),
  INVALID_ARGUMENT: (p: { argument: string; problem: string; hint: string }): Message => ({
    sentence: `The argument ${p.argument} is not valid: ${p.problem}.`,
    hint: p.hint,
  }),
  INVALID_VALUE: (p: { type: string; given: string; expected: string }): Message => ({
    sentence: `${p.given} is not a ${p.type}.`,
    hint: `Write ${p.expected}.`,
  }),
  TOO_DEEP: (_: Record<string, never>): Message => ({
    sentence: 'The request is nested too deep to be read.',
    hint: 'Flatten it: a filter may be nested 20 deep.',
  }),
  NO_METRIC: (_: Record<string, never>): Message => ({
    sentence: 'The question names no metric.',
    hint: 'Select at least one metric field; catalog lists them.',
  }),
  INVALID_CURSOR: (p: { given: string }): Message => ({
    sentence: `The cursor ${p.given} was not issued by this server.`,
    hint: 'Send back the endCursor of the page before, or leave `after` out to start again.',
  }),
  CURSOR_OF_OTHER_QUESTION: (_: Record<string, never>): Message => ({
    sentence: 'The cursor belongs to another question.',
    hint: 'Send a cursor with the arguments it was issued for, or leave `after` out to start again.',
  }),
  CURSOR_EXPIRED: (p: { issued: string; current: string }): Message => ({
    sentence: `The cursor is of change ${p.issued} of what the question reads, which is now at change ${p.current}.`,
    hint: 'Leave `after` out to start again.',
  }),
  /** `atLeast`: not all of them were counted. */
  TOO_MANY_GROUPS: (p: { groups: number; limit: number; atLeast?: boolean }): Message => ({
    sentence: `The question has ${p.atLeast ? 'at least ' : ''}${p.groups} groups, more than the limit of ${p.limit}.`,
    hint: 'Ask for fewer dimensions, a coarser grain, a shorter period or a filter.',
  }),
  /** `customers`: the fewest of whom something is told. */
  SMALL_GROUPS: (p: { customers: number; problem: string; hint: string }): Message => ({
    sentence: `Nothing is told of fewer than ${p.customers} customers: ${p.problem}.`,
    hint: p.hint,
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
} as const;
