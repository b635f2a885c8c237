// What document a request over HTTP is about, before it is answered: a trusted one that it names, or the text that it sends, held
// to the limits on documents. Nothing of the schema has been looked at, and nothing has run, when one is refused.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Config } from '../../config/config';
import { userErrorsOf } from '../../errors';
import { limitsFor } from '../../graphql/limits/limits';
import { readDocument } from '../../graphql/limits/read-document';
import { documentSent, type Sent, trustedDocuments } from '../../graphql/limits/trusted-documents';
import { sendUserErrors } from '../http-errors';

/** The reply, where it has refused the document: nothing else may answer it. */
export type Held = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** Answers those that are refused. Throws INVALID_CONFIGURATION for a manifest that cannot be read. */
export function documentsHeld(config: Config): Held {
  const trusted = trustedDocuments(config);
  return async (request, reply) => {
    const { role } = request.principal;
    try {
      const sent = sentBy(request);
      const text = documentSent(sent, trusted, role);
      if (text === undefined) return undefined;
      readDocument(text, limitsFor(config, role));
      if (trusted !== null) sendOn(request, text);
      return undefined;
    } catch (error) {
      // What cannot be parsed is refused where it is answered.
      if (error instanceof GraphQLError) return undefined;
      if (userErrorsOf(error).length === 0) throw error;
      sendUserErrors(reply, error, request.id);
      return reply;
    }
  };
}

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
  const { documentId: _, extensions: __, ...others } = request.query as Record<string, string>;
  request.raw.url = `/graphql?${new URLSearchParams({ ...others, query: text })}`;
}
