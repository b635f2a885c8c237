// Gamma-Gamma (Fader & Hardie 2013) of the profit of a purchase day: how likely means z of x days are, and what one expects of the
// next day.
import { logGamma } from './log-gamma';

export type ProfitParameters = { readonly p: number; readonly q: number; readonly gamma: number };
export type MeanProfit = { readonly x: number; readonly z: number };

export function profitLogLikelihood({ p, q, gamma }: ProfitParameters, means: Iterable<MeanProfit>): number {
  let sum = 0;
  for (const { x, z } of means) {
    sum +=
      logGamma(p * x + q) -
      logGamma(p * x) -
      logGamma(q) +
      q * Math.log(gamma) +
      (p * x - 1) * Math.log(z) +
      p * x * Math.log(x) -
      (p * x + q) * Math.log(gamma + x * z);
  }
  return sum;
}

/** The mean of the population and that of the customer, weighted; of nobody who repeats, that of the population. */
export function expectedProfit({ p, q, gamma }: ProfitParameters, { x, z }: MeanProfit): number {
  const population = (p * gamma) / (q - 1);
  if (x === 0) return population;
  if (z <= 0) return 0;
  const weight = (q - 1) / (p * x + q - 1);
  return weight * population + ((p * x) / (p * x + q - 1)) * z;
}
