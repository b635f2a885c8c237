// R(t): the customers of the base against whom everybody is ranked, with their values in order. Taken at the last month-end, or
// at the instant itself where nobody was in the base then.
import type { Evidence } from '../history/evidence';
import type { Prediction } from './prediction';
import { type RankedValues, rankedValues } from './rank';

export type ReferenceBase = {
  /** The business date at which it was taken. */
  readonly date: number;
  readonly contribution: RankedValues;
  readonly activity: RankedValues;
  readonly loyalty: RankedValues;
  /** Null where not everybody in it has one. */
  readonly predictedValue: RankedValues | null;
  /** Negated days since the last purchase, so that more is better. */
  readonly recency: RankedValues;
  readonly orders: RankedValues;
  readonly revenue: RankedValues;
};

export type Predicted = { readonly evidence: Evidence; readonly prediction: Prediction };

/** `base`: the customers in the base of one instant. */
export function referenceBase(base: readonly Predicted[], date: number): ReferenceBase {
  const of = (value: (evidence: Evidence) => number): RankedValues =>
    rankedValues(base.map(({ evidence }) => value(evidence)));
  const predicted = base.map(({ prediction }) => prediction.predictedValue);
  return {
    date,
    contribution: of((each) => each.contribution),
    activity: of((each) => each.activity),
    loyalty: of((each) => each.loyalty),
    predictedValue: predicted.every((value) => value !== null) ? rankedValues(predicted) : null,
    recency: of((each) => recencyOf(each, date)),
    orders: of((each) => each.orders),
    revenue: of((each) => each.revenue),
  };
}

export const recencyOf = ({ lastPurchaseDay }: Evidence, date: number): number => lastPurchaseDay - date;

export const isEmpty = ({ contribution }: ReferenceBase): boolean => contribution.length === 0;
