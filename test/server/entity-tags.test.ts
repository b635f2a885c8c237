// Whoever asks by GET what is only measured is told a tag of the answer, and told that nothing is new when he comes again
// with it: as long as neither the question nor what it reads is another. Each test sets what now is.
import { rm } from 'node:fs/promises';
import { Temporal } from 'temporal-polyfill';
import { load } from '../../src/load/load';
import { setTarget } from '../../src/load/set-target';
import { csv, loadFolder } from '../load/support/load-folder';
import { type Reply, type RunningApi, startApi } from './running-api';

let api: RunningApi;
let now: string;
beforeAll(async () => {
  api = await startApi({ now: () => Temporal.Instant.from(now) });
  await loadFiles({
    'customers.csv': csv([
      { customer_id: 'anna', region: 'north' },
      { customer_id: 'bo', region: 'south' },
      { customer_id: 'dora', region: 'south' },
    ]),
    'transactions.csv': csv([order('t1', 'anna', '10'), order('t2', 'bo', '20', '2026-06-30T10:00:00Z')]),
    'interactions.csv': csv([
      { interaction_id: 'i1', occurred_at: '2026-06-30T10:00:00Z', kind: 'lead', customer_id: 'dora' },
    ]),
    'spend.csv': csv([spend('s1', '5')]),
  });
});
afterAll(() => api.close());
beforeEach(() => {
  now = '2026-07-15T12:00:00Z';
});

const order = (id: string, customer: string, revenue: string, at = '2026-06-20T10:00:00Z') => ({
  transaction_id: id,
  order_id: id,
  occurred_at: at,
  kind: 'order',
  revenue,
  customer_id: customer,
});
const spend = (id: string, amount: string) => ({ spend_id: id, date: '2026-06-20', purpose: 'marketing', amount });

async function loadFiles(files: Readonly<Record<string, string>>): Promise<void> {
  const folder = await loadFolder(files);
  try {
    await load(api.warehouse, { path: folder });
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Asked = { readonly variables?: unknown; readonly operationName?: string; readonly known?: string | null };

function get(query: string, { variables, operationName, known }: Asked = {}): Promise<Reply> {
  const asked = new URLSearchParams({ query });
  if (variables !== undefined) asked.set('variables', JSON.stringify(variables));
  if (operationName !== undefined) asked.set('operationName', operationName);
  return api.get(`/graphql?${asked}`, {
    'apollo-require-preflight': '1',
    ...(known == null ? {} : { 'if-none-match': known }),
  });
}

/** The tag of an answer; null where there is none. */
const tagOf = async (query: string, asked?: Asked) => (await get(query, asked)).headers.get('etag');

const revenueIn = (month: number) =>
  `{ metrics(period: { year: 2026, month: ${month} }) { rows { revenue { value } } } }`;
const revenue = revenueIn(6);
const revenueOf = '($month: Int) { metrics(period: { year: 2026, month: $month }) { rows { revenue { value } } } }';
const isTag = /^W\/"[\w-]{43}"$/;

describe('an answer to GET that is only measured', () => {
  test('carries a tag, and is asked for again before it is used again', async () => {
    const { status, headers, json } = await get(revenue);
    expect([status, json()]).toEqual([200, { data: { metrics: { rows: [{ revenue: { value: 30 } }] } } }]);
    expect(headers.get('etag')).toMatch(isTag);
    expect(headers.get('cache-control')).toBe('private, no-cache');
  });

  test('that repeats the version of the data or now has a tag of its own for each', async () => {
    const june = 'metrics(period: { year: 2026, month: 6, asOf: "2026-07-10" })';
    const asked = [
      'revenue { value } } resolved { dataVersion }',
      'revenue { value } } resolved { asOf }',
      'revenue { value } }',
    ];
    const tags = () => Promise.all(asked.map((fields) => tagOf(`{ ${june} { rows { ${fields} } }`)));
    const before = await tags();
    // No question about revenue reads the name of a channel.
    await loadFiles({ 'channels.csv': csv([{ channel_id: 'pigeon', name: `Pigeon` }]) });
    const after = await tags();
    expect(after.map((tag, index) => tag === before[index])).toEqual([false, false, true]);
  });

  test('is not sent to who has it', async () => {
    const known = await tagOf(revenue);
    const { status, headers, text } = await get(revenue, { known });
    expect([status, text]).toEqual([304, '']);
    expect([headers.get('etag'), headers.get('cache-control')]).toEqual([known, 'private, no-cache']);
    expect([headers.get('content-length'), headers.get('content-encoding')]).toEqual([null, null]);
  });

  test('is not sent to who has several, of which it is one', async () => {
    const known = await tagOf(revenue);
    expect((await get(revenue, { known: `"another", ${known}` })).status).toBe(304);
  });

  test.each(['W/"another"', '"another"', ''])('is sent to who has another: %s', async (known) => {
    const { status, json } = await get(revenue, { known });
    expect([status, json()]).toEqual([200, { data: { metrics: { rows: [{ revenue: { value: 30 } }] } } }]);
  });

  test.each([
    ['a table', '{ table(metrics: [REVENUE], period: { year: 2026, month: 6 }) { data } }'],
    ['several questions', `{ a: ${revenue.slice(2, -2)} b: ${revenue.slice(2, -2)} }`],
    ['a question in a fragment', `{ ...asked } fragment asked on Query ${revenue}`],
    ['members', '{ dimensionValues(dimension: REGION) { nodes { value label } } }'],
    [
      'rows with their labels',
      '{ metrics(period: { year: 2026, month: 6 }, by: [REGION]) { rows { key(dimension: REGION) { label } revenue { value } } } }',
    ],
    ['the catalog', '{ catalog { currency } }'],
    ['the schema', '{ __schema { queryType { name } } }'],
  ])('of %s has one, the same again', async (_, query) => {
    const known = await tagOf(query);
    expect(known).toMatch(isTag);
    expect((await get(query, { known })).status).toBe(304);
  });
});

describe('the tag is another', () => {
  test.each([
    ['of another question', '{ metrics(period: { year: 2026, month: 6 }) { rows { orders { value } } } }'],
    ['of another period', '{ metrics(period: { year: 2026, month: 5 }) { rows { revenue { value } } } }'],
    [
      'of fewer rows',
      '{ metrics(period: { year: 2026, month: 6 }, where: { dimension: REGION, in: ["north"] }) { rows { revenue { value } } } }',
    ],
    ['under another name', '{ metrics(period: { year: 2026, month: 6 }) { rows { turnover: revenue { value } } } }'],
    [
      'of other fields of the same answer',
      '{ metrics(period: { year: 2026, month: 6 }) { rows { revenue { value n } } } }',
    ],
  ])('%s', async (_, other) => {
    const known = await tagOf(revenue);
    const { status, headers } = await get(other, { known });
    expect(status).toBe(200);
    expect(headers.get('etag')).toMatch(isTag);
    expect(headers.get('etag')).not.toBe(known);
  });

  test('of another variable', async () => {
    const query = `query${revenueOf}`;
    const june = await tagOf(query, { variables: { month: 6 } });
    expect(await tagOf(query, { variables: { month: 6 } })).toBe(june);
    expect(await tagOf(query, { variables: { month: 5 } })).not.toBe(june);
  });

  test('of another operation of the document', async () => {
    const both = `query june ${revenue} query may ${revenueIn(5)}`;
    const june = await tagOf(both, { operationName: 'june' });
    expect(june).toMatch(isTag);
    expect(await tagOf(both, { operationName: 'may' })).not.toBe(june);
  });
});

describe('after a load', () => {
  test('the tag is another where the question reads what was loaded, and the answer is new', async () => {
    const known = await tagOf(revenue);
    await loadFiles({ 'transactions.csv': csv([order('t3', 'anna', '100')]) });
    const { status, headers, json } = await get(revenue, { known });
    expect([status, json()]).toEqual([200, { data: { metrics: { rows: [{ revenue: { value: 130 } }] } } }]);
    expect(headers.get('etag')).not.toBe(known);
  });

  test('the tag is another where the rows were remembered before the load, too', async () => {
    await get(revenue);
    const known = await tagOf(revenue);
    await loadFiles({ 'transactions.csv': csv([order('t4', 'bo', '1')]) });
    expect((await get(revenue, { known })).status).toBe(200);
  });

  test('of what it does not read the tag is the same', async () => {
    const known = await tagOf(revenue);
    await loadFiles({ 'spend.csv': csv([spend('s2', '7')]) });
    expect((await get(revenue, { known })).status).toBe(304);
    const spent = '{ metrics(period: { year: 2026, month: 6 }) { rows { acquisitionSpend { value } } } }';
    const before = await tagOf(spent);
    await loadFiles({ 'spend.csv': csv([spend('s3', '9')]) });
    expect((await get(spent, { known: before })).status).toBe(200);
  });

  test('that changes nothing the tag is the same', async () => {
    const known = await tagOf(revenue);
    await loadFiles({ 'spend.csv': csv([spend('s1', '5')]) });
    await loadFiles({ 'transactions.csv': csv([order('t1', 'anna', '10')]) });
    expect((await get(revenue, { known })).status).toBe(304);
  });

  test('a target that is set makes another tag of what stands beside it', async () => {
    const shown = '{ metrics(period: { year: 2026, month: 6 }) { rows { revenue { value target { value } } } } }';
    const known = await tagOf(shown);
    expect(known).toMatch(isTag);
    await setTarget(api.warehouse, { metric: 'REVENUE', from: '2026-06-01', to: '2026-06-30', value: '500' });
    expect((await get(shown, { known })).status).toBe(200);
  });

  test('members that are new make another tag of the members', async () => {
    const regions = '{ dimensionValues(dimension: REGION) { nodes { value } } }';
    const known = await tagOf(regions);
    await loadFiles({ 'customers.csv': csv([{ customer_id: 'cy', region: 'west' }]) });
    const { status, text } = await get(regions, { known });
    expect(status).toBe(200);
    expect(text).toContain('west');
  });

  test('a saved segment that is another makes another tag of what is asked by it', async () => {
    const save = (region: string) =>
      api.post({
        query: `mutation { saveSegment(name: "near", where: { dimension: REGION, in: ["${region}"] }) { name } }`,
      });
    const near =
      '{ metrics(period: { year: 2026, month: 6 }, where: { segment: "near" }) { rows { revenue { value } } } }';
    await save('north');
    const known = await tagOf(near);
    expect(known).toMatch(isTag);
    expect((await get(near, { known })).status).toBe(304);
    await save('south');
    expect((await get(near, { known })).status).toBe(200);
  });
});

describe('there is no tag', () => {
  const none = { etag: null, 'cache-control': expect.not.stringMatching('private, no-cache') };
  const headersOf = ({ headers }: Reply) => ({
    etag: headers.get('etag'),
    'cache-control': headers.get('cache-control') ?? '',
  });

  test('of an answer to POST', async () => {
    const reply = await api.post({ query: revenue }, { 'if-none-match': (await tagOf(revenue))! });
    expect([reply.status, headersOf(reply)]).toEqual([200, none]);
  });

  test.each([
    ['a document with a mistake', '{ metrics { rows }'],
    ['a field that nobody knows', '{ weather { today } }'],
    ['a question that is refused', '{ metrics(period: {}) { rows { revenue { value } } } }'],
    [
      'one of two questions that is refused',
      '{ a: metrics(period: { year: 2026, month: 6 }) { rows { revenue { value } } } b: table(metrics: [REVENUE], period: {}) { data } }',
    ],
    [
      'a metric that refuses the slice',
      '{ metrics(period: { year: 2026, month: 6 }, by: [PRODUCT]) { rows { revenue { value } nps { value } } } }',
    ],
    ['a change', 'mutation { saveSegment(name: "x", where: { dimension: REGION, isNull: true }) { name } }'],
  ])('of %s', async (_, query) => {
    const reply = await get(query);
    expect(reply.json().errors?.length).toBeGreaterThan(0);
    expect(headersOf(reply)).toEqual(none);
  });

  test.each([
    ['a customer', '{ customer(id: "anna") { attributes { region } } }'],
    ['how far the data is', '{ dataStatus { dataVersion } }'],
    ['a customer beside a question', `{ ${revenue.slice(2, -2)} customer(id: "anna") { id } }`],
    [
      'the version beside a question, in a fragment',
      `{ ${revenue.slice(2, -2)} ...far } fragment far on Query { dataStatus { dataVersion } }`,
    ],
    ['targets', '{ targets { value } }'],
    ['segments', '{ segments { name } }'],
  ])('of %s, which is looked up', async (_, query) => {
    const reply = await get(query);
    expect([reply.status, reply.json().errors]).toEqual([200, undefined]);
    expect(headersOf(reply)).toEqual(none);
  });
});

describe('what now is', () => {
  beforeAll(() => loadFiles({ 'transactions.csv': csv([order('t9', 'bo', '2', '2026-07-31T10:00:00Z')]) }));

  const onFile = (period: string) => `{ metrics(period: ${period}) { rows { customersOnFile { value } } } }`;
  const june = onFile('{ year: 2026, month: 6 }');
  const july = onFile('{ year: 2026, month: 7 }');

  test.each([july, revenueIn(7)])('makes another tag where the days asked for are not over: %s', async (query) => {
    const known = await tagOf(query);
    expect((await get(query, { known })).status).toBe(304);
    now = '2026-07-15T12:01:00Z';
    expect((await get(query, { known })).status).toBe(200);
  });

  test('makes another tag once they are over, and then no more', async () => {
    now = '2026-07-31T12:00:00Z';
    const open = await tagOf(july);
    now = '2026-08-02T12:00:00Z';
    const over = await tagOf(july);
    expect(over).not.toBe(open);
    now = '2026-08-02T12:01:00Z';
    expect(await tagOf(july)).toBe(over);
  });

  const others = ['2026-07-15T12:01:00Z', '2026-07-16T12:00:00Z', '2027-02-01T00:00:00Z'];

  test.each(others)('is nothing to days that are over: at %s the tag is the same', async (another) => {
    const known = await tagOf(revenue);
    now = another;
    const { status, headers } = await get(revenue, { known });
    expect([status, headers.get('etag')]).toEqual([304, known]);
  });

  test.each(others)('is nothing to the number of customers of days that are over, at %s either', async (another) => {
    const known = await tagOf(june);
    now = another;
    expect((await get(june, { known })).status).toBe(304);
  });

  test('of days counted from it, makes another tag as the days are others', async () => {
    const lastMonth = onFile('{ last: 1, unit: MONTH }');
    const known = await tagOf(lastMonth);
    now = '2026-07-20T12:00:00Z';
    expect(await tagOf(lastMonth)).toBe(known);
    now = '2026-08-20T12:00:00Z';
    expect(await tagOf(lastMonth)).not.toBe(known);
  });

  test('makes another tag of what ripens after the days are over', async () => {
    const converted = '{ metrics(period: { year: 2026, month: 6 }) { rows { leadConversionRate { status } } } }';
    const status = (reply: Reply) => [reply.status, reply.text.includes('IMMATURE')];
    const before = await get(converted);
    expect(status(before)).toEqual([200, true]);
    now = '2026-12-15T12:00:00Z';
    expect(status(await get(converted, { known: before.headers.get('etag') }))).toEqual([200, false]);
  });

  test('makes another tag where facts end before the days do, which later ones may make good', async () => {
    const warned =
      '{ metrics(period: { year: 2026, month: 5 }) { rows { revenue { value } } resolved { warnings { code } } } }';
    now = '2026-06-15T12:00:00Z';
    const before = await get(warned);
    expect(before.text).toContain('DATA_ENDS_EARLY');
    now = '2026-06-25T12:00:00Z';
    const { status, text } = await get(warned, { known: before.headers.get('etag') });
    expect(status).toBe(200);
    expect(text).not.toContain('DATA_ENDS_EARLY');
  });

  test('makes another tag of what is compared with days that are not over', async () => {
    const compared =
      '{ metrics(period: { year: 2026, month: 6 }, compare: [{ name: "next", mode: CUSTOM, from: "2026-07-01", to: "2026-07-31" }]) { rows { revenue { compare(name: "next") { value } } } } }';
    const known = await tagOf(compared);
    expect(known).toMatch(isTag);
    now = '2026-07-16T12:00:00Z';
    expect((await get(compared, { known })).status).toBe(200);
  });
});
