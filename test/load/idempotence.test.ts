// The same rows leave the same tables, however they come: again, in another order, in parts, at once, through other
// files. Every load balances, and what was derived step by step is what is derived from scratch.

import { load } from '../../src/load/load';
import { recompute } from '../../src/load/recompute';
import { totalOf } from '../../src/load/report/load-report';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { tableChecksums } from './support/checksum';
import { expectBalance, expectVersionsJoined } from './support/invariants';
import { loadFolder } from './support/load-folder';
import { dealt, filesOf, type Rows, randomRows, randomSource } from './support/random-load';

const open: TestWarehouse[] = [];
const create = async () => {
  const warehouse = await createTestWarehouse({ timeZone: 'Europe/Berlin', lostAfterDays: 120, dormantAfterDays: 48 });
  open.push(warehouse);
  return warehouse;
};
afterEach(async () => {
  for (const warehouse of open.splice(0)) await warehouse.drop();
});

const loadRows = async (warehouse: TestWarehouse, rows: Rows) =>
  load(warehouse, { path: await loadFolder(filesOf(rows)) });

async function checked(warehouse: TestWarehouse) {
  await expectBalance(warehouse);
  await expectVersionsJoined(warehouse);
  return tableChecksums(warehouse.pool);
}

async function checksumsOf(rows: Rows) {
  const warehouse = await create();
  const report = await loadRows(warehouse, rows);
  expect(totalOf(report, 'quarantined')).toBe(0);
  expect(totalOf(report, 'inserted')).toBe(totalOf(report, 'read'));
  return checked(warehouse);
}

/** Rows of a company, of whom one customer is an alias. */
const aliased = (seed: number): Rows => ({
  ...randomRows(seed),
  customer_aliases: [{ alias_id: `c${seed}`, customer_id: 'c0' }],
});

test('different rows leave different checksums in every table they differ in', async () => {
  const [one, other] = [await checksumsOf(aliased(1)), await checksumsOf(aliased(2))];
  for (const table of Object.keys(one)) {
    if (!['dim_channel', 'dim_product', 'dim_agent'].includes(table)) expect(other[table]).not.toEqual(one[table]);
  }
});

test.each([1, 2, 3])('the same load again changes nothing (company %i)', async (seed) => {
  const rows = aliased(seed);
  const warehouse = await create();
  await loadRows(warehouse, rows);
  const before = await checked(warehouse);
  const again = await loadRows(warehouse, rows);
  expect(totalOf(again, 'unchanged')).toBe(totalOf(again, 'read'));
  expect(await checked(warehouse)).toEqual(before);
});

test.each(Array.from({ length: 12 }, (_, seed) => seed))(
  'parts in any order leave what one load leaves (company %i)',
  async (seed) => {
    const rows = randomRows(seed);
    const expected = await checksumsOf(rows);
    const random = randomSource(seed + 1000);
    const warehouse = await create();
    for (const hand of dealt(rows, 2 + random.below(5), random)) await loadRows(warehouse, hand);
    expect(await checked(warehouse)).toEqual(expected);
    await recompute(warehouse);
    expect(await checked(warehouse)).toEqual(expected);
  },
);

test.each([1, 2])('the same load several times at once is the load once (company %i)', async (seed) => {
  const rows = randomRows(seed);
  const expected = await checksumsOf(rows);
  const warehouse = await create();
  const reports = await Promise.all([1, 2, 3].map(() => loadRows(warehouse, rows)));
  expect(await checked(warehouse)).toEqual(expected);
  const inserted = reports.map((report) => totalOf(report, 'inserted')).sort((a, b) => a - b);
  expect(inserted).toEqual([0, 0, totalOf(reports[0]!, 'read')]);
  expect(new Set(reports.map(({ changeId }) => changeId))).toEqual(new Set([1, 2, 3]));
});

test('parts at once leave what one load leaves', async () => {
  const rows = randomRows(5);
  const expected = await checksumsOf(rows);
  const warehouse = await create();
  await Promise.all(dealt(rows, 4, randomSource(5)).map((hand) => loadRows(warehouse, hand)));
  expect(await checked(warehouse)).toEqual(expected);
});

test.each(Array.from({ length: 8 }, (_, seed) => seed))(
  'corrections end where the corrected rows alone would have (company %i)',
  async (seed) => {
    const before = randomRows(seed);
    const after = randomRows(seed + 500);
    // Rows of the second company with keys of the first replace them; its other rows are new.
    const warehouse = await create();
    await loadRows(warehouse, before);
    await loadRows(warehouse, after);
    const keys: Readonly<Record<string, readonly string[]>> = {
      customers: ['customer_id', 'valid_from'],
      channels: ['channel_id'],
      products: ['product_id'],
      agents: ['agent_id'],
      interactions: ['interaction_id'],
      transactions: ['transaction_id'],
      spend: ['spend_id'],
      targets: ['metric', 'from', 'to', 'dimension', 'member'],
    };
    const both = Object.fromEntries(
      Object.entries(before).map(([table, rows]) => {
        const keyOf = (row: Rows[string][number]) => JSON.stringify(keys[table]!.map((name) => row[name]));
        const merged = new Map([...rows, ...after[table]!].map((row) => [keyOf(row), row]));
        return [table, [...merged.values()]];
      }),
    );
    expect(await checked(warehouse)).toEqual(await checksumsOf(both));
  },
);
