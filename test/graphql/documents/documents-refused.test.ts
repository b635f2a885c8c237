// Hostile documents over HTTP: each is refused with 4xx in JSON, says which limit it is over, names nothing of the schema and
// runs no statement; and the server answers others all the while.
import { buildSchema } from '../../../src/graphql/schema';
import { type RunningApi, startApi } from '../../server/running-api';
import { fragmentBomb, hostileDocuments } from './hostile-documents';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Names that a client could only know of the schema: of its types, and of their fields that are no everyday words. */
const schemaNames = Object.keys(buildSchema().getTypeMap()).filter((name) => /[a-z][A-Z]/.test(name));

test('there are forty or more', () => {
  expect(hostileDocuments.length).toBeGreaterThanOrEqual(40);
  expect(Buffer.byteLength(fragmentBomb())).toBeLessThan(1_500);
});

test.each(hostileDocuments.map((each) => [each.name, each] as const))('%s is refused', async (_, hostile) => {
  const { query, variables, operationName, refusedBy } = hostile;
  const asked = performance.now();
  const { status, json, text, headers } = await api.post(JSON.stringify({ query, variables, operationName }));
  // Generous: a machine may be busy. Without limits several of these run for minutes.
  expect(performance.now() - asked).toBeLessThan(5_000);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(headers.get('content-type')).toMatch(/json/);
  const { data, errors } = json();
  expect(data).toBeUndefined();
  const told = errors!.map(({ extensions }) => (extensions.parameters as { limit?: string })?.limit ?? extensions.code);
  expect(told).toContain(refusedBy);
  expect(schemaNames.filter((name) => new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
});

test('a refusal says which limit it is, what it allows, what was asked and what to ask instead', async () => {
  const query = `{ ${Array.from({ length: 60 }, (_, n) => `a${n}: __typename`).join(' ')} }`;
  const { status, json } = await api.post({ query });
  expect(status).toBe(400);
  const sentence =
    'The request comes to 60 fields at the root of an operation, more than the limit of 50 (LIMIT_ROOT_FIELDS).';
  const hint = 'Send several requests, or one question with more metrics or dimensions; customers takes many ids.';
  expect(json().errors).toEqual([
    {
      message: `${sentence} ${hint}`,
      extensions: {
        code: 'QUERY_TOO_LARGE',
        hint,
        parameters: { limit: 'LIMIT_ROOT_FIELDS', what: 'fields at the root of an operation', allowed: 50, asked: 60 },
      },
    },
  ]);
});

test('whoever takes answers of GraphQL gets one', async () => {
  const accept = 'application/graphql-response+json, application/json;q=0.9';
  const { status, headers, json } = await api.post({ query: fragmentBomb() }, { accept });
  expect([status, json().errors![0]!.extensions.code]).toEqual([400, 'QUERY_TOO_LARGE']);
  expect(headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
});

test('queries by GET are held to the same limits', async () => {
  const query = encodeURIComponent(`{ ${'__typename '.repeat(200)} }`);
  const { status, json } = await api.get(`/graphql?query=${query}`, { 'apollo-require-preflight': '1' });
  expect([status, json().errors![0]!.extensions.code]).toEqual([400, 'QUERY_TOO_LARGE']);
});

test('mistakes of a document are told, ten at most', async () => {
  const query = `{ ${Array.from({ length: 45 }, (_, n) => `a${n}: metrix`).join(' ')} }`;
  const { json } = await api.post({ query });
  expect(json().errors).toHaveLength(11);
});

test('nothing of them is a fault of the program', () => {
  expect(api.log()).toBe('');
});
