// BG/NBD (Fader, Hardie & Lee 2005) and MBG/NBD (Batislam, Denizel & Filiztekin 2007), from their story: while alive a customer
// buys at a rate that is Gamma(r, alpha) among customers; right after a purchase it drops out with a probability that is Beta(a, b)
// among them. In MBG/NBD already after the first purchase, in BG/NBD after each later one only.
import { logBeta, logGamma } from './log-gamma';

export type Story = 'BG' | 'MBG';
export type Parameters = { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number };

/** x repeat purchases, the last one t_x weeks after the first, T weeks after which one looks. */
export type History = { readonly x: number; readonly tx: number; readonly T: number };

/** How often a customer with x repeats has had the chance to drop out. */
const chances = (story: Story, x: number): number => (story === 'MBG' ? x + 1 : x);

/** The part of both ways that depends on x alone. */
type OfRepeats = { readonly buying: number; readonly survived: number; readonly droppedOut: number };

function ofRepeats(story: Story, { r, alpha, a, b }: Parameters, x: number): OfRepeats {
  const survived = chances(story, x);
  return {
    buying: logGamma(r + x) - logGamma(r) + r * Math.log(alpha),
    survived: logBeta(a, b + survived) - logBeta(a, b),
    droppedOut: survived === 0 ? Number.NEGATIVE_INFINITY : logBeta(a + 1, b + survived - 1) - logBeta(a, b),
  };
}

/**
 * The logarithms of the two ways to such a history. Alive: every chance survived, x purchases and then none up to T. Dead: dropped
 * out at the last chance, x purchases up to t_x.
 */
function ways({ r, alpha }: Parameters, { x, tx, T }: History, { buying, survived, droppedOut }: OfRepeats) {
  return {
    alive: survived + buying - (r + x) * Math.log(alpha + T),
    dead: droppedOut + buying - (r + x) * Math.log(alpha + tx),
  };
}

export function logLikelihood(story: Story, parameters: Parameters, histories: Iterable<History>): number {
  let sum = 0;
  const known = new Map<number, OfRepeats>();
  for (const history of histories) {
    const repeats = known.get(history.x) ?? ofRepeats(story, parameters, history.x);
    known.set(history.x, repeats);
    const { alive, dead } = ways(parameters, history, repeats);
    const greater = Math.max(alive, dead);
    sum += greater + Math.log(Math.exp(alive - greater) + Math.exp(dead - greater));
  }
  return sum;
}

export function probabilityAlive(story: Story, parameters: Parameters, history: History): number {
  const { alive, dead } = ways(parameters, history, ofRepeats(story, parameters, history.x));
  return 1 / (1 + Math.exp(dead - alive));
}

/** The expected purchases of the next `weeks`, given the history. */
export function expectedPurchases(story: Story, parameters: Parameters, history: History, weeks: number): number {
  return probabilityAlive(story, parameters, history) * expectedOfTheLiving(story, parameters, history, weeks);
}

/**
 * The same of whoever is known to be alive. It has a rate of Gamma(r + x, alpha + T) and a probability
 * to drop out of Beta(a, b + chances). Were it immortal, it would buy n times with a negative binomial probability; mortal, it lives
 * to make the j-th of these purchases if it survives the j - 1 before it.
 */
export function expectedOfTheLiving(story: Story, parameters: Parameters, history: History, weeks: number): number {
  if (weeks === 0) return 0;
  const shape = parameters.r + history.x;
  const scale = weeks / (parameters.alpha + history.T);
  const a = parameters.a;
  const b = parameters.b + chances(story, history.x);
  let logProbability = -shape * Math.log1p(scale);
  let survives = 1;
  let purchases = 0;
  let expected = 0;
  for (let n = 0; ; n += 1) {
    // The probability of n + 1 purchases from that of n.
    const ratio = ((shape + n) / (n + 1)) * (scale / (1 + scale));
    logProbability += Math.log(ratio);
    purchases += survives;
    survives *= (b + n) / (a + b + n);
    const term = Math.exp(logProbability) * purchases;
    expected += term;
    // Later terms shrink at least like a geometric series, once the next ratio is below 1.
    const next = ((shape + n + 1) / (n + 2)) * (scale / (1 + scale)) * (1 + 1 / (n + 1));
    if (next < 1 && term * (next / (1 - next)) <= expected * 1e-14) break;
  }
  return expected;
}
