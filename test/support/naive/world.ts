// The company as it stands at an instant that is now: facts after it do not exist yet. Members are as known today, by the clock:
// customers merged from their rows, customers and agents seen only in facts inferred.
import type { Company, CustomerRow, InteractionRow, TransactionRow } from './company';
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
  readonly company: Company;
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
};

/** A customer whose facts are still being added. */
type OpenCustomer = Omit<Customer, 'transactions' | 'interactions' | 'purchases' | 'orders' | 'firstFactAt'> & {
  firstFactAt: Instant | null;
  readonly transactions: Transaction[];
  readonly interactions: Interaction[];
  readonly purchases: Transaction[];
  readonly orders: Order[];
};

function worldOf(company: Company, settings: NaiveSettings, now: Instant): World {
  const clock = clocksOf(company)(settings.timeZone);
  const today = parseTimestamp(settings.now, clock);
  const instant: ReadInstant = (value) =>
    value === null || value === undefined || value === '' ? null : parseTimestamp(value, clock);

  const customers = statedCustomers(company, instant);
  const customerOf = (id: string | null | undefined): OpenCustomer | null => {
    if (id === null || id === undefined || id === '') return null;
    const known = customers.get(id) ?? openCustomer(id, [], instant);
    customers.set(id, known);
    return known;
  };
  const agentIds = new Set<string>();
  const known = (row: InteractionRow | TransactionRow, at: Instant): OpenCustomer | null => {
    const customer = customerOf(row.customer_id);
    if (customer !== null) customer.firstFactAt = Math.min(customer.firstFactAt ?? at, at);
    if (row.agent_id != null && row.agent_id !== '') agentIds.add(row.agent_id);
    return customer;
  };
  const interactions: Interaction[] = [];
  for (const row of company.interactions) {
    const at = parseTimestamp(row.occurred_at, clock);
    if (at > today) continue;
    const customer = known(row, at);
    if (at > now) continue;
    const fact = interactionOf(row, at, customer);
    interactions.push(fact);
    customer?.interactions.push(fact);
  }
  const transactions: Transaction[] = [];
  for (const row of company.transactions) {
    const at = parseTimestamp(row.occurred_at, clock);
    if (at > today) continue;
    const customer = known(row, at);
    if (at > now) continue;
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
    company,
    settings,
    now,
    rules,
    customers: [...customers.values()],
    transactions,
    interactions,
    spend: company.spend.map(spendOf),
    targets: company.targets.map(targetOf),
    agents: agentsOf(company, agentIds),
    channelCategories: channelCategoriesOf(company),
    products: productsOf(company),
    opportunities: opportunitiesOf(interactions),
    baseAt: remembered((t) => new Set([...customers.values()].filter((customer) => inBaseAt(customer, t, rules)))),
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
    firstFactAt: null,
    transactions: [],
    interactions: [],
    purchases: [],
    orders: [],
  };
}

function agentsOf(company: Company, inFacts: ReadonlySet<string>): ReadonlyMap<string, Agent> {
  const agents = new Map(company.agents.map((row) => [row.agent_id, agentOf(row)]));
  for (const id of inFacts) if (!agents.has(id)) agents.set(id, agentOf({ agent_id: id }));
  return agents;
}

const clocks = new WeakMap<Company, (zone: string) => ZoneClock>();

/** Clocks remember what they worked out, for as long as there is the company. */
export function clocksOf(company: Company): (zone: string) => ZoneClock {
  const known = clocks.get(company) ?? remembered(zoneClock);
  clocks.set(company, known);
  return known;
}

const worlds = new WeakMap<Company, Map<string, World>>();

/** `now` is the clock or, with `asOf`, earlier. The same company is asked many questions: it is read once for each settings and now. */
export function worldAt(company: Company, settings: NaiveSettings, now: Instant): World {
  const known = worlds.get(company) ?? new Map<string, World>();
  worlds.set(company, known);
  const name = JSON.stringify([settings, now]);
  const world = known.get(name) ?? worldOf(company, settings, now);
  known.set(name, world);
  return world;
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
