// What is asked over HTTP is read once: what the limits were held against is what is answered, and nothing else.
import { type RunningApi, startApi } from '../running-api';
import { type RawAnswer, rawRequest } from './raw-request';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const get = (address: string, ...headers: readonly string[]): Promise<RawAnswer> =>
  rawRequest(
    api.server.origin,
    [`GET ${address} HTTP/1.1`, 'Host: localhost', 'apollo-require-preflight: 1', ...headers, '', ''].join('\r\n'),
  );
const codesOf = ({ body }: RawAnswer): readonly string[] =>
  JSON.parse(body).errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code);

/** 2 to the power of 40 fields, by 40 fragments. */
const bomb = [
  '{ __type(name: "Query") { ...f0 } }',
  ...Array.from({ length: 40 }, (_, level) => {
    const inner = level < 39 ? `a: ofType { ...f${level + 1} } b: ofType { ...f${level + 1} }` : 'name';
    return `fragment f${level} on __Type { ${inner} }`;
  }),
].join(' ');

test.each([
  ['as it is', encodeURIComponent(bomb), 'QUERY_TOO_LARGE'],
  ['before a broken escape', `${encodeURIComponent(bomb)}%23%ZZ`, 'BAD_REQUEST'],
  ['before half of a character', `${encodeURIComponent(bomb)}%23%E5%8C`, 'BAD_REQUEST'],
  ['before a #', `${encodeURIComponent(bomb)}#&query=x`, 'BAD_REQUEST'],
  ['beside another', `${encodeURIComponent(bomb)}&query=x`, 'BAD_REQUEST'],
])('a document beyond the limits, by GET, %s', async (_, query, code) => {
  const answer = await get(`/graphql?query=${query}`);
  expect(answer.status).toBe(400);
  expect(codesOf(answer)).toContain(code);
  expect((await api.post({ query: '{ __typename }' })).json().data).toEqual({ __typename: 'Query' });
});

test('a document with its variables and its name is answered by GET', async () => {
  const query = encodeURIComponent(
    'query a { __typename } query b($yes: Boolean!) { b: __typename @include(if: $yes) } # +%',
  );
  const { status, body } = await get(
    `/graphql?other=1&operationName=b&query=${query}&variables=${encodeURIComponent('{"yes":true}')}`,
  );
  expect([status, JSON.parse(body)]).toEqual([200, { data: { b: 'Query' } }]);
});

describe('what is not GraphQL', () => {
  const wrong = { query: '{ metrics(' };
  const responseType = 'application/graphql-response+json';
  const answerOf = async (accept: string, asked: RunningApi) => {
    const { status, headers, json } = await asked.post(wrong, { accept });
    return [status, headers.get('content-type'), json()];
  };
  const errors = [
    {
      message: 'Syntax Error: Expected Name, found <EOF>.',
      locations: [{ line: 1, column: 11 }],
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    },
  ];

  test.each([
    ['*/*', 400, 'application/json'],
    ['application/json', 200, 'application/json'],
    [responseType, 400, responseType],
    [`${responseType}, application/json;q=0.9`, 400, responseType],
  ])('is refused to %s', async (accept, status, type) => {
    expect(await answerOf(accept, api)).toEqual([status, `${type}; charset=utf-8`, { errors }]);
  });

  test('is refused by the edition of September 2026', async () => {
    const other = await startApi({ httpEdition: '2026-09' });
    try {
      for (const accept of ['application/json', responseType])
        expect(await answerOf(accept, other)).toEqual([400, `${responseType}; charset=utf-8`, { errors }]);
    } finally {
      await other.close();
    }
  });

  test('is refused by GET', async () => {
    const answer = await get('/graphql?query=%7B');
    expect([answer.status, codesOf(answer)]).toEqual([400, ['GRAPHQL_PARSE_FAILED']]);
  });
});

describe('variables that do not fit', () => {
  const query =
    'query ($by: [Dimension!], $w: FilterInput) { metrics(period: { year: 2025 }, by: $by, where: $w) { rows { orders { value } } } }';
  const ask = (variables: object, accept = 'application/graphql-response+json') =>
    api.post({ query, variables }, { accept });

  test('are all told where they are few, and nothing is answered', async () => {
    const { status, json } = await ask({ by: ['PROVINCES'], w: { dimensionn: 'PRODUCT' } });
    expect(status).toBe(400);
    expect(Object.keys(json())).toEqual(['errors']);
    expect(json().errors!.map(({ message, extensions }) => [message.slice(0, 40), extensions.code])).toEqual([
      ['Variable "$by" got invalid value "PROVIN', 'BAD_USER_INPUT'],
      ['Variable "$w" got invalid value { dimens', 'BAD_USER_INPUT'],
    ]);
    expect((await ask({ by: ['PROVINCES'] }, 'application/json')).status).toBe(200);
  });

  test.each<[string, object]>([
    ['fields', { w: Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => [`dimensionn${at}`, 1])) }],
    ['names', { by: Array.from({ length: 30_000 }, (_, at) => `PROVINCES_${at}`) }],
    [
      'long fields',
      {
        w: Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`${at}${'d'.repeat(900_000)}`, 1])),
        by: ['A', 'B'],
      },
    ],
  ])('are told ten times at most: %s', async (_, variables) => {
    const { status, json, text } = await ask(variables);
    expect([status, json().errors!.length]).toEqual([400, 11]);
    expect(json().errors!.at(-1)!.message).toContain('Too many errors processing variables');
    expect(text.length).toBeLessThan(50_000);
  });
});
