// Targets beside loads: a target of the simulated company goes with it, one that a load brought can be set anew and taken back.

import { deleteTarget, listTargets, setTarget } from '../../src/load/set-target';
import { unload } from '../../src/load/unload';
import { warning } from '../../src/warnings';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse();
});
afterEach(() => warehouse.drop());

const year = { metric: 'REVENUE', from: '2025-01-01', to: '2025-12-31' };
const nobody = (dimension: string, member: string) => warning('TARGET_OF_UNKNOWN_MEMBER', { dimension, member });
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
    {
      ...year,
      metric: 'revenue',
      value: '50.0000',
      dimension: 'CHANNEL',
      member: 'web',
      warnings: [nobody('CHANNEL', 'web')],
    },
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

test('of a member that nothing has it is set, with a warning until something has it', async () => {
  const warningsOf = async (dimension: string, member: string) =>
    (await setTarget(warehouse, { ...year, value: '1', dimension, member })).warnings;
  expect(await warningsOf('CHANNEL', 'web')).toEqual([nobody('CHANNEL', 'web')]);
  expect(await warningsOf('TAG', 'vip')).toEqual([nobody('TAG', 'vip')]);
  expect(await warningsOf('CAMPAIGN', 'spring')).toEqual([nobody('CAMPAIGN', 'spring')]);
  await warehouse.pool.query(`
    INSERT INTO load (load_id, change_id, kind, source, started_at, finished_at) VALUES (9, 9, 'load', 'x', now(), now());
    INSERT INTO dim_channel VALUES (1, 'web', 'Web', 'online', false, 9, 9);
    INSERT INTO fact_spend VALUES ('s1', '2025-03-01', 'marketing', 90, 1, 'spring', 9, 9)`);
  // Setting what is set already says so too.
  expect(await warningsOf('CHANNEL', 'web')).toEqual([]);
  expect((await listTargets(warehouse.pool, null)).map(({ member, warnings }) => [member, warnings.length])).toEqual([
    ['spring', 0],
    ['web', 0],
    ['vip', 1],
  ]);
});

test('of the company, and of members known beforehand, it needs no looking', async () => {
  expect((await setTarget(warehouse, { ...year, value: '1' })).warnings).toEqual([]);
  for (const [dimension, member] of [
    ['WEEKDAY', '7'],
    ['COHORT_MONTH', '2031-12'],
  ])
    expect((await setTarget(warehouse, { ...year, value: '1', dimension, member })).warnings).toEqual([]);
});
