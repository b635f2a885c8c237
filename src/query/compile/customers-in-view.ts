// The customers that a viewer sees, by what they are today; nobody's number, 0, is never among them.
import { type Fragment, name, sql, table } from '../../sql/fragment';
import { writeSelect } from '../../sql/select';
import type { Compilation } from './compilation';
import { placeCustomers } from './customers-placed';

/** A query of their customer_no; null where all are seen. */
export function customersInView(compilation: Compilation): Fragment | null {
  const { viewer } = compilation.scope;
  if (viewer.kind === 'everything') return null;
  const customerNo = name('version', 'customer_no');
  const rows = { relation: table, customerNo, version: sql`TRUE`, standing: ['version'] } as const;
  const { condition, joins } = placeCustomers(rows, compilation);
  const isSeen = condition(viewer.filter);
  return writeSelect({
    columns: [{ name: 'customer_no', value: customerNo }],
    from: sql`${table('dim_customer')} AS version`,
    joins: joins(),
    where: [sql`version.is_current`, sql`version.customer_no <> 0`, isSeen],
  });
}
