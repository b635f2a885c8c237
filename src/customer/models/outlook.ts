// What a customer is expected to do after a month-end: whether it will come back, how often in the next days, and how many
// purchase days of the next months count after discounting. A profit for a purchase day makes the last a predicted value.
import {
  type BetaGeometricModel,
  type BetaGeometricParameters,
  expectedWhileAlive,
  probabilityAlive,
} from './beta-geometric';
import { expectedProfit, type GammaGammaParameters, type ProfitHistory } from './gamma-gamma';
import { daysOfWeek, type PurchaseHistory } from './purchase-history';

const daysOfMonth = 30.4375;

/** How far it is looked ahead. */
export type Horizon = {
  /** The days of the expected purchases. */
  readonly days: number;
  /** The months of the predicted value. */
  readonly months: number;
  /** A year's: .10 takes 1 of 11 from what comes in a year. */
  readonly annualDiscountRate: number;
};

export const defaultHorizon: Horizon = { days: 90, months: 12, annualDiscountRate: 0.1 };

export type Outlook = {
  /** P(alive), 0..1. */
  readonly alive: number;
  /** Expected purchase days in the days of the horizon. */
  readonly expectedPurchases: number;
  /** Expected purchase days of each month of the horizon, discounted by its end, summed. */
  readonly discountedPurchases: number;
};

/**
 * The outlook of one customer after another. What a customer does while it is alive depends on its repeats and age alone, so
 * it is computed once for all customers of the same; the function keeps it for as long as it is kept itself.
 */
export function outlooks(
  model: BetaGeometricModel,
  parameters: BetaGeometricParameters,
  horizon: Horizon,
): (history: PurchaseHistory) => Outlook {
  const whileAlive = new Map<number, Map<number, Omit<Outlook, 'alive'>>>();
  const lookAhead = (history: PurchaseHistory): Omit<Outlook, 'alive'> => {
    const purchasesIn = (days: number) => expectedWhileAlive(model, parameters, history, days / daysOfWeek);
    return {
      expectedPurchases: purchasesIn(horizon.days),
      discountedPurchases: discounted((months) => purchasesIn(months * daysOfMonth), horizon),
    };
  };
  return (history) => {
    const { repeats, age } = history;
    const ofAge = whileAlive.get(age) ?? new Map();
    const ahead = ofAge.get(repeats) ?? lookAhead(history);
    whileAlive.set(age, ofAge.set(repeats, ahead));
    const alive = probabilityAlive(model, parameters, history);
    return {
      alive,
      expectedPurchases: alive * ahead.expectedPurchases,
      discountedPurchases: alive * ahead.discountedPurchases,
    };
  };
}

/** Of what is expected by the end of each month, each month's own part, discounted by the month's end. */
function discounted(expectedBy: (months: number) => number, { months, annualDiscountRate }: Horizon): number {
  let sum = 0;
  let before = 0;
  for (let month = 1; month <= months; month += 1) {
    const expected = expectedBy(month);
    sum += (expected - before) / (1 + annualDiscountRate) ** (month / 12);
    before = expected;
  }
  return sum;
}

/** Expected gross profit of the months of the horizon, discounted; in the unit of the profits. */
export const predictedValue = (
  { discountedPurchases }: Outlook,
  parameters: GammaGammaParameters,
  history: ProfitHistory,
): number => discountedPurchases * expectedProfit(parameters, history);
