// What runs beside the requests of a process. Tasks start one after the other, each with all before it running, and stop in
// reverse order: nothing is taken away from under a task that still runs. After a failed start nothing is left running.

export type BackgroundTask = {
  readonly name: string;
  /** Resolves when it runs. One that fails, or gives up because the signal is aborted, has cleaned up after itself. */
  readonly start: (signal: AbortSignal) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type RunningTasks = {
  /** Stops them all once, however often it is called. One that does not stop cleanly keeps no other from stopping. */
  readonly stop: () => Promise<void>;
};

/** Aborting the signal interrupts the start: the tasks that run already are stopped, and the reason is thrown. */
export async function startTasks(tasks: readonly BackgroundTask[], signal: AbortSignal): Promise<RunningTasks> {
  const running: BackgroundTask[] = [];
  try {
    for (const task of tasks) {
      signal.throwIfAborted();
      await task.start(signal);
      running.push(task);
    }
    signal.throwIfAborted();
  } catch (error) {
    // The reason of the failed start tells more than what follows from it.
    await stopInReverse(running).catch(() => undefined);
    throw error;
  }
  let stopped: Promise<void> | undefined;
  return {
    stop: () => {
      stopped ??= stopInReverse(running);
      return stopped;
    },
  };
}

async function stopInReverse(running: readonly BackgroundTask[]): Promise<void> {
  const failures: Error[] = [];
  for (const { name, stop } of running.toReversed())
    await stop().catch((cause: unknown) => failures.push(new Error(`${name} did not stop cleanly`, { cause })));
  if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
}
