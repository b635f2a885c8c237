// What an analyst should find in the simulated company, asked of the raw rows with other means than the metric engine.
import { grouped } from './load-rules';
import { type Row, readSample, type Sample } from './read-sample';

let sample: Sample;
let homes: ReadonlyMap<string, string>;
const middle = '2024-07-01';
const settled = '2024-09-15';

beforeAll(async () => {
  sample = await readSample({ customers: 1500, months: 24, until: '2025-06-30', seed: 7 });
  // Customers who never moved and are known to be somewhere.
  homes = new Map(
    [...grouped(sample.tables.customers!, 'customer_id')]
      .filter(([, versions]) => new Set(versions.map((row) => row.region)).size === 1)
      .map(([id, versions]) => [id, versions[0]!.region!]),
  );
});

const inWest = (row: Row) => homes.get(row.customer_id!) === 'West';
const elsewhere = (row: Row) => homes.has(row.customer_id!) && !inWest(row);
const before = (row: Row) => row.occurred_at! < middle;
const after = (row: Row) => row.occurred_at! >= settled;
const interactions = (...conditions: ((row: Row) => boolean)[]) =>
  sample.tables.interactions!.filter((row) => conditions.every((holds) => holds(row)));
const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const response = (...conditions: ((row: Row) => boolean)[]) =>
  mean(interactions((row) => row.response_seconds !== '', ...conditions).map((row) => Number(row.response_seconds)));
const nps = (...conditions: ((row: Row) => boolean)[]) => {
  const answers = interactions((row) => row.question === 'nps' && row.scale_max === '', ...conditions).map((row) =>
    Number(row.score),
  );
  return (
    (100 * (answers.filter((score) => score >= 9).length - answers.filter((score) => score <= 6).length)) /
    answers.length
  );
};
const complaintsPerOrder = (...conditions: ((row: Row) => boolean)[]) => {
  const orders = sample.tables.transactions!.filter(
    (row) => row.kind !== 'refund' && conditions.every((holds) => holds(row)),
  );
  return (
    interactions((row) => row.kind === 'complaint', ...conditions).length /
    new Set(orders.map((row) => row.order_id)).size
  );
};
/** Of the buyers of the quarter before `day`, the share that buys nothing in the half-year after it. */
const silentAfter = (day: string, quarterBefore: string, halfYearAfter: string, region: (row: Row) => boolean) => {
  const bought = (from: string, to: string) =>
    new Set(
      sample.tables
        .transactions!.filter(
          (row) => region(row) && row.kind !== 'refund' && row.occurred_at! >= from && row.occurred_at! < to,
        )
        .map((row) => row.customer_id!),
    );
  const buyers = bought(quarterBefore, day);
  const later = bought(day, halfYearAfter);
  return [...buyers].filter((id) => !later.has(id)).length / buyers.size;
};

describe('the region West, whose service declines half-way', () => {
  test('was as good as the others before', () => {
    expect(response(inWest, before) / response(elsewhere, before)).toBeLessThan(1.4);
    expect(nps(inWest, before)).toBeGreaterThan(nps(elsewhere, before) - 15);
  });

  test('answers more than twice as slowly afterwards', () => {
    expect(response(inWest, after)).toBeGreaterThan(2 * response(elsewhere, after));
    expect(response(inWest, after)).toBeGreaterThan(2 * response(inWest, before));
  });

  test('is recommended much less', () => {
    expect(nps(inWest, after)).toBeLessThan(nps(elsewhere, after) - 30);
    expect(nps(inWest, after)).toBeLessThan(nps(inWest, before) - 30);
  });

  test('gets more complaints for its orders, mostly about waiting', () => {
    expect(complaintsPerOrder(inWest, after)).toBeGreaterThan(2 * complaintsPerOrder(elsewhere, after));
    const topics = interactions((row) => row.kind === 'complaint', inWest, after).map((row) => row.topic);
    expect(topics.filter((topic) => topic === 'slow response').length / topics.length).toBeGreaterThan(0.4);
  });

  test('loses more of its customers', () => {
    const west = silentAfter('2025-01-01', '2024-10-01', '2025-07-01', inWest);
    const others = silentAfter('2025-01-01', '2024-10-01', '2025-07-01', elsewhere);
    expect(west).toBeGreaterThan(1.3 * others);
  });
});

test('more is sold in November than in February', () => {
  const revenue = (month: string) =>
    sample.tables
      .transactions!.filter((row) => row.occurred_at!.startsWith(month))
      .reduce((sum, row) => sum + Number(row.revenue), 0);
  expect(revenue('2024-11')).toBeGreaterThan(1.4 * revenue('2025-02'));
});

test('social media brings contacts that buy more rarely than those of resellers', () => {
  const buyers = new Set(sample.tables.transactions!.map((row) => row.customer_id));
  const conversion = (channel: string) => {
    const leads = new Set(
      interactions((row) => row.kind === 'lead' && row.channel_id === channel).map((row) => row.customer_id),
    );
    return [...leads].filter((id) => buyers.has(id)).length / leads.size;
  };
  expect(conversion('partner')).toBeGreaterThan(1.8 * conversion('social'));
});

test('buying rhythms differ: some buy once, some every week', () => {
  const orders = [
    ...grouped(
      sample.tables.transactions!.filter((row) => row.kind === 'order' && row.customer_id !== ''),
      'customer_id',
    ).values(),
  ].map((rows) => new Set(rows.map((row) => row.order_id)).size);
  const share = (condition: (count: number) => boolean) => orders.filter(condition).length / orders.length;
  expect(share((count) => count === 1)).toBeGreaterThan(0.08);
  expect(share((count) => count >= 20)).toBeGreaterThan(0.08);
});

test('better service goes with better marks', () => {
  const waits = new Map(
    interactions((row) => row.kind === 'ticket' && row.response_seconds !== '').map((row) => [
      row.customer_id,
      Number(row.response_seconds),
    ]),
  );
  const marks = (slow: boolean) =>
    mean(
      interactions(
        (row) =>
          row.question === 'csat' &&
          row.scale_max === '' &&
          waits.has(row.customer_id) &&
          waits.get(row.customer_id)! > 3600 === slow,
      ).map((row) => Number(row.score)),
    );
  expect(marks(false)).toBeGreaterThan(marks(true) + 0.3);
});

test('a deal is worth what was ordered when it is won, and no less while it is quoted', () => {
  const ordered = new Map<string, number>();
  for (const row of sample.tables.transactions!)
    if (row.opportunity_id !== '' && row.kind !== 'refund')
      ordered.set(row.opportunity_id!, (ordered.get(row.opportunity_id!) ?? 0) + Math.round(Number(row.revenue) * 100));
  const won = interactions((row) => row.stage === 'won');
  expect(won.length).toBeGreaterThan(100);
  for (const row of won) expect(Math.round(Number(row.amount) * 100)).toBe(ordered.get(row.opportunity_id!));
  const worth = new Map(won.map((row) => [row.opportunity_id, Number(row.amount)]));
  const quoted = interactions((row) => row.stage === 'quoted' && worth.has(row.opportunity_id!));
  // Prices are quoted in whole tens.
  expect(quoted.filter((row) => Number(row.amount) < worth.get(row.opportunity_id)! - 5)).toEqual([]);
});
