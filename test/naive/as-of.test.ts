// now: the clock, or the end of the day of `asOf` where that is earlier. Everything is as it was then, and nothing in the
// question looks beyond it.
import { type Company, companyOf } from '../support/naive/company';
import { evaluate } from '../support/naive/evaluate';
import { naiveFunnel } from '../support/naive/funnel';
import type { NaiveQuestion, NaiveSettings } from '../support/naive/question';
import { naiveRetention } from '../support/naive/retention';

const settings: NaiveSettings = {
  now: '2025-10-15T10:00:00Z',
  timeZone: 'UTC',
  weekStart: 'MONDAY',
  fiscalYearStartMonth: 1,
  lostAfterDays: 180,
  dormantAfterDays: 90,
  slaSeconds: 3600,
};

const order = (at: string, more: object = {}) => ({
  transaction_id: at,
  order_id: at,
  customer_id: 'ada',
  occurred_at: at,
  kind: 'order',
  revenue: '10',
  ...more,
});

const interaction = (at: string, kind: string, more: object = {}) => ({
  interaction_id: `${at} ${kind}`,
  customer_id: 'ada',
  occurred_at: at,
  kind,
  ...more,
});

const rowsOf = (company: Partial<Company>, question: NaiveQuestion, now = settings.now) =>
  evaluate(companyOf(company), { ...settings, now }, question).rows;

/** The values of the metrics over the whole period. */
const values = (company: Partial<Company>, question: NaiveQuestion, now = settings.now) =>
  question.metrics.map((metric) => rowsOf(company, question, now)[0]?.values[metric]?.value);

describe('every form of period', () => {
  const bounds = (period: NaiveQuestion['period'], now = settings.now) =>
    rowsOf({}, { metrics: ['REVENUE'], period }, now).map((row) => `${row.start}..${row.end}`)[0];

  test('the last units are those over by then, the open one is the one begun', () => {
    expect(bounds({ last: 2, unit: 'MONTH', asOf: '2025-03-30' })).toBe('2025-01-01..2025-02-28');
    expect(bounds({ last: 2, unit: 'MONTH', asOf: '2025-03-31' })).toBe('2025-02-01..2025-03-31');
    expect(bounds({ last: 1, unit: 'WEEK', asOf: '2025-10-12' })).toBe('2025-10-06..2025-10-12');
    const withOpen = { last: 2, unit: 'MONTH', includeCurrent: true };
    expect(bounds({ ...withOpen, asOf: '2025-03-30' })).toBe('2025-01-01..2025-03-31');
    expect(bounds({ ...withOpen, asOf: '2025-03-31' })).toBe('2025-02-01..2025-03-31');
    expect(bounds(withOpen, '2025-04-01T00:00:00Z')).toBe('2025-02-01..2025-03-31');
    expect(bounds(withOpen, '2025-04-01T00:00:01Z')).toBe('2025-02-01..2025-04-30');
  });

  test('to date is to that day, or to the day of the last instant before now', () => {
    expect(bounds({ toDate: 'QUARTER', asOf: '2025-08-20' })).toBe('2025-07-01..2025-08-20');
    expect(bounds({ toDate: 'MONTH' }, '2025-04-01T00:00:00Z')).toBe('2025-03-01..2025-03-31');
    expect(bounds({ toDate: 'MONTH' }, '2025-04-01T00:00:01Z')).toBe('2025-04-01..2025-04-01');
  });

  test('the clock is earlier than a later day', () => {
    expect(bounds({ toDate: 'MONTH', asOf: '2026-01-05' })).toBe('2025-10-01..2025-10-15');
    expect(bounds({ last: 1, unit: 'MONTH', asOf: '2026-01-05' })).toBe('2025-09-01..2025-09-30');
  });

  test('the period asked for is cut at the end of that day', () => {
    const transactions = [order('2025-03-10T23:59:59.999999'), order('2025-03-11')];
    const orders = (period: NaiveQuestion['period']) => values({ transactions }, { metrics: ['ORDERS'], period })[0];
    expect(orders({ year: 2025 })).toBe(2);
    expect(orders({ year: 2025, asOf: '2025-03-10' })).toBe(1);
    expect(orders({ year: 2025, month: 3, asOf: '2025-03-10' })).toBe(1);
    expect(orders({ from: '2025-03-01', to: '2025-03-31', asOf: '2025-03-10' })).toBe(1);
    expect(orders({ from: '2025-03-01', to: '2025-03-31', asOf: '2025-03-11' })).toBe(2);
    expect(orders({ last: 1, unit: 'MONTH', includeCurrent: true, asOf: '2025-03-10' })).toBe(1);
  });

  test('the day ends in the zone of the question', () => {
    // In New York the 10th ends at 4:00 UTC.
    const transactions = [order('2025-03-11T03:30:00Z'), order('2025-03-11T04:30:00Z')];
    const question = { metrics: ['ORDERS'], period: { year: 2025, asOf: '2025-03-10' } };
    expect(values({ transactions }, question)).toEqual([0]);
    const there = { ...question, period: { ...question.period, timezone: 'America/New_York' } };
    expect(values({ transactions }, there)).toEqual([1]);
  });

  test('days in the period are those begun by then', () => {
    const interactions = [interaction('2025-03-01', 'login'), interaction('2025-03-04', 'login')];
    const spend = ['2025-03-10', '2025-03-11'].map((date) => ({ spend_id: date, date, purpose: 'sales', amount: '7' }));
    const question = {
      metrics: ['STICKINESS', 'ACQUISITION_SPEND'],
      period: { year: 2025, month: 3, asOf: '2025-03-10' },
    };
    expect(values({ interactions, spend }, question)).toEqual([20, 7]);
  });
});

describe('what came later', () => {
  const march = { year: 2025, month: 3 };

  test('is no outcome yet', () => {
    const company = {
      interactions: [
        interaction('2025-03-05', 'lead'),
        interaction('2025-03-06', 'stage', { opportunity_id: 'o', stage: 'quoted' }),
        interaction('2025-03-20T09:00:00Z', 'stage', { opportunity_id: 'o', stage: 'won' }),
        interaction('2025-04-05', 'stage', { opportunity_id: 'o', stage: 'lost' }),
      ],
      transactions: [order('2025-04-20')],
    };
    const metrics = ['LEAD_CONVERSION_RATE', 'WIN_RATE', 'SIGNING_RATE'];
    expect(values(company, { metrics, period: march })).toEqual([100, null, 100]);
    expect(values(company, { metrics, period: { ...march, asOf: '2025-03-31' } })).toEqual([0, 100, 100]);
    expect(values(company, { metrics, period: { ...march, asOf: '2025-03-19' } })).toEqual([0, null, 0]);
  });

  test('is after now: what happens at that instant has happened, but is in no period yet', () => {
    const company = { interactions: [interaction('2025-03-05', 'lead')], transactions: [order('2025-04-01')] };
    const metrics = ['LEAD_CONVERSION_RATE', 'ORDERS'];
    expect(values(company, { metrics, period: { year: 2025, asOf: '2025-03-31' } })).toEqual([100, 0]);
    expect(values(company, { metrics, period: { year: 2025, asOf: '2025-03-30' } })).toEqual([0, 0]);
  });

  test('leaves a window open', () => {
    const interactions = [interaction('2025-03-05', 'lead')];
    const status = (asOf: string) =>
      rowsOf({ interactions }, { metrics: ['LEAD_CONVERSION_RATE'], period: { ...march, asOf } })[0]?.values
        .LEAD_CONVERSION_RATE?.status;
    // 90 days after the end of March are over with 29 June.
    expect([status('2025-06-28'), status('2025-06-29')]).toEqual(['IMMATURE', 'LOW_SAMPLE']);
  });

  test('is no attribute of then', () => {
    const company = {
      customers: [
        { customer_id: 'ada', region: 'north' },
        { customer_id: 'ada', region: 'south', valid_from: '2025-05-15T08:00:00Z' },
      ],
      transactions: [order('2025-03-05')],
    };
    const regions = (asOf: string) =>
      rowsOf(company, {
        metrics: ['REVENUE'],
        period: { ...march, asOf },
        by: ['REGION'],
        attributes: 'CURRENT',
      })
        .filter((row) => row.required)
        .map((row) => row.keys[0]);
    expect(regions('2025-05-14')).toEqual(['north']);
    expect(regions('2025-05-15')).toEqual(['south']);
  });

  test('makes nobody a customer on file before', () => {
    const company = {
      customers: [{ customer_id: 'stated' }, { customer_id: 'silent' }],
      transactions: [
        order('2025-06-01', { customer_id: 'stated', transaction_id: '1' }),
        order('2025-06-02', { customer_id: 'inferred', transaction_id: '2' }),
      ],
    };
    const onFile = (period: NaiveQuestion['period']) => values(company, { metrics: ['CUSTOMERS_ON_FILE'], period })[0];
    // Who never did anything is on file always; of the others it is known today that they began in June.
    expect(onFile({ year: 2025, month: 3 })).toBe(1);
    expect(onFile({ year: 2025, month: 3, asOf: '2025-03-31' })).toBe(1);
    expect(onFile({ year: 2025, asOf: '2025-06-01' })).toBe(2);
    expect(onFile({ year: 2025, asOf: '2025-06-02' })).toBe(3);
  });

  test('agents and the day a customer left are known as they are today', () => {
    const company = {
      customers: [{ customer_id: 'ada', churned_at: '2025-03-20' }],
      transactions: [order('2025-03-05', { agent_id: 'ann' }), order('2025-06-01', { agent_id: 'bob' })],
    };
    const metrics = ['SYSTEM_USAGE_RATE'];
    expect(values(company, { metrics, period: { ...march, asOf: '2025-03-31' } })).toEqual([50]);
    const ends = (asOf: string) => values(company, { metrics: ['CUSTOMERS_AT_END'], period: { year: 2025, asOf } })[0];
    expect([ends('2025-03-18'), ends('2025-03-31')]).toEqual([1, 0]);
  });
});

describe('conditions', () => {
  const company = {
    transactions: [
      order('2025-03-05', { revenue: '60' }),
      order('2025-06-05', { revenue: '60' }),
      order('2025-03-06', { revenue: '7', customer_id: 'bob' }),
    ],
  };
  const sales = (period: NaiveQuestion['period'], condition: object) =>
    values(company, {
      metrics: ['REVENUE'],
      period,
      where: { metric: { metric: 'REVENUE', gte: '100', ...condition } },
    })[0];
  const ofYear = { period: { year: 2025 } };

  test('know no more than the question', () => {
    expect(sales({ year: 2025, month: 3 }, {})).toBe(0);
    expect(sales({ year: 2025, month: 3 }, ofYear)).toBe(60);
    expect(sales({ year: 2025, month: 3, asOf: '2025-06-05' }, ofYear)).toBe(60);
    expect(sales({ year: 2025, month: 3, asOf: '2025-06-04' }, ofYear)).toBe(0);
    const later = { period: { year: 2025, asOf: '2025-12-31' } };
    expect(sales({ year: 2025, month: 3, asOf: '2025-06-04' }, later)).toBe(0);
  });

  test('may know less', () => {
    expect(sales({ year: 2025, month: 3 }, { period: { year: 2025, asOf: '2025-06-05' } })).toBe(60);
    expect(sales({ year: 2025, month: 3 }, { period: { year: 2025, asOf: '2025-06-04' } })).toBe(0);
  });

  test('know no outcome later than their own asOf', () => {
    const interactions = [interaction('2025-03-05', 'lead'), interaction('2025-04-10', 'touch')];
    const followedUp = (asOf: string) => {
      const period = { year: 2025, month: 3, asOf };
      const where = { metric: { metric: 'LEAD_FOLLOW_UP_TIME', gt: '0', period } };
      return values({ interactions }, { metrics: ['LEADS'], period: { year: 2025 }, where })[0];
    };
    expect([followedUp('2025-04-10'), followedUp('2025-04-08')]).toEqual([1, 0]);
  });

  test("count their last units back from the question's now", () => {
    const lastMonth = { gte: '60', period: { last: 1, unit: 'MONTH' } };
    expect(sales({ year: 2025, month: 3, asOf: '2025-04-30' }, lastMonth)).toBe(0);
    expect(sales({ year: 2025, month: 3, asOf: '2025-03-31' }, lastMonth)).toBe(60);
  });
});

describe('journeys', () => {
  test('cohorts go up to the unit of then', () => {
    const transactions = [order('2025-01-10'), order('2025-02-10'), order('2025-03-20')];
    const period = { year: 2025, asOf: '2025-03-15' };
    const cohorts = naiveRetention(companyOf({ transactions }), settings, { period, grain: 'MONTH' });
    expect(
      cohorts?.map(({ start, cells }) => [start, cells.map(({ customers, mature }) => [customers, mature])]),
    ).toEqual([
      [
        '2025-01-01',
        [
          [1, true],
          [1, true],
          [0, false],
        ],
      ],
    ]);
  });

  test('a stage reached later is not reached, and a window is open then', () => {
    const company = companyOf({
      interactions: [interaction('2025-03-05', 'lead'), interaction('2025-04-01T09:00:00Z', 'touch')],
    });
    const question = { stages: ['LEAD', 'CONTACTED'], windowDays: 30 };
    const reached = (asOf: string, matureOnly: boolean) =>
      naiveFunnel(company, settings, {
        ...question,
        matureOnly,
        period: { year: 2025, month: 3, asOf },
      })?.[0]?.steps.map((step) => step.reached);
    expect(reached('2025-03-31', false)).toEqual([1, 0]);
    expect(reached('2025-04-01', false)).toEqual([1, 1]);
    expect(reached('2025-04-02', true)).toEqual([0, 0]);
    expect(reached('2025-04-03', true)).toEqual([1, 1]);
  });
});
