// What document a request over HTTP is about, before it is answered: a trusted one that it names, or the text that it sends, held
// to the limits on documents. Nothing of the schema has been looked at, and nothing has run, when one is refused; and nothing is
// answered that was not read here.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Config } from '../../config/config';
import { userErrorsOf } from '../../errors';
import { limitsFor } from '../../graphql/limits/limits';
import { readDocument } from '../../graphql/limits/read-document';
import { documentSent, type Sent, trustedDocuments } from '../../graphql/limits/trusted-documents';
import type { HttpEdition } from '../http/edition';
import { type HttpError, sendHttpError, sendNotGraphql, sendUserErrors } from '../http-errors';
import { type AddressParameters, addressOf } from './read-address';

/** The reply, where it has refused the document: nothing else may answer it. */
export type Held = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** Answers those that are refused. Throws INVALID_CONFIGURATION for a manifest that cannot be read. */
export function documentsHeld(config: Config, edition: HttpEdition): Held {
  const trusted = trustedDocuments(config);
  return async (request, reply) => {
    const { role } = request.principal;
    try {
      const sent = sentBy(request);
      const text = documentSent(sent, trusted, role);
      if (text === undefined || text === '') {
        if (!trusted?.only.includes(role)) return undefined;
        sendHttpError(reply, noDocument, request.id);
        return reply;
      }
      readDocument(text, limitsFor(config, role));
      if (trusted !== null) sendOn(request, text);
      return undefined;
    } catch (error) {
      if (error instanceof GraphQLError) sendNotGraphql(reply, error, edition, request.id);
      else if (userErrorsOf(error).length > 0) sendUserErrors(reply, error, request.id);
      else throw error;
      return reply;
    }
  };
}

/** To whoever is answered trusted documents alone. */
const noDocument: HttpError = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'There is no question: send the id of a trusted document in documentId, or its text in query.',
};

/** Of a list of questions nothing is answered. */
function sentBy({ method, body, query }: FastifyRequest): Sent {
  const sent = (method === 'POST' ? body : query) as Readonly<Record<string, unknown>> | null | undefined;
  if (sent === null || sent === undefined || typeof sent !== 'object' || Array.isArray(sent)) return {};
  return typeof sent.extensions === 'string' ? { ...sent, extensions: asJson(sent.extensions) } : sent;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text stands in the place of the hash that named it. */
function sendOn(request: FastifyRequest, text: string): void {
  if (request.method === 'POST') {
    const { documentId: _, extensions: __, ...others } = request.body as Record<string, unknown>;
    request.body = { ...others, query: text };
    return;
  }
  const { documentId: _, extensions: __, ...others } = request.query as AddressParameters;
  request.raw.url = addressOf({ ...others, query: text });
}
