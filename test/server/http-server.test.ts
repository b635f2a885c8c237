// The server over HTTP: the protocol, health, what it refuses and what it never shows.
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { type RunningApi, startApi } from './running-api';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const status = '{ dataStatus { dataVersion simulated } }';

describe('a question over HTTP', () => {
  test('is answered to POST, with a request id', async () => {
    const { status: code, headers, json } = await api.post({ query: status });
    expect(code).toBe(200);
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(json()).toEqual({ data: { dataStatus: { dataVersion: '0', simulated: false } } });
  });

  test('is answered to GET from a client that cannot be a form', async () => {
    const path = `/graphql?query=${encodeURIComponent(status)}`;
    expect((await api.get(path, { 'apollo-require-preflight': '1' })).status).toBe(200);
    const forged = await api.get(path);
    expect(forged.status).toBe(400);
    expect(forged.text).toContain('CSRF');
  });

  test('offers itself to no other origin', async () => {
    const { headers } = await api.post({ query: status }, { origin: 'http://elsewhere.example' });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('is not answered in batches', async () => {
    const { status: code, json } = await api.post(JSON.stringify([{ query: status }, { query: status }]));
    expect(code).toBe(400);
    expect(json().errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
  });
});

describe('what HTTP refuses', () => {
  test.each([
    ['a body that is not JSON', '{"query": ', {}, 400, 'BAD_REQUEST'],
    ['an empty body', '', {}, 400, 'BAD_REQUEST'],
    [
      'a body over 16 MiB',
      JSON.stringify({ query: status, variables: { rows: 'x'.repeat(16 * 1_048_576) } }),
      {},
      413,
      'REQUEST_TOO_LARGE',
    ],
    [
      'a query over 1 MiB',
      JSON.stringify({ query: `#${'x'.repeat(1_048_576)}\n${status}` }),
      {},
      413,
      'REQUEST_TOO_LARGE',
    ],
    ['another content type', '<query/>', { 'content-type': 'application/xml' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['no query', '{"variables": {}}', {}, 400, 'BAD_REQUEST'],
  ])('%s', async (_, body, headers, code, name) => {
    const reply = await api.post(body, headers);
    expect(reply.status).toBe(code);
    expect(reply.json().errors?.[0]?.extensions.code).toBe(name);
    expect(reply.text).not.toMatch(/node_modules|\.ts:|\.js:| at /);
  });

  test('an address over 16 KiB', async () => {
    const reply = await api.get(`/graphql?query=${'x'.repeat(20_000)}`);
    expect([reply.status, reply.json().errors?.[0]?.extensions.code]).toEqual([431, 'REQUEST_TOO_LARGE']);
  });

  test('what is no HTTP', async () => {
    const { port } = new URL(api.server.origin);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('HELLO\r\n\r\n'));
      socket.on('data', (data) => resolve(String(data)));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('"code":"BAD_REQUEST"');
  });

  test('a mutation by GET, and a client that accepts nothing served', async () => {
    const mutation = await api.get('/graphql?query=mutation%7BdeleteSegment(name:%22x%22)%7D', {
      'apollo-require-preflight': '1',
    });
    const picture = await api.post({ query: status }, { accept: 'image/png' });
    const codes = [mutation, picture].map((reply) => [reply.status, reply.json().errors?.[0]?.extensions.code]);
    expect(codes).toEqual([
      [405, 'BAD_REQUEST'],
      [406, 'BAD_REQUEST'],
    ]);
  });

  test('an unknown path', async () => {
    const reply = await api.get('/metrics.php');
    expect(reply.status).toBe(404);
    expect(reply.json().errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('a document with a mistake', () => {
  const errorOf = async (query: string, variables?: unknown) => {
    const reply = await api.post({ query, variables });
    return { status: reply.status, ...reply.json().errors![0]! };
  };

  test('names the metric that was probably meant', async () => {
    const error = await errorOf('{ metrics(period: { year: 2025 }) { rows { revenu { value } } } }');
    expect(error.status).toBe(400);
    expect(error.message).toContain('Did you mean "revenue"');
    expect(error.extensions).toEqual({
      code: 'GRAPHQL_VALIDATION_FAILED',
      hint: 'A metric is a field of its id (revenue); a member of the slice is key(dimension: REGION) { value }.',
    });
  });

  test('is not read where it is nested beyond all reason, in the document or its variables', async () => {
    const branch = '{ dimension: REGION, in: ["north"] }';
    const literal = `${'{ not: '.repeat(20_000)}${branch}${' }'.repeat(20_000)}`;
    const inDocument = await errorOf(
      `{ metrics(period: { year: 2025 }, where: ${literal}) { rows { revenue { value } } } }`,
    );
    const query =
      'query ($where: FilterInput) { metrics(period: { year: 2025 }, where: $where) { rows { revenue { value } } } }';
    const deep = `${'{"not":'.repeat(5_000)}{"dimension":"REGION","in":["north"]}${'}'.repeat(5_000)}`;
    const reply = await api.post(`{"query":${JSON.stringify(query)},"variables":{"where":${deep}}}`);
    const inVariables = reply.json().errors![0]!;
    for (const { message, extensions } of [inDocument, inVariables]) {
      expect(message).toContain('nested too deep');
      expect(extensions).toEqual({ code: 'TOO_DEEP', hint: 'Flatten it: a filter may be nested 20 deep.' });
    }
  });

  test('names the dimension that was probably meant', async () => {
    const error = await errorOf('{ metrics(period: { year: 2025 }, by: [CHANEL]) { rows { revenue { value } } } }');
    expect(error.status).toBe(400);
    expect(error.message).toContain('Did you mean the enum value "CHANNEL"');
  });

  test('says where a day does not exist, in the text and in variables', async () => {
    const inText = await errorOf(
      '{ metrics(period: { from: "2025-02-30", to: "2025-03-01" }) { rows { revenue { value } } } }',
    );
    const inVariable = await errorOf(
      'query ($p: PeriodInput!) { metrics(period: $p) { rows { revenue { value } } } }',
      {
        p: { from: '2025-02-30', to: '2025-03-01' },
      },
    );
    for (const error of [inText, inVariable]) {
      expect(error.status).toBe(400);
      expect(error.message).toContain('"2025-02-30" is not a Date');
      expect(error.extensions.code).toBe('INVALID_VALUE');
    }
    expect(inVariable.message).toContain('"p.from"');
  });

  test('refuses fields that there are not', async () => {
    const error = await errorOf('{ customer(id: "anna") { nickname } }');
    expect(error.message).toContain('Cannot query field "nickname"');
  });

  test('changes nothing by GET', async () => {
    const query = encodeURIComponent('mutation { deleteSegment(name: "vip") }');
    const reply = await api.get(`/graphql?query=${query}`, { 'apollo-require-preflight': 'yes' });
    expect(reply.status).toBe(405);
    expect(reply.json().errors).toHaveLength(1);
  });

  test('has its place when it is not GraphQL', async () => {
    const reply = await api.post({ query: '{ metrics(' });
    expect(reply.json().errors?.[0]).toMatchObject({
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
      locations: [{ line: 1, column: 11 }],
    });
  });
});

describe('how it can be asked', () => {
  test('is told to a plain GET', async () => {
    const reply = await api.get('/graphql', { accept: 'text/html' });
    expect(reply.status).toBe(400);
    const [error] = reply.json().errors!;
    expect(error!.message).toContain('There is no question. Ask by POST: curl ');
    expect(error!.message).toContain('The playground is at /');
    expect(error!.extensions.code).toBe('BAD_REQUEST');
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('is told to %s', async (method) => {
    const reply = await fetch(`${api.server.origin}/graphql`, { method });
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect(await reply.text()).toContain('"code":"METHOD_NOT_ALLOWED"');
  });

  test.each<[string, object, number, string]>([
    ['a subscription', { query: 'subscription { dataStatus { dataVersion } }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'an operation there is not',
      { query: 'query A { __typename }', operationName: 'B' },
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'several operations without a name',
      { query: 'query A { __typename } query B { __typename }' },
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'a variable of another type',
      {
        query: 'query ($n: Int!) { metrics(period: { year: $n }) { rows { revenue { value } } } }',
        variables: { n: 'x' },
      },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'a variable left out',
      { query: 'query ($n: Int!) { metrics(period: { year: $n }) { rows { revenue { value } } } }' },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'a persisted query',
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
      200,
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ],
  ])('%s', async (_title, body, status, code) => {
    const reply = await api.post(JSON.stringify(body), { accept: 'application/graphql-response+json' });
    expect([reply.status, reply.json().errors!.map(({ extensions }) => extensions.code)]).toEqual([status, [code]]);
  });
});

describe('several errors at once', () => {
  test('are all told, in the order of the arguments', async () => {
    const { json } = await api.post({ query: '{ metrics(period: {}, first: 0) { rows { revenue { value } } } }' });
    expect(json().errors?.map(({ extensions }) => [extensions.code, extensions.argument])).toEqual([
      ['INVALID_PERIOD', 'period'],
      ['INVALID_ARGUMENT', 'first'],
    ]);
  });

  test('are one for a field that stands in every row, and the rest is answered', async () => {
    const { status: code, json } = await api.post({
      query:
        '{ metrics(period: { year: 2025 }, grain: MONTH, where: { dimension: PRODUCT, isNull: true }) { rows { nps { value } orders { value } } } }',
    });
    expect(code).toBe(200);
    expect(json().errors).toEqual([
      expect.objectContaining({
        path: ['metrics', 'rows', 0, 'nps'],
        extensions: expect.objectContaining({ code: 'METRIC_NOT_SLICEABLE' }),
      }),
    ]);
    expect((json().data as { metrics: { rows: unknown[] } }).metrics.rows[11]).toEqual({
      nps: null,
      orders: { value: 0 },
    });
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string) => ({
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  });

  test('may ask where their origin is named, and no other may', async () => {
    const other = await startApi({ corsOrigins: ['https://crm.example.com'] });
    try {
      const url = `${other.server.origin}/graphql`;
      const may = await fetch(url, preflight('https://crm.example.com'));
      expect(may.status).toBe(204);
      expect(may.headers.get('access-control-allow-origin')).toBe('https://crm.example.com');
      expect(may.headers.get('access-control-allow-methods')).toBe('GET, POST');
      expect(may.headers.get('access-control-allow-headers')).toBe('content-type');
      const answered = await other.post({ query: status }, { origin: 'https://crm.example.com' });
      expect(answered.headers.get('access-control-allow-origin')).toBe('https://crm.example.com');
      expect(answered.headers.get('access-control-expose-headers')).toBe('x-request-id, retry-after');
      expect(answered.headers.get('vary')).toContain('Origin');
      for (const origin of ['https://crm.example.com.evil.example', 'http://crm.example.com', 'null']) {
        expect((await fetch(url, preflight(origin))).headers.get('access-control-allow-origin')).toBeNull();
        const reply = await other.post({ query: status }, { origin });
        expect(reply.headers.get('access-control-allow-origin')).toBeNull();
      }
    } finally {
      await other.close();
    }
  });
});

describe('compression', () => {
  const long = { query: '{ catalog { metrics { id definition } } }' };

  test('is by gzip, where a client takes it', async () => {
    const packed = await api.post(long, { 'accept-encoding': 'br, gzip' });
    const plain = await api.post(long, { 'accept-encoding': 'identity' });
    expect([packed.headers.get('content-encoding'), plain.headers.get('content-encoding')]).toEqual(['gzip', null]);
    expect(packed.json()).toEqual(plain.json());
    expect(packed.headers.get('vary')).toContain('accept-encoding');
  });

  test('of short answers is left out', async () => {
    const { headers } = await api.post({ query: status }, { 'accept-encoding': 'gzip' });
    expect(headers.get('content-encoding')).toBeNull();
  });

  test('of a question is refused: it could unfold to any size', async () => {
    const reply = await fetch(`${api.server.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(JSON.stringify({ query: status })),
    });
    expect(reply.status).toBe(400);
  });
});

describe('a server whose connections are all in use', () => {
  test('says so, and when to come again; then it answers', async () => {
    const other = await startApi();
    const { pool } = other.warehouse;
    const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    pool.options.connectionTimeoutMillis = 100;
    try {
      const waiting = [
        status,
        '{ segments { name } }',
        '{ metrics(period: { year: 2025 }) { rows { revenue { value } } } }',
        'mutation { deleteSegment(name: "none") }',
      ];
      for (const query of waiting) {
        const reply = await other.post({ query });
        expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '5']);
        expect(reply.json()).toEqual({
          data: null,
          errors: [
            expect.objectContaining({
              message:
                'The server has as much to do as it takes on at once, and no place became free in time. Try again in 5 seconds, with fewer questions at once.',
              extensions: expect.objectContaining({ code: 'BUSY', parameters: { retryAfterSeconds: 5 } }),
            }),
          ],
        });
      }
      const page = await other.get('/');
      expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
      expect(other.log()).toBe('');
      for (const client of taken.splice(0)) client.release();
      expect((await other.post({ query: status })).status).toBe(200);
    } finally {
      for (const client of taken) client.release();
      await other.close();
    }
  });
});

describe('health', () => {
  test('lives and is ready', async () => {
    expect((await api.get('/livez')).status).toBe(200);
    expect((await api.get('/readyz')).json()).toEqual({ status: 'ok' });
  });

  test('is not ready without its database, lives on, and is ready again with it', async () => {
    const other = await startApi();
    const { url } = other.warehouse;
    const name = new URL(url).pathname.slice(1);
    const beside = new Client({ connectionString: url.replace(/\/[^/?]+(\?|$)/, '/postgres$1') });
    await beside.connect();
    try {
      expect((await other.get('/readyz')).status).toBe(200);
      await beside.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
      await beside.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
      const ready = await other.get('/readyz');
      expect(ready.status).toBe(503);
      expect(ready.json()).toEqual({ status: 'not ready', problem: 'the database does not answer' });
      expect((await other.get('/livez')).status).toBe(200);
      await beside.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
      expect((await other.get('/readyz')).json()).toEqual({ status: 'ok' });
    } finally {
      await beside.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
      await beside.end();
      await other.close();
    }
  });

  test('is told where every connection of the questions is in use', async () => {
    const other = await startApi();
    const { pool } = other.warehouse;
    const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    try {
      expect((await other.get('/readyz')).json()).toEqual({ status: 'ok' });
    } finally {
      for (const client of taken) client.release();
      await other.close();
    }
  });
});

describe('a fault of ours', () => {
  test('shows a request id and nothing else; the log has the rest', async () => {
    const other = await startApi();
    try {
      await other.warehouse.pool.query('DROP TABLE fact_spend');
      const reply = await other.post({
        query: '{ metrics(period: { year: 2025 }) { rows { acquisitionSpend { value } } } }',
      });
      const [error] = reply.json().errors!;
      expect(error!.extensions).toEqual({ code: 'INTERNAL_ERROR', requestId: reply.headers.get('x-request-id') });
      expect(reply.text).not.toMatch(/fact_spend|SELECT|relation|\.ts|node_modules/);
      const logged = other
        .log()
        .split('\n')
        .find((line) => line.includes(reply.headers.get('x-request-id')!));
      expect(logged).toContain('relation \\"fact_spend\\" does not exist');
    } finally {
      await other.close();
    }
  });
});

describe('stopping', () => {
  test('answers what is under way and takes nothing new', async () => {
    const other = await startApi();
    const blocker = await other.warehouse.pool.connect();
    await blocker.query('BEGIN; LOCK TABLE load IN ACCESS EXCLUSIVE MODE');
    const underWay = other.post({ query: status });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stopped = other.server.stop();
    const refused = await other.post({ query: status });
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('connection')]).toEqual([
      503,
      '5',
      'close',
    ]);
    expect(refused.json().errors![0]!.extensions.code).toBe('STOPPING');
    const ready = await other.get('/readyz');
    expect([ready.status, ready.json()]).toEqual([503, { status: 'not ready', problem: 'stopping' }]);
    expect((await other.get('/livez')).status).toBe(200);
    await blocker.query('COMMIT');
    blocker.release();
    const answered = await underWay;
    expect(answered.headers.get('connection')).toBe('close');
    expect(answered.json()).toEqual({ data: { dataStatus: { dataVersion: '0', simulated: false } } });
    const over = Date.now();
    await stopped;
    expect(Date.now() - over).toBeLessThan(5_000);
    await expect(other.get('/livez')).rejects.toThrow();
    await other.close();
  });
});
