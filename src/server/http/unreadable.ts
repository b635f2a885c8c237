// Answers on the connection itself, where there is no request to reply to: what cannot be read as HTTP, and what asks for another
// protocol. In the shape of every other answer; the connection ends with it.
import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpError } from '../http-errors';
import { securityHeaders } from './security-headers';

const late: HttpError = { status: 408, code: 'BAD_REQUEST', message: 'The request did not arrive in time.' };

const unreadable: Readonly<Record<string, HttpError>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'REQUEST_TOO_LARGE',
    message: 'The address and the headers together are larger than 16 KiB. Send the question by POST.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: late,
};

/** In milliseconds: so long whoever is answered here may take to read it; who does not end the connection loses it. */
const readWithin = 1_000;

const noHttp: HttpError = { status: 400, code: 'BAD_REQUEST', message: 'The request is not valid HTTP.' };

const noTunnel: HttpError = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: 'The method CONNECT is not served here: the API is at /graphql.',
};

const unexpected: HttpError = {
  status: 417,
  code: 'BAD_REQUEST',
  message: 'The server meets no expectation but 100-continue.',
};

type Plain = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

function plainAnswer({ code, message }: HttpError): Plain {
  const requestId = randomUUID();
  const body = JSON.stringify({ errors: [{ message, extensions: { code, requestId } }] });
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'x-request-id': requestId,
      ...securityHeaders,
      connection: 'close',
    },
  };
}

function answerOn(socket: Duplex, error: HttpError, more: Readonly<Record<string, string>> = {}): void {
  const { headers, body } = plainAnswer(error);
  const head = Object.entries({ ...headers, ...more }).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}\r\n${head.join('\r\n')}\r\n\r\n${body}`);
  setTimeout(() => socket.destroy(), readWithin).unref();
}

export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  answerOn(socket, unreadable[error.code ?? ''] ?? noHttp);
}

/** What is sent of a request is no longer waited for. */
export function answerLate(socket: Duplex): void {
  if (socket.writable) answerOn(socket, late);
}

/** What Node would answer without a word, or not at all. */
export function answerOtherProtocols(server: Server): void {
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => undefined);
    answerOn(socket, noTunnel, { allow: 'GET, POST' });
  });
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const { headers, body } = plainAnswer(unexpected);
    response.writeHead(unexpected.status, headers).end(body);
  });
}
