// Nobody is answered who does not prove who they are: the proof is looked at before anything else of a request is read. Routes
// without data are open, and say so themselves; a route that says nothing is not.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate } from '../auth/credentials/authenticate';
import type { Principal } from '../auth/principal';
import { UserError } from '../errors';
import { gateOfCredentials, refusalsPerMinute } from './admission/refused-credentials';
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
  const gate = gateOfCredentials();
  app.addHook('onRequest', async (request, reply) => {
    if (isOpen(request)) return;
    const { id: requestId, ip: address } = request;
    const credentials = request.raw.headersDistinct.authorization ?? [];
    const entering = await gate(address, credentials);
    if (entering.kind === 'wait') {
      // One line stands for all that the address sends in this minute.
      if (entering.isFirst) log.warn({ requestId, address }, 'an address sends too much that does not prove who asks');
      return tellToWait(request, reply, entering.seconds);
    }
    const verdict = await authenticate(credentials).catch((error: unknown) => {
      entering.told('unknown');
      throw error;
    });
    if (verdict.kind === 'principal') {
      entering.told('proved');
      request.principal = verdict.principal;
      return;
    }
    entering.told('refused');
    const { cause, key } = verdict;
    log.warn({ requestId, cause, key }, 'a request does not prove who asks');
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

function tellToWait({ id }: FastifyRequest, reply: FastifyReply, seconds: number): FastifyReply {
  void reply.header('retry-after', String(seconds)).header('cache-control', 'no-store');
  const message = `An address may send ${refusalsPerMinute} requests in a minute that do not prove who asks. Try again in ${seconds} seconds.`;
  sendHttpError(reply, { status: 429, code: 'RATE_LIMITED', message }, id);
  return reply;
}
