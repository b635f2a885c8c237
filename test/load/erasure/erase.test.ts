// Erasing a person: nothing of it is left in any table or file, and what happened is what it was.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { Temporal } from 'temporal-polyfill';
import { score } from '../../../src/customer/scoring/score';
import { eraseCustomer } from '../../../src/load/erase-customer';
import { personalTables, tablesThat } from '../../../src/load/erasure/personal-tables';
import { load } from '../../../src/load/load';
import { totalOf } from '../../../src/load/report/load-report';
import { setTarget } from '../../../src/load/set-target';
import { unload } from '../../../src/load/unload';
import { createTestDatabase, createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { doorOf, sale } from '../ingest/door';
import { storedChecksums } from '../support/checksum';
import { makeCopy } from '../support/followed-copy';
import { expectBalance, expectVersionsJoined } from '../support/invariants';
import { loadFolder } from '../support/load-folder';
import { company, everyMetric, loadCompany, loadText, person } from './erased-company';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Europe/Berlin', lostAfterDays: 60, dormantAfterDays: 30 });
});
afterEach(async () => {
  await expectBalance(warehouse);
  await expectVersionsJoined(warehouse);
  await warehouse.drop();
});

const rows = async (sql: string) => (await warehouse.pool.query(sql)).rows;
const lines = (...text: string[]) => `${text.join('\n')}\n`;

/** The tables, and the columns of statistics, in whose text one of the words stands. */
async function tablesHolding(words: readonly string[]): Promise<readonly string[]> {
  const tables = (await rows(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`)).map(
    ({ name }) => name,
  );
  const found: string[] = [];
  for (const table of [...tables, 'pg_catalog.pg_stats']) {
    const { rows: held } = await warehouse.pool.query(
      `SELECT DISTINCT word FROM ${table} AS r, unnest($1::text[]) AS word WHERE position(lower(word) IN lower(r::text)) > 0`,
      [words],
    );
    if (held.length > 0) found.push(table);
  }
  return found.sort();
}

/** The files of the cluster, all but the write-ahead log, that have one of the words in them. */
async function filesHolding(words: readonly string[]): Promise<readonly string[]> {
  await warehouse.pool.query('CHECKPOINT');
  const [{ data_directory: folder }] = await rows('SHOW data_directory');
  const [{ own }] = await rows(`SELECT 'base/' || oid AS own FROM pg_database WHERE datname = current_database()`);
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true })) {
    if (entry === 'pg_wal' || entry.startsWith('pg_wal/')) continue;
    // Other tests have databases of their own, and may have the same person in them.
    if (entry.startsWith('base/') && !entry.startsWith(`${own}/`)) continue;
    const path = join(folder, entry);
    // Files of other tests come and go.
    const bytes = (await stat(path).catch(() => undefined))?.isFile() ? await readFile(path).catch(() => null) : null;
    if (bytes !== null && words.some((word) => bytes.includes(word))) found.push(entry);
  }
  return found;
}

async function untilWaiting(table: string): Promise<void> {
  const waiting = `SELECT EXISTS (SELECT FROM pg_locks WHERE relation = '${table}'::regclass AND NOT granted) AS any`;
  while (!(await rows(waiting))[0].any) await wait(20);
}

test('nothing of the person is left in any table, in the statistics or in any file', async () => {
  await loadCompany(warehouse);
  // What calls leave: a deleted fact of an alias, a key that was made of the id, a row that is not valid; and judgements.
  const { send, remove } = doorOf(warehouse);
  await send('transactions', [sale('t8', { customer_id: person.alias }), sale('t9', { customer_id: 'dora' })]);
  await send('transactions', [sale('t10', { customer_id: person.id, cost: 'much' })], `sale of ${person.id}`);
  await remove('transactions', ['t8', 't9']);
  await score(warehouse, { now: Temporal.Instant.from('2025-07-01T00:00:00Z') });
  for (const table of tablesThat('personal')) await warehouse.pool.query(`ANALYZE ${table}`);
  // What is looked for is found as long as it is there.
  expect(await tablesHolding(person.words)).toEqual(
    expect.arrayContaining([
      'customer_alias',
      'customer_summary',
      'deleted_fact',
      'dim_customer',
      'ingest_key',
      'load_rejection',
      'merged_customer',
      'pg_catalog.pg_stats',
      'segment',
      'target',
    ]),
  );
  expect((await filesHolding(person.words)).some((file) => file.startsWith('base/'))).toBe(true);

  const { forgotten, unreachable } = await eraseCustomer(warehouse, person.id);
  expect(forgotten).toMatchObject({
    ids: 3,
    referrals: 1,
    targets: 1,
    segments: 1,
    rejections: 3,
    segmentsToRename: [],
  });
  expect(unreachable).toEqual([
    'the write-ahead log (pg_wal) and its archive, until PostgreSQL recycles them',
    'backups and copies of the database',
    'the files the rows were loaded from, and logs',
  ]);
  expect(await tablesHolding(person.words)).toEqual([]);
  expect(await filesHolding(person.words)).toEqual([]);
});

test('what happened is what it was: every metric but the completeness of data', async () => {
  await loadCompany(warehouse);
  const before = await everyMetric(warehouse);
  await eraseCustomer(warehouse, person.id);
  const after = await everyMetric(warehouse);
  const differing = Object.keys(before).filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]));
  expect(differing).toEqual(['DATA_COMPLETENESS']);
  // 100 + 40 + 60 + 7 + 5 + 9, of which hers are 107.
  expect(before.REVENUE).toEqual([145, 60, 16, 0, 0, 0, 221]);
});

test('the nameless customer keeps its number, its days and its facts, and no attribute', async () => {
  await loadCompany(warehouse);
  const [{ no }] = await rows(`SELECT DISTINCT customer_no AS no FROM dim_customer WHERE customer_id = '${person.id}'`);
  await eraseCustomer(warehouse, person.id);
  expect(
    await rows(
      `SELECT customer_id, name, email, phone, gender, birth_date, country, region, city, industry, company_size, acquired_channel_no,
         acquired_campaign, referred_by, first_contact_at, churned_at, churn_reason, tags, valid_from
       FROM dim_customer WHERE customer_no = ${no} ORDER BY valid_from`,
    ),
  ).toEqual(
    ['-infinity', '2025-01-31T23:00:00Z'].map((valid_from, index) => ({
      customer_id: null,
      name: null,
      email: null,
      phone: null,
      gender: null,
      birth_date: null,
      country: null,
      region: null,
      city: null,
      industry: null,
      company_size: null,
      acquired_channel_no: 0,
      acquired_campaign: null,
      referred_by: '(erased)',
      first_contact_at: index === 0 ? '2024-11-30T23:00:00Z' : null,
      churned_at: index === 0 ? '2025-03-19T23:00:00Z' : null,
      churn_reason: null,
      tags: [],
      valid_from,
    })),
  );
  expect(
    await rows(
      `SELECT customer_no, alias_no, transaction_id FROM fact_transaction WHERE customer_no = ${no} ORDER BY 3`,
    ),
  ).toEqual(['t2', 't3', 't4'].map((transaction_id) => ({ customer_no: no, alias_no: null, transaction_id })));
  // Cleo is still somebody who was recommended.
  expect(await rows(`SELECT referred_by FROM dim_customer WHERE customer_id = 'cleo'`)).toEqual([
    { referred_by: '(erased)' },
  ]);
  expect(await rows('SELECT title, filter FROM segment')).toEqual([
    {
      title: '(erased)',
      filter: {
        any: [
          { dimension: 'CUSTOMER', in: ['ben'] },
          { dimension: 'TAG', in: ['vip'] },
        ],
      },
    },
  ]);
  expect(await rows('SELECT code, message, raw FROM load_rejection ORDER BY line')).toEqual([
    { code: 'INVALID_TIMESTAMP', message: 'The row named a customer that was erased; its text is gone.', raw: '' },
    { code: 'NOT_ALLOWED', message: 'The row named a customer that was erased; its text is gone.', raw: '' },
    {
      code: 'INVALID_TIMESTAMP',
      message: expect.stringContaining('2025-13-01'),
      raw: 'i9,2025-13-01,complaint,dora,delivery,,,,',
    },
  ]);
});

test('loading the same files again does not bring the person back', async () => {
  await loadCompany(warehouse);
  await eraseCustomer(warehouse, person.id);
  const before = await everyMetric(warehouse);
  const report = await loadText(warehouse, company);
  expect(
    report.counts.map(({ table, read, inserted, updated, unchanged, quarantined, filtered }) => ({
      table,
      read,
      inserted,
      updated,
      unchanged,
      quarantined,
      filtered,
    })),
  ).toEqual([
    { table: 'customers', read: 10, inserted: 0, updated: 0, unchanged: 6, quarantined: 0, filtered: 4 },
    { table: 'customer_aliases', read: 2, inserted: 0, updated: 0, unchanged: 0, quarantined: 2, filtered: 0 },
    { table: 'interactions', read: 9, inserted: 0, updated: 0, unchanged: 6, quarantined: 3, filtered: 0 },
    { table: 'transactions', read: 6, inserted: 0, updated: 0, unchanged: 6, quarantined: 0, filtered: 0 },
  ]);
  expect(await everyMetric(warehouse)).toEqual(before);
  // But for the address in a row that names somebody else: a mark knows ids alone.
  expect(await tablesHolding(person.words.filter((word) => !word.includes('@')))).toEqual([]);
  expect(await rows(`SELECT count(*) AS rows FROM load_rejection WHERE raw = ''`)).toEqual([{ rows: 5 }]);
});

test('what happens later under an erased id, or an alias of it, is the nameless customer’s', async () => {
  await loadCompany(warehouse);
  const [{ no }] = await rows(`SELECT DISTINCT customer_no AS no FROM dim_customer WHERE customer_id = '${person.id}'`);
  await eraseCustomer(warehouse, person.alias);
  const { counts } = await loadText(warehouse, {
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,customer_id,revenue',
      `t8,o8,2025-05-01,order,${person.id},1`,
      `t9,o9,2025-05-02,order,${person.alias},2`,
    ),
    'targets.csv': lines(
      'metric,from,to,value,dimension,member',
      `revenue,2025-01-01,2025-12-31,5,CUSTOMER,${person.id}`,
    ),
  });
  expect(counts).toMatchObject([
    { table: 'transactions', inserted: 2 },
    { table: 'targets', filtered: 1, inserted: 0 },
  ]);
  expect(
    await rows(`SELECT transaction_id, customer_no FROM fact_transaction WHERE transaction_id >= 't8' ORDER BY 1`),
  ).toEqual([
    { transaction_id: 't8', customer_no: no },
    { transaction_id: 't9', customer_no: no },
  ]);
  expect(await rows(`SELECT count(*) AS orders FROM customer_order WHERE customer_no = ${no}`)).toEqual([
    { orders: 5 },
  ]);
  expect(await tablesHolding(person.words)).toEqual([]);
});

test('a nameless customer whose loads are taken back goes, and later facts have a new one', async () => {
  const sale = (id: string) => ({
    'transactions.csv': lines(
      'transaction_id,order_id,occurred_at,kind,customer_id,revenue',
      `${id},${id},2025-05-01,order,${person.id},1`,
    ),
  });
  const { loadId } = await loadText(warehouse, sale('t1'));
  await eraseCustomer(warehouse, person.id);
  await unload(warehouse, loadId);
  expect(await rows('SELECT customer_no FROM dim_customer WHERE customer_no <> 0')).toEqual([]);
  await loadText(warehouse, { 'customers.csv': lines('customer_id', 'ben') });
  await loadText(warehouse, sale('t2'));
  await loadText(warehouse, sale('t3'));
  expect(await rows('SELECT customer_no, customer_id FROM dim_customer WHERE customer_no <> 0 ORDER BY 1')).toEqual([
    { customer_no: 1, customer_id: 'ben' },
    { customer_no: 2, customer_id: null },
  ]);
  expect(await rows('SELECT DISTINCT customer_no FROM fact_transaction')).toEqual([{ customer_no: 2 }]);
});

test('erasing twice, and erasing nobody, are errors of their own', async () => {
  await loadCompany(warehouse);
  await expect(eraseCustomer(warehouse, 'nobody')).rejects.toMatchObject({ code: 'UNKNOWN_CUSTOMER' });
  const before = await storedChecksums(warehouse.pool);
  await expect(eraseCustomer(warehouse, '')).rejects.toMatchObject({ code: 'UNKNOWN_CUSTOMER' });
  expect(await storedChecksums(warehouse.pool)).toEqual(before);
  await eraseCustomer(warehouse, person.id);
  for (const id of [person.id, person.alias])
    await expect(eraseCustomer(warehouse, id)).rejects.toMatchObject({ code: 'CUSTOMER_ERASED' });
  await expect(unload(warehouse, 3)).rejects.toMatchObject({ code: 'NOT_UNLOADABLE' });
});

test('somebody whom only quarantine names can be erased', async () => {
  await loadText(warehouse, {
    'customers.csv': lines('customer_id,name,gender', `${person.id},Quenby Vantongeren,neither`, 'ben,Ben,M'),
  });
  const { forgotten } = await eraseCustomer(warehouse, person.id);
  expect(forgotten).toMatchObject({ rejections: 1, ids: 1 });
  expect(await tablesHolding(person.words)).toEqual([]);
  const { counts } = await loadText(warehouse, {
    'customers.csv': lines('customer_id,name', `${person.id},Quenby Vantongeren`),
  });
  expect(counts).toMatchObject([{ read: 1, filtered: 1 }]);
});

test('a person named again by hand is erased again', async () => {
  await loadCompany(warehouse);
  await eraseCustomer(warehouse, person.id);
  await setTarget(warehouse, {
    metric: 'REVENUE',
    from: '2025-01-01',
    to: '2025-12-31',
    value: '5',
    dimension: 'CUSTOMER',
    member: person.id,
  });
  expect((await eraseCustomer(warehouse, person.id)).forgotten).toMatchObject({ targets: 1 });
  expect(await tablesHolding(person.words)).toEqual([]);
});

test('a person of the simulated company does not stand in the way of a real one with its id', async () => {
  await load(warehouse, { path: await loadFolder(company), kind: 'sample' });
  await eraseCustomer(warehouse, person.id);
  const report = await load(warehouse, {
    path: await loadFolder({ 'customers.csv': lines('customer_id,name', `${person.id},Somebody`) }),
    replaceSample: true,
  });
  expect(totalOf(report, 'inserted')).toBe(1);
  expect(await rows('SELECT customer_id FROM dim_customer WHERE customer_no <> 0')).toEqual([
    { customer_id: person.id },
  ]);
});

test('an erasure waits for sessions that see the data of before, and is finished by the next', async () => {
  await loadCompany(warehouse);
  const reader = new Client({ connectionString: warehouse.url });
  await reader.connect();
  try {
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await reader.query('SELECT count(*) FROM load');
    await expect(eraseCustomer(warehouse, person.id, { patience: 300 })).rejects.toMatchObject({
      code: 'ERASURE_UNFINISHED',
    });
  } finally {
    await reader.end();
  }
  expect(await tablesHolding(person.words)).not.toContain('dim_customer');
  expect((await eraseCustomer(warehouse, person.id)).forgotten).toBeNull();
  expect(await filesHolding(person.words)).toEqual([]);
});

test('an erasure waits for older transactions of other databases too: what they leave would be kept', async () => {
  await loadCompany(warehouse);
  const elsewhere = await createTestDatabase();
  const writer = new Client({ connectionString: elsewhere.url });
  await writer.connect();
  try {
    await writer.query('BEGIN');
    await writer.query('SELECT pg_current_xact_id()');
    const erasing = eraseCustomer(warehouse, person.id);
    await wait(500);
    await writer.query('COMMIT');
    await erasing;
  } finally {
    await writer.end();
    await elsewhere.drop();
  }
  expect(await filesHolding(person.words)).toEqual([]);
});

test('an erasure waits for transactions that began while it rewrote: they may see the statistics of before', async () => {
  await loadCompany(warehouse);
  for (const table of tablesThat('personal')) await warehouse.pool.query(`ANALYZE ${table}`);
  const elsewhere = await createTestDatabase();
  const holder = new Client({ connectionString: warehouse.url });
  const writer = new Client({ connectionString: elsewhere.url });
  await Promise.all([holder.connect(), writer.connect()]);
  try {
    // The first table is held until the transaction elsewhere has begun, so all statistics are replaced after that.
    const [first] = tablesThat('personal');
    await holder.query('BEGIN');
    await holder.query(`LOCK TABLE ${first} IN ACCESS SHARE MODE`);
    const erasing = eraseCustomer(warehouse, person.id);
    await untilWaiting(first!);
    await writer.query('BEGIN');
    await writer.query('SELECT pg_current_xact_id()');
    await holder.query('COMMIT');
    expect(await Promise.race([erasing, wait(3000, 'waits')])).toBe('waits');
    await writer.query('COMMIT');
    await erasing;
  } finally {
    await Promise.all([holder.end(), writer.end()]);
    await elsewhere.drop();
  }
  expect(await filesHolding(person.words)).toEqual([]);
});

test('a copy is made anew, so that it forgets too', async () => {
  await loadCompany(warehouse);
  const copy = await makeCopy(warehouse);
  await copy.follow();
  await eraseCustomer(warehouse, person.id);
  expect(await copy.follow()).toBe('made anew');
  expect(await copy.checksums()).toEqual(await storedChecksums(warehouse.pool));
});

test('of every table it is decided what it may hold of a person', async () => {
  const tables = await rows(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration' ORDER BY 1`,
  );
  expect(Object.keys(personalTables).sort()).toEqual(tables.map(({ name }) => name).sort());
});
