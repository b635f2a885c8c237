// What a person is given: everything that is kept of it, under whatever id, and nothing of anybody else.
import { eraseCustomer } from '../../src/load/erase-customer';
import { exportCustomer, tablesAboutCustomer } from '../../src/load/export-customer';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { loadCompany, person } from './erasure/erased-company';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Europe/Berlin', lostAfterDays: 60, dormantAfterDays: 30 });
  await loadCompany(warehouse);
});
afterEach(() => warehouse.drop());

test.each([person.id, person.alias])('everything of the person, asked for as %s', async (id) => {
  const text = await exportCustomer(warehouse, id);
  const kept = JSON.parse(text);
  const keys = (part: string, ...names: string[]) =>
    kept[part].map((row: Record<string, unknown>) => names.map((name) => row[name]).join(' '));
  expect(kept.ids).toEqual([person.id, person.alias, person.silent]);
  expect(keys('versions', 'name', 'region')).toEqual(['Quenby Vantongeren North', 'Q. Vantongeren-Oyelaran South']);
  expect(keys('versions_of_aliases', 'customer_id', 'name')).toEqual([
    `${person.alias} Quenby V.`,
    `${person.silent} Quenby V.`,
  ]);
  expect(keys('aliases', 'alias_id', 'customer_id')).toEqual([
    `${person.alias} ${person.id}`,
    `${person.silent} ${person.id}`,
  ]);
  expect(keys('transactions', 'transaction_id', 'revenue', 'product_id', 'channel_id')).toEqual([
    't2 40 lamp web',
    't3 60 desk shop',
    't4 7 lamp shop',
  ]);
  expect(keys('interactions', 'interaction_id', 'kind')).toEqual([
    'i1 lead',
    'i2 stage',
    'i3 stage',
    'i4 survey',
    'i5 complaint',
  ]);
  // As the warehouse has it, digit by digit.
  expect(text).toContain('"revenue": 40.0000');
  expect(keys('customer_order', 'order_id')).toEqual(expect.arrayContaining(['o2', 'o3', 'o4']));
  expect(kept.customer_order).toHaveLength(3);
  expect(keys('customer_summary', 'customer_id', 'churn_reason')).toEqual([`${person.id} moved`]);
  expect(keys('opportunity', 'opportunity_id')).toEqual(['deal-1', 'deal-1']);
  expect(keys('targets', 'member', 'value')).toEqual([`${person.id} 50`]);
  expect(keys('segments', 'name')).toEqual(['watched']);
  expect(keys('quarantine', 'line')).toEqual(['8', '9']);
  expect(kept.recommended_customers).toBe(1);
  for (const other of ['Cleo', 'dora@ash', 't5']) expect(text).not.toContain(other);
});

test('nobody and the erased are errors', async () => {
  await expect(exportCustomer(warehouse, 'nobody')).rejects.toMatchObject({ code: 'UNKNOWN_CUSTOMER' });
  await eraseCustomer(warehouse, person.id);
  await expect(exportCustomer(warehouse, person.alias)).rejects.toMatchObject({ code: 'CUSTOMER_ERASED' });
});

test('no table with rows of a customer is left out', async () => {
  const { rows } = await warehouse.pool.query(
    `SELECT DISTINCT relname AS name FROM pg_attribute JOIN pg_class AS t ON t.oid = attrelid
     WHERE attname = 'customer_no' AND relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(
    [
      ...tablesAboutCustomer,
      // Under other names in the document; and the marks of the erased, of whom there is nothing to give.
      ...['dim_customer', 'merged_customer', 'fact_interaction', 'fact_transaction', 'erased_customer'],
    ].sort(),
  );
});
