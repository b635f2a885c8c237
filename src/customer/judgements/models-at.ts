// The models of a month-end as a judgement uses them: fitted over its customers, or the reason why one is not there.

import type { Evidence } from '../history/evidence';
import type { BetaGeometricParameters } from '../models/beta-geometric';
import { fitBetaGeometric, fitGammaGamma } from '../models/fit';
import type { FitReport } from '../models/fit-report';
import type { CountedProfit, GammaGammaParameters } from '../models/gamma-gamma';
import { mbgNbd } from '../models/mbg-nbd';
import { type Outlook, outlooks } from '../models/outlook';
import type { CountedHistory } from '../models/purchase-history';
import { daysOfWeek, type PurchaseHistory } from '../models/purchase-history';
import type { Rules } from '../rules/rules';

export type ModelsAt = {
  readonly purchases: FitReport<BetaGeometricParameters>;
  readonly profits: FitReport<GammaGammaParameters>;
  /** What the first says of a customer; null where it is not there. */
  readonly outlook: ((history: PurchaseHistory) => Outlook) | null;
};

export const historyOf = ({ repeats, repeatDays, ageDays }: Evidence): PurchaseHistory => ({
  repeats,
  recency: repeatDays / daysOfWeek,
  age: ageDays / daysOfWeek,
});

/** Fits both over all customers with a purchase. */
export function fitModels(
  evidence: Iterable<Evidence>,
  { prediction: { fewestRepeatCustomers: fewest } }: Rules,
): Pick<ModelsAt, 'purchases' | 'profits'> {
  const [histories, profits]: [CountedHistory[], CountedProfit[]] = [[], []];
  for (const each of evidence) {
    if (!each.hasBought) continue;
    histories.push({ ...historyOf(each), customers: 1 });
    profits.push({ repeats: each.repeats, meanProfit: each.meanProfit, customers: 1 });
  }
  return { purchases: fitBetaGeometric(mbgNbd, histories, fewest), profits: fitGammaGamma(profits, fewest) };
}

export function modelsAt(
  { purchases, profits }: Pick<ModelsAt, 'purchases' | 'profits'>,
  { prediction }: Rules,
): ModelsAt {
  const horizon = {
    days: prediction.purchaseDays,
    months: prediction.valueMonths,
    annualDiscountRate: prediction.annualDiscountRate,
  };
  const outlook = purchases.kind === 'FITTED' ? outlooks(mbgNbd, purchases.parameters, horizon) : null;
  return { purchases, profits, outlook };
}
