// Retention as one statement: customers by the unit of their first purchase, what each did in every unit after it, and what
// that comes to by offset. First purchases stand in a table of their own; the facts are read once.
import { millisecondsPerDay } from '../../model/day-length';
import { purchaseKinds } from '../../model/families';
import type { CompiledQuery } from '../../sql/compiled-query';
import { bind, type Fragment, join, name, sql, textConstant } from '../../sql/fragment';
import type { Column, Step } from '../../sql/select';
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
  const grain = ['bucket', ...keys].map((column) => ({ name: column, value: name(column) }));
  return compile({
    statement: {
      steps: [unitDays(units), cohorts(compilation), followed(keys, offsets, compilation)],
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

/** Units are whole days of the question's calendar, so that facts meet them by an equality. */
function unitDays(units: RetentionQuery['units']): Step {
  const days: string[] = [];
  const indexes: number[] = [];
  for (const [index, { start, end }] of units.entries())
    for (let day = Date.parse(start); day <= Date.parse(end); day += millisecondsPerDay) {
      days.push(new Date(day).toISOString().slice(0, 10));
      indexes.push(index);
    }
  return {
    words: 'the days of every unit',
    name: 'unit_day',
    of: [
      {
        columns: [
          { name: 'day', value: sql`unnest(${bind(days, 'date[]')})` },
          { name: 'unit_index', value: sql`unnest(${bind(indexes, 'integer[]')})` },
        ],
      },
    ],
  };
}

const joinUnit = (day: Fragment): Fragment => sql`JOIN unit_day ON unit_day.day = ${day}`;

function cohorts(compilation: Compilation): Step {
  const { scope } = compilation;
  const place = factWithVersion(compilation, name('fact', 'occurred_at'));
  const { member, localDate, filter } = factMembers(place);
  const keys = memberColumns(scope.by, member);
  const conditions = [
    sql`fact.order_number = 1`,
    sql`fact.occurred_at >= ${bind(scope.whole.startsAt, 'timestamptz')}`,
    sql`fact.occurred_at < ${bind(scope.whole.endsAt, 'timestamptz')}`,
    ...filter(),
  ];
  return {
    words: 'customers by their first purchase',
    name: 'cohort',
    of: [
      {
        columns: [...grainOf(sql`unit_day.unit_index`, keys), { name: 'customer_no', value: sql`fact.customer_no` }],
        from: sql`${relation('customer_order', compilation)} AS fact`,
        joins: [joinUnit(localDate()), ...place.joins.list()],
        where: conditions,
      },
    ],
  };
}

function followed(keys: readonly string[], offsets: number, compilation: Compilation): Step {
  const { localDate } = factMembers(factWithVersion(compilation, name('fact', 'occurred_at')));
  const own = ['bucket', ...keys].map((column): Column => ({ name: column, value: name('cohort', column) }));
  const last = sql`cohort.bucket + ${bind(offsets, 'integer')}`;
  const purchases = sql`count(*) FILTER (WHERE fact.kind IN (${join(purchaseKinds.map(textConstant), ', ')}))`;
  const facts = relation('fact_transaction', compilation);
  return {
    words: 'what each customer did in every unit',
    name: 'followed',
    of: [
      {
        columns: [
          ...own,
          { name: 'customer_no', value: sql`cohort.customer_no` },
          { name: 'unit_offset', value: sql`unit_day.unit_index - cohort.bucket` },
          { name: 'purchases', value: purchases },
          { name: 'revenue', value: sql`sum(fact.revenue)` },
        ],
        from: sql`cohort`,
        joins: [sql`JOIN ${facts} AS fact ON fact.customer_no = cohort.customer_no`, joinUnit(localDate())],
        where: [
          sql`fact.occurred_at <= ${nowOf(compilation.scope)}`,
          sql`unit_day.unit_index BETWEEN cohort.bucket AND ${last}`,
        ],
        groupBy: own.length + 2,
      },
    ],
  };
}
