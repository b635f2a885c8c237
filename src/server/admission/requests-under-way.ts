// How many requests, and how much of what they send, the process holds at once: whoever comes beyond that is told to come again
// before anything of it is read. Nobody holds more than half of either, and a body that trickles in is cut, so that who announces
// much and sends nothing keeps nobody out. Probes are always let in.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { local } from '../../auth/principal';
import { isProbe } from '../http/probes';
import { answerLate } from '../http/unreadable';
import { type HttpError, sendHttpError } from '../http-errors';

export type DoorLimits = {
  readonly requests: number;
  /** Of bodies, by the length that they announce. */
  readonly bytes: number;
  /** The longest that one may be; of one that announces no length. */
  readonly bodyLimit: number;
  readonly arrival?: Arrival;
};

/** From its second spell on, in milliseconds, a body that is not whole brings so many bytes in each. */
type Arrival = { readonly spell: number; readonly bytes: number };

const usualArrival: Arrival = { spell: 10_000, bytes: 16_384 };

/** Of bodies that are this long, in bytes, two of one principal arrive at once. */
const longBody = 1_048_576;
const longAtOnce = 2;

type Held = { requests: number; bytes: number; arrivingLong: number };
const nothing = (): Held => ({ requests: 0, bytes: 0, arrivingLong: 0 });

const retryAfterSeconds = 5;

const full: HttpError = {
  status: 503,
  code: 'BUSY',
  message: `More requests are under way than this server holds. Try again in ${retryAfterSeconds} seconds, with fewer at once.`,
};

/** Of a request that nobody has to prove anything for. */
const nobody = 'nobody';

export function watchRequests(app: FastifyInstance, limits: DoorLimits): void {
  const { requests, bytes, bodyLimit, arrival = usualArrival } = limits;
  const whole = nothing();
  const byAsker = new Map<string, Held>();
  const isFull = (own: Held, length: number, isShared: boolean): boolean =>
    whole.requests >= requests ||
    whole.bytes + length > bytes ||
    (isShared &&
      (own.requests >= Math.ceil(requests / 2) ||
        own.bytes + length > bytes / 2 ||
        (length > longBody && own.arrivingLong >= longAtOnce)));

  app.addHook('onRequest', async (request, reply) => {
    if (isProbe(request)) return;
    const asker = request.principal ?? null;
    const who = asker?.id ?? nobody;
    const own = byAsker.get(who) ?? nothing();
    const length = lengthOf(request, bodyLimit);
    if (isFull(own, length, asker !== local)) {
      void reply.header('retry-after', String(retryAfterSeconds));
      sendHttpError(reply, full, request.id);
      return reply;
    }
    byAsker.set(who, own);
    for (const each of [whole, own]) {
      each.requests += 1;
      each.bytes += length;
    }
    reply.raw.once('close', () => {
      for (const each of [whole, own]) {
        each.requests -= 1;
        each.bytes -= length;
      }
      if (own.requests === 0) byAsker.delete(who);
    });
    if (length === 0) return;
    const isLong = length > longBody;
    if (isLong) own.arrivingLong += 1;
    cutTrickle(request, reply, arrival, () => {
      if (isLong) own.arrivingLong -= 1;
    });
  });
}

function lengthOf({ headers }: FastifyRequest, bodyLimit: number): number {
  const { 'content-length': announced, 'transfer-encoding': chunked } = headers;
  return Math.min(bodyLimit, chunked === undefined ? Number(announced ?? 0) : bodyLimit);
}

/** `over`: the body is whole, or nobody waits for it any longer. */
function cutTrickle({ raw }: FastifyRequest, reply: FastifyReply, { spell, bytes }: Arrival, over: () => void): void {
  const { socket } = raw;
  let before: number | undefined;
  const looking = setInterval(() => {
    if (raw.complete) return end();
    const read = socket.bytesRead;
    if (before !== undefined && read - before < bytes) {
      end();
      answerLate(socket);
    }
    before = read;
  }, spell).unref();
  const end = (): void => {
    clearInterval(looking);
    raw.off('end', end);
    reply.raw.off('close', end);
    over();
  };
  raw.once('end', end);
  reply.raw.once('close', end);
}
