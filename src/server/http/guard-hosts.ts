// Refuses whatever comes by a foreign name (421) or from a page of a foreign origin (403), before anything else is looked at.
// Probes are answered by any name: they tell nothing, and who watches a server often calls it by an address.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type HttpError, sendHttpError } from '../http-errors';
import { isKnownHost, isKnownOrigin, type KnownHosts } from './hosts';
import { isProbe } from './probes';

const noHost: HttpError = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The request has no Host header.',
};

const foreignHost: HttpError = {
  status: 421,
  code: 'HOST_NOT_ALLOWED',
  message: 'This server does not answer by the name in the Host header. Name it in ALLOWED_HOSTS if it should.',
};

const foreignOrigin: HttpError = {
  status: 403,
  code: 'ORIGIN_NOT_ALLOWED',
  message: 'A page of this origin may not ask here. Name its origin in CORS_ORIGINS if it should.',
};

export function guardHosts(app: FastifyInstance, known: KnownHosts): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isProbe(request)) return;
    const refused = refusedHost(request, known) ?? refusedPage(request, known);
    if (refused === undefined) return;
    sendHttpError(reply, refused, request.id);
    return reply;
  });
}

function refusedHost(request: FastifyRequest, known: KnownHosts): HttpError | undefined {
  const { host } = request.headers;
  if (host === undefined) return noHost;
  return hasSeveralHosts(request) || !isKnownHost(host, request.socket.localAddress, known) ? foreignHost : undefined;
}

/** Of several, programs on the way may each take another one. */
const hasSeveralHosts = ({ raw }: FastifyRequest): boolean =>
  raw.rawHeaders.filter((name, place) => place % 2 === 0 && name.toLowerCase() === 'host').length > 1;

/** Programs name no origin. A browser that names none says whether a foreign page asks; to follow a link is nobody's harm. */
function refusedPage({ headers }: FastifyRequest, known: KnownHosts): HttpError | undefined {
  const { origin, host } = headers;
  if (origin !== undefined) return isKnownOrigin(origin, host!, known) ? undefined : foreignOrigin;
  const site = headers['sec-fetch-site'];
  const asksUnseen = site === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate';
  return asksUnseen ? foreignOrigin : undefined;
}
