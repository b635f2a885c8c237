// Asking for an alias finds the customer whose it is: where a filter lists an alias as a member of CUSTOMER, the customer at
// the end of its chain is meant. A warehouse in which nobody was ever merged is not asked.
import type { Filter, MemberTest } from '../../model/filters';
import { bind, render, sql } from '../../sql/fragment';
import { relation } from '../compile/relation';
import type { View } from '../measure/measure';

const isOfCustomers = (filter: Filter): filter is Extract<Filter, { kind: 'test' }> =>
  filter.kind === 'test' && filter.dimension === 'CUSTOMER';

type Listing = Extract<MemberTest, { kind: 'in' | 'notIn' }>;
const isListing = (test: MemberTest): test is Listing => test.kind === 'in' || test.kind === 'notIn';

/** The filter with survivors in place of aliases, each in its place. Those that the viewer does not see stay as they are. */
export async function survivorsMeant(filter: Filter, view: View): Promise<Filter> {
  const { session, scope } = view;
  if (!session.watermarks.has('customer_alias')) return filter;
  const listed = [...new Set(customersListed(filter))];
  if (listed.length === 0) return filter;
  const compilation = { scope, dialect: session.dialect };
  const [aliases, customers] = [relation('customer_alias', compilation), relation('dim_customer', compilation)];
  const { text, parameters } = render(
    sql`WITH RECURSIVE chain (asked, customer_id) AS (
  SELECT known.alias_id, known.customer_id FROM ${aliases} AS known WHERE known.alias_id IN (SELECT unnest(${bind(listed, 'text[]')}))
  UNION ALL
  SELECT chain.asked, known.customer_id FROM chain JOIN ${aliases} AS known ON known.alias_id = chain.customer_id
)
SELECT DISTINCT chain.asked, chain.customer_id FROM chain JOIN ${customers} AS survivor ON survivor.customer_id = chain.customer_id`,
  );
  const survivors = new Map(
    (await session.select(text, parameters)).map(([asked, survivor]) => [String(asked), String(survivor)]),
  );
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
