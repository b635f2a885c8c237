// How much one may ask for.
import { availableParallelism } from 'node:os';
import type { Role } from '../model/roles';
import { numberByRole, wholeNumber } from './parsers';
import { setting } from './setting';

/** Far above what people and dashboards send: it stops what runs wild. */
const usualRates: Readonly<Record<Role, number>> = Object.freeze({
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
    fallback: 200,
    parse: wholeNumber(0, 100_000),
    means: 'How many questions wait for their turn; more are told to come again.',
  }),
  queueSeconds: setting({
    variable: 'QUEUE_SECONDS',
    fallback: 15,
    parse: wholeNumber(1, 3_600),
    means: 'How long a question waits for its turn.',
  }),
  ratePerMinute: setting<Readonly<Record<Role, number>>>({
    variable: 'RATE_PER_MINUTE',
    fallback: usualRates,
    parse: numberByRole(usualRates, 1_000_000),
    means: 'How many requests one principal may send in a minute, by role; 0: any number.',
  }),
};
