// Where a filter lists an alias as a member of CUSTOMER, the customer whose it is is meant.
import type { Filter, MemberTest } from '../../model/filters';
import type { View } from '../measure/measure';
import { survivorsOf } from './survivors';

const isOfCustomers = (filter: Filter): filter is Extract<Filter, { kind: 'test' }> =>
  filter.kind === 'test' && filter.dimension === 'CUSTOMER';

type Listing = Extract<MemberTest, { kind: 'in' | 'notIn' }>;
const isListing = (test: MemberTest): test is Listing => test.kind === 'in' || test.kind === 'notIn';

/** The filter with survivors in place of aliases, each in its place. Those that the viewer does not see stay as they are. */
export async function survivorsMeant(filter: Filter, view: View): Promise<Filter> {
  const survivors = await survivorsOf(customersListed(filter), view);
  return survivors.size === 0 ? filter : replaced(filter, survivors);
}

function customersListed(filter: Filter): readonly string[] {
  if (filter.kind === 'all' || filter.kind === 'any') return filter.of.flatMap(customersListed);
  if (filter.kind === 'not') return customersListed(filter.of);
  return isOfCustomers(filter) ? filter.tests.filter(isListing).flatMap(({ members }) => members) : [];
}

function replaced(filter: Filter, survivors: ReadonlyMap<string, string>): Filter {
  if (filter.kind === 'all' || filter.kind === 'any')
    return { ...filter, of: filter.of.map((each) => replaced(each, survivors)) };
  if (filter.kind === 'not') return { ...filter, of: replaced(filter.of, survivors) };
  if (!isOfCustomers(filter)) return filter;
  const tests = filter.tests.map((test) =>
    isListing(test) ? { ...test, members: test.members.map((member) => survivors.get(member) ?? member) } : test,
  );
  return { ...filter, tests };
}
