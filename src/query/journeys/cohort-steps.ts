// Who enters which cohort: customers by the unit and the slice of the fact that enters them, their first purchase or their first
// active fact. First purchases stand in a table of their own; a first active fact is the earlier of the first interaction that the
// customer started and the first purchase, and its row is looked for only where a slice or a filter asks what it says.

import { customerInitiatedKinds } from '../../model/families';
import { bind, constant, type Fragment, join, name, sql, textConstant } from '../../sql/fragment';
import { type Column, nested, type Select, type Step, unionAll, writeSelect } from '../../sql/select';
import type { Compilation } from '../compile/compilation';
import { factMembers, factWithVersion } from '../compile/fact-members';
import { grainOf } from '../compile/output';
import { relation } from '../compile/relation';
import { memberColumns } from '../compile/slice-keys';
import type { RetentionQuery } from './retention-question';
import type { UnitsOfDays } from './units-of-days';

/** Whether an interaction is one that the customer started. */
export const customerInitiated: Fragment = sql`kind IN (${join(customerInitiatedKinds.map(textConstant), ', ')})`;

/** Steps up to cohort(bucket, the keys, customer_no). */
export function cohortSteps(
  { activity }: Pick<RetentionQuery, 'activity'>,
  days: UnitsOfDays,
  compilation: Compilation,
): readonly Step[] {
  switch (activity) {
    case 'PURCHASE': {
      const from = sql`${relation('customer_order', compilation)} AS fact`;
      return [cohort({ words: 'customers by their first purchase', from, where: [isFirst] }, days, compilation)];
    }
    case 'ACTIVE': {
      const { by, filter } = compilation.scope;
      const words = 'customers by their first active fact';
      const first = firstActive(compilation);
      if (by.length === 0 && filter === null)
        return [first, cohort({ words, from: sql`first_active AS fact`, where: [] }, days, compilation)];
      const entry = {
        words: `${words}, ties by source id`,
        from: sql`${firstEntryRow} AS fact`,
        where: [sql`fact.rank = 1`],
      };
      return [first, entryRows(compilation), cohort(entry, days, compilation)];
    }
    default:
      return activity satisfies never;
  }
}

const isFirst = sql`fact.order_number = 1`;

type Entry = { readonly words: string; readonly from: Fragment; readonly where: readonly Fragment[] };

function cohort({ words, from, where }: Entry, { unitOf, within }: UnitsOfDays, compilation: Compilation): Step {
  const { scope } = compilation;
  const place = factWithVersion(compilation, name('fact', 'occurred_at'));
  const { member, localDate, filter } = factMembers(place);
  const keys = memberColumns(scope.by, member);
  const day = localDate();
  const conditions = [
    ...where,
    sql`fact.occurred_at >= ${bind(scope.whole.startsAt, 'timestamptz')}`,
    sql`fact.occurred_at < ${bind(scope.whole.endsAt, 'timestamptz')}`,
    ...within(day),
    ...filter(),
  ];
  return {
    words,
    name: 'cohort',
    of: [
      {
        columns: [...grainOf(unitOf(day), keys), { name: 'customer_no', value: sql`fact.customer_no` }],
        from,
        joins: place.joins.list(),
        where: conditions,
      },
    ],
  };
}

/** What comes after the period enters nobody. */
function firstActive(compilation: Compilation): Step {
  const before = sql`fact.occurred_at < ${bind(compilation.scope.whole.endsAt, 'timestamptz')}`;
  const columns = ['customer_no', 'occurred_at', 'date_key'].map((column): Column => own(column));
  const active = nested(
    unionAll([
      {
        columns,
        from: sql`${relation('fact_interaction', compilation)} AS fact`,
        where: [sql`fact.customer_no <> 0`, customerInitiated, before],
      },
      { columns, from: sql`${relation('customer_order', compilation)} AS fact`, where: [isFirst, before] },
    ]),
  );
  return {
    words: 'when each customer was first active',
    name: 'first_active',
    of: [
      {
        columns: [
          { name: 'customer_no', value: sql`active.customer_no` },
          // The day of the earliest instant is the earliest day.
          { name: 'occurred_at', value: sql`min(active.occurred_at)` },
          { name: 'date_key', value: sql`min(active.date_key)` },
        ],
        from: sql`${active} AS active`,
        groupBy: 1,
      },
    ],
  };
}

const own = (column: string): Column => ({ name: column, value: name('fact', column) });

/** Of rows that a customer's first active instant has, an interaction and a purchase may even share their id. */
const firstEntryRow = nested(
  writeSelect({
    columns: [
      { name: '*', value: sql`*` },
      {
        name: 'rank',
        value: sql`row_number() OVER (PARTITION BY customer_no ORDER BY source_id, is_purchase)`,
      },
    ],
    from: sql`entry_row`,
  }),
);

function entryRows(compilation: Compilation): Step {
  const place = ['customer_no', 'customer_key', 'date_key', 'occurred_at', 'channel_no', 'agent_no', 'campaign'];
  const starts = bind(compilation.scope.whole.startsAt, 'timestamptz');
  const rowsOf = (table: string, sourceId: string, isPurchase: 0 | 1, which: Fragment): Select => ({
    columns: [
      ...place.map(own),
      { name: 'source_id', value: name('fact', sourceId) },
      { name: 'is_purchase', value: constant(isPurchase) },
    ],
    from: sql`${relation(table, compilation)} AS fact`,
    joins: [
      sql`JOIN first_active ON first_active.customer_no = fact.customer_no AND first_active.occurred_at = fact.occurred_at`,
    ],
    where: [which, sql`first_active.occurred_at >= ${starts}`],
  });
  return {
    words: 'the rows of that instant',
    name: 'entry_row',
    of: [
      rowsOf('fact_interaction', 'interaction_id', 0, customerInitiated),
      rowsOf('customer_order', 'transaction_id', 1, isFirst),
    ],
  };
}
