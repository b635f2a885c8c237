// Whoever sees the customers of the north alone finds those and no others, in whatever way single customers are asked for.
import { readPortraits } from '../../../src/customer/portrait/portraits';
import { readSegmentsOf } from '../../../src/customer/portrait/segments-of';
import { standingAt } from '../../../src/customer/portrait/standing';
import { readTimelines } from '../../../src/customer/portrait/timeline';
import { searchCustomers } from '../../../src/customer/search/search';
import { segmentCustomers } from '../../../src/customer/search/segment-customers';
import { transitions } from '../../../src/query/journeys/transitions';
import type { AnswerContext } from '../../../src/query/reading';
import { type JudgedCompany, openJudgedCompany } from './judged-company';

let company: JudgedCompany;
let northern: AnswerContext;
beforeAll(async () => {
  company = await openJudgedCompany();
  await company.ask('mutation { saveSegment(name: "all", where: {}) { name } }');
  const filter = { kind: 'test', dimension: 'REGION', tests: [{ kind: 'in', members: ['north'] }] } as const;
  northern = { ...company.contexts[0]!, viewer: { kind: 'customers', filter } };
});
afterAll(() => company.close());

const numberOf = async (id: string): Promise<number> => {
  const { rows } = await company.warehouse.pool.query(
    'SELECT customer_no FROM customer_summary WHERE customer_id = $1',
    [id],
  );
  return rows[0].customer_no;
};

it('by search, and their number', async () => {
  const { customers, totalCount } = await searchCustomers({ orderBy: 'ID_ASC' }, null, northern);
  expect(customers.map(({ profile }) => profile.id)).toEqual(['fresh', 'wang']);
  expect(await totalCount()).toBe(2);
});

it('by id', async () => {
  const found = await readPortraits(['anna', 'wang', 'bo'], await standingAt(null, northern), null, northern);
  expect([...found.keys()]).toEqual(['wang']);
  expect(found.get('wang')!.snapshot!.tier).toBe('SILVER');
});

it('by number', async () => {
  const numbers = [await numberOf('anna'), await numberOf('wang')];
  const standing = await standingAt(null, northern);
  const page = { first: 5, after: null, kinds: null };
  expect([...(await readTimelines(numbers, page, standing, northern)).keys()]).toEqual([numbers[1]]);
  expect([...(await readSegmentsOf(numbers, standing, northern)).keys()]).toEqual([numbers[1]]);
});

it('in files and transitions', async () => {
  const ids: unknown[] = [];
  for await (const rows of await segmentCustomers('all', null, northern)) ids.push(...rows.map(([id]) => id));
  expect(ids).toEqual(['fresh', 'wang']);
  const moved = await transitions({ dimension: 'REGION', from: '2025-06-01', to: '2025-07-15' }, northern);
  expect(moved.map(({ from, to, customers }) => [from.value, to.value, customers])).toEqual([
    ['north', 'north', 1],
    [null, 'north', 1],
  ]);
});
