// The checks of graphql-cop, each against what is safe here. What bounds a document (aliases, repeated fields, directives) is
// counted before it is executed; here it is asked as that tool asks it, and has to be answered or refused quickly, in JSON.
import { type Reply, type RunningApi, startApi } from '../running-api';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const codesOf = (reply: Reply) => reply.json().errors?.map(({ extensions }) => extensions.code);
const form = (query: string) => new URLSearchParams({ query }).toString();
const urlEncoded = { 'content-type': 'application/x-www-form-urlencoded' };
const preflighted = { 'apollo-require-preflight': '1' };

/** Answered or refused, whatever the limits are, and never by a fault; others are served afterwards. */
async function expectHarmless(query: string): Promise<void> {
  const reply = await api.post({ query });
  expect([200, 400]).toContain(reply.status);
  expect(codesOf(reply) ?? []).not.toContain('INTERNAL_ERROR');
  expect((await api.get('/livez')).status).toBe(200);
}

test('alias overloading: a hundred aliases of __typename are harmless', () =>
  expectHarmless(`{ ${Array.from({ length: 101 }, (_, n) => `alias${n}: __typename`).join(' ')} }`));

test('array-based query batching: a list of questions is refused as a whole', async () => {
  const reply = await api.post(JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' }))));
  expect([reply.status, codesOf(reply)]).toEqual([400, ['BAD_REQUEST']]);
  expect(reply.json().data).toBeUndefined();
});

test('directive overloading: what is no directive of the schema is refused', async () => {
  const reply = await api.post({ query: `{ __typename ${'@aa'.repeat(10)} }` });
  expect([reply.status, new Set(codesOf(reply))]).toEqual([400, new Set(['GRAPHQL_VALIDATION_FAILED'])]);
});

test('circular query by introspection: lists of lists of the schema are refused', async () => {
  const reply = await api.post({
    query:
      '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
  });
  expect([reply.status, reply.json().data]).toEqual([400, undefined]);
});

test('field duplication: five hundred times the same field is harmless', () =>
  expectHarmless(`{ ${'__typename '.repeat(500)} }`));

test('field suggestions: whoever may read the schema is told what was meant, since the schema is theirs to read', async () => {
  const reply = await api.post({ query: '{ dataStatu { dataVersion } }' });
  expect([reply.status, reply.json().errors![0]!.message]).toEqual([
    400,
    expect.stringContaining('Did you mean "dataStatus"'),
  ]);
});

test('introspection: the schema is told to whoever may ask', async () => {
  const reply = await api.post({ query: '{ __schema { queryType { name } } }' });
  expect(reply.json()).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } });
});

test('GET method: a query by GET is answered only with a header that no form and no link can send', async () => {
  const path = '/graphql?query=%7B__typename%7D';
  expect([(await api.get(path)).status, (await api.get(path, preflighted)).status]).toEqual([400, 200]);
});

test('mutation by GET is refused, with the header and without', async () => {
  const path = `/graphql?query=${encodeURIComponent('mutation { saveSegment(name: "cop", where: {}) { name } }')}`;
  expect([(await api.get(path)).status, (await api.get(path, preflighted)).status]).toEqual([400, 405]);
  expect((await api.post({ query: '{ segments { name } }' })).json().data).toEqual({ segments: [] });
});

test('POST by a form: neither a query nor a mutation is read from one', async () => {
  for (const query of ['{ __typename }', 'mutation { saveSegment(name: "cop", where: {}) { name } }']) {
    const reply = await api.post(form(query), urlEncoded);
    expect([reply.status, codesOf(reply)]).toEqual([415, ['UNSUPPORTED_MEDIA_TYPE']]);
  }
  for (const type of ['text/plain', 'multipart/form-data; boundary=x']) {
    const reply = await api.post(JSON.stringify({ query: '{ __typename }' }), { 'content-type': type });
    expect([reply.status >= 400 && reply.status < 500, reply.json().data]).toEqual([true, undefined]);
  }
  expect((await api.post({ query: '{ segments { name } }' })).json().data).toEqual({ segments: [] });
});

test('GraphiQL: /graphql is no page, and the page at / holds no data', async () => {
  const asked = await api.get('/graphql', { accept: 'text/html' });
  expect([asked.status, asked.headers.get('content-type')]).toEqual([400, 'application/json; charset=utf-8']);
  for (const path of ['/graphiql', '/playground', '/console', '/altair', '/v1/graphql'])
    expect((await api.get(path, { accept: 'text/html' })).status).toBe(404);
  expect((await api.get('/')).text).not.toMatch(/dataVersion":|"data":/);
});

test('trace mode: an answer holds no tracing, also where it is asked for', async () => {
  const reply = await api.post(
    { query: '{ __typename }' },
    { 'apollo-federation-include-trace': 'ftv1', 'x-apollo-tracing': '1' },
  );
  expect(reply.json()).toEqual({ data: { __typename: 'Query' } });
});

test('unhandled errors: what cannot be read is told without a stack', async () => {
  for (const query of ['qwerty cop { abc }', '{ __typename', '\u0000', 'query ($x: ) { a }']) {
    const reply = await api.post({ query });
    expect(reply.status).toBe(400);
    expect(reply.text).not.toMatch(/stacktrace|exception|node_modules|\.js:|\.ts:/);
  }
});
