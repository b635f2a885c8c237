// Retention as one statement: customers by the unit of their first purchase, what each did in every unit after it, and what
// that comes to by offset. First purchases stand in a table of their own; the facts are read once.
import { millisecondsPerDay } from '../../model/day-length';
import { purchaseKinds } from '../../model/families';
import type { CompiledQuery } from '../../sql/compiled-query';
import { bind, type Fragment, join, name, sql, textConstant } from '../../sql/fragment';
import { type Column, nested, type Step, writeSelect } from '../../sql/select';
import type { Compilation } from '../compile/compilation';
import { nowOf } from '../compile/customer-attributes';
import { factMembers, factWithVersion } from '../compile/fact-members';
import { compile, grainOf, measureName } from '../compile/output';
import { relation } from '../compile/relation';
import { keyName, memberColumns } from '../compile/slice-keys';
import type { RetentionQuery } from './retention-question';

/** Measures of a cohort (its unit as bucket, and its keys): an offset, the customers with a purchase then, and the revenue. Offsets in which nothing happened have no row. */
export function compileRetention({ units, offsets }: RetentionQuery, compilation: Compilation): CompiledQuery {
  const keys = compilation.scope.by.map(keyName);
  const days = unitsOfDays(units, compilation);
  const grain = ['bucket', ...keys].map((column) => ({ name: column, value: name(column) }));
  return compile({
    statement: {
      steps: [cohorts(days, compilation), followed(keys, offsets, days, compilation)],
      words: 'cohorts through the units from their own on',
      last: {
        columns: [
          ...grain,
          { name: measureName(0), value: sql`unit_offset` },
          { name: measureName(1), value: sql`count(*) FILTER (WHERE purchases > 0)` },
          { name: measureName(2), value: sql`sum(revenue)` },
        ],
        from: sql`followed`,
        groupBy: grain.length + 1,
      },
    },
    columns: { keys: keys.length, measures: ['offset', 'customers', 'revenue'] },
  });
}

/** Units are whole days of the question's calendar, one after the other: a day lies in the unit whose stretch it falls into. */
type UnitsOfDays = {
  readonly unitOf: (day: Fragment) => Fragment;
  readonly within: (day: Fragment) => readonly Fragment[];
};

function unitsOfDays(units: RetentionQuery['units'], { dialect }: Compilation): UnitsOfDays {
  const dayAfter = new Date(Date.parse(units.at(-1)!.end) + millisecondsPerDay).toISOString().slice(0, 10);
  const borders = [...units.map(({ start }) => start), dayAfter];
  return {
    unitOf: (day) => sql`${dialect.stretchOf(day, 'date', borders)} - 1`,
    within: (day) => [sql`${day} >= ${bind(borders[0]!, 'date')}`, sql`${day} < ${bind(dayAfter, 'date')}`],
  };
}

function cohorts({ unitOf, within }: UnitsOfDays, compilation: Compilation): Step {
  const { scope } = compilation;
  const place = factWithVersion(compilation, name('fact', 'occurred_at'));
  const { member, localDate, filter } = factMembers(place);
  const keys = memberColumns(scope.by, member);
  const day = localDate();
  const conditions = [
    sql`fact.order_number = 1`,
    sql`fact.occurred_at >= ${bind(scope.whole.startsAt, 'timestamptz')}`,
    sql`fact.occurred_at < ${bind(scope.whole.endsAt, 'timestamptz')}`,
    ...within(day),
    ...filter(),
  ];
  return {
    words: 'customers by their first purchase',
    name: 'cohort',
    of: [
      {
        columns: [...grainOf(unitOf(day), keys), { name: 'customer_no', value: sql`fact.customer_no` }],
        from: sql`${relation('customer_order', compilation)} AS fact`,
        joins: place.joins.list(),
        where: conditions,
      },
    ],
  };
}

function followed(
  keys: readonly string[],
  offsets: number,
  { unitOf, within }: UnitsOfDays,
  compilation: Compilation,
): Step {
  const { localDate } = factMembers(factWithVersion(compilation, name('fact', 'occurred_at')));
  const day = localDate();
  const own = ['bucket', ...keys].map((column): Column => ({ name: column, value: name('cohort', column) }));
  const last = sql`cohort.bucket + ${bind(offsets, 'integer')}`;
  const purchases = sql`count(*) FILTER (WHERE happened.kind IN (${join(purchaseKinds.map(textConstant), ', ')}))`;
  const happened = writeSelect({
    columns: [
      ...['customer_no', 'kind', 'revenue'].map((column) => ({ name: column, value: name('fact', column) })),
      { name: 'unit_index', value: unitOf(day) },
    ],
    from: sql`${relation('fact_transaction', compilation)} AS fact`,
    where: [...within(day), sql`fact.occurred_at <= ${nowOf(compilation.scope)}`],
  });
  return {
    words: 'what each customer did in every unit',
    name: 'followed',
    of: [
      {
        columns: [
          ...own,
          { name: 'customer_no', value: sql`cohort.customer_no` },
          { name: 'unit_offset', value: sql`happened.unit_index - cohort.bucket` },
          { name: 'purchases', value: purchases },
          { name: 'revenue', value: sql`sum(happened.revenue)` },
        ],
        from: sql`cohort`,
        joins: [sql`JOIN ${nested(happened)} AS happened ON happened.customer_no = cohort.customer_no`],
        where: [sql`happened.unit_index BETWEEN cohort.bucket AND ${last}`],
        groupBy: own.length + 2,
      },
    ],
  };
}
