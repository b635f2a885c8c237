// The table rules of a file: what its rows are, and which tables these feed.
import { customerRule } from './customer-rule';
import { dealRules, leadRules } from './deal-rules';
import { constant, keyValue, numberValue, textValue, timeValue, wordValue } from './drafted-value';
import type { FoundColumns } from './found-columns';
import { otherInteractions, surveyRules, ticketRules } from './interaction-rules';
import { orderRules, productRule, unknownOrder } from './order-rules';
import { guessSubject } from './subject';
import { type TableDraft, tableDraft } from './table-draft';

export function tableRules(file: string, found: FoundColumns): readonly TableDraft[] {
  const { subject, why } = guessSubject(file, found);
  switch (subject) {
    case 'tickets':
      return ticketRules(found, why);
    case 'deals':
      return dealRules(found, why);
    case 'leads':
      return leadRules(found, why);
    case 'survey':
      return surveyRules(found, why, file);
    case 'orders':
      return orderRules(found, why);
    case 'spend':
      return [spendRule(found, why)];
    case 'products':
      return [productRule(found, true, why)!];
    case 'agents':
      return [agentRule(found, why)];
    case 'customers': {
      const own = found.of.customerId ?? found.of.rowId;
      return [customerRule(found, `a row is a customer, by ${why}.`, true, own)!];
    }
    case 'interactions':
      return otherInteractions(found, why);
    case null:
      return [unknownOrder()];
    default:
      return subject satisfies never;
  }
}

function spendRule({ of }: FoundColumns, why: string): TableDraft {
  const at = of.orderedAt ?? of.createdAt ?? of.closedAt ?? of.openedAt ?? of.updatedAt;
  const amount = of.spendAmount ?? of.revenue ?? of.cost;
  return tableDraft('spend', `a row is money that was spent, by ${why}.`)
    .put(
      'spend_id',
      of.rowId?.isUnique
        ? keyValue('spend_id', of.rowId)
        : constant(
            '{#hash}-{#}',
            'spend_id is a fingerprint of the whole row: a row that is changed counts as another.',
          ),
    )
    .put('date', at === undefined ? null : timeValue('date', at, true))
    .put('amount', amount === undefined ? null : numberValue('amount', amount))
    .put(
      'purpose',
      of.purpose === undefined
        ? constant('marketing', 'purpose: all of it is for marketing.')
        : wordValue('purpose', of.purpose, 'purpose'),
    )
    .put('channel_id', of.channel === undefined ? null : keyValue('channel_id', of.channel))
    .put('campaign', of.campaign === undefined ? null : textValue('campaign', of.campaign))
    .finish();
}

function agentRule({ of }: FoundColumns, why: string): TableDraft {
  const key = (of.agentId ?? of.rowId ?? of.agentName)!;
  const name = of.agentName ?? of.rowName;
  const rule = tableDraft('agents', `a row is somebody who works with customers, by ${why}.`)
    .put('agent_id', keyValue('agent_id', key))
    .put('name', name === undefined ? null : textValue('name', name))
    .put('team', of.team === undefined ? null : textValue('team', of.team))
    .put('department', of.department === undefined ? null : textValue('department', of.department));
  return key.isUnique ? rule.finish() : rule.finish({ where: { column: key.column, isEmpty: false }, keep: 'last' });
}
