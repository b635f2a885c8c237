// A running process keeps the judgements true: after facts came, and until it is stopped; a run that fails is tried again.
import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { defaultRules } from '../../../src/customer/rules/rules';
import { load } from '../../../src/load/load';
import { scoringTask } from '../../../src/services/scoring-task';
import { loadFolder } from '../../load/support/load-folder';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Asia/Shanghai' });
});
afterEach(() => warehouse.drop());

const sale = (id: string) =>
  loadFolder({
    'transactions.csv': `transaction_id,order_id,occurred_at,kind,revenue,customer_id\n${id},${id},2025-02-10,order,10,${id}\n`,
  });
const customersNow = async () =>
  (await warehouse.pool.query(`SELECT count(*) AS customers FROM customer_snapshot WHERE month_end = '9999-12-31'`))
    .rows[0].customers;
async function until(customers: number): Promise<void> {
  for (let turn = 0; turn < 400 && (await customersNow()) !== customers; turn += 1) await wait(25);
  expect(await customersNow()).toBe(customers);
}

const clock = () => Temporal.Instant.from('2025-04-10T12:00:00+08:00');
const signal = new AbortController().signal;

it('judges after every load, and no more once it is stopped', async () => {
  const failures: unknown[] = [];
  const task = scoringTask(
    { warehouse, clock, rules: defaultRules },
    { failed: (error) => failures.push(error), pause: 20 },
  );
  await load(warehouse, { path: await sale('anna') });
  await task.start(signal);
  await until(1);
  await load(warehouse, { path: await sale('bo') });
  await until(2);
  await task.stop();
  await load(warehouse, { path: await sale('chen') });
  await wait(200);
  expect(await customersNow()).toBe(2);
  expect(failures).toEqual([]);
});

it('tells of a run that failed, and tries again', async () => {
  const failures: unknown[] = [];
  const task = scoringTask(
    { warehouse, clock, rules: defaultRules },
    { failed: (error) => failures.push(error), pause: 20 },
  );
  await load(warehouse, { path: await sale('anna') });
  await warehouse.pool.query('ALTER TABLE customer_order RENAME TO elsewhere');
  await task.start(signal);
  for (let turn = 0; turn < 400 && failures.length < 2; turn += 1) await wait(25);
  expect(failures.length).toBeGreaterThanOrEqual(2);
  expect(await customersNow()).toBe(0);
  await warehouse.pool.query('ALTER TABLE elsewhere RENAME TO customer_order');
  await until(1);
  await task.stop();
});
