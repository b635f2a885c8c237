// The customers that a viewer sees, by what they are today; nobody's number, 0, is never among them.
import { type Fragment, name, sql, table } from '../../sql/fragment';
import { writeSelect } from '../../sql/select';
import type { Compilation } from './compilation';
import { businessDate, type CustomerPlace, customerMember, nowOf, versionColumn } from './customer-attributes';
import { compileFilter } from './filter';
import { collectJoins } from './joins';
import { judgedNow } from './judgements';

/** A query of their customer_no; null where all are seen. */
export function customersInView({ scope, dialect }: Compilation): Fragment | null {
  const { viewer } = scope;
  if (viewer.kind === 'everything') return null;
  const joins = collectJoins('version');
  const now = nowOf(scope);
  const place: CustomerPlace = {
    scope,
    dialect,
    joins,
    relation: table,
    customerNo: name('version', 'customer_no'),
    instant: now,
    date: businessDate(now, scope),
    version: sql`TRUE`,
    judgedOn: () => judgedNow(scope),
  };
  const condition = compileFilter(viewer.filter, {
    dialect,
    member: (dimension, regroup) => customerMember(dimension, place, regroup)!,
    tags: () => versionColumn(place, 'tags'),
    customerNo: () => place.customerNo,
  });
  return writeSelect({
    columns: [{ name: 'customer_no', value: place.customerNo }],
    from: sql`${table('dim_customer')} AS version`,
    joins: joins.list(),
    where: [sql`version.is_current`, sql`version.customer_no <> 0`, condition],
  });
}
