// What HTTP itself refuses, in the shape of every other answer: a code and a sentence, never a stack.
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type UserError, userErrorsOf } from '../errors';
import { presentErrors } from '../graphql/common/present-error';
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
};

/** Nobody's mistake: the same request may be answered in a moment. */
export const isBusy = (error: UserError): error is UserError<'BUSY'> => error.code === 'BUSY';

export const retryAfter = ({ parameters }: UserError<'BUSY'>): string => String(parameters.retryAfterSeconds);

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

export const documentTooLarge: HttpError = {
  status: 413,
  code: 'REQUEST_TOO_LARGE',
  message: 'The query is longer than 1 MiB. Send rows and other long values as variables.',
};

export function answerHttpErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const [busy] = userErrorsOf(error).filter(isBusy);
    if (busy !== undefined) {
      void reply.header('retry-after', retryAfter(busy));
      return sendHttpError(reply, { status: 503, code: busy.code, message: busy.message }, request.id);
    }
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const { code, message } = known[error.code] ?? {
        code: 'BAD_REQUEST',
        message: 'The request is not valid HTTP for this server.',
      };
      return sendHttpError(reply, { status, code, message }, request.id);
    }
    request.log.error({ err: error, requestId: request.id }, 'a request failed');
    const message = `The server could not answer. Its log says why under request ${request.id}.`;
    return sendHttpError(reply, { status: 500, code: 'INTERNAL_ERROR', message }, request.id);
  });
  app.setNotFoundHandler((request, reply) => {
    const message = 'There is nothing here. The API is at /graphql, the playground at /.';
    sendHttpError(reply, { status: 404, code: 'NOT_FOUND', message }, request.id);
  });
}

const unreadable: Readonly<Record<string, HttpError>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'REQUEST_TOO_LARGE',
    message: 'The address and the headers together are larger than 16 KiB. Send the question by POST.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'BAD_REQUEST', message: 'The request did not arrive in time.' },
};

/** What cannot be read as a request has no reply to answer with: the words go to the connection, which ends. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const { status, code, message } = unreadable[error.code ?? ''] ?? {
    status: 400,
    code: 'BAD_REQUEST',
    message: 'The request is not valid HTTP.',
  };
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
