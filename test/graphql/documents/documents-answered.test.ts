// What clients ask for is never too large: the corpus of documents, the examples of the playground and those of the README, each
// over HTTP and as its role.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { local } from '../../../src/auth/principal';
import { examples } from '../../../src/explorer/examples/examples';
import { createRequestContext } from '../../../src/graphql/common/request-context';
import { executeDocument } from '../../../src/graphql/execute-document';
import { servicesOf } from '../../../src/services/services';
import { type RunningApi, startApi } from '../../server/running-api';
import { legitimateDocuments } from './legitimate-documents';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const tooLarge = ['QUERY_TOO_LARGE', 'CIRCULAR_FRAGMENT', 'REQUEST_TOO_LARGE', 'TOO_DEEP', 'DOCUMENT_NOT_TRUSTED'];
const codesOf = (errors: readonly { readonly extensions?: unknown }[] = []): readonly unknown[] =>
  errors.map(({ extensions }) => (extensions as { readonly code?: unknown }).code);

const readme = readFileSync(resolve(__dirname, '../../../README.md'), 'utf8');
const ofReadme = [...readme.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, query], place) => ({
  name: `README, ${place + 1}`,
  role: 'app' as const,
  query: query!,
  variables: undefined,
}));
const ofPlayground = examples.map(({ title, text }, place) => ({
  name: `playground, ${place + 1}: ${title.en}`,
  role: 'app' as const,
  query: text.en,
  variables: undefined,
}));
const documents = [...legitimateDocuments, ...ofReadme, ...ofPlayground];

test('there are forty or more, of every role', () => {
  expect(legitimateDocuments.length).toBeGreaterThanOrEqual(40);
  expect(ofReadme.length).toBeGreaterThan(2);
  expect(new Set(legitimateDocuments.map(({ role }) => role)).size).toBe(5);
});

test.each(documents.map((each) => [each.name, each] as const))('%s', async (_, { query, variables }) => {
  const { status, json } = await api.post(JSON.stringify({ query, variables }));
  const { errors, data } = json();
  expect(codesOf(errors)).not.toEqual(expect.arrayContaining([expect.stringMatching(tooLarge.join('|'))]));
  expect([status, codesOf(errors).filter((code) => code === 'GRAPHQL_VALIDATION_FAILED')]).toEqual([200, []]);
  expect(data).toBeDefined();
});

test.each(documents.map((each) => [each.name, each] as const))('%s, as its role', async (_, each) => {
  const { query, variables, role } = each;
  const context = createRequestContext(servicesOf(api.warehouse, api.warehouse.config), 'request', { ...local, role });
  const { errors } = await executeDocument(query, variables as Record<string, unknown>, context, () => undefined);
  expect(codesOf(errors)).not.toEqual(expect.arrayContaining([expect.stringMatching(tooLarge.join('|'))]));
});
