// Traces as a collector gets them: the steps of a request inside each other, with counts and without values.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTracing } from '../../src/telemetry/start-tracing';
import { tracedLoad } from '../../src/telemetry/traced-load';
import { type Tracing, untraced } from '../../src/telemetry/tracing';
import { type RunningApi, startApi } from './running-api';

type Value = { readonly stringValue?: string; readonly intValue?: number | string; readonly boolValue?: boolean };
type Received = {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: Value }[];
  readonly status: { readonly code?: number };
};

/** A collector on this machine. */
let collector: Server;
let endpoint: string;
const received: string[] = [];
let tracing: Tracing;
let api: RunningApi;

beforeAll(async () => {
  collector = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text) => {
      body += text;
    });
    request.on('end', () => {
      received.push(body);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => collector.close(resolve));
  // What the library keeps for a whole process.
  Reflect.deleteProperty(globalThis, Symbol.for('opentelemetry.js.api.1'));
});

beforeEach(async () => {
  received.length = 0;
  tracing = startTracing({ tracing: true, otlpEndpoint: endpoint });
  api = await startApi({ tracing });
});

/** Everything that was sent, once the server has stopped. */
async function spans(): Promise<readonly Received[]> {
  await api.close();
  await tracing.close();
  return received.flatMap((body) =>
    (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Received[] }[] }[] }).resourceSpans.flatMap((each) =>
      each.scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
}

const factsOf = ({ attributes }: Received): Readonly<Record<string, unknown>> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

test('a request holds its questions, a question its plan and its statements', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const reply = await api.post(
    {
      query:
        'query ($tag: String!) { metrics(period: { year: 2025 }, by: [REGION], where: { dimension: CAMPAIGN, notIn: [$tag] }) { rows { revenue { value } orders { value } } } }',
      variables: { tag: 'Lovelace' },
    },
    { traceparent, authorization: 'Bearer s3cret' },
  );
  const all = await spans();
  const named = (name: string): readonly Received[] => all.filter((each) => each.name === name);
  const [request] = named('request');
  const [question] = named('question');
  expect(named('request')).toHaveLength(1);
  expect(request).toMatchObject({ traceId: '0af7651916cd43dd8448eb211c80319c', parentSpanId: 'b7ad6b7169203331' });
  expect(factsOf(request!)).toMatchObject({
    'http.request.method': 'POST',
    'http.route': '/graphql',
    'http.response.status_code': reply.status,
    'astrolabe.operation': 'query',
    'astrolabe.role': 'admin',
    'astrolabe.request': reply.headers.get('x-request-id'),
  });
  expect(question!.parentSpanId).toBe(request!.spanId);
  expect(factsOf(question!)).toMatchObject({
    'astrolabe.question': 'metrics',
    'astrolabe.metrics': 2,
    'astrolabe.dimensions': 1,
  });
  for (const each of [...named('plan'), ...named('statement')]) {
    expect(each.traceId).toBe(request!.traceId);
    expect(each.parentSpanId).toBe(question!.spanId);
  }
  expect(received.join('')).not.toMatch(/Lovelace|CAMPAIGN|SELECT|s3cret|revenue/);
});

test('a call that stores rows is a load with what became of them, and a fault has its code alone', async () => {
  await api.post({
    query:
      'mutation { ingestCustomers(rows: [{ customerId: "ada", name: "Lovelace" }, { name: "Lovelace" }]) { inserted } }',
  });
  await api.post({ query: '{ metrics(period: { last: 0, unit: DAY }) { rows { revenue { value } } } }' });
  const all = await spans();
  const load = all.find(({ name }) => name === 'load')!;
  expect(factsOf(load)).toMatchObject({
    'astrolabe.load': 'ingest',
    'astrolabe.rows': 2,
    'astrolabe.rows.inserted': 1,
    'astrolabe.rows.quarantined': 1,
  });
  const refused = all.find(({ name, status }) => name === 'question' && status.code === 2)!;
  expect(factsOf(refused)['error.type']).toMatch(/^INVALID_/);
  expect(received.join('')).not.toMatch(/Lovelace/);
});

test('a load of files is sent with what became of its rows before it is over', async () => {
  await spans();
  received.length = 0;
  const count = { file: 'lovelace.csv', table: 'customers', read: 3, inserted: 2, updated: 0, unchanged: 0 } as const;
  const report = {
    loadId: 1,
    changeId: 1,
    counts: [{ ...count, quarantined: 1, filtered: 0, deleted: 0, later: 0 }],
    replaced: [],
    alike: [],
    fullExport: null,
  };
  expect(await tracedLoad({ tracing: true, otlpEndpoint: endpoint }, async () => report as never)).toBe(report);
  expect(received).toHaveLength(1);
  expect(received[0]).toContain('astrolabe.rows.quarantined');
  expect(received[0]).not.toContain('lovelace');
});

test('nobody is told of anything unless it is switched on, and what would send is not even read', async () => {
  await spans();
  received.length = 0;
  expect(startTracing({ tracing: false, otlpEndpoint: endpoint })).toBe(untraced);
  const quiet = await startApi();
  await quiet.post({ query: '{ metrics(period: { year: 2025 }) { rows { revenue { value } } } }' });
  await quiet.close();
  expect(received).toEqual([]);
});

test('a collector that is away keeps nobody from an answer, nor from stopping', async () => {
  await spans();
  const lost = startTracing({ tracing: true, otlpEndpoint: 'http://127.0.0.1:1' });
  const other = await startApi({ tracing: lost });
  const reply = await other.post({ query: '{ dataStatus { dataVersion } }' });
  expect(reply.json().data).toEqual({ dataStatus: { dataVersion: '0' } });
  await other.close();
  const began = Date.now();
  await lost.close();
  expect(Date.now() - began).toBeLessThan(5_000);
});
