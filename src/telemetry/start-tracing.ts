// Whether a process traces what it does. What exports traces is not even read where it does not.
import type { Config } from '../config/config';
import { type Tracing, untraced } from './tracing';

export type TracingOptions = Pick<Config, 'tracing' | 'otlpEndpoint'>;

export function startTracing({ tracing, otlpEndpoint }: TracingOptions): Tracing {
  if (!tracing) return untraced;
  const { exportTraces } = require('./export-traces') as typeof import('./export-traces');
  return exportTraces(otlpEndpoint);
}
