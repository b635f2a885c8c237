// Customers as they are now in a scope, one row each: their members of customer dimensions, and a filter as a condition on them.
import type { DimensionDefinition } from '../../model/dimensions';
import type { Filter } from '../../model/filters';
import type { Fragment } from '../../sql/fragment';
import type { Compilation } from './compilation';
import { businessDate, type CustomerPlace, customerMember, nowOf, versionColumn } from './customer-attributes';
import { compileFilter } from './filter';
import { collectJoins } from './joins';
import { judgedNow } from './judgements';

export type CustomersPlaced = {
  readonly member: (dimension: DimensionDefinition) => Fragment;
  readonly condition: (filter: Filter) => Fragment;
  /** What members and conditions need: asked for last. */
  readonly joins: () => readonly Fragment[];
};

type Rows = Pick<CustomerPlace, 'relation' | 'customerNo' | 'version'> & {
  /** `version` and `summary`, where the rows have them. */
  readonly standing: readonly ('version' | 'summary')[];
};

export function placeCustomers(
  { relation, customerNo, version, standing }: Rows,
  { scope, dialect }: Compilation,
): CustomersPlaced {
  const joins = collectJoins(...standing);
  const now = nowOf(scope);
  const date = businessDate(now, scope);
  const place: CustomerPlace = {
    scope,
    dialect,
    joins,
    relation,
    customerNo,
    instant: now,
    date,
    version,
    judgedOn: () => judgedNow(scope),
  };
  return {
    member: (dimension) => customerMember(dimension, place)!,
    condition: (filter) =>
      compileFilter(filter, {
        dialect,
        member: (dimension, regroup) => customerMember(dimension, place, regroup)!,
        tags: () => versionColumn(place, 'tags'),
        customerNo: () => customerNo,
      }),
    joins: joins.list,
  };
}
