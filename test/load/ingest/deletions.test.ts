// Facts that are deleted by id: gone from the star and from what is derived of it, kept aside with the load that deleted
// them, and brought back by its unload.
import { unload } from '../../../src/load/unload';
import { tableChecksums } from '../support/checksum';
import { expectBalance, expectVersionsJoined } from '../support/invariants';
import { type RandomSource, randomRows, randomSource } from '../support/random-load';
import { type Door, openDoor, sale, sent } from './door';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(async () => {
  await expectBalance(door.warehouse);
  await expectVersionsJoined(door.warehouse);
  await door.warehouse.drop();
});

const facts = async () =>
  (await door.query('SELECT transaction_id AS id, revenue, load_id, updated_by FROM fact_transaction ORDER BY 1')).map(
    ({ id, revenue, load_id, updated_by }) => [
      id,
      Number(revenue),
      [load_id, ...((updated_by as number[] | null) ?? [])],
    ],
  );
const aside = async () =>
  (await door.query('SELECT load_id, key, given_by FROM deleted_fact ORDER BY 1, 2')).map(
    ({ load_id, key, given_by }) => [load_id, key, given_by],
  );

test('counts what went, and every other id as unchanged: unknown, named twice, gone already', async () => {
  await door.send('transactions', [sale('t1'), sale('t2')]);
  expect(await door.remove('transactions', ['t1', 'nobody', 't1', 'a\0', ''])).toEqual({
    loadId: 2,
    changeId: 2,
    inserted: 0,
    updated: 0,
    unchanged: 4,
    quarantined: 0,
    filtered: 0,
    deleted: 1,
    rejections: [],
  });
  expect(await door.remove('transactions', ['t1'])).toMatchObject({ loadId: 3, deleted: 0, unchanged: 1 });
  expect(await door.remove('interactions', ['t2'])).toMatchObject({ deleted: 0, unchanged: 1 });
  expect(await facts()).toEqual([['t2', 10, [1]]]);
});

test('leaves what would be there if the rows had never come, and unload what was there before', async () => {
  const never = await tableChecksums(door.warehouse.pool);
  await door.send('transactions', [
    sale('t1', {
      customer_id: 'anna',
      product_id: 'tea',
      channel_id: 'web',
      cost: '4.5',
      term_end: '2026-01-01',
      occurred_at: '2025-03-30T01:59:59.123456Z',
    }),
    sale('t2'),
  ]);
  await door.send('interactions', [
    {
      interaction_id: 'i1',
      occurred_at: '2025-01-01',
      kind: 'stage',
      customer_id: 'anna',
      opportunity_id: 'deal',
      stage: 'won',
      amount: '7.25',
      product_id: 'tea',
    },
    {
      interaction_id: 'i2',
      occurred_at: '2025-01-02',
      kind: 'survey',
      question: 'nps',
      score: '9',
      scale_max: '20',
      customer_id: 'bo',
      agent_id: 'kim',
    },
  ]);
  const before = await tableChecksums(door.warehouse.pool);
  await door.remove('transactions', ['t1', 't2']);
  await door.remove('interactions', ['i1', 'i2']);
  expect(await tableChecksums(door.warehouse.pool)).toEqual(never);
  await unload(door.warehouse, 4);
  await unload(door.warehouse, 3);
  expect(await tableChecksums(door.warehouse.pool)).toEqual(before);
  expect(await facts()).toEqual([
    ['t1', 10, [1]],
    ['t2', 10, [1]],
  ]);
  expect(await aside()).toEqual([]);
  const { rows } = await door.warehouse.pool.query(
    'SELECT amount, won_amount, product_id FROM opportunity JOIN dim_product USING (product_no)',
  );
  expect(rows).toEqual([{ amount: '7.2500', won_amount: '7.2500', product_id: 'tea' }]);
});

test('unload says beforehand what comes back', async () => {
  await door.send('transactions', [sale('t1'), sale('t2'), sale('t3')]);
  await door.remove('transactions', ['t1', 't2', 't3']);
  await door.send('transactions', [sale('t2')]);
  let told: unknown;
  await unload(door.warehouse, 2, async (plan) => {
    told = plan;
    return false;
  });
  expect(told).toMatchObject({ loadId: 2, goes: [], returns: [{ table: 'fact_transaction', rows: 2 }] });
  expect(await facts()).toEqual([['t2', 10, [3]]]);
});

describe('of the loads 1 (gives), 2 (deletes), 3 (gives anew) and 4 (deletes again), taking back', () => {
  const revenue = (value: string) => [sale('t', { revenue: value })];
  beforeEach(async () => {
    await door.send('transactions', revenue('1'));
    await door.remove('transactions', ['t']);
    await door.send('transactions', revenue('3'));
    await door.remove('transactions', ['t']);
    expect(await aside()).toEqual([
      [2, 't', [1]],
      [4, 't', [3]],
    ]);
  });

  test('4 brings the row back as 3 gave it; 2 after it leaves it so, and it is of 1 and 3', async () => {
    await unload(door.warehouse, 4);
    expect(await facts()).toEqual([['t', 3, [3]]]);
    await unload(door.warehouse, 2);
    expect(await facts()).toEqual([['t', 3, [1, 3]]]);
  });

  test('2 first leaves it deleted, and 4 after it brings it back', async () => {
    await unload(door.warehouse, 2);
    expect(await facts()).toEqual([]);
    expect(await aside()).toEqual([[4, 't', [1, 3]]]);
    await unload(door.warehouse, 4);
    expect(await facts()).toEqual([['t', 3, [1, 3]]]);
  });

  test('3 forgets what 4 keeps aside, and 1 what 2 does', async () => {
    await unload(door.warehouse, 3);
    expect(await aside()).toEqual([[2, 't', [1]]]);
    await unload(door.warehouse, 4);
    await unload(door.warehouse, 1);
    await unload(door.warehouse, 2);
    expect(await facts()).toEqual([]);
    expect(await aside()).toEqual([]);
  });
});

test('a deletion that failed leaves its rows', async () => {
  await door.send('transactions', [sale('t1')]);
  await door.query(`ALTER TABLE deleted_fact ADD CONSTRAINT none CHECK (key <> 't1')`);
  await expect(door.remove('transactions', ['t1'])).rejects.toThrow('none');
  expect(await facts()).toEqual([['t1', 10, [1]]]);
});

/** Sends a random company in calls. */
async function sendCompany(seed: number, random: RandomSource): Promise<void> {
  const rows = randomRows(seed, 0.3);
  for (const table of random.shuffled(['customers', 'interactions', 'transactions'] as const))
    await door.send(table, rows[table]!.map(sent));
}

test.each([1, 2, 3, 4])(
  'random deletions, all taken back in any order, leave the company as it was (company %i)',
  async (seed) => {
    const random = randomSource(seed);
    await sendCompany(seed, random);
    const before = await tableChecksums(door.warehouse.pool);
    const deletions: number[] = [];
    for (let step = 0; step < 4; step += 1) {
      const table = random.pick(['interactions', 'transactions'] as const);
      const ids = Array.from({ length: 15 }, () => `${table[0]}${random.below(50)}`);
      deletions.push((await door.remove(table, ids)).loadId);
    }
    expect(await tableChecksums(door.warehouse.pool)).not.toEqual(before);
    for (const loadId of random.shuffled(deletions)) await unload(door.warehouse, loadId);
    expect(await tableChecksums(door.warehouse.pool)).toEqual(before);
  },
);
