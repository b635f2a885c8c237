// Versions and facts arrive in any order, facts before their customer and long after, versions of the past after those of now:
// the tables end the same, and so do answers as of every day.
import { load } from '../../../src/load/load';
import { tableChecksums } from '../../load/support/checksum';
import { expectVersionsJoined } from '../../load/support/invariants';
import { loadFolder } from '../../load/support/load-folder';
import { filesOf, type Rows, randomSource } from '../../load/support/random-load';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { countOf, seedOf, tellFigure } from '../support/tell-figure';

const orders = countOf('ARRIVAL_ORDERS', 2);
const seed = seedOf();

const version = (id: string, from: string | null, region: string) => ({
  customers: [{ customer_id: id, valid_from: from, region }],
});
const order = (id: string, customer: string, at: string, revenue: number) => ({
  transactions: [{ transaction_id: id, order_id: id, occurred_at: at, kind: 'order', revenue, customer_id: customer }],
});
const contact = (id: string, customer: string, at: string) => ({
  interactions: [{ interaction_id: id, occurred_at: at, kind: 'inquiry', customer_id: customer }],
});

/** Each arrives by itself. Ada moves twice; Bo is described after he bought, Cy never. */
const arrivals: readonly Rows[] = [
  version('ada', null, 'north'),
  version('ada', '2024-03-01T00:00:00Z', 'south'),
  version('ada', '2024-09-01T00:00:00Z', 'east'),
  version('bo', '2024-06-01T00:00:00Z', 'west'),
  order('t1', 'ada', '2024-02-10T10:00:00Z', 10),
  order('t2', 'ada', '2024-03-01T00:00:00Z', 20),
  order('t3', 'ada', '2024-08-31T23:59:59Z', 40),
  order('t4', 'ada', '2024-12-24T10:00:00Z', 80),
  order('t5', 'bo', '2024-01-05T10:00:00Z', 160),
  order('t6', 'bo', '2024-07-05T10:00:00Z', 320),
  order('t7', 'cy', '2024-07-06T10:00:00Z', 640),
  contact('i1', 'ada', '2024-02-29T10:00:00Z'),
  contact('i2', 'bo', '2024-05-31T10:00:00Z'),
];

const open: TestWarehouse[] = [];
afterEach(async () => {
  for (const warehouse of open.splice(0)) await warehouse.drop();
});

const days = ['2024-02-15', '2024-03-15', '2024-08-31', '2024-12-31'];

/** Revenue of the year up to a day by the region of the time, and customers by the region of that day. */
async function answersOf({ pool }: TestWarehouse): Promise<readonly unknown[]> {
  const asOf = days.map((day) =>
    pool.query(
      `SELECT coalesce(v.region, '') AS region, sum(revenue) AS revenue, count(*) AS orders FROM fact_transaction AS t
       JOIN dim_customer AS v USING (customer_no, customer_key) WHERE t.occurred_at < $1::date + 1 GROUP BY 1
       UNION ALL
       SELECT coalesce(region, ''), NULL, count(*) FROM dim_customer
       WHERE customer_no <> 0 AND effective_from < $1::date + 1 AND valid_to >= $1::date + 1 GROUP BY 1 ORDER BY 1, 3, 2`,
      [day],
    ),
  );
  return (await Promise.all(asOf)).map(({ rows }) => rows);
}

async function arrived(inOrder: readonly Rows[]) {
  const warehouse = await createTestWarehouse({});
  open.push(warehouse);
  for (const rows of inOrder) await load(warehouse, { path: await loadFolder(filesOf(rows)) });
  await expectVersionsJoined(warehouse);
  return { tables: await tableChecksums(warehouse.pool), answers: await answersOf(warehouse) };
}

test('as they happened', async () => {
  const { answers } = await arrived(arrivals);
  expect(answers[3]).toEqual([
    { region: '', revenue: '640.0000', orders: 1 },
    { region: '', revenue: null, orders: 1 },
    { region: 'east', revenue: '80.0000', orders: 1 },
    { region: 'east', revenue: null, orders: 1 },
    { region: 'north', revenue: '10.0000', orders: 1 },
    { region: 'south', revenue: '60.0000', orders: 2 },
    { region: 'west', revenue: null, orders: 1 },
    { region: 'west', revenue: '480.0000', orders: 2 },
  ]);
});

test(
  `${orders} other orders leave the same (seed ${seed})`,
  async () => {
    const random = randomSource(seed);
    const expected = await arrived(arrivals);
    for (let count = 0; count < orders; count += 1) {
      const shuffled = count === 0 ? arrivals.toReversed() : random.shuffled(arrivals);
      expect(await arrived(shuffled)).toEqual(expected);
      for (const warehouse of open.splice(0)) await warehouse.drop();
    }
    tellFigure(
      `${orders} orders of ${arrivals.length} arrivals (seed ${seed}): same tables, same answers as of ${days.length} days`,
    );
  },
  60_000 + orders * 10_000,
);
