// Retention as one statement: customers by the unit of their first purchase, what each did in every unit after it, and what
// that comes to by offset. First purchases stand in a table of their own; the facts are read once.
import { millisecondsPerDay } from '../../model/day-length';
import { families, purchaseKinds } from '../../model/families';
import type { CompiledQuery } from '../../sql/compiled-query';
import type { Dialect } from '../../sql/dialect';
import { bind, comment, type Fragment, join, name, render, sql, textConstant } from '../../sql/fragment';
import { nowOf, versionColumn } from '../compile/customer-attributes';
import { factMembers, factWithVersion } from '../compile/fact-members';
import { compileFilter } from '../compile/filter';
import { grainOf, keyName, positions } from '../compile/output';
import type { MetricQuery } from '../question/metric-query';
import type { RetentionQuery } from './retention-question';

/** Measures of a cohort (its unit as bucket, and its keys): an offset, the customers with a purchase then, and the revenue. Offsets in which nothing happened have no row. */
export function compileRetention({ slice, units, offsets }: RetentionQuery, dialect: Dialect): CompiledQuery {
  const keys = [name('bucket'), ...slice.by.map((_, index) => name(keyName(index)))];
  const ofCohort = keys.map((key) => sql`cohort.${key}`);
  const last = sql`cohort.bucket + ${bind(offsets, 'integer')}`;
  const { localDate } = factMembers(factWithVersion(slice, dialect, name('fact', 'occurred_at')));
  const followed = sql`${comment('what each customer did in every unit')}followed AS (
  SELECT ${join(ofCohort, ', ')}, unit_day.unit_index - cohort.bucket AS unit_offset, count(*) FILTER (WHERE fact.kind IN (${join(purchaseKinds.map(textConstant), ', ')})) AS purchases, sum(fact.revenue) AS revenue
  FROM cohort
  JOIN fact_transaction AS fact ON fact.customer_no = cohort.customer_no
  JOIN unit_day ON unit_day.day = ${localDate()}
  WHERE fact.occurred_at <= ${nowOf(slice)} AND unit_day.unit_index BETWEEN cohort.bucket AND ${last}
  GROUP BY ${join([...ofCohort, sql`cohort.customer_no`, sql`unit_day.unit_index`], ', ')}
)`;
  const { text, parameters } = render(sql`WITH ${join([unitDays(units), cohorts(slice, dialect), followed], ',\n')}
${comment('cohorts through the units from their own on')}SELECT ${join(keys, ', ')}, unit_offset AS m0, count(*) FILTER (WHERE purchases > 0) AS m1, sum(revenue) AS m2
FROM followed
GROUP BY ${positions(keys.length + 1)}`);
  return {
    sql: text,
    parameters,
    columns: { keys: slice.by.length, measures: ['offset', 'customers', 'revenue'] },
    tables: [...families.order.tables, 'dim_customer'],
  };
}

/** Units are whole days of the question's calendar, so that facts meet them by an equality. */
function unitDays(units: RetentionQuery['units']): Fragment {
  const days: string[] = [];
  const indexes: number[] = [];
  for (const [index, { start, end }] of units.entries())
    for (let day = Date.parse(start); day <= Date.parse(end); day += millisecondsPerDay) {
      days.push(new Date(day).toISOString().slice(0, 10));
      indexes.push(index);
    }
  return sql`${comment('the days of every unit')}unit_day AS (
  SELECT unnest(${bind(days, 'date[]')}) AS day, unnest(${bind(indexes, 'integer[]')}) AS unit_index
)`;
}

function cohorts(slice: MetricQuery, dialect: Dialect): Fragment {
  const place = factWithVersion(slice, dialect, name('fact', 'occurred_at'));
  const { member, localDate } = factMembers(place);
  const grain = grainOf(
    sql`unit_day.unit_index`,
    slice.by.map(({ id }) => member(id)),
  );
  const conditions = [
    sql`fact.order_number = 1`,
    sql`fact.occurred_at >= ${bind(slice.whole.startsAt, 'timestamptz')}`,
    sql`fact.occurred_at < ${bind(slice.whole.endsAt, 'timestamptz')}`,
    ...(slice.filter === null
      ? []
      : [
          compileFilter(slice.filter, {
            dialect,
            member,
            tags: () => versionColumn(place, 'tags'),
            customerNo: () => place.customerNo,
          }),
        ]),
  ];
  return sql`${comment('customers by their first purchase')}cohort AS (
  SELECT ${join(grain, ', ')}, fact.customer_no
  FROM customer_order AS fact
  JOIN unit_day ON unit_day.day = ${localDate()}${place.joins.render()}
  WHERE ${join(conditions, ' AND ')}
)`;
}
