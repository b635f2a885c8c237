// Where conditions on customers stand in a filter, and the filter with the customers in their place.
import type { Filter } from '../../model/filters';
import { type Customers, customersOfBoth } from './customers-meant';

export type Condition = Extract<Filter, { readonly kind: 'condition' }>;

export function conditionsIn(filter: Filter): readonly Condition[] {
  switch (filter.kind) {
    case 'all':
    case 'any':
      return filter.of.flatMap(conditionsIn);
    case 'not':
      return conditionsIn(filter.of);
    case 'condition':
      return [filter];
    case 'test':
    case 'customers':
      return [];
    default:
      return filter satisfies never;
  }
}

/** Those without which the filter holds of no customer. */
export function neededIn(filter: Filter): readonly Condition[] {
  if (filter.kind === 'all') return filter.of.flatMap(neededIn);
  return filter.kind === 'condition' ? [filter] : [];
}

/** The customers outside whom the filter holds of nobody, where it says so; null where it may hold of anybody. */
export function amongIn(filter: Filter): Customers | null {
  if (filter.kind === 'customers') return filter;
  if (filter.kind !== 'all') return null;
  const named = filter.of.map(amongIn).filter((each) => each !== null);
  return named.length === 0 ? null : named.reduce(customersOfBoth);
}

export function replaced(filter: Filter, by: ReadonlyMap<Condition, Customers>): Filter {
  switch (filter.kind) {
    case 'all':
      return { kind: 'all', of: listedOnce(filter.of.map((each) => replaced(each, by))) };
    case 'any':
      return { kind: 'any', of: filter.of.map((each) => replaced(each, by)) };
    case 'not':
      return { kind: 'not', of: replaced(filter.of, by) };
    case 'condition':
      return by.get(filter)!;
    case 'test':
    case 'customers':
      return filter;
    default:
      return filter satisfies never;
  }
}

/** Of several lists of customers those who are in all: an engine reads one list, and a shorter one. */
function listedOnce(filters: readonly Filter[]): readonly Filter[] {
  const [first, ...others] = filters.filter((each) => each.kind === 'customers');
  if (first === undefined || others.length === 0) return filters;
  return [others.reduce(customersOfBoth, first), ...filters.filter(({ kind }) => kind !== 'customers')];
}
