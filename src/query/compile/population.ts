// Measures over customers in a state at an instant: a range test on spells or on the customer's summary, placed by the
// version of that instant. What their facts come to in the period is joined to them, never restricted by fact dimensions.
import type { PopulationMeasure } from '../../metrics/measure';
import { dimensionOf } from '../../model/dimensions';
import type { ExpressionScope } from '../../sql/compile-expression';
import type { CompiledQuery } from '../../sql/compiled-query';
import type { Dialect } from '../../sql/dialect';
import { comment, empty, type Fragment, join, name, sql, textConstant } from '../../sql/fragment';
import type { Level, PlannedStatement } from '../plan/plan';
import { yearBeforeEndOf } from '../plan/spans';
import type { MetricQuery } from '../question/metric-query';
import { compileAggregate } from './aggregate';
import { bucketRelation } from './bucket-relation';
import {
  businessDate,
  type CustomerPlace,
  customerMember,
  nowOf,
  summaryColumn,
  versionAt,
  versionColumn,
} from './customer-attributes';
import { compileFilter } from './filter';
import { collectJoins } from './joins';
import { compileOutput } from './output';
import { type FactsOfEach, factsOfEach, factsOver } from './population-facts';
import { anyOf } from './rows';
import { type MemberOf, onlyTop, sliceKeys } from './slice-keys';

const instants = { start: 'starts_at', end: 'ends_at', yearBeforeEnd: 'year_before_end_at' } as const;

export function compilePopulation(
  { level, measures }: Extract<PlannedStatement, { kind: 'population' }>,
  query: MetricQuery,
  dialect: Dialect,
): CompiledQuery {
  const [{ state, at }] = measures;
  const joins = collectJoins();
  const placedAt = sql`state.placed_at`;
  const current = query.attributes === 'CURRENT';
  const place: CustomerPlace = {
    query,
    dialect,
    joins,
    customerNo: sql`state.customer_no`,
    version: versionAt(sql`state.customer_no`, current ? nowOf(query) : placedAt),
    date: businessDate(current ? nowOf(query) : placedAt, query),
  };
  const facts = factsOfEach('customer_no', measures, { query, dialect, buckets: level.buckets });
  const [first, ...others] = measures.flatMap((measure) => measure.over ?? []);
  const over = first === undefined ? null : factsOver([first, ...others], { query, dialect, buckets: level.buckets });
  const member: MemberOf = (id, regroup) => customerMember(dimensionOf(id), place, regroup)!;
  const keys = sliceKeys(level, member);
  const scopes = measures.map((measure) => (over === null ? scopeOf(measure, facts, place, dialect) : over.scope));
  const values = measures.map((measure, index) => ({
    measure,
    value: compileAggregate(measure.aggregate, over?.conditions[index] ?? measure.where, scopes[index]!),
  }));
  const scope = { dialect, member, tags: () => versionColumn(place, 'tags'), customerNo: () => place.customerNo };
  const conditions = [
    ...(query.filter === null ? [] : [compileFilter(query.filter, scope)]),
    ...onlyTop(level, keys),
    ...anyOf(measures.map(({ where }, index) => ({ where, scope: scopes[index]! }))),
  ];
  const where = conditions.length === 0 ? empty : sql`\nWHERE ${join(conditions, ' AND ')}`;
  return compileOutput({
    steps: [
      instantsOf(level, at, query),
      customersInState(state, instants[at]),
      ...facts.steps,
      ...(over?.steps() ?? []),
    ],
    bucket: sql`state.index`,
    keys,
    measures: values,
    from: sql`FROM state${over?.join ?? empty}${joins.render()}${where}`,
    tables: [
      ...new Set(['fact_transaction', 'fact_interaction', 'dim_customer', ...facts.tables, ...(over?.tables ?? [])]),
    ],
  });
}

/** The instants of each bucket at which states are asked. */
function instantsOf({ buckets }: Level, at: PopulationMeasure['at'], query: MetricQuery): Fragment {
  const lists = [
    { column: 'index', type: 'integer[]', values: buckets.map(({ index }) => index) },
    { column: 'starts_at', type: 'timestamptz[]', values: buckets.map(({ startsAt }) => startsAt) },
    { column: 'ends_at', type: 'timestamptz[]', values: buckets.map(({ endsAt }) => endsAt) },
  ] as const;
  const yearBefore = {
    column: 'year_before_end_at',
    type: 'timestamptz[]',
    values: at === 'yearBeforeEnd' ? buckets.map((bucket) => yearBeforeEndOf(bucket, query)) : [],
  } as const;
  return bucketRelation('bucket', at === 'yearBeforeEnd' ? [...lists, yearBefore] : lists);
}

/** Spells cover starts_after < t <= ends_at: a base at an instant is a range test, never a self-join of facts. */
function customersInState(state: PopulationMeasure['state'], instant: string): Fragment {
  const at = name('bucket', instant);
  const spell = sql`customer_spell AS customer ON customer.starts_after < ${at} AND ${at} <= customer.ends_at`;
  const source = {
    base: spell,
    dormant: sql`${spell} AND customer.state = ${textConstant('dormant')}`,
    buyers: sql`customer_summary AS customer ON customer.first_purchase_at < ${at}`,
    onFile: sql`customer_summary AS customer ON customer.on_file_from < ${at}`,
  }[state];
  return sql`${comment('the customers in question at each instant')}state AS (
  SELECT bucket.index, bucket.starts_at, bucket.ends_at, ${at} AS placed_at, customer.customer_no
  FROM bucket JOIN ${source}
)`;
}

function scopeOf(
  measure: PopulationMeasure,
  facts: FactsOfEach,
  place: CustomerPlace,
  dialect: Dialect,
): ExpressionScope {
  const inBase = (alias: string, instant: string): Fragment => {
    const at = name('state', instant);
    place.joins.add(
      alias,
      sql`LEFT JOIN customer_spell AS ${name(alias)} ON ${name(alias)}.customer_no = state.customer_no AND ${name(alias)}.starts_after < ${at} AND ${at} <= ${name(alias)}.ends_at`,
    );
    return sql`(${name(alias)}.customer_no IS NOT NULL)`;
  };
  return {
    dialect,
    column: (id) => {
      const each = measure.each?.[id];
      if (each !== undefined) return facts.column(each, place.joins, 'state');
      if (id === 'in_base_at_start') return inBase('base_at_start', 'starts_at');
      if (id === 'in_base_at_end') return inBase('base_at_end', 'ends_at');
      if (id === 'first_purchase_at') return summaryColumn(place, id);
      return attributeThen(place, id);
    },
    parameter: (parameter) => {
      switch (parameter) {
        case 'periodStart':
          return sql`state.starts_at`;
        case 'periodEnd':
          return sql`state.ends_at`;
        case 'now':
          return nowOf(place.query);
        default:
          throw new Error(`the parameter ${parameter} is not known of a customer's state`);
      }
    },
  };
}

/** An attribute that is measured is that of the instant, also where slices go by today's. */
function attributeThen(place: CustomerPlace, column: string): Fragment {
  if (place.query.attributes === 'AT_EVENT') return versionColumn(place, column);
  place.joins.add(
    'version_then',
    sql`LEFT JOIN dim_customer AS version_then ON version_then.customer_no = state.customer_no AND version_then.effective_from <= state.placed_at AND state.placed_at < version_then.valid_to`,
  );
  return name('version_then', column);
}
