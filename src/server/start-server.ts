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
import { quarantineTask } from '../services/quarantine-task';
import { scoringTask } from '../services/scoring-task';
import type { Services } from '../services/services';
import { startTracing } from '../telemetry/start-tracing';
import { type Telemetry, telemetryOf } from '../telemetry/telemetry';
import { watchedServices } from '../telemetry/watched-services';
import { openWarehouse, type Warehouse } from '../warehouse/warehouse';
import { type HttpOptions, type HttpServer, startHttpServer } from './http-server';
import type { Log } from './log';
import { type MetricsServer, metricsPath, startMetricsServer } from './routes/metrics-route';
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
  const tracing = startTracing(config);
  const sessions = watchSessions(warehouse.pool);
  const closeWarehouse = async (): Promise<void> => {
    await sessions.end();
    await Promise.all([warehouse.close(), tracing.close()]);
  };
  try {
    const kept = config.engine === 'columnar' ? replicaOf(warehouse, config, { log, say }) : undefined;
    const telemetry = telemetryOf(warehouse.pool, { replica: kept?.standing, tracing });
    const services = watchedServices(warehouse, config, telemetry, {
      columnar: kept && columnarEngine(kept, config),
      others: log.isLevelEnabled('debug') ? [loggedBy(log)] : [],
    });
    const authenticate = await authenticationOf(config, warehouse.pool, {
      failed: (err, what) => log.warn({ err }, what),
    });
    const servesMetrics = config.metricsPort === null;
    const serving = httpTask(services, sessions, { ...config, log, authenticate, telemetry, servesMetrics });
    const judging = scoringTask(services, {
      failed: (err) => {
        telemetry.meters.scoring('failed');
        log.error({ err }, 'customers could not be judged; it is tried again');
      },
      done: () => telemetry.meters.scoring('done'),
    });
    const emptying = quarantineTask(services, {
      retentionDays: config.quarantineRetentionDays,
      failed: (err) => log.error({ err }, 'old rows in quarantine keep their text for now; it is tried again'),
    });
    const tasks = [
      ...(sample ? [sampleTask(services, asOf, say)] : []),
      ...(kept === undefined ? [] : [replicaTask(kept)]),
      ...(config.metricsPort === null ? [] : [metricsTask(telemetry, config.metricsHost, config.metricsPort, say)]),
      serving.task,
      judging,
      emptying,
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

/** The figures on a port of their own. */
function metricsTask(telemetry: Telemetry, host: string, port: number, say: (line: string) => void): BackgroundTask {
  let server: MetricsServer | undefined;
  return {
    name: 'the server of figures',
    start: async () => {
      server = await startMetricsServer(telemetry, { port, host });
      say(`Its figures are at ${server.origin}${metricsPath}`);
    },
    stop: async () => server?.stop(),
  };
}

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
