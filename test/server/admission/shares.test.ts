// What one key does, or somebody without one, keeps nobody else out: over HTTP, with a key for each.
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKey } from '../../../src/auth/credentials/api-keys';
import { authenticateBy } from '../../../src/auth/credentials/authenticate';
import { checkKeys } from '../../../src/auth/credentials/check-key';
import type { Role } from '../../../src/model/roles';
import { type Reply, type RunningApi, startApi } from '../running-api';

let api: RunningApi;
let admin: Record<string, string>;
let bi: Record<string, string>;
beforeEach(async () => {
  api = await startApi({
    concurrentQuestions: 2,
    queuedQuestions: 8,
    queueSeconds: 2,
    authenticate: ({ pool }) => authenticateBy({ key: checkKeys(pool), token: null }),
  });
  admin = await keyOf('admin');
  bi = await keyOf('bi');
});
afterEach(() => api.close());

async function keyOf(role: Role, scope: unknown = null): Promise<Record<string, string>> {
  const { text } = await createKey(api.warehouse.pool, { name: role, role, scope, expiresAt: null });
  return { authorization: `Bearer ${text}` };
}

const status = '{ dataStatus { dataVersion } }';
const codesOf = (reply: Reply): readonly unknown[] =>
  (reply.json().errors ?? []).map(({ extensions }) => extensions.code);

test('a version that nobody was told of is refused at once', async () => {
  const query = '{ metrics(period: { year: 2025 }, minDataVersion: "999999") { rows { revenue { value } } } }';
  const began = performance.now();
  const asked = Array.from({ length: 8 }, () => api.post({ query }, bi));
  await sleep(100);
  expect((await api.post({ query: status }, admin)).status).toBe(200);
  const replies = await Promise.all(asked);
  // Some may find no seat.
  expect(new Set(replies.flatMap(codesOf))).toContain('DATA_VERSION_NOT_REACHED');
  expect(performance.now() - began).toBeLessThan(4_000);
});

test('the questions of one key leave places and seats to the others', async () => {
  const blocker = await api.warehouse.pool.connect();
  await blocker.query('BEGIN; LOCK TABLE fact_transaction IN ACCESS EXCLUSIVE MODE');
  const query = '{ metrics(period: { year: 2025 }) { rows { revenue { value } } } }';
  const asked = Array.from({ length: 12 }, () => api.post({ query }, bi));
  try {
    await sleep(300);
    expect((await api.post({ query: '{ targets { value } }' }, admin)).status).toBe(200);
  } finally {
    await blocker.query('COMMIT');
    blocker.release();
  }
  const statuses = (await Promise.all(asked)).map((reply) => reply.status);
  // One runs, four wait.
  expect([statuses.filter((each) => each === 200).length, statuses.filter((each) => each === 503).length]).toEqual([
    5, 7,
  ]);
});

describe('bodies that are announced and not sent', () => {
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });

  async function announce(path: string, headers: Record<string, string>): Promise<readonly string[]> {
    const { port } = new URL(api.server.origin);
    const texts = Array.from({ length: 8 }, () => '');
    for (const [place] of texts.entries()) {
      const socket = connect(Number(port), '127.0.0.1');
      sockets.push(socket);
      socket.on('data', (chunk) => {
        texts[place] += String(chunk);
      });
      const all = { host: 'localhost', 'content-type': 'application/json', 'content-length': '16777216', ...headers };
      const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
      socket.write([`POST ${path} HTTP/1.1`, ...lines, '', '{'].join('\r\n'));
    }
    await sleep(500);
    return texts.map((text) => text.slice(9, 12));
  }

  test('by one key leave room to the others', async () => {
    const answers = await announce('/graphql', bi);
    expect(answers.toSorted()).toEqual(['', '', '503', '503', '503', '503', '503', '503']);
    expect((await api.post({ query: status }, admin)).status).toBe(200);
    expect((await api.post({ query: status }, bi)).status).toBe(200);
  });

  test('by nobody to a path that is not there do so too', async () => {
    await announce('/nothing', {});
    expect((await api.post({ query: status }, admin)).status).toBe(200);
  });
});

describe('credentials that prove nothing', () => {
  const looksUp = () => jest.spyOn(api.warehouse.pool, 'query');
  const madeUp = (index: number) => ({ authorization: `Bearer made.up.${index}` });

  test('are looked at 120 times in a minute of one address, and told in the log once beyond that', async () => {
    // Whoever has proved themselves is looked at all the same.
    expect((await api.post({ query: status }, admin)).status).toBe(200);
    const statuses: number[] = [];
    for (let index = 0; index < 140; index += 1)
      statuses.push((await api.post({ query: status }, madeUp(index))).status);
    expect(statuses).toEqual([...Array(120).fill(401), ...Array(20).fill(429)]);

    const asked = looksUp();
    const refused = await api.post({ query: status }, bi);
    expect([refused.status, codesOf(refused), asked.mock.calls.length]).toEqual([429, ['RATE_LIMITED'], 0]);
    asked.mockRestore();
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await api.post({ query: status }, admin)).status).toBe(200);

    const lines = api.log().trim().split('\n');
    expect(lines.filter((line) => line.includes('a request does not prove who asks'))).toHaveLength(120);
    expect(lines.filter((line) => line.includes('an address sends too much'))).toHaveLength(1);
  });

  test('at once are no more', async () => {
    const replies = await Promise.all(
      Array.from({ length: 140 }, (_, index) => api.post({ query: status }, madeUp(index))),
    );
    expect(replies.filter((reply) => reply.status === 401)).toHaveLength(120);
  });

  test('are not those of a key that is good, however often it asks', async () => {
    const statuses = new Set<number>();
    for (let index = 0; index < 150; index += 1) statuses.add((await api.get('/graphql', admin)).status);
    expect([...statuses]).toEqual([400]);
  });
});

test('the figures of the server are of all customers, and told to whoever sees all of them', async () => {
  const scope = { all: [{ dimension: 'REGION', in: ['West'] }] };
  for (const role of ['admin', 'service'] as const) {
    expect((await api.get('/metrics', await keyOf(role))).status).toBe(200);
    const refused = await api.get('/metrics', await keyOf(role, scope));
    expect([refused.status, refused.json().errors]).toEqual([
      403,
      [
        {
          message:
            'The figures of the server are of all customers: they are told to whoever sees all of them. Ask with a key without a row scope.',
          extensions: { code: 'FORBIDDEN', requestId: expect.any(String) },
        },
      ],
    ]);
  }
});
