// The company as it is known now: customers merged from their rows, facts after now left out, customers and agents seen
// only in facts inferred.
import type { Company, CustomerRow } from './company';
import { type BaseRules, type Customer, inBaseAt } from './customers';
import {
  type Agent,
  byTime,
  type Interaction,
  isPurchase,
  type Order,
  ordersOf,
  type Product,
  type Spend,
  type Target,
  type Transaction,
} from './facts';
import { type Opportunity, opportunitiesOf } from './opportunities';
import type { NaiveSettings } from './question';
import {
  agentOf,
  channelCategoriesOf,
  interactionOf,
  productsOf,
  type ReadInstant,
  spendOf,
  targetOf,
  transactionOf,
  unversioned,
  versionOf,
} from './rows';
import { type Instant, parseTimestamp, type ZoneClock, zoneClock } from './time';

export type World = {
  readonly settings: NaiveSettings;
  readonly now: Instant;
  readonly rules: BaseRules;
  readonly customers: readonly Customer[];
  readonly transactions: readonly Transaction[];
  readonly interactions: readonly Interaction[];
  readonly spend: readonly Spend[];
  readonly targets: readonly Target[];
  readonly agents: ReadonlyMap<string, Agent>;
  readonly channelCategories: ReadonlyMap<string, string | null>;
  readonly products: ReadonlyMap<string, Product>;
  readonly opportunities: readonly Opportunity[];
  /** B(t). */
  baseAt(t: Instant): ReadonlySet<Customer>;
  clockOf(zone: string): ZoneClock;
};

/** A customer whose facts are still being added. */
type OpenCustomer = Omit<Customer, 'transactions' | 'interactions' | 'purchases' | 'orders'> & {
  readonly transactions: Transaction[];
  readonly interactions: Interaction[];
  readonly purchases: Transaction[];
  readonly orders: Order[];
};

export function worldOf(company: Company, settings: NaiveSettings): World {
  const clockOf = remembered(zoneClock);
  const clock = clockOf(settings.timeZone);
  const now = parseTimestamp(settings.now, clock);
  const instant: ReadInstant = (value) =>
    value === null || value === undefined || value === '' ? null : parseTimestamp(value, clock);

  const customers = statedCustomers(company, instant);
  const customerOf = (id: string | null | undefined): OpenCustomer | null => {
    if (id === null || id === undefined || id === '') return null;
    const known = customers.get(id) ?? openCustomer(id, [], instant);
    customers.set(id, known);
    return known;
  };
  const interactions: Interaction[] = [];
  for (const row of company.interactions) {
    const at = parseTimestamp(row.occurred_at, clock);
    if (at > now) continue;
    const customer = customerOf(row.customer_id);
    const fact = interactionOf(row, at, customer);
    interactions.push(fact);
    customer?.interactions.push(fact);
  }
  const transactions: Transaction[] = [];
  for (const row of company.transactions) {
    const at = parseTimestamp(row.occurred_at, clock);
    if (at > now) continue;
    const customer = customerOf(row.customer_id);
    const fact = transactionOf(row, at, customer, instant);
    transactions.push(fact);
    customer?.transactions.push(fact);
  }
  for (const customer of customers.values()) {
    customer.interactions.sort(byTime);
    customer.transactions.sort(byTime);
    customer.purchases.push(...customer.transactions.filter(isPurchase));
    customer.orders.push(...ordersOf(customer.purchases));
  }

  const rules = { clock, lostAfterDays: settings.lostAfterDays, dormantAfterDays: settings.dormantAfterDays };
  return {
    settings,
    now,
    rules,
    customers: [...customers.values()],
    transactions,
    interactions,
    spend: company.spend.map(spendOf),
    targets: company.targets.map(targetOf),
    agents: agentsOf(company, [...interactions, ...transactions]),
    channelCategories: channelCategoriesOf(company),
    products: productsOf(company),
    opportunities: opportunitiesOf(interactions),
    baseAt: remembered((t) => new Set([...customers.values()].filter((customer) => inBaseAt(customer, t, rules)))),
    clockOf,
  };
}

function statedCustomers(company: Company, instant: ReadInstant): Map<string, OpenCustomer> {
  const rows = new Map<string, CustomerRow[]>();
  for (const row of company.customers) rows.set(row.customer_id, [...(rows.get(row.customer_id) ?? []), row]);
  const since = (value: Instant | null) => value ?? Number.NEGATIVE_INFINITY;
  const stated = new Map<string, OpenCustomer>();
  for (const [id, own] of rows) {
    const ordered = own.toSorted((a, b) => (since(instant(a.valid_from)) < since(instant(b.valid_from)) ? -1 : 1));
    stated.set(id, openCustomer(id, ordered, instant));
  }
  return stated;
}

/** Without rows: inferred, a customer like any other with empty attributes. */
function openCustomer(id: string, rows: readonly CustomerRow[], instant: ReadInstant): OpenCustomer {
  return {
    entity: 'customer',
    id,
    versions: (rows.length === 0 ? [{ customer_id: id }] : rows).map((row) => versionOf(row, instant)),
    ...unversioned(rows, instant),
    transactions: [],
    interactions: [],
    purchases: [],
    orders: [],
  };
}

function agentsOf(company: Company, facts: readonly (Interaction | Transaction)[]): ReadonlyMap<string, Agent> {
  const agents = new Map(company.agents.map((row) => [row.agent_id, agentOf(row)]));
  for (const { agentId } of facts) {
    if (agentId !== null && !agents.has(agentId)) agents.set(agentId, agentOf({ agent_id: agentId }));
  }
  return agents;
}

function remembered<K, V>(work: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = work(key);
      known.set(key, value);
    }
    return value;
  };
}
