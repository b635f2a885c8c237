// What now is for a process: the real clock up to the next whole minute, or AS_OF as it is.
import { Temporal } from 'temporal-polyfill';
import type { Config } from '../config/config';
import { nowOfClock } from '../model/now';

export type Clock = () => Temporal.Instant;

export function clockOf({ asOf }: Pick<Config, 'asOf'>): Clock {
  if (asOf === null) return () => nowOfClock(Temporal.Now.instant());
  const fixed = Temporal.Instant.from(asOf);
  return () => fixed;
}
