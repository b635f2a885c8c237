// Customers by their ids, with what the fields that are selected of them need.
import type { GraphQLResolveInfo } from 'graphql';
import type { PortraitLoaders } from '../common/portrait-loaders';
import { neededFor } from './needed-for';
import { Customer } from './types';

/** In the order of the ids; null where there is none. */
export async function customersOf(
  ids: readonly string[],
  asOf: string | null | undefined,
  { standing: standingAsOf, customers, judging }: PortraitLoaders,
  info: GraphQLResolveInfo,
): Promise<readonly (Customer | null)[]> {
  const needed = neededFor(info);
  const standing = await standingAsOf(asOf);
  const [found, judged] = await Promise.all([
    customers(ids, standing, needed.columns),
    needed.judging ? judging(standing) : null,
  ]);
  return found.map((portrait) => (portrait === null ? null : new Customer(portrait, standing, judged)));
}
