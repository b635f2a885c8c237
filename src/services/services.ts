// What answers questions over an open warehouse: the engine, the business calendar and the clock. For the server, the
// command line and tests alike.
import { Temporal } from 'temporal-polyfill';
import type { Config } from '../config';
import { postgresEngine } from '../engine/postgres-engine';
import { nowOfClock } from '../model/now';
import type { AnswerContext } from '../query/reading';
import { readSegments } from '../query/segments/segments';
import type { Warehouse } from '../warehouse/warehouse';

/** What the server holds for all requests. */
export type Services = { readonly warehouse: Warehouse; readonly answering: AnswerContext };

/** Now, of a configuration: the real clock up to the next whole minute, or AS_OF as it is. */
export function clockOf({ asOf }: Pick<Config, 'asOf'>): () => Temporal.Instant {
  if (asOf === null) return () => nowOfClock(Temporal.Now.instant());
  const fixed = Temporal.Instant.from(asOf);
  return () => fixed;
}

export function servicesOf(warehouse: Warehouse, config: Config): Services {
  const { weekStart, fiscalYearStartMonth, slaSeconds } = config;
  const settings = { ...warehouse.settings, weekStart, fiscalYearStartMonth, slaSeconds };
  return {
    warehouse,
    answering: {
      engine: postgresEngine(warehouse.pool),
      settings,
      now: clockOf(config),
      segments: () => readSegments(warehouse.pool),
    },
  };
}
