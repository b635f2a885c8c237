// Customers keep their history: versions in any order of arrival, facts with the version of their time, columns carried
// on from version to version.

import { load } from '../../../src/load/load';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { tableChecksums } from '../support/checksum';
import { expectBalance, expectVersionsJoined } from '../support/invariants';
import { loadFolder } from '../support/load-folder';

const open: TestWarehouse[] = [];
afterEach(async () => {
  for (const warehouse of open.splice(0)) {
    await expectBalance(warehouse);
    await expectVersionsJoined(warehouse);
    await warehouse.drop();
  }
});

const lines = (...text: string[]) => `${text.join('\n')}\n`;
type Files = Readonly<Record<string, string>>;

async function loaded(...loads: readonly Files[]): Promise<TestWarehouse> {
  const warehouse = await createTestWarehouse({ timeZone: 'UTC' });
  open.push(warehouse);
  for (const files of loads) await load(warehouse, { path: await loadFolder(files) });
  return warehouse;
}

const permutations = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

const header = 'customer_id,region,first_contact_at,churned_at,churn_reason,valid_from';
const first: Files = { 'customers.csv': lines(header, 'anna,north,2023-05-01,2024-01-01,price,') };
const second: Files = { 'customers.csv': lines(header, 'anna,south,,,,2024-03-01') };
const third: Files = { 'customers.csv': lines(header, 'anna,east,2023-06-01,,moved,2024-06-01') };
const facts: Files = {
  'transactions.csv': lines(
    'transaction_id,order_id,occurred_at,kind,revenue,customer_id',
    't1,o1,2024-02-29T23:59:59.999999Z,order,1,anna',
    't2,o2,2024-03-01,order,1,anna',
    't3,o3,2024-06-01,order,1,anna',
    't4,o4,2020-01-01,order,1,anna',
  ),
};

const regions = async ({ pool }: TestWarehouse) =>
  (
    await pool.query<{ id: string; region: string | null }>(
      `SELECT transaction_id AS id, region FROM fact_transaction JOIN dim_customer USING (customer_no, customer_key) ORDER BY 1`,
    )
  ).rows.map(({ region }) => region);

test('versions and facts may come in any order', async () => {
  const results = [];
  for (const order of permutations([first, second, third, facts])) results.push(await loaded(...order));
  const expected = await tableChecksums(results[0]!.pool);
  for (const warehouse of results) {
    expect(await tableChecksums(warehouse.pool)).toEqual(expected);
    expect(await regions(warehouse)).toEqual(['north', 'south', 'east', 'north']);
  }
});

test('a late version takes the facts it covers from the one before', async () => {
  expect(await regions(await loaded(first, facts))).toEqual(['north', 'north', 'north', 'north']);
  expect(await regions(await loaded(first, facts, third))).toEqual(['north', 'north', 'east', 'north']);
  expect(await regions(await loaded(first, facts, third, second))).toEqual(['north', 'south', 'east', 'north']);
});

test('before the first version the first version holds, also where it states its beginning', async () => {
  expect(await regions(await loaded(facts, third))).toEqual(['east', 'east', 'east', 'east']);
  const { pool } = await loaded(third);
  expect(
    (
      await pool.query(
        `SELECT valid_from, effective_from, valid_to, is_current FROM dim_customer WHERE customer_no = 1`,
      )
    ).rows,
  ).toEqual([
    { valid_from: '2024-06-01T00:00:00Z', effective_from: '-infinity', valid_to: 'infinity', is_current: true },
  ]);
});

test('a fact that moves in time moves to the version of its new time', async () => {
  const moved: Files = {
    'transactions.csv': lines('transaction_id,order_id,occurred_at,kind,revenue', 't1,o1,2024-07-01,order,1'),
  };
  expect(await regions(await loaded(first, second, third, facts, moved))).toEqual(['east', 'south', 'east', 'north']);
});

test('of what is not versioned the row with the greatest valid_from that has it counts', async () => {
  const { pool } = await loaded(third, first, second);
  expect((await pool.query('SELECT first_contact_at, churned_at, churn_reason FROM customer_summary')).rows).toEqual([
    { first_contact_at: '2023-06-01T00:00:00Z', churned_at: '2024-01-01T00:00:00Z', churn_reason: 'moved' },
  ]);
});

describe('a version whose file lacks a column', () => {
  const whole: Files = { 'customers.csv': lines('customer_id,name,region,tags', 'anna,Anna,north,vip') };
  const moves: Files = { 'customers.csv': lines('customer_id,region,valid_from', 'anna,south,2024-03-01') };
  const renamed: Files = { 'customers.csv': lines('customer_id,name,tags,valid_from', 'anna,Anna B.,,2024-06-01') };
  const history = async ({ pool }: TestWarehouse) =>
    (await pool.query('SELECT name, region, tags FROM dim_customer WHERE customer_no = 1 ORDER BY valid_from')).rows;

  test('has the value of the version before, in whichever order they come', async () => {
    const results = [];
    for (const order of permutations([whole, moves, renamed])) results.push(await loaded(...order));
    const expected = await tableChecksums(results[0]!.pool);
    for (const warehouse of results) {
      expect(await history(warehouse)).toEqual([
        { name: 'Anna', region: 'north', tags: ['vip'] },
        { name: 'Anna', region: 'south', tags: ['vip'] },
        { name: 'Anna B.', region: 'south', tags: [] },
      ]);
      expect(await tableChecksums(warehouse.pool)).toEqual(expected);
    }
  });

  test('follows a correction of that version', async () => {
    const corrected: Files = { 'customers.csv': lines('customer_id,name', 'anna,Hanna') };
    const warehouse = await loaded(whole, moves, corrected);
    expect((await history(warehouse)).map(({ name }) => name)).toEqual(['Hanna', 'Hanna']);
  });

  test('keeps a value that is given later, even one that is the same', async () => {
    const given: Files = { 'customers.csv': lines('customer_id,name,valid_from', 'anna,Anna,2024-03-01') };
    const corrected: Files = { 'customers.csv': lines('customer_id,name', 'anna,Hanna') };
    const warehouse = await loaded(whole, moves, given, corrected);
    expect((await history(warehouse)).map(({ name }) => name)).toEqual(['Hanna', 'Anna']);
  });
});
