// Tier score and tier: how a customer stands among the reference base.
import { rankIn } from './rank';
import { rounded } from './rounded';
import type { Values } from './values';

export type Tier = 'PLATINUM' | 'GOLD' | 'SILVER' | 'BRONZE';

export function tierScoreOf(own: Values, base: readonly Values[]): number {
  const rank = (value: (of: Values) => number) => rankIn(base.map(value), value(own));
  const known =
    0.4 * rank(({ contribution }) => contribution) +
    0.2 * rank(({ activity }) => activity) +
    0.2 * rank(({ loyalty }) => loyalty);
  const predicted = base.flatMap(({ predictedValue }) => (predictedValue === null ? [] : [predictedValue]));
  // Where somebody has none, its weight goes to the others in proportion.
  if (own.predictedValue === null || predicted.length < base.length) return known / 0.8;
  return known + 0.2 * rankIn(predicted, own.predictedValue);
}

/** k of n customers have a score that is at least one's own; those of the base come rounded. */
export function tierOf(score: number, baseScores: readonly number[]): Tier {
  const n = baseScores.length;
  const own = rounded(score);
  const k = baseScores.filter((other) => other >= own).length;
  if (20 * k <= n) return 'PLATINUM';
  if (5 * k <= n) return 'GOLD';
  return 2 * k <= n ? 'SILVER' : 'BRONZE';
}
