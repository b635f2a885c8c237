// A stop without a cut answer: what is under way ends within its time, and whoever comes meanwhile is told to go elsewhere. Probes
// are answered to the end, so that whoever watches sees the server as stopping and not as gone.
import type { FastifyInstance } from 'fastify';
import { type HttpError, sendHttpError } from '../http-errors';
import { isProbe } from './probes';

export type Drain = {
  readonly isStopping: () => boolean;
  /** From now on nothing new is taken; resolves when nothing is under way, or after so many milliseconds. */
  readonly begin: (longest: number) => Promise<void>;
};

const retryAfterSeconds = 5;

const stopping: HttpError = {
  status: 503,
  code: 'STOPPING',
  message: `The server is stopping. Try again in ${retryAfterSeconds} seconds: another may have taken its place.`,
};

export function drainRequests(app: FastifyInstance): Drain {
  let isStopping = false;
  let underWay = 0;
  let emptied: () => void = () => undefined;
  app.addHook('onRequest', async (request, reply) => {
    if (!isStopping) {
      underWay += 1;
      reply.raw.once('close', () => {
        underWay -= 1;
        if (underWay === 0) emptied();
      });
      return;
    }
    void reply.header('connection', 'close');
    if (isProbe(request)) return;
    void reply.header('retry-after', String(retryAfterSeconds));
    sendHttpError(reply, stopping, request.id);
    return reply;
  });
  // Of a connection whose answer is still to come the next request would find nobody.
  app.addHook('onSend', async (_request, reply) => {
    if (isStopping && !reply.raw.headersSent) void reply.header('connection', 'close');
  });
  return {
    isStopping: () => isStopping,
    begin: async (longest) => {
      isStopping = true;
      if (underWay === 0) return;
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, longest);
        emptied = () => {
          clearTimeout(late);
          resolve();
        };
      });
    },
  };
}
