// Whatever comes over HTTP is answered in JSON, with a code, a sentence and the id of the request; by the paths and names that are
// served, and by no other.
import { type RunningApi, startApi } from '../running-api';
import { type RawAnswer, rawRequest } from './raw-request';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ allowedHosts: ['bi.example.com'], corsOrigins: ['https://crm.example.com'] });
});
afterAll(() => api.close());

const raw = (bytes: string) => rawRequest(api.server.origin, bytes);
const head = (line: string, ...headers: readonly string[]) =>
  [line, 'Host: localhost', ...headers, '', ''].join('\r\n');
const codeOf = ({ body }: RawAnswer): unknown => {
  const { errors } = JSON.parse(body);
  expect(errors).toEqual([
    {
      message: expect.any(String),
      extensions: { code: expect.any(String), requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    },
  ]);
  return errors[0].extensions.code;
};

test.each<[string, string, number, string]>([
  ['a broken percent-escape', head('GET /%zz HTTP/1.1'), 400, 'BAD_REQUEST'],
  ['half of a character', head('GET /segments/%E5%8C/customers.csv HTTP/1.1'), 400, 'BAD_REQUEST'],
  ['an escape in the middle', head('GET /segments/a%2/customers.csv HTTP/1.1'), 400, 'BAD_REQUEST'],
  [
    'a name of a segment beyond any',
    head(`GET /segments/${'x'.repeat(300)}/customers.csv HTTP/1.1`),
    414,
    'REQUEST_TOO_LARGE',
  ],
  ['headers over 16 KiB', head('GET / HTTP/1.1', `X-Long: ${'x'.repeat(20_000)}`), 431, 'REQUEST_TOO_LARGE'],
  ['a length that is no number', head('POST /graphql HTTP/1.1', 'Content-Length: ten'), 400, 'BAD_REQUEST'],
  ['two lengths', head('POST /graphql HTTP/1.1', 'Content-Length: 2', 'Content-Length: 3'), 400, 'BAD_REQUEST'],
  [
    'a length beside chunks',
    `${head('POST /graphql HTTP/1.1', 'Content-Length: 2', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
    400,
    'BAD_REQUEST',
  ],
  [
    'chunks that are none',
    `${head('POST /graphql HTTP/1.1', 'Content-Type: application/json', 'Transfer-Encoding: chunked')}zz\r\n`,
    400,
    'BAD_REQUEST',
  ],
  ['no HTTP at all', 'HELLO\r\n\r\n', 400, 'BAD_REQUEST'],
  ['a TLS greeting', '\u0016\u0003\u0001\u0002\u0000\u0001', 400, 'BAD_REQUEST'],
  ['a method that there is not', head('SPELL / HTTP/1.1'), 400, 'BAD_REQUEST'],
  ['HTTP/1.1 without a host', 'GET / HTTP/1.1\r\n\r\n', 400, 'BAD_REQUEST'],
  ['HTTP/1.0 without a host', 'GET / HTTP/1.0\r\n\r\n', 400, 'BAD_REQUEST'],
  ['two hosts', head('GET / HTTP/1.1', 'Host: evil.example'), 421, 'HOST_NOT_ALLOWED'],
  ['a host of elsewhere', 'GET / HTTP/1.1\r\nHost: evil.example:4000\r\n\r\n', 421, 'HOST_NOT_ALLOWED'],
  [
    'a host of elsewhere in the address',
    'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n',
    421,
    'HOST_NOT_ALLOWED',
  ],
  ['a tunnel', head('CONNECT localhost:5432 HTTP/1.1'), 405, 'METHOD_NOT_ALLOWED'],
  ['an expectation', head('POST /graphql HTTP/1.1', 'Expect: wonders', 'Content-Length: 0'), 417, 'BAD_REQUEST'],
  ['a path of elsewhere', head('GET /../etc/passwd HTTP/1.1'), 404, 'NOT_FOUND'],
])('%s', async (_title, bytes, status, code) => {
  const answer = await raw(bytes);
  expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.body).toContain(answer.headers.get('x-request-id'));
  expect(answer.body).not.toMatch(/FST_|node_modules|\.js|passwd/);
});

test('HTTP/1.0 with a host is answered', async () => {
  const answer = await raw('GET /livez HTTP/1.0\r\nHost: localhost\r\n\r\n');
  expect([answer.status, answer.body]).toEqual([200, '{"status":"ok"}']);
});

test('the next request after an answer is answered', async () => {
  const answer = await raw(`${head('GET /nothing HTTP/1.1')}`);
  expect(answer.status).toBe(404);
  expect((await api.get('/livez')).status).toBe(200);
});

describe('a method that a path is not served by', () => {
  test.each([
    ['POST', '/', 'GET, HEAD'],
    ['DELETE', '/livez', 'GET, HEAD'],
    ['POST', '/readyz', 'GET, HEAD'],
    ['PUT', '/segments/vip/customers.csv?asOf=2025-01-01', 'GET, HEAD'],
    ['OPTIONS', '/segments/vip/customers.csv', 'GET, HEAD'],
    ['PATCH', '/graphql', 'GET, POST'],
    ['PROPFIND', '/graphql', 'GET, HEAD, POST'],
    ['TRACE', '/', 'GET, HEAD'],
  ])('%s %s', async (method, path, allow) => {
    const answer = await raw(head(`${method} ${path} HTTP/1.1`));
    expect([answer.status, codeOf(answer), answer.headers.get('allow')]).toEqual([405, 'METHOD_NOT_ALLOWED', allow]);
  });
});

describe('the name that a server is called by', () => {
  const status = JSON.stringify({ query: '{ dataStatus { dataVersion } }' });
  const post = (host: string, ...headers: readonly string[]) =>
    raw(
      [
        'POST /graphql HTTP/1.1',
        `Host: ${host}`,
        'Content-Type: application/json',
        `Content-Length: ${status.length}`,
        ...headers,
        '',
        status,
      ].join('\r\n'),
    );

  test.each(['localhost', '127.0.0.1:4000', '[::1]', 'bi.example.com', 'bi.example.com:8443'])(
    '%s is known',
    async (host) => {
      expect((await post(host)).status).toBe(200);
    },
  );

  test('is not that of a page that had its name point here', async () => {
    const answer = await post('rebound.example:4000', 'Origin: http://rebound.example:4000');
    expect([answer.status, codeOf(answer)]).toEqual([421, 'HOST_NOT_ALLOWED']);
  });

  test('does not matter to whoever watches it', async () => {
    for (const path of ['/livez', '/readyz'])
      expect((await raw(`GET ${path} HTTP/1.1\r\nHost: 10.1.2.3:4000\r\n\r\n`)).status).toBe(200);
  });

  test.each<[string, readonly string[], number]>([
    ['a program', [], 200],
    ['a page of the server', ['Origin: http://localhost'], 200],
    ['a page of an origin that may ask', ['Origin: https://crm.example.com'], 200],
    ['a page of another origin', ['Origin: https://evil.example'], 403],
    ['a page of another port', ['Origin: http://localhost:3000'], 403],
    ['a page without an origin', ['Origin: null'], 403],
    ['a foreign page that hides its origin', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'], 403],
    ['a link that somebody follows', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate'], 200],
  ])('asked by %s', async (_title, headers, wanted) => {
    const answer = await post('localhost', ...headers);
    expect(answer.status).toBe(wanted);
    if (wanted === 403) expect(codeOf(answer)).toBe('ORIGIN_NOT_ALLOWED');
  });

  test('a page of another origin changes nothing and reads nothing, on any path', async () => {
    for (const path of ['/', '/segments/vip/customers.csv', '/graphql?query=%7B__typename%7D', '/nothing'])
      expect((await api.get(path, { origin: 'https://evil.example' })).status).toBe(403);
    const mutation = { query: 'mutation { saveSegment(name: "x", where: {}) { name } }' };
    expect((await api.post(mutation, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await api.post({ query: '{ segments { name } }' })).json().data).toEqual({ segments: [] });
  });
});

describe('the headers of every answer', () => {
  test.each(['/', '/nothing', '/livez', '/graphql', '/segments/none/customers.csv'])('of %s', async (path) => {
    const { headers } = await api.get(path);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("script-src 'self' 'unsafe");
    expect(
      Object.fromEntries(
        [
          'x-content-type-options',
          'referrer-policy',
          'x-frame-options',
          'cross-origin-resource-policy',
          'strict-transport-security',
          'x-powered-by',
          'server',
        ].map((name) => [name, headers.get(name)]),
      ),
    ).toEqual({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': null,
      'x-powered-by': null,
      server: null,
    });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('behind TLS browsers are told to keep to it', async () => {
    const other = await startApi({ behindTls: true });
    try {
      expect((await other.get('/livez')).headers.get('strict-transport-security')).toBe('max-age=31536000');
    } finally {
      await other.close();
    }
  });
});

test('a fault of the server outside of GraphQL shows an id, and the log has the rest under it', async () => {
  const other = await startApi();
  try {
    await other.warehouse.pool.query('ALTER TABLE load RENAME TO load_elsewhere');
    const reply = await other.get('/');
    const requestId = reply.headers.get('x-request-id')!;
    expect([reply.status, reply.json()]).toEqual([
      500,
      {
        errors: [
          {
            message: `The server could not answer. Its log says why under request ${requestId}.`,
            extensions: { code: 'INTERNAL_ERROR', requestId },
          },
        ],
      },
    ]);
    const logged = other
      .log()
      .split('\n')
      .find((line) => line.includes(requestId));
    expect(logged).toContain('does not exist');
  } finally {
    await other.close();
  }
});
