// What is kept of a request while it is under way, and told once its answer was sent or its client has left: a line of the log at
// level info, a figure, a span. Of the request: its route, kind, status and whose it was; nothing of what it asked.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { listed, operations, routeLabel, statusClass, whose } from '../../telemetry/label-values';
import type { Telemetry } from '../../telemetry/telemetry';
import type { Span } from '../../telemetry/tracing';
import type { Log } from '../log';

export type RequestRecord = {
  operation: string;
  /** Why it was refused, if it was. */
  readonly codes: Set<string>;
  readonly span: Span;
};

const records = new Map<string, RequestRecord>();

/** Of the request of this id; none once it is over. */
export const recordOf = (requestId: string): RequestRecord | undefined => records.get(requestId);

/** Goes before every other hook, so that what they refuse is told as well. */
export function recordRequests(
  app: FastifyInstance,
  log: Log,
  { meters, tracing }: Pick<Telemetry, 'meters' | 'tracing'>,
): void {
  // Every value of these lines is chosen here. To look for secrets two levels deep takes 0.1 ms a line, which is a tenth of a
  // processor at a thousand requests a second.
  const lines = log.child({}, { redact: ['authorization'] });
  app.addHook('onRequest', (request, reply, done) => {
    const began = performance.now();
    const route = request.routeOptions.url;
    const facts = {
      'http.request.method': request.method,
      'http.route': route ?? 'none',
      'astrolabe.request': request.id,
    };
    const span = tracing.begin('request', facts, request.headers);
    const record: RequestRecord = { operation: 'none', codes: new Set(), span };
    records.set(request.id, record);
    reply.raw.once('close', () => tell(request, reply, record, performance.now() - began));
    done();
  });
  // What reads the body listens to the connection, which is of no request.
  app.addHook('preValidation', (request, _reply, done) => {
    const record = records.get(request.id);
    if (record === undefined) done();
    else record.span.within(done);
  });

  function tell(request: FastifyRequest, reply: FastifyReply, record: RequestRecord, milliseconds: number): void {
    records.delete(request.id);
    const { statusCode, writableFinished } = reply.raw;
    const { codes, span } = record;
    if (writableFinished && statusCode >= 400 && codes.size === 0)
      codes.add(statusCode < 500 ? 'BAD_REQUEST' : 'INTERNAL_ERROR');
    for (const code of codes) meters.refused(code);
    const operation = listed(operations, record.operation);
    const role = listed(whose, request.principal?.role);
    const status = writableFinished ? statusClass(statusCode) : 'cut';
    meters.request({ route: routeLabel(request.routeOptions.url), operation, status, role }, milliseconds);
    span.end(
      { 'http.response.status_code': statusCode, 'astrolabe.operation': operation, 'astrolabe.role': role },
      status === '5xx' ? [...codes][0] : undefined,
    );
    lines.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: writableFinished ? statusCode : 'cut',
        milliseconds: Math.round(milliseconds),
        principal: request.principal?.id ?? 'none',
        operation,
        codes: codes.size === 0 ? undefined : [...codes],
      },
      writableFinished ? 'a request was answered' : 'a client left before its answer',
    );
  }
}
