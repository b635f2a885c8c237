// What a customer buys: order lines, terms, and what comes back. Lines add up to an order value around the customer's own mean;
// with time customers discover further categories and dearer products. Refunds repeat the line with the sign turned round.

import { secondsPerDay } from '../model/day-length';
import { dayOf, officeTime } from './calendar';
import { campaignOn } from './campaigns';
import { drawPurchaseChannel } from './channels';
import { type Customer, declineAt, regionAt, salesAgentAt } from './customer';
import { dealBefore, lostDealAfter } from './deal';
import { opportunityId, writeDeal } from './funnel';
import type { Purchase } from './lifetime';
import { orderCategories, type Product } from './products';
import { drawOrderValue } from './profile';
import { between, chance, integer, poisson, type Random, weighted } from './random';
import { addTransaction } from './records';
import type { SubscriptionTerm } from './subscription';

type Line = {
  readonly product: Product;
  readonly cents: number;
  readonly quantity: number;
  readonly term: SubscriptionTerm | null;
};

/** What all lines of one order share. */
type OrderHead = {
  readonly purchase: Purchase;
  readonly orderId: string;
  readonly channel: string;
  readonly agent: string | null;
  readonly campaign: string | null;
  readonly opportunity: string | null;
};

export function writeOrders(customer: Customer): void {
  const { random, profile, lifetime, records } = customer;
  const seats = profile.size === null ? 1 : 1 + profile.size * integer(random, 1, 3);
  const known = [
    weighted(
      random,
      orderCategories.map(({ weight }) => weight),
    ),
  ];
  let deals = lifetime.firstDeal === null ? 0 : 1;
  lifetime.purchases.forEach((purchase, index) => {
    const { at, kind, term } = purchase;
    let opportunity: string | null = null;
    let value = drawOrderValue(random, profile);
    const channel = chance(random, 0.75) ? profile.homeChannel : drawPurchaseChannel(random, profile.business);
    if (index === 0 && lifetime.firstDeal !== null) opportunity = opportunityId(customer, 1);
    if (index > 0 && profile.business && kind === 'order' && chance(random, 0.08)) {
      deals += 1;
      opportunity = opportunityId(customer, deals);
      value = Math.floor(value * 1.5);
      writeDeal(customer, dealBefore(random, at), deals, channel, null);
    } else if (profile.business && chance(random, 0.05)) {
      deals += 1;
      writeDeal(customer, lostDealAfter(random, at), deals, channel, null);
    }
    const lines: Line[] = [];
    if (kind === 'order' && (term === null || chance(random, 0.5))) {
      if (known.length < orderCategories.length && chance(random, 0.13)) known.push(newCategory(random, known));
      lines.push(...drawLines(random, value, known, 0.25 + 0.02 * Math.min(index, 15)));
    }
    if (term !== null) lines.push(termLine(term, seats));
    const agent =
      profile.business || channel === 'phone' || channel === 'store' || channel === 'partner'
        ? salesAgentAt(customer, at).id
        : null;
    const head = {
      purchase,
      orderId: `${records.key}-O${index + 1}`,
      channel,
      agent,
      campaign: campaignOf(customer, purchase, index),
      opportunity,
    };
    for (const [position, line] of lines.entries()) writeLine(customer, head, line, position + 1);
  });
}

function newCategory(random: Random, known: readonly number[]): number {
  return weighted(
    random,
    orderCategories.map(({ weight }, index) => (known.includes(index) ? 0 : weight)),
  );
}

/** Splits a value over one to four products that cost about that much; `upscale` is the readiness to take the dearer one. */
export function drawLines(random: Random, value: number, categories: readonly number[], upscale: number): Line[] {
  const parts = Array.from({ length: 1 + Math.min(poisson(random, 0.7), 3) }, () => between(random, 0.4, 1));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => {
    const cents = Math.max(100, Math.floor((value * part) / whole));
    const { products } = orderCategories[categories[integer(random, 0, categories.length - 1)]!]!;
    const affordable = products.filter(({ price }) => price <= cents * 1.25).length - 1;
    const product = products[Math.max(0, chance(random, upscale + 0.3) ? affordable : affordable - 1)]!;
    return { product, cents, quantity: Math.max(1, Math.floor(cents / product.price + 0.5)), term: null };
  });
}

/** A year is sold at nine tenths. */
function termLine(term: SubscriptionTerm, seats: number): Line {
  const cents = Math.floor((term.product.price * term.months * seats * (term.months === 12 ? 9 : 10)) / 10);
  return { product: term.product, cents, quantity: seats, term };
}

function campaignOf({ company, random, lifetime }: Customer, { at }: Purchase, index: number): string | null {
  if (index === 0 && lifetime.campaign !== null && at - lifetime.firstContact < 45 * secondsPerDay)
    return lifetime.campaign;
  const run = campaignOn(company.campaigns, chance(random, 0.5) ? 'email' : 'wechat', dayOf(at));
  return run !== null && chance(random, 0.4) ? run.name : null;
}

function writeLine(customer: Customer, head: OrderHead, line: Line, position: number): void {
  const { company, random, profile, lifetime, records } = customer;
  const { at, kind } = head.purchase;
  const { product, cents, quantity, term } = line;
  const { orderId, channel, agent, opportunity } = head;
  const moved = lifetime.move !== null && lifetime.move.at <= at;
  const region = moved || profile.placeKnown ? regionAt(customer, at) : null;
  const cost = Math.floor(cents * (1 - product.margin) * between(random, 0.94, 1.06));
  addTransaction(company, records, {
    position: String(position),
    orderId,
    at,
    kind,
    cents,
    cost,
    quantity,
    product: product.id,
    channel,
    agent,
    campaign: head.campaign,
    opportunity,
    termEnd: term?.end ?? null,
    region,
  });
  const returned = (product.category === 'Devices' ? 0.07 : 0.03) + 0.03 * declineAt(customer, at);
  if (term !== null || !chance(random, returned)) return;
  const partial = quantity > 1 && chance(random, 0.5);
  const back = partial ? integer(random, 1, quantity - 1) : quantity;
  addTransaction(company, records, {
    position: `${position}R`,
    orderId,
    at: officeTime(random, dayOf(at) + integer(random, 2, 20)),
    kind: 'refund',
    cents: -Math.floor((cents * back) / quantity),
    cost: -Math.floor((cost * back) / quantity),
    quantity: -back,
    product: product.id,
    channel,
    agent,
    campaign: null,
    opportunity,
    termEnd: null,
    region,
  });
}
