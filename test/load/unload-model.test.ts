// Random histories of loads that share rows, some taken back, against a model of which loads gave a row: what stands,
// with which values and of whom, and what unload says before it acts.
import { load } from '../../src/load/load';
import { type UnloadPlan, unload } from '../../src/load/unload';
import { createTestWarehouse, type TestWarehouse } from '../support/test-warehouse';
import { expectBalance, expectVersionsJoined } from './support/invariants';
import { csv, loadFolder } from './support/load-folder';
import { type RandomSource, type Row, randomSource } from './support/random-load';

/** Rows of one kind, by a key: how a file and the warehouse have them. */
type Kind = {
  readonly file: string;
  readonly table: string;
  readonly row: (key: number, value: string) => Row;
  readonly stored: string;
};

const kinds: readonly Kind[] = [
  {
    file: 'products.csv',
    table: 'dim_product',
    row: (key, value) => ({ product_id: `p${key}`, name: value }),
    stored: `SELECT product_id AS key, name AS value, load_id, updated_by FROM dim_product WHERE product_no <> 0`,
  },
  {
    // Three versions of a customer.
    file: 'customers.csv',
    table: 'dim_customer',
    row: (key, value) => ({
      customer_id: `c${Math.floor(key / 3)}`,
      valid_from: `2024-0${1 + (key % 3)}-01`,
      name: value,
    }),
    stored: `SELECT 'c' || (substr(customer_id, 2)::int * 3 + extract(month FROM valid_from)::int - 1) AS key, name AS value, load_id, updated_by
      FROM dim_customer WHERE customer_no <> 0`,
  },
  {
    file: 'transactions.csv',
    table: 'fact_transaction',
    row: (key, value) => ({
      transaction_id: `t${key}`,
      order_id: 'o',
      occurred_at: '2025-01-01',
      kind: 'order',
      revenue: 1,
      campaign: value,
      // A change of value moves the row to another customer.
      customer_id: `buyer ${value}`,
    }),
    stored: 'SELECT transaction_id AS key, campaign AS value, load_id, updated_by FROM fact_transaction',
  },
  {
    file: 'targets.csv',
    table: 'target',
    row: (key, value) => ({
      metric: 'revenue',
      from: `2025-01-0${key + 1}`,
      to: '2025-01-31',
      value: value === 'x' ? 1 : 2,
    }),
    stored: `SELECT 'g' || (extract(day FROM from_date)::int - 1) AS key, CASE value WHEN 1 THEN 'x' ELSE 'y' END AS value, load_id, updated_by FROM target`,
  },
];
const keyOf = ({ row }: Kind, key: number): string =>
  `${{ product_id: 'p', customer_id: 'c', transaction_id: 't', metric: 'g' }[Object.keys(row(0, 'x'))[0]!]}${key}`;

type Stands = { value: string; readonly givers: number[] };
type Model = {
  /** Rows by table and key. */
  readonly rows: Map<string, Stands>;
  /** How many rows of an earlier load a later one sent again unchanged: by "later of earlier". */
  readonly repeats: Map<string, number>;
};

function giveRow({ rows, repeats }: Model, place: string, value: string, loadId: number): void {
  const stands = rows.get(place);
  if (stands === undefined) rows.set(place, { value, givers: [loadId] });
  else if (stands.value !== value) {
    stands.value = value;
    stands.givers.push(loadId);
  } else
    for (const giver of stands.givers)
      repeats.set(`${loadId} of ${giver}`, (repeats.get(`${loadId} of ${giver}`) ?? 0) + 1);
}

function takeBack({ rows }: Model, loadId: number): void {
  for (const [place, { givers }] of rows) {
    if (givers.includes(loadId)) givers.splice(givers.indexOf(loadId), 1);
    if (givers.length === 0) rows.delete(place);
  }
}

/** What unload should say: rows by table that go, stay and were updated, and repeats of loads that stand. */
function planOf({ rows, repeats }: Model, loadId: number, standing: readonly number[]) {
  const count = (holds: (givers: readonly number[]) => boolean) =>
    kinds
      .map(({ table }) => ({
        table,
        rows: [...rows].filter(([place, { givers }]) => place.startsWith(`${table} `) && holds(givers)).length,
      }))
      .filter((each) => each.rows > 0);
  return {
    goes: count((givers) => givers.length === 1 && givers[0] === loadId),
    stays: count((givers) => givers.length > 1 && givers[0] === loadId),
    updated: count((givers) => givers.indexOf(loadId) > 0),
    repeated: standing
      .map((later) => ({ loadId: later, rows: repeats.get(`${later} of ${loadId}`) ?? 0 }))
      .filter((each) => each.rows > 0),
  };
}

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse();
});
afterEach(() => warehouse.drop());

async function stored(): Promise<Map<string, Stands>> {
  const found = new Map<string, Stands>();
  for (const { table, stored: sql } of kinds) {
    // Buyers are there because their purchases name them.
    const { rows } = await warehouse.pool.query(`SELECT * FROM (${sql}) AS r WHERE value IS NOT NULL`);
    for (const { key, value, load_id, updated_by } of rows)
      found.set(`${table} ${key}`, { value, givers: [load_id, ...(updated_by ?? [])] });
  }
  return found;
}

async function randomLoad(random: RandomSource, model: Model): Promise<number> {
  const files: Record<string, string> = {};
  const given: [place: string, value: string][] = [];
  for (const kind of kinds) {
    const keys = random.shuffled([0, 1, 2, 3, 4, 5]).slice(0, random.below(5));
    const rows = keys.map((key): Row => {
      const value = random.pick(['x', 'y']);
      given.push([`${kind.table} ${keyOf(kind, key)}`, value]);
      return kind.row(key, value);
    });
    if (rows.length > 0) files[kind.file] = csv(rows);
  }
  if (given.length === 0) return randomLoad(random, model);
  const { loadId } = await load(warehouse, { path: await loadFolder(files) });
  for (const [place, value] of given) giveRow(model, place, value, loadId);
  return loadId;
}

test.each(Array.from({ length: 12 }, (_, seed) => seed))(
  'what stands is what loads that stand gave (history %i)',
  async (seed) => {
    const random = randomSource(seed);
    const model: Model = { rows: new Map(), repeats: new Map() };
    const standing = [await randomLoad(random, model), await randomLoad(random, model)];
    for (let step = 0; step < 7; step += 1) {
      if (random.chance(0.55) || standing.length === 0) standing.push(await randomLoad(random, model));
      else {
        const [loadId] = standing.splice(random.below(standing.length), 1) as [number];
        const expected = planOf(model, loadId, standing);
        let told: UnloadPlan | undefined;
        await unload(warehouse, loadId, async (plan) => {
          told = plan;
          return true;
        });
        const { goes, stays, updated, repeated } = told!;
        expect({
          goes,
          stays,
          updated,
          repeated: repeated.map(({ loadId: later, rows }) => ({ loadId: later, rows })),
        }).toEqual(expected);
        takeBack(model, loadId);
      }
      expect(await stored()).toEqual(model.rows);
    }
    await expectBalance(warehouse);
    await expectVersionsJoined(warehouse);
  },
);
