// The path /graphql: questions by POST, queries also by GET. Whoever comes without a question, or by another method, is told
// how it can be asked.
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestContext } from '../../graphql/common/request-context';
import type { TurnAway } from '../admission/turn-away-unread';
import { abandonWhenGone, type ContextOf } from '../context-of';
import { documentTooLarge, sendHttpError } from '../http-errors';
import type { Held } from './document-sent';

const path = '/graphql';

/** A document is parsed in one go, while everybody else waits; variables are read far more quickly. */
const longestDocument = 1_048_576;

export const howToAsk = `Ask by POST: curl -H 'content-type: application/json' -d '{"query": "{ dataStatus { dataVersion } }"}' with the address of this page. GET takes a query in the parameter query, with the header apollo-require-preflight. The playground is at /, and asks from a browser.`;

export function serveGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<RequestContext>,
  contextOf: ContextOf,
  held: Held,
  turnAway: TurnAway,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: path,
    preHandler: async (request, reply) => {
      turnAway(textOf(request));
      if (request.method === 'POST' && documentLength(request.body) > longestDocument) {
        sendHttpError(reply, documentTooLarge, request.id);
        return reply;
      }
      if (request.method === 'POST' || asksSomething(request.query as Readonly<Record<string, unknown>>))
        return held(request, reply);
      sendHttpError(
        reply,
        { status: 400, code: 'BAD_REQUEST', message: `There is no question. ${howToAsk}` },
        request.id,
      );
      return reply;
    },
    // 304 says that there is nothing to send.
    onSend: async (_, reply, payload) => (reply.statusCode === 304 ? null : payload),
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply) => {
        const context = contextOf(request);
        abandonWhenGone(reply, context);
        return context;
      },
    }),
  });
  app.route({
    method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: path,
    config: { refuses: true },
    handler: async (request, reply) => {
      void reply.header('allow', 'GET, POST');
      const message = `The method ${request.method} is not served here. ${howToAsk}`;
      sendHttpError(reply, { status: 405, code: 'METHOD_NOT_ALLOWED', message }, request.id);
      return reply;
    },
  });
}

const textOf = ({ method, body, query }: FastifyRequest): unknown =>
  ((method === 'POST' ? body : query) as { readonly query?: unknown } | null | undefined)?.query;

const documentLength = (body: unknown): number => {
  const { query } = (body ?? {}) as { readonly query?: unknown };
  return typeof query === 'string' ? query.length : 0;
};

/** Extensions may name a persisted query instead, which is refused where it is understood. */
const asksSomething = ({ query, extensions, documentId }: Readonly<Record<string, unknown>>): boolean =>
  query !== undefined || extensions !== undefined || documentId !== undefined;
