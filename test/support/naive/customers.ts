// A customer: its versions, and what the definitions say about it at an instant t: on file, with a purchase before t,
// in the base, lost, dormant. What holds at t does not depend on what came later.
import type { Interaction, Order, Transaction } from './facts';
import type { Instant, ZoneClock } from './time';

export type Version = {
  /** null: the first version, valid from ever. */
  readonly validFrom: Instant | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly gender: string | null;
  readonly birthDate: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly industry: string | null;
  readonly companySize: string | null;
  readonly acquiredChannel: string | null;
  readonly acquiredCampaign: string | null;
  readonly referredBy: string | null;
  readonly tags: readonly string[];
};

/** Facts in order of time. `purchases`, `orders` and `terms` are those of its transactions. */
export type Customer = {
  readonly entity: 'customer';
  readonly id: string;
  readonly versions: readonly Version[];
  readonly firstContactAt: Instant | null;
  readonly churnedAt: Instant | null;
  readonly churnReason: string | null;
  /** Of its facts known today, which may be later than the instant asked about. */
  readonly firstFactAt: Instant | null;
  readonly transactions: readonly Transaction[];
  readonly interactions: readonly Interaction[];
  readonly purchases: readonly Transaction[];
  readonly orders: readonly Order[];
};

/** The rules of the business calendar: limits go back whole days in the business time zone. */
export type BaseRules = {
  readonly clock: ZoneClock;
  readonly lostAfterDays: number;
  readonly dormantAfterDays: number;
};

export function versionAt(customer: Customer, t: Instant): Version {
  const started = customer.versions.filter((version) => version.validFrom === null || version.validFrom <= t);
  return (started.at(-1) ?? customer.versions[0]) as Version;
}

export function firstLead(customer: Customer): Interaction | null {
  return customer.interactions.find((fact) => fact.kind === 'lead') ?? null;
}

export function firstPurchase(customer: Customer): Transaction | null {
  return customer.purchases[0] ?? null;
}

export function firstContact(customer: Customer): Instant | null {
  return earliest([customer.firstContactAt, firstLead(customer)?.at]);
}

export function hasPurchaseBefore(customer: Customer, t: Instant): boolean {
  return customer.purchases.some((purchase) => purchase.at < t);
}

export function onFileAt(customer: Customer, t: Instant): boolean {
  const since = earliest([customer.firstContactAt, customer.firstFactAt, customer.versions[0]?.validFrom]);
  return since === null || since < t;
}

export function inBaseAt(customer: Customer, t: Instant, rules: BaseRules): boolean {
  if (!hasPurchaseBefore(customer, t)) return false;
  const churned = customer.churnedAt;
  if (churned !== null && churned <= t) {
    const cameBack = customer.purchases.some((purchase) => churned < purchase.at && purchase.at < t);
    if (!cameBack) return false;
  }
  return coveredByTerm(customer, t) || boughtSince(customer, rules.clock.minusDays(t, rules.lostAfterDays), t);
}

export function dormantAt(customer: Customer, t: Instant, rules: BaseRules): boolean {
  return (
    inBaseAt(customer, t, rules) &&
    !coveredByTerm(customer, t) &&
    !boughtSince(customer, rules.clock.minusDays(t, rules.dormantAfterDays), t)
  );
}

/** A term covers the instant of its purchase, not that of its end. */
function coveredByTerm(customer: Customer, t: Instant): boolean {
  return customer.purchases.some((purchase) => purchase.termEnd !== null && purchase.at <= t && t < purchase.termEnd);
}

function boughtSince(customer: Customer, limit: Instant, t: Instant): boolean {
  return customer.purchases.some((purchase) => limit <= purchase.at && purchase.at < t);
}

function earliest(instants: readonly (Instant | null | undefined)[]): Instant | null {
  const known = instants.filter((instant) => instant != null);
  return known.length === 0 ? null : Math.min(...known);
}
