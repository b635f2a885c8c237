// What HTTP itself refuses, in the shape of every other answer: a code and a sentence, never a stack.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type UserError, userErrorsOf } from '../errors';
import { presentErrors } from '../graphql/common/present-error';
import { securityHeaders } from './http/security-headers';
import type { ServedMethods } from './http/served-methods';

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

/** Nobody's mistake: the same request may be answered in a moment. */
export const isBusy = (error: UserError): error is UserError<'BUSY'> => error.code === 'BUSY';

export const retryAfter = ({ parameters }: UserError<'BUSY'>): string => String(parameters.retryAfterSeconds);

export type HttpError = { readonly status: number; readonly code: string; readonly message: string };

export function sendHttpError(reply: FastifyReply, { status, code, message }: HttpError, requestId: string): void {
  void reply.code(status).send({ errors: [{ message, extensions: { code, requestId } }] });
}

const responseType = 'application/graphql-response+json';

/** What of a request is refused before it is read as a question: one error or several. */
export function sendUserErrors(reply: FastifyReply, error: unknown, requestId: string): void {
  const accepted = reply.request.headers.accept ?? '';
  if (accepted.includes(responseType)) void reply.type(`${responseType}; charset=utf-8`);
  const errors = userErrorsOf(error).flatMap((each) => presentErrors(each, requestId, () => undefined));
  void reply.code(400).send({ errors });
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
  const [busy] = userErrorsOf(error).filter(isBusy);
  if (busy !== undefined) void reply.header('retry-after', retryAfter(busy));
  else if ((error.statusCode ?? 500) >= 500)
    request.log.error({ err: error, requestId: request.id }, 'a request failed');
  const refusal =
    busy === undefined ? refusalOf(error, request) : { status: 503, code: busy.code, message: busy.message };
  sendHttpError(reply, refusal, request.id);
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
