// Nobody is answered who does not prove who they are: the proof is looked at before anything else of a request is read. Routes
// without data are open, and say so themselves; a route that says nothing is not.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate } from '../auth/credentials/authenticate';
import type { Principal } from '../auth/principal';
import { UserError } from '../errors';
import { sendHttpError } from './http-errors';
import type { Log } from './log';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** It holds nothing of the company, and is answered to everybody. */
    readonly open?: true;
  }
}

/** For the options of a route. */
export const openToAll = { config: { open: true } } as const;

/** `is404`: nothing stands there, and whoever asks is told no more than that. */
const isOpen = ({ routeOptions, is404 }: FastifyRequest): boolean => is404 || routeOptions.config.open === true;

export function answerTheAuthenticated(app: FastifyInstance, authenticate: Authenticate, log: Log): void {
  app.decorateRequest('principal', null as unknown as Principal);
  app.addHook('onRequest', async (request, reply) => {
    if (isOpen(request)) return;
    const verdict = await authenticate(request.raw.headersDistinct.authorization ?? []);
    if (verdict.kind === 'principal') {
      request.principal = verdict.principal;
      return;
    }
    const { cause, key } = verdict;
    log.warn({ requestId: request.id, cause, key }, 'a request does not prove who asks');
    return refuse(request, reply);
  });
}

/** In the same words, whatever the cause. */
function refuse({ id }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code, message } = new UserError('UNAUTHENTICATED', {});
  void reply.header('www-authenticate', 'Bearer realm="astrolabe"').header('cache-control', 'no-store');
  sendHttpError(reply, { status: 401, code, message }, id);
  return reply;
}
