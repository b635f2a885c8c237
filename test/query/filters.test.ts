// Filters are two-valued: of every row a filter holds, or its negation does. The revenue of five orders under each, a power
// of two an order, so that a sum says which orders are in it; counted by hand, on both engines.
//
//   1  a       West   vip, old
//   2  b       East   old
//   4  c
//   8  d       North  vip, new, old
//  16  nobody
import { UserError } from '../../src/errors';
import { answer } from '../../src/query/answer';
import type { FilterInput } from '../../src/query/question/metric-question';
import { type OpenCompany, openRows } from '../support/fixture';

const order = (number: number, revenue: number, customer?: string) => ({
  transaction_id: String(number),
  order_id: String(number),
  occurred_at: `2026-05-01T0${number}:00:00Z`,
  kind: 'order',
  revenue: String(revenue),
  ...(customer !== undefined && { customer_id: customer }),
});

let company: OpenCompany;
beforeAll(async () => {
  company = await openRows(
    {
      customers: [
        { customer_id: 'a', region: 'West', tags: 'vip;old' },
        { customer_id: 'b', region: 'East', tags: 'old' },
        { customer_id: 'c' },
        { customer_id: 'd', region: 'North', tags: 'vip;new;old' },
      ],
      transactions: [order(1, 1, 'a'), order(2, 2, 'b'), order(3, 4, 'c'), order(4, 8, 'd'), order(5, 16)],
    },
    { now: '2026-07-01T00:00:00Z', timeZone: 'UTC' },
  );
});
afterAll(() => company.close());

const segments = new Map<string, FilterInput>([
  ['vip', { dimension: 'TAG', in: ['vip'] }],
  ['large', { metric: { metric: 'REVENUE', gte: 2 } }],
  ['everyone', {}],
]);

async function revenues(where: FilterInput | null): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const context of company.contexts) {
    const question = { metrics: ['REVENUE'], period: { year: 2026 }, where };
    found.push(
      await answer(question, { ...context, segments: async () => segments }).then(
        ({ rows }) => rows[0]!.values.REVENUE!.value,
        (error: unknown) => (error instanceof UserError ? error.code : error),
      ),
    );
  }
  return found;
}

const all = 31;
const region = (tests: Omit<FilterInput, 'dimension'>): FilterInput => ({ dimension: 'REGION', ...tests });
const tag = (tests: Omit<FilterInput, 'dimension'>): FilterInput => ({ dimension: 'TAG', ...tests });
const revenue = (bounds: object): FilterInput => ({ metric: { metric: 'REVENUE', ...bounds } });

describe.each<[string, readonly [string, FilterInput, number][]]>([
  [
    'of one member',
    [
      ['in', region({ in: ['West'] }), 1],
      ['in several', region({ in: ['West', 'North'] }), 1 + 8],
      ['in none', region({ in: [] }), 0],
      ['notIn', region({ notIn: ['West'] }), 2 + 4 + 8 + 16],
      ['notIn none', region({ notIn: [] }), all],
      ['contains', region({ contains: 'ES' }), 1],
      ['contains nothing: every known one', region({ contains: '' }), 1 + 2 + 8],
      ['gt', region({ gt: 'East' }), 1 + 8],
      ['gte and lt', region({ gte: 'East', lt: 'West' }), 2 + 8],
      ['in and notIn', region({ in: ['West', 'East'], notIn: ['West'] }), 2],
      ['isNull', region({ isNull: true }), 4 + 16],
      ['isNull: false', region({ isNull: false }), 1 + 2 + 8],
      ['isNull and a member', region({ isNull: true, in: ['West'] }), 0],
      ['of the customer', { dimension: 'CUSTOMER', notIn: ['a', 'd'] }, 2 + 4 + 16],
      ['of a clock', { dimension: 'HOUR', in: ['1', '5'] }, 1 + 16],
      ['made of the order', { dimension: 'BUYER_TYPE', notIn: ['NEW'] }, 16],
      ['in a year and a month of cohorts', { dimension: 'COHORT_MONTH', in: ['2026-05'] }, 1 + 2 + 4 + 8],
    ],
  ],
  [
    'of tags',
    [
      ['in', tag({ in: ['vip'] }), 1 + 8],
      ['in several: one is enough', tag({ in: ['vip', 'old'] }), 1 + 2 + 8],
      ['in none', tag({ in: [] }), 0],
      ['notIn: none is listed', tag({ notIn: ['vip'] }), 2 + 4 + 16],
      ['notIn of several', tag({ notIn: ['new', 'vip'] }), 2 + 4 + 16],
      ['notIn none', tag({ notIn: [] }), all],
      ['contains', tag({ contains: 'EW' }), 8],
      ['gte', tag({ gte: 'p' }), 1 + 8],
      ['gte and lt ask for one tag that meets both', tag({ gte: 'n', lt: 'o' }), 8],
      ['and not for two', tag({ contains: 'v', lt: 'o' }), 0],
      ['in and a bound ask for one tag', tag({ in: ['old', 'new'], lt: 'o' }), 8],
      ['in and notIn: one of these and none of those', tag({ in: ['old'], notIn: ['vip'] }), 2],
      ['isNull: there is none', tag({ isNull: true }), 4 + 16],
      ['isNull: false', tag({ isNull: false }), 1 + 2 + 8],
      ['isNull: false and notIn', tag({ isNull: false, notIn: ['new'] }), 1 + 2],
    ],
  ],
  [
    'of conditions on customers',
    [
      ['met by some', revenue({ gte: 2 }), 2 + 4 + 8],
      ['met by those without a fact too, but not by nobody', revenue({ lt: 2 }), 1],
      ['met by none', revenue({ gt: 100 }), 0],
      ['met by all but nobody', revenue({ lt: 100 }), 15],
      ['a mean that nobody has meets no bound', { metric: { metric: 'CSAT_AVERAGE', lt: 100 } }, 0],
      ['with a filter of its own', { metric: { metric: 'ORDERS', eq: 0, where: tag({ notIn: ['vip'] }) } }, 1 + 8],
    ],
  ],
  [
    'of other filters',
    [
      ['all', { all: [region({ isNull: false }), tag({ in: ['vip'] })] }, 1 + 8],
      ['all of nothing', { all: [] }, all],
      ['any', { any: [region({ in: ['East'] }), tag({ isNull: true })] }, 2 + 4 + 16],
      ['any of nothing', { any: [] }, 0],
      ['not of not', { not: { not: region({ in: ['West'] }) } }, 1],
      ['a segment', { segment: 'vip' }, 1 + 8],
      ['a segment of a condition', { segment: 'large' }, 2 + 4 + 8],
      ['a segment of everyone', { segment: 'everyone' }, all],
      [
        'not within all and any',
        { any: [{ all: [{ not: { segment: 'vip' } }, region({ isNull: false })] }, revenue({ eq: 4 })] },
        2 + 4,
      ],
    ],
  ],
])('%s', (_title, cases) => {
  it.each(cases)('%s', async (_name, where, expected) => {
    expect(await revenues(where)).toEqual([expected, expected]);
    const rest = all - expected;
    expect(await revenues({ not: where })).toEqual([rest, rest]);
    expect(await revenues({ all: [where, { not: where }] })).toEqual([0, 0]);
    expect(await revenues({ any: [where, { not: where }] })).toEqual([all, all]);
  });
});

it.each<[string, FilterInput | null]>([
  ['no filter', null],
  ['an empty one', {}],
])('%s holds of everything', async (_title, where) => {
  expect(await revenues(where)).toEqual([all, all]);
});

it.each<[string, FilterInput]>([
  ['an empty filter inside another', { any: [{}] }],
  ['in: null', region({ in: null })],
  ['a cohort that is no month', { dimension: 'COHORT_MONTH', notIn: ['May'] }],
  ['a bound of cohorts that is no month', { dimension: 'COHORT_MONTH', lt: '2026' }],
])('%s is refused', async (_title, where) => {
  expect(await revenues(where)).toEqual(['INVALID_FILTER', 'INVALID_FILTER']);
});
