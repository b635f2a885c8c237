// What a customer will do: whether it is alive, the risk that it leaves, its expected purchases, and what they will be worth.
import { moneyUnits } from '../history/customer-history';
import type { Evidence } from '../history/evidence';
import { type Outlook, predictedValue } from '../models/outlook';
import type { Rules } from '../rules/rules';
import { historyOf, type ModelsAt } from './models-at';

export type Prediction = {
  /** P(alive), 0..1. */
  readonly alive: number | null;
  /** 0..1. */
  readonly churnRisk: number | null;
  readonly expectedPurchases: number | null;
  /** Money. */
  readonly predictedValue: number | null;
};

/** Of the company's terms that ended long enough ago, how many there are and how many were renewed. */
export type TermShare = { readonly mature: number; readonly renewed: number };

const gone: Prediction = { alive: 0, churnRisk: 1, expectedPurchases: 0, predictedValue: 0 };

export function predict(evidence: Evidence, models: ModelsAt, terms: TermShare, rules: Rules): Prediction {
  if (evidence.saidGoodbye) return gone;
  const outlook = models.outlook?.(historyOf(evidence)) ?? null;
  const risk = churnRisk(evidence, outlook, terms, rules);
  return {
    alive: outlook?.alive ?? null,
    churnRisk: risk,
    expectedPurchases: outlook?.expectedPurchases ?? null,
    predictedValue: valueAhead(evidence, outlook, models, risk),
  };
}

function churnRisk(evidence: Evidence, outlook: Outlook | null, terms: TermShare, rules: Rules): number | null {
  const ofModel = outlook === null ? null : 1 - outlook.alive;
  const ofTerm = evidence.isUnderTerm ? ownRisk(evidence, terms, rules) : null;
  if (ofModel === null || ofTerm === null) return ofModel ?? ofTerm;
  return Math.min(ofModel, ofTerm);
}

/** Of a customer's own terms, beside so many of the average. */
function ownRisk(
  { renewedTerms, matureTerms }: Evidence,
  { mature, renewed }: TermShare,
  { churnRisk: { averageTerms, fewestTerms } }: Rules,
): number | null {
  if (mature < fewestTerms) return null;
  return 1 - (renewedTerms + averageTerms * (renewed / mature)) / (matureTerms + averageTerms);
}

function valueAhead(
  { isUnderTerm, contribution, repeats, meanProfit }: Evidence,
  outlook: Outlook | null,
  { profits }: ModelsAt,
  risk: number | null,
): number | null {
  const ofModels =
    outlook === null || profits.kind === 'REFUSED'
      ? null
      : predictedValue(outlook, profits.parameters, { repeats, meanProfit });
  const ofTerm = isUnderTerm && contribution > 0 && risk !== null ? (1 - risk) * (contribution / moneyUnits) : null;
  if (ofModels === null || ofTerm === null) return ofModels ?? ofTerm;
  return Math.max(ofModels, ofTerm);
}
