// Gamma-Gamma (Fader & Hardie 2013) of the gross profit of a purchase day: what a customer's next one is expected to bring.
// The log-likelihood of one customer, z the mean profit of its x repeat days and v = x z:
//   -lnB(px, q) - q ln(1 + v/gamma) - px ln(1 + gamma/v) - ln z,  which is the papers' density with what cancels taken out.
import betaln from '@stdlib/math-base-special-betaln';
import digamma from '@stdlib/math-base-special-digamma';
import trigamma from '@stdlib/math-base-special-trigamma';
import type { Counted, Keys } from './counted';
import type { Likelihood } from './likelihood';

/** By the papers' names; gamma in the unit of the profit. */
export type GammaGammaParameters = { readonly p: number; readonly q: number; readonly gamma: number };

/** What the model knows of a customer. */
export type ProfitHistory = {
  /** x: purchase days after the first. */
  readonly repeats: number;
  /** z: mean gross profit of those days; without meaning where there is none. */
  readonly meanProfit: number;
};

/** The customers of one and the same history, as one row. */
export type CountedProfit = ProfitHistory & Counted;

export const profitKeys: Keys<CountedProfit> = [({ repeats }) => repeats, ({ meanProfit }) => meanProfit];

/** Whether the model can be fitted over such a customer. */
export const isProfitable = ({ repeats, meanProfit }: ProfitHistory): boolean => repeats >= 1 && meanProfit > 0;

/** Expected gross profit of a purchase day; for q > 1. Nothing is expected of a customer whose repeats brought nothing. */
export function expectedProfit({ p, q, gamma }: GammaGammaParameters, { repeats, meanProfit }: ProfitHistory): number {
  if (repeats === 0) return (p * gamma) / (q - 1);
  if (meanProfit <= 0) return 0;
  // (q-1)/(px+q-1) of the population's mean p gamma/(q-1), and px/(px+q-1) of the customer's own.
  return (p * (gamma + repeats * meanProfit)) / (p * repeats + q - 1);
}

/** Parameters in the order p, q, gamma. Every row is profitable. */
export function gammaGammaLikelihood(rows: readonly CountedProfit[]): Likelihood {
  const repeats = Float64Array.from(rows, (row) => row.repeats);
  const own = Float64Array.from(rows, (row) => row.repeats * row.meanProfit);
  const weight = Float64Array.from(rows, (row) => row.customers);
  const byRepeats = new Map<number, number>();
  for (const row of rows) byRepeats.set(row.repeats, (byRepeats.get(row.repeats) ?? 0) + row.customers);
  const logProfits = rows.reduce((sum, row) => sum + row.customers * Math.log(row.meanProfit), 0);

  return ([p, q, gamma]: readonly number[]) => {
    let value = -logProfits;
    let [ofP, ofQ, ofGamma] = [0, 0, 0];
    let [pp, pq, pGamma, qq, qGamma, gammaGamma] = [0, 0, 0, 0, 0, 0];
    for (const [x, n] of byRepeats) {
      const [shape, both] = [p! * x, p! * x + q!];
      const change = trigamma(both);
      value -= n * betaln(shape, q!);
      ofP += n * x * (digamma(both) - digamma(shape));
      ofQ += n * (digamma(both) - digamma(q!));
      pp += n * x * x * (change - trigamma(shape));
      pq += n * x * change;
      qq += n * (change - trigamma(q!));
    }
    for (let row = 0; row < weight.length; row += 1) {
      const [x, v, n] = [repeats[row]!, own[row]!, weight[row]!];
      const all = gamma! + v;
      const population = Math.log1p(v / gamma!);
      const customer = Math.log1p(gamma! / v);
      value -= n * (q! * population + p! * x * customer);
      ofP -= n * x * customer;
      ofQ -= n * population;
      ofGamma += (n * ((q! * v) / gamma! - p! * x)) / all;
      pGamma -= (n * x) / all;
      qGamma += (n * v) / (gamma! * all);
      gammaGamma += n * ((p! * x + q!) / (all * all) - q! / (gamma! * gamma!));
    }
    return {
      value,
      slopes: [ofP, ofQ, ofGamma],
      curvature: [
        [pp, pq, pGamma],
        [pq, qq, qGamma],
        [pGamma, qGamma, gammaGamma],
      ],
    };
  };
}
