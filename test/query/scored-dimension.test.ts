// What a customer is judged to be, as a dimension: facts, states and journeys placed by the judgement that speaks where they are,
// on the small company (whose judgements are listed there), on both engines. The clock stands at noon of 1 July 2025.
//
//   anna  silver from 1 March, gold from 1 April, silver at 1 July, platinum now      terms end on 31 March and 1 April
//   bo    a passive answer before he bought; bronze from 1 April
//   chen  gold, silver and bronze in the summer of 2024, before he was lost on 28 October
//   dana  a lead of 10 March who did not buy: a hot one at 1 April, an ordinary one now
import type { Pool } from 'pg';
import { dimensionOf } from '../../src/model/dimensions';
import type { Viewer } from '../../src/model/viewer';
import { answer } from '../../src/query/answer';
import { funnel } from '../../src/query/journeys/funnel';
import { retention } from '../../src/query/journeys/retention';
import { dimensionValues } from '../../src/query/members/dimension-values';
import { memberLabels } from '../../src/query/members/labels';
import { countMembers } from '../../src/query/members/members';
import type { MetricQuestion, PeriodInput } from '../../src/query/question/metric-question';
import type { AnswerContext } from '../../src/query/reading';
import { openSmallCompany, type SmallCompany } from './small-company';

const more = `
INSERT INTO dim_customer (customer_key, customer_no, customer_id, country, acquired_channel_no, tags, valid_from, effective_from, valid_to, is_current, inferred, load_id, change_id) VALUES
  (5, 4, 'dana', 'CN', 0, '{}', '-infinity', '-infinity', 'infinity', true, false, 1, 1);
INSERT INTO fact_interaction (interaction_id, customer_no, customer_key, date_key, occurred_at, kind, channel_no, agent_no, product_no, load_id, change_id) VALUES
  ('j1', 4, 5, '2025-03-10', '2025-03-10T10:00+08', 'lead', 1, 0, 0, 1, 1),
  ('j2', 1, 2, '2025-04-01', '2025-04-01T00:00+08', 'inquiry', 1, 0, 0, 1, 1),
  ('j3', 4, 5, '2025-04-05', '2025-04-05T10:00+08', 'inquiry', 1, 0, 0, 1, 1);
INSERT INTO customer_summary (customer_no, customer_id, first_lead_at, first_fact_at, on_file_from, change_id) VALUES
  (4, 'dana', '2025-03-10T10:00+08', '2025-03-10T10:00+08', '2025-03-10T10:00+08', 1);
INSERT INTO customer_lead (customer_no, interaction_id, customer_key, date_key, occurred_at, channel_no, agent_no, change_id) VALUES
  (4, 'j1', 5, '2025-03-10', '2025-03-10T10:00+08', 1, 0, 1);
INSERT INTO customer_term (customer_no, transaction_id, order_id, date_key, occurred_at, kind, product_no, channel_no, agent_no, term_end, revenue, change_id) VALUES
  (1, 't2', 'o2', '2025-03-05', '2025-03-05T10:00+08', 'order', 1, 1, 0, '2025-03-31T23:59+08', 50, 1),
  (1, 't3', 'o3', '2025-03-20', '2025-03-20T10:00+08', 'order', 2, 2, 0, '2025-04-01T00:00+08', 30, 1);
INSERT INTO target (metric, from_date, to_date, value, dimension, member, load_id, change_id) VALUES ('revenue', '2025-03-01', '2025-03-31', 140, 'TIER', 'SILVER', 1, 1);
INSERT INTO customer_snapshot (customer_no, month_end, in_base, nps_group, lead_score_band) VALUES
  (2, '2025-03-01', false, 'PASSIVE', NULL), (4, '2025-04-01', false, NULL, 'HIGH'), (4, '9999-12-31', false, NULL, 'MEDIUM');
INSERT INTO customer_snapshot (customer_no, month_end, in_base, tier) VALUES
  (3, '2024-06-01', true, 'GOLD'), (3, '2024-09-01', true, 'SILVER'), (3, '2024-10-01', true, 'BRONZE')`;

let company: SmallCompany;
beforeAll(async () => {
  company = await openSmallCompany(async (pool: Pool) => {
    await pool.query(more);
  });
});
afterAll(() => company.close());

const february = { year: 2025, month: 2 };
const march = { year: 2025, month: 3 };
const april = { year: 2025, month: 4 };
const year = { year: 2025 };

async function onEachEngine(check: (context: AnswerContext) => Promise<void>): Promise<void> {
  for (const context of company.contexts) await check(context);
}

/** Members and values of one metric. */
const rowsOf = async (metric: string, question: Omit<MetricQuestion, 'metrics'>, context: AnswerContext) => {
  const { rows } = await answer({ ...question, metrics: [metric] }, context);
  return rows.map((row) => [...row.keys.map(({ value }) => value), row.values[metric]!.value]);
};

function placed(
  title: string,
  metric: string,
  question: Omit<MetricQuestion, 'metrics'>,
  expected: readonly (readonly unknown[])[],
): void {
  test(title, () => onEachEngine(async (context) => expect(await rowsOf(metric, question, context)).toEqual(expected)));
}

describe('a fact is placed by what its customer was at the last month-end by then', () => {
  // Anna 50, 30 and 10 back, silver since 1 March; bo's first purchase of 31 March and the guest's 7 before any tier.
  placed('revenue of March', 'REVENUE', { period: march, by: ['TIER'] }, [
    ['SILVER', 70],
    [null, 27],
  ]);
  placed(
    'before the first month-end after a first purchase there is none',
    'REVENUE',
    { period: february, by: ['TIER'] },
    [[null, 100]],
  );
  // 1 April 00:00 is a month-end itself. Stage rows are no interactions here.
  placed(
    'each by its own month, the best first and none last',
    'INTERACTIONS',
    { period: { from: '2025-03-01', to: '2025-04-30' }, grain: 'MONTH', by: ['TIER'], fill: false },
    [
      ['SILVER', 2],
      [null, 3],
      ['GOLD', 1],
      [null, 1],
    ],
  );
  placed('what is not over too: of this year all but two facts', 'INTERACTIONS', { period: year, by: ['TIER'] }, [
    ['GOLD', 1],
    ['SILVER', 2],
    [null, 5],
  ]);
  placed('by what it is now', 'REVENUE', { period: march, by: ['TIER'], attributes: 'CURRENT' }, [
    ['PLATINUM', 70],
    ['BRONZE', 20],
    [null, 7],
  ]);
  placed(
    'by what it is as of a day before',
    'REVENUE',
    { period: { ...march, asOf: '2025-05-15' }, by: ['TIER'], attributes: 'CURRENT' },
    [
      ['GOLD', 70],
      ['BRONZE', 20],
      [null, 7],
    ],
  );
  placed(
    'a term by its end in the business zone, a minute before midnight of the month-end',
    'RENEWAL_RATE',
    { period: { from: '2025-03-01', to: '2025-04-30' }, grain: 'MONTH', by: ['TIER'], fill: false },
    [
      ['SILVER', 0],
      ['GOLD', 0],
    ],
  );
  placed('a deal by the day it was won', 'DEALS_WON', { period: march, by: ['NPS_GROUP'] }, [['PASSIVE', 1]]);
  placed('a lead', 'LEADS', { period: march, by: ['NPS_GROUP'] }, [
    ['PASSIVE', 1],
    [null, 1],
  ]);
  placed('an active fact, of whatever table', 'ACTIVE_CUSTOMERS', { period: march, by: ['TIER'] }, [
    ['SILVER', 1],
    [null, 1],
  ]);
  // Anna's 70 of March beside her 100 of February; she is placed at the start of March. Bo had none in February.
  placed('revenue that is kept by the start of the period', 'NET_REVENUE_RETENTION', { period: march, by: ['TIER'] }, [
    ['SILVER', 70],
    [null, null],
  ]);
  placed(
    'the same by months, each at its own start',
    'NET_REVENUE_RETENTION',
    { period: { from: '2025-03-01', to: '2025-04-30' }, grain: 'MONTH', by: ['TIER'], fill: false },
    [
      ['SILVER', 70],
      [null, null],
      ['GOLD', 0],
      ['BRONZE', 0],
    ],
  );
});

describe('a customer in a state is placed by the judgement of the instant', () => {
  const customers = (title: string, metric: string, period: PeriodInput, expected: readonly (readonly unknown[])[]) =>
    placed(title, metric, { period, by: ['TIER'] }, expected);
  customers('at the start', 'CUSTOMERS_AT_START', march, [['SILVER', 1]]);
  customers('at the end', 'CUSTOMERS_AT_END', march, [
    ['GOLD', 1],
    ['BRONZE', 1],
  ]);
  customers('at an end that is a month-end and not now', 'CUSTOMERS_AT_END', { year: 2025, month: 6 }, [
    ['SILVER', 1],
    ['BRONZE', 1],
  ]);
  customers('now by the current one', 'CUSTOMERS_AT_END', year, [
    ['PLATINUM', 1],
    ['BRONZE', 1],
  ]);
  customers('as of a day before by the last month-end by then', 'CUSTOMERS_AT_END', { ...year, asOf: '2025-05-15' }, [
    ['GOLD', 1],
    ['BRONZE', 1],
  ]);
  customers('as of the day that ends with a month-end', 'CUSTOMERS_AT_END', { ...year, asOf: '2025-06-30' }, [
    ['SILVER', 1],
    ['BRONZE', 1],
  ]);
  // In Auckland March ends at 19:00 of Shanghai's 31st: bo has not bought yet. In New York it ends at noon of 1 April.
  customers('by the business day of the instant', 'CUSTOMERS_AT_END', { ...march, timezone: 'Pacific/Auckland' }, [
    ['SILVER', 1],
  ]);
  customers('whatever the zone of the question', 'CUSTOMERS_AT_END', { ...march, timezone: 'America/New_York' }, [
    ['GOLD', 1],
    ['BRONZE', 1],
  ]);
  // Anna alone is in the base at the start, and stays.
  customers('a rate by the instant of its denominator', 'CHURN_RATE', march, [['SILVER', 0]]);
  placed(
    'each month by its own, and the whole by now',
    'CUSTOMERS_AT_END',
    { period: { from: '2025-05-01', to: '2025-07-31' }, grain: 'MONTH', by: ['TIER'], totals: 'ROLLUP', fill: false },
    [
      ['GOLD', 1],
      ['BRONZE', 1],
      ['SILVER', 1],
      ['BRONZE', 1],
      ['PLATINUM', 1],
      ['BRONZE', 1],
    ],
  );
  placed(
    'under windows that overlap, each at its own start',
    'LOST_CUSTOMERS',
    {
      period: { from: '2024-10-01', to: '2024-11-30' },
      grain: 'MONTH',
      window: { trailing: 2, unit: 'MONTH' },
      by: ['TIER'],
      fill: false,
    },
    [
      ['SILVER', 1],
      ['BRONZE', 1],
    ],
  );
  // A year before the end of May chen alone was a customer.
  customers('a year before the end', 'CUSTOMER_LIFETIME_YEARS', { year: 2025, month: 5 }, [['GOLD', 1]]);
  placed(
    'by what it is now, whatever the instant',
    'CUSTOMERS_AT_START',
    { period: march, by: ['TIER'], attributes: 'CURRENT' },
    [['PLATINUM', 1]],
  );
  placed('beside a version of then', 'CUSTOMERS_AT_END', { period: march, by: ['REGION', 'TIER'] }, [
    ['east', 'GOLD', 1],
    [null, 'BRONZE', 1],
  ]);
  placed(
    'with what its facts come to',
    'RECALL_RATE',
    { period: { from: '2025-06-30', to: '2025-07-31' }, by: ['TIER'] },
    [
      // Anna is dormant from 18 June on, bo from the 29th: at 30 June the judgements of 1 June speak.
      ['GOLD', 0],
      ['BRONZE', 0],
    ],
  );
});

test('each judgement has its members, in their order', () =>
  onEachEngine(async (context) => {
    const found: Record<string, unknown> = {};
    for (const id of [
      'HEALTH_BAND',
      'RISK_BAND',
      'RFM_SEGMENT',
      'RFM_RECENCY',
      'RFM_FREQUENCY',
      'RFM_MONETARY',
      'NPS_GROUP',
    ])
      found[id] = [
        await rowsOf('CUSTOMERS_AT_END', { period: march, by: [id] }, context),
        await rowsOf('CUSTOMERS_AT_END', { period: year, by: [id] }, context),
      ];
    expect(found).toEqual({
      HEALTH_BAND: [
        [
          ['HEALTHY', 1],
          [null, 1],
        ],
        [
          ['AT_RISK', 1],
          [null, 1],
        ],
      ],
      RISK_BAND: [
        [
          ['LOW', 1],
          ['MEDIUM', 1],
        ],
        [['HIGH', 2]],
      ],
      RFM_SEGMENT: [
        [
          ['CHAMPIONS', 1],
          ['RECENT', 1],
        ],
        [
          ['AT_RISK', 1],
          ['HIBERNATING', 1],
        ],
      ],
      RFM_RECENCY: [
        [['5', 2]],
        [
          ['1', 1],
          ['2', 1],
        ],
      ],
      RFM_FREQUENCY: [
        [
          ['1', 1],
          ['5', 1],
        ],
        [
          ['1', 1],
          ['3', 1],
        ],
      ],
      RFM_MONETARY: [
        [
          ['1', 1],
          ['5', 1],
        ],
        [
          ['1', 1],
          ['3', 1],
        ],
      ],
      NPS_GROUP: [
        [
          ['PROMOTER', 1],
          [null, 1],
        ],
        [
          ['PASSIVE', 1],
          ['DETRACTOR', 1],
        ],
      ],
    });
    expect(await rowsOf('CUSTOMERS_ON_FILE', { period: march, by: ['LEAD_SCORE_BAND'] }, context)).toEqual([
      ['HIGH', 1],
      [null, 3],
    ]);
    expect(await rowsOf('CUSTOMERS_ON_FILE', { period: year, by: ['LEAD_SCORE_BAND'] }, context)).toEqual([
      ['MEDIUM', 1],
      [null, 3],
    ]);
  }));

describe('who was not judged stands in a stage of life all the same', () => {
  // Bo's purchase of 31 March is his first, at that very instant; anna's of February too. The guest is nobody.
  placed('new from the instant of the first purchase on', 'REVENUE', { period: march, by: ['LIFECYCLE_STAGE'] }, [
    ['NEW', 90],
    [null, 7],
  ]);
  placed('and a lead before it', 'INTERACTIONS', { period: march, by: ['LIFECYCLE_STAGE'] }, [
    ['LEAD', 3],
    ['NEW', 2],
  ]);
  placed('at an instant', 'CUSTOMERS_ON_FILE', { period: february, by: ['LIFECYCLE_STAGE'] }, [
    // Anna at 1 March; chen is lost since October.
    ['NEW', 1],
    ['LOST', 1],
  ]);
  placed(
    'as the day before the first purchase, also where it is over now',
    'CUSTOMERS_ON_FILE',
    { period: { from: '2025-03-01', to: '2025-03-30' }, by: ['LIFECYCLE_STAGE'] },
    [
      // Bo and dana
      ['LEAD', 2],
      ['NEW', 1],
      ['LOST', 1],
    ],
  );
  placed('now', 'CUSTOMERS_ON_FILE', { period: year, by: ['LIFECYCLE_STAGE'] }, [
    ['LEAD', 1],
    ['DORMANT', 2],
    ['LOST', 1],
  ]);
  placed(
    'as of a day before the first purchase, though it is known today',
    'INTERACTIONS',
    { period: { ...march, asOf: '2025-03-30' }, by: ['LIFECYCLE_STAGE'], attributes: 'CURRENT' },
    [
      ['LEAD', 3],
      ['NEW', 2],
    ],
  );
});

describe('a filter', () => {
  const where = (filter: MetricQuestion['where'], expected: number) =>
    test(JSON.stringify(filter), () =>
      onEachEngine(async (context) =>
        expect(await rowsOf('REVENUE', { period: march, where: filter }, context)).toEqual([[expected]]),
      ),
    );
  where({ dimension: 'TIER', in: ['SILVER'] }, 70);
  where({ dimension: 'TIER', in: ['GOLD', 'BRONZE'] }, 0);
  where({ dimension: 'TIER', notIn: ['SILVER'] }, 27);
  where({ not: { dimension: 'TIER', in: ['GOLD'] } }, 97);
  where({ dimension: 'TIER', isNull: true }, 27);
  where({ dimension: 'TIER', isNull: false }, 70);
  where({ dimension: 'RFM_RECENCY', gte: '5' }, 70);
  where({ dimension: 'RFM_RECENCY', lt: '5' }, 0);
  where({ not: { dimension: 'RFM_RECENCY', lt: '5' } }, 97);
  where({ dimension: 'LIFECYCLE_STAGE', in: ['NEW'] }, 90);
  where({ dimension: 'LIFECYCLE_STAGE', notIn: ['NEW'] }, 7);
  where({ metric: { metric: 'ORDERS', gte: 1, where: { dimension: 'TIER', in: ['SILVER'] } } }, 70);
  // The answer of now: bo was bronze at no instant of March.
  where({ metric: { metric: 'CLV_HISTORIC', gte: 1, period: year, where: { dimension: 'TIER', in: ['BRONZE'] } } }, 20);

  test('of states looks at their instant', () =>
    onEachEngine(async (context) => {
      const gold = { dimension: 'TIER', in: ['GOLD'] };
      expect(await rowsOf('CUSTOMERS_AT_START', { period: april, where: gold }, context)).toEqual([[1]]);
      expect(await rowsOf('CUSTOMERS_AT_START', { period: march, where: gold }, context)).toEqual([[0]]);
    }));

  test('may be a saved segment', () =>
    onEachEngine(async (context) => {
      const segments = async () => new Map([['best', { dimension: 'TIER', in: ['PLATINUM'] }]]);
      const question = { period: march, where: { segment: 'best' }, attributes: 'CURRENT' };
      expect(await rowsOf('REVENUE', question, { ...context, segments })).toEqual([[70]]);
    }));

  test.each([
    [{ dimension: 'TIER', in: ['IRON'] }, 'TIER has no member "IRON".'],
    [{ dimension: 'RFM_FREQUENCY', in: ['6'] }, 'RFM_FREQUENCY has no member "6".'],
    [{ dimension: 'TIER', gte: 'GOLD' }, 'TIER has no order'],
  ])('%j is refused', async (filter, message) => {
    const [context] = company.contexts;
    await expect(rowsOf('REVENUE', { period: march, where: filter }, context)).rejects.toThrow(message);
  });
});

describe('what goes with customer attributes goes with judgements', () => {
  placed(
    'the top and the others',
    'REVENUE',
    { period: march, by: ['TIER'], top: { n: 1, metric: 'REVENUE', other: true } },
    [
      ['SILVER', 70],
      [null, 27],
    ],
  );

  test('targets by member', () =>
    onEachEngine(async (context) => {
      const { rows } = await answer({ metrics: ['REVENUE'], period: march, by: ['TIER'] }, context);
      expect(rows.map(({ values }) => values.REVENUE!.target)).toEqual([
        { value: 140, exact: '140', attainment: 50, met: false },
        null,
      ]);
    }));

  test('members with the customers behind them, as they are now', () =>
    onEachEngine(async (context) => {
      const counted = async (dimension: string) => (await dimensionValues({ dimension }, context)).nodes;
      expect(await counted('TIER')).toEqual([
        { value: null, count: 2 },
        { value: 'BRONZE', count: 1 },
        { value: 'PLATINUM', count: 1 },
      ]);
      expect(await counted('RFM_MONETARY')).toEqual([
        { value: null, count: 2 },
        { value: '1', count: 1 },
        { value: '3', count: 1 },
      ]);
      const found = await dimensionValues({ dimension: 'LIFECYCLE_STAGE', search: '沉睡' }, context);
      expect(found.nodes).toEqual([{ value: 'DORMANT', count: 2 }]);
      expect(await countMembers(context, dimensionOf('TIER'))).toBe(4);
      expect([...(await memberLabels(context, 'TIER', ['GOLD'], 'ZH'))]).toEqual([['GOLD', '黄金']]);
    }));

  test('funnels, by the fact that enters', () =>
    onEachEngine(async (context) => {
      const entered = async (dimension: string) => {
        const { rows } = await funnel({ period: march, by: [dimension], stages: ['LEAD', 'WON'] }, context);
        return rows.map(({ keys, steps }) => [keys[0]!.value, ...steps.map(({ reached }) => reached)]);
      };
      expect(await entered('NPS_GROUP')).toEqual([
        ['PASSIVE', 1, 1],
        [null, 1, 0],
      ]);
      expect(await entered('LIFECYCLE_STAGE')).toEqual([['LEAD', 2, 1]]);
    }));

  test('cohorts, by the first purchase', () =>
    onEachEngine(async (context) => {
      const period = { from: '2025-02-01', to: '2025-03-31' };
      const { cohorts } = await retention({ period, by: ['NPS_GROUP'] }, context);
      expect(cohorts.map(({ period: { start }, keys, size }) => [start, keys[0]!.value, size])).toEqual([
        ['2025-02-01', null, 1],
        ['2025-03-01', 'PASSIVE', 1],
      ]);
    }));

  test('what a viewer sees, by the customers as they are now', () =>
    onEachEngine(async (context) => {
      const tests = [{ kind: 'in', members: ['PLATINUM'] }] as const;
      const viewer: Viewer = { kind: 'customers', filter: { kind: 'test', dimension: 'TIER', tests } };
      expect(await rowsOf('REVENUE', { period: march, by: ['TIER'] }, { ...context, viewer })).toEqual([
        ['SILVER', 70],
      ]);
      expect(await rowsOf('CUSTOMERS_AT_END', { period: march, by: ['TIER'] }, { ...context, viewer })).toEqual([
        ['GOLD', 1],
      ]);
    }));
});
