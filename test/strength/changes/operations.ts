// Slips in what a process tells of itself: a value in a label, in a line or in what is printed; a request that is not told of.
import type { Change } from '../change';

const telling = { kind: 'operation' } as const;

export const operationChanges: readonly Change[] = [
  {
    ...telling,
    file: 'src/telemetry/label-values.ts',
    title: 'a code that nobody knows is a label',
    from: "(knownCodes.has(code) ? code : 'OTHER')",
    to: 'code',
    first: ['telemetry/label-values'],
  },
  {
    ...telling,
    file: 'src/telemetry/logged-error.ts',
    title: 'the message of every error of PostgreSQL is logged',
    from: 'namesNoValue.test(String(error.code)) ? firstLine(message) : undefined',
    to: 'firstLine(message)',
    first: ['telemetry/logged-error', 'server/log'],
  },
  {
    ...telling,
    file: 'src/config/shown-settings.ts',
    title: 'secrets are printed',
    from: 'secret && text !== null ? withoutSecret(text) : text',
    to: 'text',
    first: ['cli/config'],
  },
  {
    ...telling,
    file: 'src/server/watching/request-records.ts',
    title: 'the line of a request has its address',
    from: "route: request.routeOptions.url ?? 'none',",
    to: 'route: request.url,',
    first: ['server/log'],
  },
  {
    ...telling,
    file: 'src/telemetry/warehouse-figures.ts',
    title: 'rows of loads are counted again each time',
    from: 'lastLoad = last;',
    to: 'lastLoad = Math.min(0, last);',
    first: ['server/metrics'],
  },
  {
    ...telling,
    file: 'src/server/routes/metrics-route.ts',
    title: 'whoever has a key reads the figures',
    from: "refusal(watcherOf(request).role, ['watch'], 'the figures of the server')",
    to: "refusal(watcherOf(request).role, [], 'the figures of the server')",
    first: ['server/metrics'],
  },
];
