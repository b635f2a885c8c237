// The journey of each customer through the stages, in one pass over its rows: each asked stage's own time and, where a
// slice looks at it, the row that gave the first one. Facts after now do not exist.
import { type Stage, type StageSource, stageSources } from '../../model/stages';
import { constant, type Fragment, join, name, sql, textConstant } from '../../sql/fragment';
import type { Column, Select, Step } from '../../sql/select';
import type { Compilation } from '../compile/compilation';
import { nowOf } from '../compile/customer-attributes';
import { relation } from '../compile/relation';
import type { FunnelQuery } from './funnel-question';

/** The column that holds a stage's time. */
export const timeName = (stage: string): string => `${stage.toLowerCase()}_at`;

const common = ['customer_no', 'customer_key', 'date_key', 'occurred_at', 'channel_no', 'agent_no', 'campaign', 'kind'];
const entryColumns = ['customer_key', 'date_key', 'channel_no', 'agent_no', 'campaign', 'kind', 'topic', 'outcome'];

const columnsAsThey = (names: readonly string[]): readonly Column[] =>
  names.map((column) => ({ name: column, value: name(column) }));

/** Steps up to journey(customer_no, first_purchase_at, a time of each stage, and the entry row's columns where `placed`). */
export function journeySteps(query: FunnelQuery, placed: boolean, compilation: Compilation): readonly Step[] {
  return [stageRows(query, compilation), knownRows, rankedRows(query.stages), journeys(query.stages, placed)];
}

const stepOf = (source: StageSource): string =>
  source.kind === 'order' ? (source.number === 1 ? 'purchase' : 'repurchase') : source.of;

const oneOf = (column: string, members: readonly string[]): Fragment =>
  sql`${name(column)} IN (${join([...new Set(members)].map(textConstant), ', ')})`;

/** Rows that the asked stages rest on; the lead too where touches count after it, and every first purchase. */
function stageRows({ stages }: FunnelQuery, compilation: Compilation): Step {
  const asked = stages.flatMap((stage) => stageSources[stage]);
  const needed = asked.some(isAfterLead) ? [...stageSources.LEAD, ...asked] : asked;
  const kinds = needed.flatMap((source) => (source.kind === 'interaction' ? [source.of] : []));
  const stageNames = needed.flatMap((source) => (source.kind === 'stageRow' ? [source.of] : []));
  const conditions = [
    ...(kinds.length === 0 ? [] : [oneOf('kind', kinds)]),
    sql`(kind = ${textConstant('stage')} AND ${oneOf('stage', stageNames)})`,
  ];
  const orders = Math.max(1, ...asked.map((source) => (source.kind === 'order' ? source.number : 1)));
  const begun = sql`occurred_at <= ${nowOf(compilation.scope)}`;
  const interactions: Select = {
    columns: [
      ...columnsAsThey([...common, 'topic', 'outcome']),
      { name: 'source_id', value: sql`interaction_id` },
      { name: 'step', value: sql`CASE WHEN kind = ${textConstant('stage')} THEN stage ELSE kind END` },
    ],
    from: sql`${relation('fact_interaction', compilation)} AS interaction`,
    where: [sql`customer_no <> 0`, begun, sql`(${join(conditions, ' OR ')})`],
  };
  const purchases: Select = {
    columns: [
      ...columnsAsThey(common),
      { name: 'topic', value: sql`CAST(NULL AS text)` },
      { name: 'outcome', value: sql`CAST(NULL AS text)` },
      { name: 'source_id', value: sql`transaction_id` },
      {
        name: 'step',
        value: sql`CASE WHEN order_number = 1 THEN ${textConstant('purchase')} ELSE ${textConstant('repurchase')} END`,
      },
    ],
    from: sql`${relation('customer_order', compilation)} AS purchase`,
    where: [sql`order_number <= ${constant(orders)}`, begun],
  };
  return { words: 'rows that can give a stage its time', name: 'stage_row', of: [interactions, purchases] };
}

const isAfterLead = (source: StageSource): boolean => source.kind === 'interaction' && source.afterLead === true;

const everyColumn: Column = { name: '*', value: sql`*` };

const firstOf = (step: string): Fragment =>
  sql`min(CASE WHEN step = ${textConstant(step)} THEN occurred_at END) OVER (PARTITION BY customer_no)`;

const knownRows: Step = {
  words: "each beside its customer's lead and first purchase",
  name: 'known_row',
  of: [
    {
      columns: [
        everyColumn,
        { name: 'lead_at', value: firstOf('lead') },
        { name: 'first_purchase_at', value: firstOf('purchase') },
      ],
      from: sql`stage_row`,
    },
  ],
};

/** A won row and a purchase at one instant may even share their id; which comes first must not depend on the engine. */
function rankedRows(stages: readonly Stage[]): Step {
  const cases = stages.map((stage) => {
    const sources = new Map(stageSources[stage].map((source) => [stepOf(source), source]));
    const conditions = [...sources].map(([step, source]) =>
      isAfterLead(source)
        ? sql`step = ${textConstant(step)} AND occurred_at > lead_at`
        : sql`step = ${textConstant(step)}`,
    );
    return sql`WHEN ${join(conditions, ' OR ')} THEN ${textConstant(stage)}`;
  });
  const rank = sql`row_number() OVER (PARTITION BY customer_no, reached ORDER BY occurred_at, source_id, step)`;
  return {
    words: "each stage's rows in order, ties by source id",
    name: 'ranked_row',
    of: [
      {
        columns: [everyColumn, { name: 'rank', value: rank }],
        from: sql`(SELECT *, CASE ${join(cases, ' ')} END AS reached FROM known_row) AS staged`,
        where: [sql`reached IS NOT NULL`],
      },
    ],
  };
}

/** A customer has one first row of each stage, so that min and max pick it. */
function journeys(stages: readonly Stage[], placed: boolean): Step {
  const at = (stage: Stage, column: string): Fragment =>
    sql`CASE WHEN reached = ${textConstant(stage)} THEN ${name(column)} END`;
  const times = stages.map((stage) => ({ name: timeName(stage), value: sql`min(${at(stage, 'occurred_at')})` }));
  const entry = entryColumns.map((column) => ({ name: column, value: sql`max(${at(stages[0]!, column)})` }));
  return {
    words: "each customer's own time of every stage",
    name: 'journey',
    of: [
      {
        columns: [
          { name: 'customer_no', value: sql`customer_no` },
          { name: 'first_purchase_at', value: sql`min(first_purchase_at)` },
          ...times,
          ...(placed ? entry : []),
        ],
        from: sql`ranked_row`,
        where: [sql`rank = 1`],
        groupBy: 1,
      },
    ],
  };
}
