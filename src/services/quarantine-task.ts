// Takes the text of rows that are too long in quarantine, once an hour while a process runs. A look that fails is tried again.
import { setTimeout as sleep } from 'node:timers/promises';
import { emptyOldQuarantine } from '../load/quarantine-retention';
import type { BackgroundTask } from './background-tasks';
import type { Services } from './services';

export type QuarantineOptions = {
  readonly retentionDays: number;
  /** Told of a look that failed. */
  readonly failed: (error: unknown) => void;
  /** Milliseconds between two looks. */
  readonly pause?: number;
};

export function quarantineTask(
  { warehouse }: Pick<Services, 'warehouse'>,
  { retentionDays, failed, pause = 3_600_000 }: QuarantineOptions,
): BackgroundTask {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const keepEmptying = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await emptyOldQuarantine(warehouse.pool, retentionDays).catch((error: unknown) => {
        if (!stopping.signal.aborted) failed(error);
      });
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  return {
    name: 'the emptying of the quarantine',
    start: async () => {
      if (retentionDays > 0) running = keepEmptying();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
