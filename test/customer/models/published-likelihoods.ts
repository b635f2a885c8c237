// The log-likelihoods as the papers write them, with gamma functions of this file's own, and the greatest over a net of
// parameters within the bounds.
import type { CountedProfit } from '../../../src/customer/models/gamma-gamma';
import type { CountedHistory } from '../../../src/customer/models/purchase-history';

// Taken out once: the sandbox of a test looks globals up slowly.
const { exp, log, PI, max, min } = Math;

/** Stirling's series from 12 on, brought there by the recurrence. */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 12; at += 1) shift -= log(at);
  const series = 1 / (12 * at) - 1 / (360 * at ** 3) + 1 / (1260 * at ** 5) - 1 / (1680 * at ** 7);
  return shift + (at - 0.5) * log(at) - at + 0.5 * log(2 * PI) + series;
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/** Parameters in the order r, alpha, a, b. */
export function publishedBetaGeometric(
  model: 'BG_NBD' | 'MBG_NBD',
  rows: readonly CountedHistory[],
  [r, alpha, a, b]: readonly number[],
): number {
  const ofOne = ({ repeats: x, recency, age }: CountedHistory): number => {
    const common = r! * log(alpha!) + logGamma(r! + x) - logGamma(r!) - logBeta(a!, b!);
    const stayed = logBeta(a!, b! + x + (model === 'MBG_NBD' ? 1 : 0)) - (r! + x) * log(alpha! + age);
    if (model === 'BG_NBD' && x === 0) return common + stayed;
    const left = logBeta(a! + 1, b! + x - (model === 'MBG_NBD' ? 0 : 1)) - (r! + x) * log(alpha! + recency);
    const greater = max(stayed, left);
    return common + greater + log(1 + exp(min(stayed, left) - greater));
  };
  return rows.reduce((sum, row) => sum + row.customers * ofOne(row), 0);
}

/** Parameters in the order p, q, gamma. */
export const publishedGammaGamma = (rows: readonly CountedProfit[], [p, q, gamma]: readonly number[]): number =>
  rows.reduce((sum, { repeats: x, meanProfit: z, customers }) => {
    const shape = p! * x;
    const density =
      logGamma(shape + q!) - logGamma(shape) - logGamma(q!) + q! * log(gamma!) + (shape - 1) * log(z) + shape * log(x);
    return sum + customers * (density - (shape + q!) * log(gamma! + x * z));
  }, 0);

/** The greatest value over `points` of each of so many parameters, even in the logarithm from bound to bound. */
export function greatestOnNet(value: (at: readonly number[]) => number, parameters: number, points: number): number {
  const marks = [...Array(points).keys()].map((i) => 0.001 * 1e6 ** (i / (points - 1)));
  const over = (at: readonly number[]): number =>
    at.length === parameters ? value(at) : marks.reduce((most, mark) => max(most, over([...at, mark])), -Infinity);
  return over([]);
}
