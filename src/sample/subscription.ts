// Terms: a customer may take a plan or a support contract with one of its first orders and then renews it, near the end of each
// term, until dissatisfied or gone.
import { dayOf, type Moment, monthsLater, officeTime } from './calendar';
import type { Company } from './company';
import { serviceDecline } from './places';
import { type Product, subscriptions, supportContracts } from './products';
import type { Profile } from './profile';
import { chance, integer, type Random, weighted } from './random';

export type SubscriptionTerm = { readonly product: Product; readonly months: number; readonly end: Moment };
export type TermPurchase = { readonly at: Moment; readonly term: SubscriptionTerm };

/** The first term and its renewals, in order; empty for most customers. `gone` is when the customer stops buying for good. */
export function drawSubscription(
  company: Company,
  random: Random,
  profile: Profile,
  orders: readonly Moment[],
  gone: Moment | null,
  regionAt: (moment: Moment) => string,
): readonly TermPurchase[] {
  const { calendar } = company;
  if (!chance(random, profile.business ? 0.34 : 0.15)) return [];
  const support = profile.business && chance(random, 0.35);
  const range = support ? supportContracts : subscriptions;
  const months = support ? 12 : [3, 6, 12][weighted(random, [40, 15, 45])]!;
  let tier = weighted(random, [55, 35, 10].slice(0, range.length));
  let at = orders[Math.min(orders.length - 1, integer(random, 0, 2))]!;
  let end = monthsLater(calendar, at, months);
  const chain: TermPurchase[] = [{ at, term: { product: range[tier]!, months, end } }];
  for (;;) {
    const decline = serviceDecline(calendar, regionAt(end), end);
    const content = 0.88 - 0.3 * decline - (profile.mood < -1 ? 0.2 : 0);
    at = officeTime(random, dayOf(end) + integer(random, -12, 8));
    if ((gone !== null && end > gone) || !chance(random, content) || at > calendar.end) return chain;
    if (chance(random, 0.15)) tier = Math.min(tier + 1, range.length - 1);
    end = monthsLater(calendar, end, months);
    chain.push({ at, term: { product: range[tier]!, months, end } });
  }
}
