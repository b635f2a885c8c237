// BG/NBD and MBG/NBD from their definitions alone, slowly: what a customer does given its own rate and its own probability to
// leave, weighed over both. No gamma, beta or hypergeometric function is used; densities are normalised by their own sums.
import type { BetaGeometricParameters } from '../../../src/customer/models/beta-geometric';
import type { PurchaseHistory } from '../../../src/customer/models/purchase-history';

export type Case = {
  readonly parameters: BetaGeometricParameters;
  readonly history: PurchaseHistory;
  /** How often the customer could have left: x + 1 for MBG/NBD, x for BG/NBD. */
  readonly chances: number;
};

// Taken out once: the sandbox of a test looks globals up slowly.
const { exp, log, log1p, expm1, abs, min, max, sqrt } = Math;

/** ln of the tail that is left out. */
const tail = 27;

/** ln of the integral of e^f from one number to another. */
function logIntegral(f: (at: number) => number, from: number, to: number, width: number): number {
  const values: number[] = [];
  for (let at = from; at <= to; at += width) values.push(f(at));
  let top = -Infinity;
  for (const each of values) top = max(top, each);
  let sum = 0;
  for (const each of values) sum += exp(each - top);
  return top + log(sum * width);
}

/** ln of the integral of rate^shape e^(-scale rate) over ln rate. */
function logRates(shape: number, scale: number): number {
  const middle = log(shape / scale);
  return logIntegral(
    (at) => shape * at - scale * exp(at),
    middle - tail / min(shape, 1) - 5,
    middle + 8,
    widthOf(shape),
  );
}

/** A share of the width of the peak, which is about one through the root of its power. */
const widthOf = (power: number): number => min(0.1, 0.5 / sqrt(power));

const logOfOnePlus = (power: number): number => max(power, 0) + log1p(exp(-abs(power)));

/** ln of the integral of p^leave (1-p)^stay over ln p/(1-p). */
const logLeaving = (leave: number, stay: number): number =>
  logIntegral(
    (at) => -leave * logOfOnePlus(-at) - stay * logOfOnePlus(at),
    -tail / min(leave, 1) - 15,
    tail / min(stay, 1) + 15,
    widthOf(leave + stay),
  );

function logAliveAndGone({ parameters: { r, alpha, a, b }, history, chances }: Case): readonly [number, number] {
  const shape = r + history.repeats;
  const alive = logRates(shape, alpha + history.age) + logLeaving(a, b + chances);
  if (chances === 0) return [alive, -Infinity];
  return [alive, logRates(shape, alpha + history.recency) + logLeaving(a + 1, b + chances - 1)];
}

export function integratedAlive(given: Case): number {
  const [alive, gone] = logAliveAndGone(given);
  return 1 / (1 + exp(gone - alive));
}

export function integratedLogLikelihood(given: Case): number {
  const { r, alpha, a, b } = given.parameters;
  const [alive, gone] = logAliveAndGone(given);
  return alive + logOfOnePlus(gone - alive) - logRates(r, alpha) - logLeaving(a, b);
}

/** Expected purchases of a customer that is alive, over both its rate and its probability p: the mean of (1 - e^(-rate p t)) / p. */
export function integratedPurchases({ parameters: { r, alpha, a, b }, history, chances }: Case, weeks: number): number {
  const [shape, scale, stay] = [r + history.repeats, alpha + history.age, b + chances];
  const [rates, leavings] = [logRates(shape, scale), logLeaving(a, stay)];
  const middle = log(shape / scale);
  const width = 0.1;
  const across = widthOf(shape);
  let sum = 0;
  for (let at = -tail / min(a, 1) - 15; at <= tail / min(stay, 1) + 15; at += width) {
    const p = 1 / (1 + exp(-at));
    const weight = exp(-a * logOfOnePlus(-at) - stay * logOfOnePlus(at) - leavings);
    if (weight < 1e-25) continue;
    for (let power = middle - tail / min(shape, 1) - 5; power <= middle + 8; power += across) {
      const rate = exp(power);
      sum += weight * exp(shape * power - scale * rate - rates) * (-expm1(-rate * p * weeks) / p);
    }
  }
  return sum * width * across;
}

/** The same over p alone, the rate taken out: the mean of (1 - (1 + p t / scale)^-shape) / p. Reaches where the other is too slow. */
export function integratedPurchasesByLeaving(
  { parameters: { r, alpha, a, b }, history, chances }: Case,
  weeks: number,
): number {
  const [shape, scale, stay] = [r + history.repeats, alpha + history.age, b + chances];
  const logPurchases = (at: number): number => {
    const p = exp(-logOfOnePlus(-at));
    // Below this p it is the rate times the weeks, to every digit.
    const each = p < 1e-300 ? (shape * weeks) / scale : -expm1(-shape * log1p((p * weeks) / scale)) / p;
    return log(each) - a * logOfOnePlus(-at) - stay * logOfOnePlus(at);
  };
  const integral = logIntegral(
    logPurchases,
    -tail / min(a, 1) - 15,
    tail / min(stay, 1) + 15,
    widthOf(shape + a + stay),
  );
  return exp(integral - logLeaving(a, stay));
}
