// The same rows leave the same tables, whatever happened on their way: in parts and any order, again, at once, and again after
// a connection that broke before it said whether it had committed.
import { setTimeout as wait } from 'node:timers/promises';
import { load } from '../../../src/load/load';
import { totalOf } from '../../../src/load/report/load-report';
import { openDatabase, type Warehouse } from '../../../src/warehouse/warehouse';
import { tableChecksums } from '../../load/support/checksum';
import { expectBalance, expectVersionsJoined } from '../../load/support/invariants';
import { loadFolder } from '../../load/support/load-folder';
import { dealt, filesOf, type RandomSource, type Rows, randomRows, randomSource } from '../../load/support/random-load';
import { startFaultProxy } from '../../support/fault-proxy';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { countOf, seedOf, tellFigure } from '../support/tell-figure';

const histories = countOf('RANDOM_HISTORIES', 5);
const first = seedOf();
const settings = { timeZone: 'Europe/Berlin', lostAfterDays: 120, dormantAfterDays: 48 } as const;
const counts = { loads: 0, again: 0, 'at once': 0, broken: 0, 'broken after the commit': 0 };

let same = 0;

const open: TestWarehouse[] = [];
async function create(): Promise<TestWarehouse> {
  const warehouse = await createTestWarehouse(settings);
  open.push(warehouse);
  return warehouse;
}
afterEach(async () => {
  for (const warehouse of open.splice(0)) await warehouse.drop();
});
afterAll(() =>
  tellFigure(
    `${same} of ${histories} histories (seeds from ${first}) left the checksum of one load: ${Object.entries(counts)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ')}`,
  ),
);

const loadRows = async (warehouse: Warehouse, rows: Rows) => {
  counts.loads += 1;
  return load(warehouse, { path: await loadFolder(filesOf(rows)) });
};

async function checked(warehouse: TestWarehouse) {
  await expectBalance(warehouse);
  await expectVersionsJoined(warehouse);
  return tableChecksums(warehouse.pool);
}

const loadsIn = async ({ pool }: TestWarehouse): Promise<number> =>
  (await pool.query<{ loads: number }>('SELECT count(*)::int AS loads FROM load')).rows[0]!.loads;

/** Through a connection that breaks at a random moment or in the commit; then again, as whoever does not know does. */
async function loadBroken(warehouse: TestWarehouse, rows: Rows, random: RandomSource): Promise<void> {
  const proxy = await startFaultProxy(warehouse.url);
  const before = await loadsIn(warehouse);
  const through = await openDatabase(proxy.url, warehouse.config);
  try {
    const loading = loadRows(through, rows).then(
      () => true,
      () => false,
    );
    if (random.chance(0.5)) await proxy.set('cut at a commit');
    else {
      await wait(random.below(120));
      await proxy.set('refused');
    }
    if (!(await loading)) {
      counts.broken += 1;
      if ((await loadsIn(warehouse)) > before) counts['broken after the commit'] += 1;
    }
  } finally {
    await through.close();
    await proxy.close();
  }
  await loadRows(warehouse, rows);
}

async function live(warehouse: TestWarehouse, hands: readonly Rows[], random: RandomSource): Promise<void> {
  for (let left = [...hands]; left.length > 0; ) {
    const dice = random.below(4);
    const [hand, ...rest] = left as [Rows, ...Rows[]];
    if (dice === 0 && rest.length > 0) {
      counts['at once'] += 2;
      await Promise.all([loadRows(warehouse, hand), loadRows(warehouse, rest.shift()!)]);
    } else if (dice === 1) {
      counts.again += 1;
      await loadRows(warehouse, hand);
      await loadRows(warehouse, random.pick(hands.slice(0, hands.length - rest.length)));
    } else if (dice === 2) await loadBroken(warehouse, hand, random);
    else await loadRows(warehouse, hand);
    left = rest;
  }
}

test('a load whose commit nobody answered is stored, and again changes nothing', async () => {
  const rows = randomRows(1, 0.3);
  const warehouse = await create();
  const proxy = await startFaultProxy(warehouse.url);
  const through = await openDatabase(proxy.url, warehouse.config);
  try {
    await proxy.set('cut at a commit');
    await expect(loadRows(through, rows)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(await loadsIn(warehouse)).toBe(1);
    await proxy.set('none');
    const again = await loadRows(through, rows);
    expect(totalOf(again, 'unchanged')).toBe(totalOf(again, 'read'));
  } finally {
    await through.close();
    await proxy.close();
  }
});

test.each(Array.from({ length: histories }, (_, index) => first + index))(
  'a history leaves what one load leaves (seed %i)',
  async (seed) => {
    const random = randomSource(seed);
    const rows = randomRows(seed, 0.3);
    const once = await create();
    await loadRows(once, rows);
    const warehouse = await create();
    await live(warehouse, dealt(rows, 2 + random.below(4), random), random);
    expect(await checked(warehouse)).toEqual(await checked(once));
    same += 1;
  },
);
