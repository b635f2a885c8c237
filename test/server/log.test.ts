// The log of a server: a line a request at level info, which names it; faults without any value; and every answer's request id.
import { createLog } from '../../src/server/log';
import { type RunningApi, startApi } from './running-api';

type Line = Readonly<Record<string, unknown>>;

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ logLevel: 'info' });
});
afterAll(() => api.close());

const linesOf = (text: string): readonly Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** The lines about a request, as soon as its own is written. */
async function linesAbout(id: string | null): Promise<readonly Line[]> {
  for (let look = 0; look < 100; look += 1) {
    const lines = linesOf(api.log()).filter(({ requestId }) => requestId === id);
    if (lines.some(({ msg }) => msg === 'a request was answered')) return lines;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return [];
}

const asking =
  'query Ada($name: [String!]) { metrics(period: { year: 2025 }, where: { dimension: CAMPAIGN, in: $name }, first: 0) { rows { revenue { value } } } }';

test('says of a request its route, status, time, kind and whose it was, and nothing that was asked', async () => {
  const reply = await api.post(
    { query: asking, variables: { name: ['Lovelace'] } },
    { authorization: 'Bearer s3cret', cookie: 'a=s3cret' },
  );
  const id = reply.headers.get('x-request-id');
  expect(await linesAbout(id)).toEqual([
    {
      level: 30,
      time: expect.any(String),
      requestId: id,
      method: 'POST',
      route: '/graphql',
      status: reply.status,
      milliseconds: expect.any(Number),
      principal: 'local',
      operation: 'query',
      codes: ['INVALID_ARGUMENT'],
      msg: 'a request was answered',
    },
  ]);
  expect(api.log()).not.toMatch(/Lovelace|Ada|CAMPAIGN|s3cret/);
});

test.each([
  ['GET', '/livez', '/livez', 200],
  ['GET', '/Lovelace?email=ada@example.com', 'none', 404],
  ['GET', '/segments/Lovelace/customers.csv', '/segments/:name/customers.csv', 404],
  ['DELETE', '/graphql', '/graphql', 405],
])('%s %s is told as %s', async (method, path, route, status) => {
  const reply = await fetch(`${api.server.origin}${path}`, { method });
  const lines = await linesAbout(reply.headers.get('x-request-id'));
  expect(lines).toEqual([expect.objectContaining({ method, route, status })]);
  expect(api.log()).not.toMatch(/Lovelace|ada@example/);
});

test('at its usual level says nothing of requests', async () => {
  const quiet = await startApi();
  try {
    await quiet.post({ query: '{ dataStatus { dataVersion } }' });
    await quiet.post({ query: '{ nothing }' });
    expect(quiet.log()).toBe('');
  } finally {
    await quiet.close();
  }
});

describe('a fault', () => {
  /** Each breaks the warehouse in a way whose error repeats a value, and is asked for it. */
  const faults: readonly (readonly [string, string, string])[] = [
    [
      'a value that is no number',
      `CREATE FUNCTION lovelace() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM 'Lovelace 42 Main Street'::integer; RETURN NEW; END $$;
       CREATE TRIGGER broken BEFORE INSERT ON segment FOR EACH ROW EXECUTE FUNCTION lovelace()`,
      'mutation { saveSegment(name: "Lovelace", where: { dimension: REGION, isNull: true }) { name } }',
    ],
    [
      'a row that is there already',
      `CREATE TABLE held (name text CONSTRAINT held_once PRIMARY KEY); INSERT INTO held VALUES ('Lovelace');
       CREATE OR REPLACE FUNCTION lovelace() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO held VALUES ('Lovelace'); RETURN NEW; END $$`,
      'mutation { saveSegment(name: "Lovelace", where: { dimension: REGION, isNull: true }) { name } }',
    ],
    [
      'a sentence of a trigger',
      `CREATE OR REPLACE FUNCTION lovelace() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'Lovelace is %', NEW.name; END $$`,
      'mutation { saveSegment(name: "Lovelace", where: { dimension: REGION, isNull: true }) { name } }',
    ],
    [
      'a table that is gone',
      'DROP TABLE fact_spend',
      '{ metrics(period: { year: 2025 }) { rows { acquisitionSpend { value } } } }',
    ],
  ];

  test.each(faults)(
    '%s: no value in the log, nothing of ours in the answer, one request id in both',
    async (_, breaking, query) => {
      await api.warehouse.pool.query(breaking);
      const reply = await api.post({ query });
      const id = reply.headers.get('x-request-id');
      const [error] = reply.json().errors!;
      expect(error).toMatchObject({ extensions: { code: 'INTERNAL_ERROR', requestId: id } });
      expect(reply.text).not.toMatch(
        /Lovelace 42|Main Street|SELECT|INSERT|fact_|held|lovelace\(|\.ts|node_modules|\/src\//,
      );
      const [fault] = (await linesAbout(id)).filter(({ level }) => level === 50);
      expect(fault).toMatchObject({
        requestId: id,
        err: { code: expect.stringMatching(/^[0-9A-Z]{5}$/), stack: expect.any(String) },
      });
      expect(api.log()).not.toMatch(/Lovelace|Main Street/);
    },
  );
});

test('secrets and what is personal are not shown, wherever they stand', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  log.info(
    { authorization: 's3cret', headers: { authorization: 's3cret', cookie: 's3cret', 'x-api-key': 's3cret' } },
    'one',
  );
  log.info(
    { row: { email: 's3cret', name: 's3cret', phone: 's3cret' }, request: { body: { query: 's3cret' } } },
    'two',
  );
  log.info({ pool: { options: { password: 's3cret', connectionString: 's3cret' } } }, 'three');
  log.warn(
    { err: Object.assign(new Error('at //crm:s3cret@db/crm'), { parameters: ['s3cret'], detail: 's3cret' }) },
    'four',
  );
  expect(lines).toHaveLength(4);
  expect(lines.join('')).not.toContain('s3cret');
  expect(lines[0]).toContain('[not shown]');
});
