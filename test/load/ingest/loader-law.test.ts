// Rows leave the same tables whether they come in files or in calls, one after the other or many at once.
import { load } from '../../../src/load/load';
import { recompute } from '../../../src/load/recompute';
import { tableChecksums } from '../support/checksum';
import { expectBalance, expectVersionsJoined } from '../support/invariants';
import { loadFolder } from '../support/load-folder';
import { dealt, filesOf, type RandomSource, type Rows, randomRows, randomSource } from '../support/random-load';
import { type Door, openDoor, sent } from './door';

const open: Door[] = [];
const create = async (): Promise<Door> => {
  const door = await openDoor();
  open.push(door);
  return door;
};
afterEach(async () => {
  for (const { warehouse } of open.splice(0)) await warehouse.drop();
});

const tables = ['customers', 'interactions', 'transactions'] as const;

/** What calls cannot send comes in files; the rest in calls of a few rows, all at once. */
async function sendInCalls({ warehouse, send }: Door, rows: Rows, random: RandomSource): Promise<void> {
  const rest = Object.fromEntries(Object.entries(rows).filter(([table]) => !tables.some((each) => each === table)));
  if (Object.values(rest).some(({ length }) => length > 0))
    await load(warehouse, { path: await loadFolder(filesOf(rest)) });
  const calls = tables.flatMap((table) => {
    const left = [...(rows[table] ?? [])];
    const parts = [];
    while (left.length > 0) parts.push({ table, part: left.splice(0, 1 + random.below(30)) });
    return parts;
  });
  await Promise.all(random.shuffled(calls).map(({ table, part }) => send(table, part.map(sent))));
}

test.each([1, 2, 3, 4, 5])('random histories end alike, corrections among them (history %i)', async (seed) => {
  const random = randomSource(seed + 50);
  // The same keys with other values, later.
  const hands = [...dealt(randomRows(seed, 0.4), 2, random), ...dealt(randomRows(seed + 500, 0.4), 2, random)];
  const byFile = await create();
  const inCalls = await create();
  for (const hand of hands) {
    await load(byFile.warehouse, { path: await loadFolder(filesOf(hand)) });
    await sendInCalls(inCalls, hand, random);
  }
  const expected = await tableChecksums(byFile.warehouse.pool);
  expect(await tableChecksums(inCalls.warehouse.pool)).toEqual(expected);
  await expectBalance(inCalls.warehouse);
  await expectVersionsJoined(inCalls.warehouse);
  // What was derived once for several calls is what is derived from scratch.
  await recompute(inCalls.warehouse);
  expect(await tableChecksums(inCalls.warehouse.pool)).toEqual(expected);
});
