// Random row scopes of a random company, as JSON that a key may hold; which customers lie in one, worked out from the rows alone;
// and the company of those customers.
import * as fc from 'fast-check';
import { parseRowScope, scopeDimensions } from '../../src/auth/row-scope';
import type { FilterInput } from '../../src/query/question/metric-question';
import type { Company } from './naive/company';
import { membersOf } from './naive/dimensions';
import { holds, type PlainFilter } from './naive/filters';
import type { NaiveSettings } from './naive/question';
import { parseTimestamp, zoneClock } from './naive/time';
import { worldAt } from './naive/world';
import { arbitraryFilter } from './random-filter';

export function arbitraryScope(company: Company): fc.Arbitrary<FilterInput> {
  const dimension = fc.constantFrom(...scopeDimensions, 'REGION', 'COUNTRY', 'TAG');
  return arbitraryFilter(dimension, company).filter((scope) => {
    try {
      parseRowScope(scope);
      return true;
    } catch {
      return false;
    }
  });
}

function plain(filter: FilterInput): PlainFilter {
  const { all, any, not, dimension, ...operators } = filter;
  if (all != null) return { kind: 'all', parts: all.map(plain) };
  if (any != null) return { kind: 'any', parts: any.map(plain) };
  if (not != null) return { kind: 'not', part: plain(not) };
  return { kind: 'dimension', dimension: dimension!, operators, chooses: false };
}

/**
 * The ids of those of whom it holds by the last version of each, or by that of now; who is known from facts alone has no
 * attributes.
 */
export function customersIn(
  scope: FilterInput,
  company: Company,
  settings: NaiveSettings,
  by: 'last' | 'now' = 'last',
): ReadonlySet<string> {
  const now = parseTimestamp(settings.now, zoneClock(settings.timeZone));
  const world = worldAt(company, settings, now);
  const at = by === 'now' ? now : Number.POSITIVE_INFINITY;
  const known = new Map(world.customers.map((customer) => [customer.id, customer]));
  const { customers, interactions, transactions } = company;
  const ids = [...customers, ...interactions, ...transactions].flatMap(({ customer_id: id }) => id || []);
  const filter = plain(scope);
  const placing = { world, attributes: 'AT_EVENT', clock: world.rules.clock } as const;
  const isIn = (id: string): boolean =>
    holds(filter, (dimension) => {
      const customer = known.get(id);
      if (customer === undefined) return [null];
      return membersOf(dimension, customer, at, placing);
    });
  return new Set(ids.filter(isIn));
}

/** The customers of some ids and what happened with them; what is nobody's is all there, whoever named it. */
export function companyWith(ids: ReadonlySet<string>, company: Company): Company {
  const { customers, interactions, transactions, spend, channels, products, agents } = company;
  const own = <Row extends { readonly customer_id?: string | null }>(rows: readonly Row[]): readonly Row[] =>
    rows.filter((row) => row.customer_id != null && ids.has(row.customer_id));
  const withNamed = <Row extends object>(rows: readonly Row[], key: keyof Row, named: readonly unknown[]): Row[] => {
    const known = new Set<unknown>(rows.map((row) => row[key]));
    const others = [...new Set(named)].filter((id) => id != null && id !== '' && !known.has(id));
    return [...rows, ...others.map((id) => ({ [key]: id }) as Row)];
  };
  const facts = [...interactions, ...transactions];
  return {
    ...company,
    customers: own(customers),
    interactions: own(interactions),
    transactions: own(transactions),
    channels: withNamed(channels, 'channel_id', [
      ...[...facts, ...spend].map((row) => row.channel_id),
      ...customers.map((row) => row.acquired_channel),
    ]),
    products: withNamed(
      products,
      'product_id',
      facts.map((row) => row.product_id),
    ),
    agents: withNamed(
      agents,
      'agent_id',
      facts.map((row) => row.agent_id),
    ),
  };
}
