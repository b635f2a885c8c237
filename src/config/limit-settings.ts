// How much one may ask for. docs/limits.md says why each limit is what it is.
import { availableParallelism } from 'node:os';
import type { Role } from '../model/roles';
import { anyText, wholeNumber } from './parsers';
import { forEveryRole, type PerRole, perRole, rolesListed } from './per-role';
import { type Setting, setting } from './setting';

const limit = (variable: string, usual: PerRole, means: string): Setting<PerRole> => ({
  variable,
  fallback: usual,
  parse: perRole(usual),
  means,
});

/** Far above what people and dashboards send: it stops what runs wild. */
const usualRates: PerRole = Object.freeze({
  admin: 3_000,
  analyst: 1_200,
  bi: 3_000,
  app: 6_000,
  service: 6_000,
});

/** A question uses every processor for a while: twice as many keep them busy, and the pool has ten connections. */
const usualConcurrency = (): number => Math.min(8, Math.max(4, 2 * availableParallelism()));

export const limitSettings = {
  statementTimeoutSeconds: setting({
    variable: 'STATEMENT_TIMEOUT_SECONDS',
    fallback: 60,
    parse: wholeNumber(1, 86_400),
    means: 'How long one statement of a question may run.',
  }),
  mostTokens: limit('LIMIT_TOKENS', forEveryRole(20_000), 'Words, numbers and signs of a document, by role.'),
  mostDepth: limit('LIMIT_DEPTH', forEveryRole(20), 'Fields within fields of a document, by role.'),
  mostFields: limit(
    'LIMIT_FIELDS',
    forEveryRole(10_000),
    'Selections of a document, fragments written out where they are spread, by role.',
  ),
  mostAliases: limit('LIMIT_ALIASES', forEveryRole(900), 'Aliases of a document, fragments written out, by role.'),
  mostRepeats: limit('LIMIT_REPEATS', forEveryRole(50), 'How often one field may stand at the same place, by role.'),
  mostRootFields: limit('LIMIT_ROOT_FIELDS', forEveryRole(50), 'Fields at the root of an operation, by role.'),
  mostDirectives: limit('LIMIT_DIRECTIVES', forEveryRole(200), 'Directives of a document, by role.'),
  mostFragments: limit('LIMIT_FRAGMENTS', forEveryRole(200), 'Fragments and operations of a document, by role.'),
  mostCells: limit(
    'LIMIT_CELLS',
    forEveryRole(2_000_000, { app: 200_000 }),
    'Values that an answer may come to, worked out before anything runs, by role.',
  ),
  mostBytes: limit(
    'LIMIT_BYTES',
    forEveryRole(64_000_000, { app: 8_000_000 }),
    'Bytes that an answer may come to, worked out before anything runs, by role.',
  ),
  mostCost: limit(
    'LIMIT_COST',
    forEveryRole(5_000, { app: 1_000 }),
    'Cost of a request, worked out before anything runs (docs/limits.md), by role.',
  ),
  trustedDocuments: setting<string | null>({
    variable: 'TRUSTED_DOCUMENTS',
    fallback: null,
    parse: anyText,
    means: 'A manifest of documents, of which those are answered alone; none: any document is.',
  }),
  trustedDocumentsFor: setting<readonly Role[]>({
    variable: 'TRUSTED_DOCUMENTS_FOR',
    fallback: Object.freeze(['app']),
    parse: rolesListed,
    means: 'Roles that are answered documents of the manifest alone; others may send any.',
  }),
  lockTimeoutSeconds: setting({
    variable: 'LOCK_TIMEOUT_SECONDS',
    fallback: 20,
    parse: wholeNumber(1, 86_400),
    means: 'How long one statement of a question may wait for what another session has locked.',
  }),
  idleTransactionTimeoutSeconds: setting({
    variable: 'IDLE_TRANSACTION_TIMEOUT_SECONDS',
    fallback: 300,
    parse: wholeNumber(1, 86_400),
    means: 'How long the view of a question may stand in PostgreSQL without a statement before its session is ended.',
  }),
  columnarSpillMegabytes: setting({
    variable: 'COLUMNAR_SPILL_MB',
    fallback: 10_240,
    parse: wholeNumber(1, 16_777_216),
    means: 'How much the columnar engine may put on disk of what does not fit in its memory.',
  }),
  concurrentQuestions: setting<number>({
    variable: 'CONCURRENT_QUESTIONS',
    fallback: usualConcurrency,
    parse: wholeNumber(1, 1_000),
    means: 'How many questions run at once; at most half of them big ones.',
  }),
  queuedQuestions: setting({
    variable: 'QUEUED_QUESTIONS',
    fallback: 100,
    parse: wholeNumber(0, 100_000),
    means: 'How many questions wait for their turn; more are told to come again.',
  }),
  queueSeconds: setting({
    variable: 'QUEUE_SECONDS',
    fallback: 8,
    parse: wholeNumber(1, 3_600),
    means: 'How long a question waits for its turn.',
  }),
  ratePerMinute: setting<PerRole>({
    variable: 'RATE_PER_MINUTE',
    fallback: usualRates,
    parse: perRole(usualRates, 0),
    means: 'How many requests one principal may send in a minute, by role; 0: any number.',
  }),
};
