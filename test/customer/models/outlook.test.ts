// What is ahead of a customer, by hand where the expectation is ln(1 + weeks): BG/NBD, all parameters 1, first purchase today.
import { expectedPurchases, probabilityAlive } from '../../../src/customer/models/beta-geometric';
import { bgNbd } from '../../../src/customer/models/bg-nbd';
import { mbgNbd } from '../../../src/customer/models/mbg-nbd';
import { defaultHorizon, outlooks, predictedValue } from '../../../src/customer/models/outlook';

const ones = { r: 1, alpha: 1, a: 1, b: 1 };
const newcomer = { repeats: 0, recency: 0, age: 0 };

it('looks 90 days and twelve months ahead, at ten percent a year', () => {
  expect(defaultHorizon).toEqual({ days: 90, months: 12, annualDiscountRate: 0.1 });
});

it('counts purchase days of 90 days: ln(1 + 90/7)', () => {
  expect(outlooks(bgNbd, ones, defaultHorizon)(newcomer).expectedPurchases).toBeCloseTo(2.6288008, 6);
});

it('discounts what each month adds by the end of the month', () => {
  const twoMonths = { days: 90, months: 2 };
  // ln(1 + 2 x 30.4375 / 7) undiscounted; at 21 % a year the first month's ln(1 + 30.4375 / 7) counts 1.21^(-1/12), the rest 1.21^(-1/6).
  const undiscounted = outlooks(bgNbd, ones, { ...twoMonths, annualDiscountRate: 0 })(newcomer);
  expect(undiscounted.discountedPurchases).toBeCloseTo(2.2717576, 6);
  const discounted = outlooks(bgNbd, ones, { ...twoMonths, annualDiscountRate: 0.21 })(newcomer);
  expect(discounted.discountedPurchases).toBeCloseTo(2.2267267, 6);
  expect(outlooks(bgNbd, ones, defaultHorizon)(newcomer).discountedPurchases).toBeCloseTo(3.8701028, 6);
});

it('weighs everything by being alive', () => {
  const silent = { repeats: 0, recency: 0, age: 1 };
  const { alive, expectedPurchases: found } = outlooks(mbgNbd, ones, { ...defaultHorizon, days: 14 })(silent);
  expect(alive).toBeCloseTo(1 / 3, 14);
  expect(found).toBeCloseTo((4 * (Math.LN2 - 0.5)) / 3, 14);
});

it('is the same for the second customer of an age, however silent', () => {
  const parameters = { r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 };
  const outlook = outlooks(mbgNbd, parameters, defaultHorizon);
  for (const recency of [38, 20, 2, 38]) {
    for (const repeats of [2, 3]) {
      const history = { repeats, recency, age: 38.5 };
      const found = outlook(history);
      expect(found.alive).toBe(probabilityAlive(mbgNbd, parameters, history));
      expect(found.expectedPurchases).toBeCloseTo(expectedPurchases(mbgNbd, parameters, history, 90 / 7), 14);
    }
  }
});

it('the predicted value is the discounted purchase days at the expected profit', () => {
  const outlook = { alive: 0.5, expectedPurchases: 1, discountedPurchases: 3 };
  const parameters = { p: 2, q: 3, gamma: 10 };
  expect(predictedValue(outlook, parameters, { repeats: 3, meanProfit: 30 })).toBeCloseTo(75, 12);
  expect(predictedValue(outlook, parameters, { repeats: 0, meanProfit: 0 })).toBeCloseTo(30, 12);
  expect(predictedValue(outlook, parameters, { repeats: 3, meanProfit: -1 })).toBe(0);
});
