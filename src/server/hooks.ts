// What every request passes before a route has it, in this order: headers, whether the server stops, by which name and from which
// page it comes, who asks, how much they asked lately, how much is under way; and how answers are sent.
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { Authenticate } from '../auth/credentials/authenticate';
import type { Config } from '../config/config';
import { limitRates } from './admission/rate-limit';
import { watchRequests } from './admission/requests-under-way';
import { answerTheAuthenticated } from './authenticated';
import { answerThisMachine } from './context-of';
import { type Drain, drainRequests } from './http/drain';
import { guardHosts } from './http/guard-hosts';
import { addSecurityHeaders } from './http/security-headers';
import { sendInSlices } from './http/send-in-slices';
import type { Log } from './log';

export type HookOptions = Pick<
  Config,
  'allowedHosts' | 'behindTls' | 'concurrentQuestions' | 'corsOrigins' | 'host' | 'queuedQuestions' | 'ratePerMinute'
> & {
  readonly log: Log;
  /** Who asks; none: whoever reaches this machine. */
  readonly authenticate?: Authenticate | null;
  /** In bytes: the longest that a body may be. */
  readonly bodyLimit: number;
};

/** As many bodies of the longest are held at once. */
const bodiesAtOnce = 8;
/** Beside those that run and those that wait: pages, and what is being read or sent. */
const otherRequests = 100;

export async function addHooks(app: FastifyInstance, options: HookOptions): Promise<Drain> {
  const { corsOrigins, authenticate, log, bodyLimit } = options;
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  await addSecurityHeaders(app, options.behindTls);
  const drain = drainRequests(app);
  guardHosts(app, options);
  if (corsOrigins.length > 0) {
    // Without its headers it asks for no leave: the method is one that is not served.
    app.addHook('onRequest', async ({ method, headers }, reply) => {
      if (method !== 'OPTIONS' || (headers.origin && headers['access-control-request-method'])) return;
      reply.callNotFound();
      return reply;
    });
    await app.register(cors, {
      origin: [...corsOrigins],
      methods: ['GET', 'POST'],
      exposedHeaders: ['x-request-id', 'retry-after'],
      maxAge: 600,
    });
  }
  // A browser asks whether a page elsewhere may ask without saying who does: that is answered above.
  if (authenticate == null) answerThisMachine(app);
  else answerTheAuthenticated(app, authenticate, log);
  limitRates(app, options.ratePerMinute);
  watchRequests(app, {
    requests: options.concurrentQuestions + options.queuedQuestions + otherRequests,
    bytes: bodiesAtOnce * bodyLimit,
    bodyLimit,
  });
  sendInSlices(app);
  // What is asked is never compressed: a small body could unfold to any size. Of an answer of 1.6 MB gzip at its quickest
  // leaves 14 % in 9 ms; at its usual level 12 % in 200 ms, Brotli 12 % in 70 ms.
  await app.register(compress, {
    globalDecompression: false,
    encodings: ['gzip', 'identity'],
    zlibOptions: { level: constants.Z_BEST_SPEED },
  });
  return drain;
}
