// Engagement: who is active, how often and where.
import type { Cell } from '../cell';
import { type Customer, onFileAt } from '../customers';
import {
  customersOf,
  distinct,
  type Fact,
  type Interaction,
  isActive,
  isCustomerInitiated,
  isPurchase,
} from '../facts';
import type { NaiveValue } from '../question';
import { count, mean, quotient, share } from '../values';

const activeFacts = (cell: Cell): readonly Fact[] => [...cell.interactions, ...cell.transactions].filter(isActive);
const onFile = (cell: Cell): readonly Customer[] =>
  cell.customersAt(cell.period.e).filter((customer) => onFileAt(customer, cell.period.e));

export function activeCustomers(cell: Cell): NaiveValue {
  return count(customersOf(activeFacts(cell)).size);
}

export function activeRate(cell: Cell): NaiveValue {
  const active = customersOf([...cell.everything.interactions, ...cell.everything.transactions].filter(isActive));
  const customers = onFile(cell);
  return share(customers.filter((customer) => active.has(customer)).length, customers.length);
}

const counted = (cell: Cell): readonly Interaction[] =>
  cell.interactions.filter((fact) => fact.kind !== 'impression' && fact.kind !== 'stage');

export function interactions(cell: Cell): NaiveValue {
  return count(counted(cell).length);
}

/** Facts of nobody count above, never below. */
function perCustomer(facts: readonly Interaction[]): NaiveValue {
  return quotient(facts.length, customersOf(facts).size, facts.length);
}

export function interactionsPerCustomer(cell: Cell): NaiveValue {
  return perCustomer(counted(cell));
}

export function touchesPerCustomer(cell: Cell): NaiveValue {
  const customers = new Set(onFile(cell));
  const touches = cell.everything.interactions.filter(
    (fact) =>
      (fact.kind === 'touch' || fact.kind === 'retention_offer') &&
      fact.customer !== null &&
      customers.has(fact.customer),
  );
  return quotient(touches.length, customers.size, touches.length + customers.size);
}

export function interactionRate(cell: Cell): NaiveValue {
  const customers = new Set(onFile(cell));
  const ofThem = (fact: Fact) => fact.customer !== null && customers.has(fact.customer);
  const initiated = cell.everything.interactions.filter(isCustomerInitiated).filter(ofThem);
  const purchases = cell.everything.transactions.filter(isPurchase).filter(ofThem);
  const orders = distinct(purchases, (row) => row.orderId);
  return quotient(initiated.length + orders.size, customers.size, initiated.length + customers.size);
}

export function loginFrequency(cell: Cell): NaiveValue {
  return perCustomer(cell.interactions.filter((fact) => fact.kind === 'login'));
}

export function visitFrequency(cell: Cell): NaiveValue {
  return perCustomer(cell.interactions.filter((fact) => fact.kind === 'login' || fact.kind === 'visit'));
}

export function contentViews(cell: Cell): NaiveValue {
  return count(cell.interactions.filter((fact) => fact.kind === 'content_view').length);
}

export function eventParticipationRate(cell: Cell): NaiveValue {
  const participants = customersOf(cell.interactions.filter((fact) => fact.kind === 'event'));
  return share(participants.size, customersOf(activeFacts(cell)).size);
}

export function clickThroughRate(cell: Cell): NaiveValue {
  const clicks = cell.interactions.filter((fact) => fact.kind === 'click').length;
  const impressions = cell.interactions.filter((fact) => fact.kind === 'impression').length;
  return share(clicks, impressions, { behind: clicks + impressions });
}

export function averageUsageMinutes(cell: Cell): NaiveValue {
  const uses = cell.interactions.filter((fact) => fact.kind === 'login' || fact.kind === 'visit');
  return mean(uses.flatMap((fact) => (fact.durationSeconds === null ? [] : [fact.durationSeconds / 60])));
}

export function omnichannelRate(cell: Cell): NaiveValue {
  const channels = new Map<Customer, Set<string>>();
  for (const { customer, channelId } of activeFacts(cell)) {
    if (customer === null) continue;
    const known = channels.get(customer) ?? new Set();
    channels.set(customer, channelId === null ? known : known.add(channelId));
  }
  return share([...channels.values()].filter((known) => known.size >= 2).length, channels.size);
}

export function stickiness(cell: Cell): NaiveValue {
  const days = new Map<Customer, Set<string>>();
  for (const { customer, at } of activeFacts(cell)) {
    if (customer !== null) days.set(customer, (days.get(customer) ?? new Set()).add(cell.asked.clock.dateOf(at)));
  }
  const customerDays = [...days.values()].reduce((before, own) => before + own.size, 0);
  return share(customerDays, cell.period.days * days.size);
}
