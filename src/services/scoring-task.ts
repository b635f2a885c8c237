// Keeps the judgements true while a process runs: after loads and ingests, what comes within a minute in one run, and when a
// business day has begun. A run that fails is tried again; requests are answered from the judgements before meanwhile.
import { setTimeout as sleep } from 'node:timers/promises';
import { isScoreDue } from '../customer/scoring/due';
import { score } from '../customer/scoring/score';
import type { BackgroundTask } from './background-tasks';
import type { Services } from './services';

export type ScoringOptions = {
  /** Told of a run that failed. */
  readonly failed: (error: unknown) => void;
  /** Told of one that judged the customers. */
  readonly done?: () => void;
  /** Milliseconds between two looks; a minute. */
  readonly pause?: number;
};

export function scoringTask(
  { warehouse, clock, rules }: Pick<Services, 'warehouse' | 'clock' | 'rules'>,
  { failed, done, pause = 60_000 }: ScoringOptions,
): BackgroundTask {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const judgeIfDue = async (): Promise<void> => {
    const now = clock();
    if (!(await isScoreDue(warehouse.pool, warehouse.settings, rules, now))) return;
    const report = await score(warehouse, { now, rules, onlyIfDue: true, signal: stopping.signal });
    if (report !== null) done?.();
  };
  const keepTrue = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await judgeIfDue().catch((error: unknown) => {
        if (!stopping.signal.aborted) failed(error);
      });
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  return {
    name: 'the judging of customers',
    start: async () => {
      running = keepTrue();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
