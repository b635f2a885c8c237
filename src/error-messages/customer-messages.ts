// Of single customers, and of what is written about them all: mappings and rules.
import type { Message } from './message';

export const customerMessages = {
  UNKNOWN_CUSTOMER: (p: { given: string }): Message => ({
    sentence: `There is no customer ${p.given}.`,
    hint: 'A customer is named by its id, as its source writes it.',
  }),
  CUSTOMER_ERASED: (p: { given: string }): Message => ({
    sentence: `The customer ${p.given} was erased.`,
    hint: 'An erasure cannot be taken back; what happened stays, with a customer without name.',
  }),
  ERASURE_UNFINISHED: (p: { problem: string }): Message => ({
    sentence: `The customer is erased, but files of the database may still hold what was erased: ${p.problem}.`,
    hint: 'Erase it once more when that is over; what is left to do is done then.',
  }),
  JOURNAL_NOT_WRITABLE: (p: { problem: string }): Message => ({
    sentence: `Nobody was erased: the journal of erasures cannot be written: ${p.problem}.`,
    hint: 'Let ERASURE_JOURNAL name a file that can be written. ERASURE_JOURNAL=off keeps none: a backup that is restored then brings whoever was erased after it back.',
  }),
  ALREADY_MERGED: (p: { from: string; into: string; load: number }): Message => ({
    sentence: `The customer ${p.from} is merged into ${p.into} already.`,
    hint: `Unloading load ${p.load} parts them again.`,
  }),
  MERGED_WITH_ITSELF: (p: { given: string }): Message => ({
    sentence: `The customer ${p.given} cannot be merged into itself.`,
    hint: 'Name the customer that goes first, then the one that stays.',
  }),
  MERGED_IN_CIRCLE: (p: { from: string; into: string }): Message => ({
    sentence: `The customer ${p.from} cannot be merged into ${p.into}, which is merged into ${p.from}.`,
    hint: 'Merge them the other way round, or unload the load that merged them first.',
  }),
  INVALID_MAPPING: (p: { mapping: string; problems: readonly string[] }): Message => ({
    sentence: `The mapping ${p.mapping} is not valid: ${p.problems.join('; ')}.`,
    hint: 'schema/load-mapping.schema.json states what a mapping may say.',
  }),
  INVALID_JUDGEMENT_RULES: (p: { file: string; problems: readonly string[] }): Message => ({
    sentence: `The judgement rules ${p.file} are not valid: ${p.problems.join('; ')}.`,
    hint: 'schema/judgement-rules.schema.json states what they may say, with every default.',
  }),
} as const;
