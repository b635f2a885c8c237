// Targets beside loads: a target of the simulated company goes with it, one that a load brought can be set anew and taken back.
import { deleteTarget, listTargets, setTarget } from '../../src/load/set-target';
import { unload } from '../../src/load/unload';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse();
});
afterEach(() => warehouse.drop());

const year = { metric: 'REVENUE', from: '2025-01-01', to: '2025-12-31' };
const loads = async () =>
  (await warehouse.pool.query('SELECT load_id, change_id, kind FROM load ORDER BY load_id')).rows;

test('each change is a load with the next change id; what it inserted can be taken back', async () => {
  await setTarget(warehouse, { ...year, value: '100' });
  await setTarget(warehouse, { ...year, value: '200' });
  await setTarget(warehouse, { ...year, value: '200.000' });
  await setTarget(warehouse, { ...year, value: '50', dimension: 'CHANNEL', member: 'web' });
  await deleteTarget(warehouse, year);
  expect(await loads()).toEqual([
    { load_id: 1, change_id: 1, kind: 'ingest' },
    { load_id: 2, change_id: 2, kind: 'ingest' },
    { load_id: 3, change_id: 3, kind: 'ingest' },
    { load_id: 4, change_id: 4, kind: 'ingest' },
  ]);
  expect(await listTargets(warehouse.pool, null)).toEqual([
    { ...year, metric: 'revenue', value: '50.0000', dimension: 'CHANNEL', member: 'web' },
  ]);
  await unload(warehouse, 3);
  expect(await listTargets(warehouse.pool, null)).toEqual([]);
});

test('many at once are all kept, each with a version of its own', async () => {
  const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));
  await Promise.all(
    months.map((month) =>
      setTarget(warehouse, { metric: 'NPS', from: `2025-${month}-01`, to: `2025-${month}-28`, value: month }),
    ),
  );
  const targets = await listTargets(warehouse.pool, 'nps');
  expect(targets.map(({ value }) => Number(value))).toEqual(months.map(Number));
  expect((await loads()).map(({ change_id }) => change_id)).toEqual(months.map(Number));
});

test('a target set on the simulated company is part of it', async () => {
  await warehouse.pool.query(
    `INSERT INTO load (load_id, change_id, kind, source, started_at, finished_at) VALUES (1, 1, 'sample', 'sample', now(), now());
     INSERT INTO table_watermark VALUES ('load', 1)`,
  );
  await setTarget(warehouse, { ...year, value: '1' });
  expect((await loads()).map(({ kind }) => kind)).toEqual(['sample', 'sample']);
});
