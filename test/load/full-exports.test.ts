// A load that is a full export takes out the facts that it does not have any more: those that earlier loads of the export alone
// gave. They are kept aside with it, and its unload brings them back.
import { eraseCustomer } from '../../src/load/erase-customer';
import type { IngestRow } from '../../src/load/ingest/ingest-call';
import { load } from '../../src/load/load';
import { reportText } from '../../src/load/report/load-report';
import { type UnloadPlan, unload } from '../../src/load/unload';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { sale } from './ingest/door';
import { tableChecksums } from './support/checksum';
import { exportFolder, flag, line, loadExport } from './support/export-loads';
import { expectBalance, expectVersionsJoined } from './support/invariants';
import { csv, loadFolder } from './support/load-folder';
import type { Row } from './support/random-load';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Europe/Berlin' });
});
afterEach(async () => {
  await expectBalance(warehouse);
  await expectVersionsJoined(warehouse);
  await warehouse.drop();
});

const query = async (sql: string) => (await warehouse.pool.query(sql)).rows;
/** The lines of sales with their loads, such as `a 1,2`. */
const sales = async () =>
  (await query('SELECT transaction_id AS id, load_id || updated_by AS loads FROM fact_transaction ORDER BY 1')).map(
    ({ id, loads }) => `${id} ${loads.join()}`,
  );
const aside = async () =>
  (await query('SELECT load_id, key, given_by FROM deleted_fact ORDER BY 1, 2')).map(
    ({ load_id, key, given_by }) => `${load_id}: ${key} ${given_by.join()}`,
  );
const give = (...ids: readonly string[]) => loadExport(warehouse, { 'sales.csv': ids.map((id) => line(id)) });
const plain = async (...rows: readonly IngestRow[]) =>
  load(warehouse, { path: await loadFolder({ 'transactions.csv': csv(rows as readonly Row[]) }) });
const plan = async (loadId: number): Promise<UnloadPlan> => {
  let told: UnloadPlan | undefined;
  await unload(warehouse, loadId, async (each) => {
    told = each;
    return false;
  });
  return told!;
};

test('what the export has no more leaves, is told, and comes back', async () => {
  const never = await tableChecksums(warehouse.pool);
  await give('a', 'b', 'c');
  const before = await tableChecksums(warehouse.pool);
  const report = await give('a');
  expect(report.fullExport).toEqual({
    name: 'shop',
    tables: [{ table: 'transactions', deleted: 2, kept: 0, keptBecause: null }],
  });
  expect(report.counts).toMatchObject([{ read: 1, unchanged: 1, deleted: 0 }]);
  expect(reportText(report)).toContain(
    '\ntransactions: 2 deleted (2 no longer in the export shop); unload 2 brings back what is deleted.',
  );
  expect(await sales()).toEqual(['a 1']);
  expect(await aside()).toEqual(['2: b 1', '2: c 1']);
  expect(await query('SELECT * FROM load_replacement')).toEqual([
    { load_id: 2, target_table: 'transactions', deleted: 2, kept: 0, kept_because: null },
  ]);
  expect(await query('SELECT load_id, replaces FROM load')).toEqual([
    { load_id: 1, replaces: 'shop' },
    { load_id: 2, replaces: 'shop' },
  ]);
  expect(await plan(2)).toMatchObject({ goes: [], returns: [{ table: 'fact_transaction', rows: 2 }] });
  await unload(warehouse, 2);
  expect(await tableChecksums(warehouse.pool)).toEqual(before);
  expect(await sales()).toEqual(['a 1', 'b 1', 'c 1']);
  await unload(warehouse, 1);
  expect(await tableChecksums(warehouse.pool)).toEqual(never);
});

test('the same export again takes nothing, and an older one is the export now', async () => {
  await give('a', 'b');
  await give('a');
  expect((await give('a')).fullExport!.tables).toEqual([
    { table: 'transactions', deleted: 0, kept: 0, keptBecause: null },
  ]);
  expect(await aside()).toEqual(['2: b 1']);
  await give('a', 'b');
  expect(await sales()).toEqual(['a 1', 'b 4']);
});

test('unloading the load that gave it makes what is kept aside forgotten', async () => {
  await give('a', 'b');
  await give('a');
  await unload(warehouse, 1);
  expect(await sales()).toEqual([]);
  expect(await aside()).toEqual([]);
  expect(await plan(2)).toMatchObject({ returns: [] });
  await unload(warehouse, 2);
  expect(await sales()).toEqual([]);
});

test('of three exports each gives back what it took', async () => {
  await give('a', 'b', 'c');
  await give('a', 'b');
  await give('a');
  expect(await aside()).toEqual(['2: c 1', '3: b 1']);
  await unload(warehouse, 2);
  expect(await sales()).toEqual(['a 1', 'c 1']);
  await unload(warehouse, 3);
  expect(await sales()).toEqual(['a 1', 'b 1', 'c 1']);
});

test('a fact that comes and goes twice is of all that gave it', async () => {
  await give('a', 'b');
  await give('a');
  await give('a', 'b');
  await give('a');
  expect(await aside()).toEqual(['2: b 1', '4: b 3']);
  await unload(warehouse, 2);
  expect(await sales()).toEqual(['a 1']);
  expect(await aside()).toEqual(['4: b 1,3']);
  await unload(warehouse, 4);
  expect(await sales()).toEqual(['a 1', 'b 1,3']);
});

test('what another load gave or updated stays, until it is taken back', async () => {
  await plain(sale('other', { customer_id: 'anna' }));
  await give('a', 'b', 'c', 'other');
  await loadExport(warehouse, { 'sales.csv': [line('a', { amount: 11 }), line('b'), line('c')] });
  await plain(sale('b', { customer_id: 'anna', revenue: '12' }));
  await loadExport(warehouse, { 'sales.csv': [line('d')] }, { replaces: 'another shop' });
  expect(await sales()).toEqual(['a 2,3', 'b 2,4', 'c 2', 'd 5', 'other 1,2']);
  await give('c');
  expect(await sales()).toEqual(['b 2,4', 'c 2', 'd 5', 'other 1,2']);
  expect(await aside()).toEqual(['6: a 2,3']);
  await unload(warehouse, 4);
  await give('c');
  expect(await sales()).toEqual(['c 2', 'd 5', 'other 1,2']);
});

test('what only loads gave that are no export stays', async () => {
  await loadExport(warehouse, { 'sales.csv': [line('a'), line('b')] }, { replaces: null });
  expect((await give('a')).fullExport).toEqual({ name: 'shop', tables: [] });
  expect(await sales()).toEqual(['a 1', 'b 1']);
  expect(await query('SELECT replaces FROM load ORDER BY load_id')).toEqual([{ replaces: null }, { replaces: 'shop' }]);
});

test('what the mapping leaves out is gone; customers nobody names any more go along', async () => {
  await loadExport(warehouse, { 'sales.csv': [line('a'), line('b', { who: 'bo' })] });
  const { path, mapping } = await exportFolder({ 'sales.csv': [line('a'), line('total', { amount: 20 })] });
  const report = await load(warehouse, { path, mapping });
  expect(report.counts).toMatchObject([{ read: 2, unchanged: 1, filtered: 1 }]);
  expect(await sales()).toEqual(['a 1']);
  expect(await query('SELECT customer_id FROM dim_customer WHERE customer_no <> 0')).toEqual([{ customer_id: 'anna' }]);
});

test('an export without a single row of a table takes all of it', async () => {
  await give('a', 'b');
  await loadExport(warehouse, { 'sales.csv': [] });
  expect(await sales()).toEqual([]);
  await unload(warehouse, 2);
  expect(await sales()).toEqual(['a 1', 'b 1']);
});

describe('a table of which the load may lack something loses nothing', () => {
  const both = { 'sales.csv': [line('a'), line('b')], 'visits.csv': [line('v'), line('w')] };

  test('a row in quarantine', async () => {
    await loadExport(warehouse, both);
    const report = await loadExport(warehouse, {
      'sales.csv': [line('a'), line('x', { amount: 'ten' })],
      'visits.csv': [line('v')],
    });
    expect(report.fullExport!.tables).toEqual([
      { table: 'interactions', deleted: 1, kept: 0, keptBecause: null },
      { table: 'transactions', deleted: 0, kept: 1, keptBecause: 'QUARANTINE' },
    ]);
    expect(reportText(report)).toContain(
      '\ntransactions: 1 stays though not in the export shop, because a row of the table is in quarantine and may be one of them.',
    );
    expect(await sales()).toEqual(['a 1', 'b 1']);
    expect(await aside()).toEqual(['2: w 1']);
  });

  test('a row that is refused as a whole, or as one of two that differ', async () => {
    await give('a', 'b');
    await loadExport(warehouse, { 'sales.csv': [line('a'), line('c'), line('c', { amount: 11 })] });
    expect(await sales()).toEqual(['a 1', 'b 1']);
    await loadExport(warehouse, { 'sales.csv': [line('a'), line('c', { who: 'refunded' })] });
    expect(await sales()).toEqual(['a 1', 'b 1']);
  });

  test('a file that is absent where one file is loaded alone', async () => {
    await loadExport(warehouse, both);
    const report = await loadExport(
      warehouse,
      { ...both, 'sales.csv': [line('a')], 'visits.csv': [] },
      { only: 'sales.csv' },
    );
    expect(report.fullExport!.tables).toEqual([
      { table: 'interactions', deleted: 0, kept: 2, keptBecause: 'ABSENT_FILE' },
      { table: 'transactions', deleted: 1, kept: 0, keptBecause: null },
    ]);
    expect(reportText(report)).toContain(
      '\ninteractions: 2 stay though not in the export shop, because a file that may hold them was not there.',
    );
    expect(await aside()).toEqual(['2: b 1']);
  });
});

test('files of one pattern are one export, whatever they are called', async () => {
  await loadExport(warehouse, { 'sales-1.csv': [line('a')], 'sales-2.csv': [line('b')] });
  await loadExport(warehouse, { 'sales-3.csv': [line('b'), line('c')] });
  expect(await sales()).toEqual(['b 1', 'c 2']);
});

test('spend leaves and comes back with its day and channel', async () => {
  await loadExport(warehouse, { 'costs.csv': [line('k', { who: 'web', at: '2025-02-28' }), line('l')] });
  const before = await tableChecksums(warehouse.pool);
  await loadExport(warehouse, { 'costs.csv': [line('l')] });
  expect(await query('SELECT spend_id FROM fact_spend')).toEqual([{ spend_id: 'l' }]);
  expect(await query(`SELECT channel_id FROM dim_channel WHERE channel_id = 'web'`)).toEqual([]);
  expect(await query('SELECT key, customer_id, cells FROM deleted_fact')).toEqual([
    {
      key: 'k',
      customer_id: null,
      cells: { spend_id: 'k', date: '2025-02-28', purpose: 'sales', amount: 10, campaign: null, channel_id: 'web' },
    },
  ]);
  expect(await plan(2)).toMatchObject({ returns: [{ table: 'fact_spend', rows: 1 }] });
  await unload(warehouse, 2);
  expect(await tableChecksums(warehouse.pool)).toEqual(before);
});

describe('a row that is flagged as deleted', () => {
  test('deletes the fact of its key, whoever gave it, and reads nothing else', async () => {
    await plain(sale('a'), sale('b'));
    const { counts, loadId, fullExport } = await loadExport(
      warehouse,
      { 'sales.csv': [flag('a'), flag('nobody'), line('c'), flag('a'), flag('total')] },
      { replaces: null },
    );
    expect(counts).toEqual([
      {
        file: 'sales.csv',
        table: 'transactions',
        read: 5,
        inserted: 1,
        updated: 0,
        unchanged: 2,
        quarantined: 0,
        filtered: 1,
        deleted: 1,
        later: 0,
      },
    ]);
    expect(fullExport).toBeNull();
    expect(await sales()).toEqual(['b 1', 'c 2']);
    expect(await plan(loadId)).toMatchObject({
      goes: [
        { table: 'dim_customer', rows: 1 },
        { table: 'fact_transaction', rows: 1 },
      ].slice(1),
      returns: [{ table: 'fact_transaction', rows: 1 }],
    });
    await unload(warehouse, loadId);
    expect(await sales()).toEqual(['a 1', 'b 1']);
    await loadExport(warehouse, { 'sales.csv': [flag('a')] }, { replaces: null });
    await loadExport(warehouse, { 'sales.csv': [flag('a')] }, { replaces: null });
    expect(await query('SELECT load_id, unchanged, deleted FROM load_count ORDER BY 1')).toEqual([
      { load_id: 1, unchanged: 0, deleted: 0 },
      { load_id: 2, unchanged: 2, deleted: 1 },
      { load_id: 4, unchanged: 0, deleted: 1 },
      { load_id: 5, unchanged: 1, deleted: 0 },
    ]);
  });

  test('is told beside what the export has no more, and leaves it once', async () => {
    await plain(sale('z'));
    await give('a', 'b', 'c');
    const report = await loadExport(warehouse, { 'sales.csv': [line('a'), flag('b'), flag('z')] });
    expect(reportText(report)).toContain(
      '\ntransactions: 3 deleted (1 no longer in the export shop, 2 flagged as deleted); unload 3 brings back what is deleted.',
    );
    expect(reportText(report)).toMatch(
      /^file +table +read +inserted +updated +unchanged +quarantined +filtered +deleted/m,
    );
    expect(await sales()).toEqual(['a 2']);
    await unload(warehouse, 3);
    expect(await sales()).toEqual(['a 2', 'b 2', 'c 2', 'z 1']);
  });

  test.each([
    ['before', ['sales-1.csv', 'sales-2.csv']],
    ['after', ['sales-2.csv', 'sales-1.csv']],
  ])('of a key that the load gives as well is refused with all rows of it (%s)', async (_, [first, second]) => {
    await plain(sale('a'), sale('b'));
    const { loadId, counts } = await loadExport(
      warehouse,
      {
        [first!]: [flag('a'), flag('b'), flag('a')],
        [second!]: [line('a'), line('a'), line('c')],
      },
      { replaces: null },
    );
    expect(
      counts.map(({ file, quarantined, deleted, inserted }) => [file, quarantined, deleted, inserted]).sort(),
    ).toEqual(
      [
        [first, 2, 1, 0],
        [second, 2, 0, 1],
      ].sort(),
    );
    expect(
      await query(`SELECT DISTINCT column_name, code, message FROM load_rejection WHERE load_id = ${loadId}`),
    ).toEqual([
      {
        column_name: 'transaction_id',
        code: 'DUPLICATE_KEY',
        message: 'The key a is given by a row of this load and deleted by another.',
      },
    ]);
    expect((await query('SELECT raw FROM load_rejection')).map(({ raw }) => raw).sort()).toEqual([
      'a,,,,yes',
      'a,,,,yes',
      'a,2025-03-01,10,anna,',
      'a,2025-03-01,10,anna,',
    ]);
    expect(await sales()).toEqual(['a 1', 'c 2']);
  });

  test('without a key, or with one that nothing can have, goes to quarantine', async () => {
    await loadExport(warehouse, { 'sales.csv': [flag(''), flag('x'.repeat(501)), line('a')] }, { replaces: null });
    expect(await query('SELECT column_name, code, line FROM load_rejection ORDER BY line')).toEqual([
      { column_name: 'transaction_id', code: 'REQUIRED', line: 2 },
      { column_name: 'transaction_id', code: 'VALUE_TOO_LONG', line: 3 },
    ]);
    expect(await sales()).toEqual(['a 1']);
  });

  test('is deleted of each table that has it', async () => {
    await loadExport(warehouse, { 'sales.csv': [line('a')], 'visits.csv': [line('a')], 'costs.csv': [line('a')] });
    const before = await tableChecksums(warehouse.pool);
    const { loadId } = await loadExport(
      warehouse,
      { 'sales.csv': [flag('a')], 'visits.csv': [flag('a')], 'costs.csv': [flag('a')] },
      { replaces: null },
    );
    expect(await aside()).toEqual(['2: a 1', '2: a 1', '2: a 1']);
    await unload(warehouse, loadId);
    expect(await tableChecksums(warehouse.pool)).toEqual(before);
  });
});

describe('a person that is erased', () => {
  const asideOf = () =>
    query(
      `SELECT key, customer_id, customer_mark = (SELECT max(mark) FROM erased_customer) AS marked FROM deleted_fact ORDER BY key`,
    );
  const nameless = () =>
    query(
      `SELECT transaction_id AS id, customer_id FROM fact_transaction JOIN dim_customer USING (customer_no) ORDER BY 1`,
    );
  const all = [line('a'), line('b', { who: 'bo' }), line('c', { who: 'bo' }), line('d', { who: 'bo' })];
  const left = [line('a'), flag('c'), line('d', { who: 'bo' })];
  const namelessRows = [
    { id: 'a', customer_id: 'anna' },
    { id: 'b', customer_id: null },
    { id: 'c', customer_id: null },
    { id: 'd', customer_id: null },
  ];

  test("goes from what is kept aside, and what comes back is nobody's by name", async () => {
    await loadExport(warehouse, { 'sales.csv': all });
    await loadExport(warehouse, { 'sales.csv': left });
    expect(await asideOf()).toEqual([
      { key: 'b', customer_id: 'bo', marked: null },
      { key: 'c', customer_id: 'bo', marked: null },
    ]);
    await eraseCustomer(warehouse, 'bo');
    expect(await asideOf()).toEqual([
      { key: 'b', customer_id: null, marked: true },
      { key: 'c', customer_id: null, marked: true },
    ]);
    await unload(warehouse, 2);
    expect(await nameless()).toEqual(namelessRows);
  });

  test('is not named again by what leaves afterwards', async () => {
    await loadExport(warehouse, { 'sales.csv': all });
    await eraseCustomer(warehouse, 'bo');
    const { loadId } = await loadExport(warehouse, { 'sales.csv': left });
    expect(await asideOf()).toEqual([
      { key: 'b', customer_id: null, marked: true },
      { key: 'c', customer_id: null, marked: true },
    ]);
    await unload(warehouse, loadId);
    expect(await nameless()).toEqual(namelessRows);
    expect(await query('SELECT count(DISTINCT customer_no)::int AS customers FROM fact_transaction')).toEqual([
      { customers: 2 },
    ]);
  });
});
