// What the ways to a journey have in common: how a stage's time, its rows and the columns of an entry are called, and which stage a
// row reaches.
import { type Stage, type StageSource, stageSources } from '../../model/stages';
import { type Fragment, join, name, sql, textConstant } from '../../sql/fragment';
import type { Column } from '../../sql/select';

/** The column that holds a stage's time. */
export const timeName = (stage: string): string => `${stage.toLowerCase()}_at`;

/** Of the row that gave a customer the first stage. */
export const entryColumns = [
  'customer_key',
  'date_key',
  'channel_no',
  'agent_no',
  'campaign',
  'kind',
  'topic',
  'outcome',
];

export const columnsAsThey = (names: readonly string[]): readonly Column[] =>
  names.map((column) => ({ name: column, value: name(column) }));

export const stepOf = (source: StageSource): string =>
  source.kind === 'order' ? (source.number === 1 ? 'purchase' : 'repurchase') : source.of;

export const isAfterLead = (source: StageSource): boolean => source.kind === 'interaction' && source.afterLead === true;

/** The stage that a row reaches, or null; some rows count only after the customer's lead. */
export function reachedStage(stages: readonly Stage[]): Fragment {
  const cases = stages.map((stage) => {
    const sources = new Map(stageSources[stage].map((source) => [stepOf(source), source]));
    const conditions = [...sources].map(([step, source]) =>
      isAfterLead(source)
        ? sql`step = ${textConstant(step)} AND occurred_at > lead_at`
        : sql`step = ${textConstant(step)}`,
    );
    return sql`WHEN ${join(conditions, ' OR ')} THEN ${textConstant(stage)}`;
  });
  return sql`CASE ${join(cases, ' ')} END`;
}
