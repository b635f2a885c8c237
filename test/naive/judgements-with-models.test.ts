// Judgements that need models, at parameters one can reckon with: r = alpha = a = b = 1 week. A customer of one purchase day a week
// ago is alive with 1/3; in w weeks it buys (2 (-ln(1 - q) / q - 1)) / 3 times, q = w / (w + 2).

import { customer, order } from '../support/judgement-cases/judgement-case';
import { type Company, companyOf } from '../support/naive/company';
import { type Judgement, judge } from '../support/naive/judgements/judge';
import type { Models, ModelsAt, NoModel, ProfitModel, PurchaseModel } from '../support/naive/judgements/models';
import type { NaiveSettings } from '../support/naive/question';

const settings: NaiveSettings = {
  now: '2025-07-15T12:00:00Z',
  timeZone: 'UTC',
  weekStart: 'MONDAY',
  fiscalYearStartMonth: 1,
  lostAfterDays: 180,
  dormantAfterDays: 90,
  slaSeconds: 3600,
};

const purchases: PurchaseModel = { kind: 'FITTED', r: 1, alpha: 1, a: 1, b: 1 };
/** 10 a day of whoever has not come back. */
const profit: ProfitModel = { kind: 'FITTED', p: 2, q: 3, gamma: 10 };
const none: NoModel = { kind: 'NONE', reason: 'TOO_FEW_REPEAT_CUSTOMERS' };

const instant = (text: string): number => Date.parse(text) * 1000;
const endOfJune = instant('2025-07-01T00:00:00Z');

function atEndOfJune(rows: Partial<Company>, models: Models, discountRate?: number): (id: string) => Judgement {
  const judgements = judge(companyOf(rows), endOfJune, { settings, models: () => models, discountRate });
  return (id) => judgements.get(id) as Judgement;
}

/** Purchases expected of w weeks. */
const expected = (weeks: number): number => {
  const q = weeks / (weeks + 2);
  return (2 * (-Math.log(1 - q) / q - 1)) / 3;
};
const month = 30.4375 / 7;

describe('a customer of one day, a week before the business date', () => {
  const rows = { transactions: [order('ada', '2025-06-23')] };

  test('is alive with 1/3, at high risk, and buys in the next 90 days', () => {
    const ada = atEndOfJune(rows, { purchases, profit })('ada');
    expect(ada.alive).toBeCloseTo(1 / 3, 12);
    expect(ada.churnRisk).toBeCloseTo(2 / 3, 12);
    expect(ada.riskBand).toBe('HIGH');
    expect(ada.expectedPurchases).toBeCloseTo(expected(90 / 7), 10);
  });

  test('is worth 10 a purchase, each month’s at its end', () => {
    const discounted = Array.from({ length: 12 }, (_, index) => index + 1).reduce(
      (sum, i) => sum + (10 * (expected(i * month) - (i === 1 ? 0 : expected((i - 1) * month)))) / 1.1 ** (i / 12),
      0,
    );
    expect(atEndOfJune(rows, { purchases, profit })('ada').predictedValue).toBeCloseTo(discounted, 9);
    expect(atEndOfJune(rows, { purchases, profit }, 0)('ada').predictedValue).toBeCloseTo(10 * expected(12 * month), 9);
  });

  test('has a risk without a model of profit, and no value; without one of purchases neither', () => {
    const withoutProfit = atEndOfJune(rows, { purchases, profit: none })('ada');
    expect([withoutProfit.churnRisk, withoutProfit.predictedValue]).toEqual([expect.closeTo(2 / 3, 12), null]);
    const without = atEndOfJune(rows, { purchases: none, profit })('ada');
    expect([without.churnRisk, without.expectedPurchases, without.predictedValue]).toEqual([null, null, null]);
  });
});

test.each([
  // The chance to be dead against that to be alive: a / b x 2.
  ['exactly .5 is high', 0.5, 0.5, 'HIGH'],
  ['exactly .25 is medium', 1 / 6, 0.25, 'MEDIUM'],
  ['a sixth is low', 0.1, 1 / 6, 'LOW'],
])('risk: %s', (_, a, risk, band) => {
  const rows = { transactions: [order('ada', '2025-06-23')] };
  const ada = atEndOfJune(rows, { purchases: { ...purchases, a }, profit })('ada');
  expect(ada.churnRisk).toBeCloseTo(risk, 12);
  expect(ada.riskBand).toBe(band);
});

test('a history: repeat days, and their mean profit without the first day and without refunds', () => {
  const rows = {
    transactions: [
      order('ada', '2025-06-02', { revenue: '500' }),
      order('ada', '2025-06-16T10:00:00Z', { revenue: '20', cost: '5' }),
      order('ada', '2025-06-16T11:00:00Z', { revenue: '5' }),
      order('ada', '2025-06-23', { revenue: '40' }),
      order('ada', '2025-06-23', { transaction_id: 'back', kind: 'refund', revenue: '-40' }),
    ],
  };
  const ada = atEndOfJune(rows, { purchases, profit }, 0)('ada');
  // x = 2, t_x = 3 weeks, T = 4: dead against alive 1 / 3 x (5 / 4)^3.
  expect(ada.alive).toBeCloseTo(1 / (1 + 125 / 192), 12);
  // z = (20 + 40) / 2: (2 x 10 + 4 x 30) / 6 a day. What a day is worth cancels out against the same customer at no profit at all.
  const atTen = atEndOfJune(
    { transactions: rows.transactions.map((row) => ({ ...row, revenue: '10', cost: '0' })) },
    {
      purchases,
      profit: { kind: 'FITTED', p: 2, q: 3, gamma: 10 },
    },
    0,
  )('ada');
  // Of 20 on the one day and 10 on the other: (2 x 10 + 4 x 15) / 6.
  expect(ada.predictedValue! / atTen.predictedValue!).toBeCloseTo(140 / 80, 10);
});

test('who repeats without profit is worth nothing', () => {
  const transactions = ['2025-06-16', '2025-06-23'].map((at) => order('ada', at, { revenue: '10', cost: '10' }));
  expect(atEndOfJune({ transactions }, { purchases, profit })('ada').predictedValue).toBe(0);
});

describe('under a term', () => {
  /** 30 terms that ended, half of them renewed: a fresh term's own risk is .5. */
  const behind = Array.from({ length: 30 }, (_, index) => [
    order(`x${index}`, '2024-01-01', { term_end: '2025-01-01' }),
    ...(index < 15 ? [order(`x${index}`, '2025-01-01', { kind: 'renewal' })] : []),
  ]).flat();
  const term = (id: string, revenue: string) => order(id, '2025-06-23', { term_end: '2026-06-23', revenue });
  const rows = {
    customers: [customer('gone', { churned_at: '2025-06-24' })],
    transactions: [...behind, term('large', '1000'), term('small', '10'), term('loss', '-10'), term('gone', '1000')],
  };

  test('the smaller risk counts, and the contribution that is likely to stay is the least value', () => {
    const of = atEndOfJune(rows, { purchases, profit }, 0);
    const model = 10 * expected(12 * month);
    expect(model).toBeGreaterThan(5);
    expect([of('large').churnRisk, of('large').predictedValue]).toEqual([0.5, 500]);
    expect([of('small').churnRisk, of('small').predictedValue]).toEqual([0.5, expect.closeTo(model, 9)]);
    expect([of('loss').churnRisk, of('loss').predictedValue]).toEqual([0.5, expect.closeTo(model, 9)]);
  });

  test('the model’s risk counts where it is smaller', () => {
    const of = atEndOfJune(rows, { purchases: { ...purchases, a: 0.1 }, profit: none });
    expect(of('large').churnRisk).toBeCloseTo(1 / 6, 12);
    expect(of('large').predictedValue).toBeCloseTo((5 / 6) * 1000, 9);
    expect(of('loss').predictedValue).toBeNull();
  });

  test('with too few terms behind it the model’s risk stands alone', () => {
    const few = { transactions: [term('large', '1000')] };
    expect(atEndOfJune(few, { purchases, profit: none })('large').predictedValue).toBeCloseTo(1000 / 3, 9);
  });

  test('goodbye is stronger than models and terms', () => {
    const gone = atEndOfJune(rows, { purchases, profit })('gone');
    expect(gone).toMatchObject({ alive: 0, churnRisk: 1, expectedPurchases: 0, predictedValue: 0, inBase: false });
  });
});

describe('tier scores', () => {
  const two = [order('less', '2025-06-16', { revenue: '10' }), order('more', '2025-06-23', { revenue: '20' })];

  test('weigh the predicted value where everybody has one', () => {
    const of = atEndOfJune({ transactions: two }, { purchases, profit });
    // Who bought last is more likely alive: .4 x .75 + .2 x .5 + .2 x .5 + .2 x .75.
    expect([of('more').tierScore, of('less').tierScore]).toEqual([expect.closeTo(0.65, 12), expect.closeTo(0.35, 12)]);
  });

  test('leave it out where one of the base has none', () => {
    const rows = {
      transactions: [...two, order('under a term', '2025-06-23', { term_end: '2026-06-23', revenue: '15' })],
    };
    // Without a model of profit one under a term has a value, the others have none. Contribution ranks 2.5 / 3, 1.5 / 3, .5 / 3.
    const of = atEndOfJune(rows, { purchases, profit: none });
    expect(of('under a term').predictedValue).toBeCloseTo(5, 9);
    expect(of('under a term').tierScore).toBeCloseTo(0.5, 12);
    expect(of('more').tierScore).toBeCloseTo((0.4 * (2.5 / 3) + 0.2) / 0.8, 12);
  });
});

test('a current judgement uses the models of the last month-end', () => {
  const asked: number[] = [];
  const models: ModelsAt = (monthEnd) => {
    asked.push(monthEnd);
    return { purchases: monthEnd === endOfJune ? purchases : none, profit };
  };
  const company = companyOf({ transactions: [order('ada', '2025-07-08')] });
  const current = judge(company, instant('2025-07-15T12:00:00Z'), { settings, models });
  // A week from 8 July to the business date, 15 July.
  expect(current.get('ada')?.alive).toBeCloseTo(1 / 3, 12);
  expect(new Set(asked)).toEqual(new Set([endOfJune]));
});
