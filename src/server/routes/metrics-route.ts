// The path /metrics: the figures of the process as Prometheus reads them. They stand on the port of the server, where whoever reads
// them is a principal like any other, or on a port of their own, where nobody is asked for a key: no label says anything of anybody.
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { refusal } from '../../auth/policy';
import type { Principal } from '../../auth/principal';
import { UserError } from '../../errors';
import type { Telemetry } from '../../telemetry/telemetry';
import { watchMethods } from '../http/served-methods';
import { answerUnreadable } from '../http/unreadable';
import { answerHttpErrors, sendHttpError } from '../http-errors';

type Figures = Pick<Telemetry, 'meters' | 'warehouse'>;

export const metricsPath = '/metrics';

type Watcher = Pick<Principal, 'role'>;

/** `watcherOf`: who asks, where that is known. */
export function serveMetrics(
  app: FastifyInstance,
  { meters: { registry }, warehouse }: Figures,
  watcherOf?: (request: FastifyRequest) => Watcher,
): void {
  app.get(metricsPath, async (request, reply: FastifyReply) => {
    const refused = watcherOf && refusal(watcherOf(request).role, ['watch'], 'the figures of the server');
    if (refused) {
      sendHttpError(reply, { status: 403, code: refused.code, message: refused.message }, request.id);
      return reply;
    }
    await warehouse.refresh();
    return reply
      .header('content-type', registry.contentType)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .send(await registry.metrics());
  });
}

export type MetricsServer = { readonly origin: string; readonly stop: () => Promise<void> };

/** Serves the figures and nothing else. Throws PORT_TAKEN. */
export async function startMetricsServer(
  figures: Figures,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<MetricsServer> {
  const app = Fastify({ bodyLimit: 1, clientErrorHandler: answerUnreadable, requestIdHeader: false });
  answerHttpErrors(app, watchMethods(app));
  serveMetrics(app, figures);
  await app.listen({ port, host }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new UserError('PORT_TAKEN', { host, port }) : error;
  });
  const address = app.server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    stop: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}
