// Every statement of loads, unloads, merges, erasures, single calls, recomputing, exports and score runs keeps the rules of a
// cluster (support/cluster), and what is stored does not rest on the time zone of a session.
import { Client } from 'pg';
import { Temporal } from 'temporal-polyfill';
import { score } from '../../src/customer/scoring/score';
import { eraseCustomer } from '../../src/load/erase-customer';
import { exportCustomer } from '../../src/load/export-customer';
import { ingestInto } from '../../src/load/ingest/ingest';
import { load } from '../../src/load/load';
import { mergeCustomers } from '../../src/load/merge-customers';
import { recompute } from '../../src/load/recompute';
import { unload } from '../../src/load/unload';
import { brokenRules } from '../support/cluster/cluster-rules';
import { recordedStatements } from '../support/cluster/recorded-statements';
import { loadParser } from '../support/cluster/sql-tree';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { tableChecksums } from './support/checksum';
import { flag, line, loadExport } from './support/export-loads';
import { loadFolder } from './support/load-folder';
import { randomHistory } from './support/random-history';
import { dealt, filesOf, randomRows, randomSource } from './support/random-load';

beforeAll(loadParser);

const now = Temporal.Instant.from('2025-10-01T00:00:00Z');

async function everything(warehouse: TestWarehouse): Promise<void> {
  for (const { take } of randomHistory(7, 12)) await take(warehouse);
  const [rows, corrected] = dealt(randomRows(11), 2, randomSource(3));
  const first = await load(warehouse, { path: await loadFolder(filesOf(rows!)) });
  await load(warehouse, { path: await loadFolder(filesOf(corrected!)) });
  const ingest = ingestInto(warehouse);
  const sale = {
    transaction_id: 'i1',
    order_id: 'i1',
    occurred_at: '2025-01-05T10:00:00Z',
    kind: 'order',
    revenue: '5',
  };
  const send = (rowsSent: readonly Record<string, string>[]) =>
    ingest({ kind: 'rows', table: 'transactions', rows: rowsSent, name: 'ingestTransactions' });
  await send([{ ...sale, customer_id: 'c1' }]);
  await send([{ ...sale, customer_id: 'c2', revenue: '6' }]);
  const merged = await mergeCustomers(warehouse, 'c2', 'c3').catch(() => null);
  await score(warehouse, { now });
  const deleted = await ingest({ kind: 'delete', table: 'transactions', ids: ['i1'], name: 'deleteTransactions' });
  await unload(warehouse, Number(deleted.loadId));
  const at = '2025-03-01T10:00:00Z';
  await loadExport(warehouse, {
    'sales.csv': [line('e1', { at }), line('e2', { at })],
    'costs.csv': [line('k1'), line('k2')],
  });
  const fewer = await loadExport(warehouse, {
    'sales.csv': [line('e1', { at }), flag('i1')],
    'costs.csv': [line('k1'), line('bad', { at: 'never' })],
  });
  await loadExport(warehouse, { 'sales.csv': [line('e2', { at, who: 'c1' })], 'costs.csv': [flag('k1')] });
  await unload(warehouse, fewer.loadId);
  await exportCustomer(warehouse, 'c3');
  await eraseCustomer(warehouse, 'c3');
  await send([{ ...sale, transaction_id: 'i2', customer_id: 'c3' }]);
  await load(warehouse, { path: await loadFolder(filesOf(rows!)) });
  if (merged !== null) await unload(warehouse, merged.loadId).catch(() => null);
  await unload(warehouse, first.loadId);
  await recompute(warehouse);
  await score(warehouse, { now });
}

const timeZone = 'America/New_York';

type Doing = (work: () => Promise<void>) => Promise<unknown>;

/** What a warehouse holds after everything was done to it. */
async function heldAfter(distributed: boolean, doing: Doing = (work) => work()): Promise<unknown> {
  const warehouse = await createTestWarehouse({ timeZone });
  try {
    await doing(() => everything({ ...warehouse, distributed }));
    return await tableChecksums(warehouse.pool);
  } finally {
    await warehouse.drop();
  }
}

test('every statement keeps the rules of a cluster, and they store what those for one server store', async () => {
  let texts: readonly string[] = [];
  const held = await heldAfter(true, async (work) => {
    texts = await recordedStatements(work);
  });
  expect(texts.length).toBeGreaterThan(200);
  const broken = texts
    .map((text) => ({ text, rules: brokenRules(text) }))
    .filter(({ rules }) => rules.length > 0)
    .map(({ text, rules }) => `${rules.join(', ')}: ${text}`);
  expect(broken).toEqual([]);
  expect(held).toEqual(await heldAfter(false));
});

test('nothing that is stored rests on the time zone of the session', async () => {
  const inOwnZone = await heldAfter(false);
  const { query } = Client.prototype;
  const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...given: unknown[]) {
    const [text] = given;
    const isZone = typeof text === 'string' && text.includes(`set_config('TimeZone'`);
    return (query as (...all: unknown[]) => unknown).apply(
      this,
      isZone ? [text, ['Pacific/Kiritimati']] : given,
    ) as never;
  });
  try {
    expect(await heldAfter(false)).toEqual(inOwnZone);
    expect(spy.mock.calls.filter(([text]) => String(text).includes(`set_config('TimeZone'`)).length).toBeGreaterThan(
      10,
    );
  } finally {
    spy.mockRestore();
  }
});
