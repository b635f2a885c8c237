// What a load makes of rows: new, known, moved and partial ones, members nobody described yet, duplicates.
import { Temporal } from 'temporal-polyfill';

import { load } from '../../../src/load/load';
import { reportText, totalOf } from '../../../src/load/report/load-report';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { tableChecksums } from '../support/checksum';
import { expectBalance, expectVersionsJoined } from '../support/invariants';
import { loadFolder } from '../support/load-folder';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Asia/Shanghai' });
});
afterEach(async () => {
  await expectBalance(warehouse);
  await expectVersionsJoined(warehouse);
  await warehouse.drop();
});

const lines = (...text: string[]) => `${text.join('\n')}\n`;
const loadText = async (files: Readonly<Record<string, string>>) => load(warehouse, { path: await loadFolder(files) });
const query = async (sql: string) => (await warehouse.pool.query(sql)).rows;
const counts = (report: Awaited<ReturnType<typeof load>>) =>
  (['read', 'inserted', 'updated', 'unchanged', 'quarantined', 'filtered'] as const).map((column) =>
    totalOf(report, column),
  );

test('the company of the fixtures loads whole, and again without a change', async () => {
  const report = await load(warehouse, { path: 'test/support/company' });
  const read = totalOf(report, 'read');
  expect(counts(report)).toEqual([read, read, 0, 0, 0, 0]);
  expect(counts(await load(warehouse, { path: 'test/support/company' }))).toEqual([read, 0, 0, read, 0, 0]);
});

test('instants: with offset, without one in the business zone, a bare date at its midnight; microseconds kept', async () => {
  await loadText({
    'interactions.csv': lines(
      'interaction_id,occurred_at,kind',
      'offset,2025-03-31T18:20:00+02:00,touch',
      'zulu,2025-03-31 18:20Z,touch',
      'local,2025-03-31T18:20:00.1234567,touch',
      'date,2025-03-31,touch',
      'night,2025-03-31T24:00,touch',
      'usual,2025-03-28T18:20:00.1234567Z,touch',
    ),
  });
  expect(
    await query('SELECT interaction_id AS id, occurred_at AS at, date_key AS day FROM fact_interaction ORDER BY 1'),
  ).toEqual([
    { id: 'date', at: '2025-03-30T16:00:00Z', day: '2025-03-31' },
    { id: 'local', at: '2025-03-31T10:20:00.123456Z', day: '2025-03-31' },
    { id: 'night', at: '2025-03-31T16:00:00Z', day: '2025-04-01' },
    { id: 'offset', at: '2025-03-31T16:20:00Z', day: '2025-04-01' },
    { id: 'usual', at: '2025-03-28T18:20:00.123456Z', day: '2025-03-29' },
    { id: 'zulu', at: '2025-03-31T18:20:00Z', day: '2025-04-01' },
  ]);
});

test('numbers are kept to the last digit, whatever their form', async () => {
  await loadText({
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,revenue',
      'a,o,2025-01-01,order,99999999999999.9999',
      'b,o,2025-01-01,order,1.5e3',
      'c,o,2025-01-01,order,+.5000000',
      'd,o,2025-01-01,refund,-0.0001',
    ),
  });
  expect(await query('SELECT transaction_id AS id, revenue FROM fact_transaction ORDER BY 1')).toEqual([
    { id: 'a', revenue: '99999999999999.9999' },
    { id: 'b', revenue: '1500.0000' },
    { id: 'c', revenue: '0.5000' },
    { id: 'd', revenue: '-0.0001' },
  ]);
});

test('text is stored as it was sent', async () => {
  const name = 'Tab\there, "quotes", back\\slash, \\N, new\nline, 小红, 🎈, \u0007, {"a"}';
  await loadText({
    'customers.ndjson': `${JSON.stringify({ customer_id: "O'Hara\t\\.", name, tags: 'a"b; c\\d ;;{e},f; c\\d' })}\n`,
  });
  expect(await query('SELECT customer_id, name, tags FROM dim_customer WHERE customer_no = 1')).toEqual([
    { customer_id: "O'Hara\t\\.", name, tags: ['a"b', 'c\\d', '{e},f'] },
  ]);
});

test('long rows between short ones are stored whole', async () => {
  const names = ['a', '小'.repeat(400_000), 'b', '🎈'.repeat(300_000), '小'.repeat(400_000), 'c'];
  const report = await loadText({
    'customers.csv': lines('customer_id,name', ...names.map((name, index) => `c${index},${name}`)),
  });
  expect(counts(report)).toEqual([6, 6, 0, 0, 0, 0]);
  const stored = await query('SELECT name FROM dim_customer WHERE customer_no <> 0 ORDER BY customer_id');
  expect(stored.map(({ name }, index) => name === names[index])).toEqual(names.map(() => true));
});

test('answers are brought to the default scale, exactly where they can be', async () => {
  await loadText({
    'interactions.csv': lines(
      'interaction_id,occurred_at,kind,question,score,scale_max',
      'a,2025-01-01,survey,nps,9,',
      'b,2025-01-01,survey,nps,90,100',
      'c,2025-01-01,survey,csat,7,10',
      'd,2025-01-01,survey,ces,1,5',
      'e,2025-01-01,survey,cli_overall,5,5',
      'f,2025-01-01,survey,csat,4,7',
    ),
  });
  expect(
    await query('SELECT interaction_id AS id, scaled_score::float8 AS score FROM fact_interaction ORDER BY 1'),
  ).toEqual([
    { id: 'a', score: 9 },
    { id: 'b', score: 9 },
    { id: 'c', score: 3.6666666667 },
    { id: 'd', score: 1 },
    { id: 'e', score: 10 },
    { id: 'f', score: 3 },
  ]);
});

test('members that facts name are inferred, flagged, and completed by their own rows', async () => {
  const facts = {
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,revenue,customer_id,product_id,channel_id,agent_id',
      't1,o1,2025-01-01,order,1,anna,tea,web,mei',
    ),
  };
  await loadText(facts);
  expect(
    await query('SELECT customer_id, inferred, name, valid_from, valid_to FROM dim_customer WHERE customer_no <> 0'),
  ).toEqual([{ customer_id: 'anna', inferred: true, name: null, valid_from: '-infinity', valid_to: 'infinity' }]);
  const completed = await loadText({
    'customers.csv': lines('customer_id,name,acquired_channel', 'anna,Anna,fair'),
    'products.csv': lines('product_id,name,category', 'tea,Tea,drinks'),
    'channels.csv': lines('channel_id,name', 'web,Web'),
    'agents.csv': lines('agent_id,name', 'mei,Mei'),
  });
  expect(counts(completed)).toEqual([4, 4, 0, 0, 0, 0]);
  expect(await query('SELECT customer_id, inferred, name FROM dim_customer WHERE customer_no <> 0')).toEqual([
    { customer_id: 'anna', inferred: false, name: 'Anna' },
  ]);
  expect(await query('SELECT channel_id, inferred FROM dim_channel WHERE channel_no <> 0 ORDER BY 1')).toEqual([
    { channel_id: 'fair', inferred: true },
    { channel_id: 'web', inferred: false },
  ]);
  expect(await query('SELECT category FROM customer_category')).toEqual([{ category: 'drinks' }]);
  expect(counts(await loadText(facts))).toEqual([1, 0, 0, 1, 0, 0]);
});

test('an empty cell names no member', async () => {
  await loadText({
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,revenue,customer_id,product_id,channel_id,agent_id',
      't1,o1,2025-01-01,order,1,,,web,',
      't2,o2,2025-01-01,order,1,,tea,,',
    ),
  });
  // Beside the unknown ones.
  expect(
    await query(
      `SELECT 'channel' AS kind, channel_id AS id FROM dim_channel WHERE channel_no <> 0
       UNION ALL SELECT 'product', product_id FROM dim_product WHERE product_no <> 0
       UNION ALL SELECT 'agent', agent_id FROM dim_agent WHERE agent_no <> 0
       UNION ALL SELECT 'customer', customer_id FROM dim_customer WHERE customer_no <> 0`,
    ),
  ).toEqual([
    { kind: 'channel', id: 'web' },
    { kind: 'product', id: 'tea' },
  ]);
});

test('a fact that moves to another customer leaves the first without it, and an inferred first goes with it', async () => {
  const file = (customer: string, kind = 'order') => ({
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,revenue,customer_id',
      `t1,o1,2025-01-01,${kind},1,${customer}`,
    ),
    'interactions.csv': lines(
      'interaction_id,occurred_at,kind,customer_id,opportunity_id,stage',
      `i1,2025-01-01,stage,${customer},deal,won`,
    ),
  });
  await loadText(file('typo'));
  expect(counts(await loadText(file('anna')))).toEqual([2, 0, 2, 0, 0, 0]);
  expect(await query('SELECT customer_id FROM customer_order JOIN customer_summary USING (customer_no)')).toEqual([
    { customer_id: 'anna' },
  ]);
  expect(await query('SELECT customer_id FROM opportunity JOIN customer_summary USING (customer_no)')).toEqual([
    { customer_id: 'anna' },
  ]);
  expect(await query('SELECT customer_id FROM dim_customer WHERE customer_no <> 0')).toEqual([{ customer_id: 'anna' }]);
  expect(await query('SELECT change_id, what, key FROM change ORDER BY change_id, what, key')).toEqual([
    { change_id: 2, what: 'customer', key: '1' },
    // Its order is another's, and with it goes when it was active.
    { change_id: 2, what: 'customer_order', key: 't1' },
    { change_id: 2, what: 'customer_spell', key: '1' },
    // The version of the customer who is no more.
    { change_id: 2, what: 'dim_customer', key: '1' },
    { change_id: 2, what: 'opportunity', key: 'deal' },
  ]);
  const moved = await tableChecksums(warehouse.pool);
  const clean = await createTestWarehouse({ timeZone: 'Asia/Shanghai' });
  await load(clean, { path: await loadFolder(file('anna')) });
  expect(await tableChecksums(clean.pool)).toEqual(moved);
  await clean.drop();
});

test('a customer with a row of its own stays when its facts move away', async () => {
  await loadText({
    'customers.csv': lines('customer_id', 'anna', 'bao'),
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,revenue,customer_id',
      't1,o1,2025-01-01,order,1,anna',
    ),
  });
  await loadText({
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,revenue,customer_id',
      't1,o1,2025-01-01,order,1,bao',
    ),
  });
  expect(
    await query('SELECT customer_id, first_purchase_at IS NOT NULL AS bought FROM customer_summary ORDER BY 1'),
  ).toEqual([
    { customer_id: 'anna', bought: false },
    { customer_id: 'bao', bought: true },
  ]);
});

test('a column that is absent leaves stored values; an empty cell empties them', async () => {
  await loadText({
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,revenue,customer_id,cost,channel_id',
      't1,o1,2025-01-01,order,10,anna,4,web',
    ),
    'products.csv': lines('product_id,name,category', 'tea,Tea,drinks'),
  });
  const changed = await loadText({
    'transactions.csv': lines('transaction_id,order_id,occurred_at,kind,revenue', 't1,o1,2025-01-01,order,11'),
    'products.csv': lines('product_id,name', 'tea,Green tea'),
  });
  expect(counts(changed)).toEqual([2, 0, 2, 0, 0, 0]);
  const stored = `SELECT revenue, cost, channel_id, customer_id FROM fact_transaction JOIN dim_channel USING (channel_no)
    JOIN dim_customer USING (customer_no, customer_key)`;
  expect(await query(stored)).toEqual([{ revenue: '11.0000', cost: '4.0000', channel_id: 'web', customer_id: 'anna' }]);
  expect(await query('SELECT name, category FROM dim_product WHERE product_no = 1')).toEqual([
    { name: 'Green tea', category: 'drinks' },
  ]);
  await loadText({
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,revenue,customer_id,cost,channel_id',
      't1,o1,2025-01-01,order,11,,,',
    ),
  });
  expect(await query(stored)).toEqual([{ revenue: '11.0000', cost: null, channel_id: null, customer_id: null }]);
});

test('a survey answer whose scale is not sent again is judged and scaled by the stored one', async () => {
  await loadText({
    'interactions.csv': lines(
      'interaction_id,occurred_at,kind,question,score,scale_max',
      'a,2025-01-01,survey,nps,50,100',
    ),
  });
  const partial = (score: number) => ({
    'interactions.csv': lines('interaction_id,occurred_at,kind,question,score', `a,2025-01-01,survey,nps,${score}`),
  });
  expect(counts(await loadText(partial(90)))).toEqual([1, 0, 1, 0, 0, 0]);
  expect(await query('SELECT scaled_score::float8 AS score FROM fact_interaction')).toEqual([{ score: 9 }]);
  expect(counts(await loadText(partial(101)))).toEqual([1, 0, 0, 0, 1, 0]);
  const onlyKind = {
    'interactions.csv': lines('interaction_id,occurred_at,kind', 'a,2025-01-02,survey', 'b,2025-01-02,survey'),
  };
  expect(counts(await loadText(onlyKind))).toEqual([2, 0, 1, 0, 1, 0]);
});

test('files that share a table bring what each of them has', async () => {
  const both = {
    'products.csv': lines('product_id,name,category', 'tea,Tea,drinks', 'pot,Pot,ware'),
    'products.ndjson': lines(
      '{"product_id":"tea","price_tier":"2","name":"Tea"}',
      '{"product_id":"pot","price_tier":"1","name":"Kettle"}',
    ),
  };
  const report = await loadText(both);
  expect(counts(report)).toEqual([4, 1, 1, 0, 2, 0]);
  expect(await query('SELECT product_id, name, category, price_tier FROM dim_product WHERE product_no <> 0')).toEqual([
    { product_id: 'tea', name: 'Tea', category: 'drinks', price_tier: 2 },
  ]);
});

test('of two rows with one key and different values neither is believed; identical ones count once', async () => {
  const report = await loadText({
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,revenue,cost',
      'same,o,2025-01-01,order,1,',
      'same,o,2025-01-01T00:00:00+08:00,order,1.00,',
      'other,o,2025-01-01,order,1,',
      'other,o,2025-01-01,order,1,0',
      'single,o,2025-01-01,order,1,',
    ),
    'targets.csv': lines(
      'metric,from,to,value,dimension,member',
      'revenue,2025-01-01,2025-01-31,5,,',
      'REVENUE,2025-01-01,2025-01-31,5,,',
      'revenue,2025-01-01,2025-01-31,6,CHANNEL,web',
      'revenue,2025-01-01,2025-01-31,7,channel,web',
    ),
  });
  expect(counts(report)).toEqual([9, 3, 0, 2, 4, 0]);
  expect(await query('SELECT file, line, code, message, raw FROM load_rejection ORDER BY file DESC, line')).toEqual([
    {
      file: 'transactions.csv',
      line: 4,
      code: 'DUPLICATE_KEY',
      message: 'The key other stands in 2 rows of this load, and they differ.',
      raw: 'other,o,2025-01-01,order,1,',
    },
    {
      file: 'transactions.csv',
      line: 5,
      code: 'DUPLICATE_KEY',
      message: 'The key other stands in 2 rows of this load, and they differ.',
      raw: 'other,o,2025-01-01,order,1,0',
    },
    {
      file: 'targets.csv',
      line: 4,
      code: 'DUPLICATE_KEY',
      message: 'The key revenue, 2025-01-01, 2025-01-31, CHANNEL, web stands in 2 rows of this load, and they differ.',
      raw: 'revenue,2025-01-01,2025-01-31,6,CHANNEL,web',
    },
    {
      file: 'targets.csv',
      line: 5,
      code: 'DUPLICATE_KEY',
      message: 'The key revenue, 2025-01-01, 2025-01-31, CHANNEL, web stands in 2 rows of this load, and they differ.',
      raw: 'revenue,2025-01-01,2025-01-31,7,channel,web',
    },
  ]);
});

test.each([
  [
    'next to each other, in a file in the order of its keys',
    ['a,o,2025-01-01,order,1', 'b,o,2025-01-01,order,1', 'b,o,2025-01-01,order,2'],
  ],
  ['far apart', ['b,o,2025-01-01,order,1', 'c,o,2025-01-01,order,1', 'b,o,2025-01-01,order,2']],
])('two rows with one key are found %s', async (_, rows) => {
  const report = await loadText({
    'transactions.csv': lines('transaction_id,order_id,occurred_at,kind,revenue', ...rows),
  });
  expect(counts(report)).toEqual([3, 1, 0, 0, 2, 0]);
});

test('two files in the order of their keys may share one', async () => {
  const report = await loadText({
    'products.csv': lines('product_id,name', 'cup,Cup', 'tea,Tea'),
    'products.ndjson': lines('{"product_id":"pot","name":"Pot"}', '{"product_id":"tea","name":"Green tea"}'),
  });
  expect(counts(report)).toEqual([4, 2, 0, 0, 2, 0]);
});

test('targets have the metric by id, whichever name was given', async () => {
  await loadText({
    'targets.csv': lines('metric,from,to,value,dimension,member', 'CHURN_RATE,2025-01-01,2025-01-31,9.5,region,north'),
  });
  expect(await query('SELECT metric, value, dimension, member FROM target')).toEqual([
    { metric: 'churnRate', value: '9.5000', dimension: 'REGION', member: 'north' },
  ]);
});

test('facts of nobody stay with nobody', async () => {
  await loadText({
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,revenue,customer_id',
      'g,o,2025-01-01,order,1,',
    ),
    'interactions.csv': lines('interaction_id,occurred_at,kind,opportunity_id,stage', 'i,2025-01-01,stage,deal,won'),
  });
  expect(await query('SELECT customer_no, customer_key FROM fact_transaction')).toEqual([
    { customer_no: 0, customer_key: 0 },
  ]);
  for (const table of ['customer_summary', 'customer_order', 'customer_spell'])
    expect(await query(`SELECT * FROM ${table}`)).toEqual([]);
  expect(await query('SELECT customer_no, opportunity_id FROM opportunity')).toEqual([
    { customer_no: 0, opportunity_id: 'deal' },
  ]);
});

test('facts later than the clock are counted, by file: new, changed and known ones, not those in quarantine', async () => {
  // A load at noon of 1 July in Shanghai, whose day it is.
  const now = () => Temporal.Instant.from('2025-07-01T12:00:00+08:00');
  const header = 'transaction_id,order_id,occurred_at,kind,revenue';
  const path = await loadFolder({
    'transactions.csv': lines(
      header,
      'before,o,2025-07-01T11:59:59.999999,order,1',
      'at,o,2025-07-01T12:00,order,1',
      'after,o,2026-01-01,order,1',
      'after,o,2026-01-01,order,1',
      'bad,o,2026-01-01,order,much',
    ),
    'interactions.csv': lines('interaction_id,occurred_at,kind', 'i,2025-07-01,touch'),
    'spend.csv': lines('spend_id,date,purpose,amount', 'today,2025-07-01,sales,1', 'tomorrow,2025-07-02,sales,1'),
    'targets.csv': lines('metric,from,to,value', 'revenue,2026-01-01,2026-12-31,1'),
  });
  const laterBy = (report: Awaited<ReturnType<typeof load>>) =>
    Object.fromEntries(report.counts.map(({ file, later }) => [file, later]));
  const report = await load(warehouse, { path, now });
  const later = { 'transactions.csv': 2, 'interactions.csv': 0, 'spend.csv': 1, 'targets.csv': 0 };
  expect(laterBy(report)).toEqual(later);
  expect(laterBy(await load(warehouse, { path, now }))).toEqual(later);
  expect(reportText(report).split('\n').slice(-3)).toEqual([
    '1 row is in quarantine: astrolabe rejections --load 1 shows why.',
    'transactions.csv: 2 rows of transactions later than the clock. Answers leave them out until then.',
    'spend.csv: 1 row of spend later than the clock. Answers leave it out until then.',
  ]);
  // What was later when it was loaded is not when the clock has passed it.
  const nextYear = () => Temporal.Instant.from('2026-07-01T00:00:00Z');
  expect(laterBy(await load(warehouse, { path, now: nextYear }))).toEqual({
    ...later,
    'transactions.csv': 0,
    'spend.csv': 0,
  });
});
