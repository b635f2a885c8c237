// Calls that come while a commit is under way are committed together, each a load of its own; one that fails takes no other
// along, and none is answered before its commit.
import { postgresEngine } from '../../../src/engine/postgres-engine';
import { enginesFor } from '../../../src/services/engines';
import { statement } from '../../support/statement';
import { storedChecksums } from '../support/checksum';
import { makeCopy } from '../support/followed-copy';
import { expectBalance } from '../support/invariants';
import { type Door, openDoor, sale } from './door';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.warehouse.drop());

/** Counts from here on the transactions that store loads: the whole ones, whatever savepoint writes. */
async function countCommits({ query }: Door): Promise<() => Promise<number>> {
  await query('CREATE TABLE committed (transaction text)');
  await query(
    `CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO committed VALUES (pg_current_xact_id()::text); RETURN NULL; END'`,
  );
  await query('CREATE TRIGGER note AFTER INSERT ON load FOR EACH ROW EXECUTE FUNCTION note()');
  return async () => Number((await query('SELECT count(DISTINCT transaction) AS count FROM committed'))[0]!.count);
}

const login = (id: string) => ({ interaction_id: id, occurred_at: '2025-01-01', kind: 'login' });
const numbered = (count: number) => Array.from({ length: count }, (_, index) => index);

test('of calls at once the first is committed by itself and the others together, each a load of its own', async () => {
  const commits = await countCommits(door);
  const results = await Promise.all(
    numbered(20).map((index) => door.send('transactions', [sale(`t${index}`, { customer_id: `c${index % 3}` })])),
  );
  expect(await commits()).toBe(2);
  expect(results.map(({ loadId, changeId, inserted }) => [loadId, changeId, inserted])).toEqual(
    numbered(20).map((index) => [index + 1, index + 1, 1]),
  );
  expect(await door.query('SELECT DISTINCT read, inserted FROM load_count')).toEqual([{ read: 1, inserted: 1 }]);
  expect(await door.query('SELECT load_id FROM fact_transaction ORDER BY 1')).toEqual(
    numbered(20).map((index) => ({ load_id: index + 1 })),
  );
  // Derived once, with the last change.
  expect(await door.query('SELECT customer_id, change_id FROM customer_summary ORDER BY 1')).toEqual([
    { customer_id: 'c0', change_id: 20 },
    { customer_id: 'c1', change_id: 20 },
    { customer_id: 'c2', change_id: 20 },
  ]);
  await expectBalance(door.warehouse);
});

test('of calls of one commit with one row the later ones count, and each is told what it did', async () => {
  const commits = await countCommits(door);
  const [, ...results] = await Promise.all([
    door.send('transactions', [sale('t0')]),
    door.send('transactions', [sale('t1', { revenue: '1' }), sale('t2')]),
    door.send('transactions', [sale('t1', { revenue: '2' })]),
    door.send('transactions', [sale('t1', { revenue: '2' }), sale('t0')]),
    door.send('transactions', [sale('t1', { revenue: '2' })]),
  ]);
  expect(await commits()).toBe(2);
  expect(results.map(({ loadId, inserted, updated, unchanged }) => [loadId, inserted, updated, unchanged])).toEqual([
    [2, 2, 0, 0],
    [3, 0, 1, 0],
    [4, 0, 0, 2],
    [5, 0, 0, 1],
  ]);
  expect(
    await door.query('SELECT revenue, load_id, updated_by FROM fact_transaction WHERE transaction_id = $$t1$$'),
  ).toEqual([{ revenue: '2.0000', load_id: 2, updated_by: [3] }]);
  // What each sent again, of which load.
  expect(
    (await door.query('SELECT load_id, of_load_id, rows FROM load_repeat ORDER BY 1, 2')).map(Object.values),
  ).toEqual([
    [4, 1, 1],
    [4, 2, 1],
    [4, 3, 1],
    [5, 2, 1],
    [5, 3, 1],
  ]);
});

test('quarantine and counts of calls that are merged at once are their own', async () => {
  const [, one, other] = await Promise.all([
    door.send('transactions', [sale('t0')]),
    door.send('transactions', [sale('t1', { kind: 'refund' }), sale('t2'), sale('t2')]),
    door.send('transactions', [sale('t3'), sale('t4', { revenue: 'x', cost: '1' }), sale('t5', { kind: 'refund' })]),
  ]);
  expect(one).toMatchObject({
    inserted: 1,
    unchanged: 1,
    quarantined: 1,
    rejections: [{ row: 0, code: 'WRONG_SIGN' }],
  });
  expect(other).toMatchObject({
    inserted: 1,
    quarantined: 2,
    rejections: [
      { row: 1, code: 'INVALID_NUMBER' },
      { row: 2, code: 'WRONG_SIGN' },
    ],
  });
  expect(
    (await door.query('SELECT load_id, rejection_no, line, raw FROM load_rejection ORDER BY 1, 2')).map(Object.values),
  ).toEqual([
    [2, 1, 1, JSON.stringify(sale('t1', { kind: 'refund' }))],
    [3, 1, 2, JSON.stringify(sale('t4', { revenue: 'x', cost: '1' }))],
    [3, 2, 3, JSON.stringify(sale('t5', { kind: 'refund' }))],
  ]);
  await expectBalance(door.warehouse);
});

test('customers of calls that are merged at once are of their own loads', async () => {
  await Promise.all([
    door.send('transactions', [sale('t0', { customer_id: 'anna' })]),
    door.send('customers', [{ customer_id: 'anna', name: 'Anna' }]),
    door.send('customers', [{ customer_id: 'bo', name: 'Bo' }]),
    door.send('transactions', [sale('t1', { customer_id: 'cleo' })]),
    door.send('customers', [{ customer_id: 'bo', region: 'north' }]),
  ]);
  expect(
    (
      await door.query(
        'SELECT customer_id, name, region, inferred, load_id, updated_by FROM dim_customer WHERE customer_no <> 0 ORDER BY 1',
      )
    ).map(Object.values),
  ).toEqual([
    ['anna', 'Anna', null, false, 2, null],
    ['bo', 'Bo', 'north', false, 3, [5]],
    ['cleo', null, null, true, 4, null],
  ]);
});

test('calls one after the other are a commit each', async () => {
  const commits = await countCommits(door);
  for (const index of numbered(3)) await door.send('transactions', [sale(`t${index}`)]);
  expect(await commits()).toBe(3);
});

test('10,000 rows are committed together at most', async () => {
  const commits = await countCommits(door);
  await Promise.all(
    [1, 4_000, 4_000, 4_000].map((rows, call) =>
      door.send(
        'interactions',
        numbered(rows).map((row) => login(`${call} ${row}`)),
      ),
    ),
  );
  // The first alone, two, and the last.
  expect(await commits()).toBe(3);
});

test('a call that the database refuses leaves nothing, and the others of its commit are stored', async () => {
  await door.query(`ALTER TABLE fact_transaction ADD CONSTRAINT no_thirteen CHECK (transaction_id <> 't13')`);
  const results = await Promise.allSettled(
    numbered(20).map((index) =>
      door.send('transactions', [sale(`t${index}`, { customer_id: `c${index}` }), sale(`u${index}`)]),
    ),
  );
  expect(results.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([13]);
  expect((results[13] as PromiseRejectedResult).reason).toMatchObject({ code: '23514' });
  expect(await door.query('SELECT count(*) AS facts FROM fact_transaction')).toEqual([{ facts: 38 }]);
  expect(await door.query(`SELECT count(*) AS customers FROM dim_customer WHERE customer_id = 'c13'`)).toEqual([
    { customers: 0 },
  ]);
  expect(await door.query('SELECT max(load_id) AS last, count(*) AS loads FROM load')).toEqual([
    { last: 19, loads: 19 },
  ]);
  await expectBalance(door.warehouse);
  // The door works on.
  expect((await door.send('transactions', [sale('t20')])).loadId).toBe(20);
});

test('where the common part of a commit fails, each call is tried by itself', async () => {
  await door.query(`ALTER TABLE customer_summary ADD CONSTRAINT no_bo CHECK (customer_id <> 'bo')`);
  const results = await Promise.allSettled(
    ['anna', 'bo', 'cleo', 'dan'].map((customer) =>
      door.send('transactions', [sale(`of ${customer}`, { customer_id: customer })]),
    ),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(await door.query('SELECT customer_id FROM customer_summary ORDER BY 1')).toEqual(
    ['anna', 'cleo', 'dan'].map((customer) => ({ customer_id: customer })),
  );
  await expectBalance(door.warehouse);
});

test('rows are seen at the version that the result names, and by nobody before the answer', async () => {
  const engines = enginesFor(door.warehouse, { columnar: null, timeLimits: { statement: 60 } });
  const first = await door.send('transactions', [sale('t0')]);
  const others = await Promise.all(
    numbered(5).map(async (index) => {
      const result = await door.send('transactions', [sale(`u${index}`)]);
      const engine = await engines.at(String(result.changeId));
      return engine.read(async ({ select }) =>
        Number(
          (await select(statement(`SELECT count(*) FROM fact_transaction WHERE transaction_id = 'u${index}'`)))[0]![0],
        ),
      );
    }),
  );
  expect(first.changeId).toBe(1);
  expect(others).toEqual([1, 1, 1, 1, 1]);
  expect(await postgresEngine(door.warehouse.pool).read(async ({ dataVersion }) => dataVersion)).toBe('6');
});

test('a copy that follows the feed has what calls of one commit changed, deleted and gave anew', async () => {
  const copy = await makeCopy(door.warehouse);
  await door.send('transactions', [sale('t0', { customer_id: 'anna', product_id: 'tea' })]);
  await copy.follow();
  await Promise.all([
    door.send('transactions', [sale('t1', { customer_id: 'anna' })]),
    door.send('transactions', [sale('t0', { customer_id: 'bo', product_id: null })]),
    door.remove('transactions', ['t1']),
    door.send('transactions', [sale('t1', { customer_id: 'cleo' })]),
    door.remove('transactions', ['t0']),
  ]);
  expect(await copy.follow()).toBe('followed');
  expect(await copy.checksums()).toEqual(await storedChecksums(door.warehouse.pool));
  expect(await door.query('SELECT transaction_id AS id FROM fact_transaction')).toEqual([{ id: 't1' }]);
  expect(await door.query('SELECT customer_id FROM dim_customer WHERE customer_no <> 0')).toEqual([
    { customer_id: 'cleo' },
  ]);
});

test('a connection that went away between two commits is made anew', async () => {
  await door.send('transactions', [sale('t0')]);
  await door.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'astrolabe load' AND datname = current_database()`,
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await door.send('transactions', [sale('t1')])).toMatchObject({ loadId: 2, inserted: 1 });
});

test('a connection that goes away in a commit is told to every call of it, and the same calls again are stored', async () => {
  await door.query(
    `CREATE FUNCTION fall() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'`,
  );
  await door.query('CREATE TRIGGER fall AFTER INSERT ON load FOR EACH ROW EXECUTE FUNCTION fall()');
  const calls = () =>
    Promise.allSettled(numbered(4).map((index) => door.send('transactions', [sale(`t${index}`)], `k${index}`)));
  for (const outcome of await calls())
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'DATABASE_UNAVAILABLE' } });
  await door.query('DROP TRIGGER fall ON load');
  expect(await door.query('SELECT FROM load')).toEqual([]);
  expect((await calls()).map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'));
});
