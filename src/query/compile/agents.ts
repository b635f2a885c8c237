// Measures over agents employed at some time in each period, as they are today, with what their rows in it come to.
import { dimensionOf } from '../../model/dimensions';
import type { ExpressionScope } from '../../sql/compile-expression';
import type { CompiledQuery } from '../../sql/compiled-query';
import type { Dialect } from '../../sql/dialect';
import { comment, empty, type Fragment, join, name, sql } from '../../sql/fragment';
import type { PlannedStatement } from '../plan/plan';
import { daysOf } from '../plan/spans';
import type { MetricQuery } from '../question/metric-query';
import { compileAggregate } from './aggregate';
import { spanRelation } from './bucket-relation';
import { nowOf } from './customer-attributes';
import { compileFilter } from './filter';
import { collectJoins } from './joins';
import { compileOutput } from './output';
import { factsOfEach } from './population-facts';
import { anyOf } from './rows';
import { type MemberOf, onlyTop, sliceKeys } from './slice-keys';

export function compileAgents(
  { level, measures }: Extract<PlannedStatement, { kind: 'agents' }>,
  query: MetricQuery,
  dialect: Dialect,
): CompiledQuery {
  const joins = collectJoins();
  const facts = factsOfEach('agent_no', measures, { query, dialect, buckets: level.buckets });
  const member: MemberOf = (id) => {
    const { source } = dimensionOf(id);
    if (source.kind !== 'agent') throw new Error(`an agent has no ${id}`);
    return name('employed', source.column);
  };
  const scopes = measures.map(
    (measure): ExpressionScope => ({
      dialect,
      column: (id) => {
        const each = measure.each?.[id];
        if (each === undefined) throw new Error(`nothing named ${id} is known of each agent`);
        return facts.column(each, joins, 'employed');
      },
      parameter: (parameter) => {
        throw new Error(`the parameter ${parameter} is not known of an agent`);
      },
    }),
  );
  const keys = sliceKeys(level, member);
  const values = measures.map((measure, index) => ({
    measure,
    value: compileAggregate(measure.aggregate, measure.where, scopes[index]!),
  }));
  const conditions = [
    ...(query.filter === null ? [] : [compileFilter(query.filter, { dialect, member, ...withoutCustomer })]),
    ...onlyTop(level, keys),
    ...anyOf(measures.map(({ where }, index) => ({ where, scope: scopes[index]! }))),
  ];
  const where = conditions.length === 0 ? empty : sql`\nWHERE ${join(conditions, ' AND ')}`;
  return compileOutput({
    steps: [spanRelation('bucket', daysOf(level.buckets)), seenAgents(query), employedAgents, ...facts.steps],
    bucket: sql`employed.index`,
    keys,
    measures: values,
    from: sql`FROM employed${joins.render()}${where}`,
    tables: ['dim_agent', 'fact_interaction', 'fact_transaction'],
  });
}

const noCustomer = (): Fragment => {
  throw new Error('an agent has no customer');
};
const withoutCustomer = { tags: noCustomer, customerNo: noCustomer };

/** An agent known from facts alone is there when one of them is: facts after now do not exist yet. */
const seenAgents = (query: MetricQuery): Fragment => {
  const of = (table: string): Fragment =>
    sql`SELECT fact.agent_no FROM ${name(table)} AS fact JOIN dim_agent AS agent ON agent.agent_no = fact.agent_no AND agent.inferred WHERE fact.occurred_at <= ${nowOf(query)}`;
  return sql`${comment('agents known from facts alone')}seen AS (
  ${of('fact_interaction')}
  UNION
  ${of('fact_transaction')}
)`;
};

const employedAgents = sql`${comment('the agents employed in each period')}employed AS (
  SELECT bucket.index, agent.agent_no, agent.agent_id, agent.team, agent.department, agent.role
  FROM bucket JOIN dim_agent AS agent ON coalesce(agent.active_from <= bucket.last_date, TRUE) AND coalesce(agent.active_to >= bucket.first_date, TRUE)
  WHERE agent.agent_no <> 0 AND (NOT agent.inferred OR agent.agent_no IN (SELECT agent_no FROM seen))
)`;
