// Tier: what a customer brings, how active and loyal it is, and what it will bring, each by its rank in the reference base; then
// the first twentieth of the base, the first fifth, the first half, and the others.
import type { Tier } from '../../model/judgements';
import type { Rules } from '../rules/rules';
import { atLeast, type RankedValues, rank, toNineDecimals } from './rank';
import type { Predicted, ReferenceBase } from './reference-base';

/** 0..1, as it is compared; null against nobody. A part that is missing leaves its weight to the others. */
export function tierScore(
  { evidence, prediction }: Predicted,
  base: ReferenceBase,
  { tier: { weights } }: Rules,
): number | null {
  const predicted = prediction.predictedValue;
  const parts: readonly (readonly [number, number | null])[] = [
    [weights.contribution, rank(base.contribution, evidence.contribution)],
    [weights.activity, rank(base.activity, evidence.activity)],
    [weights.loyalty, rank(base.loyalty, evidence.loyalty)],
    ...(predicted === null || base.predictedValue === null
      ? []
      : [[weights.predictedValue, rank(base.predictedValue, predicted)] as const]),
  ];
  let [sum, weight] = [0, 0];
  for (const [weightOfPart, value] of parts) {
    if (value === null) return null;
    sum += weightOfPart * value;
    weight += weightOfPart;
  }
  return toNineDecimals(sum / weight);
}

const best = ['PLATINUM', 'GOLD', 'SILVER'] as const;

/** `scores`: those of the reference base. */
export function tierOf(score: number | null, scores: RankedValues, { tier: { oneIn } }: Rules): Tier | null {
  if (score === null || scores.length === 0) return null;
  const place = atLeast(scores, score);
  return best.find((tier) => place * oneIn[tier] <= scores.length) ?? 'BRONZE';
}
