// From a configuration to a running server and back: warehouse, sample company, HTTP. Whatever was opened is closed again,
// also when a start is interrupted or fails half-way.
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config';
import { servicesOf } from '../graphql/services';
import { ensureSample } from '../sample/ensure-sample';
import { openWarehouse, type Warehouse } from '../warehouse/warehouse';
import { startHttpServer } from './http-server';
import type { Log } from './log';
import { type RunningSessions, watchSessions } from './running-sessions';

export type StartOptions = {
  readonly log: Log;
  /** Tells people what takes time. */
  readonly say: (line: string) => void;
  /** Interrupts a start that is under way. */
  readonly signal?: AbortSignal;
};

export type RunningServer = {
  /** Such as http://localhost:4000. */
  readonly origin: string;
  /** Finishes running requests, then closes everything; within 10 seconds. */
  readonly close: () => Promise<void>;
};

const endSessionsAfter = 8_000;
const cleaningUp = 5_000;

async function closeWarehouse(warehouse: Warehouse, sessions: RunningSessions): Promise<void> {
  await sessions.end();
  await warehouse.close();
}

/** Settles with the work, or rejects as soon as the signal is aborted, whatever the work comes to then. */
async function unlessAborted(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return void (await work);
  let stop = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

export async function startServer(config: Config, { log, say, signal }: StartOptions): Promise<RunningServer> {
  const warehouse = await openWarehouse(config);
  const sessions = watchSessions(warehouse.pool);
  let sample: Promise<unknown> = Promise.resolve();
  try {
    signal?.throwIfAborted();
    if (config.sample) sample = ensureSample(warehouse, config, say);
    await unlessAborted(sample, signal);
    const { port, host } = config;
    const http = await startHttpServer(servicesOf(warehouse, config), { port, host, log });
    return {
      origin: http.origin,
      close: async () => {
        const late = setTimeout(() => void sessions.end(), endSessionsAfter);
        await http.stop();
        clearTimeout(late);
        await closeWarehouse(warehouse, sessions);
      },
    };
  } catch (error) {
    await closeWarehouse(warehouse, sessions);
    // Without its warehouse an interrupted sample fails; it cleans up behind itself.
    await Promise.race([sample.catch(() => undefined), wait(cleaningUp)]);
    throw error;
  }
}
