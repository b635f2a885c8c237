// What a request over HTTP is answered with: the principal that it is for stands on it, put there before anything else is done.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { local, type Principal } from '../auth/principal';
import { createRequestContext, type RequestContext } from '../graphql/common/request-context';
import type { Services } from '../services/services';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal;
  }
}

export type ContextOf = (request: FastifyRequest) => RequestContext;

export const contextsOver =
  (services: Services): ContextOf =>
  ({ id, principal }) =>
    createRequestContext(services, id, principal);

/** Who goes away before the answer is sent waits for nothing any longer. */
export function abandonWhenGone({ raw }: FastifyReply, { abandon }: Pick<RequestContext, 'abandon'>): void {
  raw.once('close', () => {
    if (!raw.writableFinished) abandon();
  });
}

/** The server is of this machine alone, and whoever reaches it may use its database too. */
export function answerThisMachine(app: FastifyInstance): void {
  app.decorateRequest('principal', null as unknown as Principal);
  app.addHook('onRequest', async (request) => {
    request.principal = local;
  });
}
