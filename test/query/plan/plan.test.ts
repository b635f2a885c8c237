// Which statements answer a question: one per level of totals and source of rows, however many metrics share it.

import { describePlan, planQuery, planRanking } from '../../../src/query/plan/plan';
import { parseQuestion } from '../../../src/query/question/metric-query';
import type { MetricQuestion } from '../../../src/query/question/metric-question';
import { around } from '../around';

const planOf = (question: Partial<MetricQuestion>) =>
  planQuery(parseQuestion({ metrics: [], period: { year: 2025, quarter: 1 }, ...question }, around));
const lines = (question: Partial<MetricQuestion>) => describePlan(planOf(question)).split('\n');

it('one metric is one statement', () => {
  expect(lines({ metrics: ['REVENUE'] })).toEqual(['detail: 2 measures of transaction rows, by one bucket']);
});

it('metrics of one family share its scan', () => {
  expect(
    lines({
      metrics: ['REVENUE', 'GROSS_PROFIT', 'ORDERS', 'AVERAGE_ORDER_VALUE', 'REFUND_RATE', 'BUYERS'],
      by: ['CHANNEL', 'REGION'],
      grain: 'MONTH',
    }),
  ).toEqual([
    'detail: 5 measures of transaction rows, by CHANNEL x REGION x 3 buckets',
    // Different things are counted apart.
    'detail: 1 measure of different order_id of transaction rows, by CHANNEL x REGION x 3 buckets',
    'detail: 1 measure of different customer_no of transaction rows, by CHANNEL x REGION x 3 buckets',
    // What the shares of the additive ones are a part of.
    'total: 3 measures of transaction rows, by 3 buckets',
  ]);
});

it('families have a statement each, so that none multiplies the other', () => {
  expect(lines({ metrics: ['CAC', 'REVENUE', 'NPS'], by: ['ACQUISITION_CHANNEL'] })).toEqual([
    'detail: 1 measure of spend rows, by ACQUISITION_CHANNEL x one bucket',
    'detail: 1 measure of order rows, by ACQUISITION_CHANNEL x one bucket',
    'detail: 2 measures of transaction rows, by ACQUISITION_CHANNEL x one bucket',
    'detail: 3 measures of interaction rows, by ACQUISITION_CHANNEL x one bucket',
    'total: 2 measures of transaction rows, added up from the detail, by one bucket',
  ]);
});

it('totals are measured at their own level', () => {
  expect(lines({ metrics: ['BUYERS', 'CHURN_RATE'], by: ['CITY'], grain: 'MONTH', totals: 'GRAND' })).toEqual([
    'detail: 1 measure of different customer_no of transaction rows, by CITY x 3 buckets',
    'detail: 2 measures of customers base, lost at start, by CITY x 3 buckets',
    'total: 1 measure of different customer_no of transaction rows, by one bucket',
    'total: 2 measures of customers base, lost at start, by one bucket',
  ]);
});

it('totals of sums and counts add up from the finest level, over one member a row', () => {
  const added = (question: Partial<MetricQuestion>) =>
    lines({ totals: 'ROLLUP', ...question }).map((line) => [
      line.split(':')[0],
      line.includes('added up from the detail'),
    ]);
  const rolledUp = [
    ['detail', false],
    ['total', true],
    ['subtotal', true],
  ];
  expect(added({ metrics: ['REVENUE'], by: ['REGION', 'CHANNEL'] })).toEqual(rolledUp);
  // A row lies in as many slices as its customer has tags: over tags it is not added up, beside them it is.
  const overTags = [
    ['detail', false],
    ['total', false],
    ['subtotal', true],
  ];
  expect(added({ metrics: ['REVENUE'], by: ['TAG', 'CHANNEL'] })).toEqual(overTags);
  const overAll = [
    ['detail', false],
    ['total', false],
    ['subtotal', false],
  ];
  expect(added({ metrics: ['REVENUE'], by: ['CHANNEL', 'TAG'] })).toEqual(overAll);
  // Medians are of all their rows, and other metrics beside them read the same statement.
  expect(added({ metrics: ['FIRST_RESPONSE_TIME_MEDIAN'], by: ['REGION', 'CHANNEL'] })).toEqual(overAll);
});

describe('rows by customer', () => {
  const byCustomer = { metrics: ['REVENUE', 'ORDERS', 'AVERAGE_ORDER_VALUE'], by: ['CUSTOMER'], shares: false };
  const detail = (question: Partial<MetricQuestion>) => lines({ ...byCustomer, ...question })[0];
  const page = 'detail: 4 measures of transaction rows, one page, by CUSTOMER x one bucket';

  it('are one statement that gives a page of them, whatever is counted', () => {
    expect(lines(byCustomer)).toEqual([page]);
    expect(detail({ orderBy: [{ metric: 'REVENUE' }, { dimension: 'CUSTOMER', direction: 'ASC' }] })).toBe(page);
    expect(detail({ orderBy: [{ metric: 'ORDERS' }] })).toBe(page);
    expect(detail({ grain: 'MONTH' })).toBe(page.replace('one bucket', '3 buckets'));
  });

  it('have totals that are measured: those of a page do not add up', () => {
    expect(lines({ ...byCustomer, metrics: ['REVENUE'], shares: true, totals: 'ROLLUP' })).toEqual([
      'detail: 2 measures of transaction rows, one page, by CUSTOMER x one bucket',
      'total: 2 measures of transaction rows, by one bucket',
    ]);
  });

  it.each<[string, Partial<MetricQuestion>]>([
    ['a condition on rows', { having: [{ metric: 'REVENUE', gt: '0' }] }],
    ['a comparison', { compare: [{ name: 'before', mode: 'PREVIOUS_PERIOD' }] }],
    [
      'a comparison that begins before the calendar, whose change orders them',
      {
        period: { from: '1970-01-01', to: '1970-01-31' },
        compare: [{ name: 'before', mode: 'PREVIOUS_PERIOD' }],
        orderBy: [{ metric: 'REVENUE', compare: 'before' }],
      },
    ],
    ['a quotient that orders them', { orderBy: [{ metric: 'AVERAGE_ORDER_VALUE' }] }],
    ['other rows that order them', { orderBy: [{ metric: 'COMPLAINTS' }] }],
    ['rows of two families', { metrics: ['REVENUE', 'COMPLAINTS'] }],
    ['customers judged on their rows', { metrics: ['REPEAT_PURCHASE_RATE'] }],
    ['windows', { grain: 'MONTH', window: { trailing: 2, unit: 'MONTH' } }],
    ['totals of the whole period of each', { grain: 'MONTH', totals: 'ROLLUP' }],
    ['members in an order of their own', { by: ['CUSTOMER', 'AGE_BAND'] }],
    ['other members than customers', { by: ['CITY', 'PRODUCT'] }],
  ])('are not cut for %s', (_title, question) => {
    expect(detail(question)).not.toMatch('one page');
    expect(detail(question)).toMatch(/, by C/);
  });

  it('of the top are not cut', () => {
    const top = { n: 1, metric: 'REVENUE' };
    const query = parseQuestion({ ...byCustomer, period: { year: 2025, quarter: 1 }, top }, around);
    expect(describePlan(planQuery(query, { top: { members: ['ann'], other: true }, statements: [] }))).not.toMatch(
      'one page',
    );
  });

  it('on a page further on, in the order asked for', () => {
    const [statement] = planOf({ ...byCustomer, first: 20, orderBy: [{ metric: 'ORDERS' }] }).statements;
    // Measures are in the order of the metrics: revenue, its lines, then orders.
    expect(statement).toMatchObject({
      page: {
        order: [{ kind: 'measure', place: 2, descending: true }],
        first: 20,
        offset: 0,
        most: 200_000,
        filled: false,
      },
    });
  });
});

it('customers judged on their rows share a statement; ranking them takes one of its own', () => {
  expect(lines({ metrics: ['REPEAT_PURCHASE_RATE', 'CROSS_SELL_RATE', 'TOP_CUSTOMER_SHARE'] })).toEqual([
    // Buyers and existing buyers are counted on the way.
    'detail: 5 measures of customers by transaction rows, by one bucket',
    'detail: 1 measure of customers by transaction rows, by one bucket',
  ]);
});

it('customer states share a statement per state and instant', () => {
  expect(
    lines({
      metrics: [
        'CUSTOMERS_AT_START',
        'LOST_CUSTOMERS',
        'CHURN_RATE',
        'RETENTION_RATE',
        'CUSTOMERS_AT_END',
        'RECALL_RATE',
      ],
    }),
  ).toEqual([
    'detail: 3 measures of customers base, kept, lost at start, by one bucket',
    'detail: 1 measure of customers base at end, by one bucket',
    'detail: 1 measure of customers dormant at start, with their facts, by one bucket',
    'detail: 1 measure of customers dormant at start, by one bucket',
  ]);
});

it('rows of the year before the end are not rows of the period', () => {
  expect(lines({ metrics: ['CLV', 'GROSS_PROFIT'] })).toEqual([
    'detail: 1 measure of transaction rows, by one bucket',
    'detail: 2 measures of customers base, lost at yearBeforeEnd, by one bucket',
    'detail: 1 measure of customers base at end, by one bucket',
    'detail: 2 measures of transaction rows, by one bucket',
  ]);
});

it('opportunities are placed by one instant a statement', () => {
  expect(lines({ metrics: ['DEALS_WON', 'SALES_CYCLE_DAYS'] })).toEqual([
    'detail: 1 measure of opportunity rows, by one bucket',
    'detail: 2 measures of deal rows, by one bucket',
  ]);
});

it('the days of a period take no statement', () => {
  expect(lines({ metrics: ['STICKINESS'], grain: 'DAY' })).toEqual([
    'detail: 1 measure of different customer_no and local_date of activity rows, by 90 buckets',
    'detail: 1 measure of different customer_no of activity rows, by 90 buckets',
  ]);
});

it('a metric asked twice, or refused, takes nothing more', () => {
  expect(lines({ metrics: ['ORDERS', 'orders', 'CHURN_RATE'], by: ['PRODUCT'] })).toEqual([
    'detail: 1 measure of different order_id of transaction rows, by PRODUCT x one bucket',
  ]);
  expect(planOf({ metrics: ['CHURN_RATE'], by: ['PRODUCT'] }).statements).toEqual([]);
});

const before = { name: 'before', mode: 'PREVIOUS_PERIOD' };
const year = { name: 'year', mode: 'PREVIOUS_YEAR' };
/** Of each level its name, dimensions and what its buckets are for. */
const levelsOf = (question: Partial<MetricQuestion>) =>
  planOf({ metrics: ['BUYERS'], ...question }).levels.map(({ name, by, roles }) => [
    name,
    by.map(({ id }) => id).join(),
    roles.map(({ series, position }) => `${series ?? ''}${position}`).join(' '),
  ]);

describe('comparisons and the whole period are buckets of the same statement', () => {
  it('of each bucket and comparison', () => {
    expect(levelsOf({ grain: 'MONTH', compare: [before, year] })).toEqual([
      ['detail', '', '0 1 2 before0 before1 before2 year0 year1 year2'],
    ]);
    expect(lines({ metrics: ['BUYERS'], grain: 'MONTH', compare: [before, year] })).toEqual([
      'detail: 1 measure of different customer_no of transaction rows, by 9 buckets',
    ]);
  });

  it('but those there are not', () => {
    const shorter = { name: 'other', mode: 'CUSTOM', from: '2024-01-01', to: '2024-01-31' };
    expect(levelsOf({ grain: 'MONTH', compare: [shorter] })).toEqual([['detail', '', '0 1 2 other0']]);
  });

  it('numbered by their place', () => {
    const [level] = planOf({ metrics: ['BUYERS'], grain: 'MONTH', compare: [before] }).levels;
    expect(level!.buckets.map(({ index, first }) => [index, first])).toEqual([
      [0, '2025-01-01'],
      [1, '2025-02-01'],
      [2, '2025-03-01'],
      [3, '2024-12-01'],
      [4, '2025-01-01'],
      [5, '2025-02-01'],
    ]);
  });

  it('of totals', () => {
    expect(levelsOf({ grain: 'MONTH', compare: [before], by: ['CITY'], totals: 'GRAND' })).toEqual([
      ['detail', 'CITY', '0 1 2 before0 before1 before2'],
      ['total', '', 'whole beforewhole'],
    ]);
    expect(levelsOf({ compare: [before], by: ['CITY'], totals: 'GRAND' })).toEqual([
      ['detail', 'CITY', '0 before0'],
      ['total', '', '0 before0'],
    ]);
    expect(levelsOf({ compare: [before], totals: 'GRAND' })).toEqual([['detail', '', '0 before0']]);
  });
});

describe('a roll-up has a level for each number of dimensions kept', () => {
  const by = ['REGION', 'CITY'];
  it('without a grain', () => {
    expect(levelsOf({ by, totals: 'ROLLUP' })).toEqual([
      ['detail', 'REGION,CITY', '0'],
      ['total', '', '0'],
      ['subtotal', 'REGION', '0'],
    ]);
  });

  it('with the whole period beside the buckets', () => {
    expect(levelsOf({ by, totals: 'ROLLUP', grain: 'MONTH' })).toEqual([
      ['subtotal', 'REGION,CITY', '0 1 2 whole'],
      ['total', '', '0 1 2 whole'],
      ['subtotal', 'REGION', '0 1 2 whole'],
    ]);
  });

  it('and one of its own where the rows are of top members', () => {
    const query = parseQuestion(
      {
        metrics: ['BUYERS'],
        period: { year: 2025, quarter: 1 },
        by,
        totals: 'ROLLUP',
        grain: 'MONTH',
        top: { n: 1, metric: 'BUYERS' },
      },
      around,
    );
    const { levels } = planQuery(query, { top: { members: ['north'], other: true }, statements: [] });
    expect(levels.map(({ name, by: kept, buckets, top }) => [name, kept.length, buckets.length, top])).toEqual([
      ['detail', 2, 3, { members: ['north'], other: true }],
      ['total', 0, 4, null],
      ['subtotal', 1, 4, null],
      ['subtotal', 2, 1, null],
    ]);
    const ranking = planRanking(query);
    expect(describePlan(ranking)).toBe(
      'ranking: 1 measure of different customer_no of transaction rows, by REGION x one bucket',
    );
    expect(ranking.levels[0]!.buckets.map(({ first, last }) => `${first}..${last}`)).toEqual([
      '2025-01-01..2025-03-31',
    ]);
  });
});

describe('what decided the top', () => {
  const added = (question: Partial<MetricQuestion>) => {
    const query = parseQuestion(
      { metrics: ['REVENUE'], period: { year: 2025, quarter: 1 }, top: { n: 1, metric: 'REVENUE' }, ...question },
      around,
    );
    const { statements } = planRanking(query);
    const plan = planQuery(query, { top: { members: ['web'], other: true }, statements });
    return describePlan(plan)
      .split('\n')
      .map((line) => [line.split(':')[0], line.match(/added up from the (\w+)/)?.[1]]);
  };

  it('says what the others come to, and all together', () => {
    expect(added({ by: ['CHANNEL'], totals: 'GRAND' })).toEqual([
      ['detail', 'ranking'],
      ['total', 'ranking'],
    ]);
  });

  it.each<[string, Partial<MetricQuestion>]>([
    ['of periods', { by: ['CHANNEL'], grain: 'MONTH' }],
    ['of a further dimension', { by: ['CHANNEL', 'REGION'] }],
    ['of tags, of which a customer has several', { by: ['TAG'] }],
    ['of customers, who are counted once', { by: ['CHANNEL'], metrics: ['BUYERS'], top: { n: 1, metric: 'BUYERS' } }],
    ['of a comparison', { by: ['CHANNEL'], compare: [{ name: 'before', mode: 'PREVIOUS_PERIOD' }] }],
  ])('does not say it %s', (_title, question) => {
    expect(added(question)[0]).toEqual(['detail', undefined]);
  });
});

it('shares need the total of each bucket, not of the comparisons', () => {
  expect(levelsOf({ metrics: ['REVENUE'], by: ['CITY'], grain: 'MONTH', compare: [before] })).toEqual([
    ['detail', 'CITY', '0 1 2 before0 before1 before2'],
    ['total', '', '0 1 2'],
  ]);
  expect(levelsOf({ metrics: ['BUYERS'], by: ['CITY'] })).toEqual([['detail', 'CITY', '0']]);
  expect(levelsOf({ metrics: ['REVENUE'] })).toEqual([['detail', '', '0']]);
});

it('metrics that only choose rows are measured too', () => {
  expect(lines({ metrics: ['BUYERS'], having: [{ metric: 'NPS', gt: 0 }], orderBy: [{ metric: 'ORDERS' }] })).toEqual([
    'detail: 1 measure of different customer_no of transaction rows, by one bucket',
    'detail: 1 measure of different order_id of transaction rows, by one bucket',
    'detail: 3 measures of interaction rows, by one bucket',
  ]);
});
