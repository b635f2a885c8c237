// Terms at t: who is under one, and how likely one is not to be renewed.
import type { Customer } from '../customers';
import type { Transaction } from '../facts';
import { DAY, type Instant } from '../time';
import { before } from './instants';
import type { Moment } from './moment';

export type Term = { readonly row: Transaction; readonly start: Instant; readonly end: Instant };

function termsOf(purchases: readonly Transaction[]): readonly Term[] {
  return purchases.flatMap((row) => (row.termEnd === null ? [] : [{ row, start: row.at, end: row.termEnd }]));
}

/** A term covers the instant of its purchase, not that of its end. */
export function termsCovering(customer: Customer, t: Instant): readonly Term[] {
  return termsOf(customer.purchases).filter(({ start, end }) => start <= t && t < end);
}

export function isUnderTerm(customer: Customer, t: Instant): boolean {
  return termsCovering(customer, t).length > 0;
}

export function termsBefore(customer: Customer, t: Instant): readonly Term[] {
  return termsOf(before(customer.purchases, t));
}

/** As renewalRate says: by another order that is a renewal or a term, after the term's own row, around its end. */
function isRenewed(customer: Customer, { row, start, end }: Term, t: Instant): boolean {
  return before(customer.purchases, t).some(
    (purchase) =>
      purchase.orderId !== row.orderId &&
      (purchase.kind === 'renewal' || purchase.termEnd !== null) &&
      purchase.at > start &&
      end - 60 * DAY <= purchase.at &&
      purchase.at <= end + 30 * DAY,
  );
}

/** How few terms are too few to say how many are renewed. */
const fewest = 30;

/** s: the share renewed of everybody's terms that ended in the year up to m(t) - 30 days; null with too few of them. */
export function shareRenewed({ customers, t, matureSince, matureBefore }: Moment): number | null {
  let [ended, renewed] = [0, 0];
  for (const customer of customers) {
    for (const term of termsBefore(customer, t)) {
      if (term.end < matureSince || term.end >= matureBefore) continue;
      ended += 1;
      if (isRenewed(customer, term, t)) renewed += 1;
    }
  }
  return ended < fewest ? null : renewed / ended;
}

/** 1 - (own renewed + 20 s) / (own mature + 20). */
export function riskOfTerm(customer: Customer, { t, matureBefore }: Moment, s: number): number {
  const mature = termsBefore(customer, t).filter(({ end }) => end < matureBefore);
  const renewed = mature.filter((term) => isRenewed(customer, term, t));
  return 1 - (renewed.length + 20 * s) / (mature.length + 20);
}
