// A filter holds of a row or it does not: with its `not` it is everything. Amounts are powers of two, so that every sum tells
// whose purchases are in it: 1 of a (West, vip and old), 2 of b (East, old), 4 of c (nowhere, no tag), 8 of d (North, vip,
// new and old), 16 of nobody.
import { companyOf } from '../support/naive/company';
import { evaluate } from '../support/naive/evaluate';
import { unknownMembers } from '../support/naive/known-members';
import { malformedParts } from '../support/naive/malformed';
import type { NaiveFilter, NaiveQuestion, NaiveSettings } from '../support/naive/question';

const settings: NaiveSettings = {
  now: '2026-07-01T00:00:00Z',
  timeZone: 'UTC',
  weekStart: 'MONDAY',
  fiscalYearStartMonth: 1,
  lostAfterDays: 180,
  dormantAfterDays: 90,
  slaSeconds: 3600,
};

const sold = (id: string, revenue: string, customer: string | null) => ({
  transaction_id: id,
  order_id: id,
  customer_id: customer,
  occurred_at: '2026-05-01',
  kind: 'order',
  revenue,
});

const company = companyOf({
  customers: [
    { customer_id: 'a', region: 'West', tags: 'vip;old', acquired_channel: 'web' },
    { customer_id: 'b', region: 'East', tags: 'old' },
    { customer_id: 'c', region: '', tags: '' },
    { customer_id: 'd', region: 'North', tags: 'vip;new;old' },
  ],
  transactions: [
    sold('1', '1', 'a'),
    sold('2', '2', 'b'),
    sold('3', '4', 'c'),
    sold('4', '8', 'd'),
    sold('5', '16', null),
  ],
  interactions: [
    { interaction_id: '1', customer_id: 'b', occurred_at: '2026-05-02', kind: 'survey', question: 'csat', score: '5' },
  ],
  spend: [{ spend_id: '1', date: '2026-05-01', purpose: 'marketing', amount: '3', channel_id: 'web' }],
});
const everything = 31;

const ask = (question: Partial<NaiveQuestion>) =>
  evaluate(company, settings, { metrics: ['REVENUE'], period: { year: 2026 }, ...question });
const revenue = (where: NaiveFilter | null, segments: NaiveQuestion['segments'] = {}) =>
  ask({ where, segments }).rows[0]?.values.REVENUE?.value;
/** Of the filter, and of its `not`. */
const both = (where: NaiveFilter) => [revenue(where), revenue({ not: where })];

describe('what has no value', () => {
  test('meets no operator that asks for one', () => {
    expect(both({ dimension: 'REGION', in: ['West'] })).toEqual([1, 30]);
    expect(both({ dimension: 'REGION', contains: 'ST' })).toEqual([1 + 2, 4 + 8 + 16]);
    expect(both({ dimension: 'REGION', gte: 'A' })).toEqual([1 + 2 + 8, 4 + 16]);
    expect(both({ dimension: 'REGION', gt: 'East', lte: 'North' })).toEqual([8, 1 + 2 + 4 + 16]);
    expect(both({ dimension: 'REGION', lt: 'Z' })).toEqual([1 + 2 + 8, 4 + 16]);
  });

  test('meets isNull, and notIn as the complement of in', () => {
    expect(both({ dimension: 'REGION', isNull: true })).toEqual([4 + 16, 1 + 2 + 8]);
    expect(both({ dimension: 'REGION', isNull: false })).toEqual([1 + 2 + 8, 4 + 16]);
    expect(both({ dimension: 'REGION', notIn: ['West'] })).toEqual([30, 1]);
    expect(both({ dimension: 'CHANNEL', notIn: ['web'] })).toEqual([everything, 0]);
  });

  test('operators named together all hold', () => {
    expect(both({ dimension: 'REGION', in: ['West', 'East'], notIn: ['West'] })).toEqual([2, 29]);
    expect(both({ dimension: 'REGION', notIn: ['West'], isNull: false })).toEqual([2 + 8, 1 + 4 + 16]);
    expect(both({ dimension: 'REGION', in: ['West'], isNull: true })).toEqual([0, everything]);
  });
});

describe('of several tags', () => {
  test('one is asked for, that meets all the operators', () => {
    expect(both({ dimension: 'TAG', in: ['vip'] })).toEqual([9, 22]);
    expect(both({ dimension: 'TAG', in: ['vip', 'new'] })).toEqual([9, 22]);
    // a and d have a tag from "o" on, b too; a tag from "o" on and before "p" is old alone.
    expect(both({ dimension: 'TAG', gte: 'o', lt: 'p' })).toEqual([1 + 2 + 8, 4 + 16]);
    expect(both({ dimension: 'TAG', in: ['vip', 'new'], lt: 'o' })).toEqual([8, 1 + 2 + 4 + 16]);
    expect(both({ dimension: 'TAG', gt: 'new', lt: 'old' })).toEqual([0, everything]);
    expect(both({ dimension: 'TAG', in: ['old'], contains: 'vi' })).toEqual([0, everything]);
  });

  test('notIn says that none is listed, isNull that there is none', () => {
    expect(both({ dimension: 'TAG', notIn: ['vip'] })).toEqual([22, 9]);
    expect(both({ dimension: 'TAG', notIn: ['vip', 'old'] })).toEqual([4 + 16, 1 + 2 + 8]);
    expect(both({ dimension: 'TAG', isNull: true })).toEqual([4 + 16, 1 + 2 + 8]);
    expect(both({ dimension: 'TAG', in: ['old'], notIn: ['new'] })).toEqual([1 + 2, 4 + 8 + 16]);
    expect(both({ dimension: 'TAG', isNull: false, notIn: ['vip'] })).toEqual([2, 29]);
    expect(both({ dimension: 'TAG', isNull: true, notIn: ['vip'] })).toEqual([4 + 16, 1 + 2 + 8]);
  });
});

describe('facts of nobody', () => {
  test('stand in the row of the null member', () => {
    const { rows } = ask({ by: ['REGION'], where: { dimension: 'REGION', isNull: true } });
    expect(rows.filter((row) => row.required).map((row) => [row.keys, row.values.REVENUE?.value])).toEqual([
      [[null], 20],
    ]);
    expect(both({ dimension: 'CUSTOMER', isNull: true })).toEqual([16, 15]);
    expect(both({ dimension: 'COHORT_MONTH', isNull: true })).toEqual([16, 15]);
  });

  test('meet no condition on a metric, and every not of one', () => {
    expect(both({ metric: { metric: 'REVENUE', gte: '4' } })).toEqual([4 + 8, 1 + 2 + 16]);
    expect(both({ metric: { metric: 'REVENUE', lte: '4' } })).toEqual([1 + 2 + 4, 8 + 16]);
    expect(both({ metric: { metric: 'COMPLAINTS', eq: '0' } })).toEqual([15, 16]);
    expect(both({ metric: { metric: 'COMPLAINTS', gt: '0' } })).toEqual([0, everything]);
  });
});

test('a null value of a metric meets no bound', () => {
  // Of b alone there is an answer.
  expect(both({ metric: { metric: 'CSAT_AVERAGE', lte: '5' } })).toEqual([2, 29]);
  expect(both({ metric: { metric: 'CSAT_AVERAGE', gte: '0' } })).toEqual([2, 29]);
});

test('a condition is judged on the facts its own filter holds of', () => {
  const where = { not: { dimension: 'REGION', in: ['West'] } };
  expect(both({ metric: { metric: 'REVENUE', gt: '0', where } })).toEqual([2 + 4 + 8, 1 + 16]);
  expect(both({ metric: { metric: 'REVENUE', gt: '0', where: {} } })).toEqual([15, 16]);
  expect(both({ metric: { metric: 'REVENUE', gt: '0', where: { any: [] } } })).toEqual([0, everything]);
  expect(both({ metric: { metric: 'REVENUE', lte: '0', where: { any: [] } } })).toEqual([15, 16]);
});

describe('empty lists and filters', () => {
  test('all of nothing is everything, any of nothing is nothing', () => {
    expect(both({ all: [] })).toEqual([everything, 0]);
    expect(both({ any: [] })).toEqual([0, everything]);
    expect(both({ any: [{ dimension: 'REGION', in: ['West'] }, { all: [] }] })).toEqual([everything, 0]);
    expect(both({ all: [{ dimension: 'REGION', in: ['West'] }, { any: [] }] })).toEqual([0, everything]);
  });

  test('in no member is nothing, notIn none is everything', () => {
    expect(both({ dimension: 'REGION', in: [] })).toEqual([0, everything]);
    expect(both({ dimension: 'REGION', notIn: [] })).toEqual([everything, 0]);
    expect(both({ dimension: 'TAG', in: [] })).toEqual([0, everything]);
    expect(both({ dimension: 'TAG', notIn: [] })).toEqual([everything, 0]);
  });

  test('a whole filter that is empty asks for nothing', () => {
    expect([revenue(null), revenue({})]).toEqual([everything, everything]);
  });

  test('what asks for nothing is no slice: targets stand beside it', () => {
    const target = { metric: 'revenue', from: '2026-01-01', to: '2026-12-31', value: '50' };
    const beside = (where: NaiveFilter) =>
      evaluate({ ...company, targets: [target] }, settings, { metrics: ['REVENUE'], period: { year: 2026 }, where })
        .rows[0]?.targets.REVENUE?.values;
    expect([beside({}), beside({ all: [] }), beside({ all: [{ all: [] }] })]).toEqual([[50], [50], [50]]);
    expect(beside({ dimension: 'REGION', notIn: [] })).toBeUndefined();
  });
});

describe('what is no filter', () => {
  const faults = (where: NaiveFilter) => malformedParts({ where }).length;

  test('is refused', () => {
    expect(faults({ not: {} })).toBe(1);
    expect(faults({ all: [{ dimension: 'REGION', in: ['West'] }, {}] })).toBe(1);
    expect(faults({ any: [{}, { not: {} }] })).toBe(2);
    expect(faults({ dimension: 'REGION', in: null, contains: 'e' })).toBe(1);
    expect(faults({ dimension: 'REGION' })).toBe(1);
    expect(faults({ in: ['West'] })).toBe(1);
    expect(faults({ not: { dimension: 'COHORT_MONTH', in: ['2026-05', '2026-5', '2026-05-01'] } })).toBe(2);
    expect(faults({ dimension: 'COHORT_MONTH', gte: 'May' })).toBe(1);
    expect(faults({ metric: { metric: 'REVENUE', gt: '0', where: { not: {} } } })).toBe(1);
    expect(() => revenue({ not: {} })).toThrow('not a filter');
  });

  test('and what is one is not', () => {
    expect(faults({})).toBe(0);
    expect(faults({ all: [] })).toBe(0);
    expect(faults({ not: { any: [] } })).toBe(0);
    expect(faults({ dimension: 'REGION', in: [] })).toBe(0);
    expect(faults({ dimension: 'COHORT_MONTH', in: ['2026-05'], contains: '2026' })).toBe(0);
    expect(faults({ metric: { metric: 'REVENUE', gt: '0', where: {} } })).toBe(0);
  });
});

describe('a saved segment', () => {
  const west = { dimension: 'REGION', in: ['West', 'Atlantis'] };

  test('is what it stands for', () => {
    const segments = {
      west,
      rich: { metric: { metric: 'REVENUE', gte: '4' } },
      all: {},
      nested: { not: { segment: 'west' } },
    };
    expect(revenue({ segment: 'west' }, segments)).toBe(1);
    expect(revenue({ not: { segment: 'west' } }, segments)).toBe(30);
    expect(revenue({ not: { segment: 'rich' } }, segments)).toBe(1 + 2 + 16);
    expect(revenue({ segment: 'all' }, segments)).toBe(everything);
    expect(revenue({ segment: 'nested' }, segments)).toBe(30);
  });

  test('that lists a member nothing has means nobody there; a filter that lists one is a slip', () => {
    expect(unknownMembers(company, { where: { segment: 'west' } })).toEqual([]);
    expect(unknownMembers(company, { where: { not: west } })).toEqual(['REGION Atlantis']);
    const where = { dimension: 'TAG', notIn: ['ghost'] };
    expect(unknownMembers(company, { where: { metric: { metric: 'REVENUE', gt: '0', where } } })).toEqual([
      'TAG ghost',
    ]);
    expect(unknownMembers(company, { where: { dimension: 'REGION', in: [] } })).toEqual([]);
  });
});

describe('what has no churn rate of one customer', () => {
  const metrics = ['CLV', 'CLV_REVENUE', 'CUSTOMER_LIFETIME_YEARS', 'CLV_TO_CAC', 'CLV_HISTORIC'];
  const refusedBy = (question: Partial<NaiveQuestion>) => Object.keys(ask({ metrics, ...question }).refused);

  test('refuses CUSTOMER', () => {
    expect(refusedBy({ by: ['CUSTOMER'] })).toEqual(['CLV', 'CLV_REVENUE', 'CUSTOMER_LIFETIME_YEARS', 'CLV_TO_CAC']);
    const one = { dimension: 'CUSTOMER', in: ['a'] };
    expect(refusedBy({ where: one })).toEqual(['CLV', 'CLV_REVENUE', 'CUSTOMER_LIFETIME_YEARS', 'CLV_TO_CAC']);
    expect(refusedBy({ by: ['REGION'] })).toEqual(['CLV_TO_CAC']);
    expect(refusedBy({ by: ['ACQUISITION_CHANNEL'] })).toEqual([]);
    expect(ask({ metrics, by: ['CUSTOMER'] }).refused.CLV).not.toContain('CUSTOMER');
  });

  test('goes with conditions on customers and segments of them, unless it has to do with spend', () => {
    expect(refusedBy({ where: { metric: { metric: 'REVENUE', gt: '0' } } })).toEqual(['CLV_TO_CAC']);
    const segments = { one: { dimension: 'CUSTOMER', in: ['a'] } };
    expect(refusedBy({ where: { not: { segment: 'one' } }, segments })).toEqual(['CLV_TO_CAC']);
    const spend = ask({ metrics: ['ACQUISITION_SPEND'], where: { metric: { metric: 'REVENUE', gt: '0' } } });
    expect(Object.keys(spend.refused)).toEqual(['ACQUISITION_SPEND']);
  });

  test('is counted over the customers chosen', () => {
    const sale = (customer_id: string, occurred_at: string, revenue: string) => ({
      ...sold(`${customer_id} ${occurred_at}`, revenue, customer_id),
      occurred_at,
    });
    // A year before July 2026 all three are in the base. a and b come back, c is lost. Of a and b nobody is lost: 10 years at
    // (20 + 40) / 2 = 30 a year; of b and c one of two: 2 years at 40 / 1.5.
    const old = ['a', 'b', 'c'].map((id) => sale(id, '2025-06-01', '5'));
    const transactions = [...old, sale('a', '2026-05-01', '20'), sale('b', '2026-05-01', '40')];
    const clv = (where: NaiveFilter) =>
      evaluate(companyOf({ transactions }), settings, {
        metrics: ['CLV_REVENUE', 'CUSTOMER_LIFETIME_YEARS'],
        period: { year: 2026, month: 6 },
        where,
      }).rows[0]?.values;
    const buyers = clv({ metric: { metric: 'ORDERS', gte: '2', period: { last: 24, unit: 'MONTH' } } });
    expect(buyers?.CUSTOMER_LIFETIME_YEARS).toMatchObject({ value: 10, status: 'CAPPED' });
    expect(buyers?.CLV_REVENUE?.value).toBe(300);
    const notOfA = clv({ not: { metric: { metric: 'REVENUE', eq: '25', period: { last: 24, unit: 'MONTH' } } } });
    expect(notOfA?.CUSTOMER_LIFETIME_YEARS).toMatchObject({ value: 2, status: 'LOW_SAMPLE' });
    expect(notOfA?.CLV_REVENUE?.value).toBeCloseTo(2 * (40 / 1.5), 9);
  });
});
