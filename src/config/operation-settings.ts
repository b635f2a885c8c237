// What whoever operates the server is told.
import { join } from 'node:path';
import { httpAddress, listenAddress, oneOf, oneOrZero, onOrOff, pathOrOff, wholeNumber } from './parsers';
import { setting, stated } from './setting';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug'] as const;

export type LogLevel = (typeof logLevels)[number];

export const operationSettings = {
  logLevel: setting<LogLevel>({
    variable: 'LOG_LEVEL',
    fallback: (env) => (stated(env, 'ASTROLABE_DEBUG') === '1' ? 'debug' : 'warn'),
    parse: oneOf(logLevels),
    means: 'What the log of the server has: info adds a line a request, debug every statement.',
  }),
  metricsPort: setting<number | null>({
    variable: 'METRICS_PORT',
    fallback: null,
    parse: wholeNumber(0, 65535),
    means: 'A port of its own for /metrics, without a key; none: /metrics is on the port of the server.',
  }),
  metricsHost: setting({
    variable: 'METRICS_HOST',
    fallback: '127.0.0.1',
    parse: listenAddress,
    means: 'The address that METRICS_PORT is on.',
  }),
  tracing: setting({
    variable: 'TRACING',
    fallback: (env) => stated(env, 'OTEL_EXPORTER_OTLP_ENDPOINT') !== undefined,
    parse: onOrOff,
    means: 'Whether traces are sent to an OpenTelemetry collector.',
  }),
  otlpEndpoint: setting({
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    fallback: 'http://localhost:4318',
    parse: httpAddress,
    means: 'The collector of traces, by OTLP over HTTP.',
    secret: true,
  }),
  debug: setting({
    variable: 'ASTROLABE_DEBUG',
    fallback: false,
    parse: oneOrZero,
    means:
      '1 tells what usually nobody wants to know: LOG_LEVEL=debug where it says nothing else, and details of a fault on the command line.',
  }),
  erasureJournal: setting<string | null>({
    variable: 'ERASURE_JOURNAL',
    fallback: (env) => join(stated(env, 'DATA_DIR') ?? '.data', 'erasures.ndjson'),
    parse: pathOrOff,
    means: 'The file that every erasure is written to, for restore to apply again; off keeps none.',
  }),
  quarantineRetentionDays: setting({
    variable: 'QUARANTINE_RETENTION_DAYS',
    fallback: 90,
    parse: wholeNumber(0, 36500),
    means: 'Days after which rows in quarantine lose their text; 0 keeps it.',
  }),
};
