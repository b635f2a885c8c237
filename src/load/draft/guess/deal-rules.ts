// Rows that are opportunities (deals) or leads: what opened them, the stage they stand at, the purchase that a won one is, and whose
// they are.
import type { ColumnProfile } from '../profile/column-profile';
import { customerKey, customerRule } from './customer-rule';
import {
  constant,
  type DraftedValue,
  decide,
  firstTimeValue,
  guess,
  keyValue,
  moneyValue,
  textValue,
  timeValue,
  undecided,
  wordValue,
} from './drafted-value';
import type { FoundColumns } from './found-columns';
import { type TableBuilder, type TableDraft, tableDraft } from './table-draft';
import { wordFor } from './value-words';

/** The key of the deal of a row; of a list of deals without one, that of its customer. */
function dealKey({ of }: FoundColumns): ColumnProfile | undefined {
  const { opportunityId, rowId, opportunityName, customerId } = of;
  return opportunityId ?? rowId ?? opportunityName ?? (customerId?.isUnique ? customerId : undefined);
}

/** Whether a row is a deal, and not one of several that tell its history. */
const rowsAreDeals = (found: FoundColumns): boolean => dealKey(found)?.isUnique ?? false;

export function dealRules(found: FoundColumns, why: string): readonly TableDraft[] {
  const { createdAt } = found.of;
  const drafts: TableDraft[] = [];
  if (createdAt !== undefined && rowsAreDeals(found)) {
    const opened = tableDraft(
      'interactions',
      `a row is an opportunity, by ${why}; it was opened when the row was made.`,
    );
    opened.put('stage', constant('lead', 'stage: an opportunity begins as a lead.'));
    drafts.push(stageRule(found, opened, [createdAt], '-opened').finish());
  }
  drafts.push(reachedRule(found, why));
  const won = wonRule(found);
  if (won !== null) drafts.push(won);
  const customers = customerRule(found, 'a row names its customer; the last row of one says what is known.', false);
  return customers === null ? drafts : [...drafts, customers];
}

function reachedRule(found: FoundColumns, why: string): TableDraft {
  const { stage, closedAt, updatedAt, createdAt, orderedAt } = found.of;
  const single = rowsAreDeals(found);
  const about = single
    ? `a row is an opportunity, by ${why}, and says which stage it has reached.`
    : `a row is a change of an opportunity, by ${why}, and says which stage was reached.`;
  const rule = tableDraft('interactions', about);
  const wonAt = stage === undefined && closedAt !== undefined && /won|赢单/i.test(closedAt.column);
  if (stage !== undefined) rule.put('stage', wordValue('stage', stage, 'stage'));
  else if (wonAt) rule.put('stage', constant('won', `stage: a row is won, by the name of "${closedAt.column}".`));
  else rule.put('stage', undecided('stage', 'no column says which stage was reached'));
  const ofDeal = stage === undefined ? [closedAt] : [updatedAt, closedAt, createdAt, orderedAt];
  const times = (single ? ofDeal : [createdAt, orderedAt, updatedAt]).filter((each) => each !== undefined);
  const [at] = times;
  stageRule(found, rule, times, '-reached').put('amount', amountOf(found));
  if (at !== undefined && single && !wonAt) {
    rule.note(
      decide(`occurred_at: is "${at.column}" when the stage was reached? A date of a plan may lie in the future.`),
    );
  }
  return rule.finish();
}

/** What the deal is worth, where that is one sum. */
function amountOf({ of: { revenue, currency } }: FoundColumns): DraftedValue | null {
  if (revenue === undefined || revenue.number!.currencies !== undefined) return null;
  return currency !== undefined && currency.distinct.length > 1 ? null : moneyValue('amount', revenue, currency);
}

/** `times`: when, the first that a row has. `ending`: what sets the key of a row apart from the deal's own. */
function stageRule(
  found: FoundColumns,
  rule: TableBuilder,
  times: readonly ColumnProfile[],
  ending: string,
): TableBuilder {
  const { of } = found;
  const key = dealKey(found);
  return rule
    .put('interaction_id', stageKey(found, key, ending))
    .put('occurred_at', firstTimeValue('occurred_at', times))
    .put('kind', constant('stage', 'kind: a row is a stage of an opportunity.'))
    .put('opportunity_id', key === undefined ? undecided('opportunity_id') : keyValue('opportunity_id', key))
    .put('customer_id', customerKey(found)?.drafted('customer_id'))
    .put('channel_id', sourceOf(of))
    .put('agent_id', of.agentId === undefined ? null : keyValue('agent_id', of.agentId))
    .put('campaign', of.campaign === undefined ? null : textValue('campaign', of.campaign));
}

function stageKey({ of }: FoundColumns, key: ColumnProfile | undefined, ending: string): DraftedValue {
  const unique = [key, of.rowId].find((profile) => profile?.isUnique);
  if (unique === undefined) return constant('{#hash}-{#}', 'interaction_id is a fingerprint of the whole row.');
  return constant(`{${unique.column}}${ending}`, `interaction_id is made of "${unique.column}".`);
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
  const times = [closedAt, updatedAt, createdAt].filter((each) => each !== undefined);
  if (stage === undefined || won.length === 0 || revenue === undefined || key === undefined || !key.isUnique)
    return null;
  const texts = won.map((text) => JSON.stringify(text)).join(', ');
  return tableDraft('transactions', `an opportunity whose "${stage.column}" is ${texts} is a purchase.`)
    .put('transaction_id', constant(`{${key.column}}-won`, `transaction_id is made of "${key.column}".`))
    .put('order_id', keyValue('order_id', key))
    .put('occurred_at', firstTimeValue('occurred_at', times))
    .put('kind', constant('order', 'kind: every won opportunity is an order, none a renewal.'))
    .put('revenue', moneyValue('revenue', revenue, found.of.currency))
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
  rule.note(
    guess(
      'a lead is a customer under its own key; a lead that became a customer has to have the key of that customer.',
    ),
  );
  const customers = customerRule(found, 'a lead is somebody whom the company knows.', true, own);
  return customers === null ? [rule.finish()] : [rule.finish(), customers];
}
