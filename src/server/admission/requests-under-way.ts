// How many requests, and how much of what they send, the process holds at once: whoever comes beyond that is told to come again
// before anything of it is read. Probes are always let in.
import type { FastifyInstance } from 'fastify';
import { isProbe } from '../http/probes';
import { type HttpError, sendHttpError } from '../http-errors';

export type DoorLimits = {
  readonly requests: number;
  /** Of bodies, by the length that they announce. */
  readonly bytes: number;
  /** The longest that one may be; of one that announces no length. */
  readonly bodyLimit: number;
};

const retryAfterSeconds = 5;

const full: HttpError = {
  status: 503,
  code: 'BUSY',
  message: `More requests are under way than this server holds. Try again in ${retryAfterSeconds} seconds, with fewer at once.`,
};

export function watchRequests(app: FastifyInstance, { requests, bytes, bodyLimit }: DoorLimits): void {
  let held = 0;
  let heldBytes = 0;
  app.addHook('onRequest', async (request, reply) => {
    if (isProbe(request)) return;
    const { 'content-length': announced, 'transfer-encoding': chunked } = request.headers;
    const length = Math.min(bodyLimit, chunked === undefined ? Number(announced ?? 0) : bodyLimit);
    if (held >= requests || heldBytes + length > bytes) {
      void reply.header('retry-after', String(retryAfterSeconds));
      sendHttpError(reply, full, request.id);
      return reply;
    }
    held += 1;
    heldBytes += length;
    reply.raw.once('close', () => {
      held -= 1;
      heldBytes -= length;
    });
  });
}
