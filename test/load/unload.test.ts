// A load that is taken back leaves what was there before it; what others rest on stays.
import { UserError } from '../../src/errors';
import { load } from '../../src/load/load';
import { unload } from '../../src/load/unload';
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
  const report = await unload(warehouse, loadId, (plan) => {
    announced = plan;
  });
  expect(announced).toMatchObject({ loadId, inserted: [{ table: 'dim_product', rows: 1 }], updated: 1 });
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
