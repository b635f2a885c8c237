// Measures over customers, each judged on what its own rows of the slice come to: first to (period, slice, customer), then on.
import type { CustomersMeasure } from '../../metrics/measure';
import { families } from '../../model/families';
import { compileExpression, type ExpressionScope } from '../../sql/compile-expression';
import type { CompiledQuery } from '../../sql/compiled-query';
import type { Dialect } from '../../sql/dialect';
import { comment, constant, type Fragment, join, name, sql } from '../../sql/fragment';
import type { PlannedStatement } from '../plan/plan';
import { spansWithPrevious } from '../plan/spans';
import type { MetricQuery } from '../question/metric-query';
import { compileAggregate } from './aggregate';
import { nowOf } from './customer-attributes';
import { factRows } from './fact-rows';
import { compileOutput, grainOf, keyName, positions } from './output';
import { anyOf } from './rows';
import { onlyTop, sliceKeys } from './slice-keys';

export function compileCustomers(
  { level, measures }: Extract<PlannedStatement, { kind: 'customers' }>,
  query: MetricQuery,
  dialect: Dialect,
): CompiledQuery {
  const [{ family, at, span, top, withPrevious }] = measures;
  const paired = withPrevious ? spansWithPrevious(level, query) : undefined;
  const rows = factRows({ family, at, span }, { query, dialect, buckets: level.buckets, paired });
  const keys = sliceKeys(level, rows.member);
  const each = namedAggregates(measures);
  const values = [...each].map(
    ([, { alias, where, aggregate }]) => sql`${compileAggregate(aggregate, where, rows.scope)} AS ${name(alias)}`,
  );
  const conditions = [
    sql`fact.customer_no <> 0`,
    ...rows.filter(),
    ...onlyTop(level, keys),
    ...anyOf([...each.values()].map(({ where }) => ({ where, scope: rows.scope }))),
  ];
  const grain = [...grainOf(rows.bucket, keys), sql`fact.customer_no AS customer_no`];
  const perCustomer = sql`${comment('what the rows of each customer come to')}per_customer AS (
  SELECT ${join([...grain, ...values], ', ')}
  ${rows.from(conditions)}
  GROUP BY ${positions(grain.length)}
)`;
  const outerKeys = level.by.map((_, index) => name(keyName(index)));
  const steps = [
    ...rows.steps,
    perCustomer,
    ...(top === undefined ? [] : [ranked(measures[0], each, outerKeys, query, dialect)]),
  ];
  return compileOutput({
    steps,
    bucket: name('bucket'),
    keys: outerKeys,
    measures: measures.map((measure) => ({
      measure,
      value: compileAggregate(
        measure.aggregate,
        top === undefined ? measure.where : undefined,
        outerScope(measure, each, query, dialect),
      ),
    })),
    from:
      top === undefined
        ? sql`FROM per_customer`
        : sql`FROM ranked_customer\nWHERE (place - 1) * ${constant(top.oneIn)} < customers`,
    tables: families[family].tables,
  });
}

type Named = { readonly alias: string } & CustomersMeasure['each'][string];

/** What customers are judged on, each aggregate once however many measures name it. */
function namedAggregates(measures: readonly CustomersMeasure[]): ReadonlyMap<string, Named> {
  const named = new Map<string, Named>();
  for (const measure of measures)
    for (const each of Object.values(measure.each)) {
      const key = JSON.stringify(each);
      if (!named.has(key)) named.set(key, { alias: `e${named.size}`, ...each });
    }
  return named;
}

function outerScope(
  measure: CustomersMeasure,
  each: ReadonlyMap<string, Named>,
  query: MetricQuery,
  dialect: Dialect,
): ExpressionScope {
  return {
    dialect,
    column: (id) => {
      const aggregate = measure.each[id];
      if (aggregate === undefined) throw new Error(`nothing named ${id} is known of each customer`);
      return name(each.get(JSON.stringify(aggregate))!.alias);
    },
    parameter: (parameter) => {
      if (parameter === 'now') return nowOf(query);
      throw new Error(`the parameter ${parameter} is not known outside the rows of a customer`);
    },
  };
}

/** Customers that count, in their order; equal values may change places without changing a sum. */
function ranked(
  measure: CustomersMeasure,
  each: ReadonlyMap<string, Named>,
  keys: readonly Fragment[],
  query: MetricQuery,
  dialect: Dialect,
): Fragment {
  const scope = outerScope(measure, each, query, dialect);
  const slice = join([name('bucket'), ...keys], ', ');
  const where = measure.where === undefined ? sql`` : sql`\n  WHERE ${compileExpression(measure.where, scope)}`;
  return sql`${comment('customers in order of their value')}ranked_customer AS (
  SELECT *, row_number() OVER (PARTITION BY ${slice} ORDER BY ${scope.column(measure.top!.by)} DESC) AS place, count(*) OVER (PARTITION BY ${slice}) AS customers
  FROM per_customer${where}
)`;
}
