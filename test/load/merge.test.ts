// What a load makes of rows: counts, members, moves, partial columns, duplicates, quarantine.
import { load } from '../../src/load/load';
import { total } from '../../src/load/load-report';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { loadFolder } from './support/load-folder';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Asia/Shanghai' });
});
afterEach(() => warehouse.drop());

const loadText = async (files: Readonly<Record<string, string>>) => load(warehouse, { path: await loadFolder(files) });
const query = async (sql: string) => (await warehouse.pool.query(sql)).rows;

test('the fixture company loads', async () => {
  const report = await load(warehouse, { path: 'test/support/company' });
  expect(total(report, 'quarantined')).toBe(0);
  expect(total(report, 'inserted')).toBe(total(report, 'read'));
  const again = await load(warehouse, { path: 'test/support/company' });
  expect(total(again, 'unchanged')).toBe(total(again, 'read'));
  console.log(
    await query(
      'select customer_id, state, starts_after, ends_at from customer_spell join customer_summary using (customer_no) order by 1,3',
    ),
  );
});
