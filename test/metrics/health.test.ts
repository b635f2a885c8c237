// What is measured of judgements, in literal values: on the small company, whose judgements are listed with it
// (test/query/small-company.ts), on both engines. The clock stands at noon of 1 July 2025.
//
//   in the base at the end of March   anna (health 72, risk 0.3) and bo (risk 0.2; neither health nor value); chen is lost, risk 1
import { UserError } from '../../src/errors';
import { answer } from '../../src/query/answer';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { AnswerContext } from '../../src/query/reading';
import { openSmallCompany, type SmallCompany } from '../query/small-company';

let company: SmallCompany;
beforeAll(async () => {
  company = await openSmallCompany();
});
afterAll(() => company.close());

type Asked = Omit<MetricQuestion, 'metrics'>;

const february = { year: 2025, month: 2 };
const march = { year: 2025, month: 3 };
const june = { year: 2025, month: 6 };
const year = { year: 2025 };

async function onEachEngine(check: (context: AnswerContext) => Promise<void>): Promise<void> {
  for (const context of company.contexts) await check(context);
}

function gives(title: string, metric: string, question: Asked, expected: readonly (readonly unknown[])[]): void {
  it(title, () =>
    onEachEngine(async (context) => {
      const { rows } = await answer({ ...question, metrics: [metric] }, context);
      const shown = rows.map((row) => [...row.keys.map(({ value }) => value), row.values[metric]!.value]);
      expect(shown).toEqual(expected.map((row) => row.map(about)));
    }),
  );
}

const about = (cell: unknown): unknown =>
  typeof cell === 'number' && !Number.isInteger(cell) ? expect.closeTo(cell, 10) : cell;

/** Value, status, numerator, denominator and n. */
function saysWhole(title: string, metric: string, question: Asked, expected: readonly unknown[]): void {
  it(title, () =>
    onEachEngine(async (context) => {
      const { rows } = await answer({ ...question, metrics: [metric] }, context);
      const { value, status, numerator, denominator, n } = rows[0]!.values[metric]!;
      expect([value, status, numerator, denominator, n]).toEqual(expected.map(about));
    }),
  );
}

describe('HEALTH_SCORE', () => {
  saysWhole('is the mean of those who have one', 'HEALTH_SCORE', { period: march }, [72, 'LOW_SAMPLE', 72, 1, 1]);
  gives('at the end of the month before', 'HEALTH_SCORE', { period: february }, [[90]]);
  gives('at a month-end that is not now', 'HEALTH_SCORE', { period: june }, [[30]]);
  gives('now', 'HEALTH_SCORE', { period: year }, [[20]]);
  saysWhole('of nobody is nothing', 'HEALTH_SCORE', { period: { year: 2025, month: 1 } }, [null, 'NO_DATA', 0, 0, 0]);
  gives('by an attribute, where somebody has one', 'HEALTH_SCORE', { period: march, by: ['REGION'] }, [['east', 72]]);
  gives('by age', 'HEALTH_SCORE', { period: march, by: ['AGE_BAND'] }, [['35-44', 72]]);
  gives('by customer', 'HEALTH_SCORE', { period: march, by: ['CUSTOMER'] }, [['anna', 72]]);
});

describe('CHURN_RISK', () => {
  // Chen, who is lost, has a risk of 1 and does not count.
  saysWhole('is a percent', 'CHURN_RISK', { period: march }, [25, 'LOW_SAMPLE', 50, 2, 2]);
  gives('as of a day before', 'CHURN_RISK', { period: { ...year, asOf: '2025-05-15' } }, [[37.5]]);
  gives(
    'by months, each at its own end and the last one now',
    'CHURN_RISK',
    { period: { from: '2025-05-01', to: '2025-07-31' }, grain: 'MONTH', totals: 'GRAND' },
    [[45], [55], [58.75]],
  );
  gives('by what customers are judged to be at the same instant', 'CHURN_RISK', { period: june, by: ['TIER'] }, [
    ['SILVER', 60],
    ['BRONZE', 50],
  ]);
  gives(
    'of then, also by what they are judged to be now',
    'CHURN_RISK',
    { period: march, by: ['TIER'], attributes: 'CURRENT' },
    [
      ['PLATINUM', 30],
      ['BRONZE', 20],
    ],
  );
  gives('by age and tier', 'CHURN_RISK', { period: march, by: ['AGE_BAND', 'TIER'] }, [
    ['35-44', 'GOLD', 30],
    [null, 'BRONZE', 20],
  ]);
  gives(
    'under a window by the end of it',
    'CHURN_RISK',
    {
      period: { from: '2025-05-01', to: '2025-06-30' },
      grain: 'MONTH',
      window: { trailing: 2, unit: 'MONTH' },
      compare: [{ name: 'before', mode: 'PREVIOUS_PERIOD' }],
    },
    [[45], [55]],
  );
});

describe('EXPECTED_PURCHASES', () => {
  saysWhole('is the mean of 1.5 and 1.25', 'EXPECTED_PURCHASES', { period: march }, [1.375, 'LOW_SAMPLE', 2.75, 2, 2]);
  gives('now', 'EXPECTED_PURCHASES', { period: year }, [[0.2625]]);
  gives('of a filtered base', 'EXPECTED_PURCHASES', { period: march, where: { dimension: 'TIER', in: ['BRONZE'] } }, [
    [1.25],
  ]);
});

describe('CLV_PREDICTED', () => {
  saysWhole('is the mean of the values there are', 'CLV_PREDICTED', { period: march }, [
    200.25,
    'LOW_SAMPLE',
    200.25,
    1,
    1,
  ]);
  gives('now', 'CLV_PREDICTED', { period: year }, [[40]]);
});

describe('CUSTOMERS_AT_RISK', () => {
  gives('counts the base whose risk is high', 'CUSTOMERS_AT_RISK', { period: june }, [[2]]);
  gives('none at the end of March', 'CUSTOMERS_AT_RISK', { period: march }, [[0]]);
  // At 1 June anna's 0.5 is high and bo's 0.4 is not.
  gives('one in the middle of June', 'CUSTOMERS_AT_RISK', { period: { ...year, asOf: '2025-06-15' } }, [[1]]);
  gives('by health', 'CUSTOMERS_AT_RISK', { period: june, by: ['HEALTH_BAND'] }, [
    ['AT_RISK', 1],
    [null, 1],
  ]);
  gives('beside the base it is of', 'CUSTOMERS_AT_RISK', { period: year, by: ['RISK_BAND'] }, [['HIGH', 2]]);

  it('is no number of one customer', async () => {
    const [context] = company.contexts;
    const where = { metric: { metric: 'CUSTOMERS_AT_RISK', gte: 1 } };
    const refusal = answer({ metrics: ['REVENUE'], period: march, where }, context).catch((error: unknown) => error);
    expect(await refusal).toMatchObject({ code: 'METRIC_NOT_PER_CUSTOMER' });
    expect(await refusal).toBeInstanceOf(UserError);
  });
});

describe('a condition on the judgement of one customer', () => {
  const revenue = (condition: NonNullable<MetricQuestion['where']>['metric'], expected: number): void =>
    gives(JSON.stringify(condition), 'REVENUE', { period: march, where: { metric: condition } }, [[expected]]);
  // Anna's 70 and bo's 20 of March; the guest is nobody.
  revenue({ metric: 'HEALTH_SCORE', gte: 70 }, 70);
  revenue({ metric: 'HEALTH_SCORE', lt: 70 }, 0);
  revenue({ metric: 'CHURN_RISK', lte: 20 }, 20);
  revenue({ metric: 'CHURN_RISK', gte: 0, where: { dimension: 'TIER', in: ['GOLD'] } }, 70);
  revenue({ metric: 'EXPECTED_PURCHASES', gt: '1.25' }, 70);
  revenue({ metric: 'CLV_PREDICTED', gte: 0 }, 70);
  revenue({ metric: 'CLV_PREDICTED', gte: 50, period: year }, 0);
});
