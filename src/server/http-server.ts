// The HTTP server over open services: /graphql, the playground, health. `stop` takes no new request, lets running ones
// finish, and cuts what is left after a while.
import { randomUUID } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import type { Authenticate } from '../auth/credentials/authenticate';
import { UserError } from '../errors';
import { latestLoad } from '../graphql/settings/latest-load';
import type { Services } from '../services/services';
import { createApollo } from './apollo';
import { answerTheAuthenticated } from './authenticated';
import { answerThisMachine, contextsOver } from './context-of';
import { documentsHeld } from './document-sent';
import { withLongNumbersAsText } from './exact-json';
import { serveGraphql } from './graphql-route';
import { serveHealth } from './health';
import { answerHttpErrors, answerUnreadable } from './http-errors';
import type { Log } from './log';
import { servePlayground } from './playground-routes';
import { serveSegments } from './segment-route';

export type HttpServer = {
  /** The origin it listens on, such as http://localhost:4000. */
  readonly origin: string;
  readonly stop: () => Promise<void>;
};

export type HttpOptions = {
  readonly port: number;
  readonly host: string;
  readonly log: Log;
  /** Origins of web pages elsewhere that may ask; none unless they are named. */
  readonly corsOrigins?: readonly string[];
  /** Who asks; null: whoever reaches this machine. */
  readonly authenticate?: Authenticate | null;
};

/** 10,000 rows with every column filled are about 6 MB. */
const bodyLimit = 16 * 1_048_576;
const cutAfter = 7_000;

function originOf(host: string, port: number): string {
  const ofThisMachine = ['127.0.0.1', '::1', '0.0.0.0', '::'];
  const name = ofThisMachine.includes(host) ? 'localhost' : isIPv6(host) ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

export async function startHttpServer(services: Services, options: HttpOptions): Promise<HttpServer> {
  const { port, host, log, corsOrigins = [], authenticate = null } = options;
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // The name of a segment has up to 100 characters, each of which may be two units of a string.
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerUnreadable,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
  });
  let stopping = false;
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    void parse(request, withLongNumbersAsText(body as string), done);
  });
  answerHttpErrors(app);
  // What is asked is never compressed: a small body could unfold to any size. Of an answer of 1.6 MB gzip at its quickest
  // leaves 14 % in 9 ms; at its usual level 12 % in 200 ms, Brotli 12 % in 70 ms.
  await app.register(compress, {
    globalDecompression: false,
    encodings: ['gzip', 'identity'],
    zlibOptions: { level: constants.Z_BEST_SPEED },
  });
  if (corsOrigins.length > 0)
    await app.register(cors, {
      origin: [...corsOrigins],
      methods: ['GET', 'POST'],
      exposedHeaders: ['x-request-id', 'retry-after'],
      maxAge: 600,
    });
  // A browser asks whether a page elsewhere may ask without saying who does: that is answered above.
  if (authenticate === null) answerThisMachine(app);
  else answerTheAuthenticated(app, authenticate, log);

  const apollo = createApollo(log, Math.max(...Object.values(services.config.mostTokens)));
  await apollo.start();
  const contextOf = contextsOver(services);
  serveGraphql(app, apollo, contextOf, documentsHeld(services.config));
  serveSegments(app, contextOf);
  serveHealth(app, services.warehouse.pool, () => stopping);
  servePlayground(app, async () => (authenticate === null ? latestLoad(services.warehouse.pool) : { simulated: null }));

  await app.listen({ port, host }).catch(async (error: NodeJS.ErrnoException) => {
    await apollo.stop();
    throw error.code === 'EADDRINUSE' ? new UserError('PORT_TAKEN', { host, port }) : error;
  });
  const address = app.server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;

  const close = async () => {
    stopping = true;
    const cut = setTimeout(() => app.server.closeAllConnections(), cutAfter);
    // A connection that was busy when the stop began would be kept alive after its answer.
    const release = setInterval(() => app.server.closeIdleConnections(), 50);
    await app.close();
    clearInterval(release);
    clearTimeout(cut);
    await apollo.stop();
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
