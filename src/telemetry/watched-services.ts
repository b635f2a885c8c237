// The services of a process whose questions, statements and calls that store rows are watched.
import type { Config } from '../config/config';
import type { Reporting } from '../engine/reporting-engine';
import { type ServiceOptions, type Services, servicesOf } from '../services/services';
import type { Warehouse } from '../warehouse/warehouse';
import type { Telemetry } from './telemetry';
import { watchQuestions, watchStatements } from './watch';
import { watchIngest } from './watch-ingest';

type WatchedOptions = Pick<ServiceOptions, 'columnar'> & {
  /** Hear of every statement too. */
  readonly others?: readonly Reporting[];
};

export function watchedServices(
  warehouse: Warehouse,
  config: Config,
  telemetry: Telemetry,
  { columnar, others = [] }: WatchedOptions = {},
): Services {
  const services = servicesOf(warehouse, config, {
    reporting: watchStatements(telemetry, others),
    watching: watchQuestions(telemetry),
    columnar,
  });
  return { ...services, ingest: watchIngest(services.ingest, telemetry.tracing) };
}
