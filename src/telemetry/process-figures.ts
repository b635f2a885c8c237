// What Node tells of the process: memory, processor time, delay of the event loop, garbage collection. Those whose labels are the
// names of whatever happens to be open are left out; their totals stay.
import { collectDefaultMetrics, Gauge, type Metric, Registry } from 'prom-client';
import { version } from '../version';

const withOpenLabels = ['nodejs_active_resources', 'nodejs_active_handles', 'nodejs_active_requests'];

let figures: Registry | undefined;

/** Measured once in a process, however many registries show them: what observes it is never taken down. */
function measured(): Registry {
  if (figures !== undefined) return figures;
  figures = new Registry();
  collectDefaultMetrics({ register: figures });
  for (const name of withOpenLabels) figures.removeSingleMetric(name);
  const build = new Gauge({
    name: 'astrolabe_build_info',
    help: 'Always 1; its labels say what runs.',
    labelNames: ['version', 'node'],
    registers: [figures],
  });
  build.set({ version, node: process.version }, 1);
  return figures;
}

/** A registry with the figures of the process in it. */
export function registryOfProcess(): Registry {
  const registry = new Registry();
  for (const figure of measured().getMetricsAsArray()) registry.registerMetric(figure as unknown as Metric);
  return registry;
}
