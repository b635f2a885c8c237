// A server with one place and one seat: what is told to whom while a question runs for long.
import { type RunningApi, startApi } from '../running-api';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ concurrentQuestions: 1, queuedQuestions: 1, queueSeconds: 60 });
});
afterAll(() => api.close());

const status = '{ dataStatus { dataVersion } }';
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Answers of `work` come while a question runs, which ends after it. */
async function whileOneRuns(work: () => Promise<void>): Promise<void> {
  const blocker = await api.warehouse.pool.connect();
  await blocker.query('BEGIN; LOCK TABLE load IN ACCESS EXCLUSIVE MODE');
  const running = api.post({ query: status });
  try {
    await later(300);
    await work();
  } finally {
    await blocker.query('COMMIT');
    blocker.release();
  }
  expect((await running).status).toBe(200);
}

test('one waits, the next is told to come again, and the one that waited is answered', async () => {
  let waiting: Promise<{ status: number }> | undefined;
  await whileOneRuns(async () => {
    waiting = api.post({ query: status });
    await later(200);
    const refused = await api.post({ query: status });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    expect(refused.json()).toEqual({
      errors: [
        {
          message: expect.stringContaining('no place became free in time. Try again in '),
          extensions: expect.objectContaining({ code: 'BUSY', parameters: { retryAfterSeconds: expect.any(Number) } }),
        },
      ],
    });
  });
  expect((await waiting!).status).toBe(200);
});

test('a document that is refused waits for nobody, and neither do probes and pages', async () => {
  await whileOneRuns(async () => {
    expect((await api.post({ query: '{ nothing }' })).status).toBe(400);
    expect((await api.post({ query: '{ dataStatus(' })).status).toBe(400);
    expect([(await api.get('/livez')).status, (await api.get('/readyz')).status]).toEqual([200, 200]);
    expect((await api.get('/playground/style.css')).status).not.toBe(503);
  });
});

test('who goes away while it waits leaves its seat to the next', async () => {
  let next: Promise<{ status: number }> | undefined;
  await whileOneRuns(async () => {
    const leaving = new AbortController();
    const gone = fetch(`${api.server.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: status }),
      signal: leaving.signal,
    });
    await later(200);
    leaving.abort();
    await expect(gone).rejects.toThrow('abort');
    await later(200);
    next = api.post({ query: status });
    await later(100);
  });
  expect((await next!).status).toBe(200);
});

test('after all that nobody holds a place', async () => {
  for (let time = 0; time < 5; time++) expect((await api.post({ query: status })).status).toBe(200);
});

test('ten times as many as fit are answered or told to come again, and then all is as before', async () => {
  const replies = await Promise.all(Array.from({ length: 40 }, () => api.post({ query: status })));
  const seen = new Set(replies.map((reply) => `${reply.status} ${reply.headers.has('retry-after')}`));
  expect([...seen].filter((each) => !['200 false', '503 true'].includes(each))).toEqual([]);
  expect((await api.post({ query: status })).status).toBe(200);
  expect(api.log()).toBe('');
});
