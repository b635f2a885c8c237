// What is known of one customer at an instant, put together.
import type { CustomerHistory } from './customer-history';
import { type Evidence, noEvidence } from './evidence';
import { engagementAt, lastAnswersAt, npsAt, preferredChannelAt } from './interactions-at';
import type { JudgementInstant } from './judgement-instant';
import { purchasesAt } from './purchases-at';
import { statesAt, termsAt } from './states-at';

/** `channelIds`: source ids by channel number. Null where nothing can be said of the customer yet. */
export function evidenceAt(
  history: CustomerHistory,
  instant: JudgementInstant,
  channelIds: ReadonlyMap<number, string>,
): Evidence | null {
  const nps = npsAt(history, instant);
  const { firstPurchaseAt } = history;
  const hasBought = firstPurchaseAt !== null && firstPurchaseAt < instant.at;
  if (!hasBought) return Number.isNaN(nps) ? null : { ...noEvidence, nps };
  return {
    hasBought,
    nps,
    isNew: firstPurchaseAt >= instant.newSince,
    isHalfYearOld: firstPurchaseAt < instant.halfYearBefore,
    ...statesAt(history, instant),
    ...purchasesAt(history, instant),
    ...engagementAt(history, instant),
    ...lastAnswersAt(history, instant),
    ...termsAt(history, instant),
    preferredChannel: preferredChannelAt(history, instant, channelIds),
  };
}
