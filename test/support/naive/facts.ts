// The facts and members of a company, parsed, and what the definitions call them (purchase, term, customer-initiated).
// Every entity can be placed in a slice: it carries its kind, its customer (if any) and its own time (if any).
import type { Customer } from './customers';
import { compareText } from './exact';
import type { Opportunity } from './opportunities';
import type { Instant } from './time';

export type Transaction = {
  readonly entity: 'transaction';
  readonly id: string;
  readonly orderId: string;
  readonly at: Instant;
  readonly kind: string;
  readonly customer: Customer | null;
  readonly revenue: bigint;
  readonly cost: bigint;
  readonly quantity: bigint;
  readonly productId: string | null;
  readonly channelId: string | null;
  readonly agentId: string | null;
  readonly campaign: string | null;
  readonly termEnd: Instant | null;
};

export type Interaction = {
  readonly entity: 'interaction';
  readonly id: string;
  readonly at: Instant;
  readonly kind: string;
  readonly customer: Customer | null;
  readonly channelId: string | null;
  readonly agentId: string | null;
  readonly campaign: string | null;
  readonly topic: string | null;
  readonly outcome: string | null;
  readonly opportunityId: string | null;
  readonly stage: string | null;
  readonly amount: bigint | null;
  readonly productId: string | null;
  readonly question: string | null;
  readonly score: bigint | null;
  readonly scaleMax: bigint | null;
  readonly responseSeconds: number | null;
  readonly resolutionSeconds: number | null;
  readonly durationSeconds: number | null;
};

export type Spend = {
  readonly entity: 'spend';
  readonly date: string;
  readonly purpose: string;
  readonly amount: bigint;
  readonly channelId: string | null;
  readonly campaign: string | null;
};

export type Agent = {
  readonly entity: 'agent';
  readonly agentId: string;
  readonly team: string | null;
  readonly department: string | null;
  readonly role: string | null;
  readonly activeFrom: string | null;
  readonly activeTo: string | null;
};

export type Product = { readonly category: string | null; readonly priceTier: number | null };

export type Target = {
  readonly metric: string;
  readonly from: string;
  readonly to: string;
  readonly value: bigint;
  readonly dimension: string | null;
  readonly member: string | null;
};

export type Fact = Transaction | Interaction;
export type Entity = Transaction | Interaction | Spend | Agent | Customer | Opportunity;

/** A customer's own purchase lines of one order id, the first line first. */
export type Order = { readonly orderId: string; readonly first: Transaction; readonly lines: readonly Transaction[] };

const initiatedByCustomer = new Set([
  'login',
  'visit',
  'content_view',
  'event',
  'click',
  'inquiry',
  'ticket',
  'complaint',
  'survey',
  'referral',
]);

export const isPurchase = (row: Transaction): boolean => row.kind === 'order' || row.kind === 'renewal';
export const isRefund = (row: Transaction): boolean => row.kind === 'refund';
export const isCustomerInitiated = (fact: Interaction): boolean => initiatedByCustomer.has(fact.kind);
export const isActive = (fact: Fact): boolean =>
  fact.entity === 'transaction' ? isPurchase(fact) : isCustomerInitiated(fact);
export const grossProfit = (row: Transaction): bigint => row.revenue - row.cost;

/** Earliest first, ties by source id. */
export function byTime(left: Fact, right: Fact): number {
  return left.at - right.at || compareText(left.id, right.id);
}

/** Takes purchases in order of time; gives orders by the time of their first lines. */
export function ordersOf(purchases: readonly Transaction[]): readonly Order[] {
  const lines = new Map<string, Transaction[]>();
  for (const line of purchases) {
    const known = lines.get(line.orderId);
    if (known === undefined) lines.set(line.orderId, [line]);
    else known.push(line);
  }
  return [...lines].map(([orderId, own]) => ({ orderId, first: own[0] as Transaction, lines: own }));
}

export function distinct<T, K>(items: Iterable<T>, key: (item: T) => K): Set<K> {
  const seen = new Set<K>();
  for (const item of items) seen.add(key(item));
  return seen;
}

/** The customers of the facts; a fact without customer belongs to nobody. */
export function customersOf(facts: Iterable<Fact>): Set<Customer> {
  const customers = new Set<Customer>();
  for (const fact of facts) if (fact.customer !== null) customers.add(fact.customer);
  return customers;
}

/** The facts of each customer; those of nobody are left out. */
export function byCustomer<T extends Fact>(facts: Iterable<T>): Map<Customer, T[]> {
  const groups = new Map<Customer, T[]>();
  for (const fact of facts) {
    if (fact.customer === null) continue;
    const group = groups.get(fact.customer);
    if (group === undefined) groups.set(fact.customer, [fact]);
    else group.push(fact);
  }
  return groups;
}
