// Trusted documents over HTTP: listed ones are answered by their hash, by POST and GET, and others not at all; the limits that are
// configured hold for all of them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config/config';
import { hashOf } from '../../src/graphql/limits/trusted-documents';
import { rawRequest } from './http/raw-request';
import { type RunningApi, startApi } from './running-api';

const currency = 'query currency { catalog { currency } }';
const area = 'query area($area: Area) { catalog { metrics(area: $area) { id } } }';
const wide = `query wide { ${Array.from({ length: 6 }, (_, place) => `a${place}: __typename`).join(' ')} }`;
const folder = mkdtempSync(join(tmpdir(), 'trusted-'));
const manifest = join(folder, 'manifest.json');

let api: RunningApi;
beforeAll(async () => {
  writeFileSync(
    manifest,
    JSON.stringify(Object.fromEntries([currency, area, wide].map((text) => [hashOf(text), text]))),
  );
  const { mostRootFields } = readConfig({ LIMIT_ROOT_FIELDS: '5' });
  api = await startApi({
    settings: { trustedDocuments: manifest, trustedDocumentsFor: ['admin'], mostRootFields },
  });
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

const byHash = (text: string, more: object = {}): string =>
  JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } }, ...more });
const answered = { data: { catalog: { currency: 'CNY' } } };

test.each([
  ['by its hash', byHash(currency)],
  ['by its id', JSON.stringify({ documentId: `sha256:${hashOf(currency)}` })],
  ['by its text', JSON.stringify({ query: currency })],
  ['by its text and its hash', byHash(currency, { query: currency })],
])('a listed document is answered %s', async (_, body) => {
  const { status, json } = await api.post(body);
  expect([status, json()]).toEqual([200, answered]);
});

test('variables go with a hash', async () => {
  const { json } = await api.post(byHash(area, { variables: { area: 'DATA_QUALITY' }, operationName: 'area' }));
  expect(json().errors).toBeUndefined();
  const { metrics } = json().data!.catalog as { metrics: { id: string }[] };
  expect(metrics.map(({ id }) => id)).toContain('DATA_FRESHNESS');
});

test('a hash is answered by GET too', async () => {
  const headers = { 'apollo-require-preflight': '1' };
  const extensions = encodeURIComponent(
    JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hashOf(currency) } }),
  );
  for (const search of [`extensions=${extensions}`, `documentId=${hashOf(currency)}`]) {
    const { status, json } = await api.get(`/graphql?${search}`, headers);
    expect([status, json()]).toEqual([200, answered]);
  }
});

test.each([
  ['another document', JSON.stringify({ query: '{ __typename }' }), hashOf('{ __typename }')],
  ['a listed one with a blank more', JSON.stringify({ query: `${currency} ` }), hashOf(`${currency} `)],
  ['a hash that is not listed', JSON.stringify({ documentId: 'a'.repeat(64) }), 'a'.repeat(64)],
  ['another document beside a listed hash', byHash(currency, { query: '{ __typename }' }), hashOf('{ __typename }')],
])('%s is refused', async (_, body, hash) => {
  const { status, json } = await api.post(body);
  expect(status).toBe(400);
  expect(json().errors![0]!.extensions).toMatchObject({ code: 'DOCUMENT_NOT_TRUSTED', parameters: { hash } });
});

test.each([
  ['before a #', (unlisted: string) => `/graphql?query=${unlisted}#&query=x`, 'BAD_REQUEST'],
  ['given twice', (unlisted: string) => `/graphql?query=${unlisted}&query=${unlisted}`, 'BAD_REQUEST'],
  ['given twice by other letters', (unlisted: string) => `/graphql?query=${unlisted}&%71uery=`, 'BAD_REQUEST'],
  ['with a broken escape', (unlisted: string) => `/graphql?query=${unlisted}%23%ZZ`, 'BAD_REQUEST'],
  ['by itself', (unlisted: string) => `/graphql?query=${unlisted}`, 'DOCUMENT_NOT_TRUSTED'],
  ['left out', () => '/graphql?query=', 'DOCUMENT_NOT_TRUSTED'],
  ['of no text', () => '/graphql?extensions=%7B%7D', 'BAD_REQUEST'],
])('another document in the address is refused: %s', async (_, address, code) => {
  const line = `GET ${address(encodeURIComponent('{ dataStatus { dataVersion } }'))} HTTP/1.1`;
  const head = [line, 'Host: localhost', 'apollo-require-preflight: 1', '', ''];
  const { status, body } = await rawRequest(api.server.origin, head.join('\r\n'));
  expect([status, JSON.parse(body).errors[0].extensions.code]).toEqual([400, code]);
  expect(body).not.toContain('"dataVersion"');
});

test('a listed document is held to the limits all the same', async () => {
  const { status, json } = await api.post(byHash(wide));
  expect(status).toBe(400);
  expect(json().errors![0]!.extensions).toMatchObject({
    code: 'QUERY_TOO_LARGE',
    parameters: { limit: 'LIMIT_ROOT_FIELDS', allowed: 5, asked: 6 },
  });
});

test('a body that is no question is refused as before', async () => {
  for (const body of ['[]', '{}', '{"query": 5}']) expect((await api.post(body)).status).toBe(400);
});
