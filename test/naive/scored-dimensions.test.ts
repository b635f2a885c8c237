// Slices by what a customer was: the judgement of the last month-end when a fact occurred, that of now with CURRENT; and the metrics
// that are means of judgements.

import { answer, interaction, order } from '../support/judgement-cases/judgement-case';
import { type Company, companyOf } from '../support/naive/company';
import { evaluate } from '../support/naive/evaluate';
import type { Models } from '../support/naive/judgements/models';
import { noModels } from '../support/naive/judgements/models';
import type { JudgedCompany } from '../support/naive/judgements/speaking';
import type { NaiveQuestion, NaiveSettings } from '../support/naive/question';

const settings: NaiveSettings = {
  now: '2025-07-15T12:00:00Z',
  timeZone: 'UTC',
  weekStart: 'MONDAY',
  fiscalYearStartMonth: 1,
  lostAfterDays: 180,
  dormantAfterDays: 90,
  slaSeconds: 3600,
};

const judged = (
  rows: Partial<Company>,
  scoredAt: readonly string[] = [settings.now],
  models = noModels,
): JudgedCompany => ({ ...companyOf(rows), judging: { models, scoredAt } });

/** Values of the metrics by the members of the row. */
function values(company: Company, question: Omit<NaiveQuestion, 'period'> & Partial<Pick<NaiveQuestion, 'period'>>) {
  const { rows } = evaluate(company, settings, { period: { year: 2025 }, ...question });
  return Object.fromEntries(
    rows
      .filter((row) => row.required)
      .map((row) => [row.keys.map(String).join(' '), question.metrics.map((metric) => row.values[metric]?.value)]),
  );
}

/**
 * Ada alone is bronze. On 1 July Bo is silver: as many orders and days, and more profit. Then Bo buys once more and is above both as
 * they were on 1 July.
 */
const adaAndBo: Partial<Company> = {
  transactions: [
    order('ada', '2025-05-10T10:00:00Z', { revenue: '1' }),
    order('ada', '2025-06-20', { revenue: '2' }),
    order('bo', '2025-06-25', { revenue: '50' }),
    order('bo', '2025-06-26', { revenue: '50' }),
    order('bo', '2025-07-01T00:00:00Z', { revenue: '200' }),
    order('nobody', '2025-07-02', { customer_id: null, revenue: '400' }),
  ],
  interactions: [interaction('ada', '2025-04-01', 'lead'), interaction('ada', '2025-05-10T09:00:00Z', 'visit')],
};

describe('a fact is placed by what its customer was', () => {
  const company = judged(adaAndBo);

  test('null before any judgement, and from the instant of a month-end what that says', () => {
    expect(values(company, { metrics: ['REVENUE'], by: ['TIER'] })).toEqual({
      null: [501],
      BRONZE: [2],
      SILVER: [200],
    });
  });

  test('without a judgement the stage of life is LEAD up to the first purchase, NEW from it on', () => {
    const by = ['LIFECYCLE_STAGE'];
    expect(values(company, { metrics: ['INTERACTIONS'], by })).toEqual({ LEAD: [2] });
    expect(values(company, { metrics: ['REVENUE'], by })).toEqual({ NEW: [303], null: [400] });
  });

  test('with CURRENT what it is now', () => {
    expect(values(company, { metrics: ['REVENUE'], by: ['TIER'], attributes: 'CURRENT' })).toEqual({
      BRONZE: [3],
      PLATINUM: [300],
      null: [400],
    });
  });

  test('as of a day before today, what the last month-end said', () => {
    const asOf = (day: string) => ({ year: 2025, asOf: day });
    const question = { metrics: ['REVENUE'], by: ['TIER'], attributes: 'CURRENT' };
    expect(values(company, { ...question, period: asOf('2025-06-27') })).toEqual({ BRONZE: [3], null: [100] });
    expect(values(company, { ...question, period: asOf('2025-06-30') })).toEqual({ BRONZE: [3], SILVER: [100] });
  });

  test('filters hold of the same', () => {
    const where = { dimension: 'TIER', in: ['SILVER'] };
    expect(values(company, { metrics: ['REVENUE', 'ORDERS'], where })).toEqual({ '': [200, 1] });
    expect(values(company, { metrics: ['REVENUE'], where: { not: where } })).toEqual({ '': [503] });
    const recent = { dimension: 'RFM_RECENCY', gte: '4' };
    expect(values(company, { metrics: ['REVENUE'], where: recent })).toEqual({ '': [200] });
  });
});

describe('a state is placed at its instant', () => {
  test('the base at the end of June by tier, and now', () => {
    const company = judged(adaAndBo);
    const question = { metrics: ['CUSTOMERS_AT_END'], by: ['TIER'] };
    expect(values(company, { ...question, period: { year: 2025, month: 5 } })).toEqual({ BRONZE: [1] });
    expect(values(company, { ...question, period: { year: 2025, month: 6 } })).toEqual({ BRONZE: [1], SILVER: [1] });
    expect(values(company, question)).toEqual({ BRONZE: [1], PLATINUM: [1] });
  });

  test('who came after the company was last scored has no judgement yet', () => {
    const company = judged(adaAndBo, ['2025-06-22T00:00:00Z', '2025-07-20T00:00:00Z']);
    // Ada, who bought again, is above herself as she was on 1 June.
    expect(values(company, { metrics: ['CUSTOMERS_AT_END'], by: ['TIER'] })).toEqual({ PLATINUM: [1], null: [1] });
    expect(values(company, { metrics: ['CUSTOMERS_AT_END'], by: ['LIFECYCLE_STAGE'] })).toEqual({ NEW: [2] });
    // The month-end of 1 July is not there either: on it what 1 June says counts on.
    expect(values(company, { metrics: ['REVENUE'], by: ['TIER'] })).toEqual({ null: [701], BRONZE: [2] });
  });

  test('never scored: no judgement at all', () => {
    const company = judged(adaAndBo, []);
    expect(values(company, { metrics: ['CUSTOMERS_AT_END'], by: ['TIER'] })).toEqual({ null: [2] });
  });
});

test('every scored dimension', () => {
  const company = judged({
    transactions: [order('ada', '2025-06-30')],
    interactions: [
      interaction('ada', '2024-07-20', 'login'),
      answer('ada', '2025-06-30', 'nps', '9'),
      interaction('young', '2025-07-05T12:00:00Z', 'lead'),
      interaction('reference', '2024-09-01', 'lead'),
    ],
  });
  const members = (dimension: string) =>
    Object.keys(values(company, { metrics: ['CUSTOMERS_ON_FILE'], by: ['CUSTOMER', dimension] })).sort();
  // The reference lead never bought: p0 is 0.
  expect(members('LEAD_SCORE_BAND')).toEqual(['ada null', 'reference null', 'young MEDIUM']);
  expect(members('NPS_GROUP')).toEqual(['ada PROMOTER', 'reference null', 'young null']);
  expect(members('LIFECYCLE_STAGE')).toEqual(['ada NEW', 'reference LEAD', 'young LEAD']);
  // Recency 100, engagement 0, satisfaction 90, complaints 100: (25 + 0 + 18 + 10) / .7.
  expect(members('HEALTH_BAND')).toEqual(['ada HEALTHY', 'reference null', 'young null']);
  expect(members('RFM_SEGMENT')).toEqual(['ada NEED_ATTENTION', 'reference null', 'young null']);
  for (const score of ['RFM_RECENCY', 'RFM_FREQUENCY', 'RFM_MONETARY'])
    expect(members(score)).toEqual(['ada 3', 'reference null', 'young null']);
  expect(members('TIER')).toEqual(['ada BRONZE', 'reference null', 'young null']);
  expect(members('RISK_BAND')).toEqual(['ada null', 'reference null', 'young null']);
});

describe('metrics that are means of judgements', () => {
  const models: Models = {
    purchases: { kind: 'FITTED', r: 1, alpha: 1, a: 1, b: 1 },
    profit: { kind: 'NONE', reason: 'TOO_FEW_REPEAT_CUSTOMERS' },
  };
  const metrics = ['CHURN_RISK', 'EXPECTED_PURCHASES', 'CLV_PREDICTED', 'HEALTH_SCORE', 'CUSTOMERS_AT_RISK'];
  const company = judged(
    {
      // A week and two weeks before 30 June, and long ago: dead against alive 2/1, 3/1; the third is lost.
      transactions: [order('week', '2025-06-23'), order('two weeks', '2025-06-16'), order('lost', '2024-06-01')],
      // Half of the weight is there: recency 100, engagement 0, complaints 100.
      interactions: [interaction('week', '2024-07-20', 'login')],
    },
    [settings.now],
    () => models,
  );
  const june = { year: 2025, month: 6 };

  test('count those who have the value', () => {
    const { rows } = evaluate(company, settings, { metrics, period: june });
    const found = rows[0]!.values;
    expect(found.CHURN_RISK).toMatchObject({
      value: expect.closeTo((66.6666667 + 75) / 2, 10),
      numerator: expect.closeTo(66.6666667 + 75, 10),
      denominator: 2,
      n: 2,
      status: 'LOW_SAMPLE',
    });
    expect(found.HEALTH_SCORE).toMatchObject({ value: 70, n: 1, denominator: 1, status: 'LOW_SAMPLE' });
    expect(found.CLV_PREDICTED).toMatchObject({ value: null, n: 0, denominator: 0, status: 'NO_DATA' });
    expect(found.CUSTOMERS_AT_RISK).toMatchObject({ value: 2, status: 'OK' });
    const expected = (seven: number) => {
      const q = 90 / 7 / (90 / 7 + seven);
      return 2 * (-Math.log(1 - q) / q - 1);
    };
    expect(found.EXPECTED_PURCHASES?.value).toBeCloseTo((expected(2) / 3 + expected(3) / 4) / 2, 9);
  });

  test('by the customer’s own risk band', () => {
    const question = { metrics: ['CHURN_RISK', 'CUSTOMERS_AT_RISK'], by: ['RISK_BAND'], period: june };
    expect(values(company, question)).toEqual({ HIGH: [expect.closeTo((66.6666667 + 75) / 2, 10), 2] });
  });

  test('of a month’s end past, who was not there is not asked', () => {
    expect(values(company, { metrics: ['CUSTOMERS_AT_RISK', 'CHURN_RISK'], period: { year: 2025, month: 5 } })).toEqual(
      {
        '': [0, null],
      },
    );
  });
});

test('spend has no customers', () => {
  const bySpend = { metrics: ['CAC', 'CHURN_RISK'], by: ['TIER'], period: { year: 2025 } };
  const { refused } = evaluate(judged(adaAndBo), settings, bySpend);
  expect(refused).toEqual({ CAC: ['ACQUISITION_CHANNEL', 'ACQUISITION_CAMPAIGN'] });
});
