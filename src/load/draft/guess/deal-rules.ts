// Rows that are opportunities (deals) or leads: what opened them, the stage they stand at, the purchase that a won one is, and whose
// they are.
import type { ColumnProfile } from '../profile/column-profile';
import { customerKey, customerRule } from './customer-rule';
import {
  constant,
  type DraftedValue,
  decide,
  guess,
  keyValue,
  numberValue,
  textValue,
  timeValue,
  undecided,
  wordValue,
} from './drafted-value';
import type { FoundColumns } from './found-columns';
import { type TableBuilder, type TableDraft, tableDraft } from './table-draft';
import { wordFor } from './value-words';

/** The key of the deal of a row. */
const dealKey = ({ of }: FoundColumns): ColumnProfile | undefined => of.opportunityId ?? of.rowId ?? of.opportunityName;

export function dealRules(found: FoundColumns, why: string): readonly TableDraft[] {
  const { of } = found;
  const { createdAt, stage } = of;
  const drafts: TableDraft[] = [];
  if (createdAt !== undefined && dealKey(found)?.isUnique) {
    const opened = tableDraft(
      'interactions',
      `a row is an opportunity, by ${why}; it was opened when the row was made.`,
    );
    opened.put('stage', constant('lead', 'stage: an opportunity begins as a lead.'));
    drafts.push(stageRule(found, opened, createdAt, '-opened').finish());
  }
  const reached = stage === undefined ? of.closedAt : (of.updatedAt ?? of.closedAt ?? of.createdAt ?? of.orderedAt);
  const rule = tableDraft('interactions', `a row is an opportunity, by ${why}, and says which stage it has reached.`);
  if (stage !== undefined) rule.put('stage', wordValue('stage', stage, 'stage'));
  else rule.put('stage', undecided('stage', 'no column says which stage was reached'));
  const when = reached?.column ?? '';
  const drafted = stageRule(found, rule, reached, dealKey(found)?.isUnique ? '-reached' : '-{#hash}-{#}').finish();
  const note = decide(`occurred_at: is "${when}" when the stage was reached? A date of a plan may lie in the future.`);
  drafts.push(when === '' ? drafted : { ...drafted, rule: { ...drafted.rule, notes: [...drafted.rule.notes!, note] } });
  const won = wonRule(found);
  if (won !== null) drafts.push(won);
  const customers = customerRule(found, 'a row names its customer; the last row of one says what is known.', false);
  return customers === null ? drafts : [...drafts, customers];
}

/** `ending`: what sets the key apart from the deal's own. */
function stageRule(
  found: FoundColumns,
  rule: TableBuilder,
  at: ColumnProfile | undefined,
  ending: string,
): TableBuilder {
  const { of } = found;
  const key = dealKey(found);
  const own = key === undefined ? null : keyValue('opportunity_id', key);
  return rule
    .put(
      'interaction_id',
      key === undefined
        ? constant('{#hash}-{#}', 'interaction_id is a fingerprint of the whole row.')
        : constant(`{${key.column}}${ending}`, `interaction_id is made of "${key.column}".`),
    )
    .put('occurred_at', at === undefined ? null : timeValue('occurred_at', at))
    .put('kind', constant('stage', 'kind: a row is a stage of an opportunity.'))
    .put('opportunity_id', own)
    .put('customer_id', customerKey(found)?.drafted('customer_id'))
    .put('channel_id', sourceOf(of))
    .put('agent_id', of.agentId === undefined ? null : keyValue('agent_id', of.agentId))
    .put('campaign', of.campaign === undefined ? null : textValue('campaign', of.campaign));
}

const sourceOf = ({ leadSource, channel }: FoundColumns['of']): DraftedValue | null => {
  const source = leadSource ?? channel;
  return source === undefined ? null : keyValue('channel_id', source);
};

/** A won opportunity is a purchase, where a stage that was seen says that it is won. */
function wonRule(found: FoundColumns): TableDraft | null {
  const { stage, revenue, closedAt, updatedAt, createdAt, agentId } = found.of;
  const key = dealKey(found);
  const won = stage?.distinct.filter((text) => wordFor(text, 'stage') === 'won') ?? [];
  const at = closedAt ?? updatedAt ?? createdAt;
  if (stage === undefined || won.length === 0 || revenue === undefined || key === undefined || !key.isUnique)
    return null;
  const texts = won.map((text) => JSON.stringify(text)).join(', ');
  return tableDraft('transactions', `an opportunity whose "${stage.column}" is ${texts} is a purchase.`)
    .put('transaction_id', constant(`{${key.column}}-won`, `transaction_id is made of "${key.column}".`))
    .put('order_id', keyValue('order_id', key))
    .put('occurred_at', at === undefined ? null : timeValue('occurred_at', at))
    .put('kind', constant('order', 'kind: every won opportunity is an order, none a renewal.'))
    .put('revenue', numberValue('revenue', revenue))
    .put('customer_id', customerKey(found)?.drafted('customer_id'))
    .put('channel_id', sourceOf(found.of))
    .put('agent_id', agentId === undefined ? null : keyValue('agent_id', agentId))
    .put('opportunity_id', keyValue('opportunity_id', key))
    .finish({ where: { column: stage.column, in: won } });
}

export function leadRules(found: FoundColumns, why: string): readonly TableDraft[] {
  const { of } = found;
  const own = of.leadId ?? (of.customerId?.isUnique ? of.customerId : undefined) ?? of.rowId ?? of.customerId;
  const at = of.createdAt ?? of.orderedAt ?? of.openedAt;
  const rule = tableDraft('interactions', `a row is a lead, by ${why}.`)
    .put(
      'interaction_id',
      own?.isUnique
        ? constant(`{${own.column}}-lead`, `interaction_id is made of "${own.column}".`)
        : constant('{#hash}-{#}', 'interaction_id is a fingerprint of the whole row.'),
    )
    .put('occurred_at', at === undefined ? null : timeValue('occurred_at', at))
    .put('kind', constant('lead', 'kind: every row is a lead.'))
    .put('customer_id', customerKey(found, own)?.drafted('customer_id'))
    .put('channel_id', sourceOf(of))
    .put('agent_id', of.agentId === undefined ? null : keyValue('agent_id', of.agentId))
    .put('campaign', of.campaign === undefined ? null : textValue('campaign', of.campaign));
  const drafted = rule.finish();
  const note = guess(
    'a lead is a customer under its own key; a lead that became a customer has to have the key of that customer.',
  );
  const leads = { ...drafted, rule: { ...drafted.rule, notes: [...drafted.rule.notes!, note] } };
  const customers = customerRule(found, 'a lead is somebody whom the company knows.', true, own);
  return customers === null ? [leads] : [leads, customers];
}
