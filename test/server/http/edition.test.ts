// The status of an answer by the edition of GraphQL over HTTP, for clients of today and for those that only know application/json.
import type { HttpEdition } from '../../../src/config/server-settings';
import { type RunningApi, startApi } from '../running-api';

const modern = 'application/graphql-response+json';
const old = 'application/json';

const partial =
  '{ metrics(period: { year: 2025 }, grain: MONTH, where: { dimension: PRODUCT, isNull: true }) { rows { nps { value } orders { value } } } }';
const wrongVariable = {
  query: 'query ($n: Int!) { metrics(period: { year: $n }) { rows { revenue { value } } } }',
  variables: { n: 'x' },
};

type Case = readonly [
  title: string,
  body: object | string,
  inDraft: readonly [number, number],
  in2026: readonly [number, number],
];

/** For each edition the status for a client of today, and for an old one. */
const cases: readonly Case[] = [
  ['data alone', { query: '{ dataStatus { dataVersion } }' }, [200, 200], [200, 200]],
  ['data and errors', { query: partial }, [200, 200], [294, 200]],
  [
    'data that is null, and errors',
    { query: '{ metrics(period: {}) { rows { revenue { value } } } }' },
    [200, 200],
    [294, 200],
  ],
  ['a body that is no JSON', '{"query": ', [400, 400], [400, 400]],
  ['a document that cannot be read', { query: '{ metrics(' }, [400, 200], [400, 400]],
  ['a document that the schema refuses', { query: '{ nothing }' }, [400, 200], [422, 422]],
  ['an operation that there is not', { query: 'query A { __typename }', operationName: 'B' }, [400, 200], [422, 422]],
  ['a variable of another type', wrongVariable, [400, 200], [422, 422]],
  [
    'a persisted query',
    { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
    [200, 200],
    [400, 400],
  ],
];

describe.each<[HttpEdition, 2 | 3]>([
  ['draft', 2],
  ['2026-09', 3],
])('by %s', (httpEdition, place) => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi({ httpEdition });
  });
  afterAll(() => api.close());

  test.each(cases)('%s', async (...each) => {
    const body = typeof each[1] === 'string' ? each[1] : JSON.stringify(each[1]);
    const replies = [await api.post(body, { accept: modern }), await api.post(body, { accept: old })];
    expect(replies.map(({ status }) => status)).toEqual(each[place]);
  });

  test('a mutation by GET, and a client that accepts nothing served', async () => {
    const query = encodeURIComponent('mutation { deleteSegment(name: "x") }');
    const mutation = await api.get(`/graphql?query=${query}`, { accept: modern, 'apollo-require-preflight': '1' });
    const picture = await api.post({ query: '{ __typename }' }, { accept: 'image/png' });
    expect([mutation.status, picture.status]).toEqual([405, 406]);
  });
});

test('in the edition of 2026 a refusal has the type that no program on the way answers with', async () => {
  const api = await startApi({ httpEdition: '2026-09' });
  try {
    const types = [];
    for (const [query, accept] of [
      ['{ nothing }', modern],
      ['{ nothing }', old],
      ['{ __typename }', old],
      ['{ __typename }', modern],
    ])
      types.push((await api.post({ query: query! }, { accept: accept! })).headers.get('content-type'));
    expect(types).toEqual([
      `${modern}; charset=utf-8`,
      `${modern}; charset=utf-8`,
      `${old}; charset=utf-8`,
      `${modern}; charset=utf-8`,
    ]);
  } finally {
    await api.close();
  }
});
