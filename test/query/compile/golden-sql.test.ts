// Golden SQL: of each question every statement on the way to its answer, and the rows it measures on the small company. The
// rows stand here, worked out by hand. The texts and parameters stand in __snapshots__, written by
//
//   npx jest -u test/query/compile/golden-sql
//
// Whoever records them anew reads every statement that changed: nothing but a reader says whether it is right.
import type { Viewer } from '../../../src/model/viewer';
import { answer } from '../../../src/query/answer';
import type { MetricQuestion } from '../../../src/query/question/metric-question';
import type { AnswerContext } from '../../../src/query/reading';
import { openSmallCompany, type SmallCompany } from '../small-company';
import { type Row, textsOf } from './golden-statements';

const march = { year: 2025, month: 3 };
/** The key of all members outside the top. */
const other = '\u{10FFFF}other';

let company: SmallCompany;
beforeAll(async () => {
  company = await openSmallCompany(async (pool) => {
    await pool.query(
      `INSERT INTO customer_term (customer_no, transaction_id, order_id, date_key, occurred_at, kind, product_no, channel_no, agent_no, term_end, revenue, change_id)
       VALUES (1, 't2', 'o2', '2025-03-05', '2025-03-05T10:00+08', 'order', 1, 1, 0, '2025-05-04T10:00+08', 50, 1)`,
    );
  });
});
afterAll(() => company.close());

/** `rows`: of each statement in turn, those of conditions and of the ranking first. */
function golden(title: string, question: MetricQuestion, rows: readonly (readonly Row[])[], viewer?: Viewer): void {
  it(title, async () => {
    const ask = (context: AnswerContext) => answer(question, { ...context, ...(viewer && { viewer }) });
    expect(await textsOf(ask, company, rows)).toMatchSnapshot();
  });
}

describe('rows', () => {
  golden(
    'of one period; what their shares are a part of adds up',
    { metrics: ['REVENUE'], period: march, by: ['CHANNEL'] },
    [
      [
        [0, 'shop', 50, 2],
        [0, 'web', 47, 3],
      ],
    ],
  );

  golden(
    'of several quarters, the last one open',
    {
      metrics: ['ORDERS'],
      period: { from: '2025-03-01', to: '2025-07-31' },
      grain: 'QUARTER',
      by: ['PRODUCT_CATEGORY'],
    },
    [
      [
        [0, 'tea', 1],
        [0, 'ware', 2],
        [0, null, 1],
      ],
    ],
  );

  golden(
    'of customers, a page in the order of a sum',
    {
      metrics: ['REVENUE', 'ORDERS'],
      period: march,
      by: ['CUSTOMER'],
      orderBy: [{ metric: 'REVENUE' }],
      first: 2,
      shares: false,
    },
    [
      // Revenue, lines, orders; and three rows there are, with the guest's.
      [
        [0, 'anna', 70, 3, 2, 3],
        [0, 'bo', 20, 1, 1, 3],
      ],
    ],
  );

  golden(
    'of customers, a page of every slice in every month',
    {
      metrics: ['REVENUE'],
      period: { from: '2025-02-01', to: '2025-03-31' },
      grain: 'MONTH',
      by: ['CUSTOMER', 'CHANNEL_CATEGORY'],
      first: 3,
      shares: false,
    },
    [
      // In March anna buys online and in the store, bo in the store, the guest online: 4 slices in 2 months.
      [
        [0, 'anna', 'online', 100, 1, 8],
        [0, 'anna', 'store', 0, 0, 8],
        [0, 'bo', 'store', 0, 0, 8],
      ],
    ],
  );

  golden(
    'by the clock of another time zone',
    { metrics: ['ORDERS'], period: { ...march, timezone: 'America/New_York' }, by: ['WEEKDAY'] },
    [
      [
        [0, '1', 1],
        [0, '2', 1],
        [0, '3', 1],
        [0, '5', 1],
      ],
    ],
  );

  golden(
    'in months, the months before them and both whole periods',
    {
      metrics: ['REVENUE'],
      period: { from: '2025-02-01', to: '2025-03-31' },
      grain: 'MONTH',
      compare: [{ name: 'before', mode: 'PREVIOUS_PERIOD' }],
      totals: 'GRAND',
    },
    [
      // February, March, both; January, February; December and January.
      [
        [0, 100, 1],
        [1, 97, 5],
        [2, 197, 6],
        [4, 100, 1],
      ],
    ],
  );

  golden(
    'placed by what customers are today, for a viewer who sees those of one country',
    { metrics: ['REVENUE'], period: march, by: ['REGION'], attributes: 'CURRENT' },
    [
      // anna, bo; the guest is nobody's.
      [
        [0, 'east', 70, 3],
        [0, null, 20, 1],
      ],
    ],
    { kind: 'customers', filter: { kind: 'test', dimension: 'COUNTRY', tests: [{ kind: 'in', members: ['CN'] }] } },
  );

  golden(
    'of customers with none of the tags',
    { metrics: ['ORDERS'], period: march, where: { dimension: 'TAG', notIn: ['vip'] } },
    // bo, who has none, and the guest.
    [[[0, 2]]],
  );

  golden(
    'that meet a filter',
    {
      metrics: ['ORDERS'],
      period: march,
      where: {
        any: [
          { dimension: 'CITY', contains: 'HAI' },
          { all: [{ dimension: 'HOUR', gte: '9', lt: '18' }, { not: { dimension: 'REGION', isNull: false } }] },
          {
            all: [
              { dimension: 'COHORT_MONTH', gt: '2024-12' },
              { dimension: 'BUYER_TYPE', in: ['NEW'] },
            ],
          },
        ],
      },
    },
    // anna in Shanghai, the guest at ten, bo's first order.
    [[[0, 3]]],
  );

  golden(
    'of the tag with most orders, then of all others as one',
    { metrics: ['ORDERS'], period: march, by: ['TAG'], top: { n: 1, metric: 'ORDERS' } },
    [
      // anna was vip and new on 5 March, vip on the 20th; bo and the guest have no tag.
      [
        [0, 'new', 1],
        [0, 'vip', 2],
        [0, null, 2],
      ],
      // Her order of the 5th is one of vip and one of the others.
      [
        [0, 'vip', 2],
        [0, other, 3],
      ],
    ],
  );

  golden(
    'of customers with two orders or more, who are found first',
    { metrics: ['BUYERS'], period: march, where: { metric: { metric: 'ORDERS', gte: 2 } } },
    [
      // The guest, anna, bo.
      [
        [0, '0', 1],
        [0, '1', 2],
        [0, '2', 1],
      ],
      [[0, 1]],
    ],
  );

  golden(
    'of two families under common columns, in windows of two months',
    {
      metrics: ['ACTIVE_CUSTOMERS'],
      period: { from: '2025-02-01', to: '2025-04-30' },
      grain: 'MONTH',
      window: { trailing: 2, unit: 'MONTH' },
    },
    // January and February, February and March, March and April: anna, then bo too.
    [
      [
        [0, 1],
        [1, 2],
        [2, 2],
      ],
    ],
  );

  golden('of deals: opportunities and orders', { metrics: ['SALES_CYCLE_DAYS'], period: march, by: ['TEAM'] }, [
    // op1: thirty days from the lead of 1 March, in microseconds.
    [[0, 'coast', 2592000000000, 1]],
  ]);

  golden(
    'of spend by the channel it was spent on, of new customers by the channel that brought them',
    { metrics: ['CAC'], period: march, by: ['ACQUISITION_CHANNEL'] },
    [
      [
        [0, 'tv', 90],
        [0, 'web', 10],
      ],
      [[0, 'tv', 1]],
    ],
  );

  golden('to a percentile', { metrics: ['FIRST_RESPONSE_TIME_MEDIAN'], period: march }, [[[0, 120, 2]]]);

  golden(
    'of terms, placed at their end, with the weekday on which they began',
    { metrics: ['RENEWAL_RATE'], period: march, by: ['WEEKDAY', 'REGION'] },
    // That of the company ends in May.
    [[]],
  );
});

describe('rows that stand at an end', () => {
  golden(
    'opportunities on two days, with the agent and the category known now',
    {
      metrics: ['PIPELINE_VALUE', 'OPEN_OPPORTUNITIES'],
      period: { from: '2025-03-30', to: '2025-03-31' },
      grain: 'DAY',
      by: ['AGENT', 'PRODUCT_CATEGORY', 'TIER'],
    },
    // op1 is won on the 31st; bo is not judged before April.
    [[[0, 'ada', 'tea', null, 40, 1, 1]]],
  );

  golden(
    'opportunities won, with what was named by then',
    { metrics: ['AVERAGE_DEAL_VALUE'], period: march, by: ['PRODUCT'] },
    [[[0, 'green', 45, 1]]],
  );

  golden(
    'terms, a month of each, by weekday and region',
    { metrics: ['MRR'], period: march, by: ['WEEKDAY', 'REGION'] },
    // 50 for 60 days from a Wednesday on; anna is in the east at the end of March.
    [[[0, '3', 'east', 25.3646, 1]]],
  );
});

describe('customers judged on their rows', () => {
  golden('to two orders', { metrics: ['REPEAT_PURCHASE_RATE'], period: march, by: ['INDUSTRY'] }, [
    // Repeat buyers and buyers: anna is both; bo, without industry, bought once.
    [
      [0, 'retail', 1, 1],
      [0, null, 0, 1],
    ],
  ]);

  golden('the top fifth of each slice', { metrics: ['TOP_CUSTOMER_SHARE'], period: march, by: ['CHANNEL'] }, [
    // anna's 30 in the shop, where bo brought 15; on the web 50 - 20 of anna, less the refund of 10 that cost 4.
    [
      [0, 'shop', 30],
      [0, 'web', 24],
    ],
    [
      [0, 'shop', 45, 2],
      [0, 'web', 24, 1],
    ],
  ]);

  golden(
    'in the period and in the one before, placed at its start',
    { metrics: ['NET_REVENUE_RETENTION'], period: march, by: ['REGION'] },
    [
      // March, February and buyers of February: anna lived in the north on 1 March; bo bought in March alone.
      [
        [0, 'north', 70, 100, 1],
        [0, null, 0, 0, 0],
      ],
    ],
  );
});

describe('customers in a state', () => {
  golden(
    'the base at the start and who of it left, then who came back, in quarters and the half-year',
    {
      metrics: ['CHURN_RATE', 'REACTIVATED_CUSTOMERS'],
      period: { from: '2024-10-01', to: '2025-03-31' },
      grain: 'QUARTER',
      totals: 'GRAND',
      where: { dimension: 'INDUSTRY', in: ['food', 'retail'] },
    },
    [
      // chen alone, lost in October: out of the first quarter and the half-year.
      [
        [0, 1, 1],
        [2, 1, 1],
      ],
      // anna and bo are new.
      [],
    ],
  );

  golden(
    'the base, who left and who stayed, then who came back, by region in quarters that do not overlap',
    {
      metrics: ['CHURN_RATE', 'RETENTION_RATE', 'REACTIVATED_CUSTOMERS'],
      period: { from: '2024-10-01', to: '2025-03-31' },
      grain: 'QUARTER',
      by: ['REGION'],
    },
    [
      // chen alone, lost in October.
      [[0, 'south', 1, 1, 0]],
      [],
    ],
  );

  golden(
    'who left in a month, and in one half a year before: what lies between is of neither',
    {
      metrics: ['LOST_CUSTOMERS'],
      period: march,
      compare: [{ name: 'october', mode: 'CUSTOM', from: '2024-10-01', to: '2024-10-31' }],
    },
    // chen, lost in October.
    [[[1, 1]]],
  );

  golden(
    'buyers at the end of each month, and who of them referred',
    {
      metrics: ['REFERRAL_RATE'],
      period: { from: '2025-02-01', to: '2025-03-31' },
      grain: 'MONTH',
      where: { dimension: 'COUNTRY', in: ['CN'] },
    },
    [
      // anna in March; anna, then bo too.
      [[1, 1]],
      [
        [0, 1],
        [1, 2],
      ],
    ],
  );

  golden('and since when they buy', { metrics: ['CUSTOMER_TENURE_YEARS'], period: march, by: ['COUNTRY'] }, [
    // From 10 February 10:00 and 31 March 23:30 to the end of March, in microseconds; and how many there are.
    [[0, 'CN', 49 * 86_400_000_000 + 14.5 * 3_600_000_000]],
    [[0, 'CN', 2]],
  ]);

  golden('and their facts', { metrics: ['TOUCHES_PER_CUSTOMER', 'INTERACTION_RATE'], period: march, by: ['REGION'] }, [
    // Touches and interactions: anna referred and called, bo asked.
    [
      [0, 'east', 0, 2],
      [0, null, 0, 1],
    ],
    // On file at the end: anna, chen, bo.
    [
      [0, 'east', 1],
      [0, 'south', 1],
      [0, null, 1],
    ],
    // Their orders.
    [
      [0, 'east', 2],
      [0, null, 1],
    ],
  ]);
});

describe('what customers are judged to be', () => {
  golden('beside rows, by the month of each', { metrics: ['REVENUE'], period: march, by: ['TIER'], shares: false }, [
    // Anna is silver in March; bo and the guest are nothing yet.
    [
      [0, 'SILVER', 70, 3],
      [0, null, 27, 2],
    ],
  ]);

  golden(
    'beside rows of an instant, or without a judgement',
    { metrics: ['DEALS_WON'], period: march, by: ['LIFECYCLE_STAGE'], shares: false },
    [[[0, 'LEAD', 1]]],
  );

  golden(
    'of customers followed from the period before, at its start',
    { metrics: ['NET_REVENUE_RETENTION'], period: march, by: ['TIER'] },
    [
      [
        [0, 'SILVER', 70, 100, 1],
        [0, null, 0, 0, 0],
      ],
    ],
  );

  golden(
    'at each place of the ranges in which customers are in the base, and who leaves',
    {
      metrics: ['CHURN_RATE'],
      period: { from: '2025-03-01', to: '2025-04-30' },
      grain: 'MONTH',
      where: { dimension: 'TIER', in: ['SILVER', 'GOLD'] },
    },
    [
      [
        [0, 0, 1],
        [1, 0, 1],
      ],
    ],
  );

  golden('with what facts come to at each instant', { metrics: ['REFERRAL_RATE'], period: march, by: ['TIER'] }, [
    // Anna referred; buyers at the end are anna, bo and chen, who has no tier.
    [[0, 'GOLD', 1]],
    [
      [0, 'BRONZE', 1],
      [0, 'GOLD', 1],
      [0, null, 1],
    ],
  ]);

  golden(
    'as a number of then by a label of now',
    { metrics: ['CHURN_RISK'], period: march, by: ['TIER'], attributes: 'CURRENT' },
    [
      [
        [0, 'BRONZE', 0.2, 1],
        [0, 'PLATINUM', 0.3, 1],
      ],
    ],
  );
});

describe('agents', () => {
  golden(
    'employed, with what their rows come to',
    { metrics: ['SYSTEM_USAGE_RATE'], period: march, by: ['TEAM'], where: { dimension: 'AGENT_ROLE', in: ['sales'] } },
    [[[0, 'coast', 1, 1]]],
  );
});
