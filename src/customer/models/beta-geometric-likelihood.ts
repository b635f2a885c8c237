// The log-likelihood of BG/NBD and MBG/NBD over all customers, with first and second derivatives in r, alpha, a, b.
// Of one customer, k its chances to leave:  lnG(r+x) - lnG(r) + r ln alpha + lnB(a, b+k) - lnB(a, b)
//   + ln[(alpha+T)^-(r+x) + a/(b+k-1) (alpha+t_x)^-(r+x)],  without the last term where k = 0.
// Repeats are whole, so the gamma functions are sums of logarithms, shared by all customers that reach a term.
import type { BetaGeometricModel } from './beta-geometric';
import type { Likelihood } from './likelihood';
import type { CountedHistory } from './purchase-history';

/** At each j: how many customers have more than j of something. */
function reaching(counts: readonly (readonly [of: number, customers: number])[]): Float64Array {
  const reached = new Float64Array(counts.reduce((most, [of]) => Math.max(most, of), 0));
  for (const [of, customers] of counts) if (of > 0) reached[of - 1]! += customers;
  for (let j = reached.length - 2; j >= 0; j -= 1) reached[j]! += reached[j + 1]!;
  return reached;
}

/** Sum over j of reached(j) times ln(first + j), and its first and second derivative. */
function logarithms(reached: Float64Array, first: number): readonly [value: number, slope: number, curvature: number] {
  let value = 0;
  let slope = 0;
  let curvature = 0;
  for (let j = 0; j < reached.length; j += 1) {
    const each = first + j;
    value += reached[j]! * Math.log(each);
    slope += reached[j]! / each;
    curvature -= reached[j]! / (each * each);
  }
  return [value, slope, curvature];
}

/** Parameters in the order r, alpha, a, b. */
export function betaGeometricLikelihood(model: BetaGeometricModel, histories: readonly CountedHistory[]): Likelihood {
  const columnOf = (read: (history: CountedHistory) => number) => Float64Array.from(histories, read);
  const repeats = columnOf((history) => history.repeats);
  const chances = columnOf((history) => model.chancesToLeave(history.repeats));
  const recency = columnOf((history) => history.recency);
  const age = columnOf((history) => history.age);
  const weight = columnOf((history) => history.customers);
  const customers = weight.reduce((sum, each) => sum + each, 0);
  const withRepeats = reaching(histories.map((history) => [history.repeats, history.customers]));
  const withChances = reaching(histories.map((h) => [model.chancesToLeave(h.repeats), h.customers]));

  return ([r, alpha, a, b]: readonly number[]) => {
    const [buys, buysSlope, buysCurvature] = logarithms(withRepeats, r!);
    const [stays, staysSlope, staysCurvature] = logarithms(withChances, b!);
    const [either, eitherSlope, eitherCurvature] = logarithms(withChances, a! + b!);
    let value = buys + customers * r! * Math.log(alpha!) + stays - either;
    let ofR = buysSlope + customers * Math.log(alpha!);
    let ofAlpha = (customers * r!) / alpha!;
    let ofA = -eitherSlope;
    let ofB = staysSlope - eitherSlope;
    let rr = buysCurvature;
    let rAlpha = customers / alpha!;
    let ra = 0;
    let rb = 0;
    let alphaAlpha = -(customers * r!) / (alpha! * alpha!);
    let alphaA = 0;
    let alphaB = 0;
    let aa = -eitherCurvature;
    let ab = -eitherCurvature;
    let bb = staysCurvature - eitherCurvature;
    const logA = Math.log(a!);
    for (let row = 0; row < weight.length; row += 1) {
      const n = weight[row]!;
      const shape = r! + repeats[row]!;
      const now = alpha! + age[row]!;
      const logNow = Math.log(now);
      value -= n * shape * logNow;
      ofR -= n * logNow;
      ofAlpha -= (n * shape) / now;
      rAlpha -= n / now;
      alphaAlpha += (n * shape) / (now * now);
      if (chances[row] === 0) continue;
      // The odds of having left, and how their logarithm changes; `left` is 1 - P(alive).
      const last = alpha! + recency[row]!;
      const beta = b! + chances[row]! - 1;
      const silence = Math.log1p((age[row]! - recency[row]!) / last);
      const logOdds = logA - Math.log(beta) + shape * silence;
      const lesser = Math.exp(-Math.abs(logOdds));
      value += n * (Math.max(logOdds, 0) + Math.log1p(lesser));
      const left = n * ((logOdds > 0 ? 1 : lesser) / (1 + lesser));
      const spread = (n * lesser) / (1 + lesser) ** 2;
      const difference = 1 / now - 1 / last;
      const byAlpha = shape * difference;
      const byA = 1 / a!;
      const byB = -1 / beta;
      ofR += left * silence;
      ofAlpha += left * byAlpha;
      ofA += left * byA;
      ofB += left * byB;
      rr += spread * silence * silence;
      rAlpha += left * difference + spread * silence * byAlpha;
      ra += spread * silence * byA;
      rb += spread * silence * byB;
      alphaAlpha += left * shape * (1 / (last * last) - 1 / (now * now)) + spread * byAlpha * byAlpha;
      alphaA += spread * byAlpha * byA;
      alphaB += spread * byAlpha * byB;
      aa += (spread - left) * byA * byA;
      ab += spread * byA * byB;
      bb += (spread + left) * byB * byB;
    }
    return {
      value,
      slopes: [ofR, ofAlpha, ofA, ofB],
      curvature: [
        [rr, rAlpha, ra, rb],
        [rAlpha, alphaAlpha, alphaA, alphaB],
        [ra, alphaA, aa, ab],
        [rb, alphaB, ab, bb],
      ],
    };
  };
}
