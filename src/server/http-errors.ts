// What HTTP itself refuses, in the shape of every other answer: a code and a sentence, never a stack.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const known: Readonly<Record<string, { readonly code: string; readonly message: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'REQUEST_TOO_LARGE',
    message: 'The request body is larger than 1 MiB. Send less in one request.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'The content type is not supported. Send the question as application/json.',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'BAD_REQUEST', message: 'The request body is not valid JSON.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'BAD_REQUEST', message: 'The request body is empty.' },
};

function send(reply: FastifyReply, status: number, message: string, code: string, requestId: string): void {
  void reply.code(status).send({ errors: [{ message, extensions: { code, requestId } }] });
}

export function answerHttpErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const { code, message } = known[error.code] ?? {
        code: 'BAD_REQUEST',
        message: 'The request is not valid HTTP for this server.',
      };
      return send(reply, status, message, code, request.id);
    }
    request.log.error({ err: error, requestId: request.id }, 'a request failed');
    const message = `The server could not answer. Its log says why under request ${request.id}.`;
    return send(reply, 500, message, 'INTERNAL_ERROR', request.id);
  });
  app.setNotFoundHandler((request, reply) => {
    const message = 'There is nothing here. The API is at /graphql, the playground at /.';
    send(reply, 404, message, 'NOT_FOUND', request.id);
  });
}
