// What HTTP itself refuses, in the shape of every other answer: a code and a sentence, never a stack.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { userErrorsOf } from '../errors';
import { presentErrors } from '../graphql/common/present-error';
import { requestErrorsOf, secondsToWait } from '../graphql/common/request-errors';
import { type HttpEdition, refusalIn } from './http/edition';
import { securityHeaders } from './http/security-headers';
import type { ServedMethods } from './http/served-methods';
import { recordOf } from './watching/request-records';

const known: Readonly<Record<string, { readonly code: string; readonly message: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'REQUEST_TOO_LARGE',
    message: 'The request body is larger than 16 MiB. Send less in one request.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'The content type is not supported. Send the question as application/json.',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'BAD_REQUEST', message: 'The request body is not valid JSON.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'BAD_REQUEST', message: 'The request body is empty.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'BAD_REQUEST',
    message: 'The request body is not as long as its Content-Length says.',
  },
  FST_ERR_BAD_URL: { code: 'BAD_REQUEST', message: 'The address has a percent sign that begins no character.' },
  FST_ERR_MAX_PARAM_LENGTH: {
    code: 'REQUEST_TOO_LARGE',
    message: 'A part of the address is longer than any name here.',
  },
};

export type HttpError = { readonly status: number; readonly code: string; readonly message: string };

export function sendHttpError(reply: FastifyReply, { status, code, message }: HttpError, requestId: string): void {
  recordOf(requestId)?.codes.add(code);
  void reply.code(status).send({ errors: [{ message, extensions: { code, requestId } }] });
}

const responseType = 'application/graphql-response+json';

/** What of a request is refused before it is read as a question: one error or several. */
export function sendUserErrors(reply: FastifyReply, error: unknown, requestId: string): void {
  const accepted = reply.request.headers.accept ?? '';
  if (accepted.includes(responseType)) void reply.type(`${responseType}; charset=utf-8`);
  const users = userErrorsOf(error);
  for (const { code } of users) recordOf(requestId)?.codes.add(code);
  const errors = users.flatMap((each) => presentErrors(each, requestId, () => undefined));
  void reply.code(400).send({ errors });
}

/** What is no GraphQL document is refused with the status that an answer of the edition has for it. */
export function sendNotGraphql(
  reply: FastifyReply,
  error: GraphQLError,
  edition: HttpEdition,
  requestId: string,
): void {
  const code = 'GRAPHQL_PARSE_FAILED';
  const { status, type } = refusalIn(edition, reply.request.headers.accept ?? '');
  recordOf(requestId)?.codes.add(code);
  void reply.type(`${type}; charset=utf-8`).code(status);
  void reply.send({ errors: presentErrors(error, requestId, () => undefined, code) });
}

export const documentTooLarge: HttpError = {
  status: 413,
  code: 'REQUEST_TOO_LARGE',
  message: 'The query is longer than 1 MiB. Send rows and other long values as variables.',
};

/** What Fastify says of a request, in our words; of a fault of ours only where its log has the rest. */
function refusalOf({ statusCode: status = 500, code: reason }: FastifyError, { id }: FastifyRequest): HttpError {
  if (status >= 500) {
    const message = `The server could not answer. Its log says why under request ${id}.`;
    return { status: 500, code: 'INTERNAL_ERROR', message };
  }
  const { code, message } = known[reason] ?? {
    code: 'BAD_REQUEST',
    message: 'The request is not valid HTTP for this server.',
  };
  return { status, code, message };
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const wait = secondsToWait(error);
  if (wait !== undefined) {
    const { code, message } = requestErrorsOf(error)[0]!;
    void reply.header('retry-after', String(wait));
    sendHttpError(reply, { status: 503, code, message }, request.id);
    return;
  }
  if ((error.statusCode ?? 500) >= 500) request.log.error({ err: error, requestId: request.id }, 'a request failed');
  sendHttpError(reply, refusalOf(error, request), request.id);
}

export function answerHttpErrors(app: FastifyInstance, served: ServedMethods): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    const methods = served.at(request.url.split('?', 1)[0]!);
    if (methods.length > 0) void reply.header('allow', methods.join(', '));
    sendHttpError(reply, methods.length === 0 ? nothingThere : otherMethod(request.method, methods), request.id);
  });
}

const nothingThere: HttpError = {
  status: 404,
  code: 'NOT_FOUND',
  message: 'There is nothing here. The API is at /graphql, the playground at /.',
};

const otherMethod = (method: string, methods: readonly string[]): HttpError => ({
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: `The method ${method} is not served here. ${methods.join(', ')} ${methods.length === 1 ? 'is' : 'are'}.`,
});

/** What no route is looked for: an address that cannot be read. No hook has seen the request. */
export function answerUnroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('x-request-id', request.id).headers(securityHeaders);
  answerError(error, request, reply);
}
