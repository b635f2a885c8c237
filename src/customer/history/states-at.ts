// What state a customer is in at an instant: in the base or lost, dormant, gone by its own word, under a term.
import type { CustomerHistory } from './customer-history';
import type { Evidence } from './evidence';
import type { JudgementInstant } from './judgement-instant';

type States = Pick<Evidence, 'isInBase' | 'isDormant' | 'saidGoodbye'>;

export function statesAt({ spells, churnedAt, transactions }: CustomerHistory, { at }: JudgementInstant): States {
  const spell = spells.find(({ startsAfter, endsAt }) => startsAfter < at && at <= endsAt);
  return {
    isInBase: spell !== undefined,
    isDormant: spell?.isDormant ?? false,
    saidGoodbye:
      churnedAt !== null &&
      churnedAt <= at &&
      !transactions.some((row) => row.isPurchase && row.at > churnedAt && row.at < at),
  };
}

type Terms = Pick<
  Evidence,
  'isUnderTerm' | 'termEnd' | 'termLength' | 'termEndedLastYear' | 'matureTerms' | 'renewedTerms'
>;

export function termsAt({ terms }: CustomerHistory, { at, yearBefore, termsTo }: JudgementInstant): Terms {
  let [termEnd, termLength] = [Number.NaN, Number.NaN];
  let [termEndedLastYear, matureTerms, renewedTerms] = [false, 0, 0];
  for (const term of terms) {
    if (term.at > at) continue;
    // Of two that end together the longer one.
    const isLater = !(term.end < termEnd) && !(term.end === termEnd && term.end - term.at < termLength);
    if (at < term.end && isLater) [termEnd, termLength] = [term.end, term.end - term.at];
    if (term.end > yearBefore && term.end <= at) termEndedLastYear = true;
    if (term.end >= termsTo) continue;
    matureTerms += 1;
    if (term.isRenewed) renewedTerms += 1;
  }
  return {
    isUnderTerm: !Number.isNaN(termEnd),
    termEnd,
    termLength,
    termEndedLastYear,
    matureTerms,
    renewedTerms,
  };
}
