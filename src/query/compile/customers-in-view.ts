// The customers that a viewer sees, by what they are today, whatever day is asked about; nobody's number, 0, is never among
// them.
import { name, sql, table } from '../../sql/fragment';
import type { CustomersSeen } from '../../sql/rows-in-view';
import { writeSelect } from '../../sql/select';
import type { Compilation } from './compilation';
import { placeCustomers } from './customers-placed';

/** A query of their customer_no; null where all are seen. */
export function customersInView({ scope, dialect }: Compilation): CustomersSeen {
  const { viewer, clock } = scope;
  if (viewer.kind === 'everything') return null;
  const customerNo = name('version', 'customer_no');
  const rows = { relation: table, customerNo, version: sql`TRUE`, standing: ['version'] } as const;
  const { condition, joins } = placeCustomers(rows, { scope: { ...scope, now: clock }, dialect });
  const isSeen = condition(viewer.filter);
  return writeSelect({
    columns: [{ name: 'customer_no', value: customerNo }],
    from: sql`${table('dim_customer')} AS version`,
    joins: joins(),
    where: [sql`version.is_current`, sql`version.customer_no <> 0`, isSeen],
  });
}
