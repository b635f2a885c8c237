// A replica that follows is the warehouse: after loads, corrections, moved facts, late versions, aliases, loads taken back, targets,
// segments, score runs; and it says of itself where it cannot follow.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { score } from '../../../src/customer/scoring/score';
import { fillReplica } from '../../../src/engine/replica/fill';
import { followChanges } from '../../../src/engine/replica/follow';
import type { Replica } from '../../../src/engine/replica/replica';
import { newReplica } from '../../../src/engine/replica/replica-files';
import type { ReplicaState } from '../../../src/engine/replica/replica-state';
import { eraseCustomer } from '../../../src/load/erase-customer';
import { load } from '../../../src/load/load';
import { recompute } from '../../../src/load/recompute';
import { deleteSegment, saveSegment } from '../../../src/query/segments/segments';
import { servicesOf } from '../../../src/services/services';
import { pruneChanges } from '../../../src/warehouse/change-feed';
import { loadFolder } from '../../load/support/load-folder';
import { randomHistory } from '../../load/support/random-history';
import { fewForModels } from '../../support/judged-company';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { replicaRows, warehouseRows } from './replica-rows';

const { signal } = new AbortController();
let warehouse: TestWarehouse;
let folder: string;
let replica: Replica;
let state: ReplicaState;

beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Europe/Berlin', lostAfterDays: 120, dormantAfterDays: 48 });
  folder = mkdtempSync(join(tmpdir(), 'astrolabe-replica-'));
  replica = await newReplica(folder, { threads: 2, memoryMegabytes: 256, spillFolder: join(folder, 'spill') });
});
afterEach(async () => {
  await replica.close();
  rmSync(folder, { recursive: true });
  await warehouse.drop();
});

const fill = async (): Promise<void> => {
  state = await fillReplica(replica, warehouse.pool, { folder, distributed: false, signal, progress: () => undefined });
};
/** Whether it could follow. */
const follow = async (by = folder): Promise<boolean> => {
  const next = await followChanges(replica, state, warehouse.pool, { folder: by, distributed: false, signal });
  if (next !== undefined) state = next;
  return next !== undefined;
};
const expectSame = async (about: unknown): Promise<void> => {
  expect({ about, tables: await replicaRows(replica, warehouse.pool) }).toEqual({
    about,
    tables: await warehouseRows(warehouse.pool),
  });
};
const lines = (...text: string[]) => `${text.join('\n')}\n`;
const loadText = async (files: Readonly<Record<string, string>>) => load(warehouse, { path: await loadFolder(files) });
const sale = (customer: string, name = 't1') => ({
  'transactions.csv': lines(
    'transaction_id,order_id,occurred_at,kind,revenue,customer_id,product_id',
    `${name},o-${name},2025-01-01,order,1,${customer},tea`,
  ),
});

it.each(Array.from({ length: 6 }, (_, seed) => seed))('is the warehouse after the random history %i', async (seed) => {
  await fill();
  const words: string[] = [];
  const now = Temporal.Instant.from('2025-01-15T12:00:00Z');
  for (const [index, step] of randomHistory(seed + 500, 6).entries()) {
    await step.take(warehouse);
    words.push(step.words);
    if (index % 3 === 2) {
      await score(warehouse, { now: now.add({ hours: 24 * index }), rules: fewForModels });
      words.push('score');
    }
    if (index % 2 === 0) continue;
    expect(await follow()).toBe(true);
    await expectSame({ seed, words });
  }
  expect(replica.watermarks()).toEqual(state.watermarks);
});

it('keeps every text, number, instant and absence as it is', async () => {
  await loadText({
    'customers.csv': lines(
      'customer_id,name,email,tags,valid_from,first_contact_at',
      'a1,"Line\nbreak ""quoted"", comma","\\N",vip|两个 词|a"b,,2024-02-29T23:59:59.999999Z',
      "a2,'; DROP TABLE dim_customer; --,,,2024-01-01T00:00:00.000001Z,",
      'a3,\\N,\\.,,,',
    ),
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,revenue,customer_id,cost,quantity',
      't1,o1,2025-03-30T01:59:59.123456Z,order,12345678901234.5678,a1,0.0001,',
      't2,o2,2025-03-30T01:00:00+01:00,refund,-0.05,a2,,3',
    ),
  });
  await fill();
  await expectSame('filled');
  await loadText({ 'customers.csv': lines('customer_id,name,tags', 'a1,\\N,', 'a4,"\r\n",x') });
  expect(await follow()).toBe(true);
  await expectSame('followed');
});

it('follows segments and targets that are changed and deleted', async () => {
  const { answering } = servicesOf(warehouse, warehouse.config);
  await loadText({
    'targets.csv': lines('metric,from,to,value,dimension,member', 'revenue,2025-01-01,2025-01-31,5,,'),
  });
  await saveSegment(warehouse.pool, { name: 'vip', where: { dimension: 'TAG', in: [] } }, answering);
  await fill();
  await saveSegment(warehouse.pool, { name: 'vip', where: { dimension: 'TAG', isNull: true } }, answering);
  await saveSegment(warehouse.pool, { name: 'old', where: { segment: 'vip' } }, answering);
  expect(await follow()).toBe(true);
  await expectSame('saved');
  await deleteSegment(warehouse.pool, 'old', answering);
  expect(await follow()).toBe(true);
  await expectSame('deleted');
});

it('cannot follow from before what the feed still has, and is made anew', async () => {
  await loadText(sale('anna'));
  await fill();
  await loadText(sale('bao'));
  await loadText(sale('chen'));
  await pruneChanges(warehouse.pool as never, 2);
  expect(await follow()).toBe(false);
});

it('cannot follow a recomputing, which writes everything anew', async () => {
  await loadText(sale('anna'));
  await fill();
  await recompute(warehouse);
  expect(await follow()).toBe(false);
});

it('does not follow an erasure: its file would keep the bytes of the person', async () => {
  await loadText({ ...sale('anna'), 'customers.csv': lines('customer_id,name', 'anna,Anna Unmistakable') });
  await fill();
  await eraseCustomer(warehouse, 'anna');
  expect(await follow()).toBe(false);
});

it('does not follow another history of the same version, such as that of a backup', async () => {
  await loadText(sale('anna'));
  await fill();
  await loadText(sale('bao'));
  await warehouse.pool.query(`UPDATE load SET finished_at = finished_at + interval '1 second' WHERE load_id = 1`);
  expect(await follow()).toBe(false);
});

it('does not follow a warehouse that is behind it', async () => {
  await loadText(sale('anna'));
  await fill();
  await warehouse.pool.query('UPDATE table_watermark SET change_id = 0');
  expect(await follow()).toBe(false);
});

it('leaves what it held when a copy breaks off, and follows afterwards', async () => {
  await loadText(sale('anna'));
  await fill();
  const before = await replicaRows(replica, warehouse.pool);
  await loadText(sale('bao'));
  await expect(follow(join(folder, 'absent'))).rejects.toThrow('ENOENT');
  expect(await replicaRows(replica, warehouse.pool)).toEqual(before);
  expect(await follow()).toBe(true);
  await expectSame('followed');
});
