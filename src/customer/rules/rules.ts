// The weights, bounds and cut-offs of every judgement (JUDGEMENTS.md), as data: the defaults, which a file can change.
import { fewestRepeatCustomers } from '../models/fit-report';

export type Rules = {
  readonly prediction: {
    /** Customers with a repeat that a model is fitted over, at least. */
    readonly fewestRepeatCustomers: number;
    /** Expected purchases are those of so many days. */
    readonly purchaseDays: number;
    /** Predicted value is that of so many months. */
    readonly valueMonths: number;
    /** A year's. */
    readonly annualDiscountRate: number;
  };
  readonly churnRisk: {
    /** Terms of the company's average that stand beside a customer's own. */
    readonly averageTerms: number;
    /** Terms that must stand behind the company's average. */
    readonly fewestTerms: number;
    /** From here on the risk is MEDIUM, and HIGH. */
    readonly medium: number;
    readonly high: number;
  };
  readonly tier: {
    readonly weights: {
      readonly contribution: number;
      readonly activity: number;
      readonly loyalty: number;
      readonly predictedValue: number;
    };
    /** One customer in so many is of the tier or a better one. */
    readonly oneIn: { readonly PLATINUM: number; readonly GOLD: number; readonly SILVER: number };
  };
  readonly health: {
    readonly weights: {
      readonly recency: number;
      readonly frequency: number;
      readonly engagement: number;
      readonly satisfaction: number;
      readonly complaints: number;
      readonly terms: number;
    };
    readonly healthy: number;
    readonly watch: number;
    /** Recency is 0 after so many of the customer's own rhythms. */
    readonly longestSilence: number;
    /** A rhythm of purchases is no shorter than this. */
    readonly shortestRhythmDays: number;
    /** Scores after no, one, two and more complaints. */
    readonly complaints: readonly [number, number, number, number];
    /** A term that ends within so many days, or half its length, scores only `endingTerm`. */
    readonly endingDays: number;
    readonly endingTerm: number;
  };
  readonly nps: { readonly promoterFrom: number; readonly detractorUpTo: number };
  readonly leadScore: {
    /** How long a lead is scored, and counts as bought. */
    readonly days: number;
    /** Leads of the company's average that stand beside those of a kind. */
    readonly averageLeads: number;
    /** Bands by the odds against the average's: LOW up to the one, HIGH from the other. */
    readonly low: number;
    readonly high: number;
  };
};

export const defaultRules: Rules = {
  prediction: { fewestRepeatCustomers, purchaseDays: 90, valueMonths: 12, annualDiscountRate: 0.1 },
  churnRisk: { averageTerms: 20, fewestTerms: 30, medium: 0.25, high: 0.5 },
  tier: {
    weights: { contribution: 0.4, activity: 0.2, loyalty: 0.2, predictedValue: 0.2 },
    oneIn: { PLATINUM: 20, GOLD: 5, SILVER: 2 },
  },
  health: {
    weights: { recency: 0.25, frequency: 0.2, engagement: 0.15, satisfaction: 0.2, complaints: 0.1, terms: 0.1 },
    healthy: 70,
    watch: 40,
    longestSilence: 3,
    shortestRhythmDays: 7,
    complaints: [100, 50, 20, 0],
    endingDays: 60,
    endingTerm: 50,
  },
  nps: { promoterFrom: 9, detractorUpTo: 6 },
  leadScore: { days: 90, averageLeads: 5, low: 0.5, high: 1.5 },
};
