// Terms with the purchase that renewed them, and the price tiers a customer reached: derived by the load, kept when rows
// and products change, and the same when a warehouse in use is migrated to them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PriceTiersAndTerms1763800000000 } from '../../migrations/1763800000000-price-tiers-and-terms';
import { load } from '../../src/load/load';
import { unload } from '../../src/load/unload';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { undoFrom } from '../support/undo-migrations';
import { tableChecksums } from './support/checksum';
import { loadFolder } from './support/load-folder';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'America/New_York' });
});
afterEach(() => warehouse.drop());

const lines = (...text: string[]) => `${text.join('\n')}\n`;
const loadText = async (files: Readonly<Record<string, string>>) => load(warehouse, { path: await loadFolder(files) });
const query = async (sql: string) => (await warehouse.pool.query(sql)).rows;

const purchases = (...rows: readonly string[]) => ({
  'transactions.csv': lines(
    'transaction_id,order_id,occurred_at,kind,revenue,customer_id,product_id,term_end',
    ...rows,
  ),
});
const renewals = async () =>
  (await query('SELECT transaction_id, renewed_at FROM customer_term ORDER BY 1')).map(
    ({ transaction_id, renewed_at }) => [transaction_id, renewed_at],
  );
const tiers = () =>
  query(
    'SELECT category, price_tier AS tier, first_reached_at AS reached, first_tiered_at AS tiered FROM customer_price_tier ORDER BY 1, 2',
  );

describe('a term', () => {
  // The clocks of New York change on 9 March 2025; 60 days are 60 times 24 hours all the same.
  const term = 't1,o1,2024-06-01T00:00Z,order,1,anna,,2025-04-01T00:00Z';

  test.each([
    ['a renewal 60 days before its end', 'r,o2,2025-01-31T00:00Z,renewal,1,anna,,', '2025-01-31T00:00:00Z'],
    ['a renewal 30 days after it', 'r,o2,2025-05-01T00:00Z,renewal,1,anna,,', '2025-05-01T00:00:00Z'],
    ['an order with a term of its own', 'r,o2,2025-04-02T00:00Z,order,1,anna,,2026-04-01', '2025-04-02T00:00:00Z'],
    ['no renewal earlier than that', 'r,o2,2025-01-30T23:59:59.999999Z,renewal,1,anna,,', null],
    ['no renewal later than that', 'r,o2,2025-05-01T00:00:00.000001Z,renewal,1,anna,,', null],
    ['no order without a term', 'r,o2,2025-04-02T00:00Z,order,1,anna,,', null],
    ['no line of its own order', 'r,o1,2025-04-02T00:00Z,renewal,1,anna,,', null],
    ['nobody else', 'r,o2,2025-04-02T00:00Z,renewal,1,bo,,', null],
    ['no refund', 'r,o2,2025-04-02T00:00Z,refund,-1,anna,,', null],
  ])('is renewed by %s', async (_, row, expected) => {
    await loadText(purchases(term, row));
    expect(await renewals()).toContainEqual(['t1', expected]);
  });

  test('is not renewed by what was bought with it or before it', async () => {
    const short = (id: string, at: string) => `${id},${id},${at},order,1,anna,,2025-03-20T00:00Z`;
    await loadText(
      purchases(short('a', '2025-03-10T00:00Z'), short('b', '2025-03-10T00:00Z'), short('c', '2025-03-11T00:00Z')),
    );
    expect(await renewals()).toEqual([
      ['a', '2025-03-11T00:00:00Z'],
      ['b', '2025-03-11T00:00:00Z'],
      ['c', null],
    ]);
  });

  test('is renewed by the earliest of several, and loses it when that load is taken back', async () => {
    await loadText(purchases(term));
    const late = await loadText(purchases('r1,o2,2025-04-10T00:00Z,renewal,1,anna,,'));
    expect(await renewals()).toEqual([['t1', '2025-04-10T00:00:00Z']]);
    const early = await loadText(purchases('r2,o3,2025-04-05T00:00Z,renewal,1,anna,,'));
    expect(await renewals()).toEqual([['t1', '2025-04-05T00:00:00Z']]);
    await unload(warehouse, early.loadId);
    expect(await renewals()).toEqual([['t1', '2025-04-10T00:00:00Z']]);
    await unload(warehouse, late.loadId);
    expect(await renewals()).toEqual([['t1', null]]);
  });

  test('of nobody is no row', async () => {
    await loadText(purchases('t1,o1,2025-01-01,order,1,,,2026-01-01'));
    expect(await renewals()).toEqual([]);
  });
});

describe('a price tier', () => {
  const products = (...rows: readonly string[]) => ({
    'products.csv': lines('product_id,category,price_tier', ...rows),
  });
  const shelf = products('small,tea,1', 'middle,tea,2', 'large,tea,3', 'plain,tea,', 'cup,,2');

  test('is reached by the first purchase at it or above', async () => {
    await loadText({
      ...shelf,
      ...purchases(
        'a,a,2025-01-01T00:00Z,order,1,anna,plain,',
        'b,b,2025-01-02T00:00Z,order,1,anna,middle,',
        'c,c,2025-01-03T00:00Z,order,1,anna,small,',
        'd,d,2025-01-04T00:00Z,renewal,1,anna,large,',
        'e,e,2025-01-01T00:00Z,order,1,anna,cup,',
        'f,f,2025-01-01T00:00Z,refund,-1,anna,large,',
        'g,g,2025-01-01T00:00Z,order,1,,large,',
      ),
    });
    const tiered = '2025-01-02T00:00:00Z';
    expect(await tiers()).toEqual([
      { category: 'tea', tier: 1, reached: '2025-01-02T00:00:00Z', tiered },
      { category: 'tea', tier: 2, reached: '2025-01-02T00:00:00Z', tiered },
      { category: 'tea', tier: 3, reached: '2025-01-04T00:00:00Z', tiered },
    ]);
  });

  test('follows the product to another tier, and goes with it', async () => {
    await loadText(purchases('a,a,2025-01-01T00:00Z,order,1,anna,small,'));
    expect(await tiers()).toEqual([]);
    const at = '2025-01-01T00:00:00Z';
    const described = await loadText(products('small,tea,1'));
    expect(await tiers()).toEqual([{ category: 'tea', tier: 1, reached: at, tiered: at }]);
    const moved = await loadText({ 'products.csv': lines('product_id,price_tier', 'small,4') });
    expect(await tiers()).toEqual([{ category: 'tea', tier: 4, reached: at, tiered: at }]);
    // The later load updated the product: it stays until that one goes too.
    await unload(warehouse, described.loadId);
    expect(await tiers()).toEqual([{ category: 'tea', tier: 4, reached: at, tiered: at }]);
    await unload(warehouse, moved.loadId);
    expect(await tiers()).toEqual([]);
  });
});

/** A file of the fixture company without its last columns. */
const shortened = async (file: string, lost: number): Promise<string> =>
  (await readFile(join('test/support/company', file), 'utf8'))
    .split('\n')
    .map((line) => line.split(',').slice(0, -lost).join(','))
    .join('\n');

test('a warehouse in use is migrated to what a load would have derived', async () => {
  // Amounts and products of stages are in no warehouse of before: they go with the columns that are taken back.
  const whole = ['customers', 'channels', 'products', 'agents', 'transactions', 'spend', 'targets'];
  const files = await Promise.all(
    whole.map(async (name) => [`${name}.csv`, await readFile(`test/support/company/${name}.csv`, 'utf8')] as const),
  );
  const interactions = await shortened('interactions.csv', 2);
  await loadText({ ...Object.fromEntries(files), 'interactions.csv': interactions });
  expect(await query('SELECT DISTINCT is_open FROM opportunity ORDER BY 1')).toHaveLength(2);
  const derived = await tableChecksums(warehouse.pool);
  expect(derived.customer_term).not.toMatch(/^0 /);
  expect(derived.customer_price_tier).not.toMatch(/^0 /);
  await undoFrom(warehouse.dataSource, PriceTiersAndTerms1763800000000);
  await warehouse.dataSource.runMigrations({ transaction: 'all' });
  expect(await tableChecksums(warehouse.pool)).toEqual(derived);
});
