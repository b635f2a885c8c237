// Health, 0..100: the weighted mean of the parts that are there, and its band.
import type { HealthBand } from '../../model/judgements';
import type { Evidence } from '../history/evidence';
import type { JudgementInstant } from '../history/judgement-instant';
import type { Rules } from '../rules/rules';
import { type HealthPartName, type HealthScores, healthParts, missingUnderTerm } from './health-parts';
import { toNineDecimals } from './rank';

export type Health = {
  readonly parts: HealthScores;
  /** Null where the parts that are there weigh less than half of those that can be. */
  readonly score: number | null;
  readonly band: HealthBand | null;
};

export function healthOf(
  evidence: Evidence,
  instant: JudgementInstant,
  dormantAfterDays: number,
  rules: Rules,
): Health {
  const parts = healthParts(evidence, instant, dormantAfterDays, rules);
  const { weights } = rules.health;
  let [sum, there, possible] = [0, 0, 0];
  for (const [part, score] of Object.entries(parts) as [HealthPartName, number | null][]) {
    if (!(evidence.isUnderTerm && missingUnderTerm.includes(part))) possible += weights[part];
    if (score === null) continue;
    sum += weights[part] * score;
    there += weights[part];
  }
  const isEnough = there > 0 && toNineDecimals(there * 2) >= toNineDecimals(possible);
  const score = isEnough ? sum / there : null;
  return { parts, score, band: bandOf(score, rules) };
}

function bandOf(score: number | null, { health: { healthy, watch } }: Rules): HealthBand | null {
  if (score === null) return null;
  const compared = toNineDecimals(score);
  if (compared >= healthy) return 'HEALTHY';
  return compared >= watch ? 'WATCH' : 'AT_RISK';
}
