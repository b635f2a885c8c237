// Refuses a question before it is read, while the queue is full and the process has hardly a moment left: to read it would take
// from those that wait. Else whoever is one too many is told once it is known how big each of them is. Changes have places of their
// own, and are always read.
import { performance } from 'node:perf_hooks';
import type { Admission } from './admission';

/** In milliseconds: how often the process looks at what it has left. */
const look = 200;
/** The part of its time that it works, from which on it has hardly a moment left. */
const worksWhole = 0.9;

const changes = /^(?:[\s,\ufeff]|#[^\n]*\n)*mutation\b/;

/** Throws BUSY. `text`: of a document, where the request has one. */
export type TurnAway = (text: unknown) => void;

export function turnAwayUnread({ busyIfFull }: Pick<Admission, 'busyIfFull'>): TurnAway {
  let before = performance.eventLoopUtilization();
  let lookedAt = performance.now();
  let hasHardlyAMoment = false;
  const isWorkingWhole = (): boolean => {
    const now = performance.now();
    if (now - lookedAt < look) return hasHardlyAMoment;
    const current = performance.eventLoopUtilization();
    hasHardlyAMoment = performance.eventLoopUtilization(current, before).utilization > worksWhole;
    before = current;
    lookedAt = now;
    return hasHardlyAMoment;
  };
  return (text) => {
    const busy = isWorkingWhole() ? busyIfFull() : null;
    if (busy !== null && !(typeof text === 'string' && changes.test(text))) throw busy;
  };
}
