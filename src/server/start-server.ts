// From a configuration to a running server and back: warehouse, sample company, HTTP. Whatever was opened is closed again,
// also when a start is interrupted or fails half-way.
import { join } from 'node:path';
import { authenticationOf, hasValidKey } from '../auth/credentials/authentication';
import type { Config } from '../config/config';
import { score } from '../customer/scoring/score';
import { columnarEngine } from '../engine/columnar-engine';
import { type KeptReplica, keepReplica } from '../engine/replica/keep-replica';
import { replicaFolder } from '../engine/replica/replica-files';
import type { Reporting } from '../engine/reporting-engine';
import { ensureSample } from '../sample/ensure-sample';
import { type BackgroundTask, startTasks } from '../services/background-tasks';
import { scoringTask } from '../services/scoring-task';
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
  const { sample, asOf } = config;
  const warehouse = await openWarehouse(config);
  const sessions = watchSessions(warehouse.pool);
  const closeWarehouse = async (): Promise<void> => {
    await sessions.end();
    await warehouse.close();
  };
  try {
    const kept = config.engine === 'columnar' ? replicaOf(warehouse, config, { log, say }) : undefined;
    const services = servicesOf(warehouse, config, {
      reporting: config.debug ? loggedBy(log) : undefined,
      columnar: kept && columnarEngine(kept, config),
    });
    const authenticate = await authenticationOf(config, warehouse.pool, {
      failed: (err, what) => log.warn({ err }, what),
    });
    const serving = httpTask(services, sessions, { ...config, log, authenticate });
    const judging = scoringTask(services, {
      failed: (err) => log.error({ err }, 'customers could not be judged; it is tried again'),
    });
    const tasks = [
      ...(sample ? [sampleTask(services, asOf, say)] : []),
      ...(kept === undefined ? [] : [replicaTask(kept)]),
      serving.task,
      judging,
    ];
    const running = await startTasks(tasks, signal ?? new AbortController().signal);
    await sayWhoIsServed(config, warehouse, say);
    return { origin: serving.server().origin, close: () => running.stop().finally(closeWarehouse) };
  } catch (error) {
    await closeWarehouse();
    throw error;
  }
}

async function sayWhoIsServed(
  { authentication }: Config,
  { pool }: Warehouse,
  say: (line: string) => void,
): Promise<void> {
  if (authentication === 'none')
    say(
      'Without authentication this machine alone is served; docs/access.md says how to serve others (AUTHENTICATION).',
    );
  else if (authentication !== 'tokens' && !(await hasValidKey(pool)))
    say('No key is valid yet. Make the first: npm run -s astrolabe -- keys create --name NAME --role admin');
}

/** Every statement, without its parameters. */
const loggedBy = (log: Log): Reporting => ({
  report: ({ sql, rows, milliseconds }) => log.debug({ sql, rows, milliseconds }, 'a statement was run'),
  oneAtATime: false,
});

/** Beside the warehouse's own files; it is kept by nobody else. */
function replicaOf(warehouse: Warehouse, config: Config, { log, say }: Pick<StartOptions, 'log' | 'say'>): KeptReplica {
  const folder = replicaFolder(config.dataDir);
  return keepReplica(warehouse, {
    folder,
    threads: config.columnarThreads,
    memoryMegabytes: config.columnarMemoryMegabytes,
    spillFolder: config.columnarSpillFolder ?? join(folder, 'spill'),
    spillMegabytes: config.columnarSpillMegabytes,
    say,
    failed: (err) => log.warn({ err }, 'the replica could not follow; PostgreSQL answers until it is made anew'),
  });
}

const replicaTask = ({ start, stop }: KeptReplica): BackgroundTask => ({
  name: 'the replica',
  start: async () => start(),
  stop,
});

/** Over as soon as it has started. */
function sampleTask(
  { warehouse, clock, rules }: Services,
  asOf: string | null,
  say: (line: string) => void,
): BackgroundTask {
  return {
    name: 'the simulated company',
    start: async (signal) => {
      const loaded = await ensureSample(warehouse, { asOf, signal }, say);
      if (loaded === null) return;
      say('Judging its customers, month by month.');
      await score(warehouse, { now: clock(), rules, onlyIfDue: true, signal });
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
