// The journey of each customer through the stages, in one pass over its rows: each asked stage's own time and, where a
// slice looks at it, the row that gave the first one. Facts after now do not exist.
import { type Stage, type StageSource, stageSources } from '../../model/stages';
import { comment, constant, type Fragment, join, name, sql, textConstant } from '../../sql/fragment';
import { nowOf } from '../compile/customer-attributes';
import type { FunnelQuery } from './funnel-question';

/** The time of the stage at a place of the list. */
export const timeName = (index: number): string => `t${index}`;

const common = ['customer_no', 'customer_key', 'date_key', 'occurred_at', 'channel_no', 'agent_no', 'campaign', 'kind'];
const entryColumns = ['customer_key', 'date_key', 'channel_no', 'agent_no', 'campaign', 'kind', 'topic', 'outcome'];

/** WITH steps up to journey(customer_no, first_purchase_at, t0, t1, ..., and the entry row's columns where `placed`). */
export function journeySteps(query: FunnelQuery, placed: boolean): readonly Fragment[] {
  return [stageRows(query), knownRows, rankedRows(query.stages), journeys(query.stages, placed)];
}

const stepOf = (source: StageSource): string =>
  source.kind === 'order' ? (source.number === 1 ? 'purchase' : 'repurchase') : source.of;

const oneOf = (column: string, members: readonly string[]): Fragment =>
  sql`${name(column)} IN (${join([...new Set(members)].map(textConstant), ', ')})`;

/** Rows that the asked stages rest on; the lead too where touches count after it, and every first purchase. */
function stageRows({ slice, stages }: FunnelQuery): Fragment {
  const asked = stages.flatMap((stage) => stageSources[stage]);
  const needed = asked.some(isAfterLead) ? [...stageSources.LEAD, ...asked] : asked;
  const kinds = needed.flatMap((source) => (source.kind === 'interaction' ? [source.of] : []));
  const stageNames = needed.flatMap((source) => (source.kind === 'stageRow' ? [source.of] : []));
  const conditions = [
    ...(kinds.length === 0 ? [] : [oneOf('kind', kinds)]),
    sql`(kind = ${textConstant('stage')} AND ${oneOf('stage', stageNames)})`,
  ];
  const orders = Math.max(1, ...asked.map((source) => (source.kind === 'order' ? source.number : 1)));
  const columns = join(
    common.map((column) => name(column)),
    ', ',
  );
  return sql`${comment('rows that can give a stage its time')}stage_row AS (
  SELECT ${columns}, topic, outcome, interaction_id AS source_id, CASE WHEN kind = ${textConstant('stage')} THEN stage ELSE kind END AS step
  FROM fact_interaction
  WHERE customer_no <> 0 AND occurred_at <= ${nowOf(slice)} AND (${join(conditions, ' OR ')})
  UNION ALL
  SELECT ${columns}, CAST(NULL AS text), CAST(NULL AS text), transaction_id, CASE WHEN order_number = 1 THEN ${textConstant('purchase')} ELSE ${textConstant('repurchase')} END
  FROM customer_order
  WHERE order_number <= ${constant(orders)} AND occurred_at <= ${nowOf(slice)}
)`;
}

const isAfterLead = (source: StageSource): boolean => source.kind === 'interaction' && source.afterLead === true;

const knownRows = sql`${comment("each beside its customer's lead and first purchase")}known_row AS (
  SELECT *, min(CASE WHEN step = ${textConstant('lead')} THEN occurred_at END) OVER own AS lead_at, min(CASE WHEN step = ${textConstant('purchase')} THEN occurred_at END) OVER own AS first_purchase_at
  FROM stage_row
  WINDOW own AS (PARTITION BY customer_no)
)`;

/** A won row and a purchase at one instant may even share their id; which comes first must not depend on the engine. */
function rankedRows(stages: readonly Stage[]): Fragment {
  const cases = stages.map((stage) => {
    const sources = new Map(stageSources[stage].map((source) => [stepOf(source), source]));
    const conditions = [...sources].map(([step, source]) =>
      isAfterLead(source)
        ? sql`step = ${textConstant(step)} AND occurred_at > lead_at`
        : sql`step = ${textConstant(step)}`,
    );
    return sql`WHEN ${join(conditions, ' OR ')} THEN ${textConstant(stage)}`;
  });
  return sql`${comment("each stage's rows in order, ties by source id")}ranked_row AS (
  SELECT *, row_number() OVER (PARTITION BY customer_no, reached ORDER BY occurred_at, source_id, step) AS place
  FROM (SELECT *, CASE ${join(cases, '\n')} END AS reached FROM known_row) AS staged
  WHERE reached IS NOT NULL
)`;
}

/** A customer has one first row of each stage, so that min and max pick it. */
function journeys(stages: readonly Stage[], placed: boolean): Fragment {
  const at = (stage: Stage, column: string): Fragment =>
    sql`CASE WHEN reached = ${textConstant(stage)} THEN ${name(column)} END`;
  const times = stages.map((stage, index) => sql`min(${at(stage, 'occurred_at')}) AS ${name(timeName(index))}`);
  const entry = placed ? entryColumns.map((column) => sql`max(${at(stages[0]!, column)}) AS ${name(column)}`) : [];
  return sql`${comment("each customer's own time of every stage")}journey AS (
  SELECT customer_no, min(first_purchase_at) AS first_purchase_at, ${join([...times, ...entry], ', ')}
  FROM ranked_row
  WHERE place = 1
  GROUP BY customer_no
)`;
}
