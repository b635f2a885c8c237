// Measures over customers, each judged on what its own rows of the slice come to: first to (period, slice, customer), then on.
import type { CustomersMeasure } from '../../metrics/measure';
import { compileExpression, type ExpressionScope } from '../../sql/compile-expression';
import { constant, type Fragment, join, name, sql } from '../../sql/fragment';
import type { Step } from '../../sql/select';
import type { DistinctMeasure, PlannedStatement } from '../plan/query-plan';
import { spansWithPrevious } from '../plan/spans';
import { anyOf, compileAggregate, inCommon } from './aggregate';
import type { Compilation } from './compilation';
import { nowOf } from './customer-attributes';
import { factRows } from './fact-rows';
import { keysOf, namedKeys } from './named-keys';
import { grainOf, type MeasureStatement, measureStatement } from './output';
import { onlyTop } from './slice-keys';

export function customersStatement(
  { level, measures, counted }: Extract<PlannedStatement, { kind: 'customers' }>,
  compilation: Compilation,
): MeasureStatement {
  const [{ top, withPrevious }] = measures;
  const paired = withPrevious ? spansWithPrevious(level, compilation.scope) : undefined;
  const rows = factRows(measures[0], { ...compilation, buckets: level.buckets, paired });
  const names = namedKeys(level, rows, compilation);
  const keys = names.map(({ grouped }) => grouped);
  const each = namedAggregates(measures);
  const named = [...each.values(), ...counted.map(countOf)];
  const grain = [...grainOf(rows.bucket, keys), { name: 'customer_no', value: sql`fact.customer_no` }];
  const { common, rest } = inCommon(named.map(({ where }) => where));
  const values = named.map(({ alias, where, aggregate }) => ({
    name: alias,
    value: compileAggregate(aggregate, rest(where), rows.columns),
  }));
  const select = rows.select([
    sql`fact.customer_no <> 0`,
    ...rows.filter(),
    ...onlyTop(level, keys),
    ...common.map((condition) => compileExpression(condition, rows.columns)),
    ...anyOf(named.map(({ where }) => ({ where: rest(where), columns: rows.columns }))),
  ]);
  const perCustomer: Step = {
    words: 'what the rows of each customer come to',
    name: 'per_customer',
    of: [{ ...select, columns: [...grain, ...values], groupBy: grain.length }],
  };
  const outerKeys = keysOf(names);
  const columnsFor = (measure: CustomersMeasure): ExpressionScope => outerColumns(measure, each, compilation);
  return measureStatement({
    steps: [
      ...rows.steps(),
      perCustomer,
      ...(top === undefined
        ? []
        : [
            ranked(
              measures[0],
              columnsFor(measures[0]),
              outerKeys.map(({ value }) => value),
            ),
          ]),
    ],
    bucket: name('bucket'),
    keys: outerKeys,
    names,
    measures: [
      ...measures.map((measure) => ({
        measure,
        value: compileAggregate(measure.aggregate, top === undefined ? measure.where : undefined, columnsFor(measure)),
      })),
      ...counted.map((measure, index) => ({
        measure,
        value: sql`count(*) FILTER (WHERE ${name(countOf(measure, index).alias)} > 0)`,
      })),
    ],
    select:
      top === undefined
        ? { from: name('per_customer') }
        : { from: name('ranked_customer'), where: [sql`(rank - 1) * ${constant(top.oneIn)} < customers`] },
  });
}

/** A customer counts who has a row of the measure's. */
const countOf = ({ where }: DistinctMeasure, index: number): Named => ({
  alias: `rows_${index}`,
  where,
  aggregate: { kind: 'count' },
});

type Named = { readonly alias: string } & CustomersMeasure['each'][string];

/** What customers are judged on, each aggregate once however many measures name it. */
function namedAggregates(measures: readonly CustomersMeasure[]): ReadonlyMap<string, Named> {
  const named = new Map<string, Named>();
  for (const each of measures.flatMap((measure) => Object.values(measure.each))) {
    const key = JSON.stringify(each);
    if (!named.has(key)) named.set(key, { alias: `e${named.size}`, ...each });
  }
  return named;
}

function outerColumns(
  measure: CustomersMeasure,
  each: ReadonlyMap<string, Named>,
  { scope, dialect }: Compilation,
): ExpressionScope {
  return {
    dialect,
    column: (id) => {
      const aggregate = measure.each[id];
      if (aggregate === undefined) throw new Error(`nothing named ${id} is known of each customer`);
      return name(each.get(JSON.stringify(aggregate))!.alias);
    },
    parameter: (parameter) => {
      if (parameter === 'now') return nowOf(scope);
      throw new Error(`the parameter ${parameter} is not known outside the rows of a customer`);
    },
  };
}

/** Customers that count, in their order; equal values may change places without changing a sum. */
function ranked({ top, where }: CustomersMeasure, columns: ExpressionScope, keys: readonly Fragment[]): Step {
  const slice = join([name('bucket'), ...keys], ', ');
  return {
    words: 'customers in order of their value',
    name: 'ranked_customer',
    of: [
      {
        columns: [
          { name: '*', value: sql`*` },
          {
            name: 'rank',
            value: sql`row_number() OVER (PARTITION BY ${slice} ORDER BY ${columns.column(top!.by)} DESC)`,
          },
          { name: 'customers', value: sql`count(*) OVER (PARTITION BY ${slice})` },
        ],
        from: name('per_customer'),
        where: where === undefined ? [] : [compileExpression(where, columns)],
      },
    ],
  };
}
