// The journey of each customer through the stages, in one pass over its rows: each asked stage's own time and, where a
// slice looks at it, the row that gave the first one. Facts after now do not exist.
import { stageSources } from '../../model/stages';
import { constant, type Fragment, join, name, sql, textConstant } from '../../sql/fragment';
import type { Select, Step } from '../../sql/select';
import type { Compilation } from '../compile/compilation';
import { nowOf } from '../compile/customer-attributes';
import { relation } from '../compile/relation';
import type { FunnelQuery } from './funnel-question';
import { journeysByGroup } from './journeys-by-group';
import { journeysInOrder } from './journeys-in-order';
import { columnsAsThey, isAfterLead } from './stage-rows';

const common = ['customer_no', 'customer_key', 'date_key', 'occurred_at', 'channel_no', 'agent_no', 'campaign', 'kind'];

/** Steps up to journey(customer_no, first_purchase_at, a time of each stage, and the entry row's columns where `placed`). */
export function journeySteps(query: FunnelQuery, placed: boolean, compilation: Compilation): readonly Step[] {
  const { stages } = query;
  const rest = compilation.dialect.joinsSteps ? journeysByGroup(stages, placed) : journeysInOrder(stages, placed);
  return [stageRows(query, compilation), ...rest];
}

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
