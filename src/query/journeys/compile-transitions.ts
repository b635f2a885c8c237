// Transitions as one statement: the members of customers at either instant, and how many have each pair of them.
import type { Temporal } from 'temporal-polyfill';
import type { DimensionDefinition } from '../../model/dimensions';
import type { CompiledQuery } from '../../sql/compiled-query';
import { type Fragment, name, sql } from '../../sql/fragment';
import type { Step } from '../../sql/select';
import type { Compilation } from '../compile/compilation';
import { nowOf, versionAt } from '../compile/customer-attributes';
import { placeCustomers } from '../compile/customers-placed';
import { compile, measureName } from '../compile/output';
import { relation } from '../compile/relation';

export type TransitionsAsked = {
  readonly dimension: DimensionDefinition;
  readonly instants: { readonly before: Temporal.Instant; readonly after: Temporal.Instant };
};

/** The customers of each pair of members. The scope is that of the second instant; its filter chooses the customers. */
export function compileTransitions({ dimension, instants }: TransitionsAsked, compilation: Compilation): CompiledQuery {
  const { scope } = compilation;
  const before = { ...compilation, scope: { ...scope, now: instants.before, filter: null } };
  return compile({
    statement: {
      steps: [
        membersAt('member_before', 'the members of customers at the first instant', dimension, before),
        membersAt('member_after', 'their members at the second', dimension, compilation),
      ],
      words: 'how many customers have each pair of members',
      last: {
        columns: [
          { name: 'bucket', value: sql`0` },
          { name: 'from_member', value: sql`member_before.member` },
          { name: 'to_member', value: sql`member_after.member` },
          { name: measureName(0), value: sql`count(DISTINCT member_after.customer_no)` },
        ],
        from: sql`member_after`,
        joins: [sql`LEFT JOIN member_before ON member_before.customer_no = member_after.customer_no`],
        where: [sql`coalesce(member_before.member, member_after.member) IS NOT NULL`],
        groupBy: 3,
      },
    },
    columns: { keys: 2, measures: ['customers'] },
  });
}

/** Of the customers on file by the now of the scope, who meet its filter: one row for each member. */
function membersAt(as: string, words: string, dimension: DimensionDefinition, compilation: Compilation): Step {
  const { scope } = compilation;
  const now = nowOf(scope);
  const customerNo = name('summary', 'customer_no');
  const table = (of: string): Fragment => relation(of, compilation);
  const version = versionAt(customerNo, now);
  const customers = placeCustomers({ relation: table, customerNo, version, standing: ['summary'] }, compilation);
  const member = customers.member(dimension);
  const condition = scope.filter === null ? [] : [customers.condition(scope.filter)];
  return {
    words,
    name: as,
    of: [
      {
        columns: [
          { name: 'customer_no', value: customerNo },
          { name: 'member', value: sql`CAST(${member} AS text)` },
        ],
        from: sql`${table('customer_summary')} AS summary`,
        joins: customers.joins(),
        where: [sql`summary.customer_no <> 0`, sql`summary.on_file_from < ${now}`, ...condition],
      },
    ],
  };
}
