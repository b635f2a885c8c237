// An empty warehouse gets the simulated company, once; every row of it is good.
import { existsSync } from 'node:fs';
import { ensureSample, sampleUntil } from '../../src/sample/ensure-sample';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

const asOf = '2025-06-30T12:00:00Z';
let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await createTestWarehouse({ asOf });
});
afterAll(() => warehouse.drop());

const count = async (sql: string) =>
  Number((await warehouse.pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`)).rows[0]!.n);

test('the company is loaded whole, said to be simulated, and leaves no folder behind', async () => {
  const said: string[] = [];
  const summary = await ensureSample(warehouse, { asOf }, (line) => said.push(line));
  expect([summary!.from, summary!.until]).toEqual(['2022-07-01', '2025-06-30']);
  expect(said[0]).toContain('simulated company of 2000 customers; nobody in it is real');
  expect(said.at(-1)).toContain(`${summary!.rows.transactions} transactions`);
  expect(existsSync(summary!.out)).toBe(false);

  expect(await count('load_rejection')).toBe(0);
  expect(await count(`load WHERE kind = 'sample'`)).toBe(1);
  expect(await count('fact_transaction')).toBe(summary!.rows.transactions);
  expect(await count('fact_interaction')).toBe(summary!.rows.interactions);
  expect(await count('fact_spend')).toBe(summary!.rows.spend);
  expect(await count('target')).toBe(summary!.rows.targets);
  expect(await count('dim_customer WHERE customer_no > 0')).toBe(summary!.rows.customers);
  for (const table of ['dim_customer', 'dim_channel', 'dim_product', 'dim_agent'])
    expect(await count(`${table} WHERE inferred`)).toBe(0);
});

test('a warehouse into which something was loaded is left alone', async () => {
  const said: string[] = [];
  expect(await ensureSample(warehouse, { asOf }, (line) => said.push(line))).toBeNull();
  expect(said).toEqual([]);
  expect(await count('load')).toBe(1);
});

test('of two that start at once on an empty warehouse, one loads', async () => {
  const other = await createTestWarehouse({ asOf });
  try {
    const summaries = await Promise.all([1, 2].map(() => ensureSample(other, { asOf }, () => undefined)));
    expect(summaries.filter((summary) => summary === null)).toHaveLength(1);
    expect((await other.pool.query('SELECT FROM load')).rowCount).toBe(1);
  } finally {
    await other.drop();
  }
});

test('the history ends with the day of now in the business zone', () => {
  expect(sampleUntil('2025-06-30T20:00:00Z', 'UTC')).toBe('2025-06-30');
  expect(sampleUntil('2025-06-30T20:00:00Z', 'Asia/Shanghai')).toBe('2025-07-01');
  expect(sampleUntil(null, 'UTC')).toMatch(/^20\d\d-\d\d-\d\d$/);
});
