// The six parts of health, each 0..100 or missing.
import type { Evidence } from '../history/evidence';
import { type JudgementInstant, microsecondsOfDay } from '../history/judgement-instant';
import type { Rules } from '../rules/rules';

export type HealthPartName = keyof Rules['health']['weights'];
export type HealthScores = { readonly [Part in HealthPartName]: number | null };

/** A customer under a term is not judged by when it buys. */
export const missingUnderTerm: readonly HealthPartName[] = ['recency', 'frequency'];

export function healthParts(
  evidence: Evidence,
  instant: JudgementInstant,
  dormantAfterDays: number,
  rules: Rules,
): HealthScores {
  return {
    recency: recency(evidence, instant, dormantAfterDays, rules),
    frequency: frequency(evidence),
    engagement: engagement(evidence),
    satisfaction: satisfaction(evidence),
    complaints: rules.health.complaints[Math.min(evidence.complaints, 3)]!,
    terms: terms(evidence, instant, rules),
  };
}

/** Days between a customer's purchases; of a customer without a repeat those after which it is dormant. */
export const purchaseRhythm = (
  { repeats, repeatDays }: Evidence,
  dormantAfterDays: number,
  { health: { shortestRhythmDays } }: Rules,
): number => Math.max(shortestRhythmDays, repeats >= 1 ? repeatDays / repeats : dormantAfterDays);

function recency(
  evidence: Evidence,
  { date }: JudgementInstant,
  dormantAfterDays: number,
  rules: Rules,
): number | null {
  if (evidence.isUnderTerm) return null;
  const rhythm = purchaseRhythm(evidence, dormantAfterDays, rules);
  const { longestSilence } = rules.health;
  const left = (longestSilence * rhythm - (date - evidence.lastPurchaseDay)) / ((longestSilence - 1) * rhythm);
  return 100 * Math.min(1, Math.max(0, left));
}

function frequency({ isUnderTerm, isHalfYearOld, ordersLastHalfYear, ordersHalfYearBefore }: Evidence): number | null {
  if (isUnderTerm || !isHalfYearOld || ordersLastHalfYear + ordersHalfYearBefore === 0) return null;
  return keptUp(ordersLastHalfYear, ordersHalfYearBefore);
}

function engagement({ wasEngaged, engagedDays, engagedDaysBefore }: Evidence): number | null {
  if (!wasEngaged) return null;
  return engagedDays + engagedDaysBefore === 0 ? 0 : keptUp(engagedDays, engagedDaysBefore);
}

/** How much of what was before is there now, in percent. */
const keptUp = (now: number, before: number): number => 100 * Math.min(1, (now + 0.5) / (before + 0.5));

function satisfaction({ lastNps, lastCsat, lastCes }: Evidence): number | null {
  const answers = [lastNps * 10, ((lastCsat - 1) / 4) * 100, ((lastCes - 1) / 6) * 100].filter(
    (score) => !Number.isNaN(score),
  );
  return answers.length === 0 ? null : answers.reduce((sum, score) => sum + score, 0) / answers.length;
}

function terms(
  { isUnderTerm, termEnd, termLength, termEndedLastYear }: Evidence,
  { at }: JudgementInstant,
  { health: { endingDays, endingTerm } }: Rules,
): number | null {
  if (!isUnderTerm) return termEndedLastYear ? 0 : null;
  return termEnd > at + Math.min(endingDays * microsecondsOfDay, termLength / 2) ? 100 : endingTerm;
}
