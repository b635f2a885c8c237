// The clock of a process: the real one, or one that stands still at AS_OF.
import { Temporal } from 'temporal-polyfill';
import type { Config } from '../config';

export type Clock = () => Temporal.Instant;

export function clockOf({ asOf }: Pick<Config, 'asOf'>): Clock {
  if (asOf === null) return () => Temporal.Now.instant();
  const fixed = Temporal.Instant.from(asOf);
  return () => fixed;
}
