// What happens to a customer in the large: arrival, first deal, purchases, terms, moving house, offers when dormant, coming
// back, and leaving for a reason. It depends on no other customer, so that anybody's lifetime can be looked up alone.

import { secondsPerDay } from '../model/day-length';
import { drawContactDay } from './acquisition';
import { dayOf, daysLater, type Moment, officeTime, shoppingTime } from './calendar';
import { campaignConversion, campaignOn } from './campaigns';
import { channels, isWalkIn } from './channels';
import type { Company } from './company';
import { type DealStage, drawFirstDeal } from './deal';
import { drawPlace, type Place, serviceDecline } from './places';
import type { Profile } from './profile';
import { type BuyingSpell, drawBuyingSpell, drawRhythm } from './purchase-rhythm';
import { chance, exponential, integer, type Random, weighted } from './random';
import { drawSubscription, type SubscriptionTerm } from './subscription';

export type Purchase = {
  readonly at: Moment;
  readonly kind: 'order' | 'renewal';
  readonly term: SubscriptionTerm | null;
};

/** A stretch of time in which the customer has to do with the company; `leaves`: it ends with the customer's loss. */
export type Presence = { readonly from: Moment; readonly to: Moment; readonly leaves: boolean };

export type Lifetime = {
  readonly origin: 'lead' | 'contact' | 'walk-in';
  readonly channel: string;
  readonly campaign: string | null;
  readonly firstContact: Moment;
  readonly firstDeal: readonly DealStage[] | null;
  readonly purchases: readonly Purchase[];
  readonly presences: readonly Presence[];
  readonly offers: readonly Moment[];
  readonly churn: { readonly at: Moment; readonly reason: ChurnReason } | null;
  readonly move: { readonly at: Moment; readonly place: Place } | null;
};

const churnReasons = [
  'service quality',
  'price',
  'competitor',
  'no longer needed',
  'moved away',
  'closed down',
] as const;
export type ChurnReason = (typeof churnReasons)[number];

export function drawLifetime(company: Company, profile: Profile, random: Random): Lifetime {
  const { calendar, acquisition, campaigns } = company;
  const day = drawContactDay(acquisition, profile.number, company.customers, random);
  const channel = channels[weighted(random, acquisition.weights[day]!)]!;
  const campaign = chance(random, 0.85) ? (campaignOn(campaigns, channel.id, day)?.name ?? null) : null;
  const firstContact = shoppingTime(random, day);
  const origin = isWalkIn(channel.id) ? 'walk-in' : chance(random, 0.08) ? 'contact' : 'lead';
  const move = drawMove(random, firstContact, calendar.end);
  const regionAt = (moment: Moment) => regionOf(profile, move, moment);
  const decline = serviceDecline(calendar, regionAt(firstContact), firstContact);

  const converts =
    channel.conversion *
    (1 - (channel.conversionLoss * day) / calendar.days) *
    (campaign === null ? 1 : campaignConversion) *
    (origin === 'contact' ? 0.6 : 1) *
    (1 - 0.25 * decline);
  const buys = chance(random, converts);
  const negotiated = origin === 'lead' && chance(random, profile.business ? 0.75 : 0.2);
  const firstDeal = negotiated ? drawFirstDeal(random, firstContact, 1 + 1.5 * decline, buys) : null;
  const firstPurchase = buys ? firstPurchaseAt(random, origin, firstContact, firstDeal) : null;

  const fixed = { origin, channel: channel.id, campaign, firstContact, firstDeal, move } as const;
  if (firstPurchase === null || firstPurchase > calendar.end) {
    const interested = { from: firstContact, to: daysLater(firstContact, 3 + exponential(random, 30)), leaves: false };
    return { ...fixed, purchases: [], presences: [interested], offers: [], churn: null };
  }

  const rhythm = drawRhythm(random);
  const spells = [drawBuyingSpell(company, random, rhythm, firstPurchase, regionAt)];
  const offers: Moment[] = [];
  const back = offerAndReturn(random, spells[0]!, calendar.end, offers);
  if (back !== null) {
    spells.push(drawBuyingSpell(company, random, rhythm, back, regionAt));
    offerAndReturn(random, spells[1]!, calendar.end, offers);
  }
  const gone = spells[0]!.leaves ? spells[0]!.purchases.at(-1)! : null;
  const chain = drawSubscription(company, random, profile, spells[0]!.purchases, gone, regionAt);
  const purchases = mergePurchases(
    random,
    spells.flatMap((spell) => spell.purchases),
    chain,
  );
  const presences = spells.map((spell, index) => ({
    from: index === 0 ? firstContact : spell.purchases[0]!,
    to: spell.leaves ? daysLater(spell.purchases.at(-1)!, 35) : calendar.end,
    leaves: spell.leaves,
  }));
  const churn = drawChurn(company, random, profile, spells, purchases, regionAt);
  return { ...fixed, purchases, presences, offers, churn };
}

export const regionOf = (profile: Profile, move: Lifetime['move'], moment: Moment): string =>
  (move !== null && move.at <= moment ? move.place : profile.place).region;

function drawMove(random: Random, firstContact: Moment, end: Moment): Lifetime['move'] {
  if (!chance(random, 0.14)) return null;
  const at = officeTime(random, dayOf(firstContact) + integer(random, 40, 900));
  const place = drawPlace(random);
  return at <= end ? { at, place } : null;
}

function firstPurchaseAt(
  random: Random,
  origin: Lifetime['origin'],
  firstContact: Moment,
  deal: readonly DealStage[] | null,
): Moment {
  if (origin === 'walk-in') return firstContact;
  if (deal !== null) return deal.at(-1)!.at;
  return shoppingTime(random, dayOf(firstContact) + 1 + Math.floor(exponential(random, origin === 'lead' ? 11 : 40)));
}

/** Silence is answered with offers; now and then one brings back a customer who had left for good. */
function offerAndReturn(
  random: Random,
  { purchases, leaves }: BuyingSpell,
  end: Moment,
  offers: Moment[],
): Moment | null {
  for (let i = 0; i < purchases.length; i += 1) {
    const last = purchases[i]!;
    const next = purchases[i + 1] ?? end;
    for (const [silentDays, probability] of [
      [95, 0.6],
      [200, 0.35],
    ] as const) {
      const offer = officeTime(random, dayOf(last) + silentDays + integer(random, 0, 30));
      if (offer >= next || !chance(random, probability)) continue;
      offers.push(offer);
      const back = shoppingTime(random, dayOf(offer) + integer(random, 2, 70));
      if (leaves && i === purchases.length - 1 && chance(random, 0.16) && back <= end) return back;
    }
  }
  return null;
}

/** Orders and the chain of terms in order of time: the first term is part of an order, the renewals are purchases of their own. */
function mergePurchases(
  random: Random,
  orders: readonly Moment[],
  chain: ReturnType<typeof drawSubscription>,
): readonly Purchase[] {
  const first = chain[0];
  const purchases: Purchase[] = orders.map((at) => ({ at, kind: 'order', term: at === first?.at ? first.term : null }));
  for (const { at, term } of chain.slice(1)) {
    if (orders.includes(at)) continue;
    purchases.push({ at, kind: chance(random, 0.85) ? 'renewal' : 'order', term });
  }
  return purchases.sort((a, b) => a.at - b.at);
}

/** Under half of those who leave say so, and why. Who comes back may have said so before. */
function drawChurn(
  company: Company,
  random: Random,
  profile: Profile,
  spells: readonly BuyingSpell[],
  purchases: readonly Purchase[],
  regionAt: (moment: Moment) => string,
): Lifetime['churn'] {
  const spell = spells.findLast(({ leaves }) => leaves);
  if (spell === undefined || !chance(random, spell === spells.at(-1) ? 0.46 : 0.3)) return null;
  const next = spell === spells.at(-1) ? Infinity : spells.at(-1)!.purchases[0]!;
  const last = purchases.filter(({ at }) => at < next).at(-1)!;
  const at = officeTime(
    random,
    dayOf(Math.max(last.at, (last.term?.end ?? 0) - 20 * secondsPerDay)) + integer(random, 18, 100),
  );
  if (at > company.calendar.end || at >= next) return null;
  const decline = serviceDecline(company.calendar, regionAt(last.at), last.at);
  const weights = [10 + 90 * decline + (profile.mood < -0.8 ? 20 : 0), 26, 22, 20, 8, profile.business ? 8 : 0];
  return { at, reason: churnReasons[weighted(random, weights)]! };
}
