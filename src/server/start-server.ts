// From a configuration to a running server and back: warehouse, sample company, HTTP. Whatever was opened is closed again,
// also when a start is interrupted or fails half-way.
import type { Config } from '../config';
import type { Reporting } from '../engine/reporting-engine';
import { ensureSample } from '../sample/ensure-sample';
import { type BackgroundTask, startTasks } from '../services/background-tasks';
import { type Services, servicesOf } from '../services/services';
import { openWarehouse, type Warehouse } from '../warehouse/warehouse';
import { type HttpOptions, type HttpServer, startHttpServer } from './http-server';
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
const nothing = async (): Promise<void> => undefined;

export async function startServer(config: Config, { log, say, signal }: StartOptions): Promise<RunningServer> {
  const { port, host, sample, asOf, corsOrigins } = config;
  const warehouse = await openWarehouse(config);
  const sessions = watchSessions(warehouse.pool);
  const closeWarehouse = async (): Promise<void> => {
    await sessions.end();
    await warehouse.close();
  };
  const services = servicesOf(warehouse, config, config.debug ? loggedBy(log) : undefined);
  const serving = httpTask(services, sessions, { port, host, log, corsOrigins });
  const tasks = [...(sample ? [sampleTask(warehouse, asOf, say)] : []), serving.task];
  try {
    const running = await startTasks(tasks, signal ?? new AbortController().signal);
    return { origin: serving.server().origin, close: () => running.stop().finally(closeWarehouse) };
  } catch (error) {
    await closeWarehouse();
    throw error;
  }
}

/** Every statement, without its parameters. */
const loggedBy = (log: Log): Reporting => ({
  report: ({ sql, rows, milliseconds }) => log.debug({ sql, rows, milliseconds }, 'a statement was run'),
  oneAtATime: false,
});

/** Over as soon as it has started. */
function sampleTask(warehouse: Warehouse, asOf: string | null, say: (line: string) => void): BackgroundTask {
  return {
    name: 'the simulated company',
    start: async (signal) => {
      await ensureSample(warehouse, { asOf, signal }, say);
    },
    stop: nothing,
  };
}

type Serving = { readonly task: BackgroundTask; readonly server: () => HttpServer };

function httpTask(services: Services, sessions: RunningSessions, options: HttpOptions): Serving {
  let server: HttpServer | undefined;
  const running = (): HttpServer => {
    if (server === undefined) throw new Error('HTTP is not served yet');
    return server;
  };
  return {
    server: running,
    task: {
      name: 'the HTTP server',
      start: async () => {
        server = await startHttpServer(services, options);
      },
      stop: async () => {
        const late = setTimeout(() => void sessions.end(), endSessionsAfter);
        await running()
          .stop()
          .finally(() => clearTimeout(late));
      },
    },
  };
}
