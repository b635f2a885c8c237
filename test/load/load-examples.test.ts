// The examples of docs/load-format.md are a load: every row of them is taken, and means what the page says.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { foreignExample, loadExamples } from '../../src/load/format/load-examples';
import { load } from '../../src/load/load';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { expectBalance } from './support/invariants';
import { loadFolder } from './support/load-folder';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse();
});
afterEach(async () => {
  await expectBalance(warehouse);
  await warehouse.drop();
});

const counts = (report: Awaited<ReturnType<typeof load>>) =>
  Object.fromEntries(report.counts.map(({ table, read, inserted }) => [table, `${inserted} of ${read}`]));

test('every row of the small company is inserted', async () => {
  const files = Object.entries(loadExamples).map(([table, text]) => [`${table}.csv`, text]);
  expect(counts(await load(warehouse, { path: await loadFolder(Object.fromEntries(files)) }))).toEqual({
    customers: '3 of 3',
    customer_aliases: '1 of 1',
    channels: '2 of 2',
    products: '2 of 2',
    agents: '2 of 2',
    interactions: '4 of 4',
    transactions: '3 of 3',
    spend: '2 of 2',
    targets: '2 of 2',
  });
});

test('the foreign file is loaded through its mapping', async () => {
  const { file, content, mapping } = foreignExample;
  const path = await loadFolder({ [file]: content });
  await writeFile(join(path, 'mapping.json'), JSON.stringify(mapping));
  const report = await load(warehouse, { path, mapping: join(path, 'mapping.json') });
  expect(counts(report)).toEqual({ transactions: '2 of 2' });
  expect(report.passedOver).toEqual([]);
  const { rows } = await warehouse.pool.query(
    `SELECT f.order_id, f.kind, f.revenue::text, c.customer_id, to_char(f.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS at
     FROM fact_transaction AS f JOIN dim_customer AS c USING (customer_key) ORDER BY f.order_id`,
  );
  expect(rows).toEqual([
    { order_id: '4711', kind: 'order', revenue: '1234.5600', customer_id: 'ada', at: '2025-03-31 18:20' },
    { order_id: '4712', kind: 'refund', revenue: '-20.0000', customer_id: 'bo', at: '2025-04-01 09:05' },
  ]);
});
