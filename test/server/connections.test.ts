// Over HTTP every connection goes back to the pool once the answer stands, whatever the request came to.
import { type RunningApi, startApi } from './running-api';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const taken = () => {
  const { totalCount, idleCount, waitingCount } = api.warehouse.pool;
  return [totalCount - idleCount, waitingCount];
};
const allBack = [0, 0];

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo() && tries < 400; tries++) await new Promise((resolve) => setTimeout(resolve, 25));
}

/** A connection that was to help and comes too late goes back as soon as it stands. */
async function expectAllBack(): Promise<void> {
  await until(() => taken()[0] === 0);
  expect(taken()).toEqual(allBack);
}

const revenue = '{ metrics(period: { year: 2025 }) { rows { revenue { value } } } }';

test.each<[string, string, string | undefined]>([
  ['answered', revenue, undefined],
  [
    'of several fields',
    `{ a: metrics(period: { year: 2025 }) { rows { nps { value } } } dataStatus { dataVersion } }`,
    undefined,
  ],
  ['that reads nothing', '{ __typename }', undefined],
  ['with a mistake', '{ metrics { rows }', 'GRAPHQL_PARSE_FAILED'],
  ['refused', '{ metrics(period: {}) { rows { revenue { value } } } }', 'INVALID_PERIOD'],
  [
    'refused in one of two fields',
    '{ a: metrics(period: { year: 2025 }) { rows { revenue { value } } } b: metrics(period: {}) { rows { nps { value } } } }',
    'INVALID_PERIOD',
  ],
  [
    'that writes',
    'mutation { saveSegment(name: "x", where: { dimension: REGION, isNull: true }) { customers } }',
    undefined,
  ],
])('of a request %s', async (_title, query, code) => {
  const { json } = await api.post({ query });
  expect(json().errors?.[0]?.extensions.code).toBe(code);
  await expectAllBack();
});

test('of a request that fails in the database', async () => {
  await api.warehouse.pool.query('ALTER TABLE fact_spend RENAME TO spend_elsewhere');
  try {
    const query =
      '{ a: metrics(period: { year: 2025 }) { rows { acquisitionSpend { value } } } b: metrics(period: { year: 2025 }, by: [REGION]) { rows { revenue { value } } } }';
    const { json } = await api.post({ query });
    expect(json().errors?.[0]?.extensions.code).toBe('INTERNAL_ERROR');
    await expectAllBack();
  } finally {
    await api.warehouse.pool.query('ALTER TABLE spend_elsewhere RENAME TO fact_spend');
  }
});

test('of a request whose client went away', async () => {
  const logged = api.log();
  const blocker = await api.warehouse.pool.connect();
  await blocker.query('BEGIN; LOCK TABLE fact_transaction IN ACCESS EXCLUSIVE MODE');
  const leaving = new AbortController();
  const gone = fetch(`${api.server.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // Of a year that nobody asked for: what was answered before is remembered.
    body: JSON.stringify({ query: revenue.replace('2025', '2019') }),
    signal: leaving.signal,
  });
  await until(() => taken()[0] === 2);
  expect(taken()).toEqual([2, 0]);
  leaving.abort();
  await expect(gone).rejects.toThrow('abort');
  // Its statement is cancelled: what it waits for is not there yet.
  await until(() => taken()[0] === 1);
  expect([taken(), api.log()]).toEqual([[1, 0], logged]);
  await blocker.query('COMMIT');
  blocker.release();
  await expectAllBack();
});
