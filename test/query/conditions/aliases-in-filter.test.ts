// A filter that lists an alias means the customer whose it is, on both engines, wherever the filter stands.
import { UserError } from '../../../src/errors';
import { answer } from '../../../src/query/answer';
import type { FilterInput } from '../../../src/query/question/metric-question';
import { type OpenCompany, openRows } from '../../support/fixture';

let company: OpenCompany;
beforeAll(async () => {
  const sale = (id: string, customer: string, revenue: string) => ({
    transaction_id: id,
    order_id: id,
    occurred_at: '2025-03-05T10:00:00Z',
    kind: 'order',
    customer_id: customer,
    revenue,
  });
  company = await openRows(
    {
      // anna is known as a.k., and that one as k.a.; bo is somebody else.
      transactions: [sale('1', 'anna', '10'), sale('2', 'a.k.', '5'), sale('3', 'k.a.', '3'), sale('4', 'bo', '100')],
      customer_aliases: [
        { alias_id: 'a.k.', customer_id: 'anna' },
        { alias_id: 'k.a.', customer_id: 'a.k.' },
      ],
    },
    { now: '2025-06-01T00:00:00Z', timeZone: 'UTC' },
  );
});
afterAll(() => company.close());

const march = { year: 2025, month: 3 };
const revenueOf = (where: FilterInput): Promise<readonly unknown[]> =>
  Promise.all(
    company.contexts.map((context) =>
      answer({ metrics: ['REVENUE'], period: march, where }, context).then(
        ({ rows }) => rows[0]!.values.REVENUE!.value,
        (error: unknown) => (error instanceof UserError ? error.code : error),
      ),
    ),
  );

test.each<[string, FilterInput, number]>([
  ['an alias', { dimension: 'CUSTOMER', in: ['a.k.'] }, 18],
  ['an alias of an alias', { dimension: 'CUSTOMER', in: ['k.a.'] }, 18],
  ['the survivor', { dimension: 'CUSTOMER', in: ['anna'] }, 18],
  ['both', { dimension: 'CUSTOMER', in: ['anna', 'a.k.', 'bo'] }, 118],
  ['all but an alias', { dimension: 'CUSTOMER', notIn: ['a.k.'] }, 100],
  ['deep within', { any: [{ not: { all: [{ dimension: 'CUSTOMER', in: ['k.a.'] }] } }] }, 100],
  [
    'the filter of a condition',
    { metric: { metric: 'ORDERS', gte: 1, where: { dimension: 'CUSTOMER', in: ['a.k.'] } } },
    18,
  ],
])('%s', async (_, where, expected) => {
  expect(await revenueOf(where)).toEqual([expected, expected]);
});

test('who is nobody’s alias is still refused', async () => {
  expect(await revenueOf({ dimension: 'CUSTOMER', in: ['a.k.', 'nobody'] })).toEqual([
    'UNKNOWN_MEMBER',
    'UNKNOWN_MEMBER',
  ]);
});
