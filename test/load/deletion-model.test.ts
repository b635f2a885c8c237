// Random histories of exports that replace, rows flagged as deleted, parts, deletions by id and loads taken back, against a
// model that knows only the rules: what stands, of which loads, what is kept aside, what each load and unload says, and that
// a copy which follows the feed is the warehouse.
import { ingestInto } from '../../src/load/ingest/ingest';
import { type UnloadPlan, unload } from '../../src/load/unload';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { storedChecksums, tableChecksums } from './support/checksum';
import { flag, line, loadExport } from './support/export-loads';
import { type FollowedCopy, makeCopy } from './support/followed-copy';
import { expectBalance, expectVersionsJoined } from './support/invariants';
import { type RandomSource, randomSource } from './support/random-load';

type Table = 'transactions' | 'spend';
const stars = { transactions: 'fact_transaction', spend: 'fact_spend' } as const;
const files = { transactions: 'sales.csv', spend: 'costs.csv' } as const;

type Fact = { value: number; givers: number[] };
type Aside = Fact & { readonly place: string; readonly load: number };
/** What the rules make of a history. Places are `table key`. */
type Model = { readonly facts: Map<string, Fact>; aside: Aside[]; readonly exports: Map<number, string> };

type Rows = { readonly given: Map<string, number>; readonly flagged: Set<string>; readonly bad: boolean };

function leave({ facts, aside }: Model, place: string, load: number): boolean {
  const fact = facts.get(place);
  if (fact === undefined) return false;
  facts.delete(place);
  aside.push({ ...fact, place, load });
  return true;
}

/** Returns how many facts the load flagged away, and how many it replaced. */
function take(model: Model, load: number, table: Table, rows: Rows, replaces: string | null) {
  const conflicting = [...rows.flagged].filter((key) => rows.given.has(key));
  for (const [key, value] of rows.given) {
    if (conflicting.includes(key)) continue;
    const fact = model.facts.get(`${table} ${key}`);
    if (fact === undefined) model.facts.set(`${table} ${key}`, { value, givers: [load] });
    else if (fact.value !== value) Object.assign(fact, { value, givers: [...fact.givers, load] });
  }
  const flagged = [...rows.flagged].filter(
    (key) => !conflicting.includes(key) && leave(model, `${table} ${key}`, load),
  ).length;
  if (replaces === null || rows.bad || conflicting.length > 0) return { flagged, replaced: 0 };
  const ofExport = (giver: number) => model.exports.get(giver) === replaces;
  const missing = [...model.facts]
    .filter(([place]) => place.startsWith(`${table} `) && !rows.given.has(place.slice(table.length + 1)))
    .filter(([, { givers }]) => givers.every(ofExport));
  for (const [place] of missing) leave(model, place, load);
  return { flagged, replaced: missing.length };
}

function takeBack(model: Model, load: number): void {
  model.exports.delete(load);
  const strike = (givers: number[]) => givers.filter((giver) => giver !== load);
  for (const [place, fact] of model.facts) {
    fact.givers = strike(fact.givers);
    if (fact.givers.length === 0) model.facts.delete(place);
  }
  for (const each of model.aside) each.givers = strike(each.givers);
  model.aside = model.aside.filter(({ givers }) => givers.length > 0);
  for (const { place, value, givers } of model.aside.filter((each) => each.load === load)) {
    const [later] = model.aside
      .filter((each) => each.place === place && each.load > load)
      .sort((one, other) => one.load - other.load);
    const heir = later ?? model.facts.get(place);
    if (heir === undefined) model.facts.set(place, { value, givers });
    else heir.givers = [...givers, ...heir.givers];
  }
  model.aside = model.aside.filter((each) => each.load !== load);
}

/** How many facts an unload brings back, by table. */
function returning({ aside, facts }: Model, load: number) {
  const comes = aside
    // A row that this load alone gave does not come back.
    .filter((each) => each.load === load && each.givers.some((giver) => giver !== load))
    .filter(({ place }) => !facts.has(place) && !aside.some((each) => each.place === place && each.load > load));
  return (['transactions', 'spend'] as const)
    .map((table) => ({
      table: stars[table] as string,
      rows: comes.filter(({ place }) => place.startsWith(`${table} `)).length,
    }))
    .filter(({ rows }) => rows > 0);
}

let warehouse: TestWarehouse;
let copy: FollowedCopy;
beforeEach(async () => {
  warehouse = await createTestWarehouse({ timeZone: 'Europe/Berlin' });
  copy = await makeCopy(warehouse);
});
afterEach(() => warehouse.drop());

async function expectModel({ facts, aside }: Model): Promise<void> {
  const { rows } = await warehouse.pool.query(
    `SELECT 'transactions ' || transaction_id AS place, revenue::int AS value, load_id || updated_by AS givers FROM fact_transaction
     UNION ALL SELECT 'spend ' || spend_id, amount::int, load_id || updated_by FROM fact_spend`,
  );
  expect(new Map(rows.map(({ place, value, givers }) => [place, { value, givers }]))).toEqual(facts);
  const kept = await warehouse.pool.query(
    `SELECT target_table || ' ' || key AS place, load_id AS load, given_by AS givers,
       coalesce(cells ->> 'revenue', cells ->> 'amount')::numeric::int AS value FROM deleted_fact ORDER BY 1, 2`,
  );
  const sorted = [...aside].sort((one, other) =>
    one.place < other.place ? -1 : one.place > other.place ? 1 : one.load - other.load,
  );
  expect(kept.rows).toEqual(sorted.map(({ place, load, givers, value }) => ({ place, load, givers, value })));
  await copy.follow();
  expect(await copy.checksums()).toEqual(await storedChecksums(warehouse.pool));
  await expectBalance(warehouse);
}

const keys = ['a', 'b', 'c', 'd', 'e'];

function randomRows({ pick, shuffled, below, chance }: RandomSource): Rows {
  const given = new Map(
    shuffled(keys)
      .slice(0, below(5))
      .map((key) => [key, pick([1, 2])]),
  );
  const flagged = new Set(chance(0.35) ? shuffled(keys).slice(0, 1 + below(2)) : []);
  return { given, flagged, bad: chance(0.1) };
}

async function randomLoad(random: RandomSource, model: Model): Promise<number> {
  const replaces = random.pick(['shop', 'shop', 'till', null]);
  const table = random.pick(['transactions', 'transactions', 'spend'] as const);
  const rows = randomRows(random);
  // The value says whose the row is, so that an update moves it.
  const lines = random.shuffled([
    ...[...rows.given].map(([key, value]) => line(key, { amount: value, who: `of ${value}` })),
    ...[...rows.flagged].map((key) => flag(key)),
    ...(rows.bad ? [line('bad', { amount: 'bad' })] : []),
  ]);
  const { loadId, counts, fullExport } = await loadExport(warehouse, { [files[table]]: lines }, { replaces });
  const { flagged, replaced } = take(model, loadId, table, rows, replaces);
  expect({
    flagged: counts[0]!.deleted,
    replaced: fullExport?.tables.reduce((sum, { deleted }) => sum + deleted, 0) ?? 0,
  }).toEqual({ flagged, replaced });
  if (replaces !== null) model.exports.set(loadId, replaces);
  return loadId;
}

async function randomDeletion(random: RandomSource, model: Model): Promise<number> {
  const ids = random.shuffled(keys).slice(0, 2);
  const { loadId } = await ingestInto(warehouse)({ kind: 'delete', name: 'delete', table: 'transactions', ids });
  for (const id of ids) leave(model, `transactions ${id}`, Number(loadId));
  return Number(loadId);
}

async function randomUnload(random: RandomSource, model: Model, standing: number[]): Promise<void> {
  const [load] = standing.splice(random.below(standing.length), 1) as [number];
  let told: UnloadPlan | undefined;
  const expected = returning(model, load);
  await unload(warehouse, load, async (plan) => {
    told = plan;
    return true;
  });
  expect(told!.returns.filter(({ rows }) => rows > 0)).toEqual(expected);
  takeBack(model, load);
}

/** `DELETION_HISTORIES=60` for a longer run. */
const histories = Number(process.env.DELETION_HISTORIES ?? 16);

test.each(Array.from({ length: histories }, (_, seed) => seed))(
  'what stands and what is kept aside (history %i)',
  async (seed) => {
    const random = randomSource(seed);
    const before = await tableChecksums(warehouse.pool);
    const model: Model = { facts: new Map(), aside: [], exports: new Map() };
    const standing = [await randomLoad(random, model), await randomLoad(random, model)];
    for (let step = 0; step < 8; step += 1) {
      if (standing.length === 0 || random.chance(0.6)) standing.push(await randomLoad(random, model));
      else if (random.chance(0.2)) standing.push(await randomDeletion(random, model));
      else await randomUnload(random, model, standing);
      await expectModel(model);
    }
    while (standing.length > 0) await randomUnload(random, model, standing);
    await expectModel(model);
    expect(await tableChecksums(warehouse.pool)).toEqual(before);
    await expectVersionsJoined(warehouse);
  },
);
