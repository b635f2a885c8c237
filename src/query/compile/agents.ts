// Measures over agents employed at some time in each period, as they are today, with what their rows in it come to.
import type { ExpressionScope } from '../../sql/compile-expression';
import { bind, type Fragment, name, sql } from '../../sql/fragment';
import type { Select, Step } from '../../sql/select';
import type { PlannedStatement } from '../plan/query-plan';
import { daysOf } from '../plan/spans';
import { anyOf, compileAggregate } from './aggregate';
import type { Compilation } from './compilation';
import { compileFilter } from './filter';
import { collectJoins } from './joins';
import { type MeasureStatement, measureStatement } from './output';
import { periodsStep } from './periods';
import { factsOfEach } from './population-facts';
import { relation } from './relation';
import { keyColumns, type MemberOf, onlyTop } from './slice-keys';

export function agentsStatement(
  { level, measures }: Extract<PlannedStatement, { kind: 'agents' }>,
  compilation: Compilation,
): MeasureStatement {
  const { scope, dialect } = compilation;
  const joins = collectJoins();
  const facts = factsOfEach('agent_no', measures, { ...compilation, buckets: level.buckets });
  const member: MemberOf = ({ id, source }) => {
    if (source.kind !== 'agent') throw new Error(`an agent has no ${id}`);
    return name('employed', source.column);
  };
  const columns = measures.map(
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
  const keys = keyColumns(level, member);
  const values = measures.map((measure, index) => ({
    measure,
    value: compileAggregate(measure.aggregate, measure.where, columns[index]!),
  }));
  const conditions = [
    ...(scope.filter === null ? [] : [compileFilter(scope.filter, { dialect, member, ...withoutCustomer })]),
    ...onlyTop(level, keys),
    ...anyOf(measures.map(({ where }, index) => ({ where, columns: columns[index]! }))),
  ];
  return measureStatement({
    steps: [daysStep(level.buckets), seenAgents(compilation), employedAgents(compilation), ...facts.steps],
    bucket: sql`employed.index`,
    keys,
    measures: values,
    select: { from: sql`employed`, joins: joins.list(), where: conditions },
  });
}

const noCustomer = (): Fragment => {
  throw new Error('an agent has no customer');
};
const withoutCustomer = { tags: noCustomer, customerNo: noCustomer };

function daysStep(buckets: Parameters<typeof daysOf>[0]): Step {
  const days = daysOf(buckets);
  return periodsStep([
    { name: 'index', type: 'integer[]', values: days.map(({ index }) => index) },
    { name: 'first_date', type: 'date[]', values: days.map(({ firstDate }) => firstDate) },
    { name: 'last_date', type: 'date[]', values: days.map(({ lastDate }) => lastDate) },
  ]);
}

/** An agent known from facts alone is there when one of them is, by the clock: who works here is as known today. */
function seenAgents(compilation: Compilation): Step {
  const of = (table: string): Select => ({
    distinct: true,
    columns: [{ name: 'agent_no', value: sql`fact.agent_no` }],
    from: sql`${relation(table, compilation)} AS fact`,
    joins: [
      sql`JOIN ${relation('dim_agent', compilation)} AS agent ON agent.agent_no = fact.agent_no AND agent.inferred`,
    ],
    where: [sql`fact.occurred_at <= ${bind(compilation.scope.clock.toString(), 'timestamptz')}`],
  });
  return { words: 'agents known from facts alone', name: 'seen', of: [of('fact_interaction'), of('fact_transaction')] };
}

const employedAgents = (compilation: Compilation): Step => ({
  words: 'the agents employed in each period',
  name: 'employed',
  of: [
    {
      columns: [
        { name: 'index', value: sql`bucket.index` },
        ...['agent_no', 'agent_id', 'team', 'department', 'role'].map((column) => ({
          name: column,
          value: name('agent', column),
        })),
      ],
      from: sql`bucket`,
      joins: [
        sql`JOIN ${relation('dim_agent', compilation)} AS agent ON coalesce(agent.active_from <= bucket.last_date, TRUE) AND coalesce(agent.active_to >= bucket.first_date, TRUE)`,
      ],
      where: [sql`agent.agent_no <> 0`, sql`(NOT agent.inferred OR agent.agent_no IN (SELECT agent_no FROM seen))`],
    },
  ],
});
