// What a running process holds over an open warehouse: the server, the command line and tests alike.
import type { Config } from '../config/config';
import { readRules } from '../customer/rules/read-rules';
import type { Rules } from '../customer/rules/rules';
import type { Engine } from '../engine/engine';
import type { Reporting } from '../engine/reporting-engine';
import { resultCache } from '../engine/result-cache';
import { type Ingest, ingestInto } from '../load/ingest/ingest';
import { answerCache } from '../query/answer-cache';
import { type MemberCounts, memberCounts } from '../query/members/member-counts';
import type { AnswerContext } from '../query/reading';
import { readSegments } from '../query/segments/segments';
import type { Warehouse } from '../warehouse/warehouse';
import { type Clock, clockOf } from './clock';
import { type Engines, enginesFor } from './engines';

export type Services = {
  readonly config: Config;
  readonly warehouse: Warehouse;
  readonly engines: Engines;
  readonly clock: Clock;
  /** By which customers are judged. */
  readonly rules: Rules;
  /** How many members dimensions have, as of the last minute. */
  readonly members: MemberCounts;
  /** Stores rows and deletions that come one call at a time. */
  readonly ingest: Ingest;
  /** What a question is answered with, by the preferred engine. */
  readonly answering: AnswerContext;
};

const bytesPerMegabyte = 1_048_576;

/** Half of the room for rows of statements, half for whole answers. */
const rememberedIn = (bytes: number): Pick<AnswerContext, 'cache' | 'answers'> =>
  bytes === 0 ? {} : { cache: resultCache(bytes / 2), answers: answerCache(bytes / 2) };

export type ServiceOptions = {
  /** Hears of every statement of a question. */
  readonly reporting?: Reporting | undefined;
  /** Measures on a replica, where the process keeps one. */
  readonly columnar?: Engine | undefined;
};

export function servicesOf(
  warehouse: Warehouse,
  config: Config,
  { reporting, columnar }: ServiceOptions = {},
): Services {
  const { weekStart, fiscalYearStartMonth, slaSeconds } = config;
  const timeLimits = {
    statement: config.statementTimeoutSeconds,
    lock: config.lockTimeoutSeconds,
    idle: config.idleTransactionTimeoutSeconds,
  };
  const engines = enginesFor(warehouse, { columnar: columnar ?? null, timeLimits, reporting });
  const clock = clockOf(config);
  return {
    config,
    warehouse,
    engines,
    clock,
    rules: readRules(config.judgementRules),
    members: memberCounts(),
    ingest: ingestInto(warehouse, clock),
    answering: {
      engine: engines.preferred,
      settings: { ...warehouse.settings, weekStart, fiscalYearStartMonth, slaSeconds },
      now: clock,
      segments: () => readSegments(warehouse.pool),
      ...rememberedIn(config.resultCacheMegabytes * bytesPerMegabyte),
    },
  };
}
