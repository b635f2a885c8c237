// What BG/NBD and MBG/NBD say of one customer. Both: purchases come at a rate of the customer's own, Gamma(r, alpha) over
// customers; at each chance to leave it leaves for good with a probability of its own, Beta(a, b). They differ in the chances
// alone. Everything is summed from positive terms or in logarithms, so nothing cancels or overflows at any parameters.
import type { PurchaseHistory } from './purchase-history';

/** By the papers' names; alpha in weeks. */
export type BetaGeometricParameters = {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
};

export type BetaGeometricModel = {
  readonly name: 'BG_NBD' | 'MBG_NBD';
  /** How often a customer with so many repeats could have left and did not, if it is still alive. */
  readonly chancesToLeave: (repeats: number) => number;
};

/** P(alive | x, t_x, T), 0..1. */
export function probabilityAlive(
  model: BetaGeometricModel,
  { r, alpha, a, b }: BetaGeometricParameters,
  { repeats, recency, age }: PurchaseHistory,
): number {
  const chances = model.chancesToLeave(repeats);
  if (chances === 0) return 1;
  const silence = Math.log1p((age - recency) / (alpha + recency));
  return 1 / (1 + Math.exp(Math.log(a) - Math.log(b + chances - 1) + (r + repeats) * silence));
}

/**
 * Expected purchase days in the next `weeks`, for a customer known to be alive: what the papers write with the hypergeometric
 * function, `(a+b'-1)/(a-1) [1 - (B/(B+t))^s 2F1(s, b'; a+b'-1; t/(B+t))]` where s = r + x, B = alpha + T and b' = b + chances.
 *
 * A customer that never left would buy n times with the probability of a negative binomial (s, w = t/(B+t)); of n possible
 * purchases the j-th happens when the j - 1 before it were not the last, with probability (b')_(j-1) / (a+b')_(j-1). The sum
 * over n has positive terms alone, ends for every t, and is regular at a = 1, where the formula divides 0 by 0.
 */
export function expectedWhileAlive(
  model: BetaGeometricModel,
  { r, alpha, a, b }: BetaGeometricParameters,
  { repeats, age }: Pick<PurchaseHistory, 'repeats' | 'age'>,
  weeks: number,
): number {
  if (weeks <= 0) return 0;
  const shape = r + repeats;
  const stays = b + model.chancesToLeave(repeats);
  const ratio = weeks / (alpha + age + weeks);
  // Weights up to a factor, which the sum of all weights takes out: the first alone, (1 - w)^s, can be below what a number holds.
  let weight = 1;
  let total = 1;
  let sum = 0;
  let purchases = 0;
  let reached = 1;
  for (let n = 0; ; n += 1) {
    purchases += reached;
    reached *= (stays + n) / (a + stays + n);
    weight *= (ratio * (shape + n)) / (n + 1);
    total += weight;
    sum += weight * purchases;
    if (weight > largestWeight) {
      weight /= largestWeight;
      total /= largestWeight;
      sum /= largestWeight;
    }
    const next = (ratio * (shape + n + 1)) / (n + 2);
    // What is left is less than a geometric series whose purchases grow by at most one a term.
    const falls = Math.max(next, ratio);
    if (falls >= 1) continue;
    const left = weight * (purchases / (1 - falls) + 1 / (1 - falls) ** 2);
    if (!(left > negligible * sum)) return sum / total;
  }
}

const largestWeight = 1e200;
const negligible = 1e-15;

/** Expected purchase days in the next `weeks`: E[Y(t) | x, t_x, T]. */
export const expectedPurchases = (
  model: BetaGeometricModel,
  parameters: BetaGeometricParameters,
  history: PurchaseHistory,
  weeks: number,
): number => probabilityAlive(model, parameters, history) * expectedWhileAlive(model, parameters, history, weeks);
