// A load that is taken back leaves what was there before it; what others rest on stays.
import { UserError } from '../../src/errors';
import { load } from '../../src/load/load';
import { setTarget } from '../../src/load/set-target';
import { type UnloadPlan, unload } from '../../src/load/unload';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { tableChecksums } from './support/checksum';
import { expectBalance, expectVersionsJoined } from './support/invariants';
import { loadFolder } from './support/load-folder';
import { dealt, filesOf, type Rows, randomRows, randomSource } from './support/random-load';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Europe/Berlin' });
});
afterEach(() => warehouse.drop());

const loadRows = async (rows: Rows, options = {}) =>
  load(warehouse, { path: await loadFolder(filesOf(rows)), ...options });
async function checksums() {
  await expectBalance(warehouse);
  await expectVersionsJoined(warehouse);
  return tableChecksums(warehouse.pool);
}
const query = async (sql: string) => (await warehouse.pool.query(sql)).rows;

test.each([0, 1, 2, 3, 4, 5])(
  'unloading what only inserted restores the tables of before (company %i)',
  async (seed) => {
    const random = randomSource(seed);
    const empty = await checksums();
    const states = [empty];
    const loads: number[] = [];
    for (const hand of dealt(randomRows(seed), 3, random)) {
      loads.push((await loadRows(hand)).loadId);
      states.push(await checksums());
    }
    while (loads.length > 0) {
      expect(await checksums()).toEqual(states.pop());
      await unload(warehouse, loads.pop()!);
    }
    expect(await checksums()).toEqual(empty);
  },
);

test.each([6, 7, 8, 9])(
  'unloading from the middle leaves what the other loads alone would have (company %i)',
  async (seed) => {
    const random = randomSource(seed);
    const [one, two, three] = dealt(randomRows(seed), 3, random);
    await loadRows(one!);
    const { loadId } = await loadRows(two!);
    await loadRows(three!);
    await unload(warehouse, loadId);
    const left = await checksums();
    const other = await createTestWarehouse({ timeZone: 'Europe/Berlin' });
    for (const rows of [one!, three!]) await load(other, { path: await loadFolder(filesOf(rows)) });
    expect(left).toEqual(await tableChecksums(other.pool));
    await other.drop();
  },
);

test('a load that was taken back can be loaded again', async () => {
  const rows = randomRows(3);
  const first = await loadRows(rows);
  const before = await checksums();
  await unload(warehouse, first.loadId);
  await loadRows(rows);
  expect(await checksums()).toEqual(before);
});

test('what was updated is counted, and not reverted', async () => {
  const product = (name: string) => ({ products: [{ product_id: 'tea', name }] });
  await loadRows(product('Tea'));
  const { loadId } = await loadRows({
    products: [
      { product_id: 'tea', name: 'Green tea' },
      { product_id: 'pot', name: 'Pot' },
    ],
  });
  let announced: unknown;
  const report = await unload(warehouse, loadId, async (plan) => {
    announced = plan;
    return true;
  });
  expect(announced).toMatchObject({
    loadId,
    goes: [{ table: 'dim_product', rows: 1 }],
    stays: [],
    updated: [{ table: 'dim_product', rows: 1 }],
    repeated: [],
  });
  expect(report).toMatchObject({ unloadId: 3, changeId: 3 });
  expect(await query('SELECT product_id, name FROM dim_product WHERE product_no <> 0')).toEqual([
    { product_id: 'tea', name: 'Green tea' },
  ]);
  expect(await query('SELECT load_id, kind, unloaded_by FROM load ORDER BY 1')).toEqual([
    { load_id: 1, kind: 'load', unloaded_by: null },
    { load_id: 2, kind: 'load', unloaded_by: 3 },
    { load_id: 3, kind: 'unload', unloaded_by: null },
  ]);
});

describe('a row that a later load updated stays, whole, as that load left it', () => {
  const texts = (files: Readonly<Record<string, readonly string[]>>) =>
    loadFolder(Object.fromEntries(Object.entries(files).map(([name, rows]) => [name, `${rows.join('\n')}\n`])));
  const loadText = async (files: Readonly<Record<string, readonly string[]>>) =>
    (await load(warehouse, { path: await texts(files) })).loadId;
  const header = 'transaction_id,order_id,occurred_at,kind,revenue,customer_id';
  const revenues = () =>
    query('SELECT transaction_id AS id, revenue::float8 FROM fact_transaction ORDER BY transaction_id');
  const plan = async (loadId: number) => {
    let told: UnloadPlan | undefined;
    await unload(warehouse, loadId, async (each) => {
      told = each;
      return false;
    });
    return told!;
  };

  test('facts, customers with columns the later load lacks, members and targets', async () => {
    const first = await loadText({
      'customers.csv': ['customer_id,region,tags', 'a,West,vip', 'b,East,', 'd,North,vip;new'],
      'products.csv': ['product_id,name,category', 'pot,Pot,ware', 'tea,Tea,drinks'],
      'transactions.csv': [header, '1,1,2026-05-01,order,1,a', '2,2,2026-05-01,order,2,b', '4,4,2026-05-01,order,8,d'],
      'targets.csv': ['metric,from,to,value', 'revenue,2026-01-01,2026-01-31,5', 'revenue,2026-02-01,2026-02-28,6'],
    });
    const later = await loadText({
      'customers.csv': ['customer_id,region', 'd,South'],
      'products.csv': ['product_id,name', 'tea,Green tea'],
      'transactions.csv': [header, '4,4,2026-05-01,order,80,d'],
      'targets.csv': ['metric,from,to,value', 'revenue,2026-02-01,2026-02-28,60'],
    });
    const again = await loadText({
      'transactions.csv': [header, '1,1,2026-05-01,order,1,a', '4,4,2026-05-01,order,80,d'],
    });
    const each = (rows: number) => [
      { table: 'dim_product', rows },
      { table: 'dim_customer', rows },
      { table: 'fact_transaction', rows },
      { table: 'target', rows },
    ];
    expect(await plan(first)).toMatchObject({
      goes: [
        { table: 'dim_product', rows: 1 },
        { table: 'dim_customer', rows: 2 },
        { table: 'fact_transaction', rows: 2 },
        { table: 'target', rows: 1 },
      ],
      stays: each(1),
      updated: [],
      // Both rows are the first load's; one of them is the later load's too.
      repeated: [{ loadId: again, rows: 2 }],
    });
    expect(await plan(later)).toMatchObject({
      goes: [],
      stays: [],
      updated: each(1),
      repeated: [{ loadId: again, rows: 1 }],
    });
    await unload(warehouse, first);
    await expectVersionsJoined(warehouse);
    expect(await revenues()).toEqual([{ id: '4', revenue: 80 }]);
    expect(await query('SELECT customer_id, region, tags FROM dim_customer WHERE customer_no <> 0')).toEqual([
      { customer_id: 'd', region: 'South', tags: ['vip', 'new'] },
    ]);
    expect(await query('SELECT customer_id FROM customer_summary')).toEqual([{ customer_id: 'd' }]);
    expect(await query('SELECT name, category FROM dim_product WHERE product_no <> 0')).toEqual([
      { name: 'Green tea', category: 'drinks' },
    ]);
    expect(await query('SELECT from_date, value::float8 FROM target')).toEqual([
      { from_date: '2026-02-01', value: 60 },
    ]);
    // They are the later load's now, and go with it.
    expect(await plan(later)).toMatchObject({ goes: each(1), stays: [], repeated: [{ loadId: again, rows: 1 }] });
    await unload(warehouse, later);
    expect(await revenues()).toEqual([]);
    expect(await query('SELECT FROM dim_customer WHERE customer_no <> 0')).toEqual([]);
    expect(await query('SELECT FROM dim_product WHERE product_no <> 0')).toEqual([]);
    expect(await query('SELECT FROM target')).toEqual([]);
  });

  const row = (revenue: number) => loadText({ 'transactions.csv': [header, `1,1,2026-05-01,order,${revenue},a`] });

  test.each<[string, readonly number[], readonly number[], number | undefined]>([
    // [what, revenue by load, loads taken back, the revenue that stays]
    ['the one that inserted', [1, 2, 2], [1], 2],
    ['the one that updated: nothing is reverted', [1, 2, 2], [2], 2],
    ['both, the one that inserted first', [1, 2, 2], [1, 2], undefined],
    ['both, the one that updated first', [1, 2, 2], [2, 1], undefined],
    ['the one that sent it again', [1, 1], [2], 1],
    ['the one that inserted, sent again unchanged', [1, 1], [1], undefined],
    ['the last of two that updated, then the one that inserted', [1, 2, 3], [3, 1], 3],
    ['all but the first that updated', [1, 2, 3], [1, 3], 3],
    ['one that updated, was updated, and came again', [1, 2, 1], [1, 3], 1],
    ['all of them', [1, 2, 3], [2, 3, 1], undefined],
  ])('taking back %s', async (_, revenueByLoad, takenBack, left) => {
    for (const revenue of revenueByLoad) await row(revenue);
    for (const loadId of takenBack) await unload(warehouse, loadId);
    expect(await revenues()).toEqual(left === undefined ? [] : [{ id: '1', revenue: left }]);
  });

  test('a row in two files of one load is given once', async () => {
    const both = await loadText({
      'products.csv': ['product_id,name', 'tea,Tea'],
      'products.ndjson': ['{"product_id":"tea","category":"drinks"}'],
    });
    await unload(warehouse, both);
    expect(await query('SELECT FROM dim_product WHERE product_no <> 0')).toEqual([]);
  });

  test('a target that was set anew is of both, and of neither when both are gone', async () => {
    const target = { metric: 'REVENUE', from: '2026-01-01', to: '2026-01-31' };
    const first = await loadText({ 'targets.csv': ['metric,from,to,value', 'revenue,2026-01-01,2026-01-31,5'] });
    await setTarget(warehouse, { ...target, value: '7' });
    await unload(warehouse, first);
    expect(await query('SELECT value::float8, load_id, updated_by FROM target')).toEqual([
      { value: 7, load_id: 2, updated_by: null },
    ]);
    await unload(warehouse, 2);
    expect(await query('SELECT FROM target')).toEqual([]);
  });

  test('who does not agree changes nothing, and is asked again when the data moved on meanwhile', async () => {
    const first = await row(1);
    expect(await unload(warehouse, first, async () => false)).toBeNull();
    expect(await revenues()).toEqual([{ id: '1', revenue: 1 }]);
    const asked: number[] = [];
    const report = await unload(warehouse, first, async ({ goes }) => {
      asked.push(goes.length);
      if (asked.length === 1) await row(2);
      return true;
    });
    // The row; then nothing that is its alone.
    expect(asked).toEqual([1, 0]);
    expect(report).toMatchObject({ goes: [], stays: [{ table: 'fact_transaction', rows: 1 }], unloadId: 3 });
    expect(await revenues()).toEqual([{ id: '1', revenue: 2 }]);
  });
});

test('only a load that stands is taken back', async () => {
  const { loadId } = await loadRows(randomRows(1));
  await unload(warehouse, loadId);
  for (const [id, code] of [
    [loadId, 'NOT_UNLOADABLE'],
    [loadId + 1, 'NOT_UNLOADABLE'],
    [99, 'UNKNOWN_LOAD'],
  ] as const) {
    const error = await unload(warehouse, id).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).code).toBe(code);
  }
});

test('the simulated company is not mixed with real data, and goes when it is to be replaced', async () => {
  const real = randomRows(21);
  await loadRows(randomRows(20), { kind: 'sample' });
  await loadRows(randomRows(22), { kind: 'sample' });
  const before = await checksums();
  const refused = await loadRows(real).catch((thrown: unknown) => thrown);
  expect(refused).toBeInstanceOf(UserError);
  expect((refused as UserError).code).toBe('HOLDS_SAMPLE');
  expect(await checksums()).toEqual(before);
  const report = await loadRows(real, { replaceSample: true });
  expect(report.replaced).toEqual([2, 1]);
  const after = await checksums();
  const clean = await createTestWarehouse({ timeZone: 'Europe/Berlin' });
  await load(clean, { path: await loadFolder(filesOf(real)) });
  expect(after).toEqual(await tableChecksums(clean.pool));
  await clean.drop();
  await loadRows(real);
});
