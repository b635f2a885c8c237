// What changed is recorded: a copy that follows the feed and the change ids of rows is the warehouse, and a watermark
// moves with its table and at no other time.
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { postgresEngine } from '../../src/engine/postgres-engine';
import { load } from '../../src/load/load';
import { recompute } from '../../src/load/recompute';
import { deleteTarget, setTarget } from '../../src/load/set-target';
import { unload } from '../../src/load/unload';
import { deleteSegment, saveSegment } from '../../src/query/segments/segments';
import { servicesOf } from '../../src/services/services';
import {
  moveWatermarks,
  oldestFollowed,
  pruneChanges,
  takeChangeLock,
  type WatermarkRow,
  watermarksOf,
  watermarksQuery,
} from '../../src/warehouse/change-feed';
import { followedTableNames } from '../../src/warehouse/followed-tables';
import { statement } from '../support/statement';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { checkedTables, storedChecksums } from './support/checksum';
import { type FollowedCopy, makeCopy } from './support/followed-copy';
import { loadFolder } from './support/load-folder';
import { randomHistory } from './support/random-history';
import { randomSource } from './support/random-load';

const open: TestWarehouse[] = [];
const create = async () => {
  const warehouse = await createTestWarehouse({ timeZone: 'Europe/Berlin', lostAfterDays: 120, dormantAfterDays: 48 });
  open.push(warehouse);
  return warehouse;
};
afterEach(async () => {
  for (const warehouse of open.splice(0)) await warehouse.drop();
});

const lines = (...text: string[]) => `${text.join('\n')}\n`;
const loadText = async (warehouse: TestWarehouse, files: Readonly<Record<string, string>>) =>
  load(warehouse, { path: await loadFolder(files) });
const watermarks = async ({ pool }: TestWarehouse) =>
  watermarksOf((await pool.query<WatermarkRow>(watermarksQuery)).rows);
/** The tables whose watermark is the last change. */
const movedLast = async (warehouse: TestWarehouse) => {
  const marks = await watermarks(warehouse);
  const last = Math.max(...marks.values());
  return [...marks.keys()].filter((table) => marks.get(table) === last).sort();
};
const feed = async ({ pool }: TestWarehouse, changeId: number) =>
  (await pool.query('SELECT what, key FROM change WHERE change_id = $1 ORDER BY what, key', [changeId])).rows.map(
    ({ what, key }) => `${what} ${key}`,
  );
const year = { metric: 'REVENUE', from: '2025-01-01', to: '2025-12-31' };
const vip = { name: 'vip', where: { dimension: 'TAG', in: ['vip'] } };

const sale = (customer: string) => ({
  'transactions.csv': lines(
    'transaction_id,order_id,occurred_at,kind,revenue,customer_id,product_id',
    `t1,o1,2025-01-01,order,1,${customer},tea`,
  ),
});

test('rows that go are entered by key, those that are derived of a customer by its number', async () => {
  const warehouse = await create();
  // anna is customer 1, tea is product 1.
  await loadText(warehouse, sale('anna'));
  // Who is new had nothing that could have been replaced.
  expect(await feed(warehouse, 1)).toEqual([]);
  // The row moves to bao, customer 2; nothing names anna any longer.
  await loadText(warehouse, sale('bao'));
  expect(await feed(warehouse, 2)).toEqual(['customer 1', 'customer_order t1', 'customer_spell 1', 'dim_customer 1']);
  await loadText(warehouse, sale('bao'));
  expect(await feed(warehouse, 3)).toEqual([]);
  await loadText(warehouse, {
    'interactions.csv': lines(
      'interaction_id,occurred_at,kind,customer_id,opportunity_id,stage',
      'i1,2025-01-01,stage,,deal,won',
    ),
    'spend.csv': lines('spend_id,date,purpose,amount,channel_id', 's1,2025-01-01,sales,1,web'),
    'targets.csv': lines('metric,from,to,value,dimension,member', 'revenue,2025-01-01,2025-01-31,5,CHANNEL,a|b'),
  });
  expect(await feed(warehouse, 4)).toEqual([]);
  await unload(warehouse, 4);
  expect(await feed(warehouse, 5)).toEqual([
    'dim_channel 1',
    'fact_interaction i1',
    'fact_spend s1',
    'opportunity deal',
    'target revenue|2025-01-01|2025-01-31|CHANNEL|a|b',
  ]);
});

test('targets and segments that go are entered, and what changes nothing is no change', async () => {
  const warehouse = await create();
  const { answering } = servicesOf(warehouse, warehouse.config);
  await setTarget(warehouse, { ...year, value: '1' });
  await saveSegment(warehouse.pool, vip, answering);
  await saveSegment(warehouse.pool, vip, answering);
  await setTarget(warehouse, { ...year, value: '1.00' });
  expect(await deleteSegment(warehouse.pool, 'nobody', answering)).toBe(false);
  expect(await deleteTarget(warehouse, { ...year, from: '2024-01-01' })).toBe(false);
  expect(await watermarks(warehouse)).toEqual(
    new Map([
      ['target', 1],
      ['load', 1],
      ['segment', 2],
    ]),
  );
  await saveSegment(warehouse.pool, { ...vip, title: 'Very important' }, answering);
  await deleteTarget(warehouse, year);
  expect((await warehouse.pool.query('SELECT name, change_id FROM segment')).rows).toEqual([
    { name: 'vip', change_id: 3 },
  ]);
  expect(await feed(warehouse, 4)).toEqual(['target revenue|2025-01-01|2025-12-31']);
  await deleteSegment(warehouse.pool, 'vip', answering);
  expect(await feed(warehouse, 5)).toEqual(['segment vip']);
  expect(await watermarks(warehouse)).toEqual(
    new Map([
      ['target', 4],
      ['load', 4],
      ['segment', 5],
    ]),
  );
});

test('the watermark of a table moves with its rows', async () => {
  const warehouse = await create();
  await loadText(warehouse, sale('anna'));
  const afterSale = [
    'customer_order',
    'customer_spell',
    'customer_summary',
    'dim_customer',
    'dim_product',
    'fact_transaction',
    'load',
  ];
  expect(await movedLast(warehouse)).toEqual(afterSale);
  await loadText(warehouse, sale('anna'));
  expect(await movedLast(warehouse)).toEqual(['load']);
  await loadText(warehouse, { 'channels.csv': lines('channel_id,name', 'web,Web') });
  expect(await movedLast(warehouse)).toEqual(['dim_channel', 'load']);
  // The product has a category now: its buyer too. Orders and spells are as they were.
  await loadText(warehouse, { 'products.csv': lines('product_id,category', 'tea,drinks') });
  expect(await movedLast(warehouse)).toEqual(['customer_category', 'customer_summary', 'dim_product', 'load']);
  // A second version takes the fact, and its order.
  await loadText(warehouse, { 'customers.csv': lines('customer_id,valid_from', 'anna,', 'anna,2024-06-01') });
  expect(await movedLast(warehouse)).toEqual([
    'customer_order',
    'customer_summary',
    'dim_customer',
    'fact_transaction',
    'load',
  ]);
  await unload(warehouse, 1);
  expect(await movedLast(warehouse)).toEqual([
    'customer_category',
    'customer_order',
    'customer_spell',
    'customer_summary',
    'fact_transaction',
    'load',
  ]);
});

test('a view holds the watermarks of its snapshot', async () => {
  const warehouse = await create();
  const engine = postgresEngine(warehouse.pool);
  expect(await engine.read(async ({ dataVersion, watermarks }) => [dataVersion, [...watermarks]])).toEqual(['0', []]);
  await loadText(warehouse, { 'channels.csv': lines('channel_id', 'web') });
  await engine.read(async ({ dataVersion, watermarks, select }) => {
    await loadText(warehouse, { 'channels.csv': lines('channel_id', 'web', 'shop') });
    expect([dataVersion, [...watermarks].sort()]).toEqual([
      '1',
      [
        ['dim_channel', 1],
        ['load', 1],
      ],
    ]);
    expect(await select(statement('SELECT channel_id FROM dim_channel WHERE channel_no <> 0'))).toEqual([['web']]);
  });
});

test('every change waits for the one under way, and numbers become visible in their order', async () => {
  const warehouse = await create();
  const { answering } = servicesOf(warehouse, warehouse.config);
  await loadText(warehouse, { 'channels.csv': lines('channel_id', 'web') });
  await saveSegment(warehouse.pool, { ...vip, name: 'old' }, answering);
  await setTarget(warehouse, { ...year, value: '1' });
  const slow = new Client({ connectionString: warehouse.url });
  await slow.connect();
  try {
    await slow.query('BEGIN');
    expect(Number(await takeChangeLock(slow as never))).toBe(4);
    const changes = [
      loadText(warehouse, { 'channels.csv': lines('channel_id', 'shop') }),
      unload(warehouse, 1),
      recompute(warehouse),
      setTarget(warehouse, { ...year, from: '2025-02-01', value: '2' }),
      deleteTarget(warehouse, year),
      saveSegment(warehouse.pool, vip, answering),
      deleteSegment(warehouse.pool, 'old', answering),
    ];
    const waiting = `SELECT count(*) FROM pg_locks JOIN pg_database AS d ON d.oid = database
      WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()`;
    while ((await warehouse.pool.query(waiting)).rows[0].count < changes.length) await wait(20);
    await moveWatermarks(slow as never, 4, ['load']);
    await slow.query(
      `INSERT INTO load (load_id, change_id, kind, source, started_at, finished_at) VALUES (4, 4, 'load', 'slow', now(), now())`,
    );
    await slow.query('COMMIT');
    await Promise.all(changes);
  } finally {
    await slow.end();
  }
  const { rows } = await warehouse.pool.query('SELECT change_id FROM load ORDER BY load_id');
  const numbers = rows.map(({ change_id }) => change_id);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  // Two of the eleven numbers went to segments, which are no loads.
  expect(Math.max(...(await watermarks(warehouse)).values())).toBe(11);
  expect(new Set(numbers).size).toBe(8);
});

test('a copy that stands before what the feed still has is made anew', async () => {
  const warehouse = await create();
  const copy = await makeCopy(warehouse);
  for (const name of ['anna', 'bao', 'chen']) await loadText(warehouse, sale(name));
  expect(await copy.follow()).toBe('followed');
  await loadText(warehouse, sale('dan'));
  await pruneChanges(warehouse.pool as never, 3);
  expect(await oldestFollowed(warehouse.pool)).toBe(3);
  expect(await feed(warehouse, 3)).toEqual(['pruned ']);
  expect(await copy.follow()).toBe('followed');
  await loadText(warehouse, sale('emma'));
  await pruneChanges(warehouse.pool as never, 5);
  await pruneChanges(warehouse.pool as never, 4);
  expect(await oldestFollowed(warehouse.pool)).toBe(5);
  expect(await copy.follow()).toBe('made anew');
  expect(await copy.checksums()).toEqual(await storedChecksums(warehouse.pool));
  // Everything is derived anew: so is a copy.
  await recompute(warehouse);
  expect(await feed(warehouse, 6)).toEqual(['pruned ']);
  expect(await copy.follow()).toBe('made anew');
  expect(await copy.checksums()).toEqual(await storedChecksums(warehouse.pool));
});

/** Empties a warehouse, as a migration leaves it. */
const emptied = ({ pool }: TestWarehouse) =>
  pool.query(
    ['load', 'change', 'table_watermark', 'merged_customer', ...checkedTables, 'segment']
      .map((table) => `DELETE FROM ${table} WHERE change_id > 0`)
      .join('; '),
  );

/** Takes the steps of a history; after each, tables and watermarks moved together. Follows now and then, and at the end. */
async function followHistory(warehouse: TestWarehouse, copy: FollowedCopy, seed: number): Promise<void> {
  const { chance } = randomSource(seed);
  await emptied(warehouse);
  await copy.follow();
  let [checksums, marks] = [await storedChecksums(warehouse.pool), await watermarks(warehouse)];
  const words: string[] = [];
  for (const step of randomHistory(seed, 4)) {
    await step.take(warehouse);
    words.push(step.words);
    const [checksumsNow, marksNow] = [await storedChecksums(warehouse.pool), await watermarks(warehouse)];
    expect({
      seed,
      words,
      watermarks: followedTableNames.filter((table) => marks.get(table) !== marksNow.get(table)),
    }).toEqual({
      seed,
      words,
      watermarks: followedTableNames.filter((table) => checksums[table] !== checksumsNow[table]),
    });
    [checksums, marks] = [checksumsNow, marksNow];
    if (chance(0.4)) await copy.follow();
  }
  expect({ seed, did: await copy.follow() }).toEqual({ seed, did: 'followed' });
  expect({ seed, words, tables: await copy.checksums() }).toEqual({ seed, words, tables: checksums });
}

test('a copy that follows is the warehouse, after 80 random histories', async () => {
  const histories = Array.from({ length: 80 }, (_, seed) => seed);
  const work = async (warehouse: TestWarehouse) => {
    const copy = await makeCopy(warehouse);
    for (let seed = histories.shift(); seed !== undefined; seed = histories.shift())
      await followHistory(warehouse, copy, seed);
  };
  await Promise.all([work(await create()), work(await create())]);
}, 600_000);
