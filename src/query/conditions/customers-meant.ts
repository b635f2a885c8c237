// Customers by their numbers: those named, or all but those named. Nobody, 0, is among neither.
import { type Bounds, isWithin } from '../../model/choose-argument';
import type { Filter } from '../../model/filters';

export type Customers = Extract<Filter, { readonly kind: 'customers' }>;

/** What a metric comes to for each customer; customers that are not named have the value of nothing. */
export type CustomerValues = {
  readonly ofNothing: number | null;
  readonly customers: readonly number[];
  /** In the places of the customers. */
  readonly values: readonly (number | null)[];
};

/** Those whose value is within the bounds. */
export function customersWithin(bounds: Bounds, { ofNothing, customers, values }: CustomerValues): Customers {
  // Where the value of nothing meets the condition, the others are fewer to name.
  const except = isWithin(ofNothing, bounds);
  const named = customers.filter((_, place) => isWithin(values[place]!, bounds) !== except);
  return { kind: 'customers', customers: named, except };
}

/** Those who are among both. */
export function customersOfBoth(left: Customers, right: Customers): Customers {
  if (left.except && right.except) return { ...left, customers: [...new Set([...left.customers, ...right.customers])] };
  if (left.except) return customersOfBoth(right, left);
  const others = new Set(right.customers);
  return { ...left, customers: left.customers.filter((customer) => others.has(customer) !== right.except) };
}
