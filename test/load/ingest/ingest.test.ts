// Rows one call at a time: what is stored, what is refused with which words, and what a column that is not there means.
import { load } from '../../../src/load/load';
import { expectBalance, expectVersionsJoined } from '../support/invariants';
import { loadFolder } from '../support/load-folder';
import { type Door, openDoor, sale } from './door';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(async () => {
  await expectBalance(door.warehouse);
  await expectVersionsJoined(door.warehouse);
  await door.warehouse.drop();
});

const counts = { inserted: 0, updated: 0, unchanged: 0, quarantined: 0, filtered: 0, deleted: 0, rejections: [] };

test('rows are inserted, replaced and left as they are, by their keys', async () => {
  expect(await door.send('transactions', [sale('t1'), sale('t2')])).toEqual({
    ...counts,
    loadId: 1,
    changeId: 1,
    inserted: 2,
  });
  expect(await door.send('transactions', [sale('t1'), sale('t2', { revenue: '11' }), sale('t3')])).toEqual({
    ...counts,
    loadId: 2,
    changeId: 2,
    inserted: 1,
    updated: 1,
    unchanged: 1,
  });
  expect(
    await door.query('SELECT transaction_id AS id, revenue, load_id, updated_by FROM fact_transaction ORDER BY 1'),
  ).toEqual([
    { id: 't1', revenue: '10.0000', load_id: 1, updated_by: null },
    { id: 't2', revenue: '11.0000', load_id: 1, updated_by: [2] },
    { id: 't3', revenue: '10.0000', load_id: 2, updated_by: null },
  ]);
});

test('a call without rows is a load without rows', async () => {
  expect(await door.send('interactions', [])).toEqual({ ...counts, loadId: 1, changeId: 1 });
});

test('members and customers are inferred, versions placed, and the tables about customers derived', async () => {
  await door.send('transactions', [sale('t1', { customer_id: 'anna', product_id: 'tea', channel_id: 'web' })]);
  await door.send('customers', [
    { customer_id: 'anna', region: 'north' },
    { customer_id: 'anna', region: 'south', valid_from: '2025-02-01', tags: ['vip', 'trade'] },
  ]);
  expect(
    await door.query(
      `SELECT c.region, c.tags, p.product_id, h.channel_id, s.first_order_id, s.change_id FROM fact_transaction AS f JOIN dim_customer AS c USING (customer_no, customer_key)
       JOIN dim_product AS p USING (product_no) JOIN dim_channel AS h USING (channel_no) JOIN customer_summary AS s USING (customer_no)`,
    ),
  ).toEqual([
    {
      region: 'south',
      tags: ['vip', 'trade'],
      product_id: 'tea',
      channel_id: 'web',
      first_order_id: 'order of t1',
      change_id: 2,
    },
  ]);
});

test('an instant without offset is on the clock of the business time zone, as in files', async () => {
  await door.send('transactions', [
    sale('t1', { occurred_at: '2025-07-01T00:30:00' }),
    sale('t2', { occurred_at: '2025-07-01' }),
    sale('t3', { occurred_at: '2025-07-01T00:30:00Z' }),
  ]);
  expect(
    await door.query(
      'SELECT transaction_id AS id, occurred_at AS at, date_key AS day FROM fact_transaction ORDER BY 1',
    ),
  ).toEqual([
    { id: 't1', at: '2025-06-30T22:30:00Z', day: '2025-07-01' },
    { id: 't2', at: '2025-06-30T22:00:00Z', day: '2025-07-01' },
    { id: 't3', at: '2025-07-01T00:30:00Z', day: '2025-07-01' },
  ]);
});

describe('a row that is not valid', () => {
  const wrong = [
    sale('t0', { revenue: 'NaN' }),
    sale('t1', { revenue: '100000000000000' }),
    sale('t2', { revenue: '0.00001' }),
    sale('t3', { occurred_at: '2025-02-30' }),
    sale('t4', { occurred_at: null }),
    { transaction_id: 't5', order_id: 'o', occurred_at: '2025-01-01', kind: 'order' },
    sale('t6', { kind: 'refund', revenue: '5' }),
    sale('t7', { campaign: 'a\0b' }),
    sale('t8', { term_end: '2025-01-01' }),
    sale('t9'),
    sale('t9', { revenue: '12' }),
    sale('', {}),
  ];
  const expected = [
    [0, 'revenue', 'INVALID_NUMBER', 'revenue holds "NaN", which is not a number (such as 1234.50).'],
    [
      1,
      'revenue',
      'INVALID_NUMBER',
      'revenue holds "100000000000000", which is too large: it may have 14 digits before the point.',
    ],
    [2, 'revenue', 'VALUE_TOO_PRECISE', 'revenue holds "0.00001"; 4 decimals are kept, and nothing is rounded.'],
    [
      3,
      'occurred_at',
      'INVALID_TIMESTAMP',
      'occurred_at holds "2025-02-30", which is not a timestamp (such as 2025-03-31T18:20:00+08:00).',
    ],
    [4, 'occurred_at', 'REQUIRED', 'occurred_at is empty; every row needs it.'],
    [5, 'revenue', 'REQUIRED', 'revenue is empty; every row needs it.'],
    [6, 'revenue', 'WRONG_SIGN', 'A refund has no positive revenue; this one has 5.'],
    [7, 'campaign', 'NUL_CHARACTER', 'The row holds a NUL character.'],
    [8, 'term_end', 'TERM_ENDS_EARLY', 'term_end is not after occurred_at.'],
    [9, 'transaction_id', 'DUPLICATE_KEY', 'The key t9 stands in 2 rows of this load, and they differ.'],
    [10, 'transaction_id', 'DUPLICATE_KEY', 'The key t9 stands in 2 rows of this load, and they differ.'],
    [11, 'transaction_id', 'REQUIRED', 'transaction_id is empty; every row needs it.'],
  ];

  test('is rejected with its place, column and reason, and every good row is stored', async () => {
    const { inserted, quarantined, rejections } = await door.send('transactions', [...wrong, sale('good')]);
    expect([inserted, quarantined]).toEqual([1, 12]);
    expect(rejections.map(({ row, column, code, message }) => [row, column, code, message])).toEqual(expected);
    expect(await door.query('SELECT transaction_id FROM fact_transaction')).toEqual([{ transaction_id: 'good' }]);
  });

  test('is rejected with the words that a file of the same rows gets', async () => {
    const rows = wrong.filter((row) => row.campaign === undefined);
    const { rejections } = await door.send('transactions', rows);
    const path = await loadFolder({ 'transactions.ndjson': rows.map((row) => `${JSON.stringify(row)}\n`).join('') });
    await load(door.warehouse, { path });
    const ofFile = await door.query(
      'SELECT line - 1 AS row, column_name AS column, code, message FROM load_rejection WHERE load_id = 2 ORDER BY line',
    );
    expect(rejections).toEqual(ofFile);
  });

  test('is in quarantine with its text as a line of the load format', async () => {
    await door.send('transactions', [sale('good'), sale('t0', { revenue: 'x' }), sale('t1', { kind: 'refund' })]);
    expect(await door.query('SELECT file, line, target_table, raw FROM load_rejection ORDER BY line')).toEqual([
      {
        file: 'ingest transactions',
        line: 2,
        target_table: 'transactions',
        raw: JSON.stringify(sale('t0', { revenue: 'x' })),
      },
      {
        file: 'ingest transactions',
        line: 3,
        target_table: 'transactions',
        raw: JSON.stringify(sale('t1', { kind: 'refund' })),
      },
    ]);
  });
});

describe('a column that a row does not name', () => {
  const stored = () =>
    door.query('SELECT transaction_id AS id, cost, campaign FROM fact_transaction ORDER BY transaction_id');

  test('leaves what is stored as it is; null and an empty text empty it; each row by itself', async () => {
    const full = { cost: '4', campaign: 'spring' };
    await door.send(
      'transactions',
      ['t1', 't2', 't3', 't4'].map((id) => sale(id, full)),
    );
    const { updated, unchanged } = await door.send('transactions', [
      sale('t1'),
      sale('t2', { cost: null }),
      sale('t3', { campaign: '' }),
      sale('t4', { cost: '5', campaign: 'autumn' }),
    ]);
    expect([updated, unchanged]).toEqual([3, 1]);
    expect(await stored()).toEqual([
      { id: 't1', cost: '4.0000', campaign: 'spring' },
      { id: 't2', cost: null, campaign: 'spring' },
      { id: 't3', cost: '4.0000', campaign: null },
      { id: 't4', cost: '5.0000', campaign: 'autumn' },
    ]);
    expect(await door.query('SELECT read, updated, unchanged FROM load_count WHERE load_id = 2')).toEqual([
      { read: 4, updated: 3, unchanged: 1 },
    ]);
  });

  test('of a row judged as a whole has its stored value', async () => {
    const term = { term_end: '2025-06-01' };
    await door.send('transactions', [sale('t1', term)]);
    const { rejections } = await door.send('transactions', [sale('t1', { occurred_at: '2025-07-01' })]);
    expect(rejections.map(({ column, code }) => [column, code])).toEqual([['term_end', 'TERM_ENDS_EARLY']]);
  });

  test('is none where two rows of one key differ in what both name', async () => {
    const { inserted, updated, quarantined } = await door.send('transactions', [
      sale('t1', { cost: '1' }),
      sale('t1', { campaign: 'spring' }),
      sale('t2'),
    ]);
    expect([inserted, updated, quarantined]).toEqual([2, 1, 0]);
    expect(await stored()).toEqual([
      { id: 't1', cost: '1.0000', campaign: 'spring' },
      { id: 't2', cost: null, campaign: null },
    ]);
  });
});

test('10,000 rows are a call, 10,001 are refused with nothing stored', async () => {
  const rows = Array.from({ length: 10_001 }, (_, index) => sale(`t${index}`));
  await expect(door.send('transactions', rows)).rejects.toMatchObject({
    code: 'TOO_MANY_ROWS',
    message:
      'The argument rows has 10001 rows, more than the limit of 10000. Nothing was stored. Send them in several calls, or load them from a file.',
  });
  await expect(
    door.remove(
      'transactions',
      rows.map(({ transaction_id }) => String(transaction_id)),
    ),
  ).rejects.toMatchObject({
    code: 'TOO_MANY_ROWS',
    argument: 'ids',
  });
  expect(await door.query('SELECT FROM load')).toEqual([]);
  expect((await door.send('transactions', rows.slice(1))).inserted).toBe(10_000);
});

test('a warehouse that holds the simulated company takes no rows', async () => {
  const path = await loadFolder({ 'channels.csv': 'channel_id\nweb\n' });
  await load(door.warehouse, { path, kind: 'sample' });
  await expect(door.send('transactions', [sale('t1')])).rejects.toMatchObject({ code: 'HOLDS_SAMPLE' });
  expect(await door.query('SELECT kind FROM load')).toEqual([{ kind: 'sample' }]);
});
