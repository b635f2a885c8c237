// A call that names a key is done once: sent again it gets the first result, also after a restart and when both run at once;
// with other rows it is refused.
import { type Door, doorOf, openDoor, sale } from './door';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.warehouse.drop());

const loads = async () => (await door.query('SELECT load_id FROM load ORDER BY 1')).map(({ load_id }) => load_id);
const rows = [sale('t1'), sale('t2', { revenue: 'x' })];

test('the same key with the same rows gets the first result again, whatever happened since', async () => {
  const first = await door.send('transactions', rows, 'k1');
  expect(first).toMatchObject({ loadId: 1, changeId: 1, inserted: 1, quarantined: 1 });
  await door.send('transactions', [sale('t1', { revenue: '99' })]);
  expect(await door.send('transactions', rows, 'k1')).toEqual(first);
  // Another process, or this one after a restart.
  expect(await doorOf(door.warehouse).send('transactions', rows, 'k1')).toEqual(first);
  expect(await loads()).toEqual([1, 2]);
  expect(await door.query('SELECT revenue FROM fact_transaction')).toEqual([{ revenue: '99.0000' }]);
});

test('without a key the same rows are another load, which changes nothing', async () => {
  await door.send('transactions', [sale('t1')]);
  expect(await door.send('transactions', [sale('t1')])).toMatchObject({ loadId: 2, unchanged: 1 });
});

test('two calls with one key at once are one, in one process and in two', async () => {
  const other = doorOf(door.warehouse);
  const results = await Promise.all(
    [door, door, other, door, other].map(({ send }) => send('transactions', rows, 'k1')),
  );
  expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  expect(await loads()).toEqual([1]);
});

test.each([
  ['another value', 'transactions', [sale('t1', { revenue: '11' })]],
  ['another column', 'transactions', [sale('t1', { cost: null })]],
  ['another order', 'transactions', [sale('t2'), sale('t1')]],
  ['another table', 'interactions', []],
] as const)('the same key with %s is refused, and nothing is stored', async (_, table, others) => {
  await door.send('transactions', [sale('t1'), ...(others.length === 2 ? [sale('t2')] : [])], 'k1');
  await expect(door.send(table, others, 'k1')).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
    parameters: { key: 'k1' },
  });
  await expect(door.remove('transactions', ['t1'], 'k1')).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  expect(await loads()).toEqual([1]);
  expect(await door.query(`SELECT revenue FROM fact_transaction WHERE transaction_id = 't1'`)).toEqual([
    { revenue: '10.0000' },
  ]);
});

test('of two calls at once with one key and other rows the second is refused alone', async () => {
  const results = await Promise.allSettled([
    door.send('transactions', [sale('t0')]),
    door.send('transactions', [sale('t1')], 'k1'),
    door.send('transactions', [sale('t2')], 'k1'),
    door.send('transactions', [sale('t3')]),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await loads()).toEqual([1, 2, 3]);
});

test('a deletion with a key that comes again deletes nothing that was given since', async () => {
  await door.send('transactions', [sale('t1')]);
  const first = await door.remove('transactions', ['t1'], 'k1');
  await door.send('transactions', [sale('t1')]);
  expect(await door.remove('transactions', ['t1'], 'k1')).toEqual(first);
  expect(await door.query('SELECT transaction_id FROM fact_transaction')).toEqual([{ transaction_id: 't1' }]);
});

test('a call that failed leaves its key free', async () => {
  await door.query(`ALTER TABLE fact_transaction ADD CONSTRAINT none CHECK (transaction_id <> 't1')`);
  await expect(door.send('transactions', rows, 'k1')).rejects.toThrow('none');
  await door.query('ALTER TABLE fact_transaction DROP CONSTRAINT none');
  expect(await door.send('transactions', rows, 'k1')).toMatchObject({ loadId: 1, inserted: 1 });
});

test('a key is remembered for 24 hours', async () => {
  await door.send('transactions', rows, 'k1');
  await door.send('transactions', rows, 'k2');
  await door.query(`UPDATE ingest_key SET created_at = now() - interval '23 hours 59 minutes' WHERE key = 'k1'`);
  expect(await door.send('transactions', rows, 'k1')).toMatchObject({ loadId: 1 });
  await door.query(`UPDATE ingest_key SET created_at = now() - interval '24 hours 1 minute' WHERE key = 'k1'`);
  expect(await door.send('transactions', [sale('t9')], 'k1')).toMatchObject({ loadId: 3, inserted: 1 });
  expect(await door.send('transactions', rows, 'k2')).toMatchObject({ loadId: 2 });
});

test.each([
  ['', 'it is empty'],
  ['x'.repeat(201), 'it has 201 characters'],
  ['a\0', 'it holds a character that cannot be stored'],
])('no key is %j', async (key, problem) => {
  await expect(door.send('transactions', rows, key)).rejects.toThrow(
    `The argument idempotencyKey is not valid: ${problem}.`,
  );
  expect(await loads()).toEqual([]);
});
