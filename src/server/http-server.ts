// The HTTP server over open services: /graphql, the playground, health. `stop` takes no new request, lets running ones
// finish, and cuts what is left after a while.
import { randomUUID } from 'node:crypto';
import { isIPv6 } from 'node:net';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import type { Authenticate } from '../auth/credentials/authenticate';
import type { Config } from '../config/config';
import { UserError } from '../errors';
import { latestLoad } from '../graphql/settings/latest-load';
import type { Services } from '../services/services';
import { type Telemetry, telemetryOf } from '../telemetry/telemetry';
import { admitOperations } from './admission/admit-operations';
import { placesFor } from './admission/places';
import { turnAwayUnread } from './admission/turn-away-unread';
import { createApollo } from './apollo';
import { contextsOver } from './context-of';
import { withLongNumbersAsText } from './exact-json';
import { addHooks } from './hooks';
import { watchMethods } from './http/served-methods';
import { answerOtherProtocols, answerUnreadable } from './http/unreadable';
import { answerHttpErrors, answerUnroutable } from './http-errors';
import type { Log } from './log';
import { databaseProbe } from './routes/database-probe';
import { documentsHeld } from './routes/document-sent';
import { serveGraphql } from './routes/graphql-route';
import { serveHealth } from './routes/health';
import { serveMetrics } from './routes/metrics-route';
import { servePlayground } from './routes/playground-routes';
import { serveSegments } from './routes/segment-route';
import { recordRequests } from './watching/request-records';

export type HttpServer = {
  /** The origin it listens on, such as http://localhost:4000. */
  readonly origin: string;
  readonly stop: () => Promise<void>;
};

export type HttpOptions = Pick<
  Config,
  | 'port'
  | 'host'
  | 'allowedHosts'
  | 'corsOrigins'
  | 'behindTls'
  | 'httpEdition'
  | 'concurrentQuestions'
  | 'queuedQuestions'
  | 'queueSeconds'
  | 'ratePerMinute'
> & {
  readonly log: Log;
  /** What the process tells of itself; its own, if none is given. */
  readonly telemetry?: Telemetry;
  /** Whether /metrics is served here: it is, unless it has a port of its own. */
  readonly servesMetrics?: boolean;
  /** Who asks; null: whoever reaches this machine. */
  readonly authenticate?: Authenticate | null;
};

/** 10,000 rows with every column filled are about 6 MB. */
const bodyLimit = 16 * 1_048_576;
const finishWithin = 7_000;
/** Who has no place by then would be cut off. */
const waitWithin = 3_000;
/** A whole request, in milliseconds. */
const arriveWithin = 120_000;
/** A connection on which nothing comes or goes; longer than any question waits and runs. */
const silentFor = 300_000;

function originOf(host: string, port: number): string {
  const ofThisMachine = ['127.0.0.1', '::1', '0.0.0.0', '::'];
  const name = ofThisMachine.includes(host) ? 'localhost' : isIPv6(host) ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

export async function startHttpServer(services: Services, options: HttpOptions): Promise<HttpServer> {
  const { port, host, log, authenticate = null, servesMetrics = true } = options;
  const { telemetry = telemetryOf(services.warehouse.pool) } = options;
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    requestTimeout: arriveWithin,
    connectionTimeout: silentFor,
    // Node would refuse one without a host itself, and without a word.
    http: { requireHostHeader: false },
    // The name of a segment has up to 100 characters, each of which may be two units of a string.
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerUnreadable,
    frameworkErrors: answerUnroutable,
    // It has words of its own, which our drain speaks for.
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
  });
  recordRequests(app, log, telemetry);
  answerOtherProtocols(app.server);
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    void parse(request, withLongNumbersAsText(body as string), done);
  });
  answerHttpErrors(app, watchMethods(app));
  const drain = await addHooks(app, { ...options, bodyLimit });
  const { operations, files, refuseWaiting } = placesFor(options);
  telemetry.meters.gaugeBy(
    'astrolabe_questions_under_way',
    'Requests with questions: those that run, and those that wait for their turn.',
    'state',
    operations.questions.counts,
  );
  const apollo = createApollo(log, {
    edition: options.httpEdition,
    maxTokens: Math.max(...Object.values(services.config.mostTokens)),
    plugins: [admitOperations(operations)],
  });
  await apollo.start();
  const { pool } = services.warehouse;
  const database = databaseProbe(pool.options);
  const contextOf = contextsOver(services);
  const held = documentsHeld(services.config, options.httpEdition);
  serveGraphql(app, apollo, contextOf, held, turnAwayUnread(operations.questions));
  serveSegments(app, contextOf, files);
  serveHealth(app, database, drain.isStopping);
  if (servesMetrics) serveMetrics(app, telemetry, ({ principal }) => principal);
  servePlayground(app, async () => (authenticate === null ? latestLoad(pool) : { simulated: null }));

  const closeRest = async (): Promise<void> => {
    await apollo.stop();
    await database.close();
  };
  await app.listen({ port, host }).catch(async (error: NodeJS.ErrnoException) => {
    await closeRest();
    throw error.code === 'EADDRINUSE' ? new UserError('PORT_TAKEN', { host, port }) : error;
  });
  const address = app.server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;

  const close = async () => {
    const cut = setTimeout(() => app.server.closeAllConnections(), finishWithin);
    const late = setTimeout(refuseWaiting, waitWithin);
    await drain.begin(finishWithin);
    clearTimeout(late);
    // A connection that was busy when the stop began would be kept alive after its answer.
    const release = setInterval(() => app.server.closeIdleConnections(), 50);
    await app.close();
    clearInterval(release);
    clearTimeout(cut);
    await closeRest();
  };
  let stopped: Promise<void> | undefined;
  return {
    origin: originOf(host, taken),
    stop: () => {
      stopped ??= close();
      return stopped;
    },
  };
}
