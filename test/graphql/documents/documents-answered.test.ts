// What clients ask for is never too large: the corpus of documents, the examples of the playground and those of the README, each
// over HTTP and as its role.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { local } from '../../../src/auth/principal';
import { examples } from '../../../src/explorer/examples/examples';
import { noEstimate, together } from '../../../src/graphql/common/estimate';
import { createRequestContext } from '../../../src/graphql/common/request-context';
import { executeDocument } from '../../../src/graphql/execute-document';
import { servicesOf } from '../../../src/services/services';
import { type RunningApi, startApi } from '../../server/running-api';
import { fixtureCompany } from '../../support/fixture';
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

/** What a scalar holds is one value, whatever is in it. */
const valuesIn = (data: unknown): number => {
  if (Array.isArray(data)) return data.reduce((sum: number, each) => sum + valuesIn(each), 0);
  if (data === null || typeof data !== 'object') return data === null ? 0 : 1;
  return Object.entries(data).reduce((sum, [name, each]) => sum + (isScalar(name) ? 1 : valuesIn(each)), 0);
};
const isScalar = (name: string): boolean => name === 'where' || name === 'parameters';

test.each(documents.map((each) => [each.name, each] as const))(
  '%s, as its role, comes to no more than was estimated',
  async (_, each) => {
    const { query, variables, role } = each;
    const { warehouse, contexts } = await fixtureCompany();
    const services = { ...servicesOf(warehouse, warehouse.config), answering: contexts[0]! };
    const context = createRequestContext(services, 'request', { ...local, role });
    const { data, errors } = await executeDocument(query, variables as Record<string, unknown>, context, (error) => {
      throw error;
    });
    expect(codesOf(errors)).not.toEqual(expect.arrayContaining([expect.stringMatching(tooLarge.join('|'))]));
    const { cells, bytes } = [...context.estimates.values()].reduce(together, noEstimate);
    const sent = JSON.parse(JSON.stringify(data ?? null)) as unknown;
    expect(valuesIn(sent)).toBeLessThanOrEqual(cells);
    expect(Buffer.byteLength(JSON.stringify(sent))).toBeLessThanOrEqual(1.2 * bytes + 100);
  },
);
