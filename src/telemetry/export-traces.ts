// Sends spans to a collector by OTLP over HTTP, as OpenTelemetry's SDK does it: in the background, some at a time. Its own variables
// (OTEL_EXPORTER_OTLP_HEADERS, OTEL_TRACES_SAMPLER, ...) hold as it documents them.
import { setTimeout as sleep } from 'node:timers/promises';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { version } from '../version';
import type { Tracing } from './tracing';

/** In milliseconds: what cannot be sent for so long is dropped. */
const patience = 5_000;
const longestFarewell = 1_500;

/** `endpoint`: of the collector, such as http://localhost:4318. */
export function exportTraces(endpoint: string): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, timeoutMillis: patience });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'astrolabe', 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  const tracer = trace.getTracer('astrolabe', version);
  return {
    begin: (name, attributes, headers) => {
      const around = headers === undefined ? context.active() : propagation.extract(context.active(), headers);
      const kind = headers === undefined ? SpanKind.INTERNAL : SpanKind.SERVER;
      const span = tracer.startSpan(name, { kind, attributes: { ...attributes } }, around);
      const inside = trace.setSpan(around, span);
      return {
        within: (work) => context.with(inside, work),
        end: (facts = {}, failure) => {
          span.setAttributes({ ...facts });
          if (failure !== undefined) {
            span.setAttribute('error.type', failure);
            span.setStatus({ code: SpanStatusCode.ERROR });
          }
          span.end();
        },
      };
    },
    past: (name, attributes, milliseconds) => {
      const now = Date.now();
      tracer.startSpan(name, { attributes: { ...attributes }, startTime: now - milliseconds }).end(now);
    },
    close: async () => {
      // A collector that is away keeps nobody from stopping.
      const late = sleep(longestFarewell, undefined, { ref: false });
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      for (const each of [trace, context, propagation]) each.disable();
    },
  };
}
