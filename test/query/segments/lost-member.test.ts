// A saved question outlives a member: a segment saved while somebody was in the north is asked after everybody has moved away.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from '../../../src/load/load';
import { answer } from '../../../src/query/answer';
import { customersIn, listSegments, saveSegment } from '../../../src/query/segments/segments';
import { type OpenCompany, openRows } from '../../support/fixture';

const order = (number: number, revenue: string, customer: string) => ({
  transaction_id: String(number),
  order_id: String(number),
  occurred_at: '2026-05-01T00:00:00Z',
  kind: 'order',
  revenue,
  customer_id: customer,
});

let company: OpenCompany;
beforeAll(async () => {
  company = await openRows(
    {
      customers: [
        { customer_id: 'a', region: 'West' },
        { customer_id: 'b', region: 'East' },
        { customer_id: 'c' },
        { customer_id: 'd', region: 'North' },
      ],
      transactions: [order(1, '1', 'a'), order(2, '2', 'b'), order(3, '4', 'c'), order(4, '8', 'd')],
    },
    { now: '2026-07-01T00:00:00Z', timeZone: 'UTC' },
  );
});
afterAll(() => company.close());

test('it means nobody there, and stands in the list with the others', async () => {
  const { pool } = company.warehouse;
  const [context] = company.contexts;
  const save = (name: string, ...members: string[]) =>
    saveSegment(pool, { name, where: { dimension: 'REGION', in: members } }, context!);
  const counts = async () =>
    Promise.all(
      (await listSegments(pool)).map(async (segment) => [segment.name, await customersIn(segment, context!)]),
    );
  const revenueOf = async (segment: string) => {
    const { rows } = await answer({ metrics: ['REVENUE'], period: { year: 2026 }, where: { segment } }, context!);
    return rows[0]!.values.REVENUE!.value;
  };
  await save('north', 'North', 'West');
  await save('east', 'East');
  expect(await counts()).toEqual([
    ['east', 1],
    ['north', 2],
  ]);
  expect(await revenueOf('north')).toBe(1 + 8);

  const folder = mkdtempSync(join(tmpdir(), 'astrolabe-moved-'));
  try {
    writeFileSync(join(folder, 'customers.csv'), 'customer_id,region\nd,South\n');
    await load(company.warehouse, { path: folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(await counts()).toEqual([
    ['east', 1],
    ['north', 1],
  ]);
  expect(await revenueOf('north')).toBe(1);
  await expect(save('north', 'North', 'West')).rejects.toThrow('REGION has no member "North".');
});
