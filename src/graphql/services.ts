// What answers questions over an open warehouse: the engine, the business calendar and the clock. For the server, the
// command line and tests alike.
import { Temporal } from 'temporal-polyfill';
import type { Config } from '../config';
import { postgresEngine } from '../engine/postgres-engine';
import { readSegments } from '../query/segments';
import type { Warehouse } from '../warehouse/warehouse';
import type { Services } from './request-context';

/** The clock of a configuration: real, or standing still at AS_OF. */
export function clockOf({ asOf }: Pick<Config, 'asOf'>): () => Temporal.Instant {
  if (asOf === null) return () => Temporal.Now.instant();
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
