// Where rows lie on several servers a question sees one version by a lock. The lock is the same on one server, which stands in
// for several here: a question told to be one of several servers keeps a load from being committed.
import { setTimeout as sleep } from 'node:timers/promises';
import { postgresEngine } from '../../src/engine/postgres-engine';
import { load } from '../../src/load/load';
import { loadFolder } from '../load/support/load-folder';
import { recordedStatements } from '../support/cluster/recorded-statements';
import { statement } from '../support/statement';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse();
});
afterEach(() => warehouse.drop());

const spread = () => ({ ...warehouse, distributed: true });
const customers = (...ids: readonly string[]) =>
  loadFolder({ 'customers.csv': ['customer_id', ...ids, ''].join('\n') });
const counted = 'SELECT count(*) FROM customer_summary';

test('a question sees one version, and a load is seen once the questions before it are over', async () => {
  const engine = postgresEngine(warehouse.pool, true);
  const path = await customers('a', 'b');
  let loading: Promise<unknown> = Promise.resolve();
  await engine.read(async ({ select, dataVersion }) => {
    expect([dataVersion, await select(statement(counted))]).toEqual(['0', [[0]]]);
    loading = load(spread(), { path });
    await sleep(1_500);
    // Several at once: connections that help see the same.
    const all = await Promise.all(Array.from({ length: 4 }, () => select(statement(counted))));
    expect(all).toEqual(Array.from({ length: 4 }, () => [[0]]));
  });
  await loading;
  expect(await engine.read(({ select }) => select(statement(counted)))).toEqual([[2]]);
});

test('who holds a view and opens another does not wait for a load that waits for the first', async () => {
  const engine = postgresEngine(warehouse.pool, true);
  const path = await customers('a');
  let loading: Promise<unknown> = Promise.resolve();
  await engine.read(async () => {
    loading = load(spread(), { path });
    await sleep(1_500);
    expect(await engine.read(({ select }) => select(statement(counted)))).toEqual([[0]]);
  });
  await loading;
});

test('on one server neither asks for the lock', async () => {
  const path = await customers('a');
  const texts = await recordedStatements(async () => {
    await load(warehouse, { path });
    await postgresEngine(warehouse.pool).read(({ select }) => select(statement(counted)));
  });
  expect(texts.filter((text) => text.includes('4702111239') || text.includes('before_questions'))).toEqual([]);
  expect(texts.some((text) => text.includes('REPEATABLE READ'))).toBe(true);
});
