// The HTTP server over open services: /graphql, the playground, health. `stop` takes no new request, lets running ones
// finish, and cuts what is left after a while.
import { randomUUID } from 'node:crypto';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { UserError } from '../errors';
import { createRequestContext } from '../graphql/common/request-context';
import { latestLoad } from '../graphql/settings/latest-load';
import type { Services } from '../services/services';
import { createApollo } from './apollo';
import { serveHealth } from './health';
import { answerHttpErrors } from './http-errors';
import type { Log } from './log';
import { servePlayground } from './playground-routes';

export type HttpServer = {
  /** The origin it listens on, such as http://localhost:4000. */
  readonly origin: string;
  readonly stop: () => Promise<void>;
};

export type HttpOptions = { readonly port: number; readonly host: string; readonly log: Log };

const bodyLimit = 1_048_576;
const cutAfter = 7_000;

function originOf(host: string, port: number): string {
  const name = host === '127.0.0.1' || host === '::1' ? 'localhost' : host;
  return `http://${name}:${port}`;
}

export async function startHttpServer(services: Services, { port, host, log }: HttpOptions): Promise<HttpServer> {
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
  });
  let stopping = false;
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  answerHttpErrors(app);

  const apollo = createApollo(log);
  await apollo.start();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(apollo, {
      context: async (request) => createRequestContext(services, request.id),
    }),
  });
  serveHealth(app, services.warehouse.pool, () => stopping);
  servePlayground(app, () => latestLoad(services.warehouse.pool));

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
