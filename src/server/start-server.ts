// From a configuration to a running server and back: warehouse, sample company, HTTP. Whatever was opened is closed again,
// also when a start is interrupted or fails half-way.
import type { Config } from '../config';
import { ensureSample } from '../sample/ensure-sample';
import { servicesOf } from '../services/services';
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

async function closeWarehouse(warehouse: Warehouse, sessions: RunningSessions): Promise<void> {
  await sessions.end();
  await warehouse.close();
}

export async function startServer(config: Config, { log, say, signal }: StartOptions): Promise<RunningServer> {
  const warehouse = await openWarehouse(config);
  const sessions = watchSessions(warehouse.pool);
  try {
    signal?.throwIfAborted();
    if (config.sample) await ensureSample(warehouse, { asOf: config.asOf, signal }, say);
    signal?.throwIfAborted();
    const { port, host, corsOrigins } = config;
    const http = await startHttpServer(servicesOf(warehouse, config), { port, host, log, corsOrigins });
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
    throw error;
  }
}
